"""What goes to the books: vouchers that balance and add up to the Z report, and a SIE file that others can read."""

from __future__ import annotations

import errno
import os
import re
import resource
import zlib
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from openpos.accounting.sie import sie_file
from openpos.accounting.voucher import Row, Takings, Voucher, voucher_of
from openpos.domain.drawer import DrawerKind
from openpos.domain.errors import NotDone, Refused
from openpos.domain.money import ZERO, Money, total
from openpos.domain.payment import Method, MethodKind, PaymentMethod
from openpos.domain.report import Close
from openpos.domain.sale import Tender
from openpos.domain.vat import VatAmount, VatCategory
from openpos.register.sie import Period, SieFiles, closed_between, not_written, write_sie
from openpos.store.spiris import ConnectionState, SpirisConnection
from tests.fixtures.till import Till
from tests.fixtures.trade import to_firm

DAY = date(2026, 11, 20)


def read(content: bytes) -> list[list[str]]:
    """The records of a file, by the rules of SIE 4B: code page 437, fields apart by blanks, quotes, braces alone."""
    records = []
    for line in content.decode("cp437").split("\n"):
        fields = re.findall(r'"((?:[^"\\]|\\.)*)"|(\{[^}]*\})|([^\s"{}]+)|([{}])', line)
        if fields:
            records.append(
                [re.sub(r"\\(.)", r"\1", quoted) or objects or bare or brace for quoted, objects, bare, brace in fields]
            )
            if line.startswith("#") and line.rstrip().endswith('""'):
                records[-1][-1] = ""
    return records


def checksum(records: list[list[str]]) -> int:
    content = "".join(
        field for record in records[2:-1] if record[0].startswith("#") for field in record if not field.startswith("{")
    )
    return zlib.crc32(content.encode("cp437"))


def booked(vouchers: list[Voucher]) -> dict[str, int]:
    sums: dict[str, int] = {}
    for voucher in vouchers:
        for row in voucher.rows:
            sums[row.account] = sums.get(row.account, 0) + row.amount.ore
    return sums


def vouchers(till: Till, first: date = DAY, last: date = DAY) -> list[Voucher]:
    with till.store.read() as tx:
        return [voucher for voucher, _ in closed_between(tx, Period(first, last))]


def a_day(till: Till) -> None:
    """Food and standard goods, cash with rounding, a card with a tip, a gift card sold and used, cash moved."""
    till.sell(till.paid(till.scanned("Ägg", "Plenty Kitchen Roll")))  # 89.90 + 54.95 = 144.85, 145 in cash
    sale = till.rung(10_000, category=VatCategory.STANDARD)
    till.sell(sale.with_tender(Tender("t", Method.CARD, Money(10_000), tip=Money(500))))
    card = till.sell(till.paid(till.checkout.new_sale().with_line(till.checkout.gift_card_line(Money(20_000)))))
    code = card.lines[0].gift_card
    till.sell(till.rung(5_000).with_tender(Tender("g", Method.GIFT_CARD, Money(5_000), code)))
    till.drawer.move_cash(till.new_id(), DrawerKind.CASH_OUT, till.cashier, Money(10_000), "Frimärken")
    counted = till.shifts.expected_cash() - Money(300)
    till.shifts.close_shift("z", "Kassör", counted, close=Close("Fel växel", (), Money(100_000)))


def test_a_day_balances_and_is_the_z_report(register: Till) -> None:
    a_day(register)
    (voucher,) = vouchers(register)
    report = register.shifts.z_report()
    sums = booked([voucher])
    assert total(row.amount for row in voucher.rows) == ZERO
    vat = {row.rate_bp: row.vat.ore for row in report.totals.vat}
    assert (sums["2611"], sums["2631"]) == (-vat[2500], -vat[600])
    net = {row.rate_bp: row.net.ore for row in report.totals.vat}
    assert (sums["3001"], sums["3003"]) == (-net[2500], -net[600])
    assert sums["2421"] == -20_000 + 5_000, "sold less used"
    assert (sums["1686"], sums["2890"], sums["3740"], sums["6992"]) == (10_500, -500, -15, 300)
    assert report.close is not None
    assert sums["1930"] == report.close.to_bank.ore
    cash = dict(report.totals.methods)[Method.CASH].ore
    assert sums["1910"] == cash - 10_000 - 300 - report.close.to_bank.ore
    assert sums["1680"] == 10_000, "what the cash was taken out for is still to be told"


