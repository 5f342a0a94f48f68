#include <doctest/doctest.h>

#include "newsroom/review/model.h"

namespace galley::review {

TEST_CASE("the case's state machine, every cell") {
  using enum CaseState;
  CHECK(next_state(open, Step::sign) == open);
  CHECK(next_state(open, Step::last_sign) == signed_);
  CHECK(next_state(open, Step::send_back) == returned);
  CHECK(next_state(open, Step::renew) == open);
  for (const auto state : {returned, signed_}) {
    CHECK(!next_state(state, Step::sign));
    CHECK(!next_state(state, Step::last_sign));
    CHECK(!next_state(state, Step::send_back));
    CHECK(next_state(state, Step::renew) == open);
  }
}

}  // namespace galley::review
