#include "app/control.h"

#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstring>
#include <fstream>
#include <iostream>

#include "newsroom/people/people.h"
#include "platform/base/log.h"
#include "platform/engine/audit.h"
#include "platform/engine/problem.h"

namespace galley::app {

namespace {

constexpr std::size_t kMaxLine = 1 << 20;

sockaddr_un address_of(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
  return address;
}

std::string read_line(int fd) {
  std::string line;
  char buffer[4096];
  while (line.size() < kMaxLine && line.find('\n') == std::string::npos) {
    pollfd waiting{.fd = fd, .events = POLLIN, .revents = 0};
    if (::poll(&waiting, 1, 30'000) <= 0) break;
    const ssize_t n = ::read(fd, buffer, sizeof buffer);
    if (n <= 0) break;
    line.append(buffer, static_cast<std::size_t>(n));
  }
  return line.substr(0, line.find('\n'));
}

void write_line(int fd, std::string text) {
  text += '\n';
  for (std::string_view left = text; !left.empty();) {
    const ssize_t n = ::send(fd, left.data(), left.size(), MSG_NOSIGNAL);
    if (n <= 0) return;
    left.remove_prefix(static_cast<std::size_t>(n));
  }
}

std::string problem_text(const Error& error) {
  const auto response = problem(error, "");
  return std::get<std::string>(response.body);
}

std::string last_line(const std::string& file) {
  std::ifstream in(file);
  std::string line, last;
  while (std::getline(in, line))
    if (!line.empty()) last = line;
  return last;
}

}  // namespace

Control::Control(Kitchen& kitchen, std::string socket) : kitchen_(kitchen), path_(std::move(socket)) {
  ::unlink(path_.c_str());
  fd_ = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const sockaddr_un address = address_of(path_);
  const mode_t before = ::umask(0177);
  const bool bound = path_.size() < sizeof address.sun_path && ::bind(fd_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0 && ::listen(fd_, 8) == 0;
  ::umask(before);
  if (!bound) {
    log::warn("no control socket: `galley do` will not reach this server", {{"path", path_}});
    return;
  }
  thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

Control::~Control() {
  thread_.request_stop();
  thread_ = {};
  if (fd_ >= 0) ::close(fd_);
  ::unlink(path_.c_str());
}

void Control::run(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    pollfd waiting{.fd = fd_, .events = POLLIN, .revents = 0};
    if (::poll(&waiting, 1, 500) <= 0) continue;
    const int peer = ::accept4(fd_, nullptr, nullptr, SOCK_CLOEXEC);
    if (peer < 0) continue;
    try {
      write_line(peer, answer(read_line(peer)));
    } catch (const std::exception& bug) {
      write_line(peer, problem_text(internal(bug.what())));
    }
    ::close(peer);
  }
}

std::string Control::answer(const std::string& line) {
  const auto wish = parse_json(line);
  if (!wish) return problem_text(wish.error());
  const auto name = wish->text("do");
  if (name == "audit.verify") {
    AuditVerdict verdict;
    const std::string anchor = last_line(kitchen_.data() + "/audit.anchor");
    kitchen_.services().database.read([&](store::Reader& reader) { verdict = verify_audit(reader, anchor); });
    return encoded(type<AuditVerdict>, &verdict);
  }
  if (name == "events.retry") {
    const auto done = retry_parked(kitchen_.services(), kitchen_.rooms());
    return done ? join({R"({"retried":)", std::to_string(*done), "}"}) : problem_text(done.error());
  }
  Principal system{.kind = Principal::Kind::system, .user = {}, .session = {}, .site = {}, .name = "galley do", .locale = {}, .grants = {}};
  kitchen_.services().database.read([&](store::Reader& reader) {
    if (const auto house = people::newsroom(reader)) system.site = house->id;
  });
  const Json* with = wish->find("with");
  const std::string body = with != nullptr ? to_text(*with) : "{}";
  const Call call{.person = system, .input = {.body = body}, .idempotency_key = {}, .trace = "galley-do", .address = "local", .agent = {}};
  for (const Room& room : kitchen_.rooms())
    for (const Action& action : room.actions)
      if (action.spec.name == name) {
        const auto outcome = kitchen_.runner().act(room, action, call);
        return outcome ? outcome->body : problem_text(outcome.error());
      }
  return problem_text(not_found("action.unknown"));
}

int ask_server(const std::string& data, const std::string& line) {
  const int fd = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const sockaddr_un address = address_of(data + "/control.sock");
  if (::connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    std::cerr << "No Galley runs on " << data << " (or this user may not administer it).\n";
    ::close(fd);
    return 2;
  }
  write_line(fd, line);
  const std::string answer = read_line(fd);
  ::close(fd);
  std::cout << answer << "\n";
  const auto json = parse_json(answer);
  if (!json || json->find("status") != nullptr) return 1;
  const Json* intact = json->find("intact");
  return intact != nullptr && intact->boolean() != nullptr && !*intact->boolean() ? 1 : 0;
}

}  // namespace galley::app
