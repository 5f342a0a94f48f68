// assetpack MODE NAME FOLDER OUT: writes OUT.pack (all files, compressed once where MODE is "compress"), OUT.cpp (the sorted
// index) and OUT.S (takes the pack into the program). A build tool: it may throw, the build then stops with its message.
#include <brotli/encode.h>
#include <openssl/sha.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

std::string slurp(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error("can't read " + path.string());
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string gzip(const std::string& raw) {
  z_stream stream{};
  if (deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY) != Z_OK) throw std::runtime_error("zlib");
  std::string out(deflateBound(&stream, raw.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(raw.data()));
  stream.avail_in = static_cast<uInt>(raw.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  if (deflate(&stream, Z_FINISH) != Z_STREAM_END) throw std::runtime_error("zlib");
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

std::string brotli(const std::string& raw) {
  std::size_t size = BrotliEncoderMaxCompressedSize(raw.size());
  std::string out(size, '\0');
  if (BrotliEncoderCompress(11, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, raw.size(), reinterpret_cast<const uint8_t*>(raw.data()), &size,
                            reinterpret_cast<uint8_t*>(out.data())) != BROTLI_TRUE)
    throw std::runtime_error("brotli");
  out.resize(size);
  return out;
}

std::string hash(const std::string& raw) {
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest;
  SHA256(reinterpret_cast<const unsigned char*>(raw.data()), raw.size(), digest.data());
  std::string out;
  for (std::size_t i = 0; i < 12; ++i) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    out += kDigits[digest[i] >> 4];
    out += kDigits[digest[i] & 15];
  }
  return out;
}

std::string content_type(const fs::path& path) {
  static const std::map<std::string, std::string> kTypes = {
      {".html", "text/html; charset=utf-8"}, {".css", "text/css; charset=utf-8"},  {".js", "text/javascript; charset=utf-8"},
      {".json", "application/json"},         {".svg", "image/svg+xml"},            {".png", "image/png"},
      {".webp", "image/webp"},               {".ico", "image/x-icon"},             {".woff2", "font/woff2"},
      {".txt", "text/plain; charset=utf-8"}, {".sql", "text/plain; charset=utf-8"}, {".webmanifest", "application/manifest+json"}};
  const auto found = kTypes.find(path.extension().string());
  return found == kTypes.end() ? "application/octet-stream" : found->second;
}

struct Writer {
  std::string pack;
  // Puts `bytes` into the pack; the expression that names them.
  std::string place(const std::string& bytes) {
    const std::string text = "{pack + " + std::to_string(pack.size()) + ", " + std::to_string(bytes.size()) + "}";
    pack += bytes;
    return text;
  }
};

void run(const std::string& mode, const std::string& name, const fs::path& folder, const std::string& out) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file()) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  Writer writer;
  std::string rows;
  for (const auto& file : files) {
    const std::string raw = slurp(file);
    const std::string zipped = mode == "compress" ? gzip(raw) : "";
    const std::string packed = mode == "compress" ? brotli(raw) : "";
    const bool smaller = !packed.empty() && packed.size() < raw.size() * 9 / 10;
    rows += "    {\"" + fs::relative(file, folder).generic_string() + "\", \"" + content_type(file) + "\", " + writer.place(raw) + ", ";
    rows += (smaller ? writer.place(zipped) + ", " + writer.place(packed) : std::string("{}, {}")) + ", \"\\\"" + hash(raw) + "\\\"\"},\n";
  }
  writer.pack += '\0';
  std::ofstream(out + ".pack", std::ios::binary) << writer.pack;
  std::ofstream(out + ".S") << ".section .rodata\n.global " << name << "_pack\n.balign 16\n" << name << "_pack:\n.incbin \"" << out
                            << ".pack\"\n.section .note.GNU-stack,\"\",@progbits\n";
  std::ofstream cpp(out + ".cpp");
  cpp << "#include \"platform/base/asset.h\"\n\nextern \"C\" const char " << name << "_pack[];\n\nnamespace galley {\n\n"
      << "std::span<const Asset> " << name << "();\nstd::span<const Asset> " << name << "() {\n  static const char* const pack = " << name
      << "_pack;\n";
  if (files.empty()) {
    cpp << "  (void)pack;\n  return {};\n}\n\n}  // namespace galley\n";
  } else {
    cpp << "  static const Asset all[] = {\n" << rows << "  };\n  return all;\n}\n\n}  // namespace galley\n";
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 5) {
    std::cerr << "usage: assetpack compress|plain NAME FOLDER OUT\n";
    return 2;
  }
  try {
    run(argv[1], argv[2], argv[3], argv[4]);
    return 0;
  } catch (const std::exception& error) {
    std::cerr << "assetpack: " << error.what() << "\n";
    return 1;
  }
}
