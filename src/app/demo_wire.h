#pragma once

#include <string>

#include "platform/base/result.h"

namespace galley::app {

// Serves a file of wire items as an RSS 2.0 feed on loopback, with ETag and 304: a source to try a newsroom with. The shape
// of the file stands in demo/README.md. Runs until SIGINT or SIGTERM.
Result<void> run_demo_wire(const std::string& items_file, int port);

}  // namespace galley::app
