# Says what this machine has; changes nothing.
main() {
  local bad=0
  line() { printf '  %-22s %s\n' "$1" "$2"; }
  want() { # name, command, needed
    local version
    if version=$(eval "$2" 2>/dev/null | head -1) && [ -n "$version" ]; then line "$1" "$version"; else line "$1" "MISSING: $3"; bad=$((bad + 1)); fi
  }
  echo "System"
  line system "$(. /etc/os-release && echo "$PRETTY_NAME"), $(uname -m), $jobs processors"
  line memory "$(awk '/MemTotal/ { printf "%.1f GB", $2 / 1048576 }' /proc/meminfo) (4 GB are enough for the build)"
  line "disk here" "$(df -h --output=avail . | tail -1 | tr -d ' ') free (a whole build takes 6 GB)"
  line user "$(id -un)$([ "$(id -u)" = 0 ] && echo ' (root: works, a user of its own is better)')"
  line locale "${LC_ALL} (forced by ./dev; found: $(locale -a 2>/dev/null | tr '\n' ' '))"
  echo "Tools"
  use_own_node || true
  want cmake 'cmake --version' './dev build installs it'
  want ninja 'ninja --version' './dev build installs it'
  want clang-19 'clang++-19 --version' './dev build installs it'
  want mold 'mold --version' './dev build installs it'
  want ccache 'ccache --version' './dev build installs it'
  want node 'node --version' './dev build installs it'
  want npm 'npm --version' './dev build installs it'
  node_ready || line "" "node must be 20.19, 22.12 or newer: ./dev build puts one into build/node"
  want git 'git --version' 'apt-get install git'
  local missing
  missing=$(missing_packages build | tr '\n' ' ')
  line "packages (build)" "${missing:-all there}"
  missing=$(missing_packages test | tr '\n' ' ')
  line "packages (test)" "${missing:-all there}"
  command -v ccache >/dev/null && line "ccache" "$(ccache --get-config max_size) at most, in $(ccache --get-config cache_dir)"
  echo "Ports"
  local port
  for port in "8080 editors" "8081 readers" "8082 demo wire"; do
    if port_in_use "${port%% *}"; then line "$port" "in use$(port_owner "${port%% *}")"; else line "$port" free; fi
  done
  echo "Data"
  local data=${XDG_DATA_HOME:-$HOME/.local/share}/galley
  line folder "$data $([ -d "$data" ] && du -sh "$data" 2>/dev/null | cut -f1 || echo '(none yet)')"
  echo
  if [ "$bad" = 0 ]; then echo "This machine can build and run Galley."; else echo "$bad tools are missing; ./dev build installs them."; fi
}
