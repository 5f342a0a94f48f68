#include "newsroom/audience/address.h"

#include "platform/base/text.h"

namespace galley::audience {

std::string article_path(const Id<Publication>& id, std::string_view slug) {
  return slug.empty() ? join({"/a/", id.text()}) : join({"/a/", id.text(), "-", percent_encoded(slug)});
}

std::string section_path(std::string_view section) { return join({"/", percent_encoded(section)}); }

}  // namespace galley::audience
