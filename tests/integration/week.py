"""What a cashier meets in a week as a walk for the power-cut sweep: gift cards, returns, exchanges, invoices, cash."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from openpos.domain.drawer import DrawerKind
from openpos.domain.gift_card import new_code
from openpos.domain.money import Money, Quantity
from openpos.domain.payment import Method
from openpos.domain.permission import Person, Role
from openpos.domain.receipt import Receipt
from openpos.domain.report import Close
from openpos.domain.sale import Sale, Tender
from openpos.domain.vat import VatCategory
from openpos.register import life
from openpos.register.drawer import Drawer
from openpos.register.invoicing import Invoicing
from openpos.register.receipts import Receipts
from openpos.store.outbox import EntryKind
from openpos.store.store import Store
from tests.fixtures.invoicing import ALMVIK, keep_connection
from tests.integration.day import CASHIER, REGISTER, Act, Day, Ended, Life, Trouble, again, line_at

CARD = new_code("the week's card")
WHO = Person(1, CASHIER, Role.MANAGER)
ONE = Quantity(1000)


def _tender(tender_id: str, method: Method, ore: int, code: str = "") -> Tender:
    return Tender(tender_id, method, Money(ore), code)


def _sold(at: Life, sale_id: str, make: Callable[[], Sale]) -> Receipt:
    """Complete the sale that `make` gives, or the one that is on disk already: what every screen does after a crash."""
    with at.store.read() as tx:
        done = tx.sales.of_sale(sale_id)
    return at.checkout.complete(Sale(sale_id) if done else make(), WHO)


def _week() -> Iterator[Callable[[Life], object]]:
    gift = replace(line_at("gift", "Presentkort", 500_00, 0), vat_category=VatCategory.EXEMPT, gift_card=CARD)
    yield lambda at: at.shifts.open_shift("shift-1", at.staff.named(CASHIER), Money(1000_00))
    yield lambda at: _sold(
        at, "gift", lambda: Sale("gift").with_line(gift).with_tender(_tender("g", Method.CARD, 500_00))
    )
    bought = Sale("bought").with_line(line_at("a", "Kaffe", 59_95, 600)).with_line(line_at("b", "Papper", 25_00, 2500))
    paid = bought.with_tender(_tender("p1", Method.GIFT_CARD, 50_00, CARD)).with_tender(
        _tender("p2", Method.CASH, 100_00)
    )
    yield lambda at: _sold(at, "bought", lambda: paid)

    def returned(at: Life) -> Sale:
        back = at.checkout.start_return(2, {"line-a": ONE}, WHO, sale_id="returned")
        return back.unpaid().with_tender(_tender("r", Method.CASH, -60_00))

    yield lambda at: _sold(at, "returned", lambda: returned(at))

    def exchanged(at: Life) -> Sale:
        begun = at.checkout.start_exchange(2, {"line-b": ONE}, WHO, sale_id="exchanged")
        if begun.lines and begun.ready:
            return begun
        sale = replace(begun.unpaid(), lines=()).with_line(line_at("c", "Snöre", 12_90, 2500))
        at.checkout.keep(sale, WHO)
        return sale.in_exchange("x", "y").with_refund(_tender("z", Method.CASH, -12_00))

    yield lambda at: _sold(at, "exchanged", lambda: exchanged(at))
    parked = Sale("parked").with_line(line_at("d", "Ost", 129_00, 600, 375, "kg"))
    yield lambda at: at.checkout.park(parked, "Anna", WHO)

    def fetched(at: Life) -> Sale:
        return at.checkout.fetch("parked", WHO).unpaid().with_tender(_tender("f", Method.CARD, 48_38))

    yield lambda at: _sold(at, "parked", lambda: fetched(at))

    def corrected(at: Life) -> Sale:
        return (
            at.checkout.correct_payment(6, WHO, sale_id="corrected")
            .unpaid()
            .with_tender(_tender("k", Method.CASH, 48_00))
        )

    yield lambda at: _sold(at, "corrected", lambda: corrected(at))

    yield lambda at: keep_connection(at.store, at.clock())

    def charged(at: Life) -> Sale:
        invoicing = Invoicing(at.store, lambda: "unused")
        moved_to = replace(ALMVIK.address, street="Nya vägen 3")
        to = invoicing.addressed(ALMVIK, address=moved_to, reference="Projekt 7", comment="Vid lastkajen")
        goods = (
            Sale("invoiced").with_line(line_at("i", "Spik", 99_90, 2500)).with_line(line_at("j", "Bulle", 20_00, 600))
        )
        return invoicing.charged(goods, to, tender_id="i")

    yield lambda at: _sold(at, "invoiced", lambda: charged(at))

    def credited(at: Life) -> Sale:
        with at.store.read() as tx:
            sold = tx.sales.of_sale("invoiced")
        assert sold is not None
        back = at.checkout.start_return(sold.number, {"line-j": ONE}, WHO, sale_id="credited").unpaid()
        assert back.invoice is not None
        return Invoicing(at.store, lambda: "unused").charged(back, back.invoice, tender_id="credit")

    yield lambda at: _sold(at, "credited", lambda: credited(at))

    def moved(act_id: str, kind: DrawerKind, ore: int) -> Callable[[Life], object]:
        return lambda at: Drawer(at.store, at.clock).move_cash(act_id, kind, WHO, Money(ore), "Växel")

    yield moved("in", DrawerKind.CASH_IN, 200_00)
    yield moved("out", DrawerKind.CASH_OUT, 100_00)
    yield (
        lambda at: (
            Receipts(at.store, at.clock, at.checkout.papers).copy_of(2)
            or Receipts(at.store, at.clock, at.checkout.papers).copy(2, WHO)
        )
    )
    practised = replace(bought, id="practised", practice=True).with_tender(_tender("q", Method.CASH, 85_00))
    yield lambda at: at.checkout.complete(practised, WHO)
    yield lambda at: at.checkout.pro_forma("shown", bought, WHO)
    yield lambda at: at.shifts.close_shift("z-1", CASHIER, Money(1_111_00), close=Close("Räknat", (), Money(1000_00)))
    yield lambda at: life.stop(at.store, at.clock)


def _owed(root: Path) -> list[tuple[object, ...]]:
    """What is to go to Spiris, in its order."""
    store = Store(root / REGISTER / "register.db")
    try:
        with store.read() as tx:
            entries = tx.outbox.entries(limit=1000)[::-1]
    finally:
        store.close()
    return [(one.kind, one.id, one.reference, one.after_id, dict(one.document), one.state) for one in entries]


def _codes(root: Path) -> list[str]:
    """The codes of the papers that are no receipts, in the order of their making."""
    store = Store(root / REGISTER / "register.db")
    try:
        with store.read() as tx:
            copies = [(seq, copy.seal) for copy, seq in tx.copies.every()]
            papers = [(seq, marked.receipt.seal) for marked, seq in tx.marked.every()]
    finally:
        store.close()
    return [seal.code for _, seal in sorted([*copies, *papers], key=lambda one: one[0]) if seal]


class Week(Day):
    """The walk through a week's acts. The first time it is taken, undisturbed, says what the others must end in."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble, printing=False)
        self._owed: list[tuple[object, ...]] = []
        self._acts = tuple(Act(self._with_ids(str(place), do)) for place, do in enumerate(_week()))

    def _with_ids(self, name: str, do: Callable[[Life], object]) -> Callable[[Life], object]:
        """Each try of an act is given the same ids: what a screen does by keeping them."""

        def act(at: Life) -> object:
            self.ids.begin(name)
            return do(at)

        return act

    def _restarted(self, at: Life, _before: Sale | None, _under_way: Act) -> None:
        again(lambda: life.start(at.store, at.checkout, at.clock, "1"))

    def _left_open(self, at: Life, act: Act) -> None:
        del act
        assert at.checkout.open_sale() is None, "no act of a week leaves a basket open"

    def sound(self, root: Path) -> None:
        """Assert that all is as in the undisturbed walk, and that in the unit there is one entry a receipt."""
        ended = Ended.read(root)
        if self._undisturbed is None:
            self._undisturbed = ended
        assert ended.findings == ()
        assert ended.basket is None
        assert ended.starts_told
        assert [receipt.sale_id for receipt in ended.receipts if not receipt.is_return] == [
            *("gift", "bought", "exchanged", "parked", "corrected", "invoiced"),
        ]
        assert [receipt.original for receipt in ended.receipts if receipt.is_return] == [2, 2, 6, 9]
        assert ended.unit_entries == [(receipt.number, receipt.seal.code) for receipt in ended.receipts if receipt.seal]
        assert [entry[:2] for entry in ended.unit_papers] == [("kopia", 1), ("ovning", 1), ("profo", 1)]
        assert [code for *_, code in ended.unit_papers] == _codes(root), "one entry a paper, whose code is kept"
        assert (ended.receipts, ended.report) == (self._undisturbed.receipts, self._undisturbed.report)
        assert ended.journal == self._undisturbed.journal
        owed = _owed(root)
        self._owed = self._owed or owed
        assert [kind for kind, *_ in owed[:3]] == [EntryKind.CUSTOMER, EntryKind.INVOICE, EntryKind.INVOICE]
        assert owed == self._owed, "each document is in the outbox once, as in the undisturbed walk"
        assert ended.jobs == self._undisturbed.jobs
