#pragma once

#include <expected>
#include <utility>

#include "platform/base/error.h"

namespace galley {

// What a fallible function returns. Deriving instead of an alias makes the whole type [[nodiscard]] on libstdc++ 12.
template <class T>
struct [[nodiscard]] Result : std::expected<T, Error> {
  using std::expected<T, Error>::expected;
  Result(Error error) : std::expected<T, Error>(std::unexpect, std::move(error)) {}
};

template <>
struct [[nodiscard]] Result<void> : std::expected<void, Error> {
  using std::expected<void, Error>::expected;
  Result(Error error) : std::expected<void, Error>(std::unexpect, std::move(error)) {}
};

}  // namespace galley

// The value of a Result, or return its error from the enclosing function. Never inside a coroutine.
#define TRY(expression)                                      \
  __extension__({                                            \
    auto&& galley_try_ = (expression);                       \
    if (!galley_try_) return std::move(galley_try_).error(); \
    *std::move(galley_try_);                                 \
  })
