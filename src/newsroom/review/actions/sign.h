#pragma once

#include "newsroom/review/model.h"
#include "platform/engine/context.h"
#include "platform/engine/tx.h"

namespace galley::review {

struct Sign {
  Id<Case> review_case;
  Sha256 part;
  std::optional<Text<0, 2000>> note;
};
struct Signed {
  Id<Case> review_case;
  std::string level;
  CaseState state;
  std::int64_t version;
};
Result<Signed> sign(Context&, Tx&, const Sign&);

struct SendBack {
  Id<Case> review_case;
  Text<1, 2000> reason;
};
struct SentBack {
  Id<Case> review_case;
  CaseState state;
  std::int64_t version;
};
Result<SentBack> send_back(Context&, Tx&, const SendBack&);

// Why this person may not sign the case at its present level, "" if they may: review.not_open, review.not_your_level,
// review.four_eyes (wrote, submitted or has the byline), review.two_levels.
std::string why_not_sign(galley::store::Reader& reader, const Principal& person, const CaseRow& review_case);

}  // namespace galley::review
