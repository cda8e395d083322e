# Shared by `run` and `check`: Python, system libraries, the environment, the models. Source it from the project's root.
# shellcheck shell=bash
set -euo pipefail

VENV=.venv
say() { printf '%s\n' "$*"; }
fail() { printf '%s\n' "$*" >&2; exit 1; }

# Libraries that a window, the microphone and Chinese text need on Debian and Ubuntu; others name theirs.
RUN_PACKAGES="libegl1 libgl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1
 libxcb-shape0 libxcb-xkb1 libxkbcommon-x11-0 libportaudio2 libgomp1 fonts-noto-cjk fonts-open-sans"
CHECK_PACKAGES="xvfb openbox xdotool dbus at-spi2-core python3-pyatspi gir1.2-atspi-2.0 libglib2.0-bin pulseaudio
 pulseaudio-utils libasound2-plugins git strace"

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else return 1; fi
}

apt_install() {
    export DEBIAN_FRONTEND=noninteractive
    for try in 1 2 3; do
        apt-get update -qq && apt-get install -y -qq --no-install-recommends "$@" >/dev/null && return 0
        say "apt-get failed, try $try of 3"
        sleep 5
    done
    return 1
}

# Installs the Debian packages that are missing, or says which they are.
need_packages() {
    command -v dpkg-query >/dev/null || return 0 # not Debian: the program itself says what it lacks
    missing=""
    for package in "$@"; do
        dpkg-query -W -f '${Status}\n' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
    done
    [ -n "$missing" ] || return 0
    say "System packages:$missing"
    # shellcheck disable=SC2086
    as_root apt_install $missing && return 0
    say "Install them with:"
    say "    sudo apt install$missing"
    return 1
}

find_python() {
    for name in python3 python3.13 python3.12 python3.11; do
        if command -v "$name" >/dev/null && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            say "$name"
            return 0
        fi
    done
    fail "Python 3.11 or newer is needed. Debian, Ubuntu: sudo apt install python3 python3-venv. macOS: brew install python"
}

make_venv() {
    [ -x "$VENV/bin/python" ] && "$VENV/bin/python" -c 'import pip' 2>/dev/null && return 0
    python=$(find_python)
    say "Environment in $VENV"
    rm -rf "$VENV"
    "$python" -m venv "$VENV" 2>/dev/null && return 0
    rm -rf "$VENV"
    need_packages python3-venv || fail "python3-venv is needed: sudo apt install python3-venv"
    "$python" -m venv "$VENV"
}

# need_python_packages NAME COMMAND…: runs the command unless it succeeded before with the same requirements.
need_python_packages() {
    name=$1
    shift
    stamp="$VENV/.set-up-$name"
    now=$({ cat pyproject.toml constraints.txt packaging/setup/setup.sh packaging/setup/extras.py; "$VENV/bin/python" -V; pwd; echo "${TUTOR_HOME:-}"; } | cksum)
    [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$now" ] && return 0
    say "Python packages ($name)"
    "$@"
    printf '%s' "$now" >"$stamp"
}

pip_install() {
    "$VENV/bin/python" -m pip install --quiet --disable-pip-version-check -c constraints.txt "$@" ||
        fail "The packages could not be installed. Check the network and run the same command again: it goes on where it stopped."
}

install_runtime() { pip_install -e .; }

install_checks() {
    # shellcheck disable=SC2046
    pip_install $("$VENV/bin/python" packaging/setup/extras.py whole)
    # shellcheck disable=SC2046
    pip_install --no-deps $("$VENV/bin/python" packaging/setup/extras.py alone)
}

need_models() { "$VENV/bin/tutor" models fetch "$@"; }
