main() {
  [ -f bench/run.mjs ] || fail "there are no benchmarks yet (bench/run.mjs)."
  say_root_once
  steps "$(( $(build_steps) + $(count_steps_for_packages bench) ))"
  ensure_packages bench
  build_all release
  GALLEY_BIN=$root/build/release/galley node bench/run.mjs "$@"
}
