#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/result.h"

namespace galley::app {

// Everything that can be set, from a TOML file (--config), the environment (GALLEY_NAME) and the command line, later ones
// winning. settings() is the one list of it; docs/config.md is written from that.
struct Config {
  std::string data;
  std::string database;                    // "" = SQLite in the data folder, else a PostgreSQL conninfo or URL
  std::string editors = "127.0.0.1:8080";
  std::string readers = "127.0.0.1:8081";
  std::string public_url;                  // where readers find the site, "" = the readers' listener
  std::vector<std::string> roles;          // api, worker, site; empty = all
  std::vector<std::string> queues;         // of a worker; empty = all
  std::vector<std::string> net_allow;      // exact host:port exceptions of the guarded client
  std::string tls_certificate;
  std::string tls_key;
  int threads = 32;
  int ballast_mb = 64;
  std::string test_break;                  // planted fault, in builds made for it

  bool has_role(std::string_view role) const;
};

struct Setting {
  std::string_view name;                   // as on the command line and in the file
  std::string_view type;
  std::string_view otherwise;
  std::string_view description;
  void (*set)(Config&, const std::string&);
};
std::span<const Setting> settings();
Result<void> load_config_file(Config& config, const std::string& file);
void load_environment(Config& config);
std::string config_markdown();             // docs/config.md

}  // namespace galley::app
