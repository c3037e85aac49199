"""What is done seldom: with the sale, and with the register."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from openpos.domain.errors import N_
from openpos.ui import theme
from openpos.ui.i18n import tr
from openpos.ui.screens.cash_entry import scrolling
from openpos.ui.screens.checkout.figures import SCARCE_PERCENT
from openpos.ui.widgets.buttons import BigKey, Key, Kind
from openpos.ui.widgets.paper import glide
from openpos.ui.widgets.text import Text, fitting

_MENU, _BACK = N_("More to do"), N_("Back to the articles")
_SALE, _REGISTER = N_("With the sale"), N_("With the register")
_PRACTISE, _STOP_PRACTISING = N_("Practise"), N_("Stop practising")
SALE_KEYS = (
    ("parked", N_("Parked sales"), "inbox", "Alt+1"),
    ("line_price", N_("Price of the line"), "tag", "Alt+P"),
    ("department", N_("Department"), "coins", "Alt+D"),
    ("eat_in", N_("Eat here or take away"), "utensils", "Alt+E"),
    ("sell_gift_card", N_("Sell a gift card"), "gift", "Alt+G"),
    ("gift_card", N_("Gift card balance"), "gift", "Alt+B"),
    ("pro_forma", N_("Pro forma"), "file-text", "Alt+F"),
    ("return_goods", N_("Return without receipt"), "rotate-ccw", "Alt+R"),
    ("practise", _PRACTISE, "graduation-cap", "Alt+T"),
)
PAGE_KEYS = (
    ("receipts", N_("Receipts"), "receipt", "Alt+2"),
    ("drawer", N_("Cash drawer"), "wallet", "Alt+3"),
    ("reports", N_("Reports"), "file-text", "Alt+4"),
    ("close_shift", N_("Close the shift"), "calculator", "Alt+5"),
    ("papers", N_("Print jobs"), "printer", "Alt+6"),
    ("articles", N_("Articles"), "package", "Alt+7"),
    ("methods", N_("Methods of payment"), "credit-card", "Alt+8"),
    ("cost_centres", N_("Cost centres"), "store", "Alt+9"),
    ("staff", N_("Staff"), "users", "Alt+0"),
    ("customers", N_("Customers"), "user", "Alt+C"),
    ("integrations", N_("Integrations"), "cloud", "Alt+I"),
    ("sent", N_("Sent to Spiris"), "upload", "Alt+U"),
    ("settings", N_("Settings"), "settings", "Alt+S"),
    ("log_out", N_("Log out"), "log-out", "Alt+L"),
    ("quit", N_("Close the program"), "power", "Alt+Q"),
)
_SHORT = {"eat_in": N_("Eat here or to go"), "return_goods": N_("No-receipt return")}
"""What is said where letters are large."""
_COLUMNS = 3


class _MenuKey(BigKey):
    """Pressed seldom: not as high as a payment key."""

    def sizeHint(self) -> QSize:
        look = theme.current()
        stacked = self._icon_px() + QFontMetrics(look.font(look.body, strong=True)).height() + look.space(8)
        return QSize(look.key_px, max(look.touch_px + look.space(4), stacked))

    def _font(self) -> QFont:
        look = theme.current()
        room = self.width() - look.space(8)
        return look.font(max(look.small, fitting(self.text(), look.body, room, self.height())), strong=True)


class Menu(QWidget):
    """`wanted` tells the name of an act with the sale or of a page, "log_out" or "quit"."""

    wanted = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._practising = False
        self._title = Text("", "heading", parent=self)
        self._back = Key(icon="arrow-left", kind=Kind.QUIET, parent=self)
        self._back.clicked.connect(self.left)
        self.keys = {
            name: _MenuKey("", icon=icon, shortcut=shortcut, parent=self)
            for name, _, icon, shortcut in (*SALE_KEYS, *PAGE_KEYS)
        }
        for name, key in self.keys.items():
            key.clicked.connect(lambda _=False, name=name: self.wanted.emit(name))
        self._headings = (Text("", "second", parent=self), Text("", "second", parent=self))
        top = QHBoxLayout()
        top.addWidget(self._back)
        top.addWidget(self._title, 1)
        keys = QWidget()
        self._grid = QGridLayout(keys)
        self._grid.setContentsMargins(0, 0, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(top)
        area = scrolling(keys)
        glide(area)
        column.addWidget(area, 1)
        self._columns = 0
        self._lay_out()
        self._speak()

    def focus_first(self) -> None:
        next(iter(self.keys.values())).setFocus()

    def show_practice(self, *, practising: bool) -> None:
        """What the key for practice leads to."""
        self._practising = practising
        self._speak()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._speak()
        elif event.type() == QEvent.Type.StyleChange:
            self._lay_out()
            self._speak()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        look = theme.current()
        self._grid.setHorizontalSpacing(look.space(8))
        self._grid.setVerticalSpacing(look.space(6))  # eight rows fit beside a title bar and a task bar
        columns = _COLUMNS - 1 if look.text_percent >= SCARCE_PERCENT else _COLUMNS
        if columns == self._columns:
            return
        self._columns = columns
        row = 0
        for heading, keys in zip(self._headings, (SALE_KEYS, PAGE_KEYS), strict=True):
            self._grid.addWidget(heading, row, 0, 1, columns)
            for place, (name, *_) in enumerate(keys):
                self._grid.addWidget(self.keys[name], row + 1 + place // columns, place % columns)
            row += 1 - -len(keys) // columns
        self._grid.setRowStretch(row, 1)

    def _speak(self) -> None:
        self._title.setText(tr(_MENU))
        scarce = theme.current().text_percent >= SCARCE_PERCENT
        self._back.set_face("" if scarce else tr(_BACK))
        self._back.setAccessibleName(tr(_BACK))
        for heading, words in zip(self._headings, (_SALE, _REGISTER), strict=True):
            heading.setText(tr(words))
        for name, words, *_ in (*SALE_KEYS, *PAGE_KEYS):
            self.keys[name].set_face(tr(_SHORT.get(name, words) if scarce else words))
            self.keys[name].setAccessibleName(tr(words))
        if self._practising:
            self.keys["practise"].set_face(tr(_STOP_PRACTISING))
            self.keys["practise"].setAccessibleName(tr(_STOP_PRACTISING))
