"""Paper on the screen: a picture of it, as it came or would come out of the printer."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QLabel, QScrollArea, QScroller, QScrollerProperties, QWidget

from openpos.ui import theme


def glide(area: QAbstractScrollArea) -> None:
    """Let a finger push the content, as on a telephone."""
    viewport = area.viewport()
    QScroller.grabGesture(viewport, QScroller.ScrollerGestureType.LeftMouseButtonGesture)
    scroller = QScroller.scroller(viewport)
    kept = scroller.scrollerProperties()
    # A key must show at once that it is pressed, and takes it back where the finger goes on to push.
    kept.setScrollMetric(QScrollerProperties.ScrollMetric.MousePressEventDelay, 0.0)
    # At the end it stands still: what bounces there would be under the finger that touches next.
    never = QScrollerProperties.OvershootPolicy.OvershootAlwaysOff
    kept.setScrollMetric(QScrollerProperties.ScrollMetric.VerticalOvershootPolicy, never)
    kept.setScrollMetric(QScrollerProperties.ScrollMetric.HorizontalOvershootPolicy, never)
    scroller.setScrollerProperties(kept)


class PaperPicture(QLabel):
    """One paper, no wider than its place and never larger than printed dots."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._picture = QPixmap()
        self._width_px = 0

    def show_png(self, png: bytes, words: str) -> None:
        """`words` is the paper as text, for a screen reader."""
        self._picture = QPixmap()
        self._picture.loadFromData(png, "PNG")
        self.setAccessibleDescription(words)
        self._draw()

    def fit(self, width_px: int) -> None:
        """Be no wider than this."""
        self._width_px = width_px
        self._draw()

    def _draw(self) -> None:
        if self._picture.isNull():
            return
        ratio = self.devicePixelRatioF()
        width = round(min(self._width_px * ratio, self._picture.width()))
        if width <= 0:
            return
        scaled = self._picture.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
        scaled.setDevicePixelRatio(ratio)
        self.setPixmap(scaled)


class PaperView(QScrollArea):
    """A paper that may be longer than its place. Arrow and page keys scroll it, so does a finger."""

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._paper = PaperPicture()
        self._paper.setProperty("role", "content")
        self.setWidget(self._paper)
        glide(self)
        self._space()

    def show_png(self, png: bytes, words: str) -> None:
        """Show this paper from its top. `words` is the paper as text, for a screen reader."""
        self._fit()
        self._paper.show_png(png, words)
        self.setAccessibleDescription(words)
        self.verticalScrollBar().setValue(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self._space()
        super().changeEvent(event)

    def _fit(self) -> None:
        # The bar's place is kept, or a paper that just fits would make it come and go for ever.
        self._paper.fit(self.width() - self.verticalScrollBar().sizeHint().width() - 2 * theme.current().space(8))

    def _space(self) -> None:
        edge = theme.current().space(8)
        self._paper.setContentsMargins(edge, edge, edge, edge)
