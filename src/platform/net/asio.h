#pragma once

// Private to net: what its coroutines call the things of Asio and Beast.
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/basic_stream.hpp>

#include <chrono>

namespace galley::net {

namespace asio = boost::asio;
namespace beast = boost::beast;
using boost::system::error_code;
using Tcp = asio::ip::tcp;
using Executor = asio::io_context::executor_type;  // the concrete type: any_io_executor costs a fifth
using PlainStream = beast::basic_stream<Tcp, Executor>;
using Timer = asio::basic_waitable_timer<std::chrono::steady_clock, asio::wait_traits<std::chrono::steady_clock>, Executor>;
template <class T = void>
using Task = asio::awaitable<T, Executor>;
inline constexpr auto kNoThrow = asio::as_tuple(asio::use_awaitable_t<Executor>());

// The stream with the socket and the deadlines, under whatever lies on it.
inline PlainStream& lowest(PlainStream& stream) { return stream; }
template <class Stream>
PlainStream& lowest(Stream& stream) {
  return stream.next_layer();
}

}  // namespace galley::net
