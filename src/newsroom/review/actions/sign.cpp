#include "newsroom/review/actions/sign.h"

#include <algorithm>

#include "newsroom/events/review.h"
#include "newsroom/people/people.h"
#include "newsroom/review/store.h"

namespace galley::review {

namespace {

Result<CaseRow> case_in_reach(const Context& ctx, Tx& tx, const Id<Case>& id) {
  auto found = store::find_case(tx, id);
  if (!found || found->site != ctx.person.site) return not_found("case.unknown");
  TRY(ctx.require(found->desk));
  return *std::move(found);
}

bool wrote_submitted_or_byline(galley::store::Reader& reader, const Principal& person, const CaseRow& c) {
  if (c.submitted_by == person.user) return true;
  const auto writers = create::writers_of(reader, c.story);
  if (std::find(writers.begin(), writers.end(), person.user) != writers.end()) return true;
  return create::byline_of(reader, c.proof).find(person.name) != std::string::npos;
}

bool signed_another_level(galley::store::Reader& reader, const Principal& person, const CaseRow& c) {
  const auto signatures = store::signatures_of_proof(reader, c.proof);
  return std::any_of(signatures.begin(), signatures.end(), [&](const auto& s) { return s.person == person.user && s.number != c.level; });
}

// Whether every part of the proof has this level's signature now.
bool level_complete(Tx& tx, const CaseRow& c) {
  const auto parts = create::parts_of(tx, c.proof);
  const auto signatures = store::signatures_of_proof(tx, c.proof);
  return std::all_of(parts.begin(), parts.end(), [&](const auto& part) {
    return std::any_of(signatures.begin(), signatures.end(), [&](const auto& s) { return s.part == part.hash && s.number == c.level; });
  });
}

bool holds(Tx& tx, const CaseRow& c, const Sha256& part) {
  const auto parts = create::parts_of(tx, c.proof);
  return std::any_of(parts.begin(), parts.end(), [&](const auto& p) { return p.hash == part; });
}

}  // namespace

std::string why_not_sign(galley::store::Reader& reader, const Principal& person, const CaseRow& c) {
  if (c.state != CaseState::open) return "review.not_open";
  if (!person.may(c.levels[static_cast<std::size_t>(c.level)].right, c.desk)) return "review.not_your_level";
  if (wrote_submitted_or_byline(reader, person, c)) return "review.four_eyes";
  if (signed_another_level(reader, person, c)) return "review.two_levels";
  return {};
}

Result<Signed> sign(Context& ctx, Tx& tx, const Sign& in) {
  CaseRow c = TRY(case_in_reach(ctx, tx, in.review_case));
  if (c.state != CaseState::open) return conflict("review.not_open");
  if (!holds(tx, c, in.part)) return conflict("review.part_changed", "/part");
  if (const std::string reason = why_not_sign(tx, ctx.person, c); !reason.empty()) return forbidden(reason);
  const Level level = c.levels[static_cast<std::size_t>(c.level)];
  const SignatureRow signature{.id = ctx.make_id<Signature>(), .proof = c.proof, .part = in.part, .level = level.key, .number = c.level, .person = ctx.person.user,
                               .note = in.note.value_or(Text<0, 2000>()), .at = ctx.now, .carried_from = {}};
  if (!store::add_signature(tx, signature, c)) return conflict("review.signed_already", "/part");
  const bool complete = level_complete(tx, c);
  const bool last = complete && c.level + 1 == static_cast<std::int32_t>(c.levels.size());
  c.state = *next_state(c.state, last ? Step::last_sign : Step::sign);
  if (complete) c.level += 1;
  c.version += 1;
  store::save_case(tx, c);
  tx.emit(events::PartSigned{.review_case = c.id, .story = c.story, .proof = c.proof, .desk = c.desk, .version = c.version, .part = in.part, .level = level.key,
                             .person = ctx.person.user, .final_ = last, .headline = c.headline});
  if (last) people::notify(ctx, tx, c.submitted_by, people::NoticeKind::signed_, c.story, Json(Json::Object{{"headline", c.headline}, {"by", ctx.person.name}}));
  return Signed{c.id, level.key, c.state, c.version};
}

Result<SentBack> send_back(Context& ctx, Tx& tx, const SendBack& in) {
  CaseRow c = TRY(case_in_reach(ctx, tx, in.review_case));
  const auto next = next_state(c.state, Step::send_back);
  if (!next) return conflict("review.not_open");
  c.state = *next;
  c.version += 1;
  store::save_case(tx, c);
  store::add_return(tx, {.id = ctx.make_id<Return>(), .proof = c.proof, .person = ctx.person.user, .reason = in.reason, .at = ctx.now}, c);
  tx.emit(events::CaseReturned{c.id, c.story, c.proof, c.desk, c.version, c.submitted_by, in.reason, c.headline});
  people::notify(ctx, tx, c.submitted_by, people::NoticeKind::returned, c.story,
                 Json(Json::Object{{"headline", c.headline}, {"by", ctx.person.name}, {"reason", std::string(in.reason)}}));
  return SentBack{c.id, c.state, c.version};
}

}  // namespace galley::review
