#pragma once

#include <unistd.h>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

// Access of tests to the data pack: the folder named by GALLEY_TEST_DATA, else ../shared/data seen from the repository. Packed
// files are read through xz, gzip or tar. A missing file is an empty answer, which every test counts as a miss.
namespace galley::testing {

// Upwards from the working folder: __FILE__ is relative in builds that move.
inline std::filesystem::path repository_folder() {
  auto folder = std::filesystem::current_path();
  while (!std::filesystem::exists(folder / "src" / "craft" / "testing") && folder.has_relative_path()) folder = folder.parent_path();
  return folder;
}

inline std::filesystem::path data_folder() {
  if (const char* named = std::getenv("GALLEY_TEST_DATA")) return named;
  return repository_folder().parent_path() / "shared" / "data";
}

inline std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// Everything the command writes to its standard output. Paths are quoted by the caller.
inline std::string output_of(const std::string& command) {
  std::string out;
  FILE* pipe = ::popen(command.c_str(), "r");
  if (!pipe) return out;
  char buffer[65536];
  for (std::size_t n; (n = std::fread(buffer, 1, sizeof buffer, pipe)) > 0;) out.append(buffer, n);
  ::pclose(pipe);
  return out;
}

inline std::string read_xz(std::string_view relative) { return output_of("xz -dc '" + (data_folder() / relative).string() + "'"); }
inline std::string read_gz(std::string_view relative) { return output_of("gzip -dc '" + (data_folder() / relative).string() + "'"); }

// A packed archive, unpacked for as long as the object lives.
class Unpacked {
 public:
  explicit Unpacked(std::string_view relative_archive) {
    std::string name = (std::filesystem::temp_directory_path() / "galley-data-XXXXXX").string();
    if (::mkdtemp(name.data())) folder_ = name;
    output_of("tar -C '" + folder_.string() + "' -xJf '" + (data_folder() / relative_archive).string() + "'");
  }
  ~Unpacked() {
    std::error_code ignored;
    if (!folder_.empty()) std::filesystem::remove_all(folder_, ignored);
  }
  Unpacked(const Unpacked&) = delete;
  Unpacked& operator=(const Unpacked&) = delete;
  const std::filesystem::path& folder() const { return folder_; }

 private:
  std::filesystem::path folder_;
};

inline void each_line(std::string_view text, const std::function<void(std::string_view)>& use) {
  while (!text.empty()) {
    const auto end = text.find('\n');
    const auto line = text.substr(0, end);
    if (!line.empty()) use(line);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
}

// A small deterministic source of numbers (SplitMix64, Steele et al. 2014).
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  }
  std::size_t below(std::size_t bound) { return next() % bound; }

 private:
  std::uint64_t state_;
};

// b1, b2, b3 ...
inline std::function<std::string()> counting_ids() {
  return [n = 0]() mutable { return "b" + std::to_string(++n); };
}

}  // namespace galley::testing
