"""Which keys a field that is written in leaves to its page, and which write nothing in it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

_OF_A_FIELD = {Qt.Key.Key_A, Qt.Key.Key_C, Qt.Key.Key_V, Qt.Key.Key_X}
_LETTERS = range(Qt.Key.Key_A, Qt.Key.Key_Z + 1)


def is_of_the_page(event: QEvent) -> bool:
    """Whether a line edit asks to keep a key that means something on the page: Ctrl and a letter.

    It would keep Ctrl+Z everywhere, and where windows are X11's also Ctrl+D and Ctrl+E, as Emacs has them: the focus
    is in a field nearly always, and the key would do nothing. What no page wants still reaches the field.
    """
    return (
        isinstance(event, QKeyEvent)
        and event.type() == QEvent.Type.ShortcutOverride
        and event.modifiers() == Qt.KeyboardModifier.ControlModifier
        and event.key() in _LETTERS
        and event.key() not in _OF_A_FIELD
    )


def is_no_writing(event: QEvent) -> bool:
    """Whether it is Alt with a letter or digit that no key of the page has just now: Qt would write it.

    In an amount that would be a digit nobody meant, in a PIN one that nobody sees.
    """
    return (
        isinstance(event, QKeyEvent)
        and event.type() == QEvent.Type.KeyPress
        and event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.AltModifier
        and bool(event.text())
    )
