#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "newsroom/create/create.h"
#include "newsroom/events/ids.h"
#include "platform/base/json.h"
#include "platform/base/sha256.h"
#include "platform/engine/jobs.h"
#include "platform/engine/tables.h"

// The face of the publish room: signed parts to every channel, once, in order, and back again.
namespace galley::publish {

// One delivery, as a connector sees it. `artifact` is the signed part (craft/channels), its slots still empty.
struct Delivery {
  Id<Publication> publication;       // our marker at the channel, for life
  std::int64_t version;
  Id<Story> story;
  Id<Site> site;
  Id<Desk> desk;
  Sha256 part;
  Json artifact;
  std::string section;
  create::AiUse ai_use;
  std::vector<std::string> credits;  // who signed, one line each
  Time first_published_at;
  Time now;
};

struct Delivered {
  std::string url;
  Finish apply;                      // what our own database must say, committed together with the outcome; may be empty
};

// The talking half of a channel kind. Called by jobs, may take its time, must keep its deadlines. An error with code
// unavailable is tried again; every other one is the channel's no.
class Connector {
 public:
  virtual ~Connector() = default;
  virtual std::string_view kind() const = 0;
  virtual Result<Delivered> deliver(Context& context, const Delivery& delivery) = 0;
  virtual Result<Delivered> retract(Context& context, const Delivery& delivery) = 0;
};

struct State {
  std::vector<Connector*> connectors;
};
Room room(State& state);

}  // namespace galley::publish
