-- Reads one address over and over.   wrk -s read.lua URL -- COOKIES [ACCEPT-ENCODING]
-- COOKIES is a file with one cookie a line ("-": none); they are taken in turn, so that no caller meets its rate limit.
local report = require("report")
local requests, at = {}, 0

setup, done = report.setup, report.done

function init(args)
  local headers = { ["User-Agent"] = "Mozilla/5.0 (X11; Linux x86_64)", ["Accept-Encoding"] = args[2] }
  if args[1] == "-" then
    requests[1] = wrk.format("GET", nil, headers)
    return
  end
  for line in io.lines(args[1]) do
    headers["Cookie"] = line
    requests[#requests + 1] = wrk.format("GET", nil, headers)
  end
end

function request()
  at = at % #requests + 1
  return requests[at]
end
