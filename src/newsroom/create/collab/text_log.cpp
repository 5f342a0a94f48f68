#include "newsroom/create/collab/text_log.h"

#include "craft/formats/yjs_bytes.h"

namespace galley::create {

namespace {

using formats::kSeedClient;
using formats::YDocument;

Verdict verdict_of(const Error& error) {
  if (error.word() == "yjs.too_complex") return Verdict::broken;
  return error.word() == "yjs.too_large" ? Verdict::too_large : Verdict::malformed;
}

// Only for comparing: which ids are made for blocks without one does not matter then.
formats::Body comparable(formats::Body body) {
  int made = 0;
  return formats::normalise(std::move(body), [&made] { return "new-" + std::to_string(++made); });
}

}  // namespace

bool TextLog::load(std::string_view entry, Stored how) {
  const auto updates = unpack(entry);
  if (!updates) return false;
  for (const auto update : *updates) {
    if (!document_.apply(update)) return false;
    updates_.emplace_back(update);
    bytes_ += update.size();
    if (how == Stored::compacted) compacted_bytes_ += update.size();
  }
  return true;
}

Taken TextLog::take(std::string_view update) {
  const auto facts = formats::inspect_update(update);
  if (!facts) return {verdict_of(facts.error())};
  const auto seed = facts->reaches.find(kSeedClient);
  if (facts->structs == 0 && facts->deletes_of.empty()) return {Verdict::nothing_new};
  if (updates_.empty()) return {take_first(update, *facts), facts->structs};
  if (seed != facts->reaches.end() && seed->second > seed_end()) return {Verdict::forged_seed, facts->structs};
  return {append(update, Verdict::news), facts->structs};
}

// Beside the seed itself, the first update may be the whole text of a client that had been told of a seed which a crash then lost.
Verdict TextLog::take_first(std::string_view update, const formats::YUpdateFacts& facts) {
  if (!facts.reaches.contains(kSeedClient)) return Verdict::unseeded;
  if (facts.clients.size() == 1 && facts.deletes_of.empty()) return gives_the_base_back(update) ? append(update, Verdict::seed) : Verdict::forged_seed;
  YDocument seeded;
  if (!seeded.apply(formats::seed_update(base_)) || facts.reaches.at(kSeedClient) != seeded.state_vector()[kSeedClient]) return Verdict::forged_seed;
  return append(update, Verdict::news);
}

Verdict TextLog::append(std::string_view update, Verdict verdict) {
  const auto news = document_.holds_news(update);
  if (!news) return verdict_of(news.error());
  if (!*news) return Verdict::nothing_new;
  if (auto applied = document_.apply(update); !applied) return verdict_of(applied.error());
  updates_.emplace_back(update);
  bytes_ += update.size();
  return verdict;
}

bool TextLog::gives_the_base_back(std::string_view update) const {
  YDocument alone;
  return alone.apply(update) && !alone.is_waiting() && comparable(alone.body()) == comparable(base_);
}

formats::YClock TextLog::seed_end() const {
  const auto vector = document_.state_vector();
  const auto found = vector.find(kSeedClient);
  return found != vector.end() ? found->second : 0;
}

void TextLog::compact(std::size_t count, std::string state) {
  updates_.erase(updates_.begin(), updates_.begin() + static_cast<std::ptrdiff_t>(count));
  compacted_bytes_ = state.size();
  updates_.insert(updates_.begin(), std::move(state));
  // A document remembers the size of all that ever came in; the fresh one remembers what is there.
  YDocument fresh;
  bytes_ = 0;
  for (const auto& update : updates_) {
    if (!fresh.apply(update)) return;
    bytes_ += update.size();
  }
  document_ = std::move(fresh);
}

std::string pack(const std::vector<std::string>& updates) {
  std::string out;
  for (const auto& update : updates) formats::append_var_string(out, update);
  return out;
}

std::optional<std::vector<std::string_view>> unpack(std::string_view entry) {
  formats::ByteReader in(entry);
  std::vector<std::string_view> out;
  while (in.ok() && !in.at_end()) out.push_back(in.var_bytes());
  if (!in.ok()) return std::nullopt;
  return out;
}

}  // namespace galley::create
