"""The outbox as its owner and its readers see it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from openpos.domain.errors import Refused
from openpos.register.invoicing import Invoicing
from openpos.store.backup import restore_backup, save_backup
from openpos.store.exports import correct, owe, owe_closed
from openpos.store.opening import open_register
from openpos.store.outbox import EntryKind, EntryState
from openpos.store.spiris import ConnectionState
from tests.fixtures.carried import FIRST_DAY, Carried
from tests.fixtures.documents import faults_of, order, prepare_customers
from tests.fixtures.till import Till


def put(till: Till, *ids: str, kind: EntryKind = EntryKind.INVOICE, after_id: str = "") -> None:
    with till.store.write() as tx:
        for entry_id in ids:
            tx.outbox.add(
                kind,
                {"version": 1, "text": entry_id},
                id=entry_id,
                reference=f"K1-F000001-{entry_id}",
                about=f"R{entry_id}",
                company_id="c",
                at=till.clock(),
                after_id=after_id,
            )


def test_adding_again_is_nothing(register: Till) -> None:
    put(register, "a")
    put(register, "a")
    with register.store.read() as tx:
        (entry,) = tx.outbox.entries()
        assert tx.outbox.get("b") is None
        assert tx.outbox.about("Ra") == [entry]
    assert (entry.document["text"], entry.state, entry.step) == ("a", EntryState.WAITING, "")


def test_it_is_listed_newest_first_and_in_pages(register: Till) -> None:
    put(register, "a", "b", "c")
    put(register, "d", kind=EntryKind.CUSTOMER)
    with register.store.write() as tx:
        tx.outbox.put("b", EntryState.REJECTED, at=register.clock(), why=("Title {x}", "Advice", {"x": 1}))
        tx.outbox.put("a", EntryState.SETTLED, at=register.clock(), remote_number="7")
    with register.store.read() as tx:
        assert [one.id for one in tx.outbox.entries(limit=2)] == ["d", "c"]
        assert [one.id for one in tx.outbox.entries(before=3)] == ["b", "a"]
        assert [one.id for one in tx.outbox.entries(states=[EntryState.WAITING])] == ["d", "c"]
        assert [one.id for one in tx.outbox.entries(kinds=[EntryKind.CUSTOMER])] == ["d"]
        assert tx.outbox.counts() == {EntryState.WAITING: 2, EntryState.REJECTED: 1, EntryState.SETTLED: 1}
        oldest, newest = tx.outbox.oldest_open(), tx.outbox.newest_settled()
    assert oldest is not None
    assert (oldest.id, oldest.title, oldest.values) == ("b", "Title {x}", {"x": "1"})
    assert newest is not None
    assert (newest.id, newest.remote_number, newest.settled_at) == ("a", "7", register.clock())


def test_an_empty_one_has_nothing_to_tell(register: Till) -> None:
    with register.store.read() as tx:
        assert tx.outbox.oldest_open() is None
        assert tx.outbox.newest_settled() is None
        assert tx.outbox.next_due("c") is None
        assert tx.outbox.lost("c", register.clock()) == []


def test_order_only_where_one_needs_another(register: Till) -> None:
    put(register, "a")
    put(register, "b", after_id="a")
    put(register, "c")
    now = register.clock()
    with register.store.write() as tx:
        tx.outbox.put("a", EntryState.REJECTED, at=now)
        due = tx.outbox.due("c", now)
        assert due is not None
        assert due.id == "c"
        tx.outbox.put("c", EntryState.WAITING, at=now, due_at=now + timedelta(hours=1))
        assert tx.outbox.due("c", now) is None
        assert tx.outbox.next_due("c") == now + timedelta(hours=1), "not b, which waits for a person"
        tx.outbox.hasten(at=now)
        assert tx.outbox.next_due("c") == now
        assert tx.outbox.due("another company", now) is None


def test_a_body_is_kept_once_for_each_content(register: Till) -> None:
    put(register, "a")
    now = register.clock()
    with register.store.write() as tx:
        for body in ("one", "two", "one", ""):
            number = tx.outbox.begin("a", "draft", body, at=now)
            tx.outbox.end("a", number, "not_sent", 0, at=now)
        tried = tx.outbox.attempts("a")
        kept = tx._connection.exec_driver_sql("SELECT body FROM attempts ORDER BY number").scalars().all()
    assert [attempt.body for attempt in tried] == ["one", "two", "one", ""]
    assert kept == ["one", "two", "", ""]


def test_a_person_sends_again_what_needs_it(register: Till) -> None:
    put(register, "a", "b", "c", "d")
    now = register.clock()
    later = now + timedelta(hours=1)
    with register.store.write() as tx:
        tx.outbox.put("a", EntryState.REJECTED, at=now)
        tx.outbox.put("b", EntryState.UNKNOWN, at=now, due_at=later)
        tx.outbox.put("c", EntryState.SETTLED, at=now)
        tx.outbox.end("d", tx.outbox.begin("d", "draft", "x", at=now), "unknown", 0, at=now)
        tx.outbox.put("d", EntryState.REJECTED, at=now)
        for entry_id in ("a", "b", "d"):
            tx.outbox.send_again(entry_id, at=now)
        states = {one.id: (one.state, one.due_at) for one in tx.outbox.entries()}
        assert states["a"] == (EntryState.WAITING, now)
        assert states["b"] == (EntryState.UNKNOWN, now), "looked up at once, and not simply sent"
        assert states["d"] == (EntryState.UNKNOWN, now), "an answer of it was lost once"
        for gone in ("c", "nobody"):
            with pytest.raises(Refused, match="nothing more to send"):
                tx.outbox.send_again(gone, at=now)


def test_what_is_under_way_is_left_to_it(register: Till) -> None:
    put(register, "a")
    with register.store.write() as tx:
        tx.outbox.begin("a", "draft", "", at=register.clock())
        tx.outbox.send_again("a", at=register.clock())
        entry = tx.outbox.get("a")
    assert entry is not None
    assert entry.state is EntryState.IN_FLIGHT


def test_only_a_change_of_a_customer_can_be_left_out(register: Till) -> None:
    put(register, "a")
    put(register, "b", kind=EntryKind.CUSTOMER)
    with register.store.write() as tx:
        with pytest.raises(Refused, match="can't be left out"):
            tx.outbox.withdraw("a", at=register.clock())
        tx.outbox.withdraw("b", at=register.clock())
        with pytest.raises(Refused, match="nothing more"):
            tx.outbox.withdraw("b", at=register.clock())


class TestWhatShiftsOwe:
    def test_nothing_where_the_shop_is_not_connected(self, register: Till) -> None:
        register.sell(register.paid(register.scanned("Ägg")))
        report = register.close_shift()
        with register.store.write() as tx:
            owe_closed(tx, at=register.clock())
            owe(tx, "z", report, at=register.clock())
            assert tx.outbox.entries() == []

    def test_shifts_closed_before_are_put_in_from_the_start_date_on(self, shop: Carried) -> None:
        till = shop.till
        shop.change(state=ConnectionState.CONNECTING)
        for _ in range(3):
            till.sell(till.paid(till.scanned("Ägg")))
            till.close_shift()
            till.clock.forward(days=1)
            till.open_shift()
        assert shop.entries() == []
        shop.change(state=ConnectionState.ACTIVE, start_date=FIRST_DAY + timedelta(days=1))
        shop.until_quiet()
        assert [row["VoucherDate"][:10] for row in shop.spiris.vouchers] == ["2026-11-21", "2026-11-22"]
        shop.restarted()
        shop.until_quiet()
        assert len(shop.spiris.vouchers) == 2

    def test_an_empty_shift_owes_nothing(self, shop: Carried) -> None:
        shop.till.close_shift()
        assert shop.entries() == []

    def test_a_shift_over_midnight_where_the_vat_changes_is_a_voucher_a_day(self, shop: Carried) -> None:
        """Food goes from 6 % to 12 % on 1 January 2028."""
        till = shop.till
        till.close_shift()
        shop.change(start_date=FIRST_DAY)
        till.clock.moment = till.clock.moment.replace(year=2027, month=12, day=31, hour=20)
        till.open_shift()
        till.sell(till.paid(till.scanned("Ägg")))
        till.clock.forward(hours=4)
        till.sell(till.paid(till.scanned("Ägg")))
        till.close_shift()
        first, second = shop.entries()
        assert first.reference != second.reference
        assert [one.about for one in (first, second)] == ["Z2/2027-12-31", "Z2/2028-01-01"]
        assert [one.document["vat"][0][0] for one in (first, second)] == [600, 1200]


class TestPuttingAVoucherRight:
    def test_it_is_taken_back_and_booked_anew(self, shop: Carried) -> None:
        till = shop.till
        till.sell(till.paid(till.scanned("Ägg")))
        till.close_shift()
        shop.until_quiet()
        wrong = shop.entry()
        with till.store.write() as tx:
            tx.spiris.map("group", "600 Skafferi", "3001")
            ids = correct(tx, wrong, at=till.clock())
            assert correct(tx, wrong, at=till.clock()) == ids, "asked twice, done once"
        shop.until_quiet()
        assert shop.states() == [EntryState.SETTLED] * 3
        by_account: dict[int, int] = {}
        for voucher in shop.spiris.vouchers:
            for row in voucher["Rows"]:
                ore = int((row["DebitAmount"] - row["CreditAmount"]) * 100)
                by_account[row["AccountNumber"]] = by_account.get(row["AccountNumber"], 0) + ore
        assert {account: ore for account, ore in by_account.items() if ore} == {
            1910: 9_000,
            3001: -8_481,
            2631: -509,
            3740: -10,
        }
        texts = [voucher["VoucherText"] for voucher in shop.spiris.vouchers]
        assert sum("Rättelse: Z-rapport 1" in text for text in texts) == 1
        assert len({text.split()[0] for text in texts}) == 3

    def test_a_voucher_that_is_gone_is_told(self, shop: Carried) -> None:
        till = shop.till
        till.sell(till.paid(till.scanned("Ägg")))
        till.close_shift()
        shop.until_quiet()
        wrong = shop.entry()
        shop.spiris.company.commit([("vouchers", wrong.remote_id, None)])
        with till.store.write() as tx:
            correct(tx, wrong, at=till.clock())
        shop.until_quiet()
        assert shop.states() == [EntryState.SETTLED, EntryState.REJECTED, EntryState.WAITING]
        assert shop.entry(1).title == "The voucher to take back is not in Spiris."


class TestABackup:
    """Restored, it is behind: what waited in it may have been sent since."""

    @pytest.mark.parametrize("sent", [True, False])
    def test_what_waited_in_it_is_looked_up_first(self, shop: Carried, tmp_path: Path, sent: bool) -> None:
        till = shop.till
        made = order(
            till.store,
            12,
            seed=4,
            company_id=shop.connection().company_id,
            customers=prepare_customers(shop.spiris, 3),
            at=till.clock(),
        )
        save_backup(till.store, tmp_path / "backup.db")
        if sent:
            shop.until_quiet()
        shop.engine.close()
        till.close()
        restore_backup(tmp_path / "backup.db", till.directory, force=True, now=till.clock())
        till.store = open_register(till.directory, now=till.clock())
        assert set(shop.states()) == {EntryState.UNKNOWN}
        shop.restarted()
        shop.until_quiet()
        assert set(shop.states()) == {EntryState.SETTLED}
        assert faults_of(shop.spiris, made) == []

    def test_nothing_is_mailed_attached_or_moved_back_once_more(self, shop: Carried, tmp_path: Path) -> None:
        till, invoicing = shop.till, Invoicing(shop.till.store, shop.till.new_id)
        shop.wishes = replace(shop.wishes, paper=lambda report_id: f"%PDF {report_id}".encode())
        shop.restarted()
        (firm,) = [one for one in invoicing.search("Almviks") if not one.private]
        for street in ("Gatan 1", "Gatan 2"):
            to = invoicing.addressed(firm, address=replace(firm.address, street=street), e_mail="faktura@example.se")
            till.sell(invoicing.charged(till.scanned("Ägg"), to))
        till.sell(till.paid(till.scanned("Ägg")))
        till.close_shift()
        save_backup(till.store, tmp_path / "backup.db")
        shop.until_quiet()
        shop.engine.close()
        till.close()
        restore_backup(tmp_path / "backup.db", till.directory, force=True, now=till.clock())
        till.store = open_register(till.directory, now=till.clock())
        shop.restarted()
        shop.until_quiet()
        assert set(shop.states()) == {EntryState.SETTLED}
        papers = shop.spiris.company.shelves.of("attachments")
        assert (len(shop.spiris.emails), len(papers), len(shop.spiris.vouchers)) == (2, 1, 1)
        (there,) = [row for row in shop.spiris.customers if row["Id"] == firm.id]
        assert there["InvoiceAddress1"] == "Gatan 2"
        mailed = [entry for entry in shop.entries() if entry.kind is EntryKind.INVOICE]
        assert {entry.title for entry in mailed} == {"The invoice is booked; whether Spiris mailed it is not known."}


def test_a_clock_that_was_wrong_puts_nothing_off_for_years(shop: Carried) -> None:
    till = shop.till
    till.sell(till.paid(till.scanned("Ägg")))
    till.close_shift()
    till.clock.forward(days=4000)
    shop.spiris.refuse()
    shop.round()
    with till.store.write() as tx:
        tx.outbox.put(shop.entry().id, EntryState.WAITING, at=till.clock(), due_at=till.clock())
    till.clock.forward(days=-4000)
    shop.spiris.accept()
    shop.restarted()
    assert shop.round().settled == 1
