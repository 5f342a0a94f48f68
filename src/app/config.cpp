#include "app/config.h"

#include <algorithm>
#include <cstdlib>
#define TOML_EXCEPTIONS 0    // a parse_result instead of a throw
#define TOML_HEADER_ONLY 1   // the library in the package throws
#include <toml++/toml.h>

#include "platform/base/text.h"

namespace galley::app {

namespace {

std::vector<std::string> list_of(const std::string& text) {
  std::vector<std::string> out;
  for (const auto part : split(text, ','))
    if (!trim(part).empty()) out.emplace_back(trim(part));
  return out;
}

constexpr Setting kSettings[] = {
    {"data", "folder", "", "where everything lies: database, files, keys, the control socket", [](Config& c, const std::string& v) { c.data = v; }},
    {"database", "text", "", "PostgreSQL conninfo or URL; empty: SQLite in the data folder", [](Config& c, const std::string& v) { c.database = v; }},
    {"editors", "address", "127.0.0.1:8080", "listener of the editors' app and API; port 0 takes a free one", [](Config& c, const std::string& v) { c.editors = v; }},
    {"readers", "address", "127.0.0.1:8081", "listener of the readers' site", [](Config& c, const std::string& v) { c.readers = v; }},
    {"public-url", "URL", "", "where readers find the site; empty: the address of the readers' listener", [](Config& c, const std::string& v) { c.public_url = v; }},
    {"role", "list", "", "api, worker, site; empty: everything in one process", [](Config& c, const std::string& v) { c.roles = list_of(v); }},
    {"queues", "list", "", "what a worker works on; empty: everything", [](Config& c, const std::string& v) { c.queues = list_of(v); }},
    {"net-allow", "list", "", "exact host:port exceptions of the guarded client; health warns while there are any", [](Config& c, const std::string& v) { c.net_allow = list_of(v); }},
    {"tls-certificate", "file", "", "PEM chain for both listeners; empty: plain HTTP", [](Config& c, const std::string& v) { c.tls_certificate = v; }},
    {"tls-key", "file", "", "PEM key of the certificate", [](Config& c, const std::string& v) { c.tls_key = v; }},
    {"threads", "number", "32", "worker threads for requests; four of them serve only what is urgent", [](Config& c, const std::string& v) { c.threads = std::clamp(std::atoi(v.c_str()), 8, 256); }},
    {"ballast-mb", "number", "64", "disk space held back and given free when the disk is full", [](Config& c, const std::string& v) { c.ballast_mb = std::max(0, std::atoi(v.c_str())); }},
    {"test-break", "name", "", "switches on a planted fault; only in builds made for the reliability tests", [](Config& c, const std::string& v) { c.test_break = v; }},
};

}  // namespace

bool Config::has_role(std::string_view role) const { return roles.empty() || std::find(roles.begin(), roles.end(), role) != roles.end(); }

std::span<const Setting> settings() { return kSettings; }

Result<void> load_config_file(Config& config, const std::string& file) {
  const toml::parse_result parsed = toml::parse_file(file);
  if (!parsed) return invalid("config.syntax", {}, join({file, ":", std::to_string(parsed.error().source().begin.line), ": ", parsed.error().description()}));
  for (const auto& [key, value] : parsed.table()) {
    const auto setting = std::find_if(std::begin(kSettings), std::end(kSettings), [&](const Setting& s) { return s.name == key.str(); });
    if (setting == std::end(kSettings)) return invalid("config.unknown", {}, join({file, ": there is no setting called ", key.str()}));
    std::string text;
    if (const auto* string = value.as_string()) {
      text = string->get();
    } else if (const auto* number = value.as_integer()) {
      text = std::to_string(number->get());
    } else if (const auto* array = value.as_array()) {
      for (const auto& item : *array) text += (text.empty() ? "" : ",") + item.value_or(std::string());
    } else {
      return invalid("config.type", {}, join({file, ": ", key.str(), " must be text, a number or a list"}));
    }
    setting->set(config, text);
  }
  return {};
}

void load_environment(Config& config) {
  for (const Setting& setting : kSettings) {
    std::string name = "GALLEY_";
    for (const char c : setting.name) name += c == '-' ? '_' : static_cast<char>(c - 32);
    if (const char* value = std::getenv(name.c_str())) setting.set(config, value);
  }
}

std::string config_markdown() {
  std::string out =
      "# Settings\n\nWritten by `galley tables config`; don't edit. Each stands on the command line as `--name VALUE`, in the environment as\n"
      "`GALLEY_NAME` (hyphens become underscores) and in a TOML file given by `--config FILE`; the command line wins over the\n"
      "environment, the environment over the file.\n\n| name | type | default | meaning |\n|---|---|---|---|\n";
  for (const Setting& s : kSettings) out += join({"| `", s.name, "` | ", s.type, " | ", s.otherwise.empty() ? "" : join({"`", s.otherwise, "`"}), " | ", s.description, " |\n"});
  return out;
}

}  // namespace galley::app
