# What the scripts beside need of this machine. Sourced, never run; reads and changes nothing but its variables.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)

fail() {
  echo "$*" >&2
  exit 1
}

# The feature version of a JDK folder, read from its release file: faster than starting it.
jdk_version() {
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null
}

find_jdk() {
  local home
  for home in "${JAVA_HOME:-}" "${JAVA25_HOME:-}" "${JDK_25:-}" /usr/lib/jvm/* /opt/java/* /opt/jdk* "$HOME"/.jdks/* \
    "$HOME"/.sdkman/candidates/java/* "$HOME"/.local/share/mise/installs/java/* "$HOME"/.asdf/installs/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk@25/libexec/openjdk.jdk/Contents/Home; do
    if [ -n "$home" ] && [ -x "$home/bin/javac" ] && [ "$(jdk_version "$home")" = 25 ]; then
      jdk=$home
      return
    fi
  done
  fail "JDK 25 is needed and was not found. Install one (any vendor) or point JAVA_HOME to it."
}

need_maven() {
  command -v mvn >/dev/null || fail "Maven is needed and was not found. Install it (3.8.7 or newer) so that mvn is on the PATH."
}

need_node() {
  command -v node >/dev/null || fail "Node.js is needed and was not found. Install version 20 or newer."
  local version
  version=$(node --version)
  version=${version#v}
  [ "${version%%.*}" -ge 20 ] || fail "Node.js 20 or newer is needed; $(command -v node) is $version."
  command -v npm >/dev/null || fail "npm is needed and was not found. It comes with most packages of Node.js."
}
