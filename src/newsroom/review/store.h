#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "newsroom/review/model.h"
#include "platform/store/session.h"

// The SQL of the review room.
namespace galley::review::store {

using galley::store::Reader;
using galley::store::Writer;

std::vector<PolicyRow> list_policies(Reader& reader, const Id<Site>& site);
std::optional<PolicyRow> find_policy(Reader& reader, const Id<Site>& site, const Id<Policy>& id);
std::optional<PolicyRow> policy_for(Reader& reader, const Id<Site>& site, const Id<Desk>& desk);   // the desk's own before the newsroom's
void add_policy(Writer& writer, const PolicyRow& policy, const Id<Site>& site);
void save_policy(Writer& writer, const PolicyRow& policy);

std::optional<CaseRow> find_case(Reader& reader, const Id<Case>& id);
std::optional<CaseRow> case_of_story(Reader& reader, const Id<Story>& story);
void add_case(Writer& writer, const CaseRow& row);
void save_case(Writer& writer, const CaseRow& row);

struct CaseFilter {
  Id<Site> site;
  std::string scope;
  std::optional<CaseState> state;
  std::optional<std::pair<Time, Id<Case>>> after;
  int limit = 100;
};
std::vector<CaseRow> list_cases(Reader& reader, const CaseFilter& filter);
std::int64_t count_cases(Reader& reader, const CaseFilter& filter);

bool add_signature(Writer& writer, const SignatureRow& signature, const CaseRow& of);   // false: this level has signed the part
std::vector<SignatureRow> signatures_of_case(Reader& reader, const Id<Case>& id);
std::vector<SignatureRow> signatures_on(Reader& reader, const Sha256& part);
std::vector<SignatureRow> signatures_of_proof(Reader& reader, const Id<Proof>& proof);

void add_return(Writer& writer, const ReturnRow& row, const CaseRow& of);
std::vector<ReturnRow> returns_of(Reader& reader, const Id<Case>& id);

}  // namespace galley::review::store
