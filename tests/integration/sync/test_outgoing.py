"""What a person sees of what goes out, what they decide about it, and how a Z report's voucher is put right."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from openpos.domain.errors import Refused
from openpos.domain.money import ZERO, Money
from openpos.domain.payment import Method
from openpos.domain.permission import NotPermitted, Permission, Person
from openpos.domain.receipt import Receipt
from openpos.register.books import Books
from openpos.register.invoicing import Invoicing
from openpos.register.outgoing import Outgoing, Part
from openpos.store.outbox import EntryKind, EntryState
from openpos.store.spiris import ConnectionState
from tests.fixtures.carried import FIRST_DAY, Carried
from tests.fixtures.till import Till

EGGS_SALES = ("group", "600 Skafferi")


def outgoing(shop: Carried) -> Outgoing:
    return Outgoing(shop.till.store, shop.till.clock)


def books(shop: Carried) -> Books:
    return Books(shop.till.store, shop.till.clock)


def manager(shop: Carried) -> Person:
    return shop.till.staff.named("Butikschef")


def a_day(shop: Carried) -> None:
    shop.till.sell(shop.till.paid(shop.till.scanned("Ägg"), Method.CARD))
    shop.till.close_shift()


def invoiced(shop: Carried, *, street: str = "") -> Receipt:
    invoicing = Invoicing(shop.till.store, shop.till.new_id)
    (firm,) = [one for one in invoicing.search("Almviks") if not one.private]
    address = replace(firm.address, street=street) if street else None
    return shop.till.sell(invoicing.charged(shop.till.scanned("Ägg"), invoicing.addressed(firm, address=address)))


def lock(shop: Carried) -> None:
    shop.spiris.company.change_settings(AccountingLockedTo="2026-12-31")


def unlock(shop: Carried) -> None:
    shop.spiris.company.change_settings(AccountingLockedTo=None)


def choose(shop: Carried, account: str) -> None:
    with shop.till.store.write() as tx:
        tx.spiris.map(*EGGS_SALES, account)


# ------------------------------------------------------------------------------------------------- what goes out


def test_a_shop_that_was_never_connected_has_nothing_to_send(register: Till) -> None:
    use = Outgoing(register.store, register.clock)
    standing = use.standing()
    assert (standing.connection, standing.connected, standing.newest) == (None, False, 0)
    assert (use.overview().oldest_at, use.overview().arrived_at) == (None, None)
    assert use.items(Part.ALL, 10) == []
    with pytest.raises(Refused, match="not connected"):
        use.pause(register.staff.named("Butikschef"))


@pytest.mark.parametrize("state", [ConnectionState.CONNECTING, ConnectionState.DISCONNECTED])
def test_a_connection_that_is_not_there_yet_or_any_more_can_t_be_paused(shop: Carried, state: ConnectionState) -> None:
    shop.change(state=state)
    assert not outgoing(shop).standing().connected
    with pytest.raises(Refused, match="not connected"):
        outgoing(shop).pause(manager(shop))
    assert shop.connection().state is state


def test_what_is_sent_is_told_as_a_person_knows_it(shop: Carried) -> None:
    receipt = invoiced(shop, street="Nya gatan 5")
    a_day(shop)
    voucher, invoice, change = outgoing(shop).items(Part.ALL, 10)
    assert (voucher.entry.kind, voucher.amount, voucher.customer) == (EntryKind.VOUCHER, Money(8990), "")
    assert (invoice.entry.kind, invoice.amount) == (EntryKind.INVOICE, receipt.total)
    assert invoice.customer.startswith("Almviks")
    assert invoice.waits_for == change.entry.reference, "the address first"
    assert (change.entry.kind, change.amount, change.waits_for) == (EntryKind.CUSTOMER, None, "")
    standing = outgoing(shop).standing()
    assert (standing.troubled, standing.waiting, standing.newest) == (0, 3, voucher.entry.number)
    assert outgoing(shop).overview().oldest_at == change.entry.created_at

    shop.until_quiet()
    assert [item.entry.id for item in outgoing(shop).items(Part.DONE, 2)] == [voucher.entry.id, invoice.entry.id]
    (first,) = outgoing(shop).items(Part.ALL, 10, before=invoice.entry.number)
    assert (first.entry.id, first.waits_for) == (change.entry.id, "")
    assert [item.waits_for for item in outgoing(shop).items(Part.DONE, 10)] == ["", "", ""]
    overview = outgoing(shop).overview()
    assert (overview.done, overview.oldest_at, overview.standing.waiting) == (3, None, 0)
    assert overview.arrived_at == shop.till.clock()


def test_what_waits_for_one_that_has_arrived_waits_for_nothing(shop: Carried) -> None:
    invoiced(shop, street="Nya gatan 5")
    lock(shop)
    shop.until_quiet()
    (invoice,) = outgoing(shop).items(Part.TROUBLED, 10)
    assert (invoice.entry.kind, invoice.waits_for) == (EntryKind.INVOICE, "")


def test_what_was_refused_goes_when_somebody_has_mended_it(shop: Carried) -> None:
    lock(shop)
    a_day(shop)
    shop.until_quiet()
    (item,) = outgoing(shop).items(Part.TROUBLED, 10)
    assert outgoing(shop).standing().troubled == 1
    assert "locked" in item.entry.title
    attempts = outgoing(shop).attempts(item.entry.id)
    assert item.entry.reference in attempts[0].body
    with pytest.raises(NotPermitted):
        outgoing(shop).send_again(item.entry.id, shop.till.cashier)
    unlock(shop)
    assert shop.round().acts == 0, "not by itself"
    outgoing(shop).send_again(item.entry.id, manager(shop))
    shop.until_quiet()
    assert shop.states() == [EntryState.SETTLED]
    with pytest.raises(Refused, match="nothing more to send"):
        outgoing(shop).send_again(item.entry.id, manager(shop))


def test_a_change_of_a_customer_can_be_left_out_and_then_the_invoice_goes(shop: Carried) -> None:
    invoiced(shop, street="Nya gatan 5")
    change, invoice = shop.entries()
    with pytest.raises(NotPermitted):
        outgoing(shop).leave_out(change.id, shop.till.cashier)
    with pytest.raises(Refused, match="can't be left out"):
        outgoing(shop).leave_out(invoice.id, manager(shop))
    outgoing(shop).leave_out(change.id, manager(shop))
    shop.until_quiet()
    assert shop.states() == [EntryState.WITHDRAWN, EntryState.SETTLED]
    assert len(shop.spiris.invoices) == 1


def test_what_was_put_off_goes_when_a_person_says_so(shop: Carried) -> None:
    a_day(shop)
    with shop.till.store.write() as tx:
        tx.outbox.put(
            shop.entry().id, EntryState.WAITING, at=shop.till.clock(), due_at=shop.till.clock() + timedelta(hours=1)
        )
    assert shop.round().acts == 0
    outgoing(shop).send_now()
    assert shop.round().acts > 0


def test_a_pause_holds_everything_and_nothing_is_lost(shop: Carried) -> None:
    use = outgoing(shop)
    with pytest.raises(NotPermitted):
        use.pause(shop.till.cashier)
    for _ in range(2):
        use.pause(manager(shop))
    a_day(shop)
    assert shop.round().acts == 0
    assert (use.standing().connected, use.standing().waiting) == (True, 1)
    with pytest.raises(NotPermitted):
        use.resume(shop.till.cashier)
    for _ in range(2):
        use.resume(manager(shop))
    shop.until_quiet()
    assert len(shop.spiris.vouchers) == 1


def test_to_go_on_lets_nothing_go_that_is_held(shop: Carried) -> None:
    shop.change(state=ConnectionState.HELD, title="Consent was taken back.")
    outgoing(shop).resume(manager(shop))
    assert shop.connection().state is ConnectionState.HELD
    outgoing(shop).pause(manager(shop))
    assert (shop.connection().state, shop.connection().title) == (ConnectionState.PAUSED, "")


# ------------------------------------------------------------------------------------------------- Z and voucher


def test_a_z_report_stands_beside_its_voucher_and_they_are_equal(shop: Carried) -> None:
    a_day(shop)
    (part,) = books(shop).z_parts(10)
    assert (part.number, part.day, part.due, part.booked) == (1, FIRST_DAY, Money(8990), ZERO)
    assert (part.arrived, part.difference) == (False, Money(-8990))
    shop.until_quiet()
    (part,) = books(shop).z_parts(10)
    assert (part.arrived, part.booked, part.difference) == (True, Money(8990), ZERO)
    (exported,) = part.exported
    assert exported.entry.remote_number == shop.spiris.vouchers[0]["NumberAndNumberSeries"]
    assert part.last == exported.entry
    assert part.key == exported.entry.about


def test_a_sale_by_invoice_is_not_due(shop: Carried) -> None:
    invoiced(shop)
    shop.till.close_shift()
    (part,) = books(shop).z_parts(10)
    assert (part.due, part.exported, part.last, part.arrived) == (ZERO, (), None, False)


def test_a_shift_over_midnight_has_a_part_for_each_day(shop: Carried) -> None:
    shop.till.sell(shop.till.paid(shop.till.scanned("Ägg"), Method.CARD))
    shop.till.clock.forward(days=1)
    a_day(shop)
    shop.till.open_shift()
    shop.till.clock.forward(days=1)
    shop.till.close_shift()
    shop.until_quiet()
    parts = books(shop).z_parts(10)
    assert [(part.number, part.day - FIRST_DAY) for part in parts] == [
        (2, timedelta(days=2)),
        (1, timedelta(days=1)),
        (1, timedelta(0)),
    ]
    assert [part.difference for part in parts] == [ZERO] * 3
    assert [part.number for part in books(shop).z_parts(10, before=2)] == [1, 1]
    assert [part.number for part in books(shop).z_parts(1)] == [2]


def test_what_was_closed_before_the_start_date_is_due_and_not_exported(shop: Carried) -> None:
    shop.change(start_date=FIRST_DAY + timedelta(days=1))
    a_day(shop)
    shop.until_quiet()
    (part,) = books(shop).z_parts(10)
    assert (part.due, part.exported) == (Money(8990), ())


def test_the_vouchers_of_a_company_before_are_still_shown(shop: Carried) -> None:
    a_day(shop)
    shop.until_quiet()
    shop.change(company_id="another", state=ConnectionState.DISCONNECTED)
    (part,) = books(shop).z_parts(10)
    assert part.arrived
    assert part.last is not None
    with pytest.raises(Refused, match="another company"):
        books(shop).correction(part.last.id)


def test_a_wrong_mapping_is_put_right_by_a_reversing_voucher_and_a_new_one(shop: Carried) -> None:
    choose(shop, "3051")
    a_day(shop)
    shop.until_quiet()
    choose(shop, "3003")
    wrong = shop.entry()
    moved = books(shop).correction(wrong.id)
    assert [(one.account, one.before, one.after) for one in moved] == [
        ("3003", ZERO, Money(-8481)),
        ("3051", Money(-8481), ZERO),
    ]
    assert all(one.name for one in moved)
    with pytest.raises(NotPermitted):
        books(shop).correct(wrong.id, shop.till.cashier)
    ids = books(shop).correct(wrong.id, manager(shop))
    assert books(shop).correct(wrong.id, manager(shop)) == ids, "twice is once"
    (part,) = books(shop).z_parts(10)
    assert [one.entry.id for one in part.exported] == [wrong.id, *ids]
    assert (part.arrived, part.difference) == (False, ZERO), "until the reversal has arrived the old one stands"
    _, back, new = outgoing(shop).items(Part.ALL, 10)[::-1]
    assert (back.amount, new.amount, new.waits_for) == (Money(-8990), Money(8990), back.entry.reference)

    shop.until_quiet()
    (part,) = books(shop).z_parts(10)
    assert [one.booked for one in part.exported] == [Money(8990), Money(-8990), Money(8990)]
    assert (part.arrived, part.difference) == (True, ZERO)
    sums: dict[int, Decimal] = {}
    for voucher in shop.spiris.vouchers:
        for row in voucher["Rows"]:
            amount = Decimal(str(row["DebitAmount"])) - Decimal(str(row["CreditAmount"]))
            sums[row["AccountNumber"]] = sums.get(row["AccountNumber"], Decimal(0)) + amount
    assert (sums[3051], sums[3003], sums[1686]) == (Decimal(0), Decimal("-84.81"), Decimal("89.90"))

    with pytest.raises(Refused, match="taken back already"):
        books(shop).correction(wrong.id)
    with pytest.raises(Refused, match="accounts that are chosen now"):
        books(shop).correction(ids[1])
    with pytest.raises(Refused, match="Only a voucher that has arrived"):
        books(shop).correct(ids[0], manager(shop))
    choose(shop, "3001")
    assert books(shop).correct(ids[1], manager(shop)) != ids, "and once more"


def test_only_what_has_arrived_can_be_put_right(shop: Carried) -> None:
    invoiced(shop)
    a_day(shop)
    invoice, voucher = shop.entries()
    for entry_id in (invoice.id, voucher.id, "nobody"):
        with pytest.raises(Refused, match="Only a voucher that has arrived"):
            books(shop).correction(entry_id)
        with pytest.raises(Refused, match="Only a voucher that has arrived"):
            books(shop).correct(entry_id, manager(shop))
    shop.until_quiet()
    with pytest.raises(Refused, match="Only a voucher that has arrived"):
        books(shop).correction(invoice.id)


def test_a_voucher_of_a_year_that_is_not_known_any_more_has_accounts_without_names(shop: Carried) -> None:
    choose(shop, "3051")
    a_day(shop)
    shop.until_quiet()
    choose(shop, "3003")
    with shop.till.store.write() as tx:
        tx.spiris.replace_years([])
    assert [one.name for one in books(shop).correction(shop.entry().id)] == ["", ""]


def test_who_may_mend_the_books_is_a_permission_of_its_own(shop: Carried) -> None:
    assert manager(shop).may(Permission.BOOKS)
    assert not shop.till.cashier.may(Permission.BOOKS)
