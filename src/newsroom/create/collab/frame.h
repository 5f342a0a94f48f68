#pragma once

#include <cstdint>
#include <string>
#include <string_view>

// Messages on the socket of a shared text: y-protocols' sync and awareness, and one of our own. Binary, one message a frame.
namespace galley::create::frame {

enum class Kind : std::uint8_t { step1, step2, update, awareness, query_awareness, unknown, malformed };

struct Message {
  Kind kind;
  std::string_view body;   // state vector, update or awareness entries; points into what was read
};

Message read(std::string_view bytes);

std::string step1(std::string_view state_vector);
std::string step2(std::string_view update);
std::string update(std::string_view update);
std::string awareness(std::string_view entries);
std::string denied(std::string_view reason);
// How many of this connection's updates are durable.
std::string saved(std::uint64_t count);

// An update that says nothing.
inline constexpr std::string_view kEmptyUpdate{"\0\0", 2};

}  // namespace galley::create::frame
