#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

// What went wrong, for two readers: the client gets the code and the issues (it translates them), the log gets the detail.
namespace galley {

// The closed list of failure classes; platform/net/problem.cpp maps each to one HTTP status.
enum class Code : std::uint8_t {
  invalid,               // 422 the request is understood and wrong; issues say where
  malformed,             // 400 the request can't be read at all
  unauthenticated,       // 401
  forbidden,             // 403
  not_found,             // 404
  conflict,              // 409 the state of the thing forbids it now
  stale,                 // 412 If-Match names an older version
  precondition_required, // 428 If-Match is missing
  gone,                  // 410
  too_large,             // 413
  rate_limited,          // 429
  unavailable,           // 503 try again later
  storage_full,          // 507
  internal,              // 500 a bug or lost infrastructure; the client sees only the trace id
};

std::string_view name(Code code);

// One thing wrong with the input. `pointer` is an RFC 6901 JSON pointer into the request, `code` a stable word that the
// client translates, `params` a JSON object as text ("" = none), e.g. {"max":200,"is":231}.
struct Issue {
  std::string pointer;
  std::string code;
  std::string params;
};

// One pointer wide, so that Result<T> stays small. Copyable, immutable after construction except by the with_ functions.
class Error {
 public:
  Error(Code code, std::string word, std::vector<Issue> issues = {}, std::string detail = {});
  Error(const Error& other);
  Error(Error&&) noexcept;
  Error& operator=(const Error& other);
  Error& operator=(Error&&) noexcept;
  ~Error();

  Code code() const;
  const std::string& word() const;                // stable, e.g. "review.four_eyes"
  const std::vector<Issue>& issues() const;
  const std::string& detail() const;              // for the log only
  std::int64_t version() const;                   // the current version where code() is stale, else 0
  int retry_after_s() const;                      // for unavailable and rate_limited, else 0
  Error with_version(std::int64_t version) &&;
  Error with_retry_after(int seconds) &&;

 private:
  struct Body;
  std::unique_ptr<Body> body_;
};

Error invalid(std::string word, std::string pointer = {}, std::string detail = {});
Error invalid(std::vector<Issue> issues);         // word "invalid"
Error malformed(std::string word, std::string detail = {});
Error unauthenticated(std::string word);
Error forbidden(std::string word);
Error not_found(std::string word);
Error conflict(std::string word, std::string pointer = {});
Error stale(std::int64_t current_version);
Error unavailable(std::string word, int retry_after_s = 1);
Error internal(std::string detail);

}  // namespace galley
