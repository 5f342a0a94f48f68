#pragma once

// Private to net.
#include <memory>
#include <utility>

#include "platform/net/http.h"
#include "platform/net/wakeup.h"

namespace galley::net {

// A request handed to the house: its connection is woken up and finds the answer in the slot.
class PendingExchange final : public Exchange {
 public:
  using Slot = std::shared_ptr<Response>;

  PendingExchange(Request request, Slot slot, std::shared_ptr<Wakeup::Handle> connection)
      : request_(std::move(request)), slot_(std::move(slot)), connection_(std::move(connection)) {}
  ~PendingExchange() override {
    if (!answered_) answer(Response{.status = 500});
  }

  const Request& request() const override { return request_; }
  void respond(Response response) override { answer(std::move(response)); }

 private:
  void answer(Response response) {
    *slot_ = std::move(response);
    answered_ = true;
    connection_->wake();
  }

  Request request_;
  Slot slot_;
  std::shared_ptr<Wakeup::Handle> connection_;
  bool answered_ = false;
};

}  // namespace galley::net
