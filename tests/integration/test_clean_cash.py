"""The CleanCash driver on a serial line (a pseudo-terminal) with a unit at its end that behaves as real ones may."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openpos import app, settings
from openpos.clock import now
from openpos.domain.errors import NotDone, Unavailable
from openpos.domain.money import Money, Quantity
from openpos.domain.permission import Role
from openpos.domain.receipt import (
    Copy,
    Marked,
    MarkedKind,
    PaperType,
    Receipt,
    Seal,
    Sealable,
    UnitState,
    UnitStatus,
    receipt_of,
)
from openpos.domain.sale import Sale
from openpos.domain.shop import Shop
from openpos.fiscal.ccsp import Damaged, fields_of, framed, registration
from openpos.fiscal.cleancash import CleanCash
from openpos.register.check import check
from openpos.register.setup import enter_shop, new_shop
from openpos.settings import Settings
from tests.fixtures.clean_cash import UNIT, CleanCashEnd
from tests.fixtures.trade import AT, any_paid, basket, card, cash, line

SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "sweden" / "cleancash-samples.txt"
SHOP = Shop("Söders Lanthandel", "556703-7485", "Götgatan 31", "KASSA01", "OPSE-1")
PATIENT_S = 10.0
IMPATIENT_S = 0.5
"""Where no answer comes."""


def receipt(number: int = 1001, sale: Sale | None = None, shop: Shop = SHOP) -> Receipt:
    sold = sale or basket(12500).with_tender(cash(12500))
    return receipt_of(sold, number=number, shift_id="shift-1", at=AT, cashier="Kassör", shop=shop)


def mirrored(paper: Receipt) -> Receipt:
    """The return of all of it."""
    lines = tuple(replace(one, quantity=Quantity(-one.quantity.milli), share=-one.share) for one in paper.lines)
    vat = tuple(replace(row, net=-row.net, vat=-row.vat) for row in paper.vat)
    return replace(paper, lines=lines, vat=vat, total=-paper.total, rounding=-paper.rounding)


@pytest.fixture
def end(tmp_path: Path) -> Iterator[CleanCashEnd]:
    unit = CleanCashEnd(tmp_path)
    yield unit
    unit.pull_out()


@pytest.fixture
def driver(end: CleanCashEnd) -> Iterator[CleanCash]:
    made = CleanCash(str(end.port), answer_s=PATIENT_S)
    yield made
    made.close()


@pytest.fixture
def hasty(end: CleanCashEnd) -> Iterator[CleanCash]:
    made = CleanCash(str(end.port), answer_s=IMPATIENT_S)
    yield made
    made.close()


def test_a_sale_is_told_in_the_units_own_words(end: CleanCashEnd, driver: CleanCash) -> None:
    assert driver.seal(receipt()) == Seal(UNIT, end.codes[0])
    assert end.registered == [
        ("1", "202611201015", "1001", "KASSA01", "5567037485", "125,00", "0,00", "normal", " ", " ", "6,00;7,08", " ")
    ]


def test_each_rate_has_its_place(end: CleanCashEnd, driver: CleanCash) -> None:
    lines = tuple(replace(line(10_000), id=str(rate), vat_rate_bp=rate) for rate in (0, 1200, 2500, 600))
    driver.seal(receipt(sale=Sale("sale", lines).with_tender(card(40_000))))
    assert end.registered[0][5:] == (
        "400,00", "0,00", "normal", "25,00;20,00", "12,00;10,71", "6,00;5,66", "0,00;0,00",
    )  # fmt: skip


def test_a_return_has_its_sign_and_what_was_given_back(end: CleanCashEnd, driver: CleanCash) -> None:
    driver.seal(mirrored(receipt()))
    assert end.registered[0][5:] == ("-125,00", "125,00", "normal", " ", " ", "6,00;-7,08", " ")


@pytest.mark.parametrize(
    ("paper", "number", "kind", "at"),
    [
        (Copy(7, receipt(), "shift-1", AT + timedelta(hours=2), "Kassör"), "7", "kopia", "202611201215"),
        (Marked(MarkedKind.PRACTICE, receipt(8)), "8", "ovning", "202611201015"),
        (Marked(MarkedKind.PRO_FORMA, receipt(9)), "9", "profo", "202611201015"),
    ],
)
def test_what_is_no_receipt_says_so(
    end: CleanCashEnd, driver: CleanCash, paper: Sealable, number: str, kind: str, at: str
) -> None:
    driver.seal(paper)
    told = end.registered[0]
    assert (told[1], told[2], told[7]) == (at, number, kind)


def test_a_pro_forma_may_be_registered_without_a_code(end: CleanCashEnd, driver: CleanCash) -> None:
    end.mood.code = ""
    assert driver.seal(Marked(MarkedKind.PRO_FORMA, receipt(9))) == Seal(UNIT, "")


@pytest.mark.parametrize("code", ["", "A" * 58])
def test_a_receipt_without_a_whole_code_is_none(end: CleanCashEnd, driver: CleanCash, code: str) -> None:
    end.mood.code = code
    with pytest.raises(Unavailable) as lost:
        driver.seal(receipt())
    assert not isinstance(lost.value, NotDone)


def test_papers_are_numbered_as_long_as_the_line_is_open(end: CleanCashEnd, driver: CleanCash) -> None:
    for number in (1001, 1002, 1003):
        driver.seal(receipt(number))
    driver.close()
    driver.seal(receipt(1004))
    assert [told[0] for told in end.registered] == ["1", "2", "3", "1"]


@pytest.mark.parametrize("ending", [b"\r", b"\n", b"\r\n"])
def test_units_end_their_answers_as_they_like(end: CleanCashEnd, driver: CleanCash, ending: bytes) -> None:
    end.mood.end = ending
    assert [driver.seal(receipt(number)).code for number in (1, 2, 3)] == end.codes
    assert driver.status() == UnitStatus(UnitState.READY)


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("002", "refused number 1001 with fault 002"),
        ("003", "refused number 1001 with fault 003"),
        ("004", "refused number 1001 with fault 004"),
        ("006", "reports a fault"),
        ("007", "does not know this register"),
        ("009", "licence does not reach"),
        ("010", "memory is full"),
        ("011", "refused number 1001 with fault 011"),
        ("999", "refused number 1001 with fault 999"),
    ],
)
def test_a_refusal_is_told_in_words_and_nothing_is_sealed(
    end: CleanCashEnd, driver: CleanCash, fault: str, words: str
) -> None:
    end.mood.refusals = [fault]
    with pytest.raises(NotDone, match=words) as refusal:
        driver.seal(receipt())
    assert refusal.value.advice
    assert end.registered == []
    assert driver.seal(receipt()).code == end.codes[0]


def test_an_error_within_the_unit_may_have_come_after_the_registration(end: CleanCashEnd, driver: CleanCash) -> None:
    end.mood.refusals = ["008"]
    with pytest.raises(Unavailable, match="reports a fault") as fault:
        driver.seal(receipt())
    assert not isinstance(fault.value, NotDone)


def test_what_the_line_disturbed_is_told_again_under_the_same_number(end: CleanCashEnd, driver: CleanCash) -> None:
    driver.seal(receipt(1))
    end.mood.disturbed = 2
    assert driver.seal(receipt(2)).code == end.codes[1]
    assert [told[0] for told in end.registered] == ["1", "2"]


def test_a_line_that_disturbs_everything_is_given_up(end: CleanCashEnd, driver: CleanCash) -> None:
    driver.seal(receipt(1))
    end.mood.disturbed = 3
    with pytest.raises(NotDone, match="fault 001"):
        driver.seal(receipt(2))
    assert driver.seal(receipt(2)).code == end.codes[1]


@pytest.mark.parametrize("trouble", ["lost", "late", "damaged"])
def test_an_answer_that_does_not_arrive_leaves_the_question_open(
    end: CleanCashEnd, hasty: CleanCash, trouble: str
) -> None:
    """And it never becomes the answer of another receipt."""
    hasty.seal(receipt(1001))
    setattr(end.mood, trouble, 1)
    with pytest.raises(Unavailable, match="answer did not arrive") as lost:
        hasty.seal(receipt(1002))
    assert not isinstance(lost.value, NotDone)
    assert hasty.find(1002) is None
    assert hasty.seal(receipt(1002)) == Seal(UNIT, end.codes[2])
    assert hasty.seal(receipt(1003)) == Seal(UNIT, end.codes[3])
    assert [told[2] for told in end.registered] == ["1001", "1002", "1002", "1003"]


def test_a_unit_that_is_switched_off_certainly_sealed_nothing(end: CleanCashEnd, hasty: CleanCash) -> None:
    end.mood.silent = True
    with pytest.raises(NotDone, match="does not answer"):
        hasty.seal(receipt())
    assert hasty.status().state is UnitState.STOPPED
    end.mood.silent = False
    assert hasty.seal(receipt()).code == end.codes[0]


def test_a_cable_that_is_pulled_out_and_put_back(end: CleanCashEnd, driver: CleanCash) -> None:
    driver.seal(receipt(1))
    end.pull_out()
    with pytest.raises(Unavailable):
        driver.seal(receipt(2))
    with pytest.raises(NotDone, match="port can't be opened"):
        driver.seal(receipt(2))
    assert driver.status().title == "The control unit's serial port can't be opened."
    end.plug_in()
    assert driver.seal(receipt(2)).code == end.codes[1]
    assert driver.status().state is UnitState.READY


@pytest.mark.parametrize("port", ["", "/dev/null", "/nowhere/ttyUSB0"])
def test_a_port_that_is_none(port: str) -> None:
    unit = CleanCash(port)
    with pytest.raises(NotDone) as trouble:
        unit.seal(receipt())
    assert trouble.value.advice
    assert unit.status() == UnitStatus(UnitState.STOPPED, trouble.value.title, trouble.value.advice)


@pytest.mark.parametrize("protocol", ["1", "", "two"])
def test_a_unit_of_an_older_kind_is_told_apart(end: CleanCashEnd, driver: CleanCash, protocol: str) -> None:
    end.mood.protocol = protocol
    with pytest.raises(NotDone, match="program is too old"):
        driver.seal(receipt())
    assert end.registered == []


@pytest.mark.parametrize(
    ("state", "storage", "shown", "title"),
    [
        ("0", "0", UnitState.READY, ""),
        ("1", "0", UnitState.SOON, "The control unit works, but reports a fault."),
        ("2", "0", UnitState.STOPPED, "The control unit reports a fault."),
        ("3", "0", UnitState.SOON, "The control unit works, but reports a fault."),
        ("4", "0", UnitState.STOPPED, "The control unit reports a fault."),
        ("5", "0", UnitState.SOON, "The control unit is busy."),
        ("?", "0", UnitState.STOPPED, "The control unit reports a fault."),
        ("0", "1", UnitState.SOON, "The control unit's memory is nearly full."),
        ("0", "2", UnitState.STOPPED, "The control unit's memory is full."),
    ],
)
def test_its_state_is_told_in_words(
    end: CleanCashEnd, driver: CleanCash, state: str, storage: str, shown: UnitState, title: str
) -> None:
    end.mood.state, end.mood.storage = state, storage
    driver.seal(receipt())
    status = driver.status()
    assert (status.state, status.title) == (shown, title)
    assert bool(status.advice) == bool(title)


@pytest.mark.parametrize("register", ["Kassa 1", "KÄLLARE", "K#1", "K" * 17])
def test_a_designation_that_no_unit_takes_is_told_before_anything_is_sent(
    end: CleanCashEnd, driver: CleanCash, register: str
) -> None:
    with pytest.raises(NotDone, match="called") as refusal:
        driver.seal(receipt(shop=replace(SHOP, register=register)))
    assert "16 letters" in refusal.value.advice
    assert end.registered == []


def test_what_a_unit_can_not_be_told_of() -> None:
    strange = receipt()
    with pytest.raises(NotDone, match="VAT of 3 %"):
        registration(replace(strange, vat=tuple(replace(row, rate_bp=300) for row in strange.vat)))
    with pytest.raises(NotDone, match="too high"):
        registration(receipt(10**12))


def test_it_never_knows_what_it_holds(driver: CleanCash) -> None:
    driver.seal(receipt())
    assert driver.find(1001) is None
    assert driver.last(PaperType.NORMAL) is None


@given(sale=any_paid(max_lines=6), comes_back=st.booleans())
def test_the_unit_is_told_what_the_paper_says(sale: Sale, *, comes_back: bool) -> None:
    paper = mirrored(receipt(sale=sale)) if comes_back else receipt(sale=sale)
    _, _, _, _, whole, back, _, *slots = registration(paper)
    assert _ore(whole) == paper.total.ore
    assert _ore(back) == -sum(min(one.amount.ore, 0) for one in paper.lines)
    told = [slot.split(";") for slot in slots if slot != " "]
    assert sorted((_ore(rate), _ore(vat)) for rate, vat in told) == sorted((r.rate_bp, r.vat.ore) for r in paper.vat)
    assert all(len(slot) <= 20 for slot in slots)
    assert max(len(whole), len(back)) <= 14


@given(st.lists(st.text(st.characters(codec="ascii", exclude_characters="#\r\n"), max_size=20), min_size=1))
def test_a_frame_comes_back_as_its_fields(fields: list[str]) -> None:
    assert fields_of(framed(tuple(fields))) == tuple(fields)


@given(place=st.integers(0, 36), other=st.integers(0, 255))
def test_a_frame_with_one_wrong_byte_is_damaged(place: int, other: int) -> None:
    frame = bytearray(framed(("IR", "RITST00000000001A", "2", "1.07")))
    if frame[place] != other:
        frame[place] = other
        with pytest.raises(Damaged):
            fields_of(bytes(frame))
    with pytest.raises(Damaged):
        fields_of(bytes(frame[:place]))


def test_a_field_can_not_hold_the_sign_between_fields() -> None:
    with pytest.raises(ValueError, match="between fields"):
        framed(("RR", "K#1"))


def test_a_shop_sells_with_it_and_goes_on_after_a_lost_answer(end: CleanCashEnd, tmp_path: Path) -> None:
    """The real program: the port of the settings, a receipt that waits, and the next start that brings it home."""
    directory = tmp_path / "shop"
    directory.mkdir()
    settings.save(directory, Settings(control_unit="cleancash", control_unit_port=str(end.port)))
    with app.opened(directory, create=True) as register:
        enter_shop(register.store, new_shop("Söders Lanthandel", "5567037485", "Götgatan 31", "K1"), now)
        person = register.staff.add("Anna", Role.MANAGER, "4711")
        register.shifts.open_shift("shift-1", person, Money(100_00))
        first = register.checkout.complete(basket(5995).with_tender(cash(6000)), person)
        assert first.seal == Seal(UNIT, end.codes[0])
        end.mood.code = "torn"
        second = replace(basket(7995), id="sale-2").with_tender(cash(8000))
        with pytest.raises(Unavailable):
            register.checkout.complete(second, person)
    end.mood.code = None
    with app.opened(directory) as register:
        waiting = register.checkout.finish_interrupted()
        assert waiting is not None
        assert (waiting.number, waiting.seal) == (2, Seal(UNIT, end.codes[2]))
        assert [told[2] for told in end.registered] == ["1", "2", "2"]
        assert not list(check(register.store).findings)


if SAMPLES.is_file():

    def test_frames_are_those_of_the_samples() -> None:
        rows = [row.rsplit("|", 2) for row in SAMPLES.read_text("utf-8").splitlines() if "#!#" in row and "|" in row]
        frames = {name.strip(): (payload[1:-1], frame[1:].replace("<CR>", "\r")) for name, payload, frame in rows}
        damaged = [frames.pop(name)[1] for name in ("bad_lrc", "bad_len", "truncated", "lower_case_hex")]
        assert len(frames) >= 30
        for payload, frame in frames.values():
            assert framed(tuple(payload.split("#"))).decode() == frame
            assert fields_of(frame.encode()) == tuple(payload.split("#"))
        for frame in damaged:
            with pytest.raises(Damaged):
                fields_of(frame.encode())


def _ore(text: str) -> int:
    return round(float(text.replace(",", ".")) * 100)
