#include "platform/store/sqlite_session.h"

#include <sqlite3.h>

#include "platform/base/text.h"

namespace galley::store {

namespace {

DatabaseError::Kind kind_of(int code) {
  switch (code & 0xFF) {
    case SQLITE_CONSTRAINT: return DatabaseError::Kind::constraint;
    case SQLITE_FULL: return DatabaseError::Kind::full;
    case SQLITE_IOERR:
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_CANTOPEN: return DatabaseError::Kind::lost;
    default: return DatabaseError::Kind::other;
  }
}

void bind(sqlite3_stmt* statement, int index, const Value& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) {
    sqlite3_bind_int64(statement, index, *number);
  } else if (const auto* real = std::get_if<double>(&value)) {
    sqlite3_bind_double(statement, index, *real);
  } else if (const auto* text = std::get_if<std::string>(&value)) {
    sqlite3_bind_text64(statement, index, text->data(), text->size(), SQLITE_STATIC, SQLITE_UTF8);
  } else if (const auto* bytes = std::get_if<Bytes>(&value)) {
    sqlite3_bind_blob64(statement, index, bytes->data.data(), bytes->data.size(), SQLITE_STATIC);
  } else {
    sqlite3_bind_null(statement, index);
  }
}

Value column(sqlite3_stmt* statement, int index) {
  switch (sqlite3_column_type(statement, index)) {
    case SQLITE_INTEGER: return static_cast<std::int64_t>(sqlite3_column_int64(statement, index));
    case SQLITE_FLOAT: return sqlite3_column_double(statement, index);
    case SQLITE_TEXT: {
      const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, index));
      return std::string(text, static_cast<std::size_t>(sqlite3_column_bytes(statement, index)));
    }
    case SQLITE_BLOB: {
      const auto* data = static_cast<const char*>(sqlite3_column_blob(statement, index));
      return Bytes{std::string(data, static_cast<std::size_t>(sqlite3_column_bytes(statement, index)))};
    }
    default: return {};
  }
}

int note_log_pages(void* to, sqlite3*, const char*, int pages) {
  *static_cast<std::int64_t*>(to) = pages;
  return SQLITE_OK;
}

}  // namespace

SqliteSession::SqliteSession(const std::string& file, Mode mode) {
  const int flags = SQLITE_OPEN_NOMUTEX | (mode == Mode::writing ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY);
  const int code = sqlite3_open_v2(file.c_str(), &handle_, flags, nullptr);
  if (code != SQLITE_OK) fail(code, "open");
  sqlite3_extended_result_codes(handle_, 1);
  sqlite3_db_config(handle_, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
  sqlite3_db_config(handle_, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
  sqlite3_busy_timeout(handle_, 5000);   // only outside tools ever hold the file
  if (mode == Mode::writing) {
    script("pragma journal_mode = wal; pragma synchronous = full; pragma wal_autocheckpoint = 0");
    sqlite3_wal_hook(handle_, note_log_pages, &log_pages_);
  }
  script("pragma foreign_keys = on; pragma temp_store = memory; pragma cache_size = -16000; pragma mmap_size = 268435456");
}

SqliteSession::~SqliteSession() {
  for (const auto& [sql, statement] : statements_) sqlite3_finalize(statement);
  sqlite3_close(handle_);
}

void SqliteSession::fail(int code, std::string_view sql) {
  const std::string what = join({handle_ != nullptr ? sqlite3_errmsg(handle_) : "no handle", " (", std::to_string(code), ") in: ", sql});
  throw DatabaseError(kind_of(code), what);
}

sqlite3_stmt* SqliteSession::prepared(std::string_view sql) {
  if (const auto found = statements_.find(sql); found != statements_.end()) return found->second;
  sqlite3_stmt* statement = nullptr;
  const int code = sqlite3_prepare_v3(handle_, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
  if (code != SQLITE_OK) fail(code, sql);
  if (statements_.size() >= 512) {   // only generated statements (filters) can grow the set: start over
    for (const auto& [text, old] : statements_) sqlite3_finalize(old);
    statements_.clear();
  }
  // SQLite keeps its own copy of the text, which stands as long as the statement.
  statements_.emplace(std::string_view(sqlite3_sql(statement)), statement);
  return statement;
}

Rows SqliteSession::query(std::string_view sql, std::span<const Value> parameters) {
  sqlite3_stmt* statement = prepared(sql);
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    // $2 may come before $1 in the text: SQLite numbers by first appearance, so bind by name.
    char name[8] = {'$'};
    std::snprintf(name + 1, sizeof name - 1, "%zu", i + 1);
    if (const int index = sqlite3_bind_parameter_index(statement, name); index != 0) bind(statement, index, parameters[i]);
  }
  Rows rows;
  const int count = sqlite3_column_count(statement);
  for (int i = 0; i < count; ++i) rows.columns.emplace_back(sqlite3_column_name(statement, i));
  int code = SQLITE_ROW;
  while ((code = sqlite3_step(statement)) == SQLITE_ROW)
    for (int i = 0; i < count; ++i) rows.cells.push_back(column(statement, i));
  rows.affected = sqlite3_stmt_readonly(statement) != 0 ? 0 : sqlite3_changes64(handle_);
  sqlite3_reset(statement);
  sqlite3_clear_bindings(statement);
  if (code != SQLITE_DONE) fail(sqlite3_extended_errcode(handle_), sql);
  return rows;
}

void SqliteSession::script(std::string_view sql) {
  const int code = sqlite3_exec(handle_, std::string(sql).c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) fail(sqlite3_extended_errcode(handle_), sql);
}

bool SqliteSession::in_transaction() const { return sqlite3_get_autocommit(handle_) == 0; }

void SqliteSession::checkpoint(bool truncate) {
  sqlite3_wal_checkpoint_v2(handle_, nullptr, truncate ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
}

}  // namespace galley::store
