"""What the program has to say, without stopping anyone: a message at its place, a toast that goes by itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from openpos.domain.errors import N_, OpenPosError, Unavailable
from openpos.ui import theme
from openpos.ui.i18n import tr, translate_error
from openpos.ui.theme import State
from openpos.ui.widgets.buttons import Key, Kind, paint_box
from openpos.ui.widgets.strip import STATE_ICONS
from openpos.ui.widgets.text import Icon, Text

_CLOSE = N_("Close")
# How long a toast stays: long enough to read two sentences twice.
_STAYS_MS = {State.PLAIN: 4000, State.OK: 4000, State.SOON: 8000, State.STOP: 12000}
_STATE_TOKENS = {State.PLAIN: "second_ink", State.OK: "paid", State.SOON: "soon", State.STOP: "stop"}


def announce(widget: QWidget, words: str) -> None:
    """Have a screen reader say it at once, as an alert."""
    event = QAccessibleAnnouncementEvent(widget, words)
    event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    QAccessible.updateAccessibility(event)


def state_of(error: OpenPosError) -> State:
    """A device that is away may come back; the rest stops the act."""
    return State.SOON if isinstance(error, Unavailable) else State.STOP


_ROOM_FOR_ICON = 220


class _Notice(QWidget):
    """An icon, what happened, what to do."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = State.PLAIN
        self._icon = Icon("info", parent=self)
        self._title = Text("", "strong", wrap=True, parent=self)
        self._advice = Text("", wrap=True, parent=self)
        self._words = QVBoxLayout()
        self._words.addWidget(self._title)
        self._words.addWidget(self._advice)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addLayout(self._words, 1)
        for text in (self._title, self._advice):
            policy = text.sizePolicy()
            policy.setHeightForWidth(False)  # `_fit` sees to it
            text.setSizePolicy(policy)
        self._space()

    @property
    def words(self) -> str:
        """What it says now."""
        return " ".join(part for part in (self._title.text(), self._advice.text()) if part)

    @property
    def state(self) -> State:
        return self._state

    def _say(self, title: str, advice: str, state: State) -> None:
        self._state = state
        self._title.setText(title)
        self._advice.setText(advice)
        self._advice.setVisible(bool(advice))
        self._icon.set_icon(STATE_ICONS[state], _STATE_TOKENS[state])
        self.setAccessibleName(self.words)
        self.update()
        announce(self, self.words)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self._space()
        super().changeEvent(event)

    def _space(self) -> None:
        look = theme.current()
        edge = look.space(12)
        self._row.setContentsMargins(edge + look.space(4), edge, edge, edge)
        self._row.setSpacing(look.space(12))
        self._words.setSpacing(look.space(4))

    def _fit(self, width_px: int) -> None:
        """Give the words the height they need in a notice of this width.

        A layout thinks of wrapped words at another width than it gives them in the end, and cuts them.
        """
        edges = self._row.contentsMargins()
        for place in range(self._row.count()):
            item = self._row.itemAt(place)
            widget = item.widget() if item is not None else None
            if widget is not None and not widget.isHidden():
                width_px -= widget.sizeHint().width() + self._row.spacing()
        for text in (self._title, self._advice):
            text.setMinimumHeight(0)  # a label never says that it needs less than it was given
            text.setFixedHeight(max(0, text.heightForWidth(max(1, width_px - edges.left() - edges.right()))))
        self._row.activate()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        look = theme.current()
        painter = QPainter(self)
        paint_box(painter, self.rect(), look.state_page(self._state), look.state_ink(self._state), 2)


class Message(_Notice):
    """A message at the place of the act. Stays until `clear` or, where it may be closed, until it is closed."""

    closed = Signal()

    def __init__(self, *, closable: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._action = Key(kind=Kind.PLAIN, parent=self)
        self._act: Callable[[], None] | None = None
        self._action.clicked.connect(self._acted)
        self._close = Key(icon="x", kind=Kind.QUIET, name=tr(_CLOSE), parent=self)
        self._close.clicked.connect(self._closed)
        self._close.setVisible(closable)
        self._row.addWidget(self._action, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def show_error(self, error: OpenPosError) -> None:
        said = translate_error(error)
        self.show_text(said.title, said.advice, state_of(error))

    def show_text(
        self,
        title: str,
        advice: str = "",
        state: State = State.PLAIN,
        *,
        action: str = "",
        act: Callable[[], None] | None = None,
    ) -> None:
        """`action` is the text of a key that calls `act`."""
        self._act = act
        self._action.set_face(action)
        self._action.setVisible(bool(action))
        self._say(title, advice, state)
        self.show()
        self._fit(self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit(self.width())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit(self.width())

    def clear(self) -> None:
        self.hide()

    def focus_action(self) -> None:
        """Put the focus on the key that acts."""
        self._action.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fit(self, width_px: int) -> None:
        look = theme.current()
        # Large letters beside a key in a narrow column: the words tell what the icon would.
        roomy = width_px * 100 // look.text_percent >= look.space(_ROOM_FOR_ICON)
        self._icon.setVisible(roomy or self._action.isHidden())
        super()._fit(width_px)

    def _acted(self) -> None:
        if self._act is not None:
            self._act()

    def _closed(self) -> None:
        self.hide()
        self.closed.emit()


class Toast(_Notice):
    """A message that lies over the screen for a while, never over what it must keep clear of, such as the total.

    A touch takes it away. The newest replaces the one before it.
    """

    def __init__(self, host: QWidget, keep_clear: Sequence[QWidget] = ()) -> None:
        """`host` is the widget it lies over; make it last, or it lies under what comes later."""
        super().__init__(host)
        self._host = host
        self._keep_clear = tuple(keep_clear)
        self._leave = QTimer(self)
        self._leave.setSingleShot(True)
        self._leave.timeout.connect(self.hide)
        host.installEventFilter(self)
        self.hide()

    def keep_clear_of(self, *widgets: QWidget) -> None:
        """What it must never hide, from now on."""
        self._keep_clear = widgets

    def show_error(self, error: OpenPosError) -> None:
        said = translate_error(error)
        self.show_text(said.title, said.advice, state_of(error))

    def show_text(self, title: str, advice: str = "", state: State = State.PLAIN) -> None:
        self._say(title, advice, state)
        self._place()
        self.raise_()
        self.show()
        self._leave.start(_STAYS_MS[state])

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        look = theme.current()
        edge = look.space(16)
        host = self._host.rect()
        width = min(host.width() - 2 * edge, look.space(560))
        self._fit(width)
        height = self._row.sizeHint().height()
        right, bottom = host.width() - edge - width, host.height() - edge - height
        under_strip = look.touch_px + look.space(8) + edge
        keys_at_left = look.left_handed
        places = [QPoint(right, under_strip), QPoint(edge, under_strip), QPoint(right, bottom), QPoint(edge, bottom)]
        if keys_at_left:
            places = [places[1], places[0], places[3], places[2]]
        kept = [
            QRect(widget.mapTo(self._host, QPoint(0, 0)), widget.size())
            for widget in self._keep_clear
            if widget.isVisible() and self._host.isAncestorOf(widget)
        ]
        size = QRect(0, 0, width, height).size()
        free = [place for place in places if not any(QRect(place, size).intersects(rect) for rect in kept)]
        self.setGeometry(QRect((free or places)[0], size))
