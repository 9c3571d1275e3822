#!/usr/bin/env bash
# Make this checkout ready to run (`setup.sh run`), or to run and be tested (`setup.sh test`).
#
# Says nothing and is quick when all is there. PYTHON names the interpreter for .venv; without it,
# the first suitable one on the PATH serves.
set -euo pipefail
cd -P "$(dirname "${BASH_SOURCE[0]}")/.."

# What Qt's own libraries need of Debian to show a window on X11 and on Wayland. Where Debian and
# Ubuntu have added t64 to a name, apt-get still takes it without.
RUN_PACKAGES=(
    libbrotli1
    libdbus-1-3
    libegl1
    libfontconfig1
    libfreetype6
    libgl1
    libglib2.0-0
    libgssapi-krb5-2
    libssl3
    libwayland-client0
    libwayland-cursor0
    libwayland-egl1
    libx11-6
    libx11-xcb1
    libxcb-cursor0
    libxcb-icccm4
    libxcb-image0
    libxcb-keysyms1
    libxcb-randr0
    libxcb-render-util0
    libxcb-render0
    libxcb-shape0
    libxcb-shm0
    libxcb-sync1
    libxcb-util1
    libxcb-xfixes0
    libxcb-xkb1
    libxkbcommon-x11-0
    libxkbcommon0
)

# Debian's name of each package the tests need, and the program they need it for.
TEST_PACKAGES=(
    at-spi2-core=/usr/libexec/at-spi-bus-launcher
    curl=curl
    dbus=dbus-run-session
    gnome-keyring=gnome-keyring-daemon
    imagemagick=import
    libsecret-tools=secret-tool
    netcat-openbsd=nc
    nghttp2-client=nghttp
    nghttp2-server=nghttpd
    openbox=openbox
    openssh-client=ssh
    openssh-server=sshd
    openssl=openssl
    redis-server=redis-server
    redis-tools=redis-cli
    trayer=trayer
    wmctrl=wmctrl
    x11-utils=xprop
    x11-xserver-utils=xrandr
    xclip=xclip
    xdotool=xdotool
    xfce4-panel=xfce4-panel
    xvfb=Xvfb
)

# The fonts of the screenshots.
FONT_PACKAGES=(fonts-inter fonts-jetbrains-mono)

stop() {
    echo "$*" >&2
    exit 1
}

# Print the path of the interpreter itself, not of a link or a virtual environment that leads to
# it, if it is new enough.
resolve_python() {
    "$1" -c 'import os, sys
sys.version_info >= (3, 11) or sys.exit(1)
print(os.path.realpath(sys._base_executable))' 2>/dev/null
}

find_python() {
    local name
    if [ -n "${PYTHON:-}" ]; then
        resolve_python "$PYTHON" || stop "PYTHON=$PYTHON is not a Python 3.11 or newer."
        return
    fi
    for name in python3 python3.13 python3.12 python3.11; do
        resolve_python "$name" && return
    done
    stop "Porthole needs Python 3.11 or newer: install it, or name one with PYTHON=/path/to/python."
}

# Debian keeps what `python -m venv` needs in a package of its own.
missing_for_run() {
    "$1" -c 'import ensurepip, sys' 2>/dev/null ||
        "$1" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'
}

# Print those of the named packages that are not installed, under this name or with t64.
missing_packages() {
    local installed package
    installed=$(dpkg-query --show --showformat='${db:Status-Status} ${Package}\n' \
        "$@" "${@/%/t64}" 2>/dev/null || true)
    for package in "$@"; do
        grep -qxE "installed ${package//./\\.}(t64)?" <<<"$installed" || echo "$package"
    done
}

# Debian's installer leaves sudo out when root got a password.
command_as_root() {
    if command -v sudo >/dev/null; then echo "sudo $1"; else echo "su -c '$1'"; fi
}

install_packages() {
    local command=(scripts/install-packages.sh "$@")
    if [ "$(id -u)" = 0 ]; then
        "${command[@]}"
    elif sudo -n true 2>/dev/null; then
        sudo -n "${command[@]}"
    else
        stop "These Debian packages are missing: $*. Please run this once, then try again:
  $(command_as_root "$PWD/scripts/install-packages.sh $*")"
    fi
}

# Without apt-get we cannot know what the packages are called, so we name the programs.
report_missing_programs() {
    local program missing=()
    for program in "${TEST_PACKAGES[@]#*=}"; do
        PATH="$PATH:/usr/sbin:/sbin" command -v "$program" >/dev/null || missing+=("$program")
    done
    [ ${#missing[@]} = 0 ] ||
        echo "Some tests need programs that are not installed here: ${missing[*]}." >&2
}

ensure_system_packages() {
    local packages
    packages=$(missing_for_run "$python")
    if ! command -v apt-get >/dev/null; then
        [ -z "$packages" ] || stop "$python cannot make virtual environments: it has no ensurepip."
        [ "$1" = run ] || report_missing_programs
        return
    fi
    packages="$packages $(missing_packages "${RUN_PACKAGES[@]}")"
    [ "$1" = run ] ||
        packages="$packages $(missing_packages "${TEST_PACKAGES[@]%=*}" "${FONT_PACKAGES[@]}")"
    # shellcheck disable=SC2086 # Names of packages, one word each.
    [ -z "${packages// /}" ] || install_packages $packages
}

# Whether .venv was made with this interpreter and for this place; it works in no other.
venv_fits() {
    [[ $(cat .venv/pyvenv.cfg 2>/dev/null) == *"executable = $python"$'\n'*" $PWD/.venv" ]]
}

# PySide6 carries Python files in an archive and compiles them at each start, a third of the time
# that it takes to import it, unless they have been unpacked (which is what SBK_EMBED=0 asks for)
# and compiled once.
unpack_pyside() {
    SBK_EMBED=0 .venv/bin/python -c 'import shiboken6, compileall, os
compileall.compile_dir(os.path.join(shiboken6.__path__[0], "files.dir"), quiet=1)'
}

ensure_venv() {
    local stamp=.venv/porthole-setup key
    key=$({ "$python" --version && cat pyproject.toml constraints.txt scripts/setup.sh; } | cksum)
    if venv_fits && [ "$(cat "$stamp" 2>/dev/null)" = "$key" ]; then
        return
    fi
    # The making of .venv may have been interrupted before it had its pip.
    if ! venv_fits || ! .venv/bin/python -c 'import pip' 2>/dev/null; then
        echo "Creating .venv with $python"
        "$python" -m venv --clear .venv
    fi
    echo "Installing the pinned Python packages into .venv"
    local pip=(.venv/bin/python -m pip --quiet --disable-pip-version-check --no-input)
    "${pip[@]}" install --require-hashes --requirement constraints.txt
    "${pip[@]}" install --no-deps --no-build-isolation --editable .
    unpack_pyside
    echo "$key" >"$stamp"
}

[[ ${1:-} == run || ${1:-} == test ]] || stop "Usage: scripts/setup.sh run|test"
python=$(find_python)
ensure_system_packages "$1"
ensure_venv
