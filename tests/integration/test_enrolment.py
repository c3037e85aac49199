"""The shop's way into its books: what is kept of each step, and what is not."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from openpos.credentials import Credentials
from openpos.domain.errors import Refused, Rejected
from openpos.domain.payment import Method
from openpos.store.journal import Kind
from openpos.store.spiris import ConnectionState, SpirisConnection
from openpos.sync.activation import Places, Verified
from openpos.sync.enrolment import Enrolment
from openpos.sync.ledger import Ledger
from openpos.sync.oauth import Client, Mode
from tests.fixtures.books import Company
from tests.fixtures.far_side import far_side
from tests.fixtures.keyrings import MemoryKeyring
from tests.fixtures.till import Till

CLIENT = Client("shop", "client-s3cret")
DAY = date(2026, 11, 21)


@contextmanager
def enrolment(register: Till, company: Company, keyring: MemoryKeyring) -> Iterator[Enrolment]:
    with far_side(company) as side:
        where = Places(side.base, side.base, 44_300)
        ids = iter(f"k-{number}" for number in range(9))
        yield Enrolment(
            register.store,
            lambda: where,
            register.clock,
            lambda: next(ids),
            secrets_of=lambda owner: Credentials(owner, backend=keyring),
        )


def consented(steps: Enrolment, mode: Mode, code: str = "code-1") -> tuple[SpirisConnection, Verified]:
    connection = steps.begin(mode)
    way = steps.way(connection)
    try:
        consent = way.ask(CLIENT, mode)
        (state,) = parse_qs(urlsplit(consent.address).query)["state"]
        return steps.take(way, connection, CLIENT, consent, f"{consent.redirect}?code={code}&state={state}")
    finally:
        way.close()


def connected(steps: Enrolment, mode: Mode = Mode.INVOICING) -> SpirisConnection:
    connection, seen = consented(steps, mode)
    way = steps.way(connection)
    connection, year = steps.start_on(connection, seen, DAY)
    steps.accept(way, year, steps.suggested(way, year))
    way.close()
    return steps.activate(connection, "Eva Ek")


def invoice_is_on(register: Till) -> bool:
    with register.store.read() as tx:
        return any(chosen.active for chosen in tx.payment_methods.every() if chosen.method == Method.INVOICE)


def test_from_consent_to_active(register: Till) -> None:
    company, keyring = Company(), MemoryKeyring()
    company.company["DomesticCurrencyRounding"] = 1
    with enrolment(register, company, keyring) as steps:
        assert steps.current() is None
        connected(steps)
        kept = steps.current()
    assert kept is not None
    assert (kept.state, kept.company_name, kept.person) == (ConnectionState.ACTIVE, "Kafé AB sandbox", "Eva Ek")
    assert kept.sandbox
    assert kept.start_date == DAY
    assert {"1686", "2421", "2890", "3740"} <= set(company.accounts), "what was missing was added"
    assert len(company.accounts) == len(set(company.accounts))
    assert invoice_is_on(register)
    with register.store.read() as tx:
        mappings = tx.spiris.mappings()
        assert mappings["method", "card"] == "1686"
        assert mappings["group", "600 Mejeri"] == "3003"
        assert [account.number for account in tx.spiris.accounts("y-2026")] == sorted(company.accounts)
        assert [item.code for item in tx.spiris.cost_centre_items()] == ["A"]
        assert tx.spiris.terms()[0].days == 30
        assert tx.spiris.whole_kronor(), "and invoices are rounded as the company rounds"
        *_, last = tx.journal.rows()
    assert last.kind == Kind.PAYMENT_METHOD_CHANGED
    assert last.cashier == "Eva Ek"
    everything = b"".join(path.read_bytes() for path in register.path.parent.iterdir() if path.is_file())
    assert not any(secret.encode() in everything for secret in ("access-s3cret", *keyring.secrets() - {"shop"}))


def test_accounts_are_added_to_the_year_after_too(register: Till) -> None:
    """Else the first sales of January could not be booked."""
    company = Company(next_year=["1910"])
    with enrolment(register, company, MemoryKeyring()) as steps:
        connected(steps)
    assert company.next_year is not None
    assert {"1910", "1686", "2421", "3001"} <= set(company.next_year)
    assert len(company.next_year) == len(set(company.next_year))
    with register.store.read() as tx:
        assert [account.number for account in tx.spiris.accounts("y-2027")] == sorted(company.next_year)


def test_a_year_after_that_takes_no_accounts_stops_nothing(register: Till) -> None:
    company = Company(next_year=["1910"], next_year_refuses=True)
    with enrolment(register, company, MemoryKeyring()) as steps:
        assert connected(steps).state is ConnectionState.ACTIVE
    assert company.next_year == ["1910"]
    assert "1686" in company.accounts


def test_bookkeeping_alone_takes_no_invoices(register: Till) -> None:
    with enrolment(register, Company(), MemoryKeyring()) as steps:
        connected(steps, Mode.BOOKKEEPING)
    assert not invoice_is_on(register)


def test_what_stops_it_keeps_no_connection_and_can_be_looked_at_again(register: Till) -> None:
    company = Company()
    company.company["ProductVariant"] = 3
    with enrolment(register, company, MemoryKeyring()) as steps:
        connection, seen = consented(steps, Mode.INVOICING)
        assert not seen.good
        assert steps.current() is None
        company.company["ProductVariant"] = 5
        way = steps.way(connection)
        assert steps.look(way, connection)[1].good
        way.close()
        left = steps.current()
    assert left is not None
    assert left.state is ConnectionState.CONNECTING
    with pytest.raises(Refused, match="start date"):
        steps.activate(left, "Eva Ek")


def test_a_code_that_was_used_leaves_nothing(register: Till) -> None:
    with enrolment(register, Company(), MemoryKeyring()) as steps:
        with pytest.raises(Rejected, match="too old"):
            consented(steps, Mode.BOOKKEEPING, code="code-0")
        assert steps.current() is None


def test_accounts_that_are_closed_in_spiris_are_told_at_once_before_anything_is_added(register: Till) -> None:
    company = Company(inactive={"1910", "1930"})
    with enrolment(register, company, MemoryKeyring()) as steps:
        connection, seen = consented(steps, Mode.BOOKKEEPING)
        way = steps.way(connection)
        connection, year = steps.start_on(connection, seen, DAY)
        with pytest.raises(Refused, match=r"1910, 1930\."):
            steps.accept(way, year, steps.suggested(way, year))
        way.close()
    assert company.accounts == ["1910", "1930", "2611", "3001"]


def test_where_the_usual_account_is_closed_another_usual_one_that_is_open_is_suggested(register: Till) -> None:
    company = Company(inactive={"1686", "2611", "6992", "3790", "2421"})
    company.accounts += ["1580", "1686", "2421", "2610", "3790", "6992", "7699"]
    with enrolment(register, company, MemoryKeyring()) as steps:
        connection, seen = consented(steps, Mode.BOOKKEEPING)
        way = steps.way(connection)
        connection, year = steps.start_on(connection, seen, DAY)
        found = {(one.suggestion.kind, one.suggestion.key): one for one in steps.suggested(way, year)}
        with pytest.raises(Refused, match=r": 2421\. Activate"):
            steps.accept(way, year, list(found.values()))
        way.close()
    chosen = {key: one.suggestion.account for (_, key), one in found.items() if not one.trouble}
    assert (chosen["card"], chosen["2500"], chosen["cash_difference"]) == ("1580", "2610", "7699")
    assert {key for (_, key), one in found.items() if one.trouble} == {"gift_card", "gift_cards"}, "no 2420 is there"


def test_what_the_shop_chose_itself_is_not_moved(register: Till) -> None:
    with register.store.write() as tx:
        card = next(one for one in tx.payment_methods.every() if one.method.id == "card")
        tx.payment_methods.save(replace(card, account="1685"))
    company = Company(inactive={"1685"})
    company.accounts += ["1580", "1685"]
    with enrolment(register, company, MemoryKeyring()) as steps:
        connection, seen = consented(steps, Mode.BOOKKEEPING)
        way = steps.way(connection)
        _, year = steps.start_on(connection, seen, DAY)
        (card_at,) = [one for one in steps.suggested(way, year) if one.suggestion.key == "card"]
        way.close()
    assert (card_at.suggestion.account, card_at.trouble) == ("1685", "inactive")


def test_a_company_without_a_coding_without_vat_is_told_before_it_is_activated(register: Till) -> None:
    company = Company(codings=[])
    with enrolment(register, company, MemoryKeyring()) as steps:
        _, seen = consented(steps, Mode.INVOICING)
        assert seen.good, "its invoices with VAT that comes out even go all the same"
        (told,) = seen.findings
        assert str(told).startswith("Kafé AB sandbox has no article account coding without VAT in Spiris.")
        company.company["DomesticCurrencyRounding"] = 1
        way = steps.way(steps.current() or pytest.fail("it was kept"))
        assert steps.look(way, steps.current() or pytest.fail("it was kept"))[1].findings == ()
        way.close()


def test_another_company_is_refused_until_the_first_is_disconnected(register: Till) -> None:
    company, keyring = Company(), MemoryKeyring()
    with enrolment(register, company, keyring) as steps:
        first = connected(steps)
        assert steps.begin(Mode.BOOKKEEPING).id == first.id
        company.company["CompanyIdentifier"] = "co-2"
        with pytest.raises(Refused, match="another company"):
            consented(steps, Mode.BOOKKEEPING)
        assert steps.disconnect("Eva Ek")
        assert company.revoked == ["refresh-s3cret"]
        assert keyring.secrets() == set()
        assert not invoice_is_on(register)
        assert not steps.disconnect("Eva Ek")
        second = connected(steps)
    assert second.id != first.id
    assert second.company_id == "co-2"


def test_the_same_company_again_goes_on_from_its_start_date(register: Till) -> None:
    company, keyring = Company(), MemoryKeyring()
    with enrolment(register, company, keyring) as steps:
        connected(steps)
        steps.disconnect("Eva Ek")
        again, _ = consented(steps, Mode.INVOICING)
        assert again.start_date == DAY, "days that were closed meanwhile are not left out"
        assert steps.disconnect("Eva Ek")
        company.company["AccountingLockedTo"] = "2026-11-30"
        later, _ = consented(steps, Mode.INVOICING)
        assert later.start_date == date(2026, 12, 1)
        assert steps.disconnect("Eva Ek")
        company.company["CompanyIdentifier"] = "co-2"
        assert consented(steps, Mode.INVOICING)[0].start_date is None


def test_a_methods_account_is_moved_where_this_register_is(register: Till) -> None:
    company, keyring = Company(), MemoryKeyring()
    chief = register.staff.named("Butikschef")
    north = register.payment_methods.save_cost_centre("Norr", "100", chief)
    register.payment_methods.belong_to(north.id, chief)
    card = next(one for one in register.payment_methods.every() if one.method == Method.CARD)
    card = replace(card, account="1580").changed_in(north.id, replace(card, account="1581"))
    swish = next(one for one in register.payment_methods.every() if one.method == Method.GIFT_CARD)
    for one in (card, replace(swish, account="2420")):
        register.payment_methods.save(one, chief)
    with enrolment(register, company, keyring) as steps:
        connection, seen = consented(steps, Mode.INVOICING)
        way = steps.way(connection)
        connection, year = steps.start_on(connection, seen, DAY)
        steps.accept(way, year, [replace(one, trouble="") for one in steps.suggested(way, year)])
        wanted = {"card": "1930", "gift_card": "1910"}
        planned = [replace(one, account=wanted.get(one.key, one.account)) for one in steps.planned()]
        steps.book(way, Ledger.of(year, way.spiris.accounts(year.id), (), None), planned, "Eva Ek")
        way.close()
    after = {one.method.id: one for one in register.payment_methods.every()}
    assert (after["card"].account, after["card"].seen_from(north.id).account) == ("1580", "1930")
    assert after["gift_card"].account == "1910"
