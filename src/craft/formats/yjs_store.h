#pragma once

#include <deque>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "craft/formats/yjs_update.h"

// The integrated document: every struct seen, in per-client order and linked in document order. Internal to craft/formats.
namespace galley::formats {

struct YItem;

// A list with a map: element, fragment, text, array or map of Yjs.
struct YType {
  YItem* item = nullptr;                           // that holds it; null for a root
  YItem* start = nullptr;                          // the first of its list, deleted ones included
  std::map<std::string, YItem*, std::less<>> map;  // per key the last item, whose predecessors are deleted
};

struct YItem {
  YId id;
  YClock length = 0;
  YId left_origin, right_origin;  // neighbours when it was inserted
  YItem* left = nullptr;
  YItem* right = nullptr;
  YType* parent = nullptr;           // null: collected, nothing but its length is known
  const std::string* key = nullptr;  // in the parent's map; owned by it
  YContent content;
  std::unique_ptr<YType> type;
  bool deleted = false;
  std::uint32_t before_origin = 0;  // marks of the current search for a place, see YStore::find_place
  std::uint32_t conflicting = 0;

  YClock end() const { return id.clock + length; }
  YId last_id() const { return {id.client, end() - 1}; }
};

class YStore {
 public:
  explicit YStore(const YjsLimits& limits) : limits_(limits) {}

  Result<void> apply(std::string_view bytes);
  Result<bool> holds_news(std::string_view bytes) const;
  YClock state(YClient client) const;
  YStateVector state_vector() const;
  bool is_waiting() const { return !waiting_.empty() || !waiting_deletions_.empty(); }
  const YType* root(std::string_view name) const;
  std::map<const YType*, std::string_view> root_names() const;
  const std::map<YClient, std::vector<YItem*>>& clients() const { return clients_; }
  const YjsLimits& limits() const { return limits_; }

 private:
  bool is_news(const YUpdate& update) const;
  bool is_news(const YRange& range) const;
  bool waits(const YStruct& read) const;
  Result<void> admit(std::string_view bytes, const YUpdate& update);
  void integrate_waiting();
  void work_on(YClient client, std::map<YClient, bool>& blocked);
  std::optional<YClient> missing(const YStruct& next) const;
  void integrate(YStruct next);
  void connect(YItem& item, const YStruct& next);
  void find_parent(YItem& item, const YStruct& next);
  YItem* find_place(const YItem& item);
  void link(YItem& item);
  void merge_into_left(YItem& item);
  void remove(YItem& item);
  void delete_known();
  void delete_items(YClient client, YClock begin, YClock end);

  std::size_t index_of(const std::vector<YItem*>& items, YClock clock) const;
  YItem* find(const YId& id) const;
  YItem* item_ending_with(const YId& id);  // split if need be
  YItem* item_beginning_with(const YId& id);
  YItem* split(YItem& item, YClock offset);
  YType& make_root(const std::string& name);

  YjsLimits limits_;
  std::deque<YItem> items_;                         // owns them; addresses are stable
  std::map<YClient, std::vector<YItem*>> clients_;  // ascending clocks, no gaps
  std::map<std::string, std::unique_ptr<YType>, std::less<>> roots_;
  std::map<YClient, std::multimap<YClock, YStruct>> waiting_;  // by first clock; may overlap
  std::set<YRange> waiting_deletions_;
  std::size_t bytes_ = 0;
  std::size_t steps_ = 0;  // of the current update
  std::uint32_t search_ = 0;
  std::uint32_t conflict_ = 0;
};

}  // namespace galley::formats
