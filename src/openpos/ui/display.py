"""Whether there is a screen to open a window on. Knows no Qt: without a screen Qt aborts the process."""

from __future__ import annotations

import ctypes
import os
import sys

from openpos.domain.errors import N_, Unavailable

_START_THERE = N_("Start it on the desktop of this computer, as the person who is logged in there.")


def ensure_display() -> None:
    """Raises Unavailable where no window can be opened. Takes a millisecond."""
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM"):  # somebody chose
        return
    wayland, x11 = os.environ.get("WAYLAND_DISPLAY"), os.environ.get("DISPLAY")
    if not wayland and not x11:
        raise Unavailable("OpenPOS opens a window, and there is no screen here.", _START_THERE)
    # The screen may be gone, or refuse us, though it is named: as in a root shell.
    if not (wayland and _wayland_answers()) and not (x11 and _x11_answers()):
        raise Unavailable(
            "OpenPOS opens a window, and the screen {screen} does not answer.", _START_THERE, screen=x11 or wayland
        )


def _wayland_answers() -> bool:
    try:
        library = ctypes.CDLL("libwayland-client.so.0")
    except OSError:
        return True  # Qt knows more
    library.wl_display_connect.restype = ctypes.c_void_p
    display = library.wl_display_connect(None)
    if display is not None:
        library.wl_display_disconnect(ctypes.c_void_p(display))
    return display is not None


def _x11_answers() -> bool:
    try:
        library = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True  # Qt knows more
    library.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(library.xcb_connect(None, None))
    failed: int = library.xcb_connection_has_error(connection)
    library.xcb_disconnect(connection)
    return failed == 0
