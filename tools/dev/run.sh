# Builds, starts, and for the demo fills a newsroom through its public API. Ctrl-C stops everything that was started.

wire_pid= server_pid=

main() {
  local empty=no data= port=8080
  while [ $# -gt 0 ]; do
    case "$1" in
      --empty) empty=yes; shift ;;
      --data) [ $# -ge 2 ] || fail "--data needs a folder."; data=$2; shift 2 ;;
      --port) [ $# -ge 2 ] || fail "--port needs a number."; port=$2; shift 2 ;;
      *) fail "\"$1\" is not an option of ./dev run." "Options: --empty, --data DIR, --port N" ;;
    esac
  done
  [[ $port =~ ^[0-9]+$ ]] && [ "$port" -ge 1 ] && [ "$port" -le 65533 ] || fail "--port needs a number from 1 to 65533; \"$port\" is none."
  local home=${XDG_DATA_HOME:-$HOME/.local/share}/galley
  if [ -z "$data" ]; then if [ $empty = yes ]; then data=$home/newsroom; else data=$home/demo; fi; fi
  data=$(realpath -m "$data")

  say_root_once
  need_port "$port" "editors"
  need_port $((port + 1)) "readers"
  [ $empty = yes ] || need_port $((port + 2)) "demo wire"
  check_data_folder "$data" $empty

  steps $(( $(build_steps) + 1 + ($( [ $empty = yes ] && echo 0 || echo 1 )) ))
  build_all release
  mkdir -p "$data"; chmod 700 "$data"

  trap stop_all EXIT
  trap 'echo; echo "Stopping ..."; exit 130' INT TERM
  start "$data" "$port" $empty
  trap 'echo; echo "Stopping: requests in flight are finished first ..."; exit 0' INT TERM
  announce "$data" $empty
  # wait returns at once when a signal arrives; the loop ends only when the server does
  local rc=0
  wait "$server_pid" || rc=$?
  server_pid=
  fail "the server stopped by itself (exit $rc)." "Its last lines:" "$(tail -n 8 build/logs/run-server.log)"
}

# A folder that is not ours is never touched; one of the wrong kind is never mixed up.
check_data_folder() { # folder empty?
  local data=$1
  case "$data/" in "$root"/*) fail "the data folder $data lies inside the repository." "A git clean would delete it. Choose another: ./dev run --data DIR" ;; esac
  [ -e "$data" ] || return 0
  [ -d "$data" ] || fail "$data is not a folder." "Choose another: ./dev run --data DIR"
  [ -w "$data" ] && [ -x "$data" ] || fail "the data folder $data belongs to $(stat -c %U "$data"); $(id -un) may not write to it." \
    "Run as that user, or choose another: ./dev run --data DIR"
  [ -n "$(ls -A "$data")" ] || return 0
  if [ ! -e "$data/galley.lock" ]; then
    fail "$data holds files that are not Galley's ($(find "$data" -mindepth 1 -maxdepth 1 -printf '%f ' | cut -c1-60)...)." "Nothing was changed. Choose an empty folder: ./dev run --data DIR"
  fi
  if [ "$2" = yes ] && [ -e "$data/.galley-demo" ]; then
    fail "$data holds a demo newsroom." "A real one wants its own folder: ./dev run --empty --data DIR"
  fi
  if [ "$2" = no ] && [ ! -e "$data/.galley-demo" ]; then
    fail "$data holds a real newsroom; the demo will not be put into it." "Start it with: ./dev run --empty --data $data"
  fi
}

start() { # data port empty
  local data=$1 port=$2 empty=$3 ready=build/run-ready.json
  mkdir -p build/logs
  : > "$ready"
  local extra=()
  if [ "$empty" = no ]; then
    build/release/galley demo-wire --items demo/wire.json --port $((port + 2)) > build/logs/run-wire.log 2>&1 &
    wire_pid=$!
    # the guarded client refuses loopback addresses; this one exception is the demo wire, and health says so while it stands
    extra=(--net-allow "127.0.0.1:$((port + 2))")
  fi
  step_begin "start"
  build/release/galley serve --data "$data" --editors "127.0.0.1:$port" --readers "127.0.0.1:$((port + 1))" "${extra[@]}" \
    > "$ready" 2> build/logs/run-server.log &
  server_pid=$!
  local i
  for ((i = 0; i < 600; i++)); do
    [ -s "$ready" ] && break
    kill -0 "$server_pid" 2>/dev/null || server_failed "$data"
    sleep 0.1
  done
  [ -s "$ready" ] || { tail -n 20 build/logs/run-server.log >&2; fail "the server did not get ready within a minute." "Its log is build/logs/run-server.log."; }
  step_end
  editors=$(sed -n 's/.*"editors": *"\([^"]*\)".*/\1/p' "$ready" | head -1)
  readers=$(sed -n 's/.*"readers": *"\([^"]*\)".*/\1/p' "$ready" | head -1)
  if [ "$empty" = no ]; then
    : > "$data/.galley-demo"
    step "the demo newsroom" node demo/seed.mjs --server "$editors" --wire "http://127.0.0.1:$((port + 2))/feed.xml"
  fi
}

step_begin() { steps_done=$((steps_done + 1)); step_started=$SECONDS; printf 'step %d of %d: %s ... ' "$steps_done" "$steps_total" "$1"; }
step_end() { printf '(%d s)\n' $((SECONDS - step_started)); }

server_failed() { # data
  local log=build/logs/run-server.log
  server_pid=
  printf 'failed\n\n' >&2
  tail -n 12 "$log" >&2
  if grep -qiE 'in use by another Galley' "$log"; then fail "the data folder $1 is in use by another Galley." "Stop that one first, or choose another folder: ./dev run --data DIR"; fi
  if grep -qiE 'address.*in use|EADDRINUSE' "$log"; then fail "a port is in use." "Choose others: ./dev run --port 9080"; fi
  if grep -qiE 'newer' "$log"; then fail "the data in $1 were written by a newer Galley." "Use that version, or another folder: ./dev run --data DIR. Nothing was changed."; fi
  fail "the server did not start; its reason stands above."
}

announce() { # data empty
  cat <<TXT

  Editors   $editors
  Readers   $readers
  Data      $1
  Log       build/logs/run-server.log

TXT
  if [ "$2" = yes ]; then
    echo "  Open the editors' address: the first person to do so becomes the administrator."
  else
    node demo/seed.mjs --logins
  fi
  echo
  echo "  Ctrl-C stops it. Everything that was answered is on the disk."
}

stop_all() {
  local rc=$?
  trap '' INT TERM
  [ -n "$server_pid" ] && kill -TERM "$server_pid" 2>/dev/null
  [ -n "$wire_pid" ] && kill -TERM "$wire_pid" 2>/dev/null
  [ -n "$server_pid" ] && wait "$server_pid" 2>/dev/null
  [ -n "$wire_pid" ] && wait "$wire_pid" 2>/dev/null
  exit "$rc"
}
