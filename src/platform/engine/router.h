#pragma once

#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "platform/engine/input.h"
#include "platform/engine/tables.h"

namespace galley {

// One reachable entry.
struct Route {
  const Room* room;
  std::variant<const Action*, const Query*, const Stream*, const Page*> entry;
  const EntrySpec* spec;
  std::vector<std::string_view> parameters;    // in the order of the path
};

struct Match {
  const Route* route = nullptr;
  Parameters path;                             // decoded
  std::string allowed;                         // the methods of this path, "" where there is none: 405 instead of 404
};

// Every entry of the rooms by listener, method and path. Immutable once made; safe from every thread.
class Router {
 public:
  explicit Router(std::span<const Room> rooms);   // throws std::logic_error where two entries claim one place
  Match find(Listener listener, std::string_view method, std::string_view path) const;
  const std::vector<std::unique_ptr<Route>>& routes() const { return routes_; }

 private:
  struct Node {
    std::map<std::string, std::unique_ptr<Node>, std::less<>> fixed;
    std::unique_ptr<Node> parameter;
    std::map<std::string, const Route*, std::less<>> methods;
  };
  void add(const Room& room, const EntrySpec& spec, decltype(Route::entry) entry, bool api);
  static const Node* walk(const Node& node, std::span<const std::string_view> segments, std::vector<std::string>& values);

  Node roots_[2];
  std::vector<std::unique_ptr<Route>> routes_;
};

std::string_view http_method(const EntrySpec& spec);
std::string http_path(const EntrySpec& spec, bool api);   // with {parameters}

}  // namespace galley
