#include <doctest/doctest.h>

#include "newsroom/create/provenance.h"

namespace galley::create {

namespace {

Id<User> person(unsigned char number) {
  Id<User> out;
  out.uuid.bytes[15] = number;
  return out;
}
const Id<User> fetcher = person(1), writer = person(2), other = person(3);

text::Block block(std::string id, std::string words) { return {.id = std::move(id), .type = "paragraph", .text = std::move(words), .form = ""}; }

const std::string kWire = "台风过后，全县十二条渡轮航线今天上午恢复通航，客流平稳。";
const std::vector<Insertion> kInserted = {{OriginKind::item, "item_1", "w1", kWire, fetcher}, {OriginKind::item, "item_1", "w2", "电", fetcher}};

Traced traced(const std::vector<text::Block>& blocks, const std::vector<Id<User>>& writers) { return {blocks, trace({}, blocks, kInserted, writers)}; }

}  // namespace

TEST_CASE("an untouched paragraph of an item comes from the item, by whoever handed it over") {
  const auto origins = traced({block("w1", kWire)}, {writer}).origins;
  CHECK(origins == std::vector<Origin>{{"w1", OriginKind::item, "item_1", 1000, {fetcher}}});
}

TEST_CASE("an edited paragraph keeps its source with a smaller share and names who edited") {
  const auto before = traced({block("w1", kWire)}, {});
  const auto origin = trace(before, {block("w1", kWire + "码头增派了引导员。")}, kInserted, {writer}).front();
  CHECK(origin.kind == OriginKind::item);
  CHECK(origin.share > 700);
  CHECK(origin.share < 1000);
  CHECK(origin.persons == std::vector{fetcher, writer});
}

TEST_CASE("a rewritten paragraph comes from people, although it has the item's block id") {
  const auto origin = traced({block("w1", "本报记者实地探访发现，游客大多提前一周预订。")}, {writer}).origins.front();
  CHECK(origin.kind == OriginKind::person);
  CHECK(!origin.source);
  CHECK(origin.persons == std::vector{writer});
}

TEST_CASE("pasted words of the item are found under a block id of their own; short likeness is chance") {
  const auto origins = traced({block("x", kWire), block("y", "电")}, {writer}).origins;
  CHECK(origins[0].source == "item_1");
  CHECK(origins[0].share == 1000);
  CHECK(origins[1].kind == OriginKind::person);
}

TEST_CASE("a block that did not change keeps its origin, whoever typed elsewhere, also moved and under a new id") {
  const auto before = traced({block("a", "本报记者写的第一段，说明背景。"), block("w1", kWire)}, {writer});
  const auto after = trace(before, {block("w1", kWire), block("b", "本报记者写的第一段，说明背景。"), block("c", "新段落。")}, kInserted, {other});
  CHECK(after[0].persons == std::vector{fetcher});
  CHECK(after[1].persons == std::vector{writer});
  CHECK(after[2].persons == std::vector{other});
}

TEST_CASE("pictures and rules have no words and no source") {
  const auto origin = traced({block("w1", "")}, {writer}).origins.front();
  CHECK(origin.share == 0);
  CHECK(origin.kind == OriginKind::person);
}

}  // namespace galley::create
