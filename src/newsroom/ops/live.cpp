#include "newsroom/ops/live.h"

#include <algorithm>
#include <vector>

#include "newsroom/events/ids.h"
#include "platform/base/json.h"
#include "platform/engine/problem.h"

namespace galley::ops {

namespace {

constexpr std::size_t kMostTopics = 200;

struct Topic {
  std::string name;
  std::string_view right;      // who may hear of it, on the event's desk; "" = only the person the event names
};

// Which topics an event touches.
std::vector<Topic> topics_of(const Event& event, const Json& payload) {
  const std::string_view name = event.name;
  const std::string story(payload.text("story"));
  std::vector<Topic> out;
  auto of_story = [&] {
    if (!story.empty()) out.push_back({"story:" + story, "story.read"});
  };
  if (name.starts_with("Story") || name == "DocumentChanged" || name == "CommentChanged") {
    out.push_back({"stories", "story.read"});
    of_story();
  } else if (name == "CaseOpened" || name == "PartSigned" || name == "CaseReturned") {
    out.push_back({"cases", "case.read"});
    of_story();
  } else if (name.starts_with("Item")) {
    out.push_back({"items", "item.read"});
  } else if (name == "SourceChanged") {
    out.push_back({"sources", "item.read"});
  } else if (name.starts_with("Publication") || name == "AccountChanged") {
    out.push_back({"publications", "publication.read"});
    of_story();
  } else if (name == "NoticeSent") {
    out.push_back({"notices", ""});
  } else if (name == "PersonChanged" || name == "RoleChanged" || name == "DeskChanged") {
    out.push_back({"people", "person.manage"});
  }
  return out;
}

std::string message_of(const Topic& topic, const Event& event) {
  return to_text(Json(Json::Object{{"topic", topic.name}, {"op", event.name}, {"id", event.aggregate}, {"version", event.version}}));
}

}  // namespace

class LiveSocket final : public net::WebSocketHandler, public std::enable_shared_from_this<LiveSocket> {
 public:
  LiveSocket(LiveHub& hub, Principal person) : hub_(hub), person_(std::move(person)) {}

  void on_open(std::shared_ptr<net::WebSocket> socket) override {
    {
      const std::lock_guard lock(mutex_);
      socket_ = std::move(socket);
    }
    hub_.add(shared_from_this());
  }
  void on_close() override { hub_.remove(this); }

  void on_message(std::string_view message, bool) override {
    const auto wish = parse_json(message);
    const Json* topics = wish ? wish->find("sub") : nullptr;
    if (topics == nullptr || topics->array() == nullptr || topics->array()->size() > kMostTopics) return close(1003, "topics");
    const std::lock_guard lock(mutex_);
    topics_.clear();
    for (const auto& topic : *topics->array())
      if (topic.string() != nullptr) topics_.insert(*topic.string());
  }

  void tell(const Event& event, const Json& payload, const std::vector<Topic>& topics) {
    // The rights of an open socket are those of its beginning: whoever's rights change comes back with the new ones.
    if ((event.name == "SessionEnded" && event.aggregate == person_.session.text()) || (event.name == "PersonChanged" && event.aggregate == person_.user.text()) ||
        event.name == "RoleChanged")
      close(4001, "rights changed");
    for (const auto& topic : topics) {
      if (event.site && event.site != person_.site) continue;
      const bool may = topic.right.empty() ? payload.text("person") == person_.user.text() : person_.may(topic.right, event.desk);
      const std::lock_guard lock(mutex_);
      if (may && socket_ && topics_.contains(topic.name)) socket_->send_text(message_of(topic, event));
    }
  }

  void close(std::uint16_t code, std::string reason) {
    const std::lock_guard lock(mutex_);
    if (socket_) socket_->close(code, std::move(reason));
  }

 private:
  LiveHub& hub_;
  const Principal person_;
  std::mutex mutex_;
  std::shared_ptr<net::WebSocket> socket_;
  std::set<std::string> topics_;
};

void LiveHub::tell(const Event& event) {
  std::vector<std::shared_ptr<LiveSocket>> sockets;
  {
    const std::lock_guard lock(mutex_);
    sockets.assign(sockets_.begin(), sockets_.end());
  }
  if (sockets.empty()) return;
  const Json payload = parse_json(event.payload).value_or(Json());
  const auto topics = topics_of(event, payload);
  for (const auto& socket : sockets) socket->tell(event, payload, topics);
}

void LiveHub::add(const std::shared_ptr<LiveSocket>& socket) {
  const std::lock_guard lock(mutex_);
  sockets_.insert(socket);
}

void LiveHub::remove(const LiveSocket* socket) {
  const std::lock_guard lock(mutex_);
  std::erase_if(sockets_, [&](const auto& held) { return held.get() == socket; });
}

std::size_t LiveHub::open() const {
  const std::lock_guard lock(mutex_);
  return sockets_.size();
}

void open_live(Context& ctx, std::shared_ptr<net::Exchange> exchange) {
  if (!equal_ignoring_case(exchange->request().header("upgrade"), "websocket")) {
    net::Response response = problem(malformed("http.websocket"), ctx.trace);
    response.status = 426;
    return exchange->respond(std::move(response));
  }
  net::Response response{.status = 101};
  response.body = net::Upgrade{std::make_shared<LiveSocket>(ctx.room<State>().live, ctx.person), 64 * 1024};
  exchange->respond(std::move(response));
}

}  // namespace galley::ops
