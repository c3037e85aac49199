#!/bin/sh
# Make this source tree ready to run (`scripts/setup.sh run`), to be worked on (`test`) or to be made into a program that
# needs no Python (`package`; that has an environment of its own, so that no test tool gets into the program).
# Does nothing, in a blink, when everything is there. Says what it installs, and why, before it does.
set -eu

cd "$(dirname "$0")/.."
purpose=${1:-run}
case $purpose in
    run | test) venv=.venv program=openpos ;;
    package) venv=build/venv program=pyinstaller ;;
    *) echo "scripts/setup.sh run | test | package" >&2; exit 2 ;;
esac

say() { printf '%s\n' "$*"; }
fail() { printf '%s\n' "$*" >&2; exit 1; }

# What Qt's xcb, wayland and offscreen platforms load that a bare Debian lacks, and the package that holds it.
# Found by ldd on QtCore, QtGui, QtWidgets, QtTest, QtSvg and those plugins on a fresh Debian 12.
qt_needs='
libEGL.so.1                 libegl1
libGL.so.1                  libgl1
libX11-xcb.so.1             libx11-xcb1
libX11.so.6                 libx11-6
libdbus-1.so.3              libdbus-1-3
libfontconfig.so.1          libfontconfig1
libfreetype.so.6            libfreetype6
libglib-2.0.so.0            libglib2.0-0
libgthread-2.0.so.0         libglib2.0-0
libwayland-client.so.0      libwayland-client0
libwayland-cursor.so.0      libwayland-cursor0
libwayland-egl.so.1         libwayland-egl1
libxcb-cursor.so.0          libxcb-cursor0
libxcb-glx.so.0             libxcb-glx0
libxcb-icccm.so.4           libxcb-icccm4
libxcb-image.so.0           libxcb-image0
libxcb-keysyms.so.1         libxcb-keysyms1
libxcb-randr.so.0           libxcb-randr0
libxcb-render-util.so.0     libxcb-render-util0
libxcb-render.so.0          libxcb-render0
libxcb-shape.so.0           libxcb-shape0
libxcb-shm.so.0             libxcb-shm0
libxcb-sync.so.1            libxcb-sync1
libxcb-util.so.1            libxcb-util1
libxcb-xfixes.so.0          libxcb-xfixes0
libxcb-xkb.so.1             libxcb-xkb1
libxcb.so.1                 libxcb1
libxkbcommon-x11.so.0       libxkbcommon-x11-0
libxkbcommon.so.0           libxkbcommon0
'

# --- 1. which Python ------------------------------------------------------------------------------------------------

usable() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

# PyInstaller takes Python's shared library along; a Python that was built without one cannot be packed.
packable() { "$1" -c 'import sys, sysconfig; sys.exit(not sysconfig.get_config_var("Py_ENABLE_SHARED"))' 2>/dev/null; }

find_python() {
    for python in python3.11 python3 /usr/bin/python3; do
        usable "$python" || continue
        [ "$purpose" != package ] || packable "$python" || continue
        return
    done
    fail "OpenPOS needs Python 3.11 or newer, and this machine has none$([ "$purpose" != package ] \
        || echo " with a shared library"). On Debian 12: apt-get install python3"
}

# --- 2. what only the system's package manager can give -------------------------------------------------------------

shared_libraries() { { /sbin/ldconfig -p || ldconfig -p; } 2>/dev/null; }

missing_packages() {
    have=$(shared_libraries) || return 0  # a system without ldconfig: let Qt speak
    printf '%s' "$qt_needs" | while read -r library package; do
        [ -n "$library" ] || continue
        case "$have" in
            *"	$library ("*) ;;
            *) say "$package" ;;
        esac
    done | uniq
}

