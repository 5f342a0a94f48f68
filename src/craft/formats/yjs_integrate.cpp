// YATA: where a struct that has arrived belongs in the document.
#include "craft/formats/yjs_store.h"

namespace galley::formats {

void YStore::integrate(YStruct next) {
  if (const YClock offset = state(next.id.client) - next.id.clock; offset > 0) {
    const bool divisible = next.content.kind == YKind::string || next.content.kind == YKind::json || next.content.kind == YKind::any;
    if (divisible) next.content = split_content(next.content, offset);
    next.id.clock += offset;
    next.length -= offset;
    if (next.content.kind != YKind::gc) next.left_origin = {next.id.client, next.id.clock - 1};
  }
  YItem& item = items_.emplace_back();
  item.id = next.id;
  item.length = next.length;
  item.deleted = next.content.kind == YKind::gc || next.content.kind == YKind::deleted;
  if (next.content.kind != YKind::gc) connect(item, next);
  item.content = std::move(next.content);
  clients_[item.id.client].push_back(&item);
  if (!item.parent) {
    item.content = {.kind = YKind::gc};
    item.deleted = true;
    return;
  }
  if (item.content.kind == YKind::type) {
    item.type = std::make_unique<YType>();
    item.type->item = &item;
  }
  link(item);
  const bool overwritten = item.key && item.right;
  const bool in_deleted = item.parent->item && item.parent->item->deleted;
  if (overwritten || in_deleted) remove(item);
  merge_into_left(item);
}

// Finds the neighbours at insertion and the parent.
void YStore::connect(YItem& item, const YStruct& next) {
  item.left_origin = next.left_origin;
  item.right_origin = next.right_origin;
  if (next.left_origin) item.left = item_ending_with(next.left_origin);
  if (next.right_origin) item.right = item_beginning_with(next.right_origin);
  const bool beside_collected = (item.left && !item.left->parent) || (item.right && !item.right->parent);
  if (!beside_collected) find_parent(item, next);
}

void YStore::find_parent(YItem& item, const YStruct& next) {
  if (const auto* root = std::get_if<std::string>(&next.parent)) {
    item.parent = &make_root(*root);
  } else if (const auto* id = std::get_if<YId>(&next.parent)) {
    const YItem* holder = find(*id);
    item.parent = holder->type.get();
  } else if (const YItem* neighbour = item.left ? item.left : item.right) {
    item.parent = neighbour->parent;
    item.key = neighbour->key;
  }
  if (item.parent && next.key) item.key = &item.parent->map.try_emplace(*next.key, nullptr).first->first;
}

// YATA: among the items that others put between the same neighbours, those of smaller clients come first, and nobody's run
// is torn apart. Returns what stands left of the item. Marks instead of sets: `before_origin` == search_ means that the walk
// has passed it, `conflicting` == conflict_ that it has passed it since the last place was taken.
YItem* YStore::find_place(const YItem& item) {
  YItem* left = item.left;
  YItem* other = nullptr;
  if (left) {
    other = left->right;
  } else if (item.key) {
    other = item.parent->map.at(*item.key);
    while (other && other->left) other = other->left;
  } else {
    other = item.parent->start;
  }
  ++search_;
  ++conflict_;
  for (; other && other != item.right && ++steps_ <= limits_.steps; other = other->right) {
    other->before_origin = search_;
    other->conflicting = conflict_;
    if (other->left_origin == item.left_origin) {
      if (other->id.client < item.id.client) {
        left = other;
        ++conflict_;
      } else if (other->right_origin == item.right_origin) {
        break;
      }
    } else if (const YItem* origin = other->left_origin ? find(other->left_origin) : nullptr; origin && origin->before_origin == search_) {
      if (origin->conflicting != conflict_) {
        left = other;
        ++conflict_;
      }
    } else {
      break;
    }
  }
  return left;
}

void YStore::link(YItem& item) {
  const bool contested = item.left ? item.left->right != item.right : !item.right || item.right->left;
  if (contested) item.left = find_place(item);
  if (item.left) {
    item.right = item.left->right;
    item.left->right = &item;
  } else if (item.key) {
    item.right = item.parent->map.at(*item.key);
    while (item.right && item.right->left) item.right = item.right->left;
  } else {
    item.right = item.parent->start;
    item.parent->start = &item;
  }
  if (item.right) {
    item.right->left = &item;
  } else if (item.key) {
    item.parent->map[*item.key] = &item;
    if (item.left) remove(*item.left);
  }
}

// Typing makes one struct per stroke: continue the run instead of keeping each.
void YStore::merge_into_left(YItem& item) {
  YItem* left = item.left;
  auto& items = clients_[item.id.client];
  const bool follows = left && !item.key && items.size() > 1 && items[items.size() - 2] == left && left->right == &item &&
                       item.left_origin == left->last_id() && item.right_origin == left->right_origin;
  const bool alike = follows && left->deleted == item.deleted && left->content.kind == item.content.kind &&
                     (item.content.kind == YKind::string || item.content.kind == YKind::deleted);
  if (!alike || &items_.back() != &item) return;
  left->content.text += item.content.text;
  left->length += item.length;
  left->right = item.right;
  if (item.right) item.right->left = left;
  items.pop_back();
  items_.pop_back();
}

}  // namespace galley::formats
