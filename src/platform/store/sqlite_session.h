#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "platform/store/session.h"

struct sqlite3;
struct sqlite3_stmt;

namespace galley::store {

// One SQLite connection with its prepared statements.
class SqliteSession final : public Writer {
 public:
  enum class Mode : unsigned char { writing, reading };
  SqliteSession(const std::string& file, Mode mode);
  ~SqliteSession() override;
  SqliteSession(const SqliteSession&) = delete;
  SqliteSession& operator=(const SqliteSession&) = delete;

  Rows query(std::string_view sql, std::span<const Value> parameters) override;
  Engine engine() const override { return Engine::sqlite; }
  void script(std::string_view sql) override;

  bool in_transaction() const;
  void checkpoint(bool truncate);
  std::int64_t log_pages() const { return log_pages_; }   // in the write-ahead log after the last commit; small again when it began anew

 private:
  sqlite3_stmt* prepared(std::string_view sql);
  [[noreturn]] void fail(int code, std::string_view sql);

  sqlite3* handle_ = nullptr;
  std::int64_t log_pages_ = 0;
  std::unordered_map<std::string_view, sqlite3_stmt*> statements_;   // the key is the statement's own text
};

}  // namespace galley::store
