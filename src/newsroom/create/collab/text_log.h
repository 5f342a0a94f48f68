#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "craft/formats/yjs.h"

namespace galley::create {

// What the log says to an update.
enum class Verdict : std::uint8_t {
  seed,          // the first state, as it had to be; nobody wrote it
  news,
  nothing_new,
  forged_seed,   // insertions under the seed's client id that are not the seed's
  unseeded,      // insertions before there was a seed
  malformed,
  too_large,
  broken,        // integrating it failed half-way: this object is of no more use, what was taken before is still good
};

struct Taken {
  Verdict verdict;
  std::size_t structs = 0;   // insertions and the like that the update carries, known to the log or not
};

// The updates of one text and the document that they make. Decides what may enter; knows no database and no sockets.
// For one thread at a time.
class TextLog {
 public:
  // `body` is what a seed must give back.
  explicit TextLog(formats::Body body) : base_(std::move(body)) {}

  enum class Stored : std::uint8_t { typed, compacted };
  // An entry of the stored log; false where it can't be read.
  bool load(std::string_view entry, Stored how);
  Taken take(std::string_view update);

  bool empty() const { return updates_.empty(); }
  const std::vector<std::string>& updates() const { return updates_; }
  std::size_t tail_bytes() const { return bytes_ - compacted_bytes_; }   // since the last compaction
  bool is_waiting() const { return document_.is_waiting(); }
  std::string state_vector() const { return document_.encoded_state_vector(); }
  std::string encode() const { return document_.encode(); }
  formats::Body body() const { return document_.body(); }

  // The first `count` updates are replaced by `state`, which says the same.
  void compact(std::size_t count, std::string state);

 private:
  Verdict take_first(std::string_view update, const formats::YUpdateFacts& facts);
  Verdict append(std::string_view update, Verdict verdict);
  bool gives_the_base_back(std::string_view update) const;
  formats::YClock seed_end() const;

  formats::Body base_;
  formats::YDocument document_;
  std::vector<std::string> updates_;
  std::size_t bytes_ = 0;
  std::size_t compacted_bytes_ = 0;
};

// The form of one entry in the log: updates side by side, each behind its length.
std::string pack(const std::vector<std::string>& updates);
std::optional<std::vector<std::string_view>> unpack(std::string_view entry);

}  // namespace galley::create
