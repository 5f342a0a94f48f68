#include "platform/net/outbox.h"

#include <utility>

namespace galley::net {

bool Outbox::push(Message message) {
  bool fits = true;
  {
    const std::lock_guard lock(mutex_);
    if (ending_) return false;
    fits = waiting_ + message.text.size() <= limit_;
    if (fits) {
      waiting_ += message.text.size();
      queue_.push_back(std::move(message));
    } else {
      ending_ = Ending{kTooSlow, {}};
      queue_.clear();
    }
  }
  changed_();
  return fits;
}

void Outbox::end(Ending ending) {
  {
    const std::lock_guard lock(mutex_);
    if (ending_) return;
    ending_ = std::move(ending);
  }
  changed_();
}

void Outbox::peer_gone() {
  const std::lock_guard lock(mutex_);
  queue_.clear();
  ending_ = Ending{};
}

std::optional<Outbox::Message> Outbox::next() {
  const std::lock_guard lock(mutex_);
  waiting_ -= std::exchange(being_written_, 0);
  if (queue_.empty()) return std::nullopt;
  Message message = std::move(queue_.front());
  queue_.pop_front();
  being_written_ = message.text.size();
  return message;
}

std::optional<Outbox::Ending> Outbox::ending() const {
  const std::lock_guard lock(mutex_);
  return queue_.empty() ? ending_ : std::nullopt;
}

bool Outbox::is_too_slow() const {
  const std::lock_guard lock(mutex_);
  return ending_ && ending_->code == kTooSlow;
}

}  // namespace galley::net
