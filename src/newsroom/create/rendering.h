#pragma once

#include <vector>

#include "craft/channels/channel.h"
#include "newsroom/create/model.h"
#include "platform/store/session.h"

// A document as the channels see it. Submitting, the preview and the proof all ask here, so that the three say the same.
namespace galley::create {

channels::Document channel_document(galley::store::Reader& reader, const Json& content);

// What keeps it from going out, of all channels at once; empty = it may be submitted.
std::vector<Issue> issues_of(const channels::Document& document);

}  // namespace galley::create
