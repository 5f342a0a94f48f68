#pragma once

#include <optional>
#include <string>
#include <vector>

#include "newsroom/publish/model.h"
#include "platform/store/session.h"

// The SQL of the publish room.
namespace galley::publish::store {

using galley::store::Reader;
using galley::store::Writer;

std::vector<AccountRow> list_accounts(Reader& reader, const Id<Site>& site);
std::optional<AccountRow> find_account(Reader& reader, const Id<Site>& site, const Id<Account>& id);
void add_account(Writer& writer, const AccountRow& account, const Id<Site>& site);
void save_account(Writer& writer, const AccountRow& account);

std::optional<PublicationRow> find_publication(Reader& reader, const Id<Publication>& id);
std::optional<PublicationRow> publication_of(Reader& reader, const Id<Story>& story, const Id<Account>& account);
std::vector<PublicationRow> publications_of(Reader& reader, const Id<Story>& story);
void add_publication(Writer& writer, const PublicationRow& row);
void save_publication(Writer& writer, const PublicationRow& row);

struct PublicationFilter {
  Id<Site> site;
  std::string scope;
  std::optional<PublicationState> state;
  std::optional<std::pair<Time, Id<Publication>>> before;
  int limit = 100;
};
std::vector<PublicationRow> list_publications(Reader& reader, const PublicationFilter& filter);

void arm(Writer& writer, const PublicationRow& row, Verb verb, Time now);
void settle(Writer& writer, const PublicationRow& row, Outcome outcome, const std::optional<std::string>& error, Time now);
std::optional<Settled> last_settled(Reader& reader, const Id<Publication>& id);
std::vector<AttemptRow> attempts_of(Reader& reader, const Id<Publication>& id);

}  // namespace galley::publish::store
