"""The takings of a Z report in Spiris: once, balanced, to the öre, whatever happens on the way."""

from decimal import Decimal

import pytest

from openpos.domain.payment import Method
from openpos.simulators.spiris import Fault, Kind
from openpos.store.outbox import EntryState
from tests.fixtures.carried import Carried


def a_day(shop: Carried) -> None:
    till = shop.till
    till.sell(till.paid(till.scanned("Ägg", "Plenty Kitchen Roll")))
    till.sell(till.paid(till.scanned("Ägg"), Method.CARD))
    till.close_shift()


def sums(rows: list[dict[str, object]]) -> dict[int, Decimal]:
    found: dict[int, Decimal] = {}
    for row in rows:
        amount = Decimal(str(row["DebitAmount"])) - Decimal(str(row["CreditAmount"]))
        number = int(str(row["AccountNumber"]))
        found[number] = found.get(number, Decimal(0)) + amount
    return found


def test_a_closed_shift_is_one_balanced_voucher(shop: Carried) -> None:
    a_day(shop)
    entry = shop.entry()
    assert (entry.state, entry.about, entry.reference[:10]) == (EntryState.WAITING, "Z1/2026-11-20", "K1-Z000001")
    done = shop.round()
    assert (done.settled, done.wait_s) == (1, None)
    (voucher,) = shop.spiris.vouchers
    assert voucher["VoucherText"].startswith(f"{entry.reference} Z-rapport 1 kassa K1")
    assert voucher["VoucherDate"][:10] == "2026-11-20"
    booked = sums(voucher["Rows"])
    assert sum(booked.values()) == 0
    # 89.90 + 54.95 in cash, rounded to 145; 89.90 by card. Eggs at 6 %, paper at 25 %.
    assert booked == {
        1910: Decimal("145.00"),
        1686: Decimal("89.90"),
        3003: Decimal("-169.62"),
        2631: Decimal("-10.18"),
        3001: Decimal("-43.96"),
        2611: Decimal("-10.99"),
        3740: Decimal("-0.15"),
    }
    settled = shop.entry()
    assert (settled.state, settled.remote_number) == (EntryState.SETTLED, voucher["NumberAndNumberSeries"])
    assert shop.spiris.voucher_drafts == []
    assert shop.round().acts == 0, "and never again"


@pytest.mark.parametrize("done", [False, True], ids=["before the work", "after the work"])
@pytest.mark.parametrize("on", ["POST /v2/voucherdrafts", "POST /v2/voucherdrafts/*"])
@pytest.mark.parametrize("kind", [Kind.CUT, Kind.ERROR, Kind.GATEWAY, Kind.HTML, Kind.EMPTY, Kind.HOLLOW, Kind.GARBAGE])
def test_a_lost_answer_never_makes_a_second_voucher(shop: Carried, kind: Kind, on: str, done: bool) -> None:
    a_day(shop)
    shop.spiris.faults.add(Fault(kind, on=on, done=done, times=1))
    shop.until_quiet()
    assert shop.states() == [EntryState.SETTLED]
    assert len(shop.spiris.vouchers) == 1
    assert shop.spiris.voucher_drafts == []
