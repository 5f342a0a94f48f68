#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/base/result.h"
#include "platform/base/type.h"

namespace galley {

using Parameters = std::vector<std::pair<std::string, std::string>>;

// What came with a call, before it has a shape.
struct Input {
  std::string_view body;                    // JSON, "" = {}
  Parameters path;
  Parameters query;                         // decoded pairs, in order
  std::optional<std::int64_t> if_match;
  bool reads_query = false;                 // GET: the other fields come from the query
  bool lenient = false;                     // readers' pages: query keys that others add to links are passed over
};

Parameters parse_query(std::string_view query);            // application/x-www-form-urlencoded

// Fills a command or question from all of it, all issues at once. precondition_required where the struct has a field
// `if_match` and none was sent.
Result<void> fill(const Type& type, void* out, const Input& input);

}  // namespace galley
