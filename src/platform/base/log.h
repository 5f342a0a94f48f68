#pragma once

#include <initializer_list>
#include <string_view>
#include <utility>

// One JSON object a line on standard error: time, level, what, then the fields. Safe from every thread. Never hand it a
// secret or a reader's text.
namespace galley::log {

enum class Level : unsigned char { debug, info, warn, error };
using Fields = std::initializer_list<std::pair<std::string_view, std::string_view>>;

void set_level(Level lowest);
void write(Level level, std::string_view what, Fields fields = {});
inline void debug(std::string_view what, Fields fields = {}) { write(Level::debug, what, fields); }
inline void info(std::string_view what, Fields fields = {}) { write(Level::info, what, fields); }
inline void warn(std::string_view what, Fields fields = {}) { write(Level::warn, what, fields); }
inline void error(std::string_view what, Fields fields = {}) { write(Level::error, what, fields); }

}  // namespace galley::log
