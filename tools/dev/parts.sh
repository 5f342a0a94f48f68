# The parts of ./dev test, in the order in which they run. One line each: NAME  WHEN  NEEDS  WHAT
#   WHEN   ci = every run of ./dev test; all = only with --all
#   NEEDS  what must be built first: release, break (with the planted faults of the failing controls), asan, fuzz, or -
# The function part_NAME (dashes as underscores) does the work and leaves "N passed, M failed" in its output. A part that ran nothing
# has failed: a new part is added here and nowhere else, and a part is removed by deleting its line, never by letting it pass empty.
parts() {
  cat <<'TABLE'
lint              ci   -        the order of rooms, faces, tables, sizes, links
lint-rules        ci   -        each lint rule finds its planted violation
web               ci   -        the app: types, lint, unit tests, bundle budget
tests-types       ci   -        types of the scenarios, the harness and the benchmarks
unit              ci   release  unit tests beside the code, store tests on SQLite
unit-pg           ci   release  the same program with PostgreSQL: store tests on both engines
scenarios-sqlite  ci   release  the rows of FEATURES.md against the real binary, SQLite
scenarios-pg      ci   release  the same on PostgreSQL
scenarios-roles   ci   release  the same on PostgreSQL with api and worker as two processes
scenarios-equal   ci   -        the three runs above counted the same tests
permissions       ci   break    every entry x role x scope against tests/permissions.tsv; an open entry and a list without scope must be seen
e2e               ci   release  real browsers against the real binary
race              ci   break    two signatures race for one level, 1,000 times on each engine; locks off must lose
kill              ci   break    kill -9 under load, >= 100 times; acknowledging before the commit must lose
disk-full         ci   break    writes until the disk is full; without the ballast it must stay stuck
asan              ci   asan     unit tests with address and undefined sanitizers
fuzz              ci   fuzz     every fuzz target for 20 s
scenarios-asan    all  asan     the scenarios against the sanitized server
fuzz-long         all  fuzz     every fuzz target for 10 minutes
tidy              all  release  clang-tidy over every file
TABLE
}

bin=build/release/galley
results=build/results

part_lint() { tools/lint; }
part_lint_rules() { tools/lint --self-test; }
part_web() { ( cd web && NO_COLOR=1 npm run check ); }
part_tests_types() { ( cd tests && npm run --silent types ) && echo "1 passed, 0 failed"; }

part_unit() { env -u GALLEY_TEST_PG build/release/galley_tests --no-colors; }
part_unit_pg() { tools/with-postgres build/release/galley_tests --no-colors; }
part_asan() {
  ASAN_OPTIONS=detect_leaks=1:strict_string_checks=1:detect_stack_use_after_return=1 UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1 \
    build/asan/galley_tests --no-colors
}

scenarios() { # target [program]
  mkdir -p "$results"
  local program=${2:-$bin}
  ( cd tests && GALLEY_BIN="$root/$program" GALLEY_TARGET="$1" GALLEY_RESULTS="$root/$results/scenarios-$1.json" npm run --silent scenarios )
}
part_scenarios_sqlite() { scenarios sqlite; }
part_scenarios_pg() { export -f scenarios; export root results bin; tools/with-postgres bash -c 'scenarios pg'; }
part_scenarios_roles() { export -f scenarios; export root results bin; tools/with-postgres bash -c 'scenarios pg-roles'; }
part_scenarios_equal() { node tools/equal-counts.mjs "$results"/scenarios-{sqlite,pg,pg-roles}.json; }
part_scenarios_asan() { compile asan galley && scenarios sqlite build/asan/galley; }

part_permissions() { ( cd tests && GALLEY_BIN="$root/$bin" GALLEY_BREAK_BIN="$root/build/break/galley" npm run --silent permissions ); }
part_e2e() { ( cd web && NO_COLOR=1 CI=1 GALLEY_BIN="$root/$bin" npm run --silent e2e ); }

# the failing controls need --test-break, which only the break preset compiles in; everything else runs on the release build
reliability() { # script
  ( cd tests && GALLEY_BIN="$root/$bin" GALLEY_BREAK_BIN="$root/build/break/galley" npm run --silent "$1" )
}
part_race() { export -f reliability; export root bin; tools/with-postgres bash -c 'reliability race'; }
part_kill() { reliability kill; }
part_disk_full() { reliability disk-full; }

part_fuzz() { GALLEY_BUILT=1 ./dev fuzz --seconds 20; }
part_fuzz_long() { GALLEY_BUILT=1 ./dev fuzz --seconds 600; }
part_tidy() {
  git ls-files 'src/*.cpp' | xargs -P "$jobs" -n 1 clang-tidy-19 -p build/release --quiet --warnings-as-errors='*' && echo "1 passed, 0 failed"
}
