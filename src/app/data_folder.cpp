#include "app/data_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "platform/base/id.h"
#include "platform/base/text.h"

namespace galley::app {

namespace fs = std::filesystem;

Result<int> open_data_folder(const std::string& folder) {
  if (folder.empty()) return invalid("data.missing", {}, "say where the data shall lie: --data FOLDER");
  std::error_code problem;
  const bool fresh = !fs::exists(folder) || fs::is_empty(folder, problem);
  fs::create_directories(folder, problem);
  if (problem) return invalid("data.folder", {}, join({"the data folder ", folder, " can't be made: ", problem.message()}));
  if (!fresh && !fs::exists(folder + "/galley.lock"))
    return invalid("data.foreign", {}, join({folder, " holds other files: give Galley a folder of its own, nothing was changed there"}));
  ::chmod(folder.c_str(), 0700);
  const int fd = ::open((folder + "/galley.lock").c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600);
  if (fd < 0) return invalid("data.folder", {}, join({"no right to write in ", folder}));
  return fd;
}

Result<std::string> installation_secret(const std::string& folder) {
  const std::string file = folder + "/secret";
  if (!fs::exists(file)) {
    const int fd = ::open(file.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
    const std::string secret = random_token(32);
    if (fd < 0 || ::write(fd, secret.data(), secret.size()) != static_cast<ssize_t>(secret.size()) || ::fsync(fd) != 0)
      return invalid("data.folder", {}, "no right to write " + file);
    ::close(fd);
  }
  struct stat info{};
  if (::stat(file.c_str(), &info) != 0 || (info.st_mode & 077) != 0) return invalid("data.secret", {}, join({file, " may be read by others: chmod 600 it"}));
  std::ifstream in(file, std::ios::binary);
  return std::string{std::istreambuf_iterator<char>(in), {}};
}

std::int64_t disk_free_percent(const std::string& folder) {
  struct statvfs info{};
  if (::statvfs(folder.c_str(), &info) != 0 || info.f_blocks == 0) return 0;
  return static_cast<std::int64_t>(info.f_bavail * 100 / info.f_blocks);
}

}  // namespace galley::app
