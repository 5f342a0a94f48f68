-- What every script prints at its end: one line of JSON, read by lib/wrk.ts. wrk runs in this folder, so `require` finds it.
local report = {}
local threads = {}

-- Threads are numbered from 0 in the global `writer`.
function report.setup(thread)
  thread:set("writer", #threads)
  threads[#threads + 1] = thread
end

function report.done(summary, latency)
  local first = ""
  for _, thread in ipairs(threads) do
    if first == "" then first = thread:get("first_refusal") or "" end
  end
  local e = summary.errors
  print(string.format(
    '{"requests":%d,"seconds":%.6f,"broken":%d,"refused":%d,"first":"%s","p50_ms":%.3f,"p95_ms":%.3f,"p99_ms":%.3f}',
    summary.requests, summary.duration / 1e6, e.connect + e.read + e.write + e.timeout, e.status, (first:gsub("[^%w_:., -]", " ")),
    latency:percentile(50) / 1000, latency:percentile(95) / 1000, latency:percentile(99) / 1000))
end

return report
