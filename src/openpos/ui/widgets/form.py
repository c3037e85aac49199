"""Forms: a label, what is chosen or written, and what is wrong with it, row by row."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from openpos.domain.errors import OpenPosError
from openpos.ui import icons, theme
from openpos.ui.i18n import translate_error
from openpos.ui.widgets.buttons import paint_box, paint_focus
from openpos.ui.widgets.messages import announce
from openpos.ui.widgets.text import Icon, Text


class FieldNote(QWidget):
    """Under a field: a hint, or in its place what it asks for besides, or what is wrong with what was written."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = Icon("octagon-alert", "stop", 24, parent=self)
        self._icon.hide()
        self._words = Text("", "small", wrap=True, parent=self)
        self._hint = self._notice = ""
        self._wrong = False
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(self._words, 1)
        self.hide()

    @property
    def words(self) -> str:
        """What it says now."""
        return self._words.text()

    def say(self, hint: str) -> None:
        """Say this while nothing is wrong."""
        self._hint = hint
        self._rest()

    def show_notice(self, words: str) -> None:
        """Ask for this while nothing is wrong, in the hint's place; empty to ask for nothing."""
        self._notice = words
        self._rest()

    def show_error(self, error: OpenPosError | None) -> None:
        """Say what is wrong, or that nothing is."""
        self._wrong = error is not None
        if error is None:
            self._rest()
            return
        said = translate_error(error)
        self._put(f"{said.title} {said.advice}".strip(), "strong", "octagon-alert", "stop")
        announce(self, self.words)

    def _rest(self) -> None:
        if not self._wrong:
            self._put(self._notice or self._hint, "strong" if self._notice else "small", "triangle-alert", "soon")

    def _put(self, words: str, kind: str, icon: str, token: str) -> None:
        self._icon.set_icon(icon, token)
        self._icon.setVisible(kind == "strong")
        self._words.setText(words)
        self._words.set_kind(kind)
        self.setVisible(bool(words))


class Form(QWidget):
    """Rows of label and control, with a note under each control. Labels stand in one column."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(0, 2)
        self._grid.setColumnStretch(1, 5)
        self._labels: dict[str, Text] = {}
        self._notes: dict[str, FieldNote] = {}
        self._controls: dict[str, QWidget] = {}
        self._space()

    def add_heading(self, key: str) -> None:
        """A heading over the rows that follow."""
        self._labels[key] = Text("", "heading")
        self._labels[key].setContentsMargins(0, theme.current().space(16), 0, 0)
        self._grid.addWidget(self._labels[key], self._grid.rowCount(), 0, 1, 2)

    def add(self, key: str, control: QWidget) -> None:
        """A row of a control that takes the whole width."""
        label = Text("", wrap=True)
        label.setBuddy(control)
        cell = QVBoxLayout()
        cell.setSpacing(theme.current().space(4))
        note = FieldNote()
        cell.addWidget(control)
        cell.addWidget(note)
        row = self._grid.rowCount()
        # Level with the middle of the control, wherever the note under it ends.
        label.setMinimumHeight(theme.current().touch_px)
        label.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addLayout(cell, row, 1)
        self._labels[key], self._notes[key], self._controls[key] = label, note, control

    def show_row(self, key: str, *, visible: bool) -> None:
        """Show or hide a row."""
        self._labels[key].setVisible(visible)
        self._controls[key].setVisible(visible)
        self._notes[key].setVisible(visible and bool(self._notes[key].words))

    def say(self, key: str, label: str, hint: str = "") -> None:
        """A row's or heading's words."""
        self._labels[key].setText(label)
        if key in self._controls:
            self._controls[key].setAccessibleName(label)
            self._notes[key].say(hint)
            self._controls[key].setAccessibleDescription(hint)

    def show_error(self, key: str, error: OpenPosError | None) -> None:
        """What is wrong with a row, or nothing."""
        self._notes[key].show_error(error)

    def show_notice(self, key: str, words: str) -> None:
        """What a row asks of people besides, or nothing."""
        self._notes[key].show_notice(words)

    def error(self, key: str) -> str:
        """What a row's note says now."""
        return self._notes[key].words

    def focus(self, key: str) -> None:
        """Put the focus on a row's control."""
        self._controls[key].setFocus(Qt.FocusReason.TabFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange and self.layout() is not None:
            self._space()
        super().changeEvent(event)

    def _space(self) -> None:
        look = theme.current()
        self._grid.setHorizontalSpacing(look.space(16))
        self._grid.setVerticalSpacing(look.space(12))
        for label in self._labels.values():
            if label.buddy() is not None:
                label.setMinimumHeight(look.touch_px)
            else:
                label.setContentsMargins(0, look.space(16), 0, 0)


class Field(QLineEdit):
    """A line of text to write. `limit` is how many characters it takes."""

    def __init__(self, limit: int, *, secret: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaxLength(limit)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if secret:
            self.setEchoMode(QLineEdit.EchoMode.Password)
            self.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)


class _Box(QAbstractButton):
    """The box of a tick."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def sizeHint(self) -> QSize:
        side = theme.current().touch_px
        return QSize(side, side)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        look = theme.current()
        painter = QPainter(self)
        side = look.space(32)
        box = QRect((self.width() - side) // 2, (self.height() - side) // 2, side, side)
        on = self.isChecked()
        tokens = look.tokens
        paint_box(painter, box, tokens.accent if on else tokens.surface, tokens.accent if on else tokens.second_ink, 2)
        if on:
            mark = look.space(24)
            at = QPoint(box.center().x() - mark // 2 + 1, box.center().y() - mark // 2 + 1)
            painter.drawPixmap(at, icons.pixmap("check", tokens.on_accent, mark, self.devicePixelRatioF()))
        if self.hasFocus():
            paint_focus(painter, self.rect())


class Tick(QWidget):
    """A sentence to confirm, on as many lines as it needs. `clicked` tells what a person did."""

    clicked = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = _Box(self)
        self._words = Text("", wrap=True, parent=self)
        self._words.setBuddy(self._box)
        self._box.clicked.connect(self.clicked)
        self.setFocusProxy(self._box)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._box, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1, Qt.AlignmentFlag.AlignVCenter)

    def say(self, words: str) -> None:
        """The sentence."""
        self._words.setText(words)
        self._box.setAccessibleName(words)

    def is_checked(self) -> bool:
        """Whether it is confirmed."""
        return self._box.isChecked()

    def set_checked(self, *, checked: bool) -> None:
        """Show it as confirmed or not, without telling anyone."""
        self._box.setChecked(checked)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        # The words are part of what a finger may touch.
        if self.rect().contains(event.position().toPoint()):
            self._box.click()
