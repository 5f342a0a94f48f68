#include "craft/text/diff.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <map>
#include <optional>
#include <span>

#include "craft/text/words.h"

namespace galley::text {
namespace {

// One edit path step per token: which side it came from.
struct Step {
  Change op;
  std::string_view token;
};

using Tokens = std::span<const std::string_view>;

constexpr int kMaxDistance = 1'500;  // the trace takes 4 bytes times its square

// Myers' greedy search forward; `trace` keeps the furthest points of every distance for the way back.
class Search {
 public:
  Search(Tokens a, Tokens b) : a_(a), b_(b) {}

  std::optional<std::vector<Step>> run() {
    const int size = static_cast<int>(a_.size() + b_.size());
    std::vector<int> furthest{0, 0, 0};  // index: diagonal + distance + 1
    for (int d = 0; d <= std::min(size, kMaxDistance); ++d) {
      std::vector<int> next(static_cast<std::size_t>(2 * d + 3), -1);
      for (int k = -d; k <= d; k += 2) {
        int x = d == 0 ? 0 : start(furthest, d, k);
        while (x < ssize(a_) && x - k < ssize(b_) && a_[at(x)] == b_[at(x - k)]) ++x;
        next[at(k + d + 1)] = x;
        if (x >= ssize(a_) && x - k >= ssize(b_)) {
          trace_.push_back(std::move(furthest));
          return way_back(d, k);
        }
      }
      trace_.push_back(std::move(furthest));
      furthest = std::move(next);
    }
    return std::nullopt;
  }

 private:
  static std::size_t at(int index) { return static_cast<std::size_t>(index); }
  static int ssize(Tokens tokens) { return static_cast<int>(tokens.size()); }

  // The furthest x on diagonal k after one edit more than `previous` (whose distance is d - 1).
  static int start(const std::vector<int>& previous, int d, int k) {
    const auto point = [&](int diagonal) { return diagonal < -(d - 1) || diagonal > d - 1 ? -1 : previous[at(diagonal + d)]; };
    const int down = point(k + 1);
    const int right = point(k - 1);
    return down > right ? down : right + 1;
  }

  std::vector<Step> way_back(int d, int k) const {
    std::vector<Step> steps;
    int x = ssize(a_);
    int y = ssize(b_);
    for (; d > 0; --d) {
      const std::vector<int>& previous = trace_[at(d)];
      const auto point = [&](int diagonal) { return diagonal < -(d - 1) || diagonal > d - 1 ? -1 : previous[at(diagonal + d)]; };
      const bool down = point(k + 1) > point(k - 1);
      const int before = down ? point(k + 1) : point(k - 1);
      const int begin = down ? before : before + 1;
      for (; x > begin; --x, --y) steps.push_back({Change::same, a_[at(x - 1)]});
      steps.push_back(down ? Step{Change::added, b_[at(y - 1)]} : Step{Change::removed, a_[at(x - 1)]});
      down ? --y : --x;
      k += down ? 1 : -1;
    }
    for (; x > 0; --x) steps.push_back({Change::same, a_[at(x - 1)]});
    std::ranges::reverse(steps);
    return steps;
  }

