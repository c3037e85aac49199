"""The scripted cashier through a week's acts: exchanges, gift cards, practice, parking, the close."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from openpos.domain.errors import Refused
from openpos.domain.money import ZERO, Money
from openpos.domain.payment import Method, MethodKind, PaymentMethod
from openpos.register.invoicing import Invoicing
from openpos.register.replay import Replay
from openpos.store.spiris import ConnectionState, SpirisConnection
from tests.fixtures.till import NewTill, Till
from tests.fixtures.trade import FIRM
from tests.integration.test_replay import CASH, EGGS, OPEN, make_demo, play, sale, script

CARD_9 = [{"method": "card", "amount": "89.90"}]
COLA = {"barcode": "7310350120413"}
GIFT = sale({"gift_card": "500.00"}, tenders=[{"method": "card", "amount": "500"}])
WEEK = script(
    OPEN,
    GIFT,
    sale(
        EGGS,
        tenders=[
            {"method": "gift_card", "receipt": 1, "amount": "50"},
            {"method": "card", "amount": "39.90", "tip": "10"},
        ],
    ),
    {"do": "exchange", "receipt": 2, "lines": [COLA], "refund": [{"method": "cash", "amount": "67"}]},
    sale(EGGS, tenders=CARD_9),
    {"do": "correct_payment", "receipt": 5, "tenders": [{"method": "swish", "amount": "89.90"}]},
    {"do": "return_without_receipt", "lines": [COLA]},
    {"do": "practice", "lines": [EGGS], "tenders": CASH},
    {"do": "pro_forma", "lines": [EGGS, COLA], "discount": {"percent": "10", "reason": "x"}},
    {"do": "park", "name": "Anna", "lines": [EGGS], "discount": {"amount": "5", "reason": "x"}},
    {"do": "price_query", "barcode": "7310350120413"},
    {"do": "price", "article": "7340011466086", "price": "39.90"},
    {"do": "price", "article": "7340011466086", "price": "44.95"},
    {"do": "x_report"},
    {"do": "fetch", "name": "Anna", "tenders": CASH},
    sale({**EGGS, "quantity": "2"}, tenders=[{"method": "cash", "amount": "200"}], eat_in=True, age_checked=18),
    {
        "do": "close_shift",
        "counted": "1175.00",
        "reason": "Räknat två gånger",
        "terminals": [{"method": "card", "amount": "550.00"}],
        "next_float": "1000",
    },
)


@pytest.fixture
def demo(new_till: NewTill) -> Iterator[Till]:
    """A demo shop before its week."""
    with new_till() as till:
        yield make_demo(till)


def test_a_week_of_every_act_is_played_once(demo: Till) -> None:
    answers = play(demo, WEEK)
    rows = len(demo.journal())
    assert play(demo, WEEK) == answers, "answered from disk"
    assert len(demo.journal()) == rows, "and nothing was journalled again"
    assert [answer["do"] for answer in answers if answer["do"] != "sale"] == [
        *(
            "open_shift",
            "return",
            "practice",
            "pro_forma",
            "park",
            "price_query",
            "price",
            "price",
            "x_report",
            "close_shift",
        ),
    ]
    assert [one.original for one in demo.receipts()] == [None, None, 2, None, None, 5, None, None, None, None]
    with demo.store.read() as tx:
        report = tx.shifts.z_report()
    assert report is not None
    assert report.close is not None
    assert (report.close.next_float, report.close.reason) == (Money(100_000), "Räknat två gånger")
    assert (report.practice.count, report.totals.tips, report.returns.count) == (1, Money(1_000), 3)
    assert dict(report.totals.methods)[Method.EXCHANGE] == ZERO
    assert dict(report.totals.methods)[Method.SWISH] == Money(8_990)
    assert demo.receipts()[-1].vat[0].rate_bp == 1200, "eaten here"
    assert not demo.findings()


def test_it_can_be_gone_on_with_in_the_middle(demo: Till) -> None:
    play(demo, WEEK[:10])
    answers = list(Replay(demo.store, demo.unit, demo.clock).play(WEEK, first_line=11))
    assert [answer["line"] for answer in answers] == list(range(11, len(WEEK) + 1))
    assert not demo.findings()


@pytest.mark.parametrize("line", range(2, len(WEEK) + 1))
def test_killed_in_the_middle_of_a_line_it_goes_on(demo: Till, line: int) -> None:
    """The power goes between the number and the seal of a receipt or another paper."""
    play(demo, WEEK[: line - 1])

    class Cut(BaseException):
        """The power is gone: nobody handles it."""

    class Unplugged:
        def __getattr__(self, name: str) -> Any:
            if name == "seal":
                raise Cut
            return getattr(demo.unit, name)

    try:
        list(Replay(demo.store, Unplugged(), demo.clock).play(WEEK[:line], first_line=1))
    except Cut:
        with demo.store.read() as tx:
            assert demo.checkout.waiting_for_seal() or tx.waiting_paper.get(), "it has its number"
    again = demo.restarted()
    answers = play(again, WEEK)
    assert [answer["line"] for answer in answers] == list(range(1, len(WEEK) + 1))
    assert [one.number for one in again.receipts()] == list(range(1, 11))
    assert not again.findings()
    again.close()


class TestRefusals:
    def refused(self, demo: Till, *acts: Any) -> str:
        with pytest.raises(Refused) as caught:
            play(demo, script(OPEN, *acts))
        assert demo.checkout.open_sale() is None
        return str(caught.value)

    @pytest.mark.parametrize(
        ("acts", "sentence"),
        [
            ([{"do": "fetch", "name": "Eva", "tenders": CASH}], "The script parked nothing as Eva."),
            ([{"do": "correct_payment", "receipt": 9, "tenders": CASH}], "There is no receipt 9."),
            ([{"do": "return", "receipt": 10**30}], "“receipt” is missing or not a number."),
            (
                [
                    sale({**EGGS, "quantity": "2"}, tenders=[{"method": "card", "amount": "179.80"}]),
                    {"do": "return", "receipt": 1, "lines": [{"line": 1, "quantity": "1"}] * 2},
                ],
                "The same “line” stands there twice. Write it once.",
            ),
            ([{"do": "close_shift", "counted": "1000", "terminals": [5]}], "“5” is not a JSON object."),
            (
                [{"do": "close_shift", "counted": "1000", "terminals": [{"method": "card", "amount": "5"}] * 2}],
                "The same “method” stands there twice.",
            ),
            (
                [sale(EGGS), {"do": "exchange", "receipt": 1, "back": [{"line": 2}], "lines": [EGGS], "tenders": CASH}],
                "The receipt has no line 2.",
            ),
            (
                [sale(EGGS), sale(EGGS, tenders=[{"method": "gift_card", "receipt": 1, "amount": "89.90"}])],
                "Receipt 1 sold no gift card.",
            ),
            (
                [sale(EGGS, tenders=[{"method": "gift_card", "code": "GK1", "amount": "89.90"}])],
                "is not a gift card's code",
            ),
            ([sale({"gift_card": "0"})], "A gift card is worth more than 0"),
            ([sale({"gift_card": "10", "quantity": "2"})], "“quantity” has no place here"),
            ([{"do": "practice", "lines": [EGGS], "tenders": [{"method": "card", "amount": "1"}]}], "is left to pay"),
            ([{"do": "park", "name": "Anna", "lines": []}], "“lines” is missing or empty"),
            ([{"do": "price_query", "barcode": "12345670"}], "No article has the code 12345670"),
            ([{"do": "price", "article": "7340011466086", "price": "10000000"}], "is too high a price"),
            ([{"do": "price", "article": "7340011466086", "price": "-1"}], "is below zero"),
            (
                [{"do": "return_without_receipt", "lines": [EGGS], "tenders": [{"method": "card", "amount": "1"}]}],
                "left",
            ),
        ],
    )
    def test_leave_no_basket_behind(self, demo: Till, acts: list[Any], sentence: str) -> None:
        assert sentence in self.refused(demo, *acts)
        assert not demo.findings()

    def test_an_age_that_was_not_checked(self, demo: Till) -> None:
        with demo.store.write() as tx:
            tx.articles.change([replace(demo.article("Snore Cola"), age_limit=18)])
        assert "is sold to those who are 18 or older" in self.refused(demo, sale(COLA))


def test_a_method_of_the_shops_own_goes_by_its_name(demo: Till) -> None:
    own = PaymentMethod(Method("own-1", MethodKind.OTHER, "Friskvård"))
    with demo.store.write() as tx:
        tx.payment_methods.save(own)
    play(demo, script(OPEN, sale(EGGS, tenders=[{"method": "Friskvård", "amount": "89.90"}])))
    assert demo.receipts()[0].tenders[0].method == own.method


def test_a_number_that_was_given_is_not_taken_by_another_program(demo: Till) -> None:
    play(demo, WEEK[:3])
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        demo.sql("INSERT INTO gift_card_moves SELECT receipt_number, position, code, 1 FROM gift_card_moves")


def test_an_exchange_that_stops_half_way_keeps_its_basket(demo: Till) -> None:
    """The return is sealed and the new sale can't be: a register whose shift another program closed meanwhile."""
    exchange = {"do": "exchange", "receipt": 1, "lines": [COLA], "refund": [{"method": "cash", "amount": "67"}]}
    play(demo, script(OPEN, sale(EGGS)))

    class Closing:
        def __getattr__(self, name: str) -> Any:
            return getattr(demo.unit, name)

        def seal(self, receipt: Any) -> Any:
            seal = demo.unit.seal(receipt)
            demo.sql("UPDATE shifts SET closed_at = opened_at")
            return seal

    with pytest.raises(Refused, match="No shift is open"):
        list(Replay(demo.store, Closing(), demo.clock).play(script(OPEN, sale(EGGS), exchange), first_line=3))
    left = demo.checkout.open_sale()
    assert left is not None
    assert left.returning is not None, "both halves are there to be finished"


