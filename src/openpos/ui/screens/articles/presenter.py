"""Decides how articles are found and changed by hand. Knows no Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Protocol

from openpos.domain.article import Article, ArticleGroup, barcode
from openpos.domain.errors import OpenPosError, Refused
from openpos.domain.permission import Person
from openpos.register.article_changes import ArticleChanged
from openpos.register.article_form import COLUMN_OF, Written, WrongFields, differing, merged
from openpos.register.article_rows import Column
from openpos.ui.screens.asked import Lend, Run, run_permitted

PORTION = 30
"""So many are shown, and as many more each time the list's end is reached."""
LISTED_AT_MOST = 1000
"""Nobody reads on for longer: searching is quicker."""


class Did(StrEnum):
    """What was done last."""

    ADDED = "added"
    PRICE = "price"
    WITHDRAWN = "withdrawn"
    PUT_BACK = "put back"
    CHANGED = "changed"
    NOTHING = "nothing"
    """Saved without a change."""


@dataclass(frozen=True, slots=True)
class Saved:
    """An article that was saved; `before` as it was."""

    did: Did
    article: Article
    before: Article | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """An article being changed, or a new one."""

    opened: int
    """Another number each time the view is to fill its fields anew from `written`."""
    before: Article | None = None
    was: Written = field(default_factory=Written)
    """The fields as they were opened."""
    written: Written = field(default_factory=Written)
    wrong: Mapping[Column, Refused] = field(default_factory=dict)
    others: tuple[Column, ...] = ()
    """What somebody else has changed meanwhile."""
    focus: Column | None = Column.PRICE
    """Where the focus belongs, when this is new."""
    asks_leave: bool = False
    """Whether what was written and not saved is asked about."""


@dataclass(frozen=True, slots=True)
class ArticlesShown:
    """What the page shows."""

    sought: str = ""
    found: tuple[Article, ...] = ()
    whole: bool = True
    """Whether there are no more than those."""
    chosen: int = 0
    groups: tuple[str, ...] = ()
    form: Form | None = None
    busy: bool = False
    saved: Saved | None = None
    unknown: str = ""
    """A code that was scanned and that no article has."""
    trouble: OpenPosError | None = None


class Search(Protocol):
    """`Catalogue.search`."""

    def __call__(self, text: str, *, limit: int, withdrawn: bool) -> list[Article]: ...


class Listed(Protocol):
    """`Catalogue.listed`."""

    def __call__(self, *, offset: int, limit: int) -> list[Article]: ...


