"""The keys that take payment: always in the same place, the seldom ones behind one more key."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QFont, QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from openpos.domain.errors import N_
from openpos.domain.payment import Method, MethodKind, method_source
from openpos.ui import theme
from openpos.ui.i18n import tr
from openpos.ui.screens.checkout.figures import SCARCE_PERCENT
from openpos.ui.widgets.buttons import BigKey, Key, Kind
from openpos.ui.widgets.guard import accepts_after
from openpos.ui.widgets.text import Text, fitting

MOST = 4
"""So many keys lie in the row; where there are more methods, the last of them leads to the others."""
_MORE, _MORE_KEY, _BACK = N_("More ways to pay"), N_("More ways"), N_("Back to the articles")
_MORE_SHORT = N_("More")
_ICONS = {
    MethodKind.CASH: "banknote",
    MethodKind.CARD: "credit-card",
    MethodKind.SWISH: "smartphone",
    MethodKind.GIFT_CARD: "gift",
    MethodKind.VOUCHER: "ticket",
    MethodKind.INVOICE: "file-text",
}
_COLUMNS = 2


def pay_shortcuts(methods: Sequence[Method]) -> dict[str, str]:
    """The key of each method by its id: F9 and F10 for cash and card, Ctrl with a digit for the others in their order.

    The tenth of the others has none.
    """
    fixed = {Method.CASH.id: "F9", Method.CARD.id: "F10"}
    others = [method.id for method in methods if method.id not in fixed]
    return fixed | {one: f"Ctrl+{place}" for place, one in enumerate(others[:9], start=1)}


class _PayKey(BigKey):
    """Its words shrink sooner than that they are cut: what a shop calls its own method may be long."""

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(min(hint.width(), theme.current().key_px), hint.height())

    def _font(self) -> QFont:
        look = theme.current()
        room = self.width() - look.space(16)
        return look.font(max(look.small, fitting(self.text(), look.large, room, self.height())), strong=True)


class PayKeys(QWidget):
    """The row of payment keys. `chosen` tells the method, `more_wanted` that the others are to be shown."""

    chosen = Signal(Method)
    more_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.methods: dict[Method, BigKey] = {}
        """The keys in the row."""
        self.others: tuple[Method, ...] = ()
        """What lies behind the key that leads to more."""
        self.more = _PayKey("", icon="ellipsis", shortcut="Ctrl+0", parent=self)
        self.more.clicked.connect(self.more_wanted)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.more)
        self.more.hide()
        self._behind: list[QShortcut] = []
        """The keyboard's keys of the others: they work without a look at them."""
        self._methods: tuple[Method, ...] = ()
        self._in_use: Method | None = None
        self._free = True
        self._space()

    def show_methods(self, methods: tuple[Method, ...]) -> None:
        """These can be paid by, in this order."""
        if methods == self._methods:
            return
        self._methods = methods
        for key in self.methods.values():
            self._row.removeWidget(key)
            key.deleteLater()
        in_row = methods if len(methods) <= MOST else methods[: MOST - 1]
        self.others = methods[len(in_row) :]
        shortcuts = pay_shortcuts(methods)
        self.methods = {method: pay_key(method, shortcuts.get(method.id, ""), self) for method in in_row}
        for place, (method, key) in enumerate(self.methods.items()):
            key.clicked.connect(lambda _=False, method=method: self.chosen.emit(method))
            self._row.insertWidget(place, key, 1)
        for shortcut in self._behind:
            shortcut.deleteLater()
        self._behind = [QShortcut(QKeySequence(shortcuts.get(method.id, "")), self) for method in self.others]
        for method, shortcut in zip(self.others, self._behind, strict=True):
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(lambda method=method: self.chosen.emit(method))
        self._row.setStretchFactor(self.more, 1)
        self.more.setVisible(bool(self.others))
        self._face()

    def show_use(self, method: Method | None, *, free: bool) -> None:
        """Which method is in use, None while nothing is paid; and whether another may be chosen."""
        self._in_use, self._free = method, free
        self._face()

    def keys(self) -> list[BigKey]:
        """All keys in the row."""
        return [*self.methods.values(), self.more]

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self._space()
            self._face()
        elif event.type() == QEvent.Type.LanguageChange:
            self._face()
        super().changeEvent(event)

    def _face(self) -> None:
        for method, key in self.methods.items():
            key.setEnabled(self._free)
            weighs = self._in_use is None or method == self._in_use
            key.set_face(tr(method_source(method)), kind=Kind.PRIMARY if weighs else Kind.PLAIN)
        for shortcut in self._behind:
            shortcut.setEnabled(self._free)
        among = self._in_use in self.others
        self.more.setEnabled(self._free)
        scarce = theme.current().text_percent >= SCARCE_PERCENT
        self.more.set_face(tr(_MORE_SHORT if scarce else _MORE_KEY), kind=Kind.PRIMARY if among else Kind.PLAIN)
        self.more.setAccessibleName(tr(_MORE))

    def _space(self) -> None:
        self._row.setSpacing(theme.current().space(8))


class MoreMethods(QWidget):
    """The methods that found no place in the row."""

    chosen = Signal(Method)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.keys: dict[Method, BigKey] = {}
        self._back = Key(icon="arrow-left", kind=Kind.QUIET, parent=self)
        self._back.clicked.connect(self.left)
        self._title = Text("", "heading", parent=self)
        top = QHBoxLayout()
        top.addWidget(self._back)
        top.addWidget(self._title, 1)
        self._grid = QGridLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(top)
        column.addLayout(self._grid)
        column.addStretch()
        self._speak()
        self._grid.setSpacing(theme.current().space(8))
        accepts_after(self)

    def show_methods(self, methods: tuple[Method, ...], among: tuple[Method, ...]) -> None:
        """These; `among` all of the register's, which tell the keyboard's keys."""
        if tuple(self.keys) != methods:
            for key in self.keys.values():
                self._grid.removeWidget(key)
                key.deleteLater()
            shortcuts = pay_shortcuts(among)
            self.keys = {method: pay_key(method, "", self) for method in methods}
            for place, (method, key) in enumerate(self.keys.items()):
                key.clicked.connect(lambda _=False, method=method: self.chosen.emit(method))
                key.tell_key(shortcuts.get(method.id, ""))
                self._grid.addWidget(key, place // _COLUMNS, place % _COLUMNS)
        self._speak()
        next(iter(self.keys.values()), self._back).setFocus()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._speak()
        super().changeEvent(event)

    def _speak(self) -> None:
        self._title.setText(tr(_MORE))
        self.setAccessibleName(tr(_MORE))
        self._back.set_face("")
        self._back.setAccessibleName(tr(_BACK))
        for method, key in self.keys.items():
            key.set_face(tr(method_source(method)))


def pay_key(method: Method, shortcut: str, parent: QWidget) -> BigKey:
    """The key of a method, not labelled yet."""
    return _PayKey("", icon=_ICONS.get(method.kind, "wallet"), kind=Kind.PRIMARY, shortcut=shortcut, parent=parent)
