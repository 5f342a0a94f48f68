#pragma once

#include <string_view>

// The planted faults of the reliability tests: each test must fail when its fault is switched on by --test-break=NAME.
// They exist only in builds made for that (GALLEY_BREAK); elsewhere breakage() is the constant false.
namespace galley::store {

#ifdef GALLEY_BREAK
void set_breakage(std::string_view name);
bool breakage(std::string_view name);
#else
inline void set_breakage(std::string_view) {}
constexpr bool breakage(std::string_view) { return false; }
#endif

}  // namespace galley::store
