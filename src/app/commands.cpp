#include "app/commands.h"

#include <CLI/CLI.hpp>

#include <iostream>
#include <map>

#include "app/config.h"
#include "app/control.h"
#include "app/demo_wire.h"
#include "app/kitchen.h"
#include "app/signals.h"
#include "platform/engine/openapi.h"

namespace galley::app {

namespace {

int fail(const Error& error) {
  std::cerr << "galley: " << (error.detail().empty() ? error.word() : error.detail()) << "\n";
  return 1;
}

int serve(const Config& config) {
  auto kitchen = Kitchen::open(config);
  if (!kitchen) return fail(kitchen.error());
  if (const auto started = (*kitchen)->serve(); !started) return fail(started.error());
  const Control control(**kitchen, config.data + "/control.sock");
  std::cout << (*kitchen)->ready_line() << std::endl;
  wait_for_stop_signal();
  (*kitchen)->stop();
  return 0;
}

int print_tables(const std::string& what) {
  const auto rooms = bare_rooms();
  if (what == "openapi") std::cout << openapi_yaml(rooms);
  if (what == "actions") std::cout << actions_markdown(rooms);
  if (what == "events") std::cout << events_markdown(rooms);
  if (what == "config") std::cout << config_markdown();
  return 0;
}

// Settings given on the command line, applied after file and environment.
struct Given {
  std::map<std::string, std::string> values;
  std::string file;
};

void add_settings(CLI::App& command, Given& given) {
  command.add_option("--config", given.file, "TOML file with any of these settings");
  for (const Setting& setting : settings())
    command.add_option("--" + std::string(setting.name), given.values[std::string(setting.name)], std::string(setting.description));
}

Result<Config> config_of(const Given& given) {
  Config config;
  if (!given.file.empty()) TRY(load_config_file(config, given.file));
  load_environment(config);
  for (const Setting& setting : settings())
    if (const auto& value = given.values.at(std::string(setting.name)); !value.empty()) setting.set(config, value);
  return config;
}

}  // namespace

int run(int argc, char** argv) {
  block_stop_signals();
  CLI::App program("Galley, the central kitchen of a newsroom", "galley");
  program.require_subcommand(1);
  Given given;
  auto* serve_command = program.add_subcommand("serve", "start the newsroom");
  add_settings(*serve_command, given);

  std::string data, name, with = "{}", items, table;
  int port = 8082;
  auto* do_command = program.add_subcommand("do", "run an action on the running server, with the administrator's right of this machine");
  do_command->add_option("--data", data, "the server's data folder")->required();
  do_command->add_option("action", name, "e.g. people.reset_access")->required();
  do_command->add_option("with", with, "the command as JSON");
  auto* audit_command = program.add_subcommand("audit", "the audit trail")->require_subcommand(1);
  auto* verify_command = audit_command->add_subcommand("verify", "walk the chain of seals; exit 1 where it is broken");
  verify_command->add_option("--data", data, "the server's data folder")->required();
  auto* events_command = program.add_subcommand("events", "the event log")->require_subcommand(1);
  auto* retry_command = events_command->add_subcommand("retry", "take up parked events again");
  retry_command->add_option("--data", data, "the server's data folder")->required();
  auto* tables_command = program.add_subcommand("tables", "print what the rooms' tables say");
  tables_command->add_option("what", table, "openapi, actions, events or config")->required()->check(CLI::IsMember({"openapi", "actions", "events", "config"}));
  auto* wire_command = program.add_subcommand("demo-wire", "serve wire items as a feed on loopback");
  wire_command->add_option("--items", items, "JSON file")->required();
  wire_command->add_option("--port", port, "0 takes a free one");
  CLI11_PARSE(program, argc, argv);

  if (*serve_command) {
    const auto config = config_of(given);
    return config ? serve(*config) : fail(config.error());
  }
  if (*do_command) {
    const auto parsed = parse_json(with);
    if (!parsed) return fail(parsed.error());
    return ask_server(data, to_text(Json(Json::Object{{"do", name}, {"with", *parsed}})));
  }
  if (*verify_command) return ask_server(data, R"({"do":"audit.verify"})");
  if (*retry_command) return ask_server(data, R"({"do":"events.retry"})");
  if (*tables_command) return print_tables(table);
  const auto wire = run_demo_wire(items, port);
  return wire ? 0 : fail(wire.error());
}

}  // namespace galley::app
