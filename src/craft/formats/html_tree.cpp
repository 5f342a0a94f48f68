#include "craft/formats/html_tree.h"

#include <csetjmp>
#include <utility>
#include <vector>

namespace galley::formats {

// The parser's memory comes from here and is never freed singly. That has three uses: it is fast; a hostile text that makes
// the tree explode is stopped by leaving the parser with longjmp, which is safe because only C frames are left behind and
// all they own lies in here; and libgumbo's own destructor, which recurses as deep as the tree, is never called.
struct HtmlTree::Arena {
  static constexpr std::size_t kChunk = 256 << 10;

  explicit Arena(std::size_t budget) : left(budget) {}

  std::size_t left;
  std::byte* next = nullptr;
  std::size_t room = 0;
  std::vector<std::unique_ptr<std::byte[]>> chunks;
  std::jmp_buf exhausted;

  static void* allocate(void* self, std::size_t size) {
    auto& arena = *static_cast<Arena*>(self);
    size = (size + 15) & ~std::size_t{15};
    if (size > arena.room) arena.grow(size);
    void* out = arena.next;
    arena.next += size;
    arena.room -= size;
    return out;
  }
  static void deallocate(void*, void*) {}

  void grow(std::size_t size) {
    const std::size_t chunk = size > kChunk ? size : kChunk;
    if (chunk > left) std::longjmp(exhausted, 1);
    left -= chunk;
    chunks.push_back(std::make_unique_for_overwrite<std::byte[]>(chunk));
    next = chunks.back().get();
    room = chunk;
  }
};

namespace {

// An upper bound of the number of start and end tags, without a parse.
std::size_t count_tags(std::string_view html) {
  std::size_t count = 0;
  for (auto at = html.find('<'); at != std::string_view::npos; at = html.find('<', at + 1)) ++count;
  return count;
}

}  // namespace

HtmlTree::HtmlTree(std::unique_ptr<Arena> arena, GumboOutput* output) : arena_(std::move(arena)), output_(output) {}
HtmlTree::HtmlTree(HtmlTree&&) noexcept = default;
HtmlTree::~HtmlTree() = default;

GumboOutput* HtmlTree::parse_in(Arena& arena, std::string_view html) {
  GumboOptions options = kGumboDefaultOptions;
  options.allocator = &Arena::allocate;
  options.deallocator = &Arena::deallocate;
  options.userdata = &arena;
  options.max_errors = 0;
  options.fragment_context = GUMBO_TAG_BODY;
  if (setjmp(arena.exhausted) != 0) return nullptr;
  return gumbo_parse_with_options(&options, html.data(), html.size());
}

Result<HtmlTree> HtmlTree::parse(std::string_view html, const HtmlLimits& limits) {
  if (html.size() > limits.bytes) return invalid("html.too_large");
  if (count_tags(html) > limits.tags) return invalid("html.too_many_tags");
  auto arena = std::make_unique<Arena>(limits.memory);
  GumboOutput* output = parse_in(*arena, html.empty() ? std::string_view("") : html);
  if (!output) return invalid("html.too_complex");
  return HtmlTree(std::move(arena), output);
}

const GumboVector& HtmlTree::nodes() const { return output_->root->v.element.children; }

std::string_view attribute(const GumboElement& element, const char* name) {
  const GumboAttribute* found = gumbo_get_attribute(&element.attributes, name);
  return found ? std::string_view(found->value) : std::string_view{};
}

}  // namespace galley::formats
