#include <doctest/doctest.h>

#include "newsroom/create/model.h"

namespace galley::create {

TEST_CASE("where a card may be moved by hand, every cell") {
  constexpr Stage kAll[] = {Stage::idea, Stage::writing, Stage::review, Stage::ready, Stage::done};
  int allowed = 0;
  for (const auto from : kAll)
    for (const auto to : kAll) allowed += may_move(from, to);
  CHECK(allowed == 7);
  CHECK(may_move(Stage::idea, Stage::writing));
  CHECK(may_move(Stage::idea, Stage::done));
  CHECK(may_move(Stage::writing, Stage::idea));
  CHECK(may_move(Stage::writing, Stage::done));
  CHECK(may_move(Stage::ready, Stage::writing));
  CHECK(may_move(Stage::ready, Stage::done));
  CHECK(may_move(Stage::done, Stage::writing));
  for (const auto stage : kAll) {
    CHECK(!may_move(stage, Stage::review));   // only submitting leads there
    CHECK(!may_move(Stage::review, stage));   // only a signature or a return leads out
    CHECK((stage == Stage::ready || !may_move(stage, Stage::ready)));
  }
}

}  // namespace galley::create
