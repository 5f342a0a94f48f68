#pragma once

#include <string_view>

#include "platform/base/id.h"
#include "platform/engine/principal.h"

// The tags of all ids that events carry, and so of all ids that cross a room's border.
namespace galley {

struct Role;
struct Notice;
struct Source;
struct Item;
struct Story;
struct Document;
struct Revision;
struct Comment;
struct Proof;
struct Case;
struct Policy;
struct Account;
struct Publication;
template <> inline constexpr std::string_view id_prefix<Role> = "role";
template <> inline constexpr std::string_view id_prefix<Notice> = "notice";
template <> inline constexpr std::string_view id_prefix<Source> = "source";
template <> inline constexpr std::string_view id_prefix<Item> = "item";
template <> inline constexpr std::string_view id_prefix<Story> = "story";
template <> inline constexpr std::string_view id_prefix<Document> = "doc";
template <> inline constexpr std::string_view id_prefix<Revision> = "rev";
template <> inline constexpr std::string_view id_prefix<Comment> = "comment";
template <> inline constexpr std::string_view id_prefix<Proof> = "proof";
template <> inline constexpr std::string_view id_prefix<Case> = "case";
template <> inline constexpr std::string_view id_prefix<Policy> = "policy";
template <> inline constexpr std::string_view id_prefix<Account> = "account";
template <> inline constexpr std::string_view id_prefix<Publication> = "pub";

}  // namespace galley