def test_an_invoice_sale_is_not_in_the_z_voucher(register: Till) -> None:
    register.sell(register.paid(register.rung(10_000), Method.CARD))
    sale = register.rung(77_700)
    connection = SpirisConnection("k", "bookkeeping-invoicing", ConnectionState.ACTIVE, register.clock())
    with register.store.write() as tx:
        tx.spiris.save_connection(connection)
    register.sell(to_firm(sale).with_tender(Tender("i", Method.INVOICE, Money(77_700))))
    register.close_shift()
    (voucher,) = vouchers(register)
    assert {row.amount.ore for row in voucher.rows if row.amount > ZERO} == {10_000}


def test_a_shift_over_midnight_is_split_by_day(register: Till) -> None:
    register.sell(register.paid(register.rung(10_000), Method.CARD))
    register.clock.moment = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)
    register.sell(register.paid(register.rung(20_000), Method.CARD))
    register.close_shift()
    both = vouchers(register, DAY, date(2026, 11, 21))
    assert [(one.day, one.rows[0].amount.ore) for one in both] == [(DAY, 10_000), (date(2026, 11, 21), 20_000)]
    assert [one.day for one in vouchers(register)] == [DAY]


def test_the_shops_own_accounts_are_used(register: Till) -> None:
    chief = register.staff.named("Butikschef")
    own = register.payment_methods.save(PaymentMethod(Method("", MethodKind.OTHER, "Friskvård"), account="1685"), chief)
    register.sell(register.rung(500).with_tender(Tender("o", own.method, Money(500))))
    register.shifts.close_shift("z", "Kassör", None)
    assert booked(vouchers(register))["1685"] == 500


def test_an_unbalanced_voucher_can_not_be_made() -> None:
    with pytest.raises(ValueError, match="does not balance"):
        Voucher(DAY, "x", (Row("1910", Money(1), "x"),))


def test_the_vat_of_the_groups_is_the_vat_of_the_paper() -> None:
    takings = Takings(
        DAY,
        "x",
        groups=(("A", 600, Money(333)), ("B", 600, Money(334)), ("C", 600, Money(-1))),
        vat=(VatAmount(600, Money(628), Money(38)),),
        methods=((Method.CARD, Money(666)),),
    )
    rows = voucher_of(takings, {("vat", "600"): "2639", ("group", "600 A"): "3010"}).rows
    assert sum(row.amount.ore for row in rows if row.account == "2639") == -38
    assert sum(row.amount.ore for row in rows if row.account in {"3010", "3003"}) == -628


def test_the_file_is_read_by_the_rules(register: Till, tmp_path: Path) -> None:
    a_day(register)
    file = tmp_path / "days.si"
    written = write_sie(register.store, file, Period(DAY, DAY), register.clock)
    assert (written.file, written.size) == (str(file), file.stat().st_size)
    records = read(file.read_bytes())
    assert [record[0] for record in records[:7]] == [
        *("#FLAGGA", "#KSUMMA", "#PROGRAM", "#FORMAT", "#GEN", "#SIETYP", "#ORGNR"),
    ]
    assert ["#FNAMN", "Söders Lanthandel"] in records
    rows = [record for record in records if record[0] == "#TRANS"]
    assert sum(Decimal(record[3]) for record in rows) == 0
    named = {record[1]: record[2] for record in records if record[0] == "#KONTO"}
    assert set(named) == {record[1] for record in rows}
    assert named["3740"] == "Öres- och kronutjämning"
    assert named["3003"] == "Försäljning inom Sverige, 6 % moms"
    texts = {record[-1] for record in rows}
    assert "Kontant" in texts
    assert not texts & {"cash", "card"}, "a bookkeeper reads Swedish"
    assert records[-1] == ["#KSUMMA", str(checksum(records))]


def test_a_hostile_name_breaks_no_record() -> None:
    voucher = Voucher(DAY, 'Z "17" {x}\\ \n#VER', (Row("1910", Money(-5), "€ 漢\x00"), Row("3001", Money(5), "")))
    content = sie_file(
        [voucher], company='Öre "Kött" AB', organisation_number="556703-7485", accounts={}, made=DAY, version="1"
    )
    records = read(content)
    assert ["#FNAMN", 'Öre "Kött" AB'] in records
    assert sum(record[0] == "#VER" for record in records) == 1
    assert ["#TRANS", "1910", "{}", "-0.05", "20261120", "? ?"] in records


