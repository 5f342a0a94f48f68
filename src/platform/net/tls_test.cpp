#include <doctest/doctest.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <filesystem>
#include <future>
#include <memory>
#include <string>

#include "platform/net/testing.h"

namespace galley::net {

using testing::eventually;
using testing::get;
using testing::House;
using testing::Peer;
using testing::Reply;
using testing::start;

namespace {

// A key and a certificate that it signed itself, as PEM files, gone at the end.
class Certificate {
 public:
  Certificate() {
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(EVP_EC_gen("P-256"), &EVP_PKEY_free);
    const std::unique_ptr<X509, decltype(&X509_free)> certificate(X509_new(), &X509_free);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -3600);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3600);
    X509_set_pubkey(certificate.get(), key.get());
    X509_NAME* name = X509_get_subject_name(certificate.get());
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>("galley"), -1, -1, 0);
    X509_set_issuer_name(certificate.get(), name);
    X509_sign(certificate.get(), key.get(), EVP_sha256());
    std::filesystem::create_directory(folder_);
    write(this->certificate(), [&](FILE* file) { PEM_write_X509(file, certificate.get()); });
    write(this->key(), [&](FILE* file) { PEM_write_PrivateKey(file, key.get(), nullptr, nullptr, 0, nullptr, nullptr); });
  }
  ~Certificate() { std::filesystem::remove_all(folder_); }
  Certificate(const Certificate&) = delete;
  Certificate& operator=(const Certificate&) = delete;

  std::string certificate() const { return folder_ / "certificate.pem"; }
  std::string key() const { return folder_ / "key.pem"; }
  ServerOptions options() const { return {.editors = {.certificate = certificate(), .key = key()}}; }

 private:
  template <class Fill>
  static void write(const std::string& path, Fill fill) {
    FILE* file = std::fopen(path.c_str(), "w");
    REQUIRE(file != nullptr);
    fill(file);
    std::fclose(file);
  }
  static inline int made_ = 0;
  const std::filesystem::path folder_ =
      std::filesystem::temp_directory_path() / ("galley-tls-" + std::to_string(::getpid()) + "-" + std::to_string(++made_));
};

// A peer that speaks one version of TLS and trusts everybody.
class TlsPeer final : public Peer {
 public:
  explicit TlsPeer(const std::string& url, int version = TLS1_3_VERSION) : Peer(url), context_(SSL_CTX_new(TLS_client_method())) {
    SSL_CTX_set_security_level(context_, 0);  // or it would refuse the old versions by itself
    SSL_CTX_set_min_proto_version(context_, version);
    SSL_CTX_set_max_proto_version(context_, version);
    ssl_ = SSL_new(context_);
    SSL_set_fd(ssl_, fd_);
    greeted_ = SSL_connect(ssl_) == 1;
  }
  ~TlsPeer() override {
    SSL_free(ssl_);
    SSL_CTX_free(context_);
  }
  bool is_greeted() const { return greeted_; }
  bool was_told_the_end() const { return (SSL_get_shutdown(ssl_) & SSL_RECEIVED_SHUTDOWN) != 0; }

 protected:
  long read(char* out, std::size_t size) override { return SSL_read(ssl_, out, static_cast<int>(size)); }
  long write(const char* bytes, std::size_t size) override { return SSL_write(ssl_, bytes, static_cast<int>(size)); }

 private:
  SSL_CTX* context_;
  SSL* ssl_ = nullptr;
  bool greeted_ = false;
};

}  // namespace

TEST_CASE("TLS 1.2 and 1.3 are spoken, what came before is not") {
  const Certificate certificate;
  House house;
  std::atomic<bool> over_tls{false};
  house.on_request = [&](const std::shared_ptr<Exchange>& exchange) {
    over_tls = exchange->request().tls;
    exchange->respond(House::echo(exchange->request()));
  };
  const auto server = start(house, certificate.options());
  CHECK(server->editors_url().starts_with("https://127.0.0.1:"));
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    TlsPeer peer(server->editors_url(), version);
    REQUIRE(peer.is_greeted());
    peer.send(get("/one") + get("/two", "Connection: close\r\n"));
    CHECK(peer.reply().body == "GET /one\n");
    CHECK(peer.reply().body == "GET /two\n");
    CHECK(peer.has_ended());
    CHECK(peer.was_told_the_end());
    CHECK(over_tls);
  }
  for (const int version : {TLS1_VERSION, TLS1_1_VERSION}) CHECK(!TlsPeer(server->editors_url(), version).is_greeted());
  CHECK(house.asked == 4);
}

