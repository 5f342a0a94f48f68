#pragma once

namespace galley::app {

// The command line: serve, do, audit verify, events retry, tables, demo-wire. Returns the exit status.
int run(int argc, char** argv);

}  // namespace galley::app
