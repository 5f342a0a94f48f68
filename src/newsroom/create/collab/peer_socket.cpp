#include "newsroom/create/collab/peer_socket.h"

#include <algorithm>
#include <atomic>
#include <charconv>

#include "newsroom/create/actions/documents.h"
#include "newsroom/create/collab/frame.h"
#include "newsroom/create/collab/hub.h"
#include "newsroom/create/store.h"
#include "platform/engine/problem.h"
#include "platform/store/database.h"

namespace galley::create {

namespace {

constexpr std::size_t kLongestMessage = (1 << 20) + 64;    // an update of a megabyte in its frame
constexpr std::size_t kMostWaiting = 24 << 20;             // a whole text and what is typed while it is sent
constexpr double kMessagesPerSecond = 200, kBurst = 2000;

std::atomic<std::uint64_t> last_connection{0};

class PeerSocket final : public net::WebSocketHandler {
 public:
  PeerSocket(std::shared_ptr<SharedText> text, Peer peer, bool current, const Clock& clock)
      : text_(std::move(text)), peer_(std::move(peer)), current_(current), clock_(clock), filled_(clock.now()) {}

  void on_open(std::shared_ptr<net::WebSocket> socket) override {
    peer_.socket = socket;
    if (!current_) return socket->close(kReplaced, "generation");
    text_->join(peer_);
  }
  void on_close() override { text_->leave(peer_.person.connection); }

  void on_message(std::string_view bytes, bool binary) override {
    if (!binary) return peer_.socket->close(kRefused, "binary");
    if (!in_measure()) return peer_.socket->close(kTooFast, "rate");
    const auto message = frame::read(bytes);
    const auto me = peer_.person.connection;
    switch (message.kind) {
      case frame::Kind::step1: return text_->greet(me);
      case frame::Kind::step2: return text_->offer(me, message.body, SharedText::As::answer);
      case frame::Kind::update: return text_->offer(me, message.body, SharedText::As::update);
      case frame::Kind::awareness: return text_->present(me, message.body);
      case frame::Kind::query_awareness: return text_->tell_present(me);
      case frame::Kind::unknown: return;
      case frame::Kind::malformed: return peer_.socket->close(kRefused, "malformed");
    }
  }

 private:
  bool in_measure() {
    const Time now = clock_.now();
    tokens_ = std::min(kBurst, tokens_ + static_cast<double>(now - filled_) * kMessagesPerSecond / 1000);
    filled_ = now;
    tokens_ -= 1;
    return tokens_ >= 0;
  }

  const std::shared_ptr<SharedText> text_;
  Peer peer_;
  const bool current_;
  const Clock& clock_;
  double tokens_ = kBurst;
  Time filled_;
};

// Streams see the request itself: the id stands before the last part of the path.
std::optional<Id<Document>> document_of(const net::Request& request) {
  const auto path = request.path();
  const auto end = path.rfind('/');
  const auto begin = path.substr(0, end).rfind('/');
  return end == std::string_view::npos || begin == std::string_view::npos ? std::nullopt : Id<Document>::parse(path.substr(begin + 1, end - begin - 1));
}

std::optional<std::int64_t> generation_of(const net::Request& request) {
  constexpr std::string_view kName = "generation=";
  const auto query = request.query();
  const auto at = query.find(kName);
  std::int64_t out = 0;
  if (at == std::string_view::npos || std::from_chars(query.data() + at + kName.size(), query.data() + query.size(), out).ec != std::errc{}) return std::nullopt;
  return out;
}

Result<std::shared_ptr<PeerSocket>> open(Context& ctx, const net::Request& request) {
  if (!equal_ignoring_case(request.header("upgrade"), "websocket")) return malformed("http.websocket");
  const auto id = document_of(request);
  if (!id) return not_found("document.unknown");
  std::optional<StoryRow> story;
  Result<DocumentRow> document = not_found("document.unknown");
  ctx.services.database.read([&](galley::store::Reader& reader) {
    document = document_in_reach(ctx, reader, *id);
    if (document) story = store::find_story(reader, document->story);
  });
  if (!document) return document.error();
  auto text = TRY(ctx.room<State>().collab().enter(*id));
  Peer peer{.person = {++last_connection, ctx.person.user, ctx.person.name}, .connection = random_token(9), .session = ctx.person.session,
            .may_edit = ctx.person.may("story.edit", document->desk) && !story->spiked, .socket = {}};
  const bool current = generation_of(request).value_or(text->about().generation) == text->about().generation;
  return std::make_shared<PeerSocket>(std::move(text), std::move(peer), current, ctx.services.clock);
}

}  // namespace

void open_collab(Context& ctx, std::shared_ptr<net::Exchange> exchange) {
  auto socket = open(ctx, exchange->request());
  if (!socket) {
    net::Response response = problem(socket.error(), ctx.trace);
    if (socket.error().word() == "http.websocket") response.status = 426;
    return exchange->respond(std::move(response));
  }
  net::Response response{.status = 101};
  response.body = net::Upgrade{*std::move(socket), kLongestMessage, kMostWaiting};
  exchange->respond(std::move(response));
}

}  // namespace galley::create
