#include <doctest/doctest.h>

#include "newsroom/create/model.h"
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

TEST_CASE("where a card may be moved by hand, every cell") {
  using create::Stage;
  constexpr Stage kAll[] = {Stage::idea, Stage::writing, Stage::review, Stage::ready, Stage::done};
  int allowed = 0;
  for (const auto from : kAll)
    for (const auto to : kAll) allowed += create::may_move(from, to);
  CHECK(allowed == 7);
  CHECK(create::may_move(Stage::idea, Stage::writing));
  CHECK(create::may_move(Stage::idea, Stage::done));
  CHECK(create::may_move(Stage::writing, Stage::idea));
  CHECK(create::may_move(Stage::writing, Stage::done));
  CHECK(create::may_move(Stage::ready, Stage::writing));
  CHECK(create::may_move(Stage::ready, Stage::done));
  CHECK(create::may_move(Stage::done, Stage::writing));
  for (const auto stage : kAll) {
    CHECK(!create::may_move(stage, Stage::review));   // only submitting leads there
    CHECK(!create::may_move(Stage::review, stage));   // only a signature or a return leads out
    CHECK((stage == Stage::ready || !create::may_move(stage, Stage::ready)));
  }
}

}  // namespace galley::review
