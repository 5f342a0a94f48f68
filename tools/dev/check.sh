main() {
  say_root_once
  steps $(( $(build_steps) + $(count_steps_for_packages test) + 4 ))
  ensure_packages test
  build_all dev
  step "lint" tools/lint
  step "types and lint of the app" bash -c 'cd web && npm run types && npm run lint'
  step "unit tests" build/dev/galley_tests
  step "clang-tidy on your changes" tidy_changed
  echo "All well."
}

tidy_changed() {
  local base files
  base=$(git merge-base HEAD origin/main 2>/dev/null || git rev-parse HEAD)
  files=$( { git diff --name-only --diff-filter=AM "$base"; git ls-files --others --exclude-standard; } | grep -E '^src/.*\.cpp$' | sort -u || true)
  [ -n "$files" ] || { echo "no C++ file changed"; return 0; }
  printf '%s\n' "$files" | xargs -P "$jobs" -n 1 clang-tidy-19 -p build/dev --quiet --warnings-as-errors='bugprone-*,concurrency-*'
}