class TestByInvoice:
    @pytest.fixture
    def connected(self, demo: Till) -> Till:
        """A demo shop that may invoice one customer."""
        connection = SpirisConnection("k", "bookkeeping-invoicing", ConnectionState.ACTIVE, demo.clock(), "company")
        with demo.store.write() as tx:
            tx.spiris.save_connection(connection)
            tx.customers.put([FIRM, replace(FIRM, id="c-2", number="1002", name="Vilande AB", active=False)])
            for known in tx.payment_methods.every():
                if known.method.kind is MethodKind.INVOICE:
                    tx.payment_methods.save(replace(known, active=True))
        return demo

    def test_played_once_with_its_address_and_its_credit(self, connected: Till) -> None:
        lines = script(
            OPEN,
            {
                "do": "invoice",
                "customer": "1001",
                "lines": [EGGS],
                "reference": "Er ref",
                "comment": "Tack",
                "e_mail": "a@b.se",
                "address": {"street": "Nygatan 1"},
            },
            {"do": "return", "receipt": 1},
        )
        answers = play(connected, lines)
        assert answers[1]["customer"] == "1001"
        assert str(answers[1]["invoice_reference"]).startswith("K1-F000001-")
        assert [answer["total_ore"] for answer in answers[1:]] == [8_990, -8_990]
        assert play(connected, lines) == answers
        with connected.store.read() as tx:
            kinds = [entry.kind.value for entry in tx.outbox.entries()][::-1]
            credit = tx.outbox.entries()[0]
        assert kinds == ["customer", "invoice", "invoice"]
        assert credit.document["credits"]["receipt"] == 1
        assert not connected.findings()

    @pytest.mark.parametrize(
        ("act", "words"),
        [
            ({"customer": "9"}, "There is no customer 9"),
            ({"customer": "1002"}, "not active in Spiris"),
            ({"customer": "1001", "address": {"town": "x"}}, "has no place here"),
            ({"customer": "1001", "comment": "x" * 4001}, "The comment has 4001"),
        ],
    )
    def test_what_can_not_be_invoiced_leaves_no_basket(self, connected: Till, act: dict[str, Any], words: str) -> None:
        with pytest.raises(Refused, match=words):
            play(connected, script(OPEN, {"do": "invoice", "lines": [EGGS], **act}))
        assert connected.checkout.open_sale() is None

    def test_switched_off_or_not_connected(self, connected: Till) -> None:
        act = {"do": "invoice", "customer": "1001", "lines": [EGGS]}
        with connected.store.write() as tx:
            connection = tx.spiris.connection()
            assert connection is not None
            tx.spiris.save_connection(replace(connection, state=ConnectionState.DISCONNECTED))
        assert not Invoicing(connected.store, connected.new_id).ready()
        with pytest.raises(Refused, match="not connected to Spiris for invoicing"):
            play(connected, script(OPEN, act))
        with connected.store.write() as tx:
            for known in tx.payment_methods.every():
                tx.payment_methods.save(replace(known, active=known.method.kind is not MethodKind.INVOICE))
        with pytest.raises(Refused, match="Invoice is switched off"):
            play(connected, script(OPEN, act))
