#!/bin/sh
# Say in a sentence that there is no screen, where Qt would abort.
set -eu

fail() { printf '%s\n' "$*" >&2; exit 1; }

[ -z "${QT_QPA_PLATFORM:-}" ] || exit 0  # somebody chose
if [ -n "${WAYLAND_DISPLAY:-}" ]; then
    exit 0
elif [ -z "${DISPLAY:-}" ]; then
    fail "OpenPOS opens a window, and there is no screen here: neither DISPLAY nor WAYLAND_DISPLAY is set." \
        "Start it in a terminal on the desktop, or through 'ssh -X'."
fi

# The X server may be gone, or refuse us, though DISPLAY names it (sudo and ssh do that).
"$(dirname "$0")/../.venv/bin/python" - <<'PYTHON' || fail "OpenPOS opens a window, and the screen DISPLAY=$DISPLAY does" \
    "not answer. Start it in a terminal on the desktop as the person who is logged in there."
import ctypes
import sys

xcb = ctypes.CDLL("libxcb.so.1")
xcb.xcb_connect.restype = ctypes.c_void_p
xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
sys.exit(xcb.xcb_connection_has_error(xcb.xcb_connect(None, None)) != 0)
PYTHON
