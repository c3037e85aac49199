"""Keys to touch: plain ones, payment keys, article keys and group keys."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen, QShortcut
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from openpos.ui import icons, theme


class Kind(StrEnum):
    """How much a key weighs on its screen."""

    PLAIN = "plain"
    PRIMARY = "primary"
    """What a screen is for: one, at most a few."""
    QUIET = "quiet"
    """No frame: on a bar, or many beside each other."""
    DANGER = "danger"
    """Takes something away."""


def paint_box(painter: QPainter, rect: QRect, fill: str | None, border: str | None, width_px: int = 1) -> None:
    """A rounded box whose border lies inside the rectangle."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor(fill) if fill else Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(border), width_px) if border else Qt.PenStyle.NoPen)
    half = width_px / 2 if border else 0
    radius = theme.current().radius
    painter.drawRoundedRect(rect.toRectF().adjusted(half, half, -half, -half), radius, radius)


def paint_focus(painter: QPainter, rect: QRect) -> None:
    """A ring in two colours, so that it shows on whatever it lies on."""
    look = theme.current()
    ring_px = max(3, look.space(3))
    paint_box(painter, rect, None, look.tokens.focus, ring_px)
    paint_box(
        painter, rect.adjusted(ring_px, ring_px, -ring_px, -ring_px), None, look.tokens.surface, max(2, ring_px - 1)
    )


def wrapped(text: str, metrics: QFontMetrics, width_px: int, most: int = 2) -> tuple[str, ...]:
    """The text on at most so many lines. What is too long loses its middle: articles are told apart by how they begin
    and by the size they end in.
    """
    lines: list[str] = []
    rest = text
    while len(lines) < most - 1 and metrics.horizontalAdvance(rest) > width_px:
        line, rest = _broken(rest, metrics, width_px)
        lines.append(line)
    return (*lines, metrics.elidedText(rest, Qt.TextElideMode.ElideMiddle, width_px))


def _broken(text: str, metrics: QFontMetrics, width_px: int) -> tuple[str, str]:
    """As much as fits on a line, broken between words or else inside the first, and the rest."""
    words = text.split()
    line = ""
    while words and metrics.horizontalAdvance(f"{line} {words[0]}".strip()) <= width_px:
        line = f"{line} {words.pop(0)}".strip()
    rest = " ".join(words)
    if line:
        return line, rest
    fits = 1
    while fits < len(rest) and metrics.horizontalAdvance(rest[: fits + 1] + "-") <= width_px:
        fits += 1
    return rest[:fits] + "-", rest[fits:]


