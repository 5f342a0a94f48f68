#pragma once

#include <string>
#include <vector>

#include "newsroom/people/actions/profile.h"
#include "newsroom/people/model.h"
#include "platform/engine/context.h"
#include "platform/store/session.h"

namespace galley::people {

using galley::store::Reader;

struct WhoAmI {};
struct DeskName {
  Id<Desk> id;
  std::string name;
  std::string key;
};
struct NewsroomInfo {
  std::string name;
  std::string locale;
  std::string time_zone;
};
struct SessionInfo {
  std::string state;                       // setup | anonymous | signed_in
  std::string build;
  std::optional<NewsroomInfo> newsroom;
  std::optional<Person> user;
  std::vector<std::string> rights;
  std::vector<DeskName> desks;             // those the person may read stories of
};
Result<SessionInfo> who_am_i(Context&, Reader&, const WhoAmI&);

struct ListMySessions {};
struct MySession {
  Id<Session> id;
  Time created_at;
  Time last_seen_at;
  std::string agent;
  std::string address;
  bool current;
};
struct MySessions {
  std::vector<MySession> items;
};
Result<MySessions> list_my_sessions(Context&, Reader&, const ListMySessions&);

struct GetPreference {
  Text<1, 60> key;
};
Result<PreferenceValue> get_preference(Context&, Reader&, const GetPreference&);

struct ListPeople {};
struct People {
  std::vector<Person> items;
};
Result<People> list_people(Context&, Reader&, const ListPeople&);

// Names only: for choosing an assignee.
struct ListColleagues {};
struct Colleague {
  Id<User> id;
  std::string name;
};
struct Colleagues {
  std::vector<Colleague> items;
};
Result<Colleagues> list_colleagues(Context&, Reader&, const ListColleagues&);

struct ListRoles {};
struct Roles {
  std::vector<RoleRow> items;
};
Result<Roles> list_roles(Context&, Reader&, const ListRoles&);

struct ListRights {};
struct RightName {
  std::string name;
  std::string room;
};
struct Rights {
  std::vector<RightName> items;
};
Result<Rights> list_rights(Context&, Reader&, const ListRights&);

struct ListDesks {};
struct Desks {
  std::vector<DeskRow> items;
};
Result<Desks> list_desks(Context&, Reader&, const ListDesks&);

struct ListNotices {
  std::optional<Id<Notice>> cursor;
  std::optional<std::int32_t> limit;
};
struct NoticeLine {
  Id<Notice> id;
  NoticeKind kind;
  std::optional<Id<Story>> story;
  Json text_params;
  Time at;
  bool read;
};
struct Notices {
  std::vector<NoticeLine> items;
  std::optional<Id<Notice>> next;
  std::int64_t unread;
};
Result<Notices> list_notices(Context&, Reader&, const ListNotices&);

}  // namespace galley::people
