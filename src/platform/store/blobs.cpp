#include "platform/store/blobs.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "platform/base/id.h"
#include "platform/base/text.h"

namespace galley::store {

namespace {

class File {
 public:
  explicit File(int fd) : fd_(fd) {}
  ~File() {
    if (fd_ >= 0) ::close(fd_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  int fd() const { return fd_; }
  explicit operator bool() const { return fd_ >= 0; }

 private:
  int fd_;
};

Error io_error(std::string_view what) {
  const int code = errno;
  const std::string detail = join({what, ": ", std::strerror(code)});
  if (code == ENOSPC || code == EDQUOT) return {Code::storage_full, "storage.full", {}, detail};
  return internal(detail);
}

Result<void> sync_folder(const std::string& folder) {
  const File dir(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!dir || ::fsync(dir.fd()) != 0) return io_error("sync " + folder);
  return {};
}

Result<void> write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t n = ::write(fd, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return io_error("write");
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  return {};
}

// Layout: FOLDER/ab/cd/<64 hex digits>, half-written files in FOLDER/tmp of the same file system.
class DiskBlobs final : public Blobs {
 public:
  explicit DiskBlobs(std::string folder) : folder_(std::move(folder)) {}

  Result<Sha256> put(std::string_view bytes) override {
    const Sha256 hash = sha256(bytes);
    const std::string path = path_of(hash);
    if (std::filesystem::exists(path)) return hash;   // it was made durable by whoever put it first
    TRY(make_folders(hash));
    const std::string temporary = folder_ + "/tmp/" + random_token(12);
    if (auto written = write_durably(temporary, bytes); !written) {
      ::unlink(temporary.c_str());
      return written.error();
    }
    if (::rename(temporary.c_str(), path.c_str()) != 0) return io_error("rename " + path);
    TRY(sync_folder(parent_of(hash)));
    return hash;
  }

  Result<std::string> get(const Sha256& hash) override {
    std::ifstream in(path_of(hash), std::ios::binary);
    if (!in) return not_found("blob.missing");
    std::string bytes{std::istreambuf_iterator<char>(in), {}};
    if (sha256(bytes) != hash) return internal("blob " + hash.hex() + " is damaged");
    return bytes;
  }

  std::optional<std::string> file(const Sha256& hash) const override { return path_of(hash); }

 private:
  std::string parent_of(const Sha256& hash) const {
    const std::string name = hash.hex();
    return folder_ + "/" + name.substr(0, 2) + "/" + name.substr(2, 2);
  }
  std::string path_of(const Sha256& hash) const { return parent_of(hash) + "/" + hash.hex(); }

  // A fan-out folder just made is itself a name that must survive: its parent is synced too.
  Result<void> make_folders(const Sha256& hash) const {
    const std::string leaf = parent_of(hash);
    const std::string middle = leaf.substr(0, leaf.size() - 3);
    for (const auto& [path, above] : {std::pair{middle, folder_}, std::pair{leaf, middle}}) {
      if (::mkdir(path.c_str(), 0700) == 0) {
        TRY(sync_folder(above));
      } else if (errno != EEXIST) {
        return io_error("mkdir " + path);
      }
    }
    return {};
  }

  static Result<void> write_durably(const std::string& path, std::string_view bytes) {
    const File file(::open(path.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600));
    if (!file) return io_error("create " + path);
    TRY(write_all(file.fd(), bytes));
    if (::fsync(file.fd()) != 0) return io_error("sync " + path);
    return {};
  }

  std::string folder_;
};

}  // namespace

Result<std::unique_ptr<Blobs>> open_disk_blobs(const std::string& folder) {
  std::error_code problem;
  std::filesystem::create_directories(folder + "/tmp", problem);
  if (problem) return internal("can't create " + folder + ": " + problem.message());
  for (const auto& left : std::filesystem::directory_iterator(folder + "/tmp", problem)) std::filesystem::remove(left.path(), problem);
  TRY(sync_folder(folder));
  return std::unique_ptr<Blobs>(new DiskBlobs(folder));
}

}  // namespace galley::store
