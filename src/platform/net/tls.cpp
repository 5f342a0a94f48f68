#include <boost/asio/ssl/stream.hpp>
#include <boost/beast/ssl.hpp>
#include <boost/beast/websocket/ssl.hpp>

#include "platform/net/connection.h"
#include "platform/net/transport.h"

namespace galley::net {

using TlsStream = beast::ssl_stream<PlainStream>;

template <>
struct Manners<TlsStream> {
  static Task<bool> greet(TlsStream& stream, std::chrono::seconds deadline) {
    stream.next_layer().expires_after(deadline);
    auto [error] = co_await stream.async_handshake(asio::ssl::stream_base::server, kNoThrow);
    co_return !error;
  }
  // Without close_notify the peer can't tell the end from a cut.
  static Task<> part(TlsStream& stream) {
    stream.next_layer().expires_after(std::chrono::seconds(2));
    co_await stream.async_shutdown(kNoThrow);
  }
};

void serve_tls(AcceptedSocket socket, ServerState& server, Listener listener, std::string remote, asio::ssl::context& tls) {
  start_connection(TlsStream(PlainStream(std::move(socket)), tls), server, listener, std::move(remote));
}

}  // namespace galley::net
