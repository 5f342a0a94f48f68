#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "platform/base/id.h"
#include "platform/base/json.h"
#include "platform/base/patch.h"
#include "platform/base/reflect_bind.h"
#include "platform/base/sha256.h"
#include "platform/base/text.h"
#include "platform/base/time.h"
#include "platform/base/type.h"

// type<T>: the descriptor of a plain struct, read from the struct itself. Include it only where tables are made (room.cpp,
// store.cpp, tests).
//
// How: __builtin_dump_struct calls a function once per field of a sample that is never made, so nothing is read and only
// names come out; a structured binding of the same sample gives the types; offsets follow from their sizes and
// are held against sizeof. Wire structs are therefore aggregates without bases, arrays, maps, bit-fields or alignas. Fields
// named after a keyword carry a trailing underscore, which is dropped. Enums are std::uint8_t, numbered 0..n-1.
namespace galley {

namespace reflect_detail {

// Room for a T that is never made: naming its members is all that happens to it.
template <class T>
union Room {
  char nothing;
  T value;
  constexpr Room() : nothing() {}
  constexpr ~Room() {}
};
template <class T>
struct Sample {
  static inline Room<T> room;
};

struct Names {
  std::array<std::string_view, kMaxFields + 1> name{};
  int count = 0;
};

// One call of the builtin: (format, indent, type, field name, ...) for a field; braces and nested fields have other shapes.
template <class... Args>
constexpr int note_field(Names& names, const char*, Args&&... args) {
  if constexpr (sizeof...(Args) >= 3) {
    auto note = [&]<class I, class T, class N, class... Rest>(I&& indent, T&&, N&& name, Rest&&...) {
      if constexpr (std::is_convertible_v<I, const char*> && std::is_convertible_v<N, const char*>) {
        if (std::string_view(indent).size() == 2 && names.count <= kMaxFields) names.name[static_cast<std::size_t>(names.count++)] = name;
      }
    };
    note(static_cast<Args&&>(args)...);
  }
  return 0;
}

template <class T>
consteval Names field_names() {
  Names names;
  __builtin_dump_struct(&Sample<T>::room.value, note_field, names);
  return names;
}

// The call format of the builtin is not a standard: this sample notices when a compiler changes it.
struct Pin {
  int first;
  std::string second;
  std::optional<std::vector<int>> third;
};
static_assert(field_names<Pin>().count == 3 && field_names<Pin>().name[0] == "first" && field_names<Pin>().name[2] == "third",
              "this compiler's __builtin_dump_struct calls its printer in another way: adapt note_field");

template <class T>
consteval std::string_view type_name() {
  std::string_view text = __PRETTY_FUNCTION__;
  text = text.substr(text.find("T = ") + 4);
  text = text.substr(0, text.rfind(']'));
  const auto colon = text.rfind(':');
  return colon == std::string_view::npos ? text : text.substr(colon + 1);
}

template <auto Value>
consteval std::string_view enumerator() {
  std::string_view text = __PRETTY_FUNCTION__;
  text = text.substr(text.find("Value = ") + 8);
  text = text.substr(0, text.rfind(']'));
  text = text.substr(text.find_last_of(":)") + 1);   // behind the namespaces, the anonymous one has brackets, or behind a cast
  if (text.front() == '-' || (text.front() >= '0' && text.front() <= '9')) return {};   // a number without a name
  return text.ends_with('_') ? text.substr(0, text.size() - 1) : text;
}

template <class E>
struct Enumerators {
  template <std::size_t... I>
  static consteval auto read(std::index_sequence<I...>) {
    return std::array<std::string_view, sizeof...(I)>{enumerator<static_cast<E>(I)>()...};
  }
  static constexpr std::array<std::string_view, 64> all = read(std::make_index_sequence<64>{});
  static constexpr std::uint32_t count = [] {
    std::uint32_t n = 0;
    while (n < all.size() && !all[n].empty()) ++n;
    return n;
  }();
};

template <class T>
struct TypeOf;

}  // namespace reflect_detail

template <class T>
inline constexpr Type type = reflect_detail::TypeOf<T>::make();

namespace reflect_detail {

template <class T, class List>
struct Fields;

template <class T, class... F>
struct Fields<T, TypeList<F...>> {
  static constexpr auto all = [] {
    constexpr auto names = field_names<T>();
    std::array<Field, sizeof...(F)> out{};
    std::size_t offset = 0;
    std::size_t i = 0;
    auto place = [&]<class One>() {
      offset = (offset + alignof(One) - 1) / alignof(One) * alignof(One);
      std::string_view name = names.name[i];
      if (name.ends_with('_')) name.remove_suffix(1);
      out[i++] = {name, static_cast<std::uint32_t>(offset), &type<One>};
      offset += sizeof(One);
    };
    (place.template operator()<std::remove_cvref_t<F>>(), ...);
    offset = (offset + alignof(T) - 1) / alignof(T) * alignof(T);
    if (sizeof...(F) > 0 && offset != sizeof(T)) throw "the fields don't fill the struct: no bases, bit-fields or alignas";
    return out;
  }();
};

template <class T>
constexpr Type scalar(Kind kind) {
  return {.kind = kind, .size = sizeof(T)};
}

template <class T>
struct TypeOf {
  static consteval Type make() {
    if constexpr (std::is_enum_v<T>) {
      static_assert(sizeof(T) == 1, "wire enums are std::uint8_t");
      static_assert(Enumerators<T>::count > 0, "an enum without names");
      return {.kind = Kind::enumeration, .size = 1, .name = type_name<T>(), .names = Enumerators<T>::all.data(), .count = Enumerators<T>::count};
    } else {
      static_assert(std::is_aggregate_v<T>, "a wire struct is a plain aggregate");
      constexpr int count = field_names<T>().count;
      static_assert(count <= kMaxFields, "too many fields for one struct");
      using All = Fields<T, decltype(field_types<Sample<T>::room, count>())>;
      return {.kind = Kind::object, .size = sizeof(T), .name = type_name<T>(), .fields = All::all.data(), .count = static_cast<std::uint32_t>(count)};
    }
  }
};

template <> struct TypeOf<bool> { static consteval Type make() { return scalar<bool>(Kind::boolean); } };
template <> struct TypeOf<std::int32_t> { static consteval Type make() { return scalar<std::int32_t>(Kind::int32); } };
template <> struct TypeOf<std::int64_t> { static consteval Type make() { return scalar<std::int64_t>(Kind::int64); } };
template <> struct TypeOf<double> { static consteval Type make() { return scalar<double>(Kind::real); } };
template <> struct TypeOf<std::string> { static consteval Type make() { return scalar<std::string>(Kind::text); } };
template <> struct TypeOf<Secret> { static consteval Type make() { return scalar<Secret>(Kind::secret); } };
template <> struct TypeOf<Time> { static consteval Type make() { return scalar<Time>(Kind::time); } };
template <> struct TypeOf<Sha256> { static consteval Type make() { return scalar<Sha256>(Kind::sha256); } };
template <> struct TypeOf<Json> { static consteval Type make() { return scalar<Json>(Kind::json); } };

template <std::uint32_t Min, std::uint32_t Max>
struct TypeOf<Text<Min, Max>> {
  static consteval Type make() { return {.kind = Kind::text, .size = sizeof(std::string), .min = Min, .max = Max}; }
};

template <class Tag>
struct TypeOf<Id<Tag>> {
  static_assert(!id_prefix<Tag>.empty(), "declare id_prefix<Tag> beside the tag");
  static consteval Type make() { return {.kind = Kind::id, .size = sizeof(Uuid), .name = id_prefix<Tag>}; }
};

template <class T>
struct TypeOf<std::vector<T>> {
  static_assert(!std::is_same_v<T, bool>, "std::vector<bool> has no elements to point at");
  static consteval Type make() {
    return {.kind = Kind::list, .size = sizeof(std::vector<T>), .element = &type<T>,
            .add = [](void* list) -> void* { return &static_cast<std::vector<T>*>(list)->emplace_back(); },
            .items = [](const void* list) -> Items {
              const auto& items = *static_cast<const std::vector<T>*>(list);
              return {items.data(), items.size(), false};
            }};
  }
};

template <class T>
struct TypeOf<std::optional<T>> {
  static consteval Type make() {
    return {.kind = Kind::optional, .size = sizeof(std::optional<T>), .element = &type<T>,
            .add = [](void* slot) -> void* { return &static_cast<std::optional<T>*>(slot)->emplace(); },
            .items = [](const void* slot) -> Items {
              const auto& held = *static_cast<const std::optional<T>*>(slot);
              return {held ? &*held : nullptr, held ? 1U : 0U, false};
            }};
  }
};

template <class T>
struct TypeOf<Patch<T>> {
  static consteval Type make() {
    return {.kind = Kind::patch, .size = sizeof(Patch<T>), .element = &type<T>,
            .add = [](void* slot) -> void* {
              auto* patch = static_cast<Patch<T>*>(slot);
              patch->state = Patch<T>::State::value;
              return &patch->value;
            },
            .set_null = [](void* slot) { static_cast<Patch<T>*>(slot)->state = Patch<T>::State::null; },
            .items = [](const void* slot) -> Items {
              const auto& patch = *static_cast<const Patch<T>*>(slot);
              return {&patch.value, patch.state == Patch<T>::State::value ? 1U : 0U, patch.is_null()};
            }};
  }
};

}  // namespace reflect_detail
}  // namespace galley
