"""What an article costs, in the largest type on the screen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from openpos.domain.article import PIECE, Article
from openpos.domain.errors import N_
from openpos.domain.money import shown
from openpos.ui import theme
from openpos.ui.i18n import money, tr
from openpos.ui.screens.checkout.figures import BigFigure
from openpos.ui.widgets.buttons import BigKey
from openpos.ui.widgets.messages import announce
from openpos.ui.widgets.text import Icon, Text

_ITS_PRICE, _PER_UNIT = N_("Price"), N_("Price per {unit}")
_NO_PRICE = N_("It has no price of its own: what it costs is entered when it is sold.")
_NOT_SOLD = N_("It was not added to the sale.")
_BACK = N_("Back to the articles")


class PricePanel(QWidget):
    """Goes by a touch anywhere on it; a scan sells and takes it away too."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._article: Article | None = None
        self._name = Text("", "title", wrap=True, parent=self)
        self.figure = BigFigure(self)
        self._facts = Text("", "second", wrap=True, parent=self)
        self._not_sold = Text("", "second", wrap=True, parent=self)
        for text in (self._name, self._facts, self._not_sold):
            text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._back = BigKey("", icon="arrow-left", parent=self)
        self._back.clicked.connect(self.left)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addStretch()
        self._column.addWidget(Icon("tag", "accent", 48, self), 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addWidget(self._name)
        self._column.addWidget(self.figure)
        self._column.addWidget(self._facts)
        self._column.addWidget(self._not_sold)
        self._column.addStretch()
        self._column.addWidget(self._back)
        self._space()
        self._speak()

    def show_price(self, article: Article) -> None:
        self._article = article
        self._speak()
        announce(self, self.accessibleName())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()
        self.left.emit()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self._space()
        elif event.type() == QEvent.Type.LanguageChange:
            self._speak()
        super().changeEvent(event)

    def _speak(self) -> None:
        self._back.set_face(tr(_BACK))
        self._not_sold.setText(tr(_NOT_SOLD))
        article = self._article
        if article is None:
            return
        self._name.setText(shown(article.name, 72))
        label = tr(_ITS_PRICE) if article.unit == PIECE else tr(_PER_UNIT, unit=article.unit)
        self.figure.setVisible(article.price is not None)
        facts = [shown(fact) for fact in (article.number, article.group) if fact]
        if article.price is None:
            facts = [tr(_NO_PRICE)]
        else:
            self.figure.show_amount(label, money(article.price))
        self._facts.setText(" · ".join(facts))
        words = (self._name.text(), self.figure.accessibleName() if article.price is not None else tr(_NO_PRICE))
        self.setAccessibleName(", ".join(words))

    def _space(self) -> None:
        self._column.setSpacing(theme.current().space(12))
