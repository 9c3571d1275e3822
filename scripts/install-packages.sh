#!/usr/bin/env bash
# Install Debian packages, as root, without ever starting the services some of them bring.
#
# Porthole's tests start an SSH and a Redis server of their own, on ports of their own; nobody who
# asked for a test run wants port 22 open, now or after the next boot.
set -euo pipefail

[ $# -gt 0 ] || { echo "Usage: scripts/install-packages.sh PACKAGE..." >&2; exit 1; }

# Debian asks this file before it starts a service; 101 means no.
POLICY=/usr/sbin/policy-rc.d
SAVED_POLICY=$POLICY.saved-by-porthole

allow_services() {
    if grep -qs 'Porthole' "$POLICY"; then
        rm -f "$POLICY"
    fi
    if [ -e "$SAVED_POLICY" ]; then
        mv -f "$SAVED_POLICY" "$POLICY"
    fi
}

forbid_services() {
    allow_services # A run that was killed may have left its own policy behind.
    trap allow_services EXIT
    trap 'exit 1' HUP INT TERM
    if [ -e "$POLICY" ]; then
        mv "$POLICY" "$SAVED_POLICY"
    fi
    printf '#!/bin/sh\n# Porthole is installing packages and removes this file when it is done.\nexit 101\n' >"$POLICY"
    chmod 755 "$POLICY"
}

apt_get() {
    # needrestart would restart unrelated services of an Ubuntu host.
    DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1 \
        apt-get --quiet --quiet --yes -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 "$@"
}

install() {
    apt_get install --no-install-recommends "$@"
}

is_installed() {
    [ "$(dpkg-query --show --showformat='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

# Keep the services of these packages from starting at the next boot.
disable_services() {
    local package unit
    command -v systemctl >/dev/null || return 0
    for package in "$@"; do
        for unit in $(dpkg-query --listfiles "$package" |
            sed -n 's,^\(/usr\)\?/lib/systemd/system/\([^/@]*\.\(service\|socket\)\)$,\2,p'); do
            systemctl --quiet disable "$unit" 2>/dev/null || true
        done
    done
}

servers=()
for package in "$@"; do
    if [[ $package == *-server ]] && ! is_installed "$package"; then
        servers+=("$package")
    fi
done

echo "Installing Debian packages: $*"
forbid_services
# The package lists may be missing, or older than what the mirror still has.
if ! apt_get --simulate install --no-install-recommends "$@" >/dev/null 2>&1; then
    apt_get update
fi
install "$@" || { apt_get update && install "$@"; }
disable_services ${servers[@]+"${servers[@]}"}
