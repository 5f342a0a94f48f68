# Each target starts from the seeds in fuzz/corpus/NAME and keeps what it finds in build/fuzz-corpus/NAME.
main() {
  local seconds=60 names=() failed=0 passed=0
  while [ $# -gt 0 ]; do
    case "$1" in --seconds) seconds=$2; shift 2 ;; *) names+=("${1#fuzz_}"); shift ;; esac
  done
  if [ -z "${GALLEY_BUILT:-}" ]; then
    steps "$(( $(build_steps) + $(count_steps_for_packages test) ))"
    ensure_packages test
    build_all fuzz
  fi
  if [ ${#names[@]} = 0 ]; then
    local found
    for found in build/fuzz/fuzz_*; do [ -x "$found" ] && [ -f "$found" ] && names+=("$(basename "$found" | sed 's/^fuzz_//')"); done
  fi
  [ ${#names[@]} -gt 0 ] || fail "no fuzz target was built." "fuzz/ should hold one fuzz_NAME.cpp per parser of outside data."
  local name
  for name in "${names[@]}"; do
    if fuzz_one "$name" "$seconds"; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
  done
  echo "$passed passed, $failed failed"
  [ "$failed" = 0 ]
}

fuzz_one() { # name seconds
  local target=build/fuzz/fuzz_$1 corpus=build/fuzz-corpus/$1 log=build/logs/fuzz-$1.log rc=0
  mkdir -p "$corpus" build/logs build/fuzz-findings
  local seeds=()
  [ -d "fuzz/corpus/$1" ] && seeds+=("fuzz/corpus/$1")
  local dictionary=()
  [ -f "fuzz/$1.dict" ] && dictionary+=("-dict=fuzz/$1.dict")
  "$target" "$corpus" "${seeds[@]}" "${dictionary[@]}" -max_total_time="$2" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
    -artifact_prefix="build/fuzz-findings/$1-" > "$log" 2>&1 || rc=$?
  local runs
  runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log" | tail -1)
  # a target that ran hardly at all shows nothing
  if [ "$rc" = 0 ] && [ "${runs:-0}" -ge 1000 ]; then echo "fuzz $1: ${runs} runs in $2 s, nothing found"; return 0; fi
  echo "fuzz $1: FAILED (exit $rc, ${runs:-0} runs; at least 1000 expected); see $log and build/fuzz-findings/"
  tail -n 25 "$log"
  return 1
}