def test_days_that_were_not_closed_are_told_and_make_no_file(register: Till, tmp_path: Path) -> None:
    file = tmp_path / "days.si"
    for _ in range(2):
        with pytest.raises(Refused, match="No day between 2026-11-20 and 2026-11-20 was closed"):
            write_sie(register.store, file, Period(DAY, DAY), register.clock)
        if register.shifts.current() is not None:
            register.close_shift()
    assert not file.exists()


def test_a_file_that_may_not_have_been_read_is_not_written_over(register: Till, tmp_path: Path) -> None:
    a_day(register)
    file = tmp_path / "days.si"
    file.write_text("not read yet")
    with pytest.raises(Refused, match=r"There is a file .*days\.si already\. Give another name\."):
        write_sie(register.store, file, Period(DAY, DAY), register.clock)
    assert file.read_text() == "not read yet"


def test_where_nothing_may_be_written_is_told(register: Till, tmp_path: Path) -> None:
    a_day(register)
    with pytest.raises(NotDone, match=r"The folder of .*days\.si is not there\. Choose another place\."):
        write_sie(register.store, tmp_path / "gone" / "days.si", Period(DAY, DAY), register.clock)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.EACCES, "may not write"),
        (errno.EROFS, "may not write"),
        (errno.ENOSPC, "no room"),
        (errno.EDQUOT, "no room"),
        (errno.ENOTDIR, "folder of"),
        (errno.EIO, "can't be written"),
    ],
)
def test_why_a_file_can_t_be_written_is_told_in_words(number: int, said: str) -> None:
    trouble = not_written(Path("days.si"), OSError(number, os.strerror(number)))
    assert said in str(trouble)


def test_on_a_full_disk_no_half_file_is_left(register: Till, tmp_path: Path) -> None:
    a_day(register)
    file = tmp_path / "days.si"
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, hard))
    try:
        with pytest.raises(NotDone, match="There is no room for the file"):
            write_sie(register.store, file, Period(DAY, DAY), register.clock)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert not file.exists()
    assert write_sie(register.store, file, Period(DAY, DAY), register.clock).size == file.stat().st_size


def test_what_is_suggested_is_what_waits_then_the_last_month_then_this_one(register: Till) -> None:
    files = SieFiles(register.store, register.clock)
    assert files.suggested() == Period(date(2026, 11, 1), DAY)
    a_day(register)
    register.clock.forward(days=11)
    assert files.suggested() == Period(date(2026, 11, 1), date(2026, 11, 30)), "in December November is looked at"
    with register.store.write() as tx:
        tx.spiris.save_connection(
            SpirisConnection(
                "k", "bookkeeping", ConnectionState.ACTIVE, register.clock(), company_id="c", start_date=DAY
            )
        )
    for _ in range(2):
        register.open_shift()
        register.sell(register.paid(register.scanned("Ägg")))
        register.close_shift()
        register.clock.forward(days=1)
    assert files.suggested() == Period(date(2026, 12, 1), date(2026, 12, 2)), "what waits to be sent"


def test_who_may_not_mend_the_books_writes_no_file(register: Till, tmp_path: Path) -> None:
    a_day(register)
    files, period = SieFiles(register.store, register.clock), Period(DAY, DAY)
    cashier, manager = register.staff.named("Kassör"), register.staff.named("Butikschef")
    assert cashier is not None
    assert manager is not None
    with pytest.raises(Refused, match="you may not do this"):
        files.write(tmp_path / "days.si", period, cashier)
    inside = files.inside(period)
    assert (inside.vouchers, inside.sent, inside.amount > ZERO) == (1, 0, True)
    assert files.write(tmp_path / "days.si", period, manager).inside == inside
    (*_, row) = register.journal()
    assert (row.kind, row.cashier) == ("other_report", "Butikschef")
    assert row.payload == f'{{"name":"SIE 4I","search":"{DAY} - {DAY}"}}'
    with pytest.raises(Refused, match="No day between 2026-01-01 and 2026-01-31 was closed"):
        files.inside(Period(date(2026, 1, 1), date(2026, 1, 31)))
