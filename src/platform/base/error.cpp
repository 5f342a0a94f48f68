#include "platform/base/error.h"

#include <array>
#include <utility>

namespace galley {

struct Error::Body {
  Code code;
  std::string word;
  std::vector<Issue> issues;
  std::string detail;
  std::int64_t version = 0;
  int retry_after_s = 0;
};

namespace {
constexpr std::array<std::string_view, 14> kNames = {
    "invalid",  "malformed",    "unauthenticated", "forbidden",   "not_found",    "conflict", "stale", "precondition_required",
    "gone",     "too_large",    "rate_limited",    "unavailable", "storage_full", "internal"};
}

std::string_view name(Code code) { return kNames[static_cast<std::size_t>(code)]; }

Error::Error(Code code, std::string word, std::vector<Issue> issues, std::string detail)
    : body_(new Body{code, std::move(word), std::move(issues), std::move(detail)}) {}
Error::Error(const Error& other) : body_(new Body(*other.body_)) {}
Error::Error(Error&&) noexcept = default;
Error& Error::operator=(const Error& other) {
  body_ = std::make_unique<Body>(*other.body_);
  return *this;
}
Error& Error::operator=(Error&&) noexcept = default;
Error::~Error() = default;

Code Error::code() const { return body_->code; }
const std::string& Error::word() const { return body_->word; }
const std::vector<Issue>& Error::issues() const { return body_->issues; }
const std::string& Error::detail() const { return body_->detail; }
std::int64_t Error::version() const { return body_->version; }
int Error::retry_after_s() const { return body_->retry_after_s; }

Error Error::with_version(std::int64_t version) && {
  body_->version = version;
  return std::move(*this);
}
Error Error::with_retry_after(int seconds) && {
  body_->retry_after_s = seconds;
  return std::move(*this);
}

Error invalid(std::string word, std::string pointer, std::string detail) {
  std::vector<Issue> issues;
  if (!pointer.empty()) issues.push_back({std::move(pointer), word, {}});
  return {Code::invalid, std::move(word), std::move(issues), std::move(detail)};
}
Error invalid(std::vector<Issue> issues) { return {Code::invalid, "invalid", std::move(issues)}; }
Error malformed(std::string word, std::string detail) { return {Code::malformed, std::move(word), {}, std::move(detail)}; }
Error unauthenticated(std::string word) { return {Code::unauthenticated, std::move(word)}; }
Error forbidden(std::string word) { return {Code::forbidden, std::move(word)}; }
Error not_found(std::string word) { return {Code::not_found, std::move(word)}; }
Error conflict(std::string word, std::string pointer) {
  std::vector<Issue> issues;
  if (!pointer.empty()) issues.push_back({std::move(pointer), word, {}});
  return {Code::conflict, std::move(word), std::move(issues)};
}
Error stale(std::int64_t current_version) { return Error(Code::stale, "stale").with_version(current_version); }
Error unavailable(std::string word, int retry_after_s) {
  return Error(Code::unavailable, std::move(word)).with_retry_after(retry_after_s);
}
Error internal(std::string detail) { return {Code::internal, "internal", {}, std::move(detail)}; }

}  // namespace galley
