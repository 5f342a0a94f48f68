main() {
  local preset=${1:-dev}
  case "$preset" in dev|release|break|asan|fuzz) ;; *) fail "there is no preset \"$preset\"." "One of: dev release break asan fuzz" ;; esac
  say_root_once
  steps "$(build_steps)"
  build_all "$preset"
  if [ "$preset" = fuzz ]; then echo "The fuzz targets are build/fuzz/fuzz_*"; else echo "The program is build/$preset/galley, its unit tests build/$preset/galley_tests"; fi
}
