#pragma once

#include <memory>

#include "newsroom/ops/ops.h"
#include "platform/engine/context.h"
#include "platform/net/http.h"

namespace galley::ops {

// GET /live: client {"sub":["stories","story:ID",...]}, server {topic, op, id, version}.
void open_live(Context& context, std::shared_ptr<net::Exchange> exchange);

}  // namespace galley::ops
