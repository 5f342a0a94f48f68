#pragma once

#include <string>
#include <vector>

#include "newsroom/review/model.h"
#include "platform/engine/context.h"
#include "platform/store/session.h"

namespace galley::review {

using galley::store::Reader;

struct LevelPlace {
  std::string key;
  std::string name;
  std::int32_t number;         // from 1
  std::int32_t of;
};
struct CaseLine {
  Id<Case> id;
  Id<Story> story;
  std::string headline;
  Id<Desk> desk;
  std::string desk_name;
  Id<Proof> proof;
  CaseState state;
  LevelPlace level;
  std::string submitted_by_name;
  Time submitted_at;
  create::AiUse ai_use;
  bool moved_on;
  bool can_sign;
  std::optional<std::string> cannot_sign_reason;
  std::int64_t version;
};
struct ListCases {
  std::optional<Id<Story>> story;          // this story's case alone
  std::optional<CaseState> state;
  std::optional<bool> mine;                // only those this person may sign now
  std::optional<Text<0, 200>> cursor;
  std::optional<std::int32_t> limit;
};
struct Cases {
  std::vector<CaseLine> items;
  std::optional<std::string> next;
  std::int64_t total;
};
Result<Cases> list_cases(Context&, Reader&, const ListCases&);

enum class PartState : std::uint8_t { open, signed_ };
struct CasePart {
  Sha256 hash;
  std::string kind;
  std::string headline;
  std::int64_t words;
  std::string html;                        // the signed fragment itself, slots empty
  PartState state;
  std::optional<Sha256> diff_from;         // the part of this kind that was signed last
};
struct SignatureLine {
  std::string level;
  std::string level_name;
  Id<User> person;
  std::string person_name;
  Sha256 part;
  Time at;
  std::string note;
  bool carried;
};
struct ReturnLine {
  std::string person_name;
  std::string reason;
  Time at;
};
enum class LevelState : std::uint8_t { done, current, ahead };
struct LevelLine {
  std::string key;
  std::string name;
  LevelState state;
  std::optional<std::string> person_name;
};
struct GetCase {
  Id<Case> review_case;
};
struct CaseDetail {
  Id<Case> id;
  Id<Story> story;
  std::string headline;
  Id<Desk> desk;
  std::string desk_name;
  Id<Proof> proof;
  CaseState state;
  LevelPlace level;
  std::string submitted_by_name;
  Time submitted_at;
  create::AiUse ai_use;
  bool moved_on;
  bool can_sign;
  std::optional<std::string> cannot_sign_reason;
  std::int64_t version;
  std::string note;
  std::vector<CasePart> parts;
  std::vector<SignatureLine> signatures;
  std::vector<ReturnLine> returns;
  std::vector<LevelLine> levels;
};
Result<CaseDetail> get_case(Context&, Reader&, const GetCase&);

struct DiffPart {
  Sha256 part;
  std::optional<Sha256> from;
};
struct PartDiff {
  Json blocks;
  Json fields;
};
Result<PartDiff> diff_part(Context&, Reader&, const DiffPart&);

struct ListPolicies {};
struct Policies {
  std::vector<PolicyRow> items;
};
Result<Policies> list_policies(Context&, Reader&, const ListPolicies&);

}  // namespace galley::review
