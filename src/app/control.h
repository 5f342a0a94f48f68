#pragma once

#include <string>
#include <thread>

#include "app/kitchen.h"

namespace galley::app {

// The administrator's door on the machine itself: a unix socket in the data folder, whose file permission is the right to
// use it. One line of JSON in ({"do":"people.reset_access","with":{..}}), one line out.
class Control {
 public:
  Control(Kitchen& kitchen, std::string socket);
  ~Control();

 private:
  void run(const std::stop_token& stop);
  std::string answer(const std::string& line);

  Kitchen& kitchen_;
  std::string path_;
  int fd_ = -1;
  std::jthread thread_;
};

// Asks the running server; the exit status for the shell. Prints the answer.
int ask_server(const std::string& data, const std::string& line);

}  // namespace galley::app