class Key(QAbstractButton):
    """A key of at least a finger's size with an icon, a text or both.

    Touching it does not move the focus, so that typing goes on where it was; Tab reaches it. A finger may slide a
    little off it. Enter presses it like Space. `shortcut` presses it from anywhere in its window.
    """

    def __init__(
        self,
        text: str = "",
        *,
        icon: str = "",
        kind: Kind = Kind.PLAIN,
        shortcut: str = "",
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`name` is what a screen reader says where there is no text. `shortcut` is written like "F5"."""
        super().__init__(parent)
        self._icon = icon
        self._kind = kind
        self._sequence = QKeySequence(shortcut)
        self._shortcut: QShortcut | None = None
        self.setText(text)
        self.setAccessibleName(name or text)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        if shortcut:
            self._shortcut = QShortcut(self._sequence, self)
            self._shortcut.setAutoRepeat(False)
            self._shortcut.activated.connect(self.click)
            self.setAccessibleDescription(self.key_hint)

    @property
    def key_hint(self) -> str:
        """The key that presses it, as a person reads it; empty where it has none."""
        return self._sequence.toString(QKeySequence.SequenceFormat.NativeText)

    def tell_key(self, shortcut: str) -> None:
        """Show the key that does the same, without taking it."""
        self._sequence = QKeySequence(shortcut)
        self.setAccessibleDescription(self.key_hint)

    def set_face(self, text: str, *, icon: str | None = None, kind: Kind | None = None) -> None:
        """Another text, icon or weight. Its place and size in the layout are asked for anew."""
        self._icon = self._icon if icon is None else icon
        self._kind = self._kind if kind is None else kind
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    # ------------------------------------------------------------------------------------------------ Qt asks for

    def sizeHint(self) -> QSize:
        look = theme.current()
        metrics = QFontMetrics(self._font())
        width = 2 * self._padding()
        if self.text():
            width += metrics.horizontalAdvance(self.text())
        if self._icon:
            width += self._icon_px() + (look.space(8) if self.text() else 0)
        height = max(self._least_px(), metrics.height() + look.space(16))
        return QSize(max(width, self._least_px()), height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        slop = theme.current().slop_px
        return self.rect().adjusted(-slop, -slop, slop, slop).contains(pos)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        fill, border, ink = self._colours()
        paint_box(painter, self.rect(), fill, border, 2 if self.isDown() or self.isChecked() else 1)
        if self.hasFocus():
            paint_focus(painter, self.rect())
        painter.setPen(QColor(ink))
        painter.setFont(self._font())
        self._paint_face(painter, self.rect(), ink)

    # ------------------------------------------------------------------------------------------ what a kind changes

    def _least_px(self) -> int:
        return theme.current().touch_px

    def _padding(self) -> int:
        return theme.current().space(12 if self.text() else 8)

    def _icon_px(self) -> int:
        return theme.current().icon(24)

    def _font(self) -> QFont:
        look = theme.current()
        return look.font(look.body, strong=self._kind == Kind.PRIMARY or self.isChecked())

    def _colours(self) -> tuple[str | None, str | None, str]:
        """Fill, border and ink, as the key is now."""
        tokens = theme.current().tokens
        if not self.isEnabled():
            return (None if self._kind == Kind.QUIET else tokens.page, None, tokens.second_ink)
        if self.isDown():
            if self._kind == Kind.PRIMARY:
                return tokens.ink, tokens.ink, tokens.surface
            return tokens.pressed, tokens.accent, tokens.ink
        if self.isChecked():
            return tokens.newest, tokens.accent, tokens.ink
        if self._kind == Kind.PRIMARY:
            return tokens.accent, None, tokens.on_accent
        if self._kind == Kind.QUIET:
            return None, None, tokens.ink
        return tokens.surface, tokens.stop if self._kind == Kind.DANGER else tokens.line, tokens.ink

    def _icon_ink(self, ink: str) -> str:
        if self._kind == Kind.DANGER and self.isEnabled():
            return theme.current().tokens.stop
        return ink

    def _paint_face(self, painter: QPainter, rect: QRect, ink: str) -> None:
        look = theme.current()
        metrics = painter.fontMetrics()
        inside = rect.adjusted(look.space(4), 0, -look.space(4), 0)
        icon_px = self._icon_px() if self._icon else 0
        gap = look.space(8) if icon_px and self.text() else 0
        text = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, inside.width() - icon_px - gap)
        width = icon_px + gap + metrics.horizontalAdvance(text)
        left = inside.left() + (inside.width() - width) // 2
        if icon_px:
            self._paint_icon(painter, QPoint(left, rect.center().y() - icon_px // 2 + 1), icon_px, ink)
        beside = QRect(left + icon_px + gap, rect.top(), inside.right() - left - icon_px - gap + 1, rect.height())
        painter.drawText(beside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)

    def _paint_icon(self, painter: QPainter, at: QPoint, size_px: int, ink: str) -> None:
        ratio = self.devicePixelRatioF()
        painter.drawPixmap(at, icons.pixmap(self._icon, self._icon_ink(ink), size_px, ratio))


class BigKey(Key):
    """A payment key: the size of a thumb, with the key that presses it in its corner."""

    def __init__(
        self,
        text: str,
        *,
        icon: str = "",
        kind: Kind = Kind.PLAIN,
        shortcut: str = "",
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, icon=icon, kind=kind, shortcut=shortcut, name=name, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        look = theme.current()
        metrics = QFontMetrics(self._font())
        stacked = self._icon_px() + look.space(4) + metrics.height() + look.space(16) if self._icon else 0
        width = metrics.horizontalAdvance(self.text()) + look.space(24)
        return QSize(max(width, self._least_px()), max(self._least_px() + look.space(8), stacked))

    def _least_px(self) -> int:
        return theme.current().key_px

    def _font(self) -> QFont:
        look = theme.current()
        return look.font(look.large, strong=True)

    def _paint_face(self, painter: QPainter, rect: QRect, ink: str) -> None:
        look = theme.current()
        metrics = QFontMetrics(self._font())
        words_px = metrics.horizontalAdvance(self.text())
        hint = self._hint_rect(rect)
        gap = look.space(8) if self._icon else 0
        clear_px = 2 * (hint.width() + look.space(16))
        beside = not self._icon or not self.text() or words_px + self._icon_px() + gap + clear_px <= rect.width()
        height = self._icon_px() + look.space(4) + metrics.height()
        if beside:
            face = QRect(0, 0, words_px + (self._icon_px() if self._icon else 0), metrics.capHeight())
            face.setHeight(max(face.height(), self._icon_px() if self._icon else 0))
        else:
            face = QRect(0, 0, self._icon_px(), height)
        face.moveCenter(rect.center())
        if not face.intersects(hint):
            self._paint_hint(painter, rect, ink)
        painter.setFont(self._font())
        if beside:
            super()._paint_face(painter, rect, ink)
            return
        self._paint_icon(painter, face.topLeft(), self._icon_px(), ink)
        under = QRect(rect.left(), face.top() + self._icon_px() + look.space(4), rect.width(), metrics.height())
        text = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, rect.width() - look.space(8))
        painter.drawText(under, Qt.AlignmentFlag.AlignCenter, text)

    def _hint_rect(self, rect: QRect) -> QRect:
        """Where the key that presses it is written."""
        look = theme.current()
        metrics = QFontMetrics(look.font(look.small))
        size = QSize(metrics.horizontalAdvance(self.key_hint), metrics.height())
        return QRect(QPoint(rect.right() - look.space(8) - size.width(), rect.top() + look.space(4)), size)

    def _paint_hint(self, painter: QPainter, rect: QRect, ink: str) -> None:
        if not self.key_hint:
            return
        look = theme.current()
        painter.setFont(look.font(look.small))
        if self._kind != Kind.PRIMARY and not self.isDown():
            painter.setPen(QColor(look.tokens.second_ink))
        corner = rect.adjusted(0, look.space(4), -look.space(8), 0)
        painter.drawText(corner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, self.key_hint)
        painter.setPen(QColor(ink))


class ArticleKey(Key):
    """An article on the touch page: its name on up to three lines, its price, its group's colour. May stand empty."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._price = ""
        self._colour = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.clear()

    def show_article(self, name: str, price: str, colour: int) -> None:
        """`colour` is the group's place in the palette."""
        if self.isEnabled() and (name, price, colour) == (self.text(), self._price, self._colour):
            return  # while a search is typed many stay where they are
        self._price, self._colour = price, colour
        self.setText(name)
        self.setAccessibleName(f"{name}, {price}")
        self.setEnabled(True)
        self.update()

    def clear(self) -> None:
        """Nothing on this place. It stays where it is, so that the others do."""
        if not self.isEnabled():
            return
        self._price = ""
        self.setText("")
        self.setAccessibleName("")
        self.setEnabled(False)
        self.update()

    def sizeHint(self) -> QSize:
        look = theme.current()
        lines = 2 * QFontMetrics(self._font()).height() + QFontMetrics(look.font(look.body, strong=True)).height()
        return QSize(look.space(120), max(look.space(96), lines + look.space(16)))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _font(self) -> QFont:
        look = theme.current()
        return look.font(look.body)

    def _colours(self) -> tuple[str | None, str | None, str]:
        look = theme.current()
        if not self.isEnabled():
            return None, None, look.tokens.second_ink
        group = look.group(self._colour)
        if self.isDown():
            return look.tokens.pressed, look.tokens.accent, look.tokens.ink
        return group.background, look.tokens.line if group.background == look.tokens.surface else None, group.ink

    def _paint_face(self, painter: QPainter, rect: QRect, ink: str) -> None:
        del ink  # the pen has it already
        if not self.isEnabled():
            return
        look = theme.current()
        inside = rect.adjusted(look.space(8), look.space(8), -look.space(8), -look.space(8))
        metrics = painter.fontMetrics()
        price_px = QFontMetrics(look.font(look.body, strong=True)).height()
        most = max(1, min(3, (inside.height() - price_px) // metrics.height()))
        for place, line in enumerate(_lines(self.text(), look.body, inside.width(), most)):
            painter.drawText(inside.left(), inside.top() + metrics.ascent() + place * metrics.height(), line)
        painter.setFont(look.font(look.body, strong=True))
        painter.drawText(inside, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, self._price)


@lru_cache(2048)
def _lines(text: str, size_px: int, width_px: int, most: int) -> tuple[str, ...]:
    """`wrapped`, which takes longer than painting what comes of it: the same articles are shown again and again."""
    return wrapped(text, QFontMetrics(theme.current().font(size_px)), width_px, most)


class GroupKey(Key):
    """An article group. One among its siblings is chosen: by frame, bar and weight, not by colour alone."""

    def __init__(self, text: str, colour: int, *, parent: QWidget | None = None) -> None:
        super().__init__(text, parent=parent)
        self._colour = colour
        self.setCheckable(True)
        self.setAutoExclusive(True)

    def show_group(self, text: str, colour: int) -> None:
        self._colour = colour
        self.set_face(text)

    def sizeHint(self) -> QSize:
        look = theme.current()
        # As wide as when chosen, so that choosing moves nothing.
        width = QFontMetrics(look.font(look.body, strong=True)).horizontalAdvance(self.text())
        return QSize(max(width + 2 * self._padding(), self._least_px()), super().sizeHint().height())

    def _colours(self) -> tuple[str | None, str | None, str]:
        look = theme.current()
        group = look.group(self._colour)
        if self.isDown():
            return look.tokens.pressed, look.tokens.accent, look.tokens.ink
        framed = self.isChecked() or group.background == look.tokens.surface
        return group.background, look.tokens.ink if framed else None, group.ink

    def _paint_face(self, painter: QPainter, rect: QRect, ink: str) -> None:
        super()._paint_face(painter, rect, ink)
        if self.isChecked():
            look = theme.current()
            bar = QRect(
                rect.left() + look.space(8), rect.bottom() - look.space(8), rect.width() - look.space(16), look.space(4)
            )
            painter.fillRect(bar, QColor(look.tokens.accent if look.look != theme.Look.LIGHT else look.tokens.ink))
