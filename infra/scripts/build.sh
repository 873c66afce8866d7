# Builds what changed since the last build. Sourced after needs.sh, from the root of the repository.

launcher_target=infra/platform/launcher/target
built=$launcher_target/built.stamp

# The content of everything that ends up in a jar.
source_stamp() {
  find pom.xml infra/platform handoff-service notification-service stream-gateway analytics-service \
    \( -name target -o -name node_modules -o -name dist -o -path '*/src/test' -o -path '*/system-tests' \
    -o -path '*/benchmarks' -o -path '*/resources/demo' \) -prune -o -type f ! -name '*.md' -print0 |
    LC_ALL=C sort -z | xargs -0 cksum | cksum
}

jars() {
  find $launcher_target handoff-service/target notification-service/target stream-gateway/target \
    analytics-service/target -maxdepth 1 -name '*.jar' "$@"
}

is_built() {
  # A jar that is newer than the stamp comes from a build by hand, maybe of other sources.
  [ -f "$built" ] && [ "$(jars 2>/dev/null | wc -l)" -ge 5 ] && [ -z "$(jars -newer "$built")" ] &&
    [ "$(cat "$built")" = "$(source_stamp)" ]
}

remember_build() {
  source_stamp >"$built"
}

# Without the benchmarks; `build with-benchmarks` builds them too.
build() {
  local left_out='!infra/platform/system-tests'
  [ "${1:-}" = with-benchmarks ] || left_out+=',!infra/platform/benchmarks'
  local log=$launcher_target/build.log
  mkdir -p "$launcher_target"
  echo "Building Baton (the first time takes some minutes; the log is $log)"
  if ! mvn -B -Dquick -Dmaven.test.skip=true -DskipTests -pl "$left_out" package 2>&1 | tee "$log" |
    sed -n 's/^\[INFO\] Building \([^ ]*\) .*\(\[[0-9]*\/[0-9]*\]\)$/  \2 \1/p'; then
    grep -E '^\[ERROR\]' "$log" | head -20 >&2
    fail "The build failed; the whole log is $log"
  fi
  remember_build
}
