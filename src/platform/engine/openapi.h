#pragma once

#include <span>
#include <string>

#include "platform/engine/tables.h"

// What the tables say, for people and programs. Each text is checked in and compared in the tests.
namespace galley {

std::string openapi_yaml(std::span<const Room> rooms);      // OpenAPI 3.1
std::string actions_markdown(std::span<const Room> rooms);  // docs/actions.md
std::string events_markdown(std::span<const Room> rooms);   // docs/events.md

}  // namespace galley
