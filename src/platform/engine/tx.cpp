#include "platform/engine/tx.h"

#include <stdexcept>

#include "platform/engine/audit.h"
#include "platform/engine/job_queue.h"
#include "platform/engine/event_log.h"

namespace galley {

namespace {

const void* member(const Type& type, const void* event, std::string_view name, Kind kind) {
  const Field* field = type.find(name);
  return field != nullptr && field->type->kind == kind ? static_cast<const char*>(event) + field->offset : nullptr;
}

// What an anonymous caller does to a newsroom (setting it up) belongs to that newsroom.
Id<Site> site_of(const Type& type, const Uuid& aggregate, const Principal& actor) {
  return actor.site || type.fields[0].type->name != id_prefix<Site> ? actor.site : Id<Site>{aggregate};
}

}  // namespace

void Tx::emit_event(const Type& type, const void* event) {
  if (type.count == 0 || type.fields[0].type->kind != Kind::id)
    throw std::logic_error(join({"event ", type.name, " must begin with its aggregate's id"}));
  const auto* aggregate = static_cast<const Uuid*>(event);
  const auto* version = static_cast<const std::int64_t*>(member(type, event, "version", Kind::int64));
  const auto* desk = static_cast<const Uuid*>(member(type, event, "desk", Kind::id));
  append_event(writer_, {.id = 0,
                         .name = std::string(type.name),
                         .aggregate = typeid_text(type.fields[0].type->name, *aggregate),
                         .version = version != nullptr ? *version : 0,
                         .payload = encoded(type, event),
                         .site = site_of(type, *aggregate, actor_),
                         .desk = desk != nullptr ? Id<Desk>{*desk} : Id<Desk>{},
                         .actor = actor_.user,
                         .trace = std::string(trace_),
                         .at = now_});
  emitted_ = true;
}

void Tx::note(std::string_view what, std::string_view object, const Json& detail) {
  write_audit(writer_, {.at = now_, .actor = actor_.user, .actor_name = actor_.name, .action = std::string(what), .object = std::string(object), .result = "done",
                        .detail = to_text(detail), .address = "", .site = actor_.site, .trace = std::string(trace_)});
}

void Tx::add_job(NewJob job) {
  if (job.run_at.ms == 0) job.run_at = now_;
  insert_job(writer_, ids_.make<Job>(), job, actor_.site, trace_);
  enqueued_ = true;
}

}  // namespace galley
