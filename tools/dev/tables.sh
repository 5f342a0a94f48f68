# What is made from the rooms' tables and checked in: OpenAPI, the two lists for people, the web's types.
main() {
  steps $(( $(build_steps) + 2 ))
  build_all dev
  step "write api/ and docs/ from the tables" write_tables
  step "write the web's types" bash -c 'cd web && npm run gen'
  git diff --stat -- api docs/actions.md docs/events.md docs/config.md web/src/api/schema.d.ts
}

write_tables() {
  local what program=build/dev/galley
  "$program" tables openapi > api/openapi.yaml
  for what in actions events config; do "$program" tables "$what" > "docs/$what.md"; done
}
