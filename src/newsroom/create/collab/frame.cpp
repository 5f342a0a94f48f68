#include "newsroom/create/collab/frame.h"

#include "craft/formats/yjs_bytes.h"

namespace galley::create::frame {

namespace {

using formats::append_var_uint;
using formats::ByteReader;

enum Type : std::uint8_t { kSync = 0, kAwareness = 1, kAuth = 2, kQueryAwareness = 3, kSaved = 16 };

std::string with_bytes(std::initializer_list<std::uint64_t> heads, std::string_view bytes) {
  std::string out;
  for (const auto head : heads) append_var_uint(out, head);
  append_var_uint(out, bytes.size());
  out += bytes;
  return out;
}

Message checked(const ByteReader& in, Kind kind, std::string_view body) { return in.ok() && in.at_end() ? Message{kind, body} : Message{Kind::malformed, {}}; }

}  // namespace

Message read(std::string_view bytes) {
  ByteReader in(bytes);
  const auto type = in.var_uint();
  if (type == kSync) {
    const auto step = in.var_uint();
    const auto body = in.var_bytes();
    if (step > 2) return {Kind::malformed, {}};
    return checked(in, step == 0 ? Kind::step1 : step == 1 ? Kind::step2 : Kind::update, body);
  }
  if (type == kAwareness) {
    const auto body = in.var_bytes();
    return checked(in, Kind::awareness, body);
  }
  if (type == kQueryAwareness) return checked(in, Kind::query_awareness, {});
  return {in.ok() ? Kind::unknown : Kind::malformed, {}};
}

std::string step1(std::string_view state_vector) { return with_bytes({kSync, 0}, state_vector); }
std::string step2(std::string_view update) { return with_bytes({kSync, 1}, update); }
std::string update(std::string_view update) { return with_bytes({kSync, 2}, update); }
std::string awareness(std::string_view entries) { return with_bytes({kAwareness}, entries); }
std::string denied(std::string_view reason) { return with_bytes({kAuth, 0}, reason); }
std::string saved(std::uint64_t count) {
  std::string out;
  append_var_uint(out, kSaved);
  append_var_uint(out, count);
  return out;
}

}  // namespace galley::create::frame
