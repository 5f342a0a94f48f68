#include "app/kitchen.h"

#include <sys/file.h>
#include <unistd.h>

#include <algorithm>

#include "app/data_folder.h"
#include "newsroom/gather/gather.h"
#include "newsroom/review/review.h"
#include "platform/base/log.h"
#include "platform/store/breakage.h"
#include "platform/store/migrate.h"

namespace galley {
std::span<const Asset> galley_web();
std::span<const Asset> galley_site();
std::span<const Asset> galley_engine_migrations();
}  // namespace galley

namespace galley::app {

namespace {

constexpr std::string_view kBuild = "0.1.0";

std::vector<std::pair<std::string, std::string>> rights_of(std::span<const Room> rooms) {
  std::vector<std::pair<std::string, std::string>> out;
  for (const Room& room : rooms)
    for (const auto right : room.rights) out.emplace_back(right, room.name);
  return out;
}

}  // namespace

Result<std::unique_ptr<Kitchen>> Kitchen::open(const Config& config) {
  std::unique_ptr<Kitchen> kitchen(new Kitchen(config));
  TRY(kitchen->prepare());
  TRY(kitchen->make_rooms());
  std::vector<store::Migrations> migrations{{"engine", galley_engine_migrations()}};
  for (const Room& room : kitchen->rooms_) migrations.push_back({room.name, room.migrations});
  TRY(store::migrate(*kitchen->database_, migrations, kitchen->clock_.now().ms));
  return kitchen;
}

Result<void> Kitchen::prepare() {
  store::set_breakage(config_.test_break);
  lock_ = TRY(open_data_folder(config_.data));
  const bool alone = config_.database.empty();
  if (alone && ::flock(lock_, LOCK_EX | LOCK_NB) != 0)
    return Error(Code::unavailable, "data.locked", {}, config_.data + " is in use by another Galley; stop that one or choose another folder");
  if (alone) {
    database_ = TRY(store::open_sqlite({.file = config_.data + "/galley.db", .ballast_bytes = static_cast<std::int64_t>(config_.ballast_mb) << 20}));
  } else {
    database_ = TRY(store::open_postgres({.conninfo = config_.database}));
  }
  blobs_ = TRY(store::open_disk_blobs(config_.data + "/blobs"));
  http_ = net::make_http_client(config_.net_allow);
  services_.reset(new Services{*database_, *blobs_, clock_, ids_, *http_, TRY(installation_secret(config_.data)), std::string(kBuild)});
  return {};
}

Result<void> Kitchen::make_rooms() {
  audience_.theme = TRY(audience::load_theme(galley_site()));
  site_connector_ = audience::site_connector(audience_);
  publish_.connectors = {site_connector_.get()};
  create_.open(*services_, bells_);
  ops_.build = kBuild;
  ops_.disk_free_percent = [folder = config_.data] { return disk_free_percent(folder); };
  rooms_ = {people::room(people_),    gather::room(),   create::room(create_), review::room(), publish::room(publish_), audience::room(audience_),
            insight::room(collector_), ops::room(ops_)};
  people_.rights = rights_of(rooms_);
  authenticator_ = people::make_authenticator(*services_);
  runner_ = std::make_unique<Runner>(*services_, bells_);
  router_ = std::make_unique<Router>(rooms_);
  return {};
}

Kitchen::~Kitchen() {
  stop();
  if (lock_ >= 0) ::close(lock_);
}

Result<void> Kitchen::serve() {
  const bool api = config_.has_role("api"), site = config_.has_role("site"), worker = config_.has_role("worker");
  live_ = std::make_unique<LiveLog>(*services_, bells_);
  live_->add([this](const Event& event) { ops_.live.tell(event); });
  live_->add([this](const Event& event) { create_.hear(event); });
  live_->add([this](const Event& event) {
    pages_.drop(event.name);
    pages_.drop(event.aggregate);
  });
  pool_ = std::make_unique<Pool>(config_.threads);
  pipeline_ = std::make_unique<Pipeline>(PipelineParts{*services_, *runner_, *router_, *authenticator_, pages_, *pool_, galley_web(), galley_site(),
                                                       [this](const std::string& read, const net::Request& request) { collector_.read(read, request); },
                                                       [this](const net::Request& request) { return health(request); }});
  net::ServerOptions options;
  // A worker listens too: its health is asked for there.
  options.editors = {config_.editors, config_.tls_certificate, config_.tls_key};
  options.readers = {site ? config_.readers : std::string(), config_.tls_certificate, config_.tls_key};
  server_ = TRY(net::start_server(options, *pipeline_));
  // A worker publishes addresses of a site that another process serves; where that one takes a free port, only the path is known.
  const bool port_unknown = config_.readers.ends_with(":0");
  const std::string own_site = site ? server_->readers_url() : port_unknown ? std::string() : "http://" + config_.readers;
  audience_.base_url = config_.public_url.empty() ? own_site : config_.public_url;
  collector_.start(*services_);
  if (api) create_.start();
  live_->start();
  if (worker) {
    followers_ = std::make_unique<Followers>(*services_, bells_, rooms_, config_.data + "/audit.anchor");
    followers_->start();
    jobs_ = std::make_unique<Jobs>(*services_, bells_, rooms_, config_.queues.empty() ? queues_of(rooms_) : config_.queues, 2);
    jobs_->start();
  }
  if (!api) log::info("this process answers health checks only on its editors' listener");
  if (database_->engine() == store::Engine::postgres) bell_thread_ = std::jthread([this](const std::stop_token& stop) { hear_others(stop); });
  return {};
}

// What other processes over the same database have changed.
void Kitchen::hear_others(const std::stop_token& stop) {
  while (!stop.stop_requested())
    if (database_->wait_for_ring(200)) {
      bells_.events.ring();
      bells_.jobs.ring();
    }
}

void Kitchen::stop() {
  if (!server_) return;
  draining_ = true;
  bell_thread_.request_stop();
  create_.close_sockets();
  server_->drain();
  if (jobs_) jobs_->stop();
  if (followers_) followers_->stop();
  if (live_) live_->stop();
  bell_thread_ = {};
  collector_.stop();
  pool_.reset();   // its threads may still answer requests of the server
  server_.reset();
  create_.stop();
}

std::string Kitchen::ready_line() const {
  return to_text(Json(Json::Object{{"editors", server_->editors_url()}, {"readers", server_->readers_url()}}));
}

net::Response Kitchen::health(const net::Request& request) {
  net::Response response;
  response.set("cache-control", "no-store");
  const auto path = request.path();
  if (path == "/metrics") {
    const auto stats = database_->stats();
    response.set("content-type", "text/plain; version=0.0.4");
    response.body = join({"# HELP galley_commits_total Durable commits.\n# TYPE galley_commits_total counter\ngalley_commits_total ", std::to_string(stats.commits),
                          "\n# HELP galley_writes_total Writes, several of which may share a commit.\n# TYPE galley_writes_total counter\ngalley_writes_total ",
                          std::to_string(stats.writes),
                          "\n# HELP galley_checkpoints_total Times the write-ahead log was folded into the file.\n# TYPE galley_checkpoints_total counter\ngalley_checkpoints_total ",
                          std::to_string(stats.checkpoints), "\n# HELP galley_wal_bytes Size of the write-ahead log.\n# TYPE galley_wal_bytes gauge\ngalley_wal_bytes ",
                          std::to_string(stats.wal_bytes), "\n# HELP galley_connections Open connections.\n# TYPE galley_connections gauge\ngalley_connections ",
                          std::to_string(server_->connections()), "\n# HELP galley_waiting Requests waiting for a worker.\n# TYPE galley_waiting gauge\ngalley_waiting ",
                          std::to_string(pool_->waiting()), "\n"});
    return response;
  }
  bool good = !draining_;
  if (path == "/readyz" && good) {
    try {
      database_->read([](store::Reader& reader) { reader.query("select 1 as one", {}); });
    } catch (const store::DatabaseError&) {
      good = false;
    }
  }
  response.status = good ? 200 : 503;
  response.set("content-type", "application/json");
  response.body = std::string(good ? R"({"state":"ok"})" : R"({"state":"not ready"})");
  return response;
}

std::vector<Room> bare_rooms() {
  static people::State people;
  static create::State create;
  static publish::State publish;
  static audience::State audience;
  static insight::Collector collector;
  static ops::State ops;
  return {people::room(people),    gather::room(),   create::room(create), review::room(), publish::room(publish), audience::room(audience),
          insight::room(collector), ops::room(ops)};
}

}  // namespace galley::app
