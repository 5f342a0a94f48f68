# Measures with the release build. bench/README.md says what each benchmark is.
bench() { GALLEY_BIN=$root/build/release/galley node tests/node_modules/tsx/dist/cli.mjs --tsconfig bench/tsconfig.json bench/run.ts "$@"; }

main() {
  say_root_once
  local measures=yes n
  case " $* " in *" --list "* | *" --page "*) measures=no ;; esac
  n=$(node_steps)
  if [ "$measures" = yes ]; then n=$(($(build_steps) + $(count_steps_for_packages bench test))); fi
  npm_fresh tests || n=$((n + 1))
  steps "$n"
  # chromium and PostgreSQL are among the tests' packages
  if [ "$measures" = yes ]; then
    ensure_packages bench test
    build_all release
  fi
  ensure_node
  ensure_npm tests
  bench "$@"
}
