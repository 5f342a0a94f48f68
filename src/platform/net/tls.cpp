#include <boost/asio/ssl/stream.hpp>
#include <boost/beast/ssl.hpp>
#include <boost/beast/websocket/ssl.hpp>

#include "platform/net/connection.h"
#include "platform/net/transport.h"

namespace galley::net {

namespace {

using TlsStream = beast::ssl_stream<PlainStream>;

Task<> serve(TlsStream stream, ServerState& server, Listener listener, std::string remote) {
  stream.next_layer().expires_after(server.options.header_deadline);
  auto [error] = co_await stream.async_handshake(asio::ssl::stream_base::server, kNoThrow);
  if (error) co_return;
  Connection<TlsStream> connection(std::move(stream), server, listener, std::move(remote));
  co_await connection.run();
}

}  // namespace

void serve_tls(AcceptedSocket socket, ServerState& server, Listener listener, std::string remote, asio::ssl::context& tls) {
  const auto executor = socket.get_executor();
  TlsStream stream(PlainStream(std::move(socket)), tls);
  Task<> task = serve(std::move(stream), server, listener, std::move(remote));
  asio::co_spawn(executor, std::move(task), [](std::exception_ptr failure) {
    if (!failure) return;
    try {
      std::rethrow_exception(failure);
    } catch (const std::exception& bug) {
      log::error("connection", {{"error", bug.what()}});
    }
  });
}

}  // namespace galley::net
