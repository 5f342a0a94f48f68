#pragma once

namespace galley::app {

void block_stop_signals();      // in the main thread, before any other thread starts
void wait_for_stop_signal();    // SIGINT or SIGTERM

}  // namespace galley::app