  Tokens a_, b_;
  std::vector<std::vector<int>> trace_;
};

std::vector<Step> steps_between(Tokens a, Tokens b) {
  const auto [end_a, end_b] = std::ranges::mismatch(a, b);
  const auto prefix = static_cast<std::size_t>(end_a - a.begin());
  std::size_t suffix = 0;
  while (suffix < std::min(a.size(), b.size()) - prefix && a[a.size() - 1 - suffix] == b[b.size() - 1 - suffix]) ++suffix;
  std::vector<Step> steps;
  for (const auto token : a.first(prefix)) steps.push_back({Change::same, token});
  const Tokens middle_a = a.subspan(prefix, a.size() - prefix - suffix);
  const Tokens middle_b = b.subspan(prefix, b.size() - prefix - suffix);
  if (const auto middle = Search(middle_a, middle_b).run()) {
    steps.insert(steps.end(), middle->begin(), middle->end());
  } else {
    for (const auto token : middle_a) steps.push_back({Change::removed, token});
    for (const auto token : middle_b) steps.push_back({Change::added, token});
  }
  for (const auto token : a.last(suffix)) steps.push_back({Change::same, token});
  return steps;
}

bool has_letters(std::string_view text) {
  for (std::int32_t at = 0; at < static_cast<std::int32_t>(text.size());) {
    UChar32 c = 0;
    U8_NEXT_OR_FFFD(reinterpret_cast<const std::uint8_t*>(text.data()), at, static_cast<std::int32_t>(text.size()), c);
    if (u_isalnum(c)) return true;
  }
  return false;
}

// A place where the versions part: what went and what came.
struct Hunk {
  std::string same, removed, added;  // `same` stands before the change
};

std::vector<Hunk> hunks_of(const std::vector<Step>& steps) {
  std::vector<Hunk> hunks(1);
  for (const Step& step : steps) {
    Hunk* hunk = &hunks.back();
    if (step.op == Change::same) {
      if (!hunk->removed.empty() || !hunk->added.empty()) hunk = &hunks.emplace_back();
      hunk->same += step.token;
    } else {
      (step.op == Change::removed ? hunk->removed : hunk->added) += step.token;
    }
  }
  return hunks;
}

bool changes(const Hunk& hunk) { return !hunk.removed.empty() || !hunk.added.empty(); }

// "The [red->blue] [car->bike]" reads better as one change than as two with a blank between.
std::vector<Hunk> joined(std::vector<Hunk> hunks) {
  std::vector<Hunk> out;
  for (Hunk& hunk : hunks) {
    if (!out.empty() && changes(out.back()) && changes(hunk) && !hunk.same.empty() && !has_letters(hunk.same)) {
      out.back().removed += hunk.same + hunk.removed;
      out.back().added += hunk.same + hunk.added;
    } else {
      out.push_back(std::move(hunk));
    }
  }
  return out;
}

}  // namespace

std::vector<Run> diff_text(std::string_view before, std::string_view after) {
  const auto a = tokens(before);
  const auto b = tokens(after);
  std::vector<Run> runs;
  const auto add = [&](Change op, std::string text) {
    if (!text.empty()) runs.push_back({op, std::move(text)});
  };
  for (Hunk& hunk : joined(hunks_of(steps_between(a, b)))) {
    add(Change::same, std::move(hunk.same));
    add(Change::removed, std::move(hunk.removed));
    add(Change::added, std::move(hunk.added));
  }
  return runs;
}

namespace {

// For each block after, the index of the block before that it is, or -1.
std::vector<int> matched(const std::vector<Block>& before, const std::vector<Block>& after) {
  std::map<std::string_view, int> by_id;
  for (std::size_t i = 0; i < before.size(); ++i) by_id.emplace(before[i].id, static_cast<int>(i));
  std::vector<int> match(after.size(), -1);
  std::vector<bool> taken(before.size(), false);
  const auto take = [&](std::size_t i, int j) {
    match[i] = j;
    taken[static_cast<std::size_t>(j)] = true;
  };
  for (std::size_t i = 0; i < after.size(); ++i) {
    const auto found = by_id.find(after[i].id);
    if (!after[i].id.empty() && found != by_id.end() && !taken[static_cast<std::size_t>(found->second)]) take(i, found->second);
  }
  std::multimap<std::string_view, int> by_text;
  for (std::size_t j = 0; j < before.size(); ++j) {
    if (!taken[j] && !before[j].text.empty()) by_text.emplace(before[j].text, static_cast<int>(j));
  }
  for (std::size_t i = 0; i < after.size(); ++i) {
    const auto found = match[i] < 0 ? by_text.find(after[i].text) : by_text.end();
    if (found == by_text.end() || before[static_cast<std::size_t>(found->second)].type != after[i].type) continue;
    take(i, found->second);
    by_text.erase(found);
  }
  return match;
}

// The longest ascending part of the matches: who is not in it has moved. Patience sorting, O(n log n).
std::vector<bool> in_place(const std::vector<int>& match) {
  std::vector<std::size_t> tails;
  std::vector<int> previous(match.size(), -1);
  for (std::size_t i = 0; i < match.size(); ++i) {
    if (match[i] < 0) continue;
    const auto pile = std::ranges::lower_bound(tails, match[i], {}, [&](std::size_t tail) { return match[tail]; });
    if (pile != tails.begin()) previous[i] = static_cast<int>(*(pile - 1));
    if (pile == tails.end())
      tails.push_back(i);
    else
      *pile = i;
  }
  std::vector<bool> stays(match.size(), false);
  for (int i = tails.empty() ? -1 : static_cast<int>(tails.back()); i >= 0; i = previous[static_cast<std::size_t>(i)]) {
    stays[static_cast<std::size_t>(i)] = true;
  }
  return stays;
}

BlockDiff compare(const Block& before, const Block& after, bool moved) {
  const bool same = before.text == after.text && before.form == after.form && before.type == after.type;
  return {same ? BlockChange::same : BlockChange::changed, after.id, after.type, moved,
          same ? std::vector<Run>{{Change::same, after.text}} : diff_text(before.text, after.text)};
}

}  // namespace

std::vector<BlockDiff> diff_blocks(const std::vector<Block>& before, const std::vector<Block>& after) {
  const auto match = matched(before, after);
  const auto stays = in_place(match);
  std::vector<bool> kept(before.size(), false);
  for (const int j : match) {
    if (j >= 0) kept[static_cast<std::size_t>(j)] = true;
  }
  std::vector<BlockDiff> out;
  std::size_t next = 0;  // the blocks before this one are accounted for
  const auto removed_up_to = [&](std::size_t end) {
    for (; next < end; ++next) {
      if (!kept[next])
        out.push_back({BlockChange::removed, before[next].id, before[next].type, false, {{Change::removed, before[next].text}}});
    }
  };
  for (std::size_t i = 0; i < after.size(); ++i) {
    if (match[i] < 0) {
      out.push_back({BlockChange::added, after[i].id, after[i].type, false, {{Change::added, after[i].text}}});
      continue;
    }
    const auto j = static_cast<std::size_t>(match[i]);
    if (stays[i]) removed_up_to(j);
    out.push_back(compare(before[j], after[i], !stays[i]));
  }
  removed_up_to(before.size());
  return out;
}

Json to_json(const std::vector<BlockDiff>& blocks) {
  constexpr std::string_view changes_of_runs[] = {"same", "added", "removed"};
  constexpr std::string_view changes_of_blocks[] = {"same", "added", "removed", "changed"};
  Json::Array list;
  for (const BlockDiff& block : blocks) {
    Json::Array runs;
    for (const Run& run : block.runs) {
      runs.emplace_back(Json::Object{{"op", Json(changes_of_runs[static_cast<std::size_t>(run.op)])}, {"text", Json(run.text)}});
    }
    Json::Object object{
        {"op", Json(changes_of_blocks[static_cast<std::size_t>(block.op)])}, {"id", Json(block.id)}, {"type", Json(block.type)}};
    if (block.moved) object.emplace_back("moved", Json(true));
    object.emplace_back("runs", Json(std::move(runs)));
    list.emplace_back(std::move(object));
  }
  return Json(Json::Object{{"blocks", Json(std::move(list))}});
}

}  // namespace galley::text
