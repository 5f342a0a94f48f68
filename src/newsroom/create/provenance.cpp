#include "newsroom/create/provenance.h"

#include <algorithm>

#include "craft/text/diff.h"

namespace galley::create {

namespace {

constexpr std::int64_t kLeastShare = 200;
constexpr std::size_t kTellingBytes = 36;   // a dozen ideographs: shorter texts are alike by chance

std::int64_t characters(std::string_view text) {
  return std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
}

std::int64_t share_of(std::string_view source, std::string_view text) {
  if (text.empty()) return 0;
  std::int64_t kept = 0;
  for (const auto& run : text::diff_text(source, text))
    if (run.op == text::Change::same) kept += characters(run.text);
  return kept * 1000 / characters(text);
}

// Comparing every block with every insertion would cost too much: the id speaks for a text that was edited, containment for a pasted one.
bool may_come_from(const Insertion& insertion, const text::Block& block) {
  if (insertion.block == block.id) return true;
  const auto& [shorter, longer] = std::minmax(insertion.content, block.text, [](const auto& a, const auto& b) { return a.size() < b.size(); });
  return shorter.size() >= kTellingBytes && longer.contains(shorter);
}

void add_missing(std::vector<Id<User>>& persons, const std::vector<Id<User>>& more) {
  for (const auto& person : more)
    if (std::ranges::find(persons, person) == persons.end()) persons.push_back(person);
}

// The index of the block in the revision before: by id, else by equal text.
std::optional<std::size_t> earlier(const Traced& before, const text::Block& block) {
  auto found = std::ranges::find(before.blocks, block.id, &text::Block::id);
  if (found == before.blocks.end() && !block.text.empty()) found = std::ranges::find(before.blocks, block.text, &text::Block::text);
  return found == before.blocks.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - before.blocks.begin()));
}

const Origin* origin_of(const Traced& before, std::size_t index) {
  const auto found = std::ranges::find(before.origins, before.blocks[index].id, &Origin::block);
  return found == before.origins.end() ? nullptr : &*found;
}

}  // namespace

std::vector<Origin> trace(const Traced& before, const std::vector<text::Block>& now, const std::vector<Insertion>& inserted, const std::vector<Id<User>>& writers) {
  std::vector<Origin> out;
  for (const auto& block : now) {
    const auto at = earlier(before, block);
    const Origin* was = at ? origin_of(before, *at) : nullptr;
    Origin origin{.block = block.id};
    if (was != nullptr && before.blocks[*at].text == block.text) {
      origin = *was;
      origin.block = block.id;
      out.push_back(std::move(origin));
      continue;
    }
    if (was != nullptr) origin.persons = was->persons;
    add_missing(origin.persons, writers);
    for (const auto& insertion : inserted) {
      if (!may_come_from(insertion, block)) continue;
      const auto share = share_of(insertion.content, block.text);
      if (share < kLeastShare || share <= origin.share) continue;
      origin.kind = insertion.kind;
      origin.source = insertion.source;
      origin.share = share;
      if (share == 1000) origin.persons = {insertion.person};
    }
    out.push_back(std::move(origin));
  }
  return out;
}

}  // namespace galley::create
