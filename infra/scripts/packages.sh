# Debian packages without apt's own scripts, which would start servers on this machine. Sourced after needs.sh; changes this
# machine only by the libraries that the packages need.

# unpack_packages FOLDER NAME...: their files below the folder.
unpack_packages() {
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
  local folder=$1 libraries
  shift
  (
    cd "$folder" && apt-get update -qq && apt-get download -qq "$@" || exit 1
    for package in *.deb; do dpkg-deb -x "$package" . || exit 1; done
    libraries=$(for package in *.deb; do dpkg-deb -f "$package" Depends; done | tr ',|' '\n\n' |
      sed -n 's/^ *\(lib[^ (]*\).*/\1/p' | grep -v -- -tools | sort -u)
    # shellcheck disable=SC2086 # A word for each.
    DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-upgrade --no-install-recommends $libraries
  ) >/dev/null
}

nchan=$root/.baton/cache/nchan

find_nchan() {
  [ -x "$nchan/usr/sbin/nginx" ] && [ -f "$nchan/usr/lib/nginx/modules/ngx_nchan_module.so" ]
}

install_nchan() {
  echo "Getting nginx with Nchan for the comparison of streams"
  local folder
  folder=$(mktemp -d)
  # With Nchan, nginx looks for its folder in /var/lib whatever its settings say.
  unpack_packages "$folder" nginx libnginx-mod-nchan && mkdir -p /var/lib/nginx "$nchan" && cp -r "$folder/usr" "$nchan"
  rm -rf "$folder"
  find_nchan
}

need_nchan() {
  find_nchan || install_nchan || fail "nginx with Nchan is needed for the comparison of streams. On Debian this script gets
it as root; elsewhere put nginx at $nchan/usr/sbin and its module at $nchan/usr/lib/nginx/modules/ngx_nchan_module.so"
}
