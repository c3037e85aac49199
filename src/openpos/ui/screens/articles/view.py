"""The shop's articles: the list that is searched while one types, and the form of one."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from openpos.clock import now, swedish
from openpos.domain.article import Article
from openpos.domain.errors import N_
from openpos.domain.money import Money
from openpos.domain.vat import rate_bp
from openpos.register.article_form import Written
from openpos.register.article_rows import COLUMN_NAMES
from openpos.ui import theme
from openpos.ui.changes import Changed
from openpos.ui.desk import Desk
from openpos.ui.i18n import money, percent, tr
from openpos.ui.screens.articles.form_view import ArticleForm
from openpos.ui.screens.articles.presenter import LISTED_AT_MOST, ArticlesPresenter, ArticlesShown, Did, Form, Saved
from openpos.ui.screens.page import Page, margins
from openpos.ui.theme import State
from openpos.ui.widgets.buttons import Key
from openpos.ui.widgets.messages import Message
from openpos.ui.widgets.pages import EmptyPage
from openpos.ui.widgets.rows import Rows
from openpos.ui.widgets.search import SearchField
from openpos.ui.widgets.text import Text

_TITLE, _NEW_TITLE = N_("Articles"), N_("New article")
_SEARCH, _SEARCH_KEY = N_("Name, number or barcode"), N_("Search")
_NEW, _FROM_FILE = N_("New article"), N_("Read from file")
_HEADINGS = (N_("Name"), N_("Price"), N_("Group"), N_("VAT"), N_("Barcode"), N_("Number"), N_("Note"))
_PRICE, _GROUP, _VAT, _BARCODE, _NUMBER, _NOTE = range(1, 7)
"""The columns after the name."""
_ASKED, _WITHDRAWN = N_("asked"), N_("out of sale")
_OUT_TITLE = N_("{name}, out of sale")
_EMPTY = N_("No articles yet")
_TEACH = N_("Read the shop's articles in from a file, or make the first one here with F5.")
_NONE, _NONE_ADVICE = N_("Nothing found"), N_("Search by another part of the name, or make the article.")
_MOST = N_("The first {count} are shown: search for the others.")
_UNKNOWN = N_("No article has the barcode {code}.")
_UNKNOWN_ADVICE = N_("Make the article, or open the one that it belongs to and write it there.")
_PRICE_SAVED = N_("{name}: {old} → {new}")
_ADDED, _CHANGED = N_("{name} is among the articles now."), N_("{name} is changed.")
_NO_CHANGE = N_("{name} is as it was.")
_TAKEN_OUT, _PUT_BACK = N_("{name} is taken out of sale."), N_("{name} is in sale again.")
_UNDO = N_("Undo")
_NOT_SAVED, _NOT_SAVED_ADVICE = (
    N_("What you have written is not saved."),
    N_("F9 saves it. Esc once more leaves it."),
)
_LEAVE = N_("Leave it")
_OTHERS = N_("Changed there: {fields}. What you wrote yourself stands in its fields.")
_OPEN = N_("Open the article, save it")
_CHOOSE = N_("Choose an article")
_DID = {Did.ADDED: _ADDED, Did.NOTHING: _NO_CHANGE, Did.WITHDRAWN: _TAKEN_OUT, Did.PUT_BACK: _PUT_BACK}
_LARGE_LETTERS = 150


class ArticlesPage(Page):
    """`articles`."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_TITLE, self._go_back)
        self._shown = ArticlesShown()
        self.seek, self.rows = SearchField(""), Rows(len(_HEADINGS), right=(_PRICE, _VAT), stretch=(0,))
        self.new_key = Key("", icon="plus", shortcut="F5")
        self.file_key = Key("", icon="file-up", shortcut="F6")
        self.told, self.message = Text("", "second", wrap=True), Message()
        self.form = ArticleForm()
        self._coloured = False
        self._empty, self._nothing = EmptyPage("package", "", "", " "), EmptyPage("search", "", "", " ")
        self._places, self._lists = QStackedWidget(), QStackedWidget()
        for key in (self.form.out_key, self.form.copy_key):
            self.header.add(key)
        self._lay_out()
        catalogue = desk.parts.assortment()
        self.presenter = ArticlesPresenter(
            self._show,
            run=desk.register.run,
            search=catalogue.search,
            listed=catalogue.listed,
            find=catalogue.find,
            groups=catalogue.groups,
            written=catalogue.written,
            save=catalogue.save,
            withdraw=catalogue.withdraw,
            put_back=catalogue.put_back,
            person=desk.person,
            lend=desk.lend,
            leave=lambda: desk.go("checkout"),
            changed=lambda: desk.changes.announce(Changed.ARTICLES),
        )
        self._news = desk.changes.subscribe(Changed.ARTICLES, lambda _: self.presenter.refresh(), visible=False)
        self._wire(desk)
        self.say()
        self.space()

    more_keys = (("F3", _SEARCH_KEY), ("↑ ↓", _CHOOSE), ("Enter", _OPEN))
    """Keys that belong to no key on the page."""

    # -- what the window asks of a page

    def on_shown(self) -> None:
        self._news.shown()
        if self._shown.form is None:
            self._to_search()

    def on_hidden(self) -> None:
        self._news.hidden()

    def add(self, code: str) -> None:
        """Begin a new article with this barcode, which no article has."""
        self.presenter.add(code, self._written())

    def scanned(self, code: str) -> None:
        """In the list, open that article; in a new one's form, it is a barcode of it."""
        self.presenter.scanned(code, self._written())

    def say(self) -> None:
        super().say()
        self.seek.set_placeholder(tr(_SEARCH))
        self.rows.say([tr(heading) for heading in _HEADINGS], tr(_TITLE))
        self.new_key.set_face(tr(_NEW))
        self.file_key.set_face(tr(_FROM_FILE))
        self._empty.say(tr(_EMPTY), tr(_TEACH), tr(_FROM_FILE))
        self._nothing.say(tr(_NONE), tr(_NONE_ADVICE), tr(_NEW))
        self.form.say()
        self._show(self._shown)

    def space(self) -> None:
        look = theme.current()
        self._column.setContentsMargins(*margins(16))
        self._column.setSpacing(look.space(8))
        self._top.setSpacing(look.space(8))
        large = look.text_percent >= _LARGE_LETTERS
        for column in (_GROUP, _BARCODE, _NUMBER):  # the name and the price are what one looks for
            self.rows.setColumnHidden(column, large)
        self.form.space()

    # -- inside

    def _lay_out(self) -> None:
        listed = QWidget()
        self._column = QVBoxLayout(listed)
        self._top = QHBoxLayout()
        self._top.addWidget(self.seek, 1)
        self._top.addWidget(self.new_key)
        self._top.addWidget(self.file_key)
        self._column.addLayout(self._top)
        self._lists.addWidget(self.rows)
        self._lists.addWidget(self._empty)
        self._lists.addWidget(self._nothing)
        self._column.addWidget(self._lists, 1)
        self._column.addWidget(self.told)
        self._column.addWidget(self.message)
        self._places.addWidget(listed)
        self._places.addWidget(self.form)
        self.fill(self._places)

    def _wire(self, desk: Desk) -> None:
        presenter = self.presenter
        self.seek.searched.connect(presenter.search)
        self.seek.submitted.connect(lambda _: presenter.open_first())
        self.seek.left_downwards.connect(self._to_rows)
        self.rows.chosen.connect(lambda key: presenter.choose(int(key)))
        self.rows.at_end.connect(presenter.more)
        self.rows.cellClicked.connect(lambda *_: presenter.open_chosen())
        self.rows.activated.connect(lambda _: presenter.open_chosen())
        self.new_key.clicked.connect(presenter.begin_new)
        self.file_key.clicked.connect(lambda: desk.go("article_import"))
        self._empty.started.connect(lambda: desk.go("article_import"))
        self._nothing.started.connect(presenter.begin_new)
        self.form.saved.connect(lambda: presenter.save(self.form.written()))
        self.form.taken_out.connect(lambda: presenter.take_out(self.form.written()))
        self.form.copied.connect(lambda: presenter.copy(self.form.written()))
        self.form.deposit_written.connect(lambda text: self.form.name_deposit(presenter.named(text)))
        for sequence in ("F3", "Ctrl+F"):
            QShortcut(QKeySequence(sequence), self).activated.connect(self._to_search)

    def _go_back(self) -> None:
        self.presenter.leave(self._written())

    def _written(self) -> Written | None:
        return self.form.written() if self._shown.form is not None else None

    def _to_search(self) -> None:
        if self._shown.form is None:
            self.seek.setFocus(Qt.FocusReason.OtherFocusReason)
            self.seek.selectAll()

    def _to_rows(self) -> None:
        self.rows.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.rows.selectedItems() and self.rows.rowCount():
            self.rows.selectRow(0)

    def _show(self, shown: ArticlesShown) -> None:
        left = shown.form is None and self._shown.form is not None
        listed = shown.found is not self._shown.found or shown.saved is not self._shown.saved
        self._shown = shown
        there = shown.form is not None and shown.form.before is not None
        for key in (self.form.out_key, self.form.copy_key):
            key.setVisible(there)
        if shown.form is not None:
            self._places.setCurrentIndex(1)
            self._show_form(shown.form, shown)
            return
        self.header.set_title(tr(_TITLE))
        self._places.setCurrentIndex(0)
        if self.seek.text() != shown.sought:
            self.seek.setText(shown.sought)
        if listed or left or not self.rows.rowCount():
            self._list(shown)
        self._lists.setCurrentIndex(0 if shown.found or shown.trouble is not None else 2 if shown.sought else 1)
        many = not shown.whole and len(shown.found) >= LISTED_AT_MOST
        self.told.setText(tr(_MOST, count=LISTED_AT_MOST) if many else "")
        self.told.setVisible(many)
        self._tell(shown)
        if left:
            self._to_search()

    def _list(self, shown: ArticlesShown) -> None:
        today = swedish(now()).date()
        self.rows.show_rows([(str(one.id), _texts(one, today)) for one in shown.found], str(shown.chosen))
        out = [one.withdrawn for one in shown.found]
        self.rows.setColumnHidden(_NOTE, not any(out))
        for place, withdrawn in enumerate(out):
            if any(out) or self._coloured:
                self.rows.colour_row(place, State.SOON if withdrawn else State.PLAIN)
        self._coloured = any(out)

    def _show_form(self, form: Form, shown: ArticlesShown) -> None:
        before = form.before
        title = tr(_NEW_TITLE) if before is None else before.name
        self.header.set_title(tr(_OUT_TITLE, name=title) if before is not None and before.withdrawn else title)
        self.form.show_form(form, shown.groups, busy=shown.busy)
        large = theme.current().text_percent >= _LARGE_LETTERS  # the words need the key's room then
        if form.asks_leave:
            self.form.message.show_text(
                tr(_NOT_SAVED), tr(_NOT_SAVED_ADVICE), State.SOON, action="" if large else tr(_LEAVE), act=self._go_back
            )
        elif form.others and shown.trouble is not None:
            fields = ", ".join(tr(COLUMN_NAMES[column]) for column in form.others)
            self.form.message.show_error(shown.trouble)
            title = self.form.message.words
            self.form.message.show_text(title, tr(_OTHERS, fields=fields), State.SOON)
        elif shown.trouble is not None:
            self.form.message.show_error(shown.trouble)
        else:
            self.form.message.clear()

    def _tell(self, shown: ArticlesShown) -> None:
        if shown.trouble is not None:
            self.message.show_error(shown.trouble)
        elif shown.unknown:
            begin = self.presenter.begin_new
            self.message.show_text(
                tr(_UNKNOWN, code=shown.unknown), tr(_UNKNOWN_ADVICE), State.SOON, action=tr(_NEW), act=begin
            )
        elif shown.saved is not None:
            turned = shown.saved.did in {Did.WITHDRAWN, Did.PUT_BACK}
            undo = tr(_UNDO) if turned else ""
            self.message.show_text(_saved_words(shown.saved), "", State.OK, action=undo, act=self.presenter.undo)
        else:
            self.message.clear()


def _saved_words(saved: Saved) -> str:
    name = saved.article.name
    if saved.did is Did.PRICE and saved.before is not None:
        return tr(_PRICE_SAVED, name=name, old=_price(saved.before.price), new=_price(saved.article.price))
    return tr(_DID.get(saved.did, _CHANGED), name=name)


def _price(price: Money | None) -> str:
    return tr(_ASKED) if price is None else money(price)


def _texts(article: Article, today: date) -> tuple[str, ...]:
    codes = article.barcodes
    more = f" +{len(codes) - 1}" if len(codes) > 1 else ""
    return (
        article.name,
        _price(article.price),
        article.group,
        percent(rate_bp(article.vat_category, today)),
        f"{codes[0]}{more}" if codes else "",
        "" if article.number in codes else article.number,  # which an article from a file often has for its number
        tr(_WITHDRAWN) if article.withdrawn else "",
    )


def page(desk: Desk) -> QWidget:
    """The page `articles`. GUI thread."""
    return ArticlesPage(desk)
