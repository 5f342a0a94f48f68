#pragma once

// Private to net.
#include <memory>
#include <utility>

#include "platform/net/http.h"
#include "platform/net/signal.h"

namespace galley::net {

// A request handed to the house: its connection waits for the signal and finds the answer in the slot.
class PendingExchange final : public Exchange {
 public:
  struct Slot {
    Response response;
  };

  PendingExchange(Request request, std::shared_ptr<Signal> signal) : request_(std::move(request)), signal_(std::move(signal)) {}
  ~PendingExchange() override {
    if (!answered_) respond(Response{.status = 500});
  }

  const Request& request() const override { return request_; }
  void respond(Response response) override {
    slot_->response = std::move(response);
    answered_ = true;
    signal_->set_from_any_thread();
  }
  std::shared_ptr<Slot> slot() const { return slot_; }

 private:
  Request request_;
  std::shared_ptr<Signal> signal_;
  std::shared_ptr<Slot> slot_ = std::make_shared<Slot>();
  bool answered_ = false;
};

}  // namespace galley::net
