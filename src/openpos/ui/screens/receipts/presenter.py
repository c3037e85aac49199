"""Decides what the receipts page shows: the list, the receipt that is looked at, its copy and its return."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from openpos.domain.errors import OpenPosError, Refused
from openpos.domain.money import Quantity
from openpos.domain.payment import Method
from openpos.domain.permission import Person
from openpos.domain.receipt import Copy, Receipt
from openpos.domain.receipt_code import looks_like_receipt_code
from openpos.domain.report import Shift
from openpos.domain.returns import Returnable
from openpos.domain.sale import Sale
from openpos.register.catalogue import Scanned
from openpos.register.e_receipts import Given
from openpos.store.deliveries import Delivery, DeliveryKind
from openpos.store.outbox import Entry
from openpos.store.print_jobs import JobKind
from openpos.store.sales import Listed
from openpos.ui.screens.asked import Lend, Run, run_permitted
from openpos.ui.screens.receipts.electronic import Electronic, why_no_mail, why_not_saved
from openpos.ui.screens.receipts.invoiced import Invoiced
from openpos.ui.screens.receipts.returning import Returning, returning_of
from openpos.ui.screens.report_picture import Picture

PAGE_SIZE = 50
"""So many receipts are fetched at once."""


@dataclass(frozen=True, slots=True)
class Looked:
    """The receipt that is looked at."""

    receipt: Receipt
    copy: Copy | None
    rows: tuple[Returnable, ...]
    """Its lines with what can still come back; none on a return."""
    picture: Picture
    given: Given
    """What the customer got of it, on paper and electronically."""
    entry: Entry | None = None
    """Its invoice on the way to Spiris; None where it was not invoiced."""


@dataclass(frozen=True, slots=True)
class ReceiptsShown:
    """What the page shows."""

    listed: tuple[Listed, ...] = ()
    """Newest first."""
    more: bool = False
    """Whether there are older ones that were not fetched yet."""
    searched: str = ""
    chosen: int = 0
    """The number of the chosen receipt; 0 for none."""
    looked: Looked | None = None
    """The chosen receipt, once it was read."""
    returning: Returning | None = None
    """What is to come back, while that is being chosen."""
    shift_open: bool = False
    printer: bool = True
    """Whether the register has a printer."""
    busy: bool = False
    loaded: bool = False
    queued: bool = False
    """Whether a copy of the chosen receipt was just queued for printing."""
    pro_forma_queued: bool = False
    """Whether its pro forma invoice was."""
    mailing: bool = False
    """Whether the address is asked for that the chosen receipt is e-mailed to."""
    mail_ready: bool = False
    """Whether there is a mail server to send by."""
    saved: str = ""
    """The file in which the chosen receipt was just saved."""
    trouble: OpenPosError | None = None

    @property
    def why_no_copy(self) -> OpenPosError | None:
        """Why the receipt that is looked at can't be copied; None where it can."""
        if self.looked is not None and self.looked.copy is not None:
            number = self.looked.receipt.number
            return Refused("Receipt {number} was copied before.", "A receipt may be copied once.", number=number)
        if not self.printer:
            return Refused("This register has no printer.", "Choose one on the Settings page.")
        return self._no_shift

    @property
    def why_no_return(self) -> OpenPosError | None:
        """Why nothing of the receipt that is looked at can come back; None where something can."""
        looked = self.looked
        if looked is not None and looked.receipt.is_return:
            number, original = looked.receipt.number, looked.receipt.original
            if original is None:
                return Refused("Receipt {number} is a return.", "Give the number of the sale.", number=number)
            return Refused("Receipt {number} is the return of receipt {original}.", number=number, original=original)
        if looked is not None and returning_of(looked.receipt, looked.rows) is None:
            return Refused("All of receipt {number} came back.", "Nothing is left of it.", number=looked.receipt.number)
        return self._no_shift

    @property
    def may_copy(self) -> bool:
        """Whether a copy can be asked for now."""
        return self.looked is not None and not self.busy and self.why_no_copy is None

    @property
    def may_return(self) -> bool:
        """Whether a return can be begun now."""
        return self.looked is not None and not self.busy and self.why_no_return is None

    @property
    def why_no_mail(self) -> OpenPosError | None:
        """Why the receipt that is looked at can't be e-mailed; None where it can."""
        if self.looked is None:
            return None
        return why_no_mail(self.looked.given, ready=self.mail_ready, shift_open=self.shift_open)

    @property
    def may_mail(self) -> bool:
        """Whether its address can be asked for now."""
        return self.looked is not None and not self.busy and self.why_no_mail is None

    @property
    def invoiced(self) -> bool:
        """Whether it was charged, or credited, by invoice."""
        return self.looked is not None and self.looked.receipt.invoice is not None

    @property
    def may_save(self) -> bool:
        """Whether it can be saved as a file now."""
        looked = self.looked
        return looked is not None and not self.busy and why_not_saved(looked.given, shift_open=self.shift_open) is None

    @property
    def may_print_instead(self) -> bool:
        """Whether what was to be e-mailed or saved, and certainly was not, can be printed instead."""
        looked = self.looked
        return looked is not None and not self.busy and self.printer and looked.given.to_print_instead is not None

    @property
    def to_mail_is_copy(self) -> bool:
        """Whether the customer would be sent the copy, and not the receipt itself."""
        return self.looked is not None and self.may_save and self.looked.given.next is DeliveryKind.COPY

    @property
    def _no_shift(self) -> OpenPosError | None:
        return None if self.shift_open else Refused("No shift is open.", "Open a shift with the float in the drawer.")


