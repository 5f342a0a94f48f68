#include "platform/net/connection.h"
#include "platform/net/transport.h"

namespace galley::net {

void serve_plain(AcceptedSocket socket, ServerState& server, Listener listener, std::string remote) {
  start_connection(PlainStream(std::move(socket)), server, listener, std::move(remote));
}

}  // namespace galley::net
