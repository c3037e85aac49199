"""The customer's display: what was rung up last, what it comes to, what comes back. In letters to read from afar."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFontMetrics, QGuiApplication, QPainter, QPaintEvent, QScreen
from PySide6.QtWidgets import QApplication, QWidget

from openpos.domain.errors import N_
from openpos.domain.money import ONE, Quantity
from openpos.printing.qr import QUIET, qr_squares
from openpos.ui import theme
from openpos.ui.i18n import money, quantity, tr
from openpos.ui.screens.checkout.customer import IDLE, CustomerView, Moment
from openpos.ui.widgets.frame import paint_frame

_TITLE = N_("Customer display")
_WELCOME, _THANKS = N_("Welcome!"), N_("Thank you!")
_TOTAL, _TO_PAY, _TO_PAY_BACK = N_("Total"), N_("To pay"), N_("To pay back")
_CHANGE, _PAID, _PAID_BACK = N_("Change"), N_("Paid"), N_("Paid back")
_SCAN, _PRACTICE = N_("Scan the code with Swish"), N_("PRACTICE")
_WINDOW = QSize(800, 480)
_SMALLEST = 0.35
"""A text that is too wide shrinks to this part of its size; what is wider still loses its end."""


class CustomerDisplay(QWidget):
    """The window. It takes no focus and no key, and closing it closes nothing else."""

    def __init__(self, shop_name: Callable[[], str]) -> None:
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.WindowDoesNotAcceptFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._shop_name = shop_name
        self._shown = IDLE
        self._practising = False
        self._code = ""
        self._squares: tuple[tuple[bool, ...], ...] = ()
        self.resize(_WINDOW)
        self._say()

    def show_practice(self, *, practising: bool) -> None:
        """Whether nothing counts now: it says so whatever it shows, and has no code by which money would go."""
        self._practising = practising
        self.show_view(self._shown)

    def show_view(self, shown: CustomerView) -> None:
        """Show this from now on."""
        code = "" if self._practising else shown.qr
        if code != self._code:
            self._code, self._squares = code, qr_squares(code) if code else ()
        self._shown = shown
        self._say()
        self.update()

    def words(self) -> tuple[str, str, str]:
        """What it says, from the top: small words, then the one large figure and its label."""
        above, label, figure = self._words()
        return (f"{tr(_PRACTICE)} · {above}" if self._practising else above, label, figure)

    def _words(self) -> tuple[str, str, str]:
        shown = self._shown
        match shown.moment:
            case Moment.IDLE:
                return (self._shop_name(), tr(_WELCOME), "")
            case Moment.SELLING:
                return (_line(shown), tr(_TO_PAY_BACK if shown.back else _TOTAL), money(shown.total))
            case Moment.PAYING:
                above = tr(_SCAN) if self._squares else f"{tr(_TOTAL)} {money(shown.total)}"
                return (above, tr(_TO_PAY_BACK if shown.back else _TO_PAY), money(shown.due))
            case Moment.PAID:
                paid = f"{tr(_PAID_BACK if shown.back else _PAID)} {money(shown.total)}"
                if shown.change:
                    return (paid, tr(_CHANGE), money(shown.change))
                return (paid, tr(_THANKS), "")

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        look = theme.current()
        painter.fillRect(self.rect(), QColor(look.tokens.page))
        if self._practising:
            paint_frame(painter, self.rect())
        edge = max(16, min(self.width(), self.height()) // 16)
        room = self.rect().adjusted(edge, edge, -edge, -edge)
        if self._squares:
            room = self._paint_code(painter, room, edge)
        above, label, figure = self.words()
        height = room.height()
        ink, second, accent = look.tokens.ink, look.tokens.second_ink, look.tokens.accent
        if not figure:
            top = QRect(room.topLeft(), QSize(room.width(), height * 3 // 5))
            below = room.adjusted(0, top.height(), 0, 0)
            words = (above, label) if self._shown.moment is Moment.IDLE else (label, above)
            _write(painter, top, words[0], height // 5, ink, strong=True, align=Qt.AlignmentFlag.AlignCenter)
            low = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
            _write(painter, below, words[1], height // 10, second, align=low)
            return
        thirds = [QRect(room.x(), room.y() + height * part // 20, room.width(), height * size // 20)
                  for part, size in ((0, 5), (6, 4), (10, 10))]  # fmt: skip
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        _write(painter, thirds[0], above, height // 8, ink, align=left)
        _write(painter, thirds[1], label, height // 8, second, align=left)
        strong = accent if self._shown.moment is Moment.PAID else ink
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        _write(painter, thirds[2], figure, height * 2 // 5, strong, strong=True, align=right)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in {QEvent.Type.LanguageChange, QEvent.Type.StyleChange} and hasattr(self, "_shown"):
            self._say()
            self.update()
        super().changeEvent(event)

    def _say(self) -> None:
        self.setWindowTitle(tr(_TITLE))
        self.setAccessibleName(" ".join(word for word in self.words() if word))

    def _paint_code(self, painter: QPainter, room: QRect, edge: int) -> QRect:
        """Paint the code at the right and give the room that is left of it. Dark on white in every theme: a telephone
        reads no other.
        """
        count = len(self._squares) + 2 * QUIET
        side = min(room.height(), room.width() // 2) // count * count
        at = QRect(room.right() + 1 - side, room.y() + (room.height() - side) // 2, side, side)
        painter.fillRect(at, QColor("white"))
        square = side // count
        for row, squares in enumerate(self._squares):
            for column, dark in enumerate(squares):
                if dark:
                    x, y = at.x() + (column + QUIET) * square, at.y() + (row + QUIET) * square
                    painter.fillRect(x, y, square, square, QColor("black"))
        return room.adjusted(0, 0, -side - edge, 0)


class CustomerScreens:
    """Puts the display where the settings say, and follows screens that come and go. GUI thread only."""

    def __init__(
        self,
        display: CustomerDisplay,
        own: Callable[[], QScreen | None],
        screens: Callable[[], Sequence[QScreen]] = QGuiApplication.screens,
    ) -> None:
        """`own` gives the screen of the register's own window, which is never covered."""
        self._display = display
        self._own = own
        self._screens = screens
        self._where = "off"
        self._settled = QTimer(display)
        self._settled.setSingleShot(True)
        self._settled.setInterval(0)  # when Qt has finished telling of its screens
        self._settled.timeout.connect(self._place)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        for news in (app.screenAdded, app.screenRemoved, app.primaryScreenChanged):
            news.connect(self._news)

    def put(self, where: str) -> None:
        """`off`; `screen`, all of the second screen, nowhere while there is none; or `window`."""
        if where != self._where:
            self._where = where
            self._place()

    def close(self) -> None:
        """The program is closing."""
        self._where = "off"
        self._settled.stop()
        self._display.close()

    def _news(self, screen: QScreen) -> None:
        del screen  # which ones there are is asked when Qt is done telling
        self._settled.start()

    def _place(self) -> None:
        display = self._display
        if self._where == "window":
            display.setWindowFlag(Qt.WindowType.FramelessWindowHint, False)
            self._show()
            return
        second = self._second() if self._where == "screen" else None
        if second is None:
            display.hide()
            return
        display.setWindowFlag(Qt.WindowType.FramelessWindowHint, True)
        display.setScreen(second)
        display.setGeometry(second.geometry())
        self._show()

    def _show(self) -> None:
        """Without a window manager the newest window has the keyboard, whatever it asked for: hand it back."""
        before = QApplication.activeWindow()
        self._display.show()
        if before is not None and before is not self._display:
            before.activateWindow()

    def _second(self) -> QScreen | None:
        own = self._own()
        return next((screen for screen in self._screens() if screen is not own), None)


def _line(shown: CustomerView) -> str:
    line = shown.line
    if line is None:
        return ""
    pieces = Quantity(abs(line.quantity.milli))
    times = "" if pieces == ONE else f"{quantity(pieces)} {line.unit} "
    price = -line.amount if shown.back else line.amount
    return f"{times}{line.text}  {money(price)}"


def _write(
    painter: QPainter,
    room: QRect,
    text: str,
    size_px: int,
    colour: str,
    *,
    align: Qt.AlignmentFlag,
    strong: bool = False,
) -> None:
    """The text on one line, as large as it fits."""
    look = theme.current()
    least = max(8, round(size_px * _SMALLEST))
    size = max(size_px, least)
    while size > least and QFontMetrics(look.font(size, strong=strong)).horizontalAdvance(text) > room.width():
        size -= max(1, size // 20)
    font = look.font(size, strong=strong)
    painter.setFont(font)
    painter.setPen(QColor(colour))
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(QRectF(room), int(align) | int(Qt.TextFlag.TextSingleLine), shown)
