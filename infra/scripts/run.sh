# Runs a command of the launcher as it was built last. Sourced after needs.sh.

run_launcher() {
  find_jdk
  local copies
  # The newest: whatever runs was started from it or from an older one.
  copies=$(ls -dt "$root"/.baton/cache/launcher-*/ 2>/dev/null | grep -v half | head -1)
  [ -n "$copies" ] || fail "Baton was never started from this folder; infra/up starts it."
  exec "$jdk/bin/java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx128m -cp "${copies}*" dev.baton.launcher.Launcher \
    "$@" --project "$root"
}
