#include "newsroom/people/actions/profile.h"

#include "newsroom/events/people.h"
#include "newsroom/people/password.h"
#include "newsroom/people/store.h"
#include "newsroom/people/totp.h"
#include "platform/store/database.h"

namespace galley::people {

namespace {

constexpr int kRecoveryCodes = 10;

Result<void> own_password(Context& ctx, const Secret& password, std::string pointer) {
  std::optional<Credentials> known;
  ctx.services.database.read([&](galley::store::Reader& reader) { known = store::credentials_of(reader, ctx.person.user); });
  if (!known || !known->password || !TRY(check_password(password.value, *known->password))) return invalid("password.wrong", std::move(pointer));
  return {};
}

void end_other_sessions(Context& ctx, Tx& tx) {
  for (const auto& ended : store::end_sessions(tx, ctx.person.user, ctx.person.session)) tx.emit(events::SessionEnded{ended, ctx.person.user});
}

}  // namespace

Result<Person> change_me(Context& ctx, Tx& tx, const ChangeMe& in) {
  auto person = store::find_person(tx, ctx.person.user);
  if (!person) return not_found("person.unknown");
  if (person->version != in.if_match) return stale(person->version);
  if (in.locale && !known_locale(*in.locale)) return invalid("locale.unknown", "/locale");
  if (in.name) person->name = *in.name;
  if (in.email.present()) person->email = in.email.is_null() ? std::nullopt : std::optional<std::string>(in.email.value);
  if (in.locale) person->locale = *in.locale;
  person->version += 1;
  store::save_person(tx, *person);
  tx.emit(events::PersonChanged{person->id, person->version});
  return *person;
}

Result<Hashed> prepare_change_password(Context& ctx, const ChangePassword& in) {
  TRY(own_password(ctx, in.current, "/current"));
  TRY(acceptable_password(in.password.value, "", "/password"));
  return Hashed{TRY(hash_password(in.password.value))};
}

Result<Done> change_password(Context& ctx, Tx& tx, const ChangePassword&, const Hashed& hashed) {
  store::set_password(tx, ctx.person.user, hashed.password);
  end_other_sessions(ctx, tx);
  return Done{true};
}

Result<TotpSecret> begin_totp(Context& ctx, Tx& tx, const BeginTotp&) {
  const auto known = store::credentials_of(tx, ctx.person.user);
  if (!known) return not_found("person.unknown");
  if (known->totp_secret) return conflict("totp.on");
  const std::string secret = new_totp_secret();
  store::set_totp(tx, ctx.person.user, std::nullopt, secret);
  const auto house = store::newsroom(tx);
  return TotpSecret{secret, totp_uri(secret, house ? house->name : "Galley", store::find_person(tx, ctx.person.user)->login)};
}

Result<RecoveryCodes> confirm_totp(Context& ctx, Tx& tx, const ConfirmTotp& in) {
  const auto known = store::credentials_of(tx, ctx.person.user);
  if (!known || !known->totp_pending) return conflict("totp.not_begun");
  const auto step = matching_step(*known->totp_pending, in.code.value, ctx.now, known->totp_step);
  if (!step) return invalid("totp.wrong", "/code");
  store::set_totp(tx, ctx.person.user, known->totp_pending, std::nullopt);
  store::use_totp_step(tx, ctx.person.user, *step);
  store::drop_codes(tx, ctx.person.user, CodeKind::recovery);
  RecoveryCodes out;
  for (int i = 0; i < kRecoveryCodes; ++i) {
    const std::string code = lower_ascii(new_totp_secret().substr(0, 10));
    store::add_code(tx, code_hash(code), ctx.person.user, ctx.person.site, CodeKind::recovery, Time{INT64_MAX});
    out.recovery_codes.push_back(code);
  }
  end_other_sessions(ctx, tx);
  return out;
}

Result<PasswordRight> prepare_remove_totp(Context& ctx, const RemoveTotp& in) {
  TRY(own_password(ctx, in.password, "/password"));
  return PasswordRight{};
}

Result<Done> remove_totp(Context& ctx, Tx& tx, const RemoveTotp&, const PasswordRight&) {
  store::set_totp(tx, ctx.person.user, std::nullopt, std::nullopt);
  store::drop_codes(tx, ctx.person.user, CodeKind::recovery);
  end_other_sessions(ctx, tx);
  return Done{true};
}

Result<PreferenceValue> set_preference(Context& ctx, Tx& tx, const SetPreference& in) {
  if (to_text(in.value).size() > 16'000) return invalid("text.too_long", "/value");
  store::set_preference(tx, ctx.person.user, ctx.person.site, in.key, in.value);
  return PreferenceValue{in.value};
}

Result<Unread> read_notices(Context& ctx, Tx& tx, const ReadNotices& in) {
  store::read_notices(tx, ctx.person.user, in.ids.value_or(std::vector<Id<Notice>>{}), ctx.now);
  return Unread{store::unread_notices(tx, ctx.person.user)};
}

}  // namespace galley::people
