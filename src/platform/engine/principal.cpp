#include "platform/engine/principal.h"

#include <algorithm>

#include "platform/store/breakage.h"

namespace galley {

bool Scope::covers(const Id<Desk>& desk) const {
  return everything || (!desk && !desks.empty()) || std::find(desks.begin(), desks.end(), desk) != desks.end();
}

std::string Scope::text() const {
  if (everything) return "*";
  std::string out = ",";
  for (const auto& desk : desks) out += desk.text() + ",";
  return out;
}

bool Principal::may(std::string_view right) const {
  return kind == Kind::system || std::any_of(grants.begin(), grants.end(), [&](const Grant& g) { return g.right == right; });
}

bool Principal::may(std::string_view right, const Id<Desk>& desk) const {
  return kind == Kind::system || scope(right).covers(desk);
}

Scope Principal::scope(std::string_view right) const {
  Scope out{.everything = kind == Kind::system || (store::breakage("no-scope") && may(right))};
  for (const auto& grant : grants) {
    if (grant.right != right) continue;
    if (grant.desk) {
      out.desks.push_back(grant.desk);
    } else {
      out.everything = true;
    }
  }
  return out;
}

std::string Principal::key() const { return user ? user.text() : "anonymous"; }

}  // namespace galley
