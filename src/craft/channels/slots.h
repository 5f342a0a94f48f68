#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/result.h"

// The four things that an artifact says only after it was signed. In the signed bytes a slot is empty:
//
//   <!--slot:marker--><!--/slot-->                       who this publication is
//   <!--slot:published--><!--/slot-->                    when it was first published
//   <!--slot:credits--><!--/slot-->                      who signed
//   <!--slot:asset asset_01h.. alt="A &lt; B"--><!--/slot-->   where a picture lies; its alt text is signed, as part of the slot
//
// Comments, so that styles and readers see only what is filled in. All other text of an artifact is escaped and can't hold
// "<!--"; fillings are made here from plain values and escaped too, so stripping finds exactly the slots that were declared,
// and strip_slots(fill_slots(x, v)) == x whatever the values say. Pure, safe from every thread.
namespace galley::channels {

struct AssetHandle {
  std::string asset;  // id, as in the slot
  std::string src;
  std::string srcset;      // "" = none
  std::string sizes;       // "" = none
  std::int64_t width = 0;  // pixels; 0 = unknown
  std::int64_t height = 0;
};

struct SlotValues {
  std::string marker;                // publication id
  std::string published_iso;         // RFC 3339
  std::string published_text;        // in the reader's words; "" = the same as published_iso
  std::vector<std::string> credits;  // one line each, e.g. "终审 李静"
  std::vector<AssetHandle> assets;
};

// Makers of empty slots, for renderers.
std::string marker_slot();
std::string published_slot();
std::string credits_slot();
std::string asset_slot(std::string_view asset, std::string_view alt);

// Every slot for which there is a value is filled, the others stay empty. The first picture loads eagerly, later ones lazily.
// Errors: slots.broken (a slot that doesn't end, or an unknown one), slots.filled (content in a slot), slots.url (an address
// that is neither http(s) nor relative).
Result<std::string> fill_slots(std::string_view artifact, const SlotValues& values);

// Takes the fillings out again. Error: slots.broken.
Result<std::string> strip_slots(std::string_view filled);

// The article fragment as it stands in a page: from its opening tag to its end. Error: slots.no_fragment.
Result<std::string> cut_fragment(std::string_view page);

}  // namespace galley::channels
