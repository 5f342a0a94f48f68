#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "platform/store/database.h"

// For tests only: a fresh database of each engine. PostgreSQL is used where GALLEY_TEST_PG holds a conninfo; each case gets
// a schema of its own there.
namespace galley::store::testing {

class Folder {
 public:
  Folder();
  ~Folder();
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

struct Fresh {
  std::string engine;
  std::unique_ptr<Database> database;
};
void on_each_engine(const std::function<void(Database&)>& body);

}  // namespace galley::store::testing
