#pragma once

#include <string>
#include <vector>

#include "newsroom/people/actions/enter.h"
#include "newsroom/people/model.h"

// What a person changes about themselves.
namespace galley::people {

struct ChangeMe {
  std::int64_t if_match;
  std::optional<Text<1, 100>> name;
  Patch<Text<3, 200>> email;
  std::optional<Text<2, 10>> locale;
};
Result<Person> change_me(Context&, Tx&, const ChangeMe&);

struct ChangePassword {
  Secret current;
  Secret password;
};
Result<Hashed> prepare_change_password(Context&, const ChangePassword&);
Result<Done> change_password(Context&, Tx&, const ChangePassword&, const Hashed&);

struct BeginTotp {};
struct TotpSecret {
  std::string secret;
  std::string uri;
};
Result<TotpSecret> begin_totp(Context&, Tx&, const BeginTotp&);
struct ConfirmTotp {
  Secret code;
};
struct RecoveryCodes {
  std::vector<std::string> recovery_codes;
};
Result<RecoveryCodes> confirm_totp(Context&, Tx&, const ConfirmTotp&);
struct RemoveTotp {
  Secret password;
};
struct PasswordRight {};
Result<PasswordRight> prepare_remove_totp(Context&, const RemoveTotp&);
Result<Done> remove_totp(Context&, Tx&, const RemoveTotp&, const PasswordRight&);

struct SetPreference {
  Text<1, 60> key;
  Json value;
};
struct PreferenceValue {
  Json value;
};
Result<PreferenceValue> set_preference(Context&, Tx&, const SetPreference&);

struct ReadNotices {
  std::optional<std::vector<Id<Notice>>> ids;   // none: all of them
};
struct Unread {
  std::int64_t unread;
};
Result<Unread> read_notices(Context&, Tx&, const ReadNotices&);

}  // namespace galley::people
