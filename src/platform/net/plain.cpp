#include "platform/net/connection.h"
#include "platform/net/transport.h"

namespace galley::net {

namespace {

Task<> serve(PlainStream stream, ServerState& server, Listener listener, std::string remote) {
  Connection<PlainStream> connection(std::move(stream), server, listener, std::move(remote));
  co_await connection.run();
}

}  // namespace

void serve_plain(AcceptedSocket socket, ServerState& server, Listener listener, std::string remote) {
  const auto executor = socket.get_executor();
  PlainStream stream(std::move(socket));
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