@dataclass(frozen=True, slots=True)
class Beginnings:
    """What can be begun from a receipt: each makes an open basket of the id given last. They block."""

    start_return: Callable[[int, Mapping[str, Quantity], Person, str], Sale]
    start_exchange: Callable[[int, Mapping[str, Quantity], Person, str], Sale]
    correct_payment: Callable[[int, Person, str], Sale]
    lend: Lend


class ReceiptsPresenter:
    """GUI thread only; what blocks goes out by `run`."""

    def __init__(
        self,
        show: Callable[[ReceiptsShown], None],
        *,
        run: Run,
        write: Callable[[str], None],
        newest: Callable[[int | None, int], list[Listed]],
        find: Callable[[str, int | None, int], list[Listed]],
        scan: Callable[[str], Scanned | None],
        get: Callable[[int], Receipt],
        copy_of: Callable[[int], Copy | None],
        returnable: Callable[[int], tuple[Receipt, tuple[Returnable, ...]]],
        picture: Callable[[Receipt], Picture],
        copy: Callable[[int, Person], Copy],
        beginnings: Beginnings,
        current: Callable[[], Shift | None],
        new_id: Callable[[], str],
        person: Callable[[], Person | None],
        printer: Callable[[], bool],
        copied: Callable[[], None],
        electronic: Electronic,
        invoiced: Invoiced,
        take_up: Callable[[Sale, Method], None],
    ) -> None:
        """`write` puts a text into the search field. `newest` and `find` take the number before which they lie, and how
        many; `scan` tells which article a code is. `picture`, `copy` and `start_return` (with the new basket's id)
        block. `copied` is called when a copy was made and queued, `take_up` when a return is the open basket.
        """
        self._show = show
        self._run = run
        self._write = write
        self._newest = newest
        self._find = find
        self._scan = scan
        self._get = get
        self._copy_of = copy_of
        self._returnable = returnable
        self._picture = picture
        self._copy = copy
        self._beginnings = beginnings
        self._current = current
        self._new_id = new_id
        self._person = person
        self._copied = copied
        self._electronic = electronic
        self._invoiced = invoiced
        self._take_up = take_up
        self._printer = printer
        self._shown = ReceiptsShown(printer=printer())
        self._listings = 0
        """Counts what was asked for: a late answer is not the newest question's."""
        self._fetching = False
        self._sale_id = ""
        """Of the return that is being chosen: trying again after a fault never begins two."""

    # --------------------------------------------------------------------------------------------------------- the list

    def refresh(self) -> None:
        """Read the list and the chosen receipt anew."""
        there = self._current() is not None
        ready = self._electronic.ready()
        self._put(replace(self._shown, shift_open=there, printer=self._printer(), mail_ready=ready))
        self._list(self._shown.searched)

    def search(self, text: str) -> None:
        """What the search field holds has changed. What is none of what can be sought yet may become one: not told."""
        wanted = text.strip()
        if wanted != self._shown.searched:
            self.leave_return()
            self._put(self._anew(searched=wanted))
            self._list(wanted)

    def submit(self, text: str) -> None:
        """Enter in the search field: what can't be searched for is told."""
        self.leave_return()
        self._put(self._anew(searched=text.strip()))
        self._list(self._shown.searched, insists=True)

    def scanned(self, code: str) -> None:
        """A code was scanned: it is searched for like one that was typed. While it is chosen what comes back, an
        article's is one more of it; while an address is asked for, nothing is scanned.
        """
        if self._shown.mailing or self._shown.busy:
            return
        if self._shown.returning is not None and not looks_like_receipt_code(code):
            self._come_back(self._shown.returning, code)
            return
        self._write(code)
        self.submit(code)

    def _come_back(self, returning: Returning, code: str) -> None:
        try:
            scanned = self._scan(code)
        except OpenPosError as error:
            self._put(replace(self._shown, trouble=error))
            return
        more = returning.one_more(scanned.article.id) if scanned is not None else None
        trouble = None
        if more is None:
            trouble = Refused(
                "No more of this article can come back from receipt {number}.",
                "Compare the article with the receipt.",
                number=returning.original.number,
            )
        self._put(replace(self._shown, returning=more or returning, trouble=trouble))

    def older(self) -> None:
        """Fetch the next older receipts."""
        there = self._shown.listed
        if self._shown.more and there and not self._fetching:
            self._fetching = True
            self._list(self._shown.searched, there, insists=True)

    def choose(self, number: int) -> None:
        """Look at this receipt."""
        if number != self._shown.chosen:
            self._sale_id = ""
            self._put(self._anew(chosen=number, looked=None, mailing=False))
            self._look()

    def _list(self, wanted: str, there: tuple[Listed, ...] = (), *, insists: bool = False) -> None:
        self._listings += 1
        asked, before = self._listings, there[-1].number if there else None

        def read() -> list[Listed]:
            return self._find(wanted, before, PAGE_SIZE + 1) if wanted else self._newest(before, PAGE_SIZE + 1)

        def found(listed: list[Listed]) -> None:
            if asked == self._listings:
                self._found(listed, there)

        def failed(error: OpenPosError) -> None:
            if asked == self._listings:
                self._fetching = False
                if insists or not isinstance(error, Refused):
                    self._put(replace(self._shown, loaded=True, trouble=error))

        self._run(read, found, failed)

    def _found(self, found: list[Listed], there: tuple[Listed, ...]) -> None:
        self._fetching = False
        listed = there + tuple(found[:PAGE_SIZE])
        shown = replace(self._shown, listed=listed, more=len(found) > PAGE_SIZE, loaded=True)
        if all(row.number != shown.chosen for row in listed):
            shown = replace(shown, chosen=listed[0].number if listed else 0, looked=None, queued=False)
        self._put(shown)
        if not there:
            self._look()

    def _look(self) -> None:
        number = self._shown.chosen
        if not number:
            return

        def read() -> Looked:
            receipt = self._get(number)
            rows = () if receipt.is_return else self._returnable(number)[1]
            given = self._electronic.given(number)
            entry = self._invoiced.entry(receipt.sale_id) if receipt.invoice is not None else None
            return Looked(receipt, self._copy_of(number), rows, self._picture(receipt), given, entry)

        def seen(looked: Looked) -> None:
            if self._shown.chosen == number:
                self._put(replace(self._shown, looked=looked))

        self._run(read, seen, self._failed)

    # --------------------------------------------------------------------------------------------------------- the copy

    def copy_chosen(self) -> None:
        """Make the one copy of the receipt that is looked at; a second touch meanwhile makes no second one."""
        looked, person = self._shown.looked, self._person()
        if looked is None or person is None or not self._shown.may_copy:
            return
        number = looked.receipt.number
        self._put(replace(self._shown, busy=True, trouble=None))
        self._run(lambda: self._copy(number, person), self._is_copied, self._failed)

    def _is_copied(self, copy: Copy) -> None:
        queued = copy.receipt.number == self._shown.chosen
        self._put(replace(self._shown, busy=False, queued=queued))
        self.refresh()
        self._copied()

    # --------------------------------------------------------------------------------------------- by e-mail, as a file

    def begin_mail(self) -> None:
        """Ask for the address that the receipt is e-mailed to."""
        if self._shown.may_mail:
            self._put(self._anew(mailing=True))

    def leave_mail(self) -> None:
        """It is not e-mailed after all."""
        if self._shown.mailing and not self._shown.busy:
            self._put(replace(self._shown, mailing=False, trouble=None))

    def mail(self, address: str) -> None:
        """E-mail the receipt, or its copy, to this address; a second touch meanwhile sends no second one."""
        looked, person = self._shown.looked, self._person()
        if looked is None or person is None or not self._shown.may_mail:
            return
        number = looked.receipt.number
        self._put(replace(self._shown, busy=True, trouble=None))
        self._run(lambda: self._electronic.mail(number, address, person), self._is_mailed, self._failed)

    def save(self, path: str) -> None:
        """Save the receipt, or its copy, as a PDF file."""
        looked, person = self._shown.looked, self._person()
        if looked is None or person is None or not self._shown.may_save:
            return
        number = looked.receipt.number
        self._put(self._anew(busy=True))
        self._run(lambda: self._electronic.save(number, Path(path), person), self._is_saved, self._not_saved)

    def print_instead(self) -> None:
        """Print what was to be e-mailed or saved and was not."""
        looked = self._shown.looked
        if looked is not None and self._shown.may_print_instead:
            number = looked.receipt.number
            self._put(replace(self._shown, busy=True, trouble=None))
            self._run(lambda: self._electronic.print_instead(number), self._is_printed_instead, self._failed)

    def print_pro_forma_invoice(self) -> None:
        """Print what the invoice of the receipt that is looked at says; it is no receipt, so as often as wanted."""
        looked, person = self._shown.looked, self._person()
        free = self._shown.invoiced and self._shown.printer and not self._shown.busy
        if looked is not None and person is not None and free:
            number = looked.receipt.number
            self._put(self._anew(busy=True))
            self._run(lambda: self._invoiced.print(number, person), lambda _: self._pro_forma_queued(), self._failed)

    def save_pro_forma_invoice(self, path: str) -> None:
        """Save it as a file in A4."""
        looked = self._shown.looked
        if looked is not None and self._shown.invoiced and not self._shown.busy:
            number = looked.receipt.number
            self._put(self._anew(busy=True))
            self._run(lambda: self._invoiced.save(number, Path(path)), self._is_saved, self._failed)

    def _pro_forma_queued(self) -> None:
        self._put(replace(self._shown, busy=False, pro_forma_queued=True))
        self._copied()

    def _is_mailed(self, delivery: Delivery) -> None:
        del delivery  # how it stands is read anew
        self._put(replace(self._shown, busy=False, mailing=False))
        self.refresh()
        self._electronic.changed()

    def _is_saved(self, path: Path) -> None:
        self._put(replace(self._shown, busy=False, saved=str(path)))
        self.refresh()

    def _not_saved(self, error: OpenPosError) -> None:
        self._failed(error)
        self._look()

    def _is_printed_instead(self, job: JobKind) -> None:
        del job
        self._put(replace(self._shown, busy=False))
        self.refresh()
        self._electronic.changed()

    # ------------------------------------------------------------------------------------------------------- the return

    def begin_return(self) -> None:
        """Choose what of the receipt that is looked at comes back."""
        looked = self._shown.looked
        if looked is not None and self._shown.may_return:
            self._sale_id = self._new_id()
            returning = returning_of(looked.receipt, looked.rows)
            self._put(self._anew(returning=returning))

    def leave_return(self) -> None:
        """Nothing comes back after all."""
        if self._shown.returning is not None and not self._shown.busy:
            self._put(replace(self._shown, returning=None, trouble=None))

    def choose_row(self, place: int) -> None:
        """The keys work on this line of the receipt."""
        self._change(lambda returning: returning.at(place))

    def change_by(self, pieces: int) -> None:
        """So many pieces more or fewer of the line."""
        self._change(lambda returning: returning.by(pieces))

    def whole_row(self) -> None:
        """All that is left of the line."""
        self._change(Returning.whole_row)

    def everything(self) -> None:
        """All that is left of the receipt."""
        self._change(Returning.everything)

    def pay_back(self) -> None:
        """Make the choice the open basket; a second touch meanwhile makes no second one."""
        self._begin(self._beginnings.start_return)

    def exchange(self) -> None:
        """The customer takes something else: the choice pays for it, as far as it goes."""
        self._begin(self._beginnings.start_exchange)

    def _begin(self, start: Callable[[int, Mapping[str, Quantity], Person, str], Sale]) -> None:
        returning = self._shown.returning
        if returning is not None:
            number, wanted, sale_id = returning.original.number, returning.wanted, self._sale_id
            self._open(lambda person: start(number, wanted, person, sale_id), returning.method)

    def correct_payment(self) -> None:
        """The receipt that is looked at was paid in another way than was rung up: begin what puts it right."""
        looked = self._shown.looked
        if looked is None or not self._shown.may_return:
            return
        self._sale_id = self._sale_id or self._new_id()
        number, sale_id = looked.receipt.number, self._sale_id
        in_cash = any(tender.method.is_cash for tender in looked.receipt.tenders)
        probably = Method.CARD if in_cash else Method.CASH
        self._open(lambda person: self._beginnings.correct_payment(number, person, sale_id), probably)

    def _open(self, start: Callable[[Person], Sale], method: Method) -> None:
        """Begin a basket as this person, or with a permission that somebody lends."""
        person = self._person()
        if person is None or self._shown.busy:
            return

        def begun(sale: Sale) -> None:
            self._sale_id = ""
            self._put(replace(self._shown, busy=False, returning=None))
            self._take_up(sale, method)

        self._put(replace(self._shown, busy=True, trouble=None))
        run_permitted(self._run, self._beginnings.lend, person, start, begun, self._failed)

    def _change(self, change: Callable[[Returning], Returning]) -> None:
        if self._shown.returning is not None and not self._shown.busy:
            self._put(replace(self._shown, returning=change(self._shown.returning), trouble=None))

    def _failed(self, error: OpenPosError) -> None:
        self._put(replace(self._shown, busy=False, loaded=True, trouble=error))

    def _anew(self, **values: Any) -> ReceiptsShown:
        """What is shown with these values, and nothing told of what was done before."""
        return replace(self._shown, trouble=None, queued=False, pro_forma_queued=False, saved="", **values)

    def _put(self, shown: ReceiptsShown) -> None:
        self._shown = shown
        self._show(shown)
