#include "craft/formats/yjs_store.h"

#include <algorithm>
#include <utility>

namespace galley::formats {
namespace {

constexpr std::size_t kMovesPerStep = 16;  // moving so many pointers or characters costs as much as one step

}  // namespace

// ---- what is known

YClock YStore::state(YClient client) const {
  const auto found = clients_.find(client);
  return found == clients_.end() || found->second.empty() ? 0 : found->second.back()->end();
}

YStateVector YStore::state_vector() const {
  YStateVector out;
  for (const auto& [client, items] : clients_) out[client] = items.back()->end();
  return out;
}

const YType* YStore::root(std::string_view name) const {
  const auto found = roots_.find(name);
  return found == roots_.end() ? nullptr : found->second.get();
}

std::map<const YType*, std::string_view> YStore::root_names() const {
  std::map<const YType*, std::string_view> out;
  for (const auto& [name, type] : roots_) out[type.get()] = name;
  return out;
}

YType& YStore::make_root(const std::string& name) {
  auto& root = roots_[name];
  if (!root) root = std::make_unique<YType>();
  return *root;
}

std::size_t YStore::index_of(const std::vector<YItem*>& items, YClock clock) const {
  const auto after = std::ranges::upper_bound(items, clock, {}, [](const YItem* item) { return item->id.clock; });
  return static_cast<std::size_t>(after - items.begin()) - 1;
}

YItem* YStore::find(const YId& id) const {
  const auto& items = clients_.at(id.client);
  return items[index_of(items, id.clock)];
}

bool YStore::waits(const YStruct& read) const {
  const auto waiting = waiting_.find(read.id.client);
  if (waiting == waiting_.end()) return false;
  const auto after = waiting->second.upper_bound(read.id.clock);
  return after != waiting->second.begin() && std::prev(after)->second.end() >= read.end();
}

bool YStore::is_news(const YRange& range) const {
  const YClock known = state(range.client);
  const YClock end = range.clock + range.length;
  if (range.length == 0) return false;
  const YClock unknown = std::max(range.clock, known);
  if (end > known && !waiting_deletions_.contains({range.client, unknown, end - unknown})) return true;
  if (range.clock >= known) return false;
  const auto& items = clients_.at(range.client);
  for (auto i = index_of(items, range.clock); i < items.size() && items[i]->id.clock < end; ++i) {
    if (!items[i]->deleted) return true;
  }
  return false;
}

bool YStore::is_news(const YUpdate& update) const {
  for (const auto& structs : update.clients) {
    const YClock known = state(structs.front().id.client);
    for (const YStruct& read : structs) {
      if (read.end() > known && !waits(read)) return true;
    }
  }
  return std::ranges::any_of(update.deletions, [&](const YRange& range) { return is_news(range); });
}

Result<bool> YStore::holds_news(std::string_view bytes) const { return is_news(TRY(read_update(bytes, limits_))); }

// ---- an update arrives

Result<void> YStore::apply(std::string_view bytes) {
  YUpdate update = TRY(read_update(bytes, limits_));
  if (!is_news(update)) return {};
  TRY(admit(bytes, update));
  for (auto& structs : update.clients) {
    auto& queue = waiting_[structs.front().id.client];
    for (YStruct& read : structs) queue.emplace(read.id.clock, std::move(read));
  }
  waiting_deletions_.insert(update.deletions.begin(), update.deletions.end());
  steps_ = 0;
  integrate_waiting();
  delete_known();
  return steps_ > limits_.steps ? Result<void>(invalid("yjs.too_complex")) : Result<void>();
}

Result<void> YStore::admit(std::string_view bytes, const YUpdate& update) {
  std::size_t structs = items_.size() + update.structs;
  std::size_t clients = clients_.size();
  for (const auto& [client, queue] : waiting_) {
    structs += queue.size();
    clients += !clients_.contains(client);
  }
  for (const auto& arriving : update.clients) {
    const YClient client = arriving.front().id.client;
    clients += !clients_.contains(client) && !waiting_.contains(client);
  }
  const bool too_large = bytes_ + bytes.size() > limits_.document_bytes || structs > limits_.structs || clients > limits_.clients ||
                         waiting_deletions_.size() + update.deletions.size() > limits_.structs;
  if (too_large) return invalid("yjs.too_large");
  bytes_ += bytes.size();
  return {};
}

// Takes from the queues whatever has become possible. A struct that needs another client's sends the work there first.
void YStore::integrate_waiting() {
  std::map<YClient, bool> blocked;
  std::vector<YClient> clients;
  for (const auto& [client, queue] : waiting_) clients.push_back(client);
  for (const YClient client : clients) work_on(client, blocked);
  std::erase_if(waiting_, [](const auto& entry) { return entry.second.empty(); });
}

void YStore::work_on(YClient first, std::map<YClient, bool>& blocked) {
  std::vector<YClient> stack{first};
  while (!stack.empty() && steps_ <= limits_.steps) {
    const YClient client = stack.back();
    steps_ += 1 + stack.size() / kMovesPerStep;
    auto& queue = waiting_[client];
    if (blocked[client] || queue.empty()) {
      stack.pop_back();
      continue;
    }
    const auto needed = missing(queue.begin()->second);
    if (!needed) {
      YStruct next = std::move(queue.begin()->second);
      queue.erase(queue.begin());
      if (next.end() > state(client)) integrate(std::move(next));
      // Back to who asked: going on here could run into a struct that waits for the asker.
      if (stack.size() > 1) stack.pop_back();
      continue;
    }
    const auto other = waiting_.find(*needed);
    const bool hopeless =
        other == waiting_.end() || other->second.empty() || blocked[*needed] || std::ranges::find(stack, *needed) != stack.end();
    if (hopeless)
      blocked[client] = true;
    else
      stack.push_back(*needed);
  }
}

// The client whose structs must come before `next` can.
std::optional<YClient> YStore::missing(const YStruct& next) const {
  if (next.id.clock > state(next.id.client)) return next.id.client;
  const auto lacks = [&](const YId& id) { return id && id.client != next.id.client && id.clock >= state(id.client); };
  if (lacks(next.left_origin)) return next.left_origin.client;
  if (lacks(next.right_origin)) return next.right_origin.client;
  const YId* parent = std::get_if<YId>(&next.parent);
  if (parent && lacks(*parent)) return parent->client;
  return std::nullopt;
}

// ---- splitting

YItem* YStore::split(YItem& item, YClock offset) {
  YItem& tail = items_.emplace_back();
  tail.id = {item.id.client, item.id.clock + offset};
  tail.length = item.length - offset;
  tail.left_origin = {item.id.client, tail.id.clock - 1};
  tail.right_origin = item.right_origin;
  tail.left = &item;
  tail.right = item.right;
  tail.parent = item.parent;
  tail.key = item.key;
  tail.deleted = item.deleted;
  tail.content = split_content(item.content, offset);
  item.length = offset;
  item.right = &tail;
  if (tail.right)
    tail.right->left = &tail;
  else if (tail.key && tail.parent)
    tail.parent->map[*tail.key] = &tail;
  auto& items = clients_[item.id.client];
  const auto at = index_of(items, item.id.clock) + 1;
  steps_ += 1 + (items.size() - at + tail.length) / kMovesPerStep;
  items.insert(items.begin() + static_cast<std::ptrdiff_t>(at), &tail);
  return &tail;
}

YItem* YStore::item_ending_with(const YId& id) {
  YItem* item = find(id);
  if (item->parent && id.clock + 1 < item->end()) split(*item, id.clock + 1 - item->id.clock);
  return item;
}

YItem* YStore::item_beginning_with(const YId& id) {
  YItem* item = find(id);
  return item->parent && id.clock > item->id.clock ? split(*item, id.clock - item->id.clock) : item;
}

// ---- deleting

// A deleted item keeps its place and its length, nothing else; a deleted type takes along what is in it.
void YStore::remove(YItem& first) {
  std::vector<YItem*> work{&first};
  while (!work.empty()) {
    YItem& item = *work.back();
    work.pop_back();
    if (item.deleted) continue;
    item.deleted = true;
    ++steps_;
    item.content = {.kind = YKind::deleted};
    if (!item.type) continue;
    for (YItem* inner = item.type->start; inner; inner = inner->right) work.push_back(inner);
    for (const auto& [key, inner] : item.type->map) {
      if (inner) work.push_back(inner);
    }
  }
}

// Waiting ranges begin where their client is known up to, or later: what is known of them is deleted at once.
void YStore::delete_known() {
  for (auto at = waiting_deletions_.begin(); at != waiting_deletions_.end() && steps_ <= limits_.steps;) {
    const YRange range = *at;
    const YClock known = state(range.client);
    if (range.clock >= known) {  // so do all later ones of this client
      at = waiting_deletions_.lower_bound({range.client + 1, 0, 0});
      continue;
    }
    at = waiting_deletions_.erase(at);
    const YClock end = range.clock + range.length;
    delete_items(range.client, range.clock, std::min(known, end));
    if (end > known) waiting_deletions_.insert({range.client, known, end - known});  // not to be visited again, known or not
  }
}

void YStore::delete_items(YClient client, YClock begin, YClock end) {
  auto& items = clients_[client];
  for (auto i = index_of(items, begin); i < items.size() && items[i]->id.clock < end && steps_ <= limits_.steps; ++i) {
    ++steps_;
    YItem& item = *items[i];
    if (item.deleted) continue;
    if (item.id.clock < begin) {
      split(item, begin - item.id.clock);
      continue;  // the part behind comes next
    }
    if (item.end() > end) split(item, end - item.id.clock);
    remove(item);
  }
}

}  // namespace galley::formats
