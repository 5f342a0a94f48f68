#pragma once

// Private to net: how an accepted socket becomes a connection; one function per transport, each in a file of its own.
#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>

#include <string>

#include "platform/net/server_state.h"

namespace galley::net {

using AcceptedSocket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, boost::asio::io_context::executor_type>;

void serve_plain(AcceptedSocket socket, ServerState& server, Listener listener, std::string remote);
void serve_tls(AcceptedSocket socket, ServerState& server, Listener listener, std::string remote, boost::asio::ssl::context& tls);

}  // namespace galley::net
