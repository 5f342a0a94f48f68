#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "platform/base/asset.h"
#include "platform/base/decode.h"
#include "platform/base/encode.h"
#include "platform/base/reflect.h"
#include "platform/base/result.h"
#include "platform/engine/context.h"
#include "platform/engine/tx.h"
#include "platform/net/http.h"
#include "platform/store/database.h"

// The four tables of a room, and what hangs on them: everything that Galley can do is an entry here, and no other door
// writes. Entries are constexpr data; the functions behind them see plain structs only.
//
//   constexpr Action actions[] = {
//     action<sign, &Sign::review_case>({.name = "review.sign", .right = "review.sign", .http = "POST /review/cases/{review_case}/sign"}),
//   };
//
// Rights: "public" asks nobody who they are, "session" any signed-in person, all others are names that roles hold.
// A field of In named in the path is read from there; GET reads the others from the query; a field `if_match` (int64) is read
// from If-Match, which is then required. A field `version` of Out becomes the ETag.
namespace galley {

using net::Listener;

enum class Rate : std::uint8_t { read, edit, sign_in, publish, community };          // how often one caller may ask
enum class Effect : std::uint8_t { none, internal, external };                       // what a call changes, and where
enum class Status : std::uint8_t { ok, created, accepted };

struct EntrySpec {
  std::string_view name;
  std::string_view right;
  std::string_view http;                 // "POST /review/cases/{review_case}/sign", below /api/v1
  Listener listener = Listener::editors;
  Rate rate = Rate::read;
  Effect effect = Effect::none;
  Status status = Status::ok;
  bool secret = false;                   // the result holds a secret: never stored for idempotency, never logged
  std::uint32_t max_body = 1 << 20;
};

// A result, encoded: its JSON, its version (0 = none) and the id of the thing it is about ("" = none).
struct Made {
  std::string body;
  std::int64_t version = 0;
  std::string object;
};

struct Action {
  EntrySpec spec;
  const Type* in;
  const Type* out;
  bool (*lock)(const void* in, store::LockKey& key);                                   // the aggregate taken before all else
  void* (*make)();
  void (*drop)(void*);
  // Computes before the transaction what may take time; the returned object goes to run.
  Result<std::shared_ptr<const void>> (*prepare)(Context&, const void* in);
  Result<void> (*run)(Context&, Tx&, const void* in, const void* prepared, Made& out);
};

struct Query {
  EntrySpec spec;
  const Type* in;
  const Type* out;
  void* (*make)();
  void (*drop)(void*);
  Result<void> (*run)(Context&, store::Reader&, const void* in, Made& out);
};

// Bytes and sockets: the function answers the exchange itself, now or later.
struct Stream {
  EntrySpec spec;
  void (*run)(Context&, std::shared_ptr<net::Exchange>);
};

// HTML, feeds and the like for readers. `tags` name what the page shows ("article:pub_..", "site"); an event that touches
// one of them drops the page from the cache.
struct PageOut {
  int status = 200;
  std::string content_type = "text/html; charset=utf-8";
  std::string body;
  std::string location;                  // for 301
  std::string last_modified;
  std::vector<std::string> tags;         // empty = not cached
  std::string counts_as;                 // what a view of this page is a read of, "" = nothing
};
struct Page {
  EntrySpec spec;                        // http is "GET /a/{article}", from the root of the listener
  const Type* in;
  void* (*make)();
  void (*drop)(void*);
  Result<PageOut> (*run)(Context&, store::Reader&, const void* in);
};

struct Event;

struct EventHandler {
  std::string_view event;
  Result<void> (*apply)(Context&, Tx&, const Event&);
};

// A durable follower: its cursor moves in the transaction of its effects, one process runs it at a time.
struct Follower {
  std::string_view name;
  std::span<const EventHandler> handlers;   // an empty event name takes every event
};

class JobRun;
// Does the slow part and returns what to write, which commits together with the job's completion.
using Finish = std::function<Result<void>(Tx&)>;
struct JobKind {
  std::string_view name;
  std::string_view queue;
  int max_attempts;
  Result<Finish> (*run)(Context&, JobRun&, std::string_view payload);
};

struct EventType {
  std::string_view name;
  const Type* type;
};

struct Room {
  std::string_view name;
  std::span<const Action> actions;
  std::span<const Query> queries;
  std::span<const Stream> streams;
  std::span<const Page> pages;
  std::span<const JobKind> jobs;
  std::span<const Follower> followers;
  std::span<const EventType> events;
  std::span<const std::string_view> rights;   // the names that its entries ask for
  std::span<const Asset> migrations;
  void* state = nullptr;
};

namespace table_detail {

template <class F>
struct Signature;
template <class Out, class In>
struct Signature<Result<Out> (*)(Context&, Tx&, const In&)> {
  using Input = In;
  using Output = Out;
};
template <class Out, class In, class Prepared>
struct Signature<Result<Out> (*)(Context&, Tx&, const In&, const Prepared&)> {
  using Input = In;
  using Output = Out;
};
template <class Out, class In>
struct Signature<Result<Out> (*)(Context&, store::Reader&, const In&)> {
  using Input = In;
  using Output = Out;
};

template <class M>
struct Member;
template <class S, class T>
struct Member<T S::*> {
  using Type = T;
};

template <class Payload>
Payload payload_of(Result<Finish> (*)(Context&, JobRun&, const Payload&));

// Every {parameter} of the path is a scalar field of In.
consteval bool path_fits(std::string_view http, const Type& in) {
  for (std::size_t at = http.find('{'); at != std::string_view::npos; at = http.find('{', at + 1)) {
    const Field* field = in.find(http.substr(at + 1, http.find('}', at) - at - 1));
    if (field == nullptr || field->type->kind == Kind::object || field->type->kind == Kind::list) return false;
  }
  return true;
}

template <class Out>
Result<void> encode_result(Result<Out>&& result, Made& made) {
  if (!result) return std::move(result).error();
  encode(type<Out>, &*result, made.body);
  if constexpr (requires { { result->version } -> std::convertible_to<std::int64_t>; }) made.version = result->version;
  if constexpr (requires { { result->id.text() } -> std::convertible_to<std::string>; }) made.object = result->id.text();
  return {};
}

template <class In>
void* make() {
  return new In();
}
template <class In>
void drop(void* in) {
  delete static_cast<In*>(in);
}

}  // namespace table_detail

template <auto Run, auto Aggregate = nullptr, auto Prepare = nullptr>
consteval Action action(EntrySpec spec) {
  using S = table_detail::Signature<decltype(Run)>;
  using In = typename S::Input;
  if (!table_detail::path_fits(spec.http, type<In>)) throw "a {parameter} of the path is no scalar field of the command";
  if (spec.right.empty() || spec.name.empty()) throw "an action needs a name and a right";
  if (spec.rate == Rate::read) spec.rate = Rate::edit;
  if (spec.effect == Effect::none) spec.effect = Effect::internal;
  Action out{.spec = spec, .in = &type<In>, .out = &type<typename S::Output>, .lock = nullptr, .make = table_detail::make<In>,
             .drop = table_detail::drop<In>, .prepare = nullptr, .run = nullptr};
  if constexpr (!std::is_same_v<decltype(Aggregate), std::nullptr_t>)
    out.lock = [](const void* in, store::LockKey& key) {
      const auto& id = static_cast<const In*>(in)->*Aggregate;
      key = store::lock_key(type<std::remove_cvref_t<decltype(id)>>.name, id.uuid.bytes);
      return true;
    };
  if constexpr (std::is_same_v<decltype(Prepare), std::nullptr_t>) {
    out.run = [](Context& context, Tx& tx, const void* in, const void*, Made& made) {
      return table_detail::encode_result(Run(context, tx, *static_cast<const In*>(in)), made);
    };
  } else {
    using Prepared = std::remove_cvref_t<decltype(*Prepare(std::declval<Context&>(), std::declval<const In&>()))>;
    out.prepare = [](Context& context, const void* in) -> Result<std::shared_ptr<const void>> {
      auto prepared = Prepare(context, *static_cast<const In*>(in));
      if (!prepared) return std::move(prepared).error();
      return std::shared_ptr<const void>(std::make_shared<Prepared>(*std::move(prepared)));
    };
    out.run = [](Context& context, Tx& tx, const void* in, const void* prepared, Made& made) {
      return table_detail::encode_result(Run(context, tx, *static_cast<const In*>(in), *static_cast<const Prepared*>(prepared)), made);
    };
  }
  return out;
}

template <auto Run>
consteval Query query(EntrySpec spec) {
  using S = table_detail::Signature<decltype(Run)>;
  using In = typename S::Input;
  if (!table_detail::path_fits(spec.http, type<In>)) throw "a {parameter} of the path is no scalar field of the question";
  if (spec.right.empty() || spec.name.empty()) throw "a query needs a name and a right";
  return {.spec = spec, .in = &type<In>, .out = &type<typename S::Output>, .make = table_detail::make<In>, .drop = table_detail::drop<In>,
          .run = [](Context& context, store::Reader& reader, const void* in, Made& made) {
            return table_detail::encode_result(Run(context, reader, *static_cast<const In*>(in)), made);
          }};
}

template <auto Run>
consteval Page page(EntrySpec spec) {
  using In = typename table_detail::Signature<decltype(Run)>::Input;
  if (!table_detail::path_fits(spec.http, type<In>)) throw "a {parameter} of the path is no scalar field of the question";
  spec.listener = Listener::readers;
  spec.right = "public";
  return {.spec = spec, .in = &type<In>, .make = table_detail::make<In>, .drop = table_detail::drop<In>,
          .run = [](Context& context, store::Reader& reader, const void* in) { return Run(context, reader, *static_cast<const In*>(in)); }};
}

template <class E>
consteval EventType event() {
  return {type<E>.name, &type<E>};
}

}  // namespace galley
