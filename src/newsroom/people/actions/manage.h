#pragma once

#include <string>
#include <vector>

#include "newsroom/people/actions/enter.h"
#include "newsroom/people/model.h"

// What administrators do: people, roles, desks, lost access.
namespace galley::people {

struct CreatePerson {
  Text<1, 100> name;
  Text<1, 100> login;
  std::optional<Text<3, 200>> email;
  Text<2, 10> locale;
  std::vector<Membership> memberships;
};
struct Invited {
  Person user;
  std::string invitation;
};
Result<Invited> create_person(Context&, Tx&, const CreatePerson&);

struct ChangePerson {
  Id<User> user;
  std::int64_t if_match;
  std::optional<Text<1, 100>> name;
  Patch<Text<3, 200>> email;
  std::optional<std::vector<Membership>> memberships;
};
Result<Person> change_person(Context&, Tx&, const ChangePerson&);

struct DisablePerson {
  Id<User> user;
};
Result<Person> disable_person(Context&, Tx&, const DisablePerson&);
struct EnablePerson {
  Id<User> user;
};
Result<Person> enable_person(Context&, Tx&, const EnablePerson&);

struct IssueAccessCode {
  Id<User> user;
};
struct AccessCode {
  std::string code;
  Time expires_at;
};
Result<AccessCode> issue_access_code(Context&, Tx&, const IssueAccessCode&);

// The same from the machine itself (galley do people.reset_access), by login.
struct ResetAccess {
  Text<1, 100> login;
};
Result<AccessCode> reset_access(Context&, Tx&, const ResetAccess&);

struct CreateRole {
  Text<1, 100> name;
  std::vector<std::string> rights;
};
Result<RoleRow> create_role(Context&, Tx&, const CreateRole&);
struct ChangeRole {
  Id<Role> role;
  std::int64_t if_match;
  std::optional<Text<1, 100>> name;
  std::optional<std::vector<std::string>> rights;
};
Result<RoleRow> change_role(Context&, Tx&, const ChangeRole&);

struct CreateDesk {
  Text<1, 40> key;
  Text<1, 100> name;
};
Result<DeskRow> create_desk(Context&, Tx&, const CreateDesk&);
struct ChangeDesk {
  Id<Desk> desk;
  std::int64_t if_match;
  Text<1, 100> name;
};
Result<DeskRow> change_desk(Context&, Tx&, const ChangeDesk&);

}  // namespace galley::people
