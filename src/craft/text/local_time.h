#pragma once

#include <string>
#include <string_view>

#include "platform/base/time.h"

namespace galley::text {

// A moment on the wall of a place. Fields as a calendar shows them; weekday 0 = Sunday.
struct LocalTime {
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, weekday = 0;
  int offset_minutes = 0;  // east of UTC
};

// `zone` is an IANA name ("Asia/Shanghai"); an unknown one counts as UTC. Pure, safe from every thread.
LocalTime local_time(Time time, std::string_view zone);
std::string rfc3339_local(Time time, std::string_view zone);  // 2026-01-05T08:30:00+08:00

}  // namespace galley::text
