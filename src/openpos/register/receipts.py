"""Sealed receipts again: found, shown, and copied once."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from openpos.clock import SWEDEN, Clock, swedish
from openpos.domain.article import plain_text, words
from openpos.domain.errors import Refused
from openpos.domain.money import parse_money, shown
from openpos.domain.permission import Person
from openpos.domain.receipt import Copy, Receipt
from openpos.domain.receipt_code import Papered, code_of, looks_like_receipt_code, receipt_code, register_digits
from openpos.register.shifts import open_shift_of
from openpos.register.unit_papers import NOTHING, PRINTED, UnitPapers, Wish
from openpos.store.sales import Listed
from openpos.store.store import Store, Transaction

PAGE = 50
ARTICLES = 20
"""So many articles that a text finds are looked for on receipts."""


class Receipts:
    """The receipts that were sold. `copy` blocks: register lane only; the others are short reads."""

    def __init__(self, store: Store, clock: Clock, papers: UnitPapers) -> None:
        self._store = store
        self._clock = clock
        self._papers = papers

    def get(self, number: int) -> Receipt:
        """A sealed receipt. Raises Refused where there is none of this number."""
        with self._store.read() as tx:
            receipt = tx.sales.receipt(number)
        if receipt is None or receipt.seal is None:
            raise Refused("There is no receipt {number}.", "Look at the number on the paper again.", number=number)
        return receipt

    def scanned(self, text: str) -> Receipt:
        """The receipt whose code was scanned, from its paper, its copy or a telephone.

        Raises Refused for a code that was misread, of another register or another shop, and of a paper that is no
        receipt.
        """
        code = receipt_code(text)
        if code.paper is Papered.PRACTICE:
            raise Refused(
                "This is practice receipt {number}: nothing was sold.", "Look for the receipt.", number=code.number
            )
        if code.paper is Papered.PRO_FORMA:
            raise Refused(
                "This is pro forma {number} and no receipt.", "Look for the receipt of the sale.", number=code.number
            )
        with self._store.read() as tx:
            receipt = tx.sales.receipt(code.number)
            shop = tx.shop.current()
        # A receipt keeps the shop it was made under.
        if receipt is not None and receipt.seal is not None and code_of(receipt) == code:
            return receipt
        if code.register == register_digits(shop.serial):
            raise Refused("There is no receipt {number}.", "Look at the number on the paper again.", number=code.number)
        raise Refused(
            "Receipt {number} is of another register or another shop.",
            "Look for it there, or take the goods back without a receipt.",
            number=code.number,
        )

    def newest(self, *, before: int | None = None, limit: int = PAGE) -> list[Listed]:
        """Receipts, newest first; with `before`, those with a lower number."""
        with self._store.read() as tx:
            return tx.sales.listed(before=before, limit=limit)

    def find(self, text: str, *, before: int | None = None, limit: int = PAGE) -> list[Listed]:
        """Receipts by number (`17`, `K1-17`), total (`98,35`), day (`2026-11-20`, `20/11`), article, customer or the
        code on their paper.

        Newest first; with `before`, those with a lower number. An article is found by its name, number or barcode as in
        the checkout, a customer who was invoiced by parts of name, customer number or organisation number.
        A text that is none of these raises Refused with what can be written.
        """
        wanted = text.strip()
        if looks_like_receipt_code(wanted):
            number_there = self.scanned(wanted).number
            with self._store.read() as tx:
                return tx.sales.listed(number=number_there, before=before, limit=limit)
        if day := _day(wanted, swedish(self._clock()).date()):
            first = datetime.combine(day, time(), SWEDEN)
            after = datetime.combine(day + timedelta(days=1), time(), SWEDEN)
            with self._store.read() as tx:
                return tx.sales.listed(since=first, until=after, before=before, limit=limit)
        # A register's designation has a letter in it: `2026-11` is half a day and no receipt.
        if numbered := re.fullmatch(r"(?:((?=[^-]*[^\W\d_])\w{1,20})-)?([0-9]{1,12})", wanted):
            return self._of_number(int(numbered[2]), numbered[1], wanted, before, limit)
        try:
            amount = parse_money(wanted)
        except Refused as refusal:
            if found := self._with_article(wanted, before, limit) or self._of_customer(wanted, before, limit):
                return found
            raise Refused(
                "“{text}” is no receipt number, amount, day, article that was sold or customer who was invoiced.",
                "Write it like 17, 98,35, 2026-11-20 or a name.",
                text=shown(wanted),
            ) from refusal
        with self._store.read() as tx:
            return tx.sales.listed(amount=amount, before=before, limit=limit)

    def _of_number(
        self, number: int, register: str | None, wanted: str, before: int | None, limit: int
    ) -> list[Listed]:
        """Raises Refused where the number is another register's: receipt 17 there is not receipt 17 here."""
        with self._store.read() as tx:
            sold = tx.sales.receipt(number)
            names = {shop.register.casefold() for shop in (tx.shop.current(), sold.shop if sold else None) if shop}
            foreign = register is not None and register.casefold() not in names
            found = [] if foreign else tx.sales.listed(number=number, before=before, limit=limit)
        found = found or self._of_customer(wanted, before, limit)
        if foreign and not found:
            raise Refused(
                "Receipt {number} is of another register or another shop.",
                "Look for it there, or take the goods back without a receipt.",
                number=shown(wanted),
            )
        return found

    def _with_article(self, text: str, before: int | None, limit: int) -> list[Listed]:
        sought = plain_text(text)
        with self._store.read() as tx:
            ids = [article.id for article in tx.articles.search(sought, ARTICLES, withdrawn=True)] if sought else []
            return tx.sales.listed(articles=ids, before=before, limit=limit) if ids else []

    def _of_customer(self, text: str, before: int | None, limit: int) -> list[Listed]:
        sought = plain_text(text)
        if not words(sought):
            return []
        with self._store.read() as tx:
            return tx.sales.listed(customer=sought, before=before, limit=limit)

    def copy_of(self, number: int) -> Copy | None:
        """The copy that was made of a receipt, if one was."""
        with self._store.read() as tx:
            return tx.copies.of(number)

    def copy(self, number: int, person: Person, *, paper: bool = True) -> Copy:
        """Make the one copy of a receipt that the law allows (SKVFS 2014:9 6:3), and queue it for printing. Blocks.

        Raises Refused where the receipt does not exist or was copied before, and where no shift is open: X and Z
        reports count copies. Raises NotDone and Unavailable as `UnitPapers.made` does.
        """
        return made_copy(self._papers, number, person, PRINTED if paper else NOTHING, at=self._clock())


