#include "platform/store/postgres_session.h"

#include <libpq-fe.h>
#include <poll.h>

#include <charconv>
#include <cstring>
#include <memory>
#include <vector>

#include "platform/base/text.h"

namespace galley::store {

namespace {

using Result = std::unique_ptr<PGresult, void (*)(PGresult*)>;

// Type numbers of the server's catalogue (pg_type.dat) that don't come as plain text.
enum Oid : unsigned { kBool = 16, kBytea = 17, kInt8 = 20, kInt2 = 21, kInt4 = 23, kFloat4 = 700, kFloat8 = 701, kNumeric = 1700, kXid8 = 5069 };

DatabaseError::Kind kind_of(const char* state, bool connected) {
  if (!connected || state == nullptr) return DatabaseError::Kind::lost;
  const std::string_view code(state);
  if (code == "40001" || code == "40P01") return DatabaseError::Kind::serialization;
  if (code.starts_with("23")) return DatabaseError::Kind::constraint;
  if (code == "53100") return DatabaseError::Kind::full;
  if (code.starts_with("08") || code.starts_with("57P")) return DatabaseError::Kind::lost;
  return DatabaseError::Kind::other;
}

Value column(const PGresult* result, int row, int index) {
  if (PQgetisnull(result, row, index) != 0) return {};
  const std::string_view text(PQgetvalue(result, row, index), static_cast<std::size_t>(PQgetlength(result, row, index)));
  switch (PQftype(result, index)) {
    case kBool: return static_cast<std::int64_t>(text == "t");
    case kInt2:
    case kInt4:
    case kInt8:
    case kXid8: {
      std::int64_t number = 0;
      std::from_chars(text.data(), text.data() + text.size(), number);
      return number;
    }
    case kNumeric:   // sums of integers
    case kFloat4:
    case kFloat8: {
      if (std::int64_t whole = 0; std::from_chars(text.data(), text.data() + text.size(), whole).ptr == text.data() + text.size()) return whole;
      double number = 0;
      std::from_chars(text.data(), text.data() + text.size(), number);
      return number;
    }
    case kBytea: {
      std::size_t size = 0;
      unsigned char* raw = PQunescapeBytea(reinterpret_cast<const unsigned char*>(text.data()), &size);
      Bytes bytes{std::string(reinterpret_cast<char*>(raw), size)};
      PQfreemem(raw);
      return bytes;
    }
    default: return std::string(text);
  }
}

// A parameter as PostgreSQL's text form; `null` where there is none.
std::string text_of(const Value& value, bool& null) {
  null = false;
  if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* bytes = std::get_if<Bytes>(&value)) return join({"\\x", hex(bytes->data)});
  if (const auto* real = std::get_if<double>(&value)) {
    char buffer[32];
    return {buffer, std::to_chars(buffer, buffer + sizeof buffer, *real).ptr};
  }
  null = true;
  return {};
}

}  // namespace

PostgresSession::PostgresSession(const std::string& conninfo) {
  const std::string full = conninfo.starts_with("postgres") && conninfo.find("://") != std::string::npos
                               ? conninfo + (conninfo.find('?') == std::string::npos ? "?" : "&") +
                                     "connect_timeout=2&tcp_user_timeout=2000&keepalives_idle=2&keepalives_interval=1&keepalives_count=2"
                               : conninfo + " connect_timeout=2 tcp_user_timeout=2000 keepalives_idle=2 keepalives_interval=1 keepalives_count=2";
  connection_ = PQconnectdb(full.c_str());
  if (PQstatus(connection_) != CONNECTION_OK) {
    const std::string what = PQerrorMessage(connection_);
    PQfinish(connection_);
    throw DatabaseError(DatabaseError::Kind::lost, what);
  }
  PQsetNoticeProcessor(connection_, [](void*, const char*) {}, nullptr);
  command("set client_encoding = 'UTF8'");
  command("set statement_timeout = '30s'");
  command("set idle_in_transaction_session_timeout = '3s'");
}

PostgresSession::~PostgresSession() { PQfinish(connection_); }

void PostgresSession::fail(PGresult* result, std::string_view sql) {
  const char* state = result != nullptr ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : nullptr;
  const auto kind = kind_of(state, PQstatus(connection_) == CONNECTION_OK);
  throw DatabaseError(kind, join({trim(PQerrorMessage(connection_)), " in: ", sql}));
}

const std::string& PostgresSession::prepared(std::string_view sql) {
  const std::string text(sql);
  if (const auto found = statements_.find(text); found != statements_.end()) return found->second;
  if (statements_.size() >= 512) {
    command("deallocate all");
    statements_.clear();
  }
  const std::string name = "s" + std::to_string(statements_.size());
  const Result result(PQprepare(connection_, name.c_str(), text.c_str(), 0, nullptr), PQclear);
  if (PQresultStatus(result.get()) != PGRES_COMMAND_OK) fail(result.get(), sql);
  return statements_.emplace(text, name).first->second;
}

Rows PostgresSession::query(std::string_view sql, std::span<const Value> parameters) {
  const std::string& name = prepared(sql);
  std::vector<std::string> texts(parameters.size());
  std::vector<const char*> values(parameters.size());
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    bool null = false;
    texts[i] = text_of(parameters[i], null);
    values[i] = null ? nullptr : texts[i].c_str();
  }
  const Result result(PQexecPrepared(connection_, name.c_str(), static_cast<int>(values.size()), values.data(), nullptr, nullptr, 0), PQclear);
  const auto status = PQresultStatus(result.get());
  if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) fail(result.get(), sql);
  Rows rows;
  const int columns = PQnfields(result.get());
  const int count = PQntuples(result.get());
  for (int i = 0; i < columns; ++i) rows.columns.emplace_back(PQfname(result.get(), i));
  rows.cells.reserve(static_cast<std::size_t>(columns) * static_cast<std::size_t>(count));
  for (int row = 0; row < count; ++row)
    for (int i = 0; i < columns; ++i) rows.cells.push_back(column(result.get(), row, i));
  const char* affected = PQcmdTuples(result.get());
  std::from_chars(affected, affected + std::strlen(affected), rows.affected);
  return rows;
}

void PostgresSession::script(std::string_view sql) { command(std::string(sql).c_str()); }

void PostgresSession::command(const char* sql) {
  const Result result(PQexec(connection_, sql), PQclear);
  const auto status = PQresultStatus(result.get());
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_EMPTY_QUERY) fail(result.get(), sql);
}

bool PostgresSession::healthy() const { return PQstatus(connection_) == CONNECTION_OK; }
bool PostgresSession::in_transaction() const { return PQtransactionStatus(connection_) != PQTRANS_IDLE; }
int PostgresSession::server_version() const { return PQserverVersion(connection_); }

bool PostgresSession::wait_notification(int timeout_ms) {
  pollfd waiting{.fd = PQsocket(connection_), .events = POLLIN, .revents = 0};
  if (::poll(&waiting, 1, timeout_ms) <= 0) return false;
  if (PQconsumeInput(connection_) == 0) throw DatabaseError(DatabaseError::Kind::lost, PQerrorMessage(connection_));
  bool any = false;
  while (PGnotify* notify = PQnotifies(connection_)) {
    any = true;
    PQfreemem(notify);
  }
  return any;
}

}  // namespace galley::store
