#pragma once

#include <memory>
#include <vector>

#include "app/config.h"
#include "newsroom/audience/audience.h"
#include "newsroom/create/create.h"
#include "newsroom/insight/insight.h"
#include "newsroom/ops/ops.h"
#include "newsroom/people/people.h"
#include "newsroom/publish/publish.h"
#include "platform/base/result.h"
#include "platform/engine/followers.h"
#include "platform/engine/jobs.h"
#include "platform/engine/pipeline.h"
#include "platform/net/client.h"
#include "platform/net/server.h"
#include "platform/store/blobs.h"
#include "platform/store/database.h"

namespace galley::app {

// The house, put together: what each room needs is handed to it here, in the order of the rooms, and taken down in reverse.
class Kitchen {
 public:
  static Result<std::unique_ptr<Kitchen>> open(const Config& config);   // migrates; doesn't listen yet
  ~Kitchen();

  Result<void> serve();                      // starts what the roles ask for
  void stop();                               // drains
  std::string ready_line() const;            // {"editors":"http://..","readers":".."}

  const Services& services() const { return *services_; }
  std::span<const Room> rooms() const { return rooms_; }
  Runner& runner() { return *runner_; }
  const std::string& data() const { return config_.data; }

 private:
  explicit Kitchen(const Config& config) : config_(config) {}
  Result<void> prepare();
  Result<void> make_rooms();
  net::Response health(const net::Request& request);
  void hear_others(const std::stop_token& stop);

  Config config_;
  SystemClock clock_;
  Ids ids_{clock_};
  int lock_ = -1;
  Bells bells_;
  std::unique_ptr<store::Database> database_;
  std::unique_ptr<store::Blobs> blobs_;
  std::unique_ptr<net::HttpClient> http_;
  std::unique_ptr<Services> services_;

  people::State people_;
  create::State create_;
  publish::State publish_;
  audience::State audience_;
  insight::Collector collector_;
  ops::State ops_;
  std::unique_ptr<publish::Connector> site_connector_;
  std::vector<Room> rooms_;

  std::unique_ptr<Authenticator> authenticator_;
  std::unique_ptr<Runner> runner_;
  std::unique_ptr<Router> router_;
  PageCache pages_;
  std::unique_ptr<Followers> followers_;
  std::unique_ptr<LiveLog> live_;
  std::unique_ptr<Jobs> jobs_;
  std::unique_ptr<Pool> pool_;
  std::unique_ptr<Pipeline> pipeline_;
  std::unique_ptr<net::Server> server_;
  std::jthread bell_thread_;
  bool draining_ = false;
};

// The rooms' tables without a running house, for `galley tables`.
std::vector<Room> bare_rooms();

}  // namespace galley::app
