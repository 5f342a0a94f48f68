#include "platform/store/breakage.h"

#ifdef GALLEY_BREAK

#include <string>

namespace galley::store {

namespace {
std::string& chosen() {
  static std::string name;
  return name;
}
}  // namespace

void set_breakage(std::string_view name) { chosen() = name; }
bool breakage(std::string_view name) { return chosen() == name; }

}  // namespace galley::store

#endif
