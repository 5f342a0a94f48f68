main() {
  use_own_node || true
  node_ready || { steps "$(node_steps)"; ensure_node; }
  tools/lint "$@"
}
