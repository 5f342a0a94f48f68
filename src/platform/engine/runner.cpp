#include "platform/engine/runner.h"

#include "platform/engine/audit.h"
#include "platform/store/bind.h"
#include "platform/store/breakage.h"

namespace galley {

namespace {

constexpr std::size_t kMaxDetail = 4000;

struct Stored {
  std::string request;
  std::string response;
  std::int64_t version;
};

// A command or question that is dropped with its scope.
class Held {
 public:
  Held(void* (*make)(), void (*drop)(void*)) : value_(make()), drop_(drop) {}
  ~Held() { drop_(value_); }
  Held(const Held&) = delete;
  Held& operator=(const Held&) = delete;
  void* get() const { return value_; }

 private:
  void* value_;
  void (*drop_)(void*);
};

// Same key, same request: the stored answer. Same key, another request: refused.
Result<bool> replay(Tx& tx, const Call& call, const std::string& request, Answer& answer) {
  const auto stored = store::first<Stored>(tx, "select request, response, version from idempotency where principal = $1 and key = $2",
                                           call.person.key(), call.idempotency_key);
  if (!stored) return false;
  if (stored->request != request) return invalid("idempotency.other_request");
  answer = {.body = stored->response, .version = stored->version, .reply = {}, .replayed = true};
  return true;
}

void remember(Tx& tx, const Call& call, const std::string& request, const Answer& answer, Time now) {
  store::run(tx, "insert into idempotency(principal, key, request, status, response, version, at) values($1, $2, $3, 200, $4, $5, $6)",
             call.person.key(), call.idempotency_key, request, answer.body, answer.version, now);
}

std::string object_of(const Call& call, const Made& made) {
  if (!made.object.empty()) return made.object;
  return call.input.path.empty() ? std::string() : call.input.path.front().second;
}

}  // namespace

Context Runner::context(const Room& room, const EntrySpec& spec, const Call& call) const {
  return {.services = services_, .person = call.person, .now = services_.clock.now(), .right = spec.right, .trace = call.trace,
          .address = call.address, .agent = call.agent, .state = room.state, .reply = {}};
}

Result<void> Runner::permitted(const EntrySpec& spec, const Call& call) {
  if (spec.right == "public" || (store::breakage("open-entry") && spec.name == "people.list")) return {};
  if (call.person.kind == Principal::Kind::anonymous) return unauthenticated("session.required");
  if (spec.right == "session" || call.person.may(spec.right)) return {};
  Error error = forbidden("right.missing");
  note_refusal(spec, call, error);
  return error;
}

Result<Answer> Runner::act(const Room& room, const Action& action, const Call& call) {
  TRY(permitted(action.spec, call));
  const Held in(action.make, action.drop);
  TRY(fill(*action.in, in.get(), call.input));
  Context context = this->context(room, action.spec, call);
  std::shared_ptr<const void> prepared;
  if (action.prepare != nullptr) prepared = TRY(action.prepare(context, in.get()));

  store::LockKey key{};
  const bool locked = action.lock != nullptr && action.lock(in.get(), key);
  const store::Write how{.lane = store::Lane::interactive, .locks = {&key, locked ? 1U : 0U}};
  const bool keyed = !call.idempotency_key.empty() && !action.spec.secret;
  const std::string detail = encoded(*action.in, in.get());
  const std::string request = keyed ? sha256(join({action.spec.name, "\n", detail})).hex() : std::string();
  Answer answer;
  bool emitted = false, enqueued = false;
  auto written = services_.database.write(how, [&](store::Writer& writer) -> Result<void> {
    Tx tx(writer, call.person, context.now, call.trace, services_.ids);
    context.reply = {};
    answer = {};
    if (keyed && TRY(replay(tx, call, request, answer))) return {};
    Made made;
    TRY(action.run(context, tx, in.get(), prepared.get(), made));
    answer = {.body = std::move(made.body), .version = made.version, .reply = context.reply};
    if (keyed) remember(tx, call, request, answer, context.now);
    // Whoever signs in was nobody before.
    const bool entered = !context.reply.session_token.empty();
    write_audit(tx, {.at = context.now, .actor = entered ? context.reply.session_user : call.person.user,
                     .actor_name = entered ? context.reply.session_name : call.person.name, .action = std::string(action.spec.name),
                     .object = object_of(call, made), .result = "done", .detail = cut_at(detail, kMaxDetail), .address = std::string(call.address),
                     .site = entered ? context.reply.session_site : call.person.site, .trace = std::string(call.trace)});
    emitted = tx.emitted();
    enqueued = tx.enqueued();
    return {};
  });
  if (!written) {
    if (written.error().code() == Code::forbidden) note_refusal(action.spec, call, written.error());
    return written.error();
  }
  if (emitted) bells_.events.ring();
  if (enqueued) bells_.jobs.ring();
  if (emitted || enqueued) services_.database.ring("log");
  return answer;
}

void Runner::changed(const Tx& tx) {
  if (tx.emitted()) bells_.events.ring();
  if (tx.enqueued()) bells_.jobs.ring();
  if (tx.emitted() || tx.enqueued()) services_.database.ring("log");
}

Result<Answer> Runner::ask(const Room& room, const Query& query, const Call& call) {
  TRY(permitted(query.spec, call));
  const Held in(query.make, query.drop);
  TRY(fill(*query.in, in.get(), call.input));
  Context context = this->context(room, query.spec, call);
  Answer answer;
  Result<void> outcome;
  services_.database.read([&](store::Reader& reader) {
    Made made;
    outcome = query.run(context, reader, in.get(), made);
    answer.body = std::move(made.body);
    answer.version = made.version;
  });
  TRY(std::move(outcome));
  return answer;
}

Result<PageOut> Runner::show(const Room& room, const Page& page, const Call& call) {
  const Held in(page.make, page.drop);
  TRY(fill(*page.in, in.get(), call.input));
  Context context = this->context(room, page.spec, call);
  Result<PageOut> out = internal("the page function did not run");
  services_.database.read([&](store::Reader& reader) { out = page.run(context, reader, in.get()); });
  return out;
}

// A refusal is worth a row, but not a denial of service: the database takes at most its background share of them.
void Runner::note_refusal(const EntrySpec& spec, const Call& call, const Error& error) {
  const AuditRow row{.at = services_.clock.now(), .actor = call.person.user, .actor_name = call.person.name, .action = std::string(spec.name),
                     .object = call.input.path.empty() ? std::string() : call.input.path.front().second, .result = "refused", .detail = to_text(Json(Json::Object{{"code", error.word()}})),
                     .address = std::string(call.address), .site = call.person.site, .trace = std::string(call.trace)};
  auto written = services_.database.write({.lane = store::Lane::background}, [&](store::Writer& writer) -> Result<void> {
    write_audit(writer, row);
    return {};
  });
  (void)written;   // the refusal stands either way
}

}  // namespace galley
