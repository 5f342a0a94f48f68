#include "platform/engine/router.h"

#include <stdexcept>

#include "platform/base/text.h"

namespace galley {

namespace {
constexpr std::string_view kApi = "/api/v1";

std::vector<std::string_view> segments_of(std::string_view path) {
  if (path.starts_with('/')) path.remove_prefix(1);
  return split(path, '/');
}
}  // namespace

std::string_view http_method(const EntrySpec& spec) { return spec.http.substr(0, spec.http.find(' ')); }

std::string http_path(const EntrySpec& spec, bool api) {
  return join({api ? kApi : std::string_view(), spec.http.substr(spec.http.find(' ') + 1)});
}

Router::Router(std::span<const Room> rooms) {
  for (const Room& room : rooms) {
    for (const Action& action : room.actions) add(room, action.spec, &action, true);
    for (const Query& query : room.queries) add(room, query.spec, &query, true);
    for (const Stream& stream : room.streams) add(room, stream.spec, &stream, stream.spec.listener == Listener::editors);
    for (const Page& page : room.pages) add(room, page.spec, &page, false);
  }
}

void Router::add(const Room& room, const EntrySpec& spec, decltype(Route::entry) entry, bool api) {
  auto route = std::make_unique<Route>(Route{&room, entry, &spec, {}});
  const std::string path = http_path(spec, api);
  Node* node = &roots_[static_cast<int>(spec.listener)];
  const std::string_view in_spec = spec.http.substr(spec.http.find(' ') + 1);
  for (const auto segment : segments_of(in_spec))
    if (segment.starts_with('{')) route->parameters.push_back(segment.substr(1, segment.size() - 2));
  for (const auto segment : segments_of(path)) {
    auto& next = segment.starts_with('{') ? node->parameter : node->fixed[std::string(segment)];
    if (!next) next = std::make_unique<Node>();
    node = next.get();
  }
  if (!node->methods.emplace(http_method(spec), route.get()).second) throw std::logic_error(join({"two entries claim ", spec.http}));
  routes_.push_back(std::move(route));
}

// Fixed names win over parameters; only where they lead nowhere the parameter is tried.
const Router::Node* Router::walk(const Node& node, std::span<const std::string_view> segments, std::vector<std::string>& values) {
  if (segments.empty()) return node.methods.empty() ? nullptr : &node;
  if (const auto fixed = node.fixed.find(segments[0]); fixed != node.fixed.end())
    if (const Node* found = walk(*fixed->second, segments.subspan(1), values)) return found;
  if (!node.parameter || segments[0].empty()) return nullptr;
  values.push_back(percent_decoded(segments[0]));
  const Node* found = walk(*node.parameter, segments.subspan(1), values);
  if (found == nullptr) values.pop_back();
  return found;
}

Match Router::find(Listener listener, std::string_view method, std::string_view path) const {
  Match match;
  std::vector<std::string> values;
  const Node* node = walk(roots_[static_cast<int>(listener)], segments_of(path), values);
  if (node == nullptr) return match;
  for (const auto& [name, route] : node->methods) match.allowed += (match.allowed.empty() ? "" : ", ") + name;
  auto found = node->methods.find(method == "HEAD" ? "GET" : method);
  if (found == node->methods.end()) return match;
  match.route = found->second;
  for (std::size_t i = 0; i < values.size(); ++i) match.path.emplace_back(match.route->parameters[i], std::move(values[i]));
  return match;
}

}  // namespace galley