TEST_CASE("plain HTTP where TLS is spoken gets no answer and the end") {
  const Certificate certificate;
  House house;
  const auto server = start(house, certificate.options());
  Peer peer(server->editors_url());
  peer.send(get("/"));
  CHECK(peer.rest().find("HTTP/") == std::string::npos);
  CHECK(peer.has_ended());
  CHECK(house.asked == 0);
}

TEST_CASE("who says nothing where TLS is spoken counts as a connection and is cut at the header's deadline") {
  const Certificate certificate;
  House house;
  ServerOptions options = certificate.options();
  options.header_deadline = std::chrono::seconds(1);
  options.max_connections = 1;
  const auto server = start(house, options);
  Peer silent(server->editors_url());
  REQUIRE(eventually([&] { return server->connections() == 1; }));
  CHECK(!TlsPeer(server->editors_url()).is_greeted());
  CHECK(silent.has_ended());
  CHECK(eventually([&] { return TlsPeer(server->editors_url()).is_greeted(); }));
}

TEST_CASE("a large file arrives byte for byte through TLS") {
  const Certificate certificate;
  const std::string path = certificate.key() + ".large";
  std::string content((5 << 20) + 77, '\0');
  for (std::size_t i = 0; i < content.size(); ++i) content[i] = static_cast<char>(i * 2654435761U >> 13);
  FILE* file = std::fopen(path.c_str(), "w");
  REQUIRE(file != nullptr);
  CHECK(std::fwrite(content.data(), 1, content.size(), file) == content.size());
  std::fclose(file);
  House house;
  house.on_request = [&](const std::shared_ptr<Exchange>& exchange) {
    exchange->respond(file_response(exchange->request(), path, content.size(), "\"1\""));
  };
  const auto server = start(house, certificate.options());
  TlsPeer peer(server->editors_url());
  peer.send(get("/") + get("/", "Range: bytes=-5\r\n"));
  CHECK((peer.reply().body == content));
  CHECK((peer.reply().body == content.substr(content.size() - 5)));
}

TEST_CASE("an event stream through TLS ends with a word, and its reader's leaving is noticed") {
  const Certificate certificate;
  House house;
  std::promise<std::shared_ptr<EventSink>> first, second;
  house.on_request = [&](const std::shared_ptr<Exchange>& exchange) {
    auto& opened = house.asked == 1 ? first : second;
    exchange->respond({.body = EventStream{[&opened](std::shared_ptr<EventSink> sink) { opened.set_value(std::move(sink)); }}});
  };
  const auto server = start(house, certificate.options());
  TlsPeer peer(server->editors_url());
  peer.send(get("/events"));
  const auto sink = first.get_future().get();
  sink->push("data: 1\n\n");
  sink->end();
  CHECK(peer.rest().ends_with("\r\n\r\ndata: 1\n\n"));
  CHECK(peer.was_told_the_end());
  TlsPeer other(server->editors_url());
  other.send(get("/events"));
  second.get_future().wait();
  other.leave();
  CHECK(eventually([&] { return server->connections() == 0; }));
}

TEST_CASE("drain closes a socket that runs through TLS") {
  struct Quiet final : WebSocketHandler {
    void on_open(std::shared_ptr<WebSocket>) override {}
    void on_message(std::string_view, bool) override {}
    void on_close() override {}
  };
  const Certificate certificate;
  House house;
  house.on_request = [](const std::shared_ptr<Exchange>& exchange) {
    exchange->respond({.status = 101, .body = Upgrade{std::make_shared<Quiet>()}});
  };
  const auto server = start(house, certificate.options());
  TlsPeer peer(server->editors_url());
  peer.send(testing::handshake("/socket"));
  CHECK(peer.reply().status == 101);
  const auto draining = std::async(std::launch::async, [&] { server->drain(); });
  const auto last = testing::read_frame(peer);
  CHECK(last.close_code() == 1012);
  peer.send(testing::frame(8, last.payload));
  peer.leave();
  CHECK(draining.wait_for(testing::kPatience) == std::future_status::ready);
}

TEST_CASE("a certificate that is missing, unreadable or of another key is said so at the start") {
  const Certificate one, other;
  House house;
  auto word = [&](const std::string& certificate, const std::string& key) {
    const auto started = start_server({.editors = {"127.0.0.1:0", certificate, key}}, house);
    return started ? "started" : started.error().word();
  };
  CHECK(word(one.certificate() + ".gone", one.key()) == "tls.certificate");
  CHECK(word(one.key(), one.key()) == "tls.certificate");
  CHECK(word(one.certificate(), one.key() + ".gone") == "tls.key");
  CHECK(word(one.certificate(), other.key()) == "tls.key");
}

}  // namespace galley::net
