#pragma once

#include <memory>

#include "platform/engine/context.h"
#include "platform/net/http.h"

namespace galley::create {

// GET /documents/{document}/collab: the socket of a shared text. `?generation=` says which life of the text the client has a
// copy of; another one is closed with 4009 before anything is mixed.
void open_collab(Context& ctx, std::shared_ptr<net::Exchange> exchange);

}  // namespace galley::create
