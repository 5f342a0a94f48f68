#include "newsroom/review/follow.h"

#include <algorithm>

#include "newsroom/events/review.h"
#include "newsroom/people/people.h"
#include "newsroom/review/store.h"

namespace galley::review {

namespace {

std::vector<Level> levels_for(galley::store::Reader& reader, const Id<Site>& site, const Id<Desk>& desk) {
  const auto policy = store::policy_for(reader, site, desk);
  return policy ? policy->levels : default_levels("zh-CN");
}

// Carries the signatures of unchanged parts over; returns the first level that still misses one.
std::int32_t carry_signatures(Context& ctx, Tx& tx, const CaseRow& c) {
  const auto parts = create::parts_of(tx, c.proof);
  for (const auto& part : parts)
    for (const auto& old : store::signatures_on(tx, part.hash)) {
      if (old.proof == c.proof) continue;
      const Id<Proof> origin = old.carried_from.value_or(old.proof);
      const bool carried = store::add_signature(tx, {.id = ctx.make_id<Signature>(), .proof = c.proof, .part = part.hash, .level = old.level, .number = old.number,
                                                     .person = old.person, .note = old.note, .at = old.at, .carried_from = origin},
                                                c);
      if (carried)
        tx.note("review.carry_signature", c.id.text(),
                Json(Json::Object{{"part", part.hash.hex()}, {"level", old.level}, {"person", old.person.text()}, {"from", origin.text()}}));
    }
  const auto signatures = store::signatures_of_proof(tx, c.proof);
  for (std::int32_t level = 0; level < static_cast<std::int32_t>(c.levels.size()); ++level)
    for (const auto& part : parts)
      if (std::none_of(signatures.begin(), signatures.end(), [&](const auto& s) { return s.part == part.hash && s.number == level; })) return level;
  return static_cast<std::int32_t>(c.levels.size());
}

void tell_signers(Context& ctx, Tx& tx, const CaseRow& c) {
  if (c.state != CaseState::open) return;
  const auto& level = c.levels[static_cast<std::size_t>(c.level)];
  for (const auto& person : people::holders(tx, c.site, level.right, c.desk))
    if (person != c.submitted_by)
      people::notify(ctx, tx, person, people::NoticeKind::submitted, c.story, Json(Json::Object{{"headline", c.headline}, {"level", level.name}, {"case", c.id.text()}}));
}

}  // namespace

Result<void> on_proof_ready(Context& ctx, Tx& tx, const events::ProofReady& fact) {
  const auto proof = create::find_proof(tx, fact.proof);
  if (!proof) return not_found("proof.unknown");
  auto existing = store::case_of_story(tx, fact.story);
  if (existing && existing->proof == fact.proof) return {};
  CaseRow c = existing.value_or(CaseRow{.id = ctx.make_id<Case>(), .story = fact.story, .site = proof->site, .desk = proof->desk, .proof = {}, .state = CaseState::open,
                                        .levels = {}, .level = 0, .headline = "", .submitted_by = {}, .submitted_at = {}, .ai_use = proof->ai_use, .version = 0});
  c.state = *next_state(c.state, Step::renew);
  c.proof = fact.proof;
  c.levels = levels_for(tx, proof->site, proof->desk);
  c.level = 0;
  c.headline = fact.headline;
  c.submitted_by = proof->submitted_by;
  c.submitted_at = proof->submitted_at;
  c.ai_use = proof->ai_use;
  c.version += 1;
  if (existing) {
    store::save_case(tx, c);
  } else {
    store::add_case(tx, c);
  }
  const std::int32_t level = carry_signatures(ctx, tx, c);
  if (level > 0) {
    c.level = level;
    if (level == static_cast<std::int32_t>(c.levels.size())) c.state = CaseState::signed_;
    store::save_case(tx, c);
  }
  tx.emit(events::CaseOpened{c.id, c.story, c.desk, c.version, c.headline});
  tell_signers(ctx, tx, c);
  return {};
}

Result<void> on_newsroom_created(Context& ctx, Tx& tx, const events::NewsroomCreated& fact) {
  const auto house = people::newsroom(tx);
  const std::string locale = house ? house->locale : "zh-CN";
  store::add_policy(tx, {ctx.make_id<Policy>(), locale == "en" ? "One level" : "一级审核", std::nullopt, default_levels(locale), 1}, fact.newsroom);
  return {};
}

}  // namespace galley::review
