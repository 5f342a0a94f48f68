#pragma once

#include <cstdint>
#include <optional>
#include <utility>

namespace galley {

// A field of a merge patch (RFC 7396): absent (leave as it is), null (clear it), or a value.
template <class T>
struct Patch {
  enum class State : std::uint8_t { absent, null, value };
  State state = State::absent;
  T value{};

  bool present() const { return state != State::absent; }
  bool is_null() const { return state == State::null; }
  // What the field becomes, given what it is now.
  T over(const T& now) const { return state == State::value ? value : state == State::null ? T{} : now; }
  std::optional<T> over(const std::optional<T>& now) const {
    return state == State::value ? std::optional<T>(value) : state == State::null ? std::nullopt : now;
  }
};

}  // namespace galley
