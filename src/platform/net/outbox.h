#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

// Private to net.
namespace galley::net {

// Messages on their way to a peer: filled from any thread, emptied by the connection, bounded in bytes. May outlive the
// connection; then everything is refused.
class Outbox {
 public:
  struct Message {
    std::string text;
    bool binary = false;
  };
  struct Ending {
    std::uint16_t code = 0;  // of RFC 6455 section 7.4
    std::string reason;
  };
  static constexpr std::uint16_t kTooSlow = 4008;

  // `changed` is called after each change, from whatever thread makes it.
  Outbox(std::size_t limit, std::function<void()> changed) : limit_(limit), changed_(std::move(changed)) {}

  // False where the peer is gone or doesn't keep up; the latter ends it.
  bool push(Message message);
  // After the messages that wait. The first ending counts.
  void end(Ending ending);

  // For the connection: the next message to write (the one before has been written), or nothing.
  std::optional<Message> next();
  // How to end, once there is nothing more to write.
  std::optional<Ending> ending() const;
  bool is_too_slow() const;
  void peer_gone();  // nothing is written any more

 private:
  const std::size_t limit_;
  const std::function<void()> changed_;
  mutable std::mutex mutex_;
  std::deque<Message> queue_;
  std::size_t waiting_ = 0;  // bytes, with those of the message that is being written
  std::size_t being_written_ = 0;
  std::optional<Ending> ending_;
};

}  // namespace galley::net
