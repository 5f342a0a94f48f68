# Only files that differ from the branch point: a formatting change never hides another change.
main() {
  ensure_packages test
  local base files
  base=$(git merge-base HEAD origin/main 2>/dev/null || git rev-parse HEAD)
  files=$( { git diff --name-only --diff-filter=AM "$base"; git ls-files --others --exclude-standard; } | sort -u)
  local cpp web
  cpp=$(printf '%s\n' "$files" | grep -E '^(src|fuzz|bench|tools)/.*\.(h|cpp)$' || true)
  web=$(printf '%s\n' "$files" | grep -E '^web/src/.*\.tsx?$' || true)
  if [ -n "$cpp" ]; then printf '%s\n' "$cpp" | xargs clang-format-19 -i; fi
  if [ -n "$web" ] && [ -x web/node_modules/.bin/oxlint ]; then (cd web && printf '%s\n' "$web" | sed 's#^web/##' | xargs node_modules/.bin/oxlint --fix); fi
  echo "In form: $(printf '%s\n' "$cpp" "$web" | grep -c . || true) files."
}
