#include "craft/formats/yjs_update.h"

#include <algorithm>
#include <iterator>
#include <set>

namespace galley::formats {
namespace {

constexpr std::uint8_t kLeftOrigin = 0x80;
constexpr std::uint8_t kRightOrigin = 0x40;
constexpr std::uint8_t kMapKey = 0x20;
constexpr std::uint8_t kKind = 0x1f;

class UpdateReader {
 public:
  UpdateReader(std::string_view bytes, const YjsLimits& limits) : in_(bytes), limits_(limits) {}

  Result<YUpdate> run() {
    const auto clients = in_.var_uint();
    for (std::uint64_t i = 0; i < clients && in_.ok() && !over_; ++i) read_client();
    const auto deleting = in_.var_uint();
    for (std::uint64_t i = 0; i < deleting && in_.ok() && !over_; ++i) read_deletions();
    if (over_) return invalid("yjs.too_large");
    if (!in_.ok() || !in_.at_end()) return invalid("yjs.malformed");
    return std::move(out_);
  }

 private:
  void read_client() {
    const auto structs = in_.var_uint();
    const YClient client = in_.var_uint();
    YClock clock = in_.var_uint();
    auto& list = out_.clients.emplace_back();
    over_ = over_ || out_.clients.size() > limits_.clients;
    if (!seen_.insert(client).second) in_.fail();
    for (std::uint64_t i = 0; i < structs && in_.ok() && !over_; ++i) {
      YStruct read = read_struct({client, clock});
      if (read.length == 0) in_.fail();
      clock += read.length;
      over_ = over_ || ++out_.structs > limits_.structs || clock > limits_.clock;
      if (read.content.kind != YKind::skip) list.push_back(std::move(read));
    }
    if (list.empty()) out_.clients.pop_back();
  }

  void read_deletions() {
    const YClient client = in_.var_uint();
    const auto count = in_.var_uint();
    for (std::uint64_t i = 0; i < count && in_.ok() && !over_; ++i) {
      const YRange range{client, in_.var_uint(), in_.var_uint()};
      out_.deletions.push_back(range);
      over_ = over_ || out_.deletions.size() > limits_.structs || range.clock + range.length > limits_.clock;
    }
  }

  YStruct read_struct(YId id) {
    YStruct out;
    out.id = id;
    const std::uint8_t info = in_.byte();
    out.content.kind = static_cast<YKind>(info & kKind);
    if (out.content.kind == YKind::gc || out.content.kind == YKind::skip) {
      out.length = in_.var_uint();
      return out;
    }
    if (info & kLeftOrigin) out.left_origin = read_id(id);
    if (info & kRightOrigin) out.right_origin = read_id(id);
    if ((info & (kLeftOrigin | kRightOrigin)) == 0) read_parent(out, info);
    read_content(out);
    return out;
  }

  // Whatever an item refers to was there before it.
  YId read_id(const YId& of) {
    const YId read{in_.var_uint(), in_.var_uint()};
    if (read.client == of.client && read.clock >= of.clock) in_.fail();
    return read;
  }

  void read_parent(YStruct& out, std::uint8_t info) {
    if (in_.var_uint() == 1)
      out.parent = std::string(in_.var_string());
    else
      out.parent = read_id(out.id);
    if (info & kMapKey) out.key = std::string(in_.var_string());
  }

  void read_content(YStruct& out) {
    YContent& content = out.content;
    out.length = 1;
    switch (content.kind) {
      case YKind::deleted: out.length = in_.var_uint(); return;
      case YKind::json: return read_values(out, [&] { return in_.var_string(); });
      case YKind::any: return read_values(out, [&] { return in_.any(limits_.depth); });
      case YKind::binary: content.values = {std::string(in_.var_bytes())}; return;
      case YKind::embed: content.values = {std::string(in_.var_string())}; return;
      case YKind::string:
        content.text = utf16_of(in_.var_string());
        out.length = content.text.size();
        return;
      case YKind::format:
        content.values.emplace_back(in_.var_string());
        content.values.emplace_back(in_.var_string());
        return;
      case YKind::doc:
        content.values.emplace_back(in_.var_string());
        content.values.emplace_back(in_.any(limits_.depth));
        return;
      case YKind::type: {
        const auto kind = in_.var_uint();
        if (kind > 6) in_.fail();
        content.type_kind = static_cast<std::uint8_t>(kind);
        if (kind == 3 || kind == 5) content.values = {std::string(in_.var_string())};
        return;
      }
      default: in_.fail();
    }
  }

  template <class Read>
  void read_values(YStruct& out, const Read& read) {
    out.length = in_.var_uint();
    for (YClock i = 0; i < out.length && in_.ok(); ++i) out.content.values.emplace_back(read());
  }

  ByteReader in_;
  const YjsLimits& limits_;
  YUpdate out_;
  std::set<YClient> seen_;
  bool over_ = false;
};

}  // namespace

Result<YUpdate> read_update(std::string_view bytes, const YjsLimits& limits) {
  if (bytes.size() > limits.update_bytes) return invalid("yjs.too_large");
  return UpdateReader(bytes, limits).run();
}

Result<YUpdateFacts> inspect_update(std::string_view bytes, const YjsLimits& limits) {
  const YUpdate update = TRY(read_update(bytes, limits));
  YUpdateFacts out;
  out.structs = update.structs;
  for (const auto& structs : update.clients) {
    out.clients.push_back(structs.front().id.client);
    YClock& reach = out.reaches[structs.front().id.client];
    reach = std::max(reach, structs.back().end());
  }
  for (const YRange& range : update.deletions) out.deletes_of.push_back(range.client);
  for (auto* list : {&out.clients, &out.deletes_of}) {
    std::ranges::sort(*list);
    list->erase(std::ranges::unique(*list).begin(), list->end());
  }
  return out;
}

YContent split_content(YContent& content, YClock offset) {
  YContent tail{.kind = content.kind};
  if (content.kind == YKind::string) {
    tail.text = content.text.substr(offset);
    content.text.resize(offset);
    // A split inside a surrogate pair loses the character on both sides, as yjs does it.
    const char16_t last = content.text.back();
    if (last >= 0xd800 && last < 0xdc00) content.text.back() = tail.text.front() = u'\ufffd';
  } else if (content.kind == YKind::json || content.kind == YKind::any) {
    const auto middle = content.values.begin() + static_cast<std::ptrdiff_t>(offset);
    tail.values.assign(std::make_move_iterator(middle), std::make_move_iterator(content.values.end()));
    content.values.erase(middle, content.values.end());
  }
  return tail;
}

void append_id(std::string& out, const YId& id) {
  append_var_uint(out, id.client);
  append_var_uint(out, id.clock);
}

void append_content(std::string& out, const YContent& content, YClock length) {
  switch (content.kind) {
    case YKind::deleted: return append_var_uint(out, length);
    case YKind::string: return append_var_string(out, utf8_of(content.text));
    case YKind::json:
      append_var_uint(out, length);
      for (const auto& value : content.values) append_var_string(out, value);
      return;
    case YKind::any:
      append_var_uint(out, length);
      for (const auto& value : content.values) out += value;
      return;
    case YKind::doc:
      append_var_string(out, content.values[0]);
      out += content.values[1];
      return;
    case YKind::type: append_var_uint(out, content.type_kind); [[fallthrough]];
    default:
      for (const auto& value : content.values) append_var_string(out, value);
  }
}

}  // namespace galley::formats