class ArticlesPresenter:
    """GUI thread only; what blocks goes out by `run`."""

    def __init__(
        self,
        show: Callable[[ArticlesShown], None],
        *,
        run: Run,
        search: Search,
        listed: Listed,
        find: Callable[[str], Article | None],
        groups: Callable[[], Sequence[ArticleGroup]],
        written: Callable[[Article], Written],
        save: Callable[[Written, Person, Article | None], Article],
        withdraw: Callable[[Article, Person], Article],
        put_back: Callable[[Article, Person], Article],
        person: Callable[[], Person | None],
        lend: Lend,
        leave: Callable[[], None],
        changed: Callable[[], None],
    ) -> None:
        """`search`, `listed`, `find`, `groups` and `written` are short reads; `save`, `withdraw` and `put_back` block.
        `leave` shows another page, `changed` is called when a change is on disk.
        """
        self._show = show
        self._run = run
        self._search = search
        self._listed = listed
        self._find = find
        self._groups = groups
        self._written = written
        self._save = save
        self._withdraw = withdraw
        self._put_back = put_back
        self._person = person
        self._lend = lend
        self._leave = leave
        self._changed = changed
        self._shown = ArticlesShown()
        self._opened = 0

    # -- the list

    def refresh(self) -> None:
        """Read what is listed anew; a form stays as it is."""
        self._list(len(self._shown.found))

    def search(self, text: str) -> None:
        """List what this finds; for nothing, all in alphabetical order."""
        if text != self._shown.sought:
            self._shown = replace(self._shown, sought=text, saved=None, unknown="", trouble=None, chosen=0)
            self._list(PORTION)

    def more(self) -> None:
        """The end of the list is seen: list more."""
        count = len(self._shown.found)
        if not self._shown.whole and count < LISTED_AT_MOST:
            self._list(min(count + PORTION, LISTED_AT_MOST))

    def choose(self, article_id: int) -> None:
        """Mark this one in the list."""
        self._shown = replace(self._shown, chosen=article_id)

    def open_chosen(self) -> None:
        """Open the one that is marked."""
        found = next((one for one in self._shown.found if one.id == self._shown.chosen), None)
        if found is not None:
            self._open(found)

    def open_first(self) -> None:
        """Enter in the search: open the best that was found."""
        if self._shown.found:
            self._open(self._shown.found[0])

    def scanned(self, code: str, written: Written | None) -> None:
        """In the list, open the article of this code. With a form open, whose fields are `written`: a new article gets
        the barcode; one that was not changed is left for the scanned one; one that was is not.
        """
        form = self._shown.form
        if self._shown.busy:
            return
        if form is not None and written is not None:
            if form.before is None:
                self._add_barcode(form, written, code)
                return
            if differing(written, form.was):
                self._put(form=replace(form, written=written, asks_leave=True))
                return
        self._open_scanned(code)

    def add(self, code: str, written: Written | None) -> None:
        """Begin a new article with this barcode, which no article has; with a form open, it is a scan."""
        self.scanned(code, written)
        if self._shown.unknown == code:
            self.begin_new()

    # -- the form

    def begin_new(self) -> None:
        """Put a new article into the form, with what was searched for in vain."""
        shown = self._shown
        if shown.busy:
            return
        sought = shown.unknown or ("" if shown.found else shown.sought.strip())
        start = Written()
        if sought:
            start = Written(barcodes=sought) if _is_code(sought) else Written(name=sought)
        self._begin(Form(0, was=Written(), written=start))

    def copy(self, written: Written) -> None:
        """Begin a new article that is as this one, but for its number and barcodes."""
        form = self._shown.form
        if form is not None and form.before is not None and not self._shown.busy:
            start = replace(written, number="", barcodes="")
            self._begin(Form(0, was=Written(), written=start, focus=Column.NAME))

    def save(self, written: Written) -> None:
        """Save what is in the form; a second touch meanwhile does nothing."""
        person, form = self._person(), self._shown.form
        if person is None or form is None or self._shown.busy:
            return
        form = replace(form, written=written, wrong={}, others=(), asks_leave=False)
        self._put(form=form, busy=True, trouble=None)
        run_permitted(
            self._run,
            self._lend,
            person,
            lambda who: self._save(written, who, form.before),
            lambda saved: self._has_saved(saved, form.before),
            self._not_saved,
        )

    def take_out(self, written: Written) -> None:
        """Take the article in the form out of sale, or put it back; asks first where something was written."""
        form = self._shown.form
        if form is None or form.before is None or self._shown.busy:
            return
        if differing(written, form.was):
            self._put(form=replace(form, written=written, asks_leave=True))
        else:
            self._turn(form.before)

    def undo(self) -> None:
        """Put what was just taken out of sale back, or take it out again."""
        saved = self._shown.saved
        if saved is not None and saved.did in {Did.WITHDRAWN, Did.PUT_BACK} and not self._shown.busy:
            self._turn(saved.article)

    def leave(self, written: Written | None) -> None:
        """Leave the form, asking first where something was written; in the list, leave the search, then the page."""
        form = self._shown.form
        if self._shown.busy:
            return
        if form is not None and written is not None:
            if differing(written, form.was) and not form.asks_leave:
                self._put(form=replace(form, written=written, asks_leave=True))
            else:
                self._put(form=None, trouble=None)
        elif self._shown.sought:
            self.search("")
        else:
            self._leave()

    def named(self, text: str) -> Article | None:
        """The article that a deposit's field names."""
        try:
            return self._find(text.strip()) if text.strip() else None
        except Refused:
            return None

    # -- inside

    def _list(self, count: int) -> None:
        count = max(PORTION, count)
        sought = self._shown.sought
        try:
            # One more than is shown tells whether there are more.
            asked = count + 1
            found = (
                self._search(sought, limit=asked, withdrawn=True)
                if sought.strip()
                else self._listed(offset=0, limit=asked)
            )
        except OpenPosError as error:
            self._put(trouble=error)
            return
        self._put(found=tuple(found[:count]), whole=len(found) <= count)

    def _open(self, article: Article) -> None:
        if self._shown.busy:
            return
        try:
            written = self._written(article)
        except OpenPosError as error:
            self._put(trouble=error)
            return
        self._shown = replace(self._shown, chosen=article.id)
        self._begin(Form(0, article, written, written))

    def _open_scanned(self, code: str) -> None:
        try:
            found = self._find(code)
        except OpenPosError as error:
            self._put(form=None, trouble=error, saved=None)
            return
        if found is None:
            self._put(form=None, unknown=code, saved=None, trouble=None)
        else:
            self._open(found)

    def _add_barcode(self, form: Form, written: Written, code: str) -> None:
        codes = written.barcodes.split()
        if code not in codes:
            written = replace(written, barcodes=" ".join([*codes, code]))
        self._refill(replace(form, written=written, wrong={}, focus=Column.BARCODE))

    def _begin(self, form: Form) -> None:
        try:
            groups = tuple(group.name for group in self._groups())
        except OpenPosError as error:
            self._put(trouble=error)
            return
        self._shown = replace(self._shown, groups=groups, saved=None, unknown="", trouble=None)
        self._refill(form)

    def _refill(self, form: Form) -> None:
        """Have the view fill its fields anew."""
        self._opened += 1
        self._put(form=replace(form, opened=self._opened))

    def _turn(self, article: Article) -> None:
        """Take it out of sale, or put it back."""
        person = self._person()
        if person is None:
            return
        work = self._put_back if article.withdrawn else self._withdraw
        self._put(busy=True, trouble=None)
        run_permitted(
            self._run,
            self._lend,
            person,
            lambda who: work(article, who),
            lambda saved: self._has_saved(saved, article),
            self._not_saved,
        )

    def _has_saved(self, article: Article, before: Article | None) -> None:
        did = Did.CHANGED
        if before is None:
            did = Did.ADDED
        elif article == before:
            did = Did.NOTHING
        elif article.withdrawn != before.withdrawn:
            did = Did.WITHDRAWN if article.withdrawn else Did.PUT_BACK
        elif article == replace(before, price=article.price):
            did = Did.PRICE
        saved = Saved(did, article, before)
        self._shown = replace(self._shown, form=None, busy=False, chosen=article.id, saved=saved, trouble=None)
        self.refresh()
        if did is not Did.NOTHING:
            self._changed()

    def _not_saved(self, error: OpenPosError) -> None:
        form = self._shown.form
        if isinstance(error, WrongFields) and form is not None:
            first = next(column for column in COLUMN_OF.values() if column in error.wrong)
            self._put(busy=False, form=replace(form, wrong=error.wrong, focus=first))
        elif isinstance(error, ArticleChanged) and form is not None:
            self._put(busy=False)
            self._rebase(form, error)
        else:
            self._put(busy=False, trouble=error)

    def _rebase(self, form: Form, error: ArticleChanged) -> None:
        """Take in what somebody else has changed; what was written here stays, to be looked through and saved again."""
        now = self._written(error.now)
        others = differing(form.was, now)
        both = merged(form.written, form.was, now)
        self._shown = replace(self._shown, trouble=error)
        focus = others[0] if others else Column.PRICE
        self._refill(replace(form, before=error.now, was=now, written=both, others=others, focus=focus))

    def _put(self, **values: object) -> None:
        self._shown = replace(self._shown, **values)  # type: ignore[arg-type]  # by their names
        self._show(self._shown)


def _is_code(text: str) -> bool:
    """Whether it is rather a barcode than a name."""
    try:
        return text[-1:].isdigit() and barcode(text) != ""
    except Refused:
        return False
