#pragma once

#include <string>

#include "newsroom/people/model.h"
#include "platform/engine/context.h"
#include "platform/engine/tx.h"

// Coming in and going out: the first administrator, sign-in, invitations, lost access, sessions.
namespace galley::people {

struct Entered {
  std::string state;                     // "signed_in" or "code_required"
};
struct Hashed {
  std::string password;
};

struct SetUp {
  Text<1, 100> newsroom;
  Text<1, 100> name;
  Text<1, 100> login;
  Secret password;
  Text<2, 10> locale;
};
Result<Hashed> prepare_set_up(Context&, const SetUp&);
Result<Entered> set_up(Context&, Tx&, const SetUp&, const Hashed&);

struct SignIn {
  Text<1, 100> login;
  Secret password;
  std::optional<Secret> code;            // six digits, or a recovery code
};
struct Checked {
  Id<User> person;
  Id<Site> site;
  bool code_missing = false;
  std::int64_t totp_step = 0;            // the step that was given, 0 = none needed or a recovery code
  Sha256 recovery;
  std::string throttle;
};
Result<Checked> prepare_sign_in(Context&, const SignIn&);
Result<Entered> sign_in(Context&, Tx&, const SignIn&, const Checked&);

struct SignOut {};
struct Done {
  bool done;
};
Result<Done> sign_out(Context&, Tx&, const SignOut&);

struct RevokeSession {
  Id<Session> session;
};
Result<Done> revoke_session(Context&, Tx&, const RevokeSession&);

// With a one-time code from an administrator: a new password, and the second factor is gone.
struct Recover {
  Text<1, 100> login;
  Secret code;
  Secret password;
};
Result<Hashed> prepare_recover(Context&, const Recover&);
Result<Entered> recover(Context&, Tx&, const Recover&, const Hashed&);

struct AcceptInvitation {
  Secret code;
  Text<1, 100> name;
  Secret password;
};
Result<Hashed> prepare_accept_invitation(Context&, const AcceptInvitation&);
Result<Entered> accept_invitation(Context&, Tx&, const AcceptInvitation&, const Hashed&);

bool known_locale(std::string_view locale);
Sha256 code_hash(std::string_view code);

}  // namespace galley::people
