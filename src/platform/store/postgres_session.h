#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "platform/store/session.h"

struct pg_conn;
struct pg_result;

namespace galley::store {

// One PostgreSQL connection with its prepared statements. Everything goes as text; types come from the server.
class PostgresSession final : public Writer {
 public:
  explicit PostgresSession(const std::string& conninfo);
  ~PostgresSession() override;
  PostgresSession(const PostgresSession&) = delete;
  PostgresSession& operator=(const PostgresSession&) = delete;

  Rows query(std::string_view sql, std::span<const Value> parameters) override;
  Engine engine() const override { return Engine::postgres; }
  void script(std::string_view sql) override;

  void command(const char* sql);             // begin, commit ... without parameters
  bool healthy() const;
  bool in_transaction() const;
  int server_version() const;
  bool wait_notification(int timeout_ms);    // on a connection that listens

 private:
  const std::string& prepared(std::string_view sql);
  [[noreturn]] void fail(pg_result* result, std::string_view sql);

  pg_conn* connection_ = nullptr;
  std::unordered_map<std::string, std::string> statements_;   // SQL -> its name at the server
};

}  // namespace galley::store
