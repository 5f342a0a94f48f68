#include "platform/net/server.h"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <charconv>
#include <thread>
#include <vector>

#include "platform/base/log.h"
#include "platform/base/text.h"
#include "platform/net/transport.h"

namespace galley::net {

namespace {

namespace asio = boost::asio;
using Tcp = asio::ip::tcp;
using boost::system::error_code;

Result<Tcp::endpoint> parse_address(const std::string& address) {
  const auto colon = address.rfind(':');
  error_code error;
  std::string host = address.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  const auto ip = asio::ip::make_address(host == "localhost" ? "127.0.0.1" : host, error);
  std::uint16_t port = 0;
  const std::string_view digits = colon == std::string::npos ? std::string_view() : std::string_view(address).substr(colon + 1);
  const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
  if (error || problem != std::errc{} || end != digits.data() + digits.size())
    return invalid("address.syntax", {}, address + " is not ADDRESS:PORT");
  return Tcp::endpoint(ip, port);
}

// One thread per io_context: a connection lives on one of them and needs no locks.
class RunningServer final : public Server {
 public:
  RunningServer(const ServerOptions& options, Handler& handler) : state_(options, handler) {
    for (int i = 0; i < options.threads; ++i) contexts_.push_back(std::make_unique<asio::io_context>(1));
  }
  ~RunningServer() override { stop(); }

  Result<void> start() {
    if (!state_.options.editors.address.empty()) TRY(listen(editors_, state_.options.editors, Listener::editors));
    if (!state_.options.readers.address.empty()) TRY(listen(readers_, state_.options.readers, Listener::readers));
    for (auto& context : contexts_) {
      guards_.push_back(asio::make_work_guard(*context));
      threads_.emplace_back([&context] { context->run(); });
    }
    return {};
  }

  std::string editors_url() const override { return editors_.url; }
  std::string readers_url() const override { return readers_.url; }
  int connections() const override { return state_.open.load(); }

  void drain() override {
    state_.draining = true;
    for (Door* door : {&editors_, &readers_})
      if (door->acceptor)
        asio::post(door->acceptor->get_executor(), [door] {
          error_code ignored;
          door->acceptor->close(ignored);
        });
    const auto until = std::chrono::steady_clock::now() + state_.options.drain;
    while (state_.open.load() > 0 && std::chrono::steady_clock::now() < until) {
      state_.let_leave();
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    stop();
  }

 private:
  struct Door {
    std::unique_ptr<Tcp::acceptor> acceptor;
    std::unique_ptr<asio::ssl::context> tls;
    std::unique_ptr<asio::steady_timer> pause;
    std::string url;
    Listener listener = Listener::editors;
  };

  // The contexts stay: an exchange that is answered late posts to them.
  void stop() {
    for (auto& context : contexts_) context->stop();
    threads_.clear();
  }

  Result<void> listen(Door& door, const Endpoint& endpoint, Listener listener) {
    const Tcp::endpoint at = TRY(parse_address(endpoint.address));
    door.listener = listener;
    if (!endpoint.certificate.empty()) door.tls = TRY(load_tls(endpoint));
    error_code error;
    door.acceptor = std::make_unique<Tcp::acceptor>(*contexts_[0]);
    door.pause = std::make_unique<asio::steady_timer>(*contexts_[0]);
    door.acceptor->open(at.protocol(), error);
    door.acceptor->set_option(asio::socket_base::reuse_address(true), error);
    door.acceptor->bind(at, error);
    if (error) return Error(Code::unavailable, "port.in_use", {}, join({endpoint.address, ": ", error.message()}));
    door.acceptor->listen(1024, error);
    if (error) return Error(Code::unavailable, "port.in_use", {}, join({endpoint.address, ": ", error.message()}));
    const auto bound = door.acceptor->local_endpoint();
    const std::string host = bound.address().is_v6() ? "[" + bound.address().to_string() + "]" : bound.address().to_string();
    door.url = join({door.tls ? "https://" : "http://", host, ":", std::to_string(bound.port())});
    accept(door);
    return {};
  }

  static Result<std::unique_ptr<asio::ssl::context>> load_tls(const Endpoint& endpoint) {
    auto tls = std::make_unique<asio::ssl::context>(asio::ssl::context::tls_server);
    error_code error;
    tls->set_options(
        asio::ssl::context::no_sslv2 | asio::ssl::context::no_sslv3 | asio::ssl::context::no_tlsv1 | asio::ssl::context::no_tlsv1_1, error);
    tls->use_certificate_chain_file(endpoint.certificate, error);
    if (error) return invalid("tls.certificate", {}, join({endpoint.certificate, ": ", error.message()}));
    tls->use_private_key_file(endpoint.key, asio::ssl::context::pem, error);
    if (error) return invalid("tls.key", {}, join({endpoint.key, ": ", error.message()}));
    return tls;
  }

  void accept(Door& door) {
    asio::io_context& home = *contexts_[next_++ % contexts_.size()];
    door.acceptor->async_accept(home, [this, &door](error_code error, Tcp::socket socket) {
      if (error == asio::error::operation_aborted || error == asio::error::bad_descriptor) return;
      if (error) {  // out of descriptors: give the open ones time to end
        door.pause->expires_after(std::chrono::milliseconds(100));
        door.pause->async_wait([this, &door](error_code stopped) {
          if (!stopped) accept(door);
        });
        return;
      }
      take(door, std::move(socket));
      accept(door);
    });
  }

  void take(Door& door, Tcp::socket socket) {
    error_code error;
    const auto peer = socket.remote_endpoint(error);
    if (error || state_.open.load() >= state_.options.max_connections) return;
    socket.set_option(Tcp::no_delay(true), error);
    auto& home = static_cast<asio::io_context&>(socket.get_executor().context());
    const auto protocol = peer.protocol();
    const auto handle = socket.release(error);
    if (error) return;
    std::string remote = peer.address().to_string();
    asio::post(home, [this, &door, &home, protocol, handle, remote = std::move(remote)]() mutable {
      AcceptedSocket own(home.get_executor(), protocol, handle);
      if (door.tls) {
        serve_tls(std::move(own), state_, door.listener, std::move(remote), *door.tls);
      } else {
        serve_plain(std::move(own), state_, door.listener, std::move(remote));
      }
    });
  }

  ServerState state_;
  std::vector<std::unique_ptr<asio::io_context>> contexts_;
  std::vector<asio::executor_work_guard<asio::io_context::executor_type>> guards_;
  Door editors_, readers_;
  std::size_t next_ = 0;
  std::vector<std::jthread> threads_;
};

}  // namespace

Result<std::unique_ptr<Server>> start_server(const ServerOptions& options, Handler& handler) {
  auto server = std::make_unique<RunningServer>(options, handler);
  TRY(server->start());
  return std::unique_ptr<Server>(std::move(server));
}

}  // namespace galley::net
