# Runs the parts of parts.sh. Prints per part its count and minutes; the last line of all is "N passed, M failed".
. tools/dev/parts.sh

passed_total=0 failed_total=0 finished=no

main() {
  local all=no wanted=()
  while [ $# -gt 0 ]; do
    case "$1" in
      --all) all=yes; shift ;;
      --list) parts; return 0 ;;
      -*) fail "\"$1\" is not an option of ./dev test." "Options: --all, --list, names of parts" ;;
      *) parts | awk '{ print $1 }' | grep -qx -e "$1" || fail "there is no part \"$1\"." "Parts: $(parts | awk '{ printf "%s ", $1 }')"
         wanted+=("$1"); shift ;;
    esac
  done
  local chosen
  chosen=$(choose "$all" "${wanted[@]}")

  trap last_line EXIT
  say_root_once
  local started=$SECONDS
  prepare "$chosen"
  local name
  for name in $(printf '%s\n' "$chosen" | awk '{ print $1 }'); do run_part "$name"; done
  echo
  printf 'All parts: %s minutes\n' "$(minutes $((SECONDS - started)))"
  finished=yes
  [ "$failed_total" = 0 ]
}

choose() { # all? names...
  local all=$1; shift
  if [ $# -gt 0 ]; then
    local name
    for name in "$@"; do parts | awk -v name="$name" '$1 == name'; done
  else
    parts | awk -v all="$all" '$2 == "ci" || all == "yes"'
  fi
}

# An aborted run (a build that fails, Ctrl-C) is one failure more, so the last line is never missing and never green by accident.
last_line() {
  local rc=$?
  if [ "$finished" = no ]; then failed_total=$((failed_total + 1)); rc=1; fi
  echo "$passed_total passed, $failed_total failed"
  exit "$rc"
}

prepare() { # chosen parts
  local needs
  needs=$(printf '%s\n' "$1" | awk '$3 == "break" { print "release" } $3 != "-" { print $3 }' | sort -u)
  local n
  n=$(( $(count_steps_for_packages build) + $(count_steps_for_packages test) + $(node_steps) ))
  npm_fresh web || n=$((n + 1))
  npm_fresh tests || n=$((n + 1))
  web_fresh || n=$((n + 1))
  n=$((n + 2 * $(printf '%s' "$needs" | grep -c . || true)))
  steps "$n"
  ensure_packages build
  ensure_packages test
  ensure_node
  ensure_npm web
  ensure_npm tests
  ensure_web
  local preset
  # release first: most parts need it, and its failure is the plainest
  for preset in release break asan fuzz; do
    if printf '%s\n' "$needs" | grep -qx "$preset"; then compile_all "$preset"; fi
  done
  echo
}

run_part() { # name
  local name=$1 log=build/logs/part-$1.log start=$SECONDS rc=0 watcher
  mkdir -p build/logs
  printf '%-17s ' "$name"
  : > "$log"
  watch_log "$log" & watcher=$!
  ( "part_${name//-/_}" ) > "$log" 2>&1 || rc=$?
  kill "$watcher" 2>/dev/null; wait "$watcher" 2>/dev/null || true
  local passed failed
  read -r passed failed < <(count_of "$log")
  local why=
  if [ "$((passed + failed))" = 0 ]; then why=" (it ran nothing)"; failed=1; fi
  if [ "$rc" != 0 ] && [ "$failed" = 0 ]; then why=" (exit $rc)"; failed=1; fi
  passed_total=$((passed_total + passed)); failed_total=$((failed_total + failed))
  printf '%5d passed, %d failed%s   %s min\n' "$passed" "$failed" "$why" "$(minutes $((SECONDS - start)))"
  if [ "$failed" != 0 ]; then
    sed 's/^/    | /' <(interesting "$log")
    echo "    whole output: $log"
  fi
}

minutes() { awk -v s="$1" 'BEGIN { printf "%.1f", s / 60 }'; }

# lines that say what failed, or else the end of the log
interesting() {
  local lines
  lines=$(grep -nE '(^|[^a-z])(FAIL|FAILED|ERROR|error:|not ok|✗|AssertionError|✘)' "$1" | cut -c1-200 | head -25)
  if [ -n "$lines" ]; then printf '%s\n' "$lines"; fi
  tail -n 12 "$1"
}

# "passed failed" out of what our own runners, doctest, vitest or playwright print
count_of() { # log
  sed 's/\x1b\[[0-9;]*m//g' "$1" | awk '
    /^[0-9]+ passed, [0-9]+ failed/            { own = 1; op = $1; of = $3 + 0 }
    /^\[doctest\] test cases:/                 { n = split($0, cell, "|"); for (i = 1; i <= n; i++) { if (cell[i] ~ /passed/) dp += cell[i] + 0; if (cell[i] ~ /failed/) df += cell[i] + 0 } other = 1 }
    /^ *Tests +([0-9]+ failed \| )?[0-9]+ passed/ { for (i = 1; i <= NF; i++) { if ($(i + 1) == "passed") dp += $i; if ($(i + 1) == "failed") df += $i } other = 1 }
    /^ *Tests +[0-9]+ failed/ && !/passed/     { df += $2; other = 1 }
    /^ +[0-9]+ passed \([0-9.]+(ms|s|m)\)$/    { dp += $1; other = 1 }
    /^ +[0-9]+ (failed|flaky|interrupted|did not run|skipped)$/ { df += $1; other = 1 }
    END { if (own) print op, of; else print dp + 0, df + 0 }'
}
