-- Changes one field of one document over and over.   wrk -tN -cN -s edit.lua URL -- PLAN COOKIES RUN
-- wrk is started with as many threads as connections: each thread is one writer with one connection and one document, and counts
-- that document's version itself. PLAN has one line "ID VERSION" per writer. The cookies of all people are taken in turn.
local report = require("report")
local cookies, count, headers = {}, 0, {}
local path, version, run, stride

setup, done = report.setup, report.done

function init(args)
  local plan = {}
  for line in io.lines(args[1]) do plan[#plan + 1] = line end
  for line in io.lines(args[2]) do cookies[#cookies + 1] = line end
  local id, at = plan[writer + 1]:match("(%S+) (%d+)")
  path, version, run, stride = "/api/v1/documents/" .. id, tonumber(at), args[3], #plan
  headers["Content-Type"] = "application/merge-patch+json"
end

function request()
  count = count + 1
  headers["Cookie"] = cookies[(count * stride + writer) % #cookies + 1]
  headers["If-Match"] = '"' .. version .. '"'
  headers["Idempotency-Key"] = run .. "-" .. writer .. "-" .. count
  return wrk.format("PATCH", path, headers, '{"deck":"Deck ' .. count .. " of writer " .. writer .. '"}')
end

function response(status, _, body)
  if status < 300 then
    version = version + 1
  else
    first_refusal = first_refusal or (status .. " " .. body:sub(1, 200))
  end
end
