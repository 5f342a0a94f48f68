#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "craft/formats/body.h"
#include "platform/base/result.h"

// Yjs documents, read-only: the updates of editors in, the document body out. Update encoding version 1, as yjs 13.6 and
// y-prosemirror 1.3 write it; the algorithm is YATA (Nicolaescu et al., 2016) in the form of yjs's Item.integrate. The server
// makes no edits of its own, but it can write the whole state (compaction) and the first state of a body (seed).
//
// Updates commute and are idempotent: any order, any repetition gives the same document. What depends on something not seen
// yet waits in the document. A YDocument belongs to one thread at a time; the free functions are pure.
//
// Errors: yjs.malformed (the bytes are no update), yjs.too_large (a limit below). Both leave the document as it was.
// yjs.too_complex (integration would take too many steps; only made on purpose) leaves it useless: drop it.
namespace galley::formats {

using YClient = std::uint64_t;  // random number of an editing session, below 2^53; no identity
using YClock = std::uint64_t;   // characters and elements that a client has inserted so far
using YStateVector = std::map<YClient, YClock>;

struct YjsLimits {
  std::size_t update_bytes = 1 << 20;
  std::size_t document_bytes = 16 << 20;  // all updates that brought something, while the document lives
  std::size_t clients = 10'000;           // of one document
  std::size_t structs = 500'000;          // of one document, waiting ones included
  YClock clock = YClock{1} << 32;         // of one client
  int depth = 100;                        // of elements, and of values in attributes
  std::size_t steps = 50'000'000;         // of integrating one update
};

// What an update says, without a document.
struct YUpdateFacts {
  std::vector<YClient> clients;     // whose insertions it carries, ascending
  std::vector<YClient> deletes_of;  // whose insertions it deletes, ascending
  YStateVector reaches;             // one past the last insertion of each client that it carries
  std::size_t structs = 0;
};
Result<YUpdateFacts> inspect_update(std::string_view update, const YjsLimits& limits = {});

class YDocument {
 public:
  explicit YDocument(const YjsLimits& limits = {});
  YDocument(YDocument&&) noexcept;
  YDocument& operator=(YDocument&&) noexcept;
  ~YDocument();

  Result<void> apply(std::string_view update);

  // Would applying it change anything? True for insertions not seen yet (also not among the waiting ones) and for deletions of
  // what is not deleted.
  Result<bool> holds_news(std::string_view update) const;

  YStateVector state_vector() const;         // without what waits
  bool is_waiting() const;                   // something depends on what has not come
  std::string encoded_state_vector() const;  // the body of a sync step 1
  std::string encode() const;                // an update with everything but what waits and the text that was deleted

  // The fragment named `root` as y-prosemirror keeps it. Not normalised: concurrent edits may have left any shape.
  Body body(std::string_view root = "prosemirror") const;
  std::string text(std::string_view root) const;  // of a Y.Text, without formats

 private:
  std::unique_ptr<class YStore> store_;
};

std::string encode_state_vector(const YStateVector& vector);
Result<YStateVector> decode_state_vector(std::string_view bytes, const YjsLimits& limits = {});

// The update that makes an empty document hold `body`: one pass, clocks from 0, the same bytes for the same body always, and
// the same that y-prosemirror would write under that client id.
inline constexpr YClient kSeedClient = 1;
std::string seed_update(const Body& body, YClient client = kSeedClient, std::string_view root = "prosemirror");

}  // namespace galley::formats
