#include "platform/store/testing.h"

#include <cstdlib>
#include <stdexcept>

#include "platform/base/id.h"
#include "platform/base/text.h"

namespace galley::store::testing {

Folder::Folder() : path_((std::filesystem::temp_directory_path() / ("galley-test-" + hex(random_token(6)))).string()) { std::filesystem::create_directories(path_); }
Folder::~Folder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

namespace {

template <class T>
T must(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().detail());
  return *std::move(result);
}

void on_postgres(const std::string& conninfo, const std::function<void(Database&)>& body) {
  const std::string schema = "t" + hex(random_token(6)).substr(0, 12);
  auto admin = must(open_postgres({.conninfo = conninfo, .connections = 2}));
  auto script = [&](const std::string& sql) {
    const auto done = admin->write({}, [&](Writer& writer) -> Result<void> {
      writer.script(sql);
      return {};
    });
    if (!done) throw std::runtime_error(done.error().detail());
  };
  script("create schema " + schema);
  {
    const bool url = conninfo.find("://") != std::string::npos;
    const std::string own = url ? conninfo + (conninfo.find('?') == std::string::npos ? "?" : "&") + "options=-csearch_path%3D" + schema
                                : conninfo + " options='-csearch_path=" + schema + "'";
    const auto database = must(open_postgres({.conninfo = own, .connections = 20}));
    body(*database);
  }
  script("drop schema " + schema + " cascade");
}

}  // namespace

void on_each_engine(const std::function<void(Database&)>& body) {
  {
    const Folder folder;
    const auto database = must(open_sqlite({.file = folder.path() + "/t.db", .readers = 4, .ballast_bytes = 0}));
    body(*database);
  }
  if (const char* conninfo = std::getenv("GALLEY_TEST_PG")) on_postgres(conninfo, body);
}

}  // namespace galley::store::testing
