#include "newsroom/people/queries.h"

#include <algorithm>
#include <set>

#include "newsroom/people/store.h"

namespace galley::people {

Result<SessionInfo> who_am_i(Context& ctx, Reader& reader, const WhoAmI&) {
  SessionInfo out{.state = "anonymous", .build = ctx.services.build, .newsroom = {}, .user = {}, .rights = {}, .desks = {}};
  if (const auto house = store::newsroom(reader)) {
    out.newsroom = NewsroomInfo{house->name, house->locale, house->time_zone};
  } else {
    out.state = "setup";
  }
  if (ctx.person.kind != Principal::Kind::person) return out;
  out.state = "signed_in";
  out.user = store::find_person(reader, ctx.person.user);
  std::set<std::string> rights;
  for (const auto& grant : ctx.person.grants) rights.insert(grant.right);
  out.rights.assign(rights.begin(), rights.end());
  const Scope scope = ctx.person.scope("story.read");
  for (const auto& desk : store::list_desks(reader, ctx.person.site))
    if (scope.covers(desk.id)) out.desks.push_back({desk.id, desk.name, desk.key});
  return out;
}

Result<MySessions> list_my_sessions(Context& ctx, Reader& reader, const ListMySessions&) {
  MySessions out;
  for (const auto& row : store::sessions_of(reader, ctx.person.user, ctx.now))
    out.items.push_back({row.id, row.created_at, row.last_seen_at, row.agent, row.address, row.id == ctx.person.session});
  return out;
}

Result<PreferenceValue> get_preference(Context& ctx, Reader& reader, const GetPreference& in) {
  return PreferenceValue{store::preference(reader, ctx.person.user, in.key).value_or(Json())};
}

Result<People> list_people(Context& ctx, Reader& reader, const ListPeople&) { return People{store::list_people(reader, ctx.person.site)}; }

Result<Colleagues> list_colleagues(Context& ctx, Reader& reader, const ListColleagues&) {
  Colleagues out;
  for (const auto& person : store::list_people(reader, ctx.person.site))
    if (person.state == PersonState::active) out.items.push_back({person.id, person.name});
  return out;
}

Result<Roles> list_roles(Context& ctx, Reader& reader, const ListRoles&) { return Roles{store::list_roles(reader, ctx.person.site)}; }

Result<Rights> list_rights(Context& ctx, Reader&, const ListRights&) {
  Rights out;
  for (const auto& [name, room] : ctx.room<State>().rights) out.items.push_back({name, room});
  return out;
}

Result<Desks> list_desks(Context& ctx, Reader& reader, const ListDesks&) { return Desks{store::list_desks(reader, ctx.person.site)}; }

Result<Notices> list_notices(Context& ctx, Reader& reader, const ListNotices& in) {
  const int limit = std::clamp(in.limit.value_or(50), 1, 200);
  Notices out{.items = {}, .next = {}, .unread = store::unread_notices(reader, ctx.person.user)};
  for (auto& row : store::list_notices(reader, ctx.person.user, in.cursor.value_or(Id<Notice>{}), limit))
    out.items.push_back({row.id, row.kind, row.story, std::move(row.text_params), row.at, row.read});
  if (static_cast<int>(out.items.size()) == limit) out.next = out.items.back().id;
  return out;
}

}  // namespace galley::people
