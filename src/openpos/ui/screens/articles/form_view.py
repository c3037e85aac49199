"""An article's form: every field of it, and a number pad for its price."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from openpos.clock import now, swedish
from openpos.domain.article import UNITS, Article, ArticleKind
from openpos.domain.errors import N_
from openpos.domain.vat import CATEGORY_NAMES, VatCategory, rate_bp
from openpos.register.article_form import COLUMN_OF, Written
from openpos.register.article_rows import COLUMN_NAMES, Column
from openpos.ui import theme
from openpos.ui.i18n import money, percent, tr
from openpos.ui.screens.articles.options import Options
from openpos.ui.screens.articles.presenter import Form
from openpos.ui.screens.cash_entry import scrolling
from openpos.ui.screens.page import margins
from openpos.ui.widgets.buttons import BigKey, Key, Kind
from openpos.ui.widgets.form import Field, Tick
from openpos.ui.widgets.form import Form as Fields
from openpos.ui.widgets.messages import Message
from openpos.ui.widgets.pads import NumPad
from openpos.ui.widgets.paper import glide
from openpos.ui.widgets.said import Said

_LONGEST = 1000
"""What is too long is told, and not cut while it is written."""
_LARGE_LETTERS = 150
_ASKED = N_("Ask for it at each sale")
_DEPARTMENT = N_("By the piece, it then lies on the department keys.")
_BARCODES = N_("Scan them, or write them with a space between.")
_NUMBER_NEW = N_("Left empty, it is the barcode or the next free number.")
_NEW_GROUP = N_("This is a new group.")
_DEPOSIT = N_("Its number or barcode; empty where no deposit is sold along.")
_DEPOSIT_IS = N_("{name}, {price}")
_AGE = N_("In years; empty for none.")
_MAY_CHANGE = N_("The cashier may change the price in a sale")
_ALL_GROUPS = N_("Show all groups")
_GOODS, _SERVICE = N_("Goods"), N_("Service")
_SAVE, _COPY = N_("Save"), N_("Copy article")
_TAKE_OUT, _PUT_BACK = N_("Take out of sale"), N_("Put back in sale")
_FIELDS = ("name", "barcodes", "number", "deposit", "age_limit")


class _Group(QWidget):
    """A group's name: one of those there are, or a new one."""

    def __init__(self) -> None:
        super().__init__()
        self.field = Field(_LONGEST)
        self.all = Key(icon="chevron-down")
        self.all.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # arrow down in the field does the same
        self.all.clicked.connect(self.show_all)
        self.groups: tuple[str, ...] = ()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.field, 1)
        row.addWidget(self.all)
        self.setFocusProxy(self.field)
        self.field.installEventFilter(self)

    def offer(self, groups: tuple[str, ...]) -> None:
        """Those there are."""
        if groups == self.groups:
            return
        self.groups = groups
        completer = QCompleter(list(groups), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(9)
        self.field.setCompleter(completer)
        self.space()

    def show_all(self) -> None:
        """List every group."""
        completer = self.field.completer()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        completer.setCompletionPrefix("")
        completer.complete()

    def space(self) -> None:
        completer = self.field.completer()
        popup = completer.popup() if self.groups else None  # Qt gives no completer before there is one
        if popup is not None:
            look = theme.current()
            popup.setStyleSheet(f"QListView::item {{ min-height: {look.touch_px}px; padding: 0 {look.space(12)}px; }}")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Down:
            self.show_all()
            return True
        return super().eventFilter(watched, event)


class ArticleForm(QWidget):
    """Fields at one side, at the other the number pad and the key that saves; `out_key` and `copy_key` are for the
    page's header. Enter saves; in a new article it goes on to the next field.
    """

    saved = Signal()
    copied = Signal()
    taken_out = Signal()
    """Out of sale, or back."""
    deposit_written = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._opened = 0
        self._new = self._out = False
        self.price = Field(_LONGEST)
        self.price.setProperty("type", "large")
        self.asked = Tick()
        self.fields = {name: Field(_LONGEST) for name in _FIELDS}
        self.group = _Group()
        self.vat = Options([category.value for category in VatCategory])
        self.unit = Options(UNITS)
        self.kind = Options([kind.value for kind in ArticleKind])
        self.any_price = Tick()
        self.form = Fields()
        self.message = Message()
        self.pad = NumPad()
        self.out_key = Key(icon="trash-2", shortcut="F4")
        self.copy_key = Key(icon="package", shortcut="F7")
        self.save_key = BigKey("", icon="check", kind=Kind.PRIMARY, shortcut="F9")
        self._lay_out()
        self._wire()
        self.space()

    def say(self) -> None:
        """Put the words up."""
        for name, column in COLUMN_OF.items():
            self.form.say(name, tr(COLUMN_NAMES[column]), tr(self._hint(name)))
        self.price.setAccessibleName(tr(COLUMN_NAMES[Column.PRICE]))
        self.group.field.setAccessibleName(tr(COLUMN_NAMES[Column.GROUP]))
        self.group.all.setAccessibleName(tr(_ALL_GROUPS))
        self.asked.say(tr(_ASKED))
        self.any_price.say(tr(_MAY_CHANGE))
        today = swedish(now()).date()
        rates = [f"{tr(CATEGORY_NAMES[one])} {percent(rate_bp(one, today))}" for one in VatCategory]
        self.vat.say(rates, tr(COLUMN_NAMES[Column.VAT]))
        self.unit.say(UNITS, tr(COLUMN_NAMES[Column.UNIT]))
        self.kind.say([tr(_GOODS), tr(_SERVICE)], tr(COLUMN_NAMES[Column.KIND]))
        self._name_keys()
        self.save_key.set_face(tr(_SAVE))

    def space(self) -> None:
        """Take sizes from the theme anew."""
        look = theme.current()
        self._row.setContentsMargins(*margins(16))
        self._row.setSpacing(look.space(24))
        self._row.setDirection(look.hand())
        self._side.setSpacing(look.space(8))
        self._written_side.setSpacing(look.space(8))
        pad_px = 4 * look.key_px + 3 * look.space(8)
        self.pad.setFixedSize(pad_px, pad_px)
        self._beside.setFixedWidth(pad_px)
        self._name_keys()
        self._make_room()
        self.group.space()

    def written(self) -> Written:
        """What stands in the fields."""
        texts = {name: field.text() for name, field in self.fields.items()}
        return Written(
            price=None if self.asked.is_checked() else self.price.text(),
            group=self.group.field.text(),
            vat_category=VatCategory(self.vat.value) if self.vat.value else None,
            unit=self.unit.value,
            kind=ArticleKind(self.kind.value),
            any_price=self.any_price.is_checked(),
            **texts,
        )

    def show_form(self, form: Form, groups: tuple[str, ...], *, busy: bool) -> None:
        """An article to be changed, or what was wrong with what was written."""
        self.group.offer(groups)
        self._new = form.before is None
        fresh = form.opened != self._opened
        self._opened = form.opened
        if fresh:
            self._fill(form.written)
        for name, column in COLUMN_OF.items():
            self.form.show_error(name, form.wrong.get(column))
        self._out = form.before is not None and form.before.withdrawn
        self._name_keys()
        for key in (self.copy_key, self.out_key, self.save_key):
            key.setEnabled(not busy)
        if form.focus is not None and (fresh or form.wrong):
            self.focus(form.focus)

    def focus(self, column: Column) -> None:
        """Put the focus on this field, all of it selected: what is typed replaces it."""
        name = next(name for name, one in COLUMN_OF.items() if one is column)
        control = self.asked if name == "price" and self.asked.is_checked() else self._controls()[name]
        control.setFocus(Qt.FocusReason.TabFocusReason)
        target = control.focusProxy() or control
        if isinstance(target, QLineEdit):
            target.selectAll()
        self._area.ensureWidgetVisible(control, 0, theme.current().touch_px)

    def name_deposit(self, deposit: Article | None) -> None:
        """Say which article the deposit's field names."""
        price = money(deposit.price) if deposit is not None and deposit.price is not None else ""
        hint = tr(_DEPOSIT_IS, name=deposit.name, price=price) if deposit is not None else tr(_DEPOSIT)
        self.form.say("deposit", tr(COLUMN_NAMES[Column.DEPOSIT]), hint)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    # -- inside

    def _name_keys(self) -> None:
        """In large letters the names have no room in the header."""
        scarce = theme.current().text_percent >= _LARGE_LETTERS
        out = tr(_PUT_BACK if self._out else _TAKE_OUT)
        self.out_key.set_face("" if scarce else out, icon="rotate-ccw" if self._out else "trash-2")
        self.copy_key.set_face("" if scarce else tr(_COPY))
        self.out_key.setAccessibleName(out)
        self.copy_key.setAccessibleName(tr(_COPY))

    def _make_room(self) -> None:
        """The pad stands where there is room for it and the key under it; in large letters the fields need it."""
        look = theme.current()
        needed = self.pad.height() + look.space(8) + self.save_key.sizeHint().height() + 2 * look.space(16)
        self.pad.setVisible(self.height() >= needed and look.text_percent < _LARGE_LETTERS)

    def _controls(self) -> dict[str, QWidget]:
        """The controls by the names of Written, in their order."""
        own: dict[str, QWidget] = {
            "price": self.price,
            "group": self.group,
            "vat_category": self.vat,
            "unit": self.unit,
            "kind": self.kind,
            "any_price": self.any_price,
        }
        return {name: own.get(name) or self.fields[name] for name in COLUMN_OF}

    def _lay_out(self) -> None:
        price = QWidget()
        column = QVBoxLayout(price)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.price)
        column.addWidget(self.asked)
        price.setFocusProxy(self.price)
        for name, control in self._controls().items():
            self.form.add(name, price if name == "price" else control)
        content = QWidget()
        inside = QVBoxLayout(content)
        inside.setContentsMargins(0, 0, theme.current().space(8), 0)
        inside.addWidget(self.form)
        inside.addStretch()
        self._area = scrolling(content)
        glide(self._area)
        self._beside = QWidget()
        self._side = QVBoxLayout(self._beside)
        self._side.setContentsMargins(0, 0, 0, 0)
        self._side.addWidget(self.pad)
        self._side.addStretch()
        self._side.addWidget(self.save_key)
        self._row = QHBoxLayout(self)
        written = self._written_side = QVBoxLayout()
        written.addWidget(self._area, 1)
        written.addWidget(Said(self.message, parent=self))
        self._row.addLayout(written, 1)
        self._row.addWidget(self._beside)

    def _wire(self) -> None:
        self.pad.typed.connect(self._type)
        self.pad.erased.connect(self.price.backspace)
        self.pad.cleared.connect(self.price.clear)
        self.pad.entered.connect(lambda: self._enter("price"))
        self.save_key.clicked.connect(self.saved)
        self.copy_key.clicked.connect(self.copied)
        self.out_key.clicked.connect(self.taken_out)
        self.asked.clicked.connect(self._ask)
        for name, control in self._controls().items():
            line = control.focusProxy() if name == "group" else control
            if isinstance(line, QLineEdit):
                line.returnPressed.connect(lambda name=name: self._enter(name))
        self.group.field.textChanged.connect(lambda _: self._say_group())
        self.fields["deposit"].textChanged.connect(self.deposit_written)

    def _type(self, text: str) -> None:
        if self.asked.is_checked():
            self.asked.set_checked(checked=False)
            self._ask()
        self.price.insert(text)

    def _ask(self, *_: object) -> None:
        asked = self.asked.is_checked()
        self.price.setEnabled(not asked)
        self.form.say("price", tr(COLUMN_NAMES[Column.PRICE]), tr(self._hint("price")))
        if not asked:
            self.focus(Column.PRICE)

    def _enter(self, name: str) -> None:
        names = list(COLUMN_OF)
        if self._new and name != names[-1]:
            self.focus(COLUMN_OF[names[names.index(name) + 1]])
        else:
            self.save_key.click()

    def _say_group(self) -> None:
        self.form.say("group", tr(COLUMN_NAMES[Column.GROUP]), tr(self._hint("group")))

    def _hint(self, name: str) -> str:
        hints = {"barcodes": _BARCODES, "deposit": _DEPOSIT, "age_limit": _AGE}
        if name == "price" and self.asked.is_checked():
            return _DEPARTMENT
        if name == "number" and self._new:
            return _NUMBER_NEW
        group = " ".join(self.group.field.text().split()).casefold()
        if name == "group" and group and group not in {one.casefold() for one in self.group.groups}:
            return _NEW_GROUP
        return hints.get(name, "")

    def _fill(self, written: Written) -> None:
        for name, field in self.fields.items():
            field.setText(getattr(written, name))
        self.asked.set_checked(checked=written.price is None)
        self.price.setText(written.price or "")
        self.price.setEnabled(written.price is not None)
        self.group.field.setText(written.group)
        self.vat.choose(written.vat_category.value if written.vat_category else "")
        self.unit.choose(written.unit)
        self.kind.choose(written.kind.value)
        self.any_price.set_checked(checked=written.any_price)
        self.say()
        self.deposit_written.emit(written.deposit)
