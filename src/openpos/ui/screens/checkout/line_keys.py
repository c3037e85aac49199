"""The keys under the receipt: what works on a line or on the basket."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from openpos.domain.errors import N_
from openpos.domain.money import ONE
from openpos.ui import theme
from openpos.ui.i18n import tr, tr_n
from openpos.ui.screens.checkout.shown import SaleShown
from openpos.ui.widgets.badge import BadgeKey
from openpos.ui.widgets.buttons import Key, Kind

_FEWER, _MORE = N_("One less"), N_("One more")
_QUANTITY, _REMOVE, _CLEAR, _OTHER = N_("Quantity"), N_("Remove"), N_("Clear"), N_("More to do")
_DISCOUNT, _PARK, _FETCH = N_("Discount"), N_("Park"), N_("Fetch")
_WAITS, _WAIT = N_("{count} parked sale"), N_("{count} parked sales")


class LineKeys(QWidget):
    """In one row, or where that is too narrow in two. Signals tell what was touched; nothing is decided here."""

    changed_by = Signal(int)
    quantity_wanted = Signal()
    removed = Signal()
    cleared = Signal()
    discount_wanted = Signal()
    park_wanted = Signal()
    menu_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parks = False
        self._rows = 0
        self._in_words = True
        self._faced = ("", 0)
        self.fewer = self._key("minus", "Ctrl+-", lambda: self.changed_by.emit(-1))
        self.more = self._key("plus", "Ctrl++", lambda: self.changed_by.emit(1))
        self.quantity = self._key("", "F2", self.quantity_wanted.emit)
        self.remove = self._key("", "F4", self.removed.emit, Kind.DANGER)
        self.clear = self._key("", "F7", self.cleared.emit, Kind.DANGER)
        self.discount = self._key("", "F5", self.discount_wanted.emit)
        self.park = BadgeKey(shortcut="F11", parent=self)
        self.park.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.park.clicked.connect(self.park_wanted)
        self.menu = self._key("ellipsis", "F6", self.menu_wanted.emit)
        self._keys = (
            *(self.fewer, self.more, self.quantity, self.discount),
            *(self.remove, self.clear, self.park, self.menu),
        )
        self._lays = (QHBoxLayout(), QHBoxLayout())
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for row in self._lays:
            self._column.addLayout(row)
        self._speak()
        self._space()

    def show_sale(self, shown: SaleShown) -> None:
        """What can be done with this sale now."""
        sale, current = shown.sale, shown.current
        fixed = sale.is_return or sale.corrects
        can_change = bool(sale.lines) and not shown.paid and not fixed
        for key in (self.more, self.remove):
            key.setEnabled(can_change)
        self.clear.setEnabled((bool(sale.lines) or sale.returning is not None) and not shown.paid)
        for key in (self.quantity, self.discount):
            key.setEnabled(not fixed)
        line = sale.lines[current] if current is not None and current < len(sale.lines) else None
        self.fewer.setEnabled(can_change and line is not None and line.quantity > ONE)
        self._parks = bool(sale.lines) and not shown.paid
        self._face_park()

    def show_parked_count(self, count: int) -> None:
        """So many baskets wait."""
        self.park.show_count(count)
        self._face_park()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self._space()
        elif event.type() == QEvent.Type.LanguageChange:
            self._speak()
            self._lay()
        super().changeEvent(event)

    def _key(self, icon: str, shortcut: str, act: Callable[[], object], kind: Kind = Kind.PLAIN) -> Key:
        key = Key(icon=icon, kind=kind, shortcut=shortcut, parent=self)
        key.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        key.clicked.connect(lambda _=False: act())
        return key

    def _speak(self) -> None:
        self.quantity.set_face(tr(_QUANTITY))
        for key, words in ((self.fewer, _FEWER), (self.more, _MORE), (self.menu, _OTHER)):
            key.setAccessibleName(tr(words))

    def _lay(self) -> None:
        """What works on a line lies above."""
        gap, half = theme.current().space(8), len(self._keys) // 2
        self._in_words = True
        self._face()
        needed = [
            sum(key.sizeHint().width() + gap for key in keys) - gap for keys in (self._keys[:half], self._keys[half:])
        ]
        rows = 1 if sum(needed) + gap <= self.width() else 2
        self._in_words = rows == 1 or max(needed) <= self.width()
        self._face()
        if rows == self._rows:
            return
        self._rows = rows
        for place, key in enumerate(self._keys):
            for row in self._lays:
                row.removeWidget(key)
            # Keys with an icon keep the width of a finger, and what they leave goes to the words.
            stretch = 0 if key in {self.fewer, self.more, self.menu} else 1
            self._lays[place // half if rows > 1 else 0].addWidget(key, stretch)

    def _face(self) -> None:
        """A key says what it does in a word, or where that would be cut by its icon."""
        for key, words, icon in (
            (self.discount, _DISCOUNT, "percent"),
            (self.remove, _REMOVE, "trash-2"),
            (self.clear, _CLEAR, "x"),
        ):
            key.set_face(tr(words) if self._in_words else "", icon="" if self._in_words else icon)
            key.setAccessibleName(tr(words))
        self._faced = ("", 0)
        self._face_park()

    def _face_park(self) -> None:
        """Put the basket aside, or where there is none fetch one: said anew only where it has changed."""
        words, count = tr(_PARK) if self._parks else tr(_FETCH), self.park.count
        if (words, count) != self._faced:
            self._faced = (words, count)
            self.park.set_face(words if self._in_words else "", icon="" if self._in_words else "inbox")
            self.park.setAccessibleName(f"{words}, {tr_n(count, _WAITS, _WAIT)}" if count else words)

    def _space(self) -> None:
        gap = theme.current().space(8)
        self._column.setSpacing(gap)
        for row in self._lays:
            row.setSpacing(gap)
        self._lay()
