# Shared by every ./dev command: messages, steps, packages, Node, builds. Sourced with the repository root as working folder.

root=$PWD
logs=build/logs
jobs=$(nproc 2>/dev/null || echo 2)

# A program that finds no usable locale prints warnings into everything; C.UTF-8 is part of every Debian.
if [ -n "${LC_ALL:-${LANG:-}}" ] && command -v locale >/dev/null; then
  wanted=${LC_ALL:-$LANG}
  normal=$(printf '%s' "$wanted" | tr 'A-Z' 'a-z' | sed 's/utf-8/utf8/')
  if ! locale -a 2>/dev/null | tr 'A-Z' 'a-z' | grep -qx -e "$normal" -e "$(printf '%s' "$wanted" | tr 'A-Z' 'a-z')"; then
    echo "Note: this machine has no locale \"$wanted\". Galley does not need it; continuing with C.UTF-8." >&2
  fi
fi
export LC_ALL=C.UTF-8 LANG=C.UTF-8

# ccache: results are shared between folders (base_dir), and precompiled headers may be hit.
export CCACHE_BASEDIR=$root
export CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
export CCACHE_NOHASHDIR=1

fail() { # sentence, then the remedy
  printf '\ndev: %s\n' "$1" >&2
  [ $# -gt 1 ] && printf '     %s\n' "${@:2}" >&2
  exit 1
}

say_root_once() {
  [ "$(id -u)" = 0 ] && [ -z "${GALLEY_ROOT_SAID:-}" ] || return 0
  export GALLEY_ROOT_SAID=1
  echo "Note: running as root. That works; a user of its own is better for anything that others can reach."
}

# --- steps: "step 2 of 5: build the program ... (41 s)" -------------------------------------------------------------------
steps_total=0 steps_done=0
steps() { steps_total=$1; steps_done=0; }

# step TEXT COMMAND...: output goes to a log; a long step shows its last line now and then; a failed one shows the log's end.
step() {
  local text=$1; shift
  steps_done=$((steps_done + 1))
  mkdir -p "$logs"
  local log
  log="$logs/$(printf '%02d' "$steps_done")-$(printf '%s' "$text" | tr -c 'a-zA-Z0-9\n' '-' | cut -c1-40).log"
  printf 'step %d of %d: %s ... ' "$steps_done" "$steps_total" "$text"
  local start=$SECONDS rc=0 watcher
  : > "$log"
  watch_log "$log" & watcher=$!
  ( "$@" ) > "$log" 2>&1 || rc=$?
  kill "$watcher" 2>/dev/null; wait "$watcher" 2>/dev/null || true
  if [ "$rc" != 0 ]; then
    printf 'failed (%d s)\n\n' $((SECONDS - start))
    tail -n 40 "$log" >&2
    fail "the step \"$text\" failed; its whole output is in $log." "${step_remedy:-}"
  fi
  printf '(%d s)\n' $((SECONDS - start))
}

watch_log() {
  local n=0 nap=
  # the sleeping child holds our output open, so it must go too
  trap 'kill $nap 2>/dev/null; exit 0' TERM
  while :; do
    sleep 20 & nap=$!
    wait "$nap"
    n=$((n + 20))
    printf '\n    %d s: %s' "$n" "$(tail -n 1 "$1" | tr -d '\r' | cut -c1-100)"
  done
}

# --- packages -------------------------------------------------------------------------------------------------------------
packages_of() { awk -v want="$1" '$1 !~ /^#/ && NF >= 2 && $2 == want { print $1 }' packages.txt; }

installed() { dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null | grep -qx installed; }

missing_packages() { # group...
  local group name
  for group in "$@"; do
    for name in $(packages_of "$group"); do installed "$name" || echo "$name"; done
  done
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; return; fi
  command -v sudo >/dev/null || fail "packages are missing and there is no sudo." "As root: apt-get install --no-install-recommends $*"
  sudo "$@"
}

apt_install() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" && return
  # the lists may be absent (a fresh image) or too old
  as_root apt-get update -q && as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@"
}

ensure_packages() { # group...
  command -v dpkg-query >/dev/null || fail "this is not Debian; packages.txt names Debian 12 packages." \
    "Install their counterparts and run cmake yourself: docs/operate.md, \"Building elsewhere\"."
  local missing
  missing=$(missing_packages "$@" | tr '\n' ' ')
  [ -n "${missing// /}" ] || return 0
  echo "These Debian packages are missing and will be installed$([ "$(id -u)" = 0 ] || echo ' (with sudo)'): $missing"
  # shellcheck disable=SC2086
  step_remedy="If there is no network: the package servers must be reachable once; afterwards ./dev works offline." \
    step "install packages" apt_install $missing
}

count_steps_for_packages() { [ -n "$(missing_packages "$@")" ] && echo 1 || echo 0; }

