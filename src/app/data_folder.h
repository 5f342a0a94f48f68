#pragma once

#include <string>

#include "platform/base/result.h"

namespace galley::app {

// Makes or opens a data folder: refuses one that another process holds, that belongs to something else, or that others may
// read. Returns the descriptor whose lock holds it until the process ends.
Result<int> open_data_folder(const std::string& folder);

// 32 random bytes kept in the folder, made on the first start.
Result<std::string> installation_secret(const std::string& folder);

std::int64_t disk_free_percent(const std::string& folder);

}  // namespace galley::app
