#pragma once

// Private to net.
#include <memory>

#include "platform/net/asio.h"

namespace galley::net {

// Ends what a stream waits for when the time is up. The stream's own deadline would close the socket, and the peer could not
// be told any more. Whoever waits asks passed() afterwards: what came may have come just before.
class Deadline {
 public:
  Deadline(PlainStream& stream, std::chrono::seconds most) : state_(std::make_shared<State>(stream)) {
    stream.expires_never();
    state_->timer.expires_after(most);
    state_->timer.async_wait([state = state_](error_code stopped) {
      if (stopped || state->over) return;
      state->passed = true;
      state->stream.cancel();
    });
  }
  ~Deadline() {
    state_->over = true;
    state_->timer.cancel();
  }
  Deadline(const Deadline&) = delete;
  Deadline& operator=(const Deadline&) = delete;
  bool passed() const { return state_->passed; }

 private:
  struct State {
    explicit State(PlainStream& s) : stream(s), timer(s.get_executor()) {}
    PlainStream& stream;  // there until `over`
    Timer timer;
    bool passed = false, over = false;
  };
  std::shared_ptr<State> state_;
};

}  // namespace galley::net