# --- Node -----------------------------------------------------------------------------------------------------------------
node_fits() { # path of a node
  "$1" -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit((a === 20 && b >= 19) || (a === 22 && b >= 12) || a > 22 ? 0 : 1)' 2>/dev/null
}

own_node=$root/build/node/node_modules/.bin

use_own_node() { [ -x "$own_node/node" ] && PATH="$own_node:$PATH"; export PATH; }

node_ready() { command -v node >/dev/null && command -v npm >/dev/null && node_fits "$(command -v node)"; }

# npm comes along: Debian's is older than what the packages' engine fields ask for. Their install scripts put node in place.
fetch_node() { npm install --no-save --no-audit --no-fund --ignore-scripts=false --prefix build/node node@22 npm@11; }

node_steps() {
  node_ready && { echo 0; return; }
  [ -x "$own_node/node" ] && { echo 0; return; }
  if command -v npm >/dev/null && command -v node >/dev/null; then echo 1; else echo 2; fi
}

ensure_node() {
  node_ready && return 0
  use_own_node
  node_ready && return 0
  if ! command -v npm >/dev/null || ! command -v node >/dev/null; then ensure_packages node; fi
  if ! node_fits "$(command -v node)"; then
    echo "Node $(node --version) is too old for the app's build; Node 22 goes into build/node (nothing else changes)."
    step_remedy="npm must reach its registry once; behind a proxy set npm's own settings." step "fetch Node 22" fetch_node
    use_own_node
  fi
  node_ready || fail "no usable Node: found $(node --version 2>/dev/null || echo none), the app needs 20.19 or 22.12." "Remove build/node and try again."
}

# --- stamps: a step runs again only when what it depends on has changed -----------------------------------------------------
stamp_of() { # files and folders
  find "$@" -type f -not -path '*/node_modules/*' -not -path '*/dist/*' -not -path '*/test-results/*' -not -path '*/playwright-report/*' \
    -print0 2>/dev/null | sort -z | xargs -0 sha256sum 2>/dev/null | sha256sum | cut -c1-64
}
stamped() { [ -f "build/stamps/$1" ] && [ "$(cat "build/stamps/$1")" = "$2" ]; }
set_stamp() { mkdir -p build/stamps; printf '%s' "$2" > "build/stamps/$1"; }

npm_stamp() { printf '%s %s' "$(stamp_of "$1/package-lock.json")" "$(node --version 2>/dev/null)"; }
npm_fresh() { [ -d "$1/node_modules" ] && stamped "npm-$1" "$(npm_stamp "$1")"; }
npm_ci() { ( cd "$1" && npm ci --no-audit --no-fund ) && set_stamp "npm-$1" "$(npm_stamp "$1")"; }
ensure_npm() { # folder
  npm_fresh "$1" && return 0
  step_remedy="npm must reach its registry once; behind a proxy set npm's own settings." step "fetch the packages of $1/" npm_ci "$1"
}

web_inputs() { stamp_of web api/openapi.yaml; }
web_fresh() { [ -f web/dist/index.html ] && stamped web "$(web_inputs)"; }
build_web() { ( cd web && npm run build ) && set_stamp web "$(web_inputs)"; }
ensure_web() { web_fresh || step "build the editors' app" build_web; }

# --- the program ------------------------------------------------------------------------------------------------------------
configure() { cmake --preset "$1" -DGALLEY_WEB_DIST="$root/web/dist" ${GALLEY_CMAKE_ARGS:-}; }
compile() { cmake --build "build/$1" -j "$jobs" ${2:+--target "$2"}; }

build_steps() { # preset: how many steps will build_all print?
  local n=2
  n=$((n + $(count_steps_for_packages build) + $(node_steps)))
  npm_fresh web || n=$((n + 1))
  web_fresh || n=$((n + 1))
  echo "$n"
}

build_all() { # preset
  ensure_packages build
  ensure_node
  ensure_npm web
  ensure_web
  compile_all "$1"
}

compile_all() {
  [ -f CMakePresets.json ] || fail "CMakePresets.json is missing." "Is this a whole clone? Try: git status"
  step "configure ($1)" configure "$1"
  step "compile ($1)" compile "$1"
}

# --- ports ------------------------------------------------------------------------------------------------------------------
port_in_use() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

port_owner() { command -v ss >/dev/null && ss -Hltnp "sport = :$1" 2>/dev/null | sed -n 's/.*users:(("\([^"]*\)",pid=\([0-9]*\).*/ by \1 (process \2)/p' | head -1; }

need_port() { # port, what for
  port_in_use "$1" || return 0
  fail "port $1 ($2) is in use$(port_owner "$1")." "Stop that program, or choose other ports: ./dev run --port 9080 takes 9080, 9081 and 9082."
}
