#include "newsroom/review/model.h"

#include <array>

namespace galley::review {

std::optional<CaseState> next_state(CaseState state, Step step) {
  using enum CaseState;
  constexpr std::optional<CaseState> no;
  constexpr std::array<std::array<std::optional<CaseState>, 4>, 3> kTable = {{
      {open, signed_, returned, open},
      {no, no, no, open},
      {no, no, no, open},
  }};
  return kTable[static_cast<std::size_t>(state)][static_cast<std::size_t>(step)];
}

std::vector<Level> default_levels(std::string_view locale) { return {{"first", locale == "en" ? "First review" : "初审", "review.first"}}; }

}  // namespace galley::review