install_packages() {
    # "$1" says why, the rest are packages.
    why=$1
    shift
    if ! command -v apt-get >/dev/null; then
        fail "$why This system has no apt-get to install it with; its packages are called on Debian: $*"
    elif [ "$(id -u)" -eq 0 ]; then
        as_root=
    elif ! command -v sudo >/dev/null; then
        fail "$why You are neither root nor have sudo; ask someone who is to run: apt-get install $*"
    elif [ -t 0 ]; then
        as_root=sudo
    elif sudo -n true 2>/dev/null; then
        as_root='sudo -n'
    else
        fail "$why Nobody is here to give sudo its password; run first: sudo apt-get install $*"
    fi
    say "$why Installing with apt-get: $*"
    export DEBIAN_FRONTEND=noninteractive
    log=$(mktemp)
    if ! { $as_root apt-get -q update && $as_root apt-get -q install -y --no-install-recommends "$@"; } \
            >"$log" 2>&1 </dev/null; then
        tail -n 15 "$log" >&2
        rm -f "$log"
        fail "apt-get could not install these packages; its own words stand above."
    fi
    rm -f "$log"
}

system_libraries() {
    packages=$(missing_packages)
    [ -z "$packages" ] && return
    # shellcheck disable=SC2086
    install_packages "The window system Qt needs libraries that are not on this machine." $packages
}

# The access to the company's books is kept in the system's keyring and nowhere else. Its tests run against a real one,
# on a bus of their own; a program that is only run takes the keyring of whoever is logged in.
test_keyring() {
    if command -v gnome-keyring-daemon >/dev/null && command -v dbus-daemon >/dev/null; then
        return
    fi
    (install_packages "The tests of the keyring need a Secret Service, and this machine has none." \
        gnome-keyring dbus-daemon) || say "Going on without it: the tests of the keyring will fail and say so."
}

packing_tools() {
    find_python
    version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    packages=
    command -v objdump >/dev/null || packages=binutils
    shared_libraries | grep -q "libpython$version\.so" || packages="$packages libpython$version"
    [ -z "$packages" ] && return
    # shellcheck disable=SC2086
    install_packages "PyInstaller needs tools that are not on this machine." $packages
}

# --- 3. the virtual environment -------------------------------------------------------------------------------------

make_venv() {
    if "$venv/bin/python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
            && "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
        return
    fi
    find_python
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        install_packages "Python's own venv, which keeps OpenPOS's libraries apart from the system's, is not installed." \
            python3-venv
    fi
    say "Making a virtual environment in $venv with $("$python" --version)."
    "$python" -m venv --clear "$venv" || fail "Python could not make a virtual environment in $venv."
}

# What was installed, told by the sums of the files that say so. Not by their times: changing branches touches files
# without changing them. And by the place: an environment does not survive being moved.
sum_of() { { pwd; cat "requirements/$1.txt" pyproject.toml scripts/setup.sh; } | sha256sum; }

install_tree() {
    "$venv/bin/python" -m pip install -qq --disable-pip-version-check --no-input --no-index --no-deps \
        --no-build-isolation --editable . || fail "pip could not install OpenPOS itself; its own words stand above."
    # The source tree is where migrations and resources are read from; the copies an editable install makes grow stale.
    rm -rf "$venv"/lib/python3*/site-packages/openpos
}

install_libraries() {
    installed=$venv/openpos-installed
    sum=$(sum_of "$purpose")
    [ -x "$venv/bin/$program" ] && grep -qsxF "$purpose $sum" "$installed" && return
    make_venv
    rm -f "$installed"
    say "Installing the libraries of requirements/$purpose.txt in $venv (some minutes the first time)."
    "$venv/bin/python" -m pip install -qq --disable-pip-version-check --no-input --require-hashes \
        --requirement "requirements/$purpose.txt" \
        || fail "pip could not install the libraries; its own words stand above. The network must reach a package index."
    [ "$purpose" = package ] || install_tree
    case $purpose in
        test) printf 'test %s\nrun %s\n' "$sum" "$(sum_of run)" >"$installed" ;;  # test.txt holds all of run.txt
        *) printf '%s %s\n' "$purpose" "$sum" >"$installed" ;;
    esac
}

# --------------------------------------------------------------------------------------------------------------------

system_libraries
[ "$purpose" != package ] || packing_tools
[ "$purpose" != test ] || test_keyring
# Two at once (an editor's check and a person's) must not install into one directory; the second finds it done.
exec 9<scripts/setup.sh
! command -v flock >/dev/null || flock 9
install_libraries
