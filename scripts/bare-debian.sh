#!/bin/bash
# Prove that a newcomer needs nothing but Debian 12, git, make and Python: put the last commit on such a system, made
# afresh in a directory, and run there what the README promises. For maintainers, as root:
#
#   scripts/bare-debian.sh            sentences, `make test`, `make run`
#   scripts/bare-debian.sh COMMAND    that command, in the fresh clone
#
# Debian and the libraries come from wherever this machine is set up to fetch them. ../shared is taken along if it is
# there. KEEP=1 leaves the system behind to look into; BARE_PICTURE=FILE.png keeps a picture of what `make run` shows.
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf '\n=== %s\n' "$*"; }
fail() { printf '%s\n' "$*" >&2; exit 1; }

[ "$(id -u)" -eq 0 ] || fail "A system in a directory can only be made by root: sudo make bare"
command -v debootstrap >/dev/null || fail "debootstrap is missing: apt-get install debootstrap"

# In namespaces of its own: mounts and processes are gone when this script is, however it ends.
if [ -z "${BARE_INSIDE:-}" ]; then
    root=$(mktemp -d "${TMPDIR:-/tmp}/openpos-bare.XXXXXX")
    chmod 755 "$root"  # it becomes the / of people who are not root
    outcome=0
    BARE_INSIDE=$root unshare --mount --pid --fork --kill-child --mount-proc "$0" "$@" || outcome=$?
    if [ -n "${KEEP:-}" ]; then
        echo "The system is in $root"
    else
        rm -rf --one-file-system "$root"
    fi
    exit "$outcome"
fi
root=$BARE_INSIDE

# --- a Debian 12 with git, make and Python, as this machine would install it -----------------------------------------

mirror=$(apt-get indextargets --format '$(CREATED_BY)|$(ORIGIN)|$(CODENAME)|$(COMPONENT)|$(REPO_URI)' \
    | awk -F'|' '$1 == "Packages" && $2 == "Debian" && $3 == "bookworm" && $4 == "main" { print $5; exit }')
[ -n "$mirror" ] || fail "This machine's apt knows no Debian 12 (bookworm): run apt-get update, or try on a Debian 12."
say "Debian 12 with git, make and python3"
debootstrap --variant=minbase --include=git,make,python3 bookworm "$root" "$mirror" >"$root.log" 2>&1 \
    || { tail "$root.log"; fail "debootstrap failed."; }
rm "$root.log"

# How this machine reaches package sources: copied as it is, so that plain apt-get and pip work inside.
rm -f "$root/etc/apt/sources.list"
for path in /etc/apt/sources.list /etc/apt/sources.list.d /etc/apt/auth.conf.d /etc/apt/trusted.gpg.d /etc/apt/keyrings \
        /usr/share/keyrings /etc/pip.conf /etc/resolv.conf /etc/hosts /etc/ssl/certs; do
    [ -e "$path" ] || continue
    mkdir -p "$root$(dirname "$path")"
    cp -rL "$path" "$root$(dirname "$path")/" 2>/dev/null || true  # a certificate's link may lead nowhere
done
# Packages that bring ca-certificates make the bundle of certificates anew: of these too.
if [ -e /etc/ssl/certs/ca-certificates.crt ]; then
    mkdir -p "$root/usr/local/share/ca-certificates"
    cp -L /etc/ssl/certs/ca-certificates.crt "$root/usr/local/share/ca-certificates/this-machine.crt"
fi
grep -lsE '^ *Acquire' /etc/apt/apt.conf.d/* | xargs -r cp -t "$root/etc/apt/apt.conf.d" --
if [ -d "${HOME:-/root}/.config/pip" ]; then
    mkdir -p "$root/root/.config"
    cp -rL "${HOME:-/root}/.config/pip" "$root/root/.config/"
fi
environment=(HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin TERM=dumb)
while IFS= read -r name; do
    environment+=("$name=${!name}")
done < <(compgen -e | grep -E '^PIP_|_CERT$|^SSL_CERT|_CA_BUNDLE$|_proxy$|_PROXY$' || true)

mount -t proc proc "$root/proc"
mkdir -p "$root/dev/shm" "$root/tmp/.X11-unix"
mount -t tmpfs tmpfs "$root/dev/shm"

inside() { env -i "${environment[@]}" chroot "$root" /bin/bash -c "cd /home/shop/openpos && $1"; }

mkdir -p "$root/home/shop"
git clone --quiet --no-hardlinks . "$root/home/shop/openpos"
[ ! -d ../shared ] || cp -rL ../shared "$root/home/shop/shared"

if [ $# -gt 0 ]; then
    say "$*"
    inside "$*"
    exit
fi

# --- what the README promises ----------------------------------------------------------------------------------------

say "Without root or sudo: a sentence that says what is missing"
if env -i "${environment[@]}" chroot --userspec=1000:1000 "$root" /bin/bash -c \
        "cd /home/shop/openpos && make test" >"$root/tmp/answer" 2>&1; then
    fail "make test ran without libraries it cannot have"
fi
grep "neither root nor have sudo" "$root/tmp/answer" || { cat "$root/tmp/answer"; fail "The sentence is missing."; }

say "make test"
inside "time make test"

say "A second set-up has nothing to do"
inside "time make set-up-run"

say "make run, without a screen: a sentence"
if inside "make run" >"$root/tmp/answer" 2>&1; then
    fail "make run came to an end without a screen"
fi
grep "there is no screen here" "$root/tmp/answer" || { cat "$root/tmp/answer"; fail "The sentence is missing."; }

say "make run"
for tool in Xvfb xdotool import; do
    command -v "$tool" >/dev/null || fail "To see the window: apt-get install xvfb xdotool imagemagick"
done
mount --bind "$root/tmp/.X11-unix" /tmp/.X11-unix 2>/dev/null || { mkdir -p /tmp/.X11-unix; mount --bind "$root/tmp/.X11-unix" /tmp/.X11-unix; }
exec 8> >(cat >"$root/tmp/display")
Xvfb -displayfd 8 -screen 0 1280x900x24 -nolisten tcp 2>/dev/null 8>&8 &
exec 8>&-
until [ -s "$root/tmp/display" ]; do sleep 0.1; done
export DISPLAY=":$(cat "$root/tmp/display")"
environment+=("DISPLAY=$DISPLAY")
inside "make run" >"$root/tmp/answer" 2>&1 &
register=$!
for _ in $(seq 100); do
    window=$(xdotool search --onlyvisible --name OpenPOS 2>/dev/null | head -n 1 || true)
    [ -z "$window" ] || break
    kill -0 "$register" 2>/dev/null || { cat "$root/tmp/answer"; fail "make run ended without a window."; }
    sleep 0.3
done
[ -n "${window:-}" ] || { cat "$root/tmp/answer"; fail "make run showed no window within 30 seconds."; }
echo "The window: $(xdotool getwindowname "$window")"
if [ -n "${BARE_PICTURE:-}" ]; then
    sleep 1  # a picture is for people: let the window finish painting
    import -window root "$BARE_PICTURE"
fi
say "All is well on a bare Debian 12."
