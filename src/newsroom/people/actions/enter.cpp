#include "newsroom/people/actions/enter.h"

#include <algorithm>

#include "newsroom/events/people.h"
#include "newsroom/people/password.h"
#include "newsroom/people/store.h"
#include "newsroom/people/totp.h"
#include "platform/store/database.h"

namespace galley::people {

namespace {

constexpr std::int64_t kFreeTries = 5;

Error refused() { return unauthenticated("sign_in.refused"); }   // the same for every reason

void start_session(Context& ctx, Tx& tx, const Id<User>& person, const Id<Site>& site) {
  const std::string token = random_token(32);
  store::add_session(tx, {.id = ctx.make_id<Session>(), .created_at = ctx.now, .last_seen_at = ctx.now, .agent = cut_at(is_utf8(ctx.agent) ? ctx.agent : "", 300),
                          .address = std::string(ctx.address)},
                     person, site, sha256(token), ctx.now + kSessionMs);
  ctx.reply = {.session_token = token, .session_user = person, .session_name = store::find_person(tx, person)->name, .session_site = site};
}

// Failures count per account name and address together: a stranger elsewhere can't lock anybody out.
std::string throttle_key(const Context& ctx, std::string_view login) { return join({lower_ascii(login), "|", ctx.address}); }

Result<void> not_throttled(Context& ctx, const std::string& key) {
  std::optional<store::Failure> failure;
  ctx.services.database.read([&](galley::store::Reader& reader) { failure = store::failure_of(reader, key); });
  if (!failure || failure->until <= ctx.now) return {};
  return Error(Code::rate_limited, "sign_in.wait").with_retry_after(static_cast<int>((failure->until - ctx.now) / 1000 + 1));
}

// Written in a transaction of its own: the refusal rolls the action's back.
Error note_failure(Context& ctx, const std::string& key) {
  const auto written = ctx.services.database.write({}, [&](galley::store::Writer& writer) -> Result<void> {
    const auto before = store::failure_of(writer, key);
    const std::int64_t failures = (before ? before->failures : 0) + 1;
    const std::int64_t wait_s = failures <= kFreeTries ? 0 : std::min<std::int64_t>(300, 1LL << std::min<std::int64_t>(failures - kFreeTries, 9));
    store::note_failure(writer, key, failures, ctx.now + wait_s * 1000);
    return {};
  });
  (void)written;   // the refusal stands either way
  return refused();
}

Result<Checked> check_second_factor(Context& ctx, const Credentials& known, const std::optional<Secret>& code, Checked checked) {
  if (!known.totp_secret) return checked;
  if (!code || code->value.empty()) {
    checked.code_missing = true;
    return checked;
  }
  if (const auto step = matching_step(*known.totp_secret, code->value, ctx.now, known.totp_step)) {
    checked.totp_step = *step;
    return checked;
  }
  const Sha256 hash = code_hash(code->value);
  std::optional<Id<User>> owner;
  ctx.services.database.read([&](galley::store::Reader& reader) { owner = store::code_owner(reader, hash, CodeKind::recovery, ctx.now); });
  if (owner != known.id) return note_failure(ctx, checked.throttle);
  checked.recovery = hash;
  return checked;
}

}  // namespace

bool known_locale(std::string_view locale) { return locale == "zh-CN" || locale == "en"; }

// Codes are read aloud and typed: case, blanks and hyphens don't count.
Sha256 code_hash(std::string_view code) {
  std::string plain;
  for (const char c : lower_ascii(code))
    if (c != '-' && c != ' ') plain += c;
  return sha256(plain);
}

Result<Hashed> prepare_set_up(Context&, const SetUp& in) {
  if (!known_locale(in.locale)) return invalid("locale.unknown", "/locale");
  TRY(acceptable_password(in.password.value, in.login, "/password"));
  return Hashed{TRY(hash_password(in.password.value))};
}

Result<Entered> set_up(Context& ctx, Tx& tx, const SetUp& in, const Hashed& hashed) {
  if (store::count_people(tx) > 0) return conflict("setup.done");
  const auto site = ctx.make_id<Site>();
  store::add_site(tx, site, in.newsroom, in.locale, "Asia/Shanghai");
  // Whoever sets the newsroom up can also work in it: a small newsroom starts with one person.
  std::vector<Membership> memberships;
  for (const auto& role : builtin_roles()) {
    const RoleRow row{ctx.make_id<Role>(), std::string(role.key), std::string(in.locale == "en" ? role.name_en : role.name_zh), role.rights, true, 1};
    store::add_role(tx, row, site);
    if (role.key == "administrator" || role.key == "duty_editor") memberships.push_back({row.id, std::nullopt});
  }
  const Person person{.id = ctx.make_id<User>(), .name = in.name, .login = in.login, .email = {}, .locale = in.locale, .state = PersonState::active,
                      .two_factor = false, .created_at = ctx.now, .last_seen_at = {}, .version = 1, .memberships = {}};
  store::add_person(tx, person, site, hashed.password);
  store::set_memberships(tx, person.id, site, memberships);
  tx.emit(events::NewsroomCreated{site, in.newsroom});
  tx.emit(events::PersonChanged{person.id, 1});
  start_session(ctx, tx, person.id, site);
  return Entered{"signed_in"};
}

Result<Checked> prepare_sign_in(Context& ctx, const SignIn& in) {
  const std::string key = throttle_key(ctx, in.login);
  TRY(not_throttled(ctx, key));
  std::optional<Credentials> known;
  ctx.services.database.read([&](galley::store::Reader& reader) { known = store::credentials_by_login(reader, in.login); });
  const bool usable = known && known->password && known->state == PersonState::active;
  const bool right = usable ? TRY(check_password(in.password.value, *known->password)) : TRY(check_nothing(in.password.value));
  if (!right) return note_failure(ctx, key);
  Checked checked{.person = known->id, .site = known->site, .throttle = key};
  return check_second_factor(ctx, *known, in.code, std::move(checked));
}

Result<Entered> sign_in(Context& ctx, Tx& tx, const SignIn&, const Checked& checked) {
  if (checked.code_missing) return Entered{"code_required"};
  if (checked.totp_step != 0 && !store::use_totp_step(tx, checked.person, checked.totp_step)) return refused();
  if (checked.recovery && !store::use_code(tx, checked.recovery, CodeKind::recovery, ctx.now)) return refused();
  store::clear_failures(tx, checked.throttle);
  start_session(ctx, tx, checked.person, checked.site);
  return Entered{"signed_in"};
}

Result<Done> sign_out(Context& ctx, Tx& tx, const SignOut&) {
  store::end_session(tx, ctx.person.session, ctx.person.user);
  tx.emit(events::SessionEnded{ctx.person.session, ctx.person.user});
  ctx.reply.end_session = true;
  return Done{true};
}

Result<Done> revoke_session(Context& ctx, Tx& tx, const RevokeSession& in) {
  if (!store::end_session(tx, in.session, ctx.person.user)) return not_found("session.unknown");
  tx.emit(events::SessionEnded{in.session, ctx.person.user});
  if (in.session == ctx.person.session) ctx.reply.end_session = true;
  return Done{true};
}

Result<Hashed> prepare_recover(Context& ctx, const Recover& in) {
  const std::string key = throttle_key(ctx, in.login);
  TRY(not_throttled(ctx, key));
  TRY(acceptable_password(in.password.value, in.login, "/password"));
  std::optional<Credentials> known;
  std::optional<Id<User>> owner;
  ctx.services.database.read([&](galley::store::Reader& reader) {
    known = store::credentials_by_login(reader, in.login);
    owner = store::code_owner(reader, code_hash(in.code.value), CodeKind::access, ctx.now);
  });
  if (!known || !owner || known->id != *owner || known->state == PersonState::disabled) return note_failure(ctx, key);
  return Hashed{TRY(hash_password(in.password.value))};
}

Result<Entered> recover(Context& ctx, Tx& tx, const Recover& in, const Hashed& hashed) {
  const auto known = store::credentials_by_login(tx, in.login);
  if (!known || !store::use_code(tx, code_hash(in.code.value), CodeKind::access, ctx.now)) return refused();
  store::set_password(tx, known->id, hashed.password);
  store::set_totp(tx, known->id, std::nullopt, std::nullopt);
  store::drop_codes(tx, known->id, CodeKind::recovery);
  for (const auto& ended : store::end_sessions(tx, known->id, {})) tx.emit(events::SessionEnded{ended, known->id});
  auto person = *store::find_person(tx, known->id);
  person.state = PersonState::active;
  person.version += 1;
  store::save_person(tx, person);
  tx.emit(events::PersonChanged{person.id, person.version});
  start_session(ctx, tx, known->id, known->site);
  return Entered{"signed_in"};
}

Result<Hashed> prepare_accept_invitation(Context&, const AcceptInvitation& in) {
  TRY(acceptable_password(in.password.value, "", "/password"));
  return Hashed{TRY(hash_password(in.password.value))};
}

Result<Entered> accept_invitation(Context& ctx, Tx& tx, const AcceptInvitation& in, const Hashed& hashed) {
  const Sha256 hash = code_hash(in.code.value);
  const auto owner = store::code_owner(tx, hash, CodeKind::invitation, ctx.now);
  if (!owner || !store::use_code(tx, hash, CodeKind::invitation, ctx.now)) return invalid("invitation.unknown", "/code");
  auto person = *store::find_person(tx, *owner);
  if (person.state != PersonState::invited) return invalid("invitation.unknown", "/code");
  person.name = in.name;
  person.state = PersonState::active;
  person.version += 1;
  store::save_person(tx, person);
  store::set_password(tx, person.id, hashed.password);
  tx.emit(events::PersonChanged{person.id, person.version});
  start_session(ctx, tx, person.id, store::credentials_of(tx, person.id)->site);
  return Entered{"signed_in"};
}

}  // namespace galley::people
