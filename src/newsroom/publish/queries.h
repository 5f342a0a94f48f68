#pragma once

#include <string>
#include <vector>

#include "newsroom/publish/model.h"
#include "platform/engine/context.h"
#include "platform/store/session.h"

namespace galley::publish {

using galley::store::Reader;

struct ListAccounts {};
struct Accounts {
  std::vector<AccountRow> items;
};
Result<Accounts> list_accounts(Context&, Reader&, const ListAccounts&);

// What stands at every account for one story. `state` is "none" where nothing was ever asked for.
struct TargetLine {
  Id<Account> account;
  std::string account_name;
  std::string kind;
  bool open;                     // false: the account is paused
  std::int32_t hold_s;
  std::optional<Sha256> part;    // of the newest proof
  bool signed_;
  std::optional<Sha256> sent;    // the part that shall be out there
  std::optional<Id<Publication>> publication;
  std::string state;
  std::optional<std::string> url;
  std::int64_t version;
  std::optional<std::string> error;
  std::optional<Time> due_at;    // a hold runs until then
  std::optional<Time> at;
};
struct StoryPublishing {
  Id<Story> story;
  std::optional<Id<Proof>> proof;
  std::vector<TargetLine> targets;
};
struct GetPublishing {
  Id<Story> story;
};
Result<StoryPublishing> get_publishing(Context&, Reader&, const GetPublishing&);

struct PublicationLine {
  Id<Publication> id;
  Id<Story> story;
  std::string headline;
  Id<Account> account;
  std::string account_name;
  PublicationState state;
  std::optional<std::string> url;
  std::optional<Sha256> part;
  std::optional<std::string> error;
  std::optional<Time> published_at;
  std::optional<Time> due_at;
  Time updated_at;
  std::int64_t version;
  std::vector<AttemptRow> attempts;
};
struct ListPublications {
  std::optional<Id<Story>> story;
  std::vector<Id<Story>> ids;              // of these stories
  std::optional<PublicationState> state;
  std::optional<Text<0, 200>> cursor;
  std::optional<std::int32_t> limit;
};
struct PublicationList {
  std::vector<PublicationLine> items;
  std::optional<std::string> next;
};
Result<PublicationList> list_publications(Context&, Reader&, const ListPublications&);

}  // namespace galley::publish
