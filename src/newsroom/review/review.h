#pragma once

#include <optional>
#include <string>
#include <vector>

#include "newsroom/events/ids.h"
#include "platform/base/sha256.h"
#include "platform/base/time.h"
#include "platform/engine/tables.h"

// The face of the review room: nothing leaves the house but a signed part.
namespace galley::review {

struct SignedBy {
  std::string level;        // its name, e.g. "初审"
  std::string person_name;
  Time at;
};

// Whether every level of the case's policy has signed this part. The one question that publishing asks.
bool is_signed(store::Reader& reader, const Id<Proof>& proof, const Sha256& part);
std::vector<SignedBy> signatures_on(store::Reader& reader, const Sha256& part);   // the order of levels

Room room();

}  // namespace galley::review