def made_copy(papers: UnitPapers, number: int, person: Person, wish: Wish, *, at: datetime) -> Copy:
    """Have the one copy of a receipt registered and given as wished. Blocks. Raises as `Receipts.copy` does."""

    def begin(tx: Transaction) -> tuple[Copy, None]:
        receipt = tx.sales.receipt(number)
        if receipt is None or receipt.seal is None:
            raise Refused("There is no receipt {number}.", "Look at the number on the paper again.", number=number)
        if tx.copies.of(number):
            raise Refused("Receipt {number} was copied before.", "A receipt may be copied once.", number=number)
        return Copy(tx.copies.take_number(), receipt, open_shift_of(tx).id, at, person.name), None

    # A receipt has one copy at most, so the receipt's number is the copy's id.
    copy = papers.made(f"copy-{number}", wish, begin)
    assert isinstance(copy, Copy), "the id is a copy's"
    return copy


def _day(text: str, today: date) -> date | None:
    """A day as people write it: `2026-11-20`, `20/11`, `20/11 2026`."""
    for pattern in (r"(?P<y>20\d\d)-(?P<m>\d\d?)-(?P<d>\d\d?)", r"(?P<d>\d\d?)/(?P<m>\d\d?)(?: (?P<y>20\d\d))?"):
        if found := re.fullmatch(pattern, text, flags=re.ASCII):
            try:
                return date(int(found["y"] or today.year), int(found["m"]), int(found["d"]))
            except ValueError:
                return None
    return None
