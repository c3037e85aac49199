"""Letters by finger: a keyboard on the screen, for a till that has no other.

It is there while a field that takes letters was touched and still has the focus. It writes what a keyboard would, but
straight to the field: what a scanner types goes its own way, through the window.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWindow
from PySide6.QtWidgets import QApplication, QGridLayout, QLineEdit, QSizePolicy, QWidget

from openpos.domain.errors import N_
from openpos.ui import theme
from openpos.ui.i18n import tr
from openpos.ui.widgets.buttons import Key, Kind, paint_box
from openpos.ui.widgets.guard import ACCEPTS_AFTER_MS

_LETTERS = ("1234567890", "qwertyuiopå", "asdfghjklöä", "zxcvbnm,.-")
_SIGNS = ("1234567890", '!"#%&/()=?+', "*';:<>|\\~^_", "{}[]$€£§´é")
_COLUMNS = 11
_WIDEST = 84
"""A key, in the tokens' pixels: wider ones only lengthen the finger's way."""
_ERASE, _SHIFT, _SPACE, _ENTER, _HIDE = N_("Erase"), N_("Capitals"), N_("Space"), N_("Enter"), N_("Hide the keyboard")
_KEYBOARD, _TO_SIGNS, _TO_LETTERS = N_("Keyboard"), N_("Signs"), N_("Letters")
_DIGITS_ALONE = Qt.InputMethodHint.ImhDigitsOnly | Qt.InputMethodHint.ImhFormattedNumbersOnly
"""A field that says so stands beside a number pad."""


class _LetterKey(Key):
    """As wide as its column, and never lower than a finger. Tab passes it by: who has that key needs none of these."""

    def __init__(self, text: str = "", *, icon: str = "", kind: Kind = Kind.PLAIN, parent: QWidget) -> None:
        super().__init__(text, icon=icon, kind=kind, parent=parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        look = theme.current()
        least = look.touch_px
        return QSize(least, max(least, QFontMetrics(self._font()).height() + look.space(4)))

    def _font(self) -> QFont:
        look = theme.current()
        return look.font(look.large)


class ScreenKeyboard(QWidget):
    """Lies over the lower part of its host, or over the upper one where the field is below. GUI thread."""

    def __init__(self, host: QWidget) -> None:
        """Make it after everything it is to lie over."""
        super().__init__(host)
        self._host = host
        self._wanted = True
        self._field: QLineEdit | None = None
        self._keep_clear: Sequence[QWidget] = ()
        self._capitals = False
        self._signs = False
        self._near: _LetterKey | None = None
        self._glass = QWidget(host)
        self._glass.hide()
        self._glass_goes = QTimer(self)
        self._glass_goes.setSingleShot(True)
        self._glass_goes.setInterval(ACCEPTS_AFTER_MS)
        self._glass_goes.timeout.connect(self._glass.hide)
        self._keys: list[list[_LetterKey]] = []
        self.hide()
        host.installEventFilter(self)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_moved)

    # ------------------------------------------------------------------------------------------------- what it is told

    def watch(self, window: QWindow | None) -> None:
        """Come when a field in this window is touched."""
        if window is not None:
            window.installEventFilter(self)

    def set_wanted(self, *, wanted: bool) -> None:
        """Whether it comes at all."""
        self._wanted = wanted
        if not wanted:
            self.leave()

    def keep_clear_of(self, *widgets: QWidget) -> None:
        """What it lies beside, where that leaves keys wide enough for a finger."""
        self._keep_clear = widgets

    def leave(self) -> None:
        """Go, until a field is touched again. Where it was, nothing is touched by the same finger's second tap."""
        self._watch_field(None)
        if self.isVisible():
            self._cover()
            self.hide()

    # ------------------------------------------------------------------------------------------------------ Qt asks for

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.MouseButtonPress and isinstance(watched, QWindow):
            assert isinstance(event, QMouseEvent)
            self._touched(event.globalPosition().toPoint())
        elif kind == QEvent.Type.Resize and watched is self._host and self.isVisible():
            self._place()
        elif watched is self._field and kind in {QEvent.Type.Hide, QEvent.Type.EnabledChange}:
            self.leave()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and self._keys:
            self._show_faces()
        elif event.type() == QEvent.Type.StyleChange and self.isVisible():
            self._place()
        super().changeEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        # Between two keys: meant for the nearer one, and not for what lies under them.
        at = event.position().toPoint()
        self._near = min(self.findChildren(_LetterKey), key=lambda key: _distance_px(key.geometry(), at))
        self._near.setDown(True)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        del event
        near, self._near = self._near, None
        if near is not None:
            near.setDown(False)
            near.click()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        tokens = theme.current().tokens
        paint_box(QPainter(self), self.rect(), tokens.page, tokens.second_ink)

    # ---------------------------------------------------------------------------------------------------- coming, going

    def _touched(self, at: QPoint) -> None:
        touched = self._host.window().childAt(self._host.window().mapFromGlobal(at))
        if touched is None or touched is self or self.isAncestorOf(touched):
            return
        field = _field_of(touched)
        if field is None:
            self.leave()
        elif self._wanted and touched is field:
            # After the touch has moved the focus there, or has been taken by what lies over the field.
            QTimer.singleShot(0, self, lambda: self._come(field))

    def _come(self, field: QLineEdit) -> None:
        if not shiboken6.isValid(field) or not field.hasFocus():
            return
        self._watch_field(field)
        if not self._keys:
            self._make_keys()
        self._show_page(signs=False, capitals=False)
        self._place()
        self.raise_()
        self.show()

    def _focus_moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        if self._field is None or now is None or now is self._field:
            return
        if isinstance(now, QLineEdit) and _takes_letters(now):
            self._watch_field(now)
            self._place()
        else:
            self.leave()

    def _watch_field(self, field: QLineEdit | None) -> None:
        if self._field is not None and shiboken6.isValid(self._field):
            self._field.removeEventFilter(self)
        self._field = field
        if field is not None:
            field.installEventFilter(self)

    def _cover(self) -> None:
        self._glass.setGeometry(self.geometry())
        self._glass.raise_()
        self._glass.show()
        self._glass_goes.start()

    def _place(self) -> None:
        look = theme.current()
        gap = look.space(4)
        self._grid.setSpacing(gap)
        self._grid.setContentsMargins(2 * gap, 2 * gap, 2 * gap, 2 * gap)
        host = self._host.contentsRect()
        left, right = self._span(host)
        width = min(right - left, _COLUMNS * (look.space(_WIDEST) + gap) + 4 * gap)
        height = self._grid.sizeHint().height()
        x = left if look.left_handed else right - width
        place = QRect(x, host.bottom() + 1 - height, width, height)
        if self._field is not None and _on(self._host, self._field).adjusted(0, -gap, 0, 2 * gap).intersects(place):
            place.moveTop(host.top())
        if self.isVisible() and place != self.geometry():
            self._cover()
            self.raise_()
        self.setGeometry(place)

    def _span(self, host: QRect) -> tuple[int, int]:
        """From where to where it may be: beside what is to be seen, or else as wide as all."""
        least = _COLUMNS * (theme.current().touch_px + theme.current().space(4))
        clear = [_on(self._host, one) for one in self._keep_clear if shiboken6.isValid(one) and one.isVisible()]
        gap = theme.current().space(8)
        begins = max((one.right() + 1 + gap for one in clear), default=host.left())
        ends = min((one.left() - gap for one in clear), default=host.right() + 1)
        for left, right in ((begins, host.right() + 1), (host.left(), ends)):
            if right - left >= least:
                return left, right
        return host.left(), host.right() + 1

    # -------------------------------------------------------------------------------------------------------- the keys

    def _key(self, text: str, icon: str = "", kind: Kind = Kind.PLAIN) -> _LetterKey:
        return _LetterKey(text, icon=icon, kind=kind, parent=self)

    def _make_keys(self) -> None:
        """Once it is wanted first: the program is to start without them."""
        self._grid = QGridLayout(self)
        self._keys = [
            [self._sign_key(row, place) for place in range(len(_LETTERS[row]))] for row in range(len(_LETTERS))
        ]
        self._erase = self._key("", "delete")
        self._erase.setAutoRepeat(True)
        self._erase.clicked.connect(lambda: self._press(Qt.Key.Key_Backspace))
        self._shift = self._key("", "chevron-up")
        self._shift.setCheckable(True)
        self._shift.clicked.connect(self._shifted)
        self._other = self._key("")
        self._other.clicked.connect(self._turned)
        self._space_key = self._key("")
        self._space_key.clicked.connect(lambda: self._press(Qt.Key.Key_Space, " "))
        self._at = self._key("@")
        self._at.clicked.connect(lambda: self._write("@"))
        self._enter = self._key("", "corner-down-left", Kind.PRIMARY)
        self._enter.clicked.connect(lambda: self._press(Qt.Key.Key_Return, "\r"))
        self._hide = self._key("", "chevron-down")
        self._hide.clicked.connect(self.leave)
        self._lay_out()

    def _sign_key(self, row: int, place: int) -> _LetterKey:
        key = self._key("")
        key.clicked.connect(lambda: self._write(self._sign(row, place)))
        return key

    def _lay_out(self) -> None:
        for row, keys in enumerate(self._keys):
            first = _COLUMNS - len(keys) if row == len(self._keys) - 1 else 0
            for place, key in enumerate(keys):
                self._grid.addWidget(key, row, first + place)
        self._grid.addWidget(self._erase, 0, _COLUMNS - 1)
        last = len(self._keys)
        self._grid.addWidget(self._shift, last - 1, 0)
        for key, column, columns in (
            (self._other, 0, 2),
            (self._at, 2, 1),
            (self._space_key, 3, 5),
            (self._enter, 8, 2),
            (self._hide, 10, 1),
        ):
            self._grid.addWidget(key, last, column, 1, columns)
        for column in range(_COLUMNS):
            self._grid.setColumnStretch(column, 1)

    def _sign(self, row: int, place: int) -> str:
        sign = (_SIGNS if self._signs else _LETTERS)[row][place]
        return sign.upper() if self._capitals else sign

    def _show_page(self, *, signs: bool, capitals: bool) -> None:
        self._signs, self._capitals = signs, capitals
        self._show_faces()

    def _show_faces(self) -> None:
        for row, keys in enumerate(self._keys):
            for place, key in enumerate(keys):
                key.set_face(self._sign(row, place))
        self._shift.setChecked(self._capitals)
        self._other.set_face("abc" if self._signs else "#+=")
        self._other.setAccessibleName(tr(_TO_LETTERS if self._signs else _TO_SIGNS))
        self.setAccessibleName(tr(_KEYBOARD))
        for key, name in (
            (self._erase, _ERASE),
            (self._shift, _SHIFT),
            (self._space_key, _SPACE),
            (self._enter, _ENTER),
            (self._hide, _HIDE),
        ):
            key.setAccessibleName(tr(name))

    def _shifted(self) -> None:
        self._show_page(signs=False, capitals=not self._capitals)

    def _turned(self) -> None:
        self._show_page(signs=not self._signs, capitals=False)

    def _write(self, sign: str) -> None:
        code = ord(sign.upper())
        self._press(code if sign.isalnum() and code <= ord("Ö") else Qt.Key.Key_unknown, sign)
        if self._capitals:
            self._show_page(signs=self._signs, capitals=False)

    def _press(self, key: int, text: str = "") -> None:
        field = self._field
        if field is None:
            return
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            if shiboken6.isValid(field):  # Enter may have closed its page
                QApplication.sendEvent(field, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text))


def _takes_letters(field: QLineEdit) -> bool:
    return field.isEnabled() and not field.isReadOnly() and not field.inputMethodHints() & _DIGITS_ALONE


def _field_of(touched: QWidget) -> QLineEdit | None:
    """The field that takes letters at this place, or that the key at this place belongs to."""
    for widget in _with_parents(touched):
        if isinstance(widget, QLineEdit):
            return widget if _takes_letters(widget) else None
    return None


def _with_parents(widget: QWidget | None) -> Iterable[QWidget]:
    while widget is not None:
        yield widget
        widget = widget.parentWidget()


def _distance_px(rect: QRect, at: QPoint) -> int:
    aside = max(rect.left() - at.x(), at.x() - rect.right(), 0)
    return aside + max(rect.top() - at.y(), at.y() - rect.bottom(), 0)


def _on(host: QWidget, widget: QWidget) -> QRect:
    """Where the widget is on its host."""
    return QRect(widget.mapTo(host, QPoint(0, 0)), widget.size())
