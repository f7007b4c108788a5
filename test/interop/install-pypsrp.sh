#!/bin/sh
# Puts pypsrp and pyspnego, as Debian's unstable distribution has them, into test/interop/bin/python (or the folder given),
# for Debian's own python3: `PYTHONPATH=test/interop/bin/python npm test`. Installs nothing; python3-requests and python3-cryptography
# must be there. The package lists are kept apart, so the system's sources stay as they are.
set -eu
target=${1:-$(cd "$(dirname "$0")" && pwd)/bin/python}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/lists/partial" "$work/cache/archives/partial" "$target"
mirror=$(sed -n 's/^URIs: *//p; s/^deb \(\[[^]]*\] \)\{0,1\}\(http[^ ]*\) .*/\2/p' /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null |
  grep '/debian/\{0,1\}$' | head -n 1)
mirror=${DEBIAN_MIRROR:-${mirror:-http://deb.debian.org/debian}}
echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror sid main" > "$work/sources.list"
apt() {
  apt-get --quiet --quiet -o Dir::Etc::SourceList="$work/sources.list" -o Dir::Etc::SourceParts=/dev/null \
    -o Dir::State::Lists="$work/lists" -o Dir::Cache="$work/cache" -o APT::Sandbox::User=root "$@"
}
apt update
cd "$work"
apt download python3-pypsrp python3-pyspnego
for package in ./*.deb; do dpkg -x "$package" "$work/root"; done
cp -R "$work/root/usr/lib/python3/dist-packages/." "$target/"
PYTHONPATH=$target "${PSREMOTING_PYTHON:-/usr/bin/python3}" -c 'import pypsrp.powershell, spnego'
echo "$target"
