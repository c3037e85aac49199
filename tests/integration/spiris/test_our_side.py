"""Our side against the simulated Spiris, which shares no code with it: consent, reading, writing, and its moods."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.request import urlopen

import pytest

from openpos.credentials import Credentials
from openpos.domain.company import Variant
from openpos.domain.customer import Customer
from openpos.domain.errors import Rejected, Unavailable
from openpos.settings import Settings
from openpos.simulators.spiris import Client as Registered
from openpos.simulators.spiris import Consenting, Fault, Kind, Rotation, SpirisSimulator
from openpos.sync.activation import API_URL, IDENTITY_URL, Connection, check_start_date, places
from openpos.sync.answers import kronor
from openpos.sync.oauth import Client, Mode
from openpos.sync.pace import Pace
from openpos.sync.pull import Pulled, pull_customers
from openpos.sync.spiris import Spiris
from openpos.sync.trouble import Doing, SpirisNo
from openpos.sync.wire import Outcome, Wire
from tests.fixtures.far_side import closed_port
from tests.fixtures.keyrings import MemoryKeyring

Consented = Callable[..., Connection]
REGISTERED = Registered()
CLIENT = Client(REGISTERED.id, REGISTERED.secret)


@pytest.fixture
def consented() -> Iterator[Consented]:
    """Connects to a simulator as a person does: browser, redirect, code."""
    with ExitStack() as stack:

        def make(simulator: SpirisSimulator, mode: Mode = Mode.INVOICING, **wire: Any) -> Connection:
            addresses = {API_URL: simulator.api_url, IDENTITY_URL: simulator.identity_url}
            where = places(Settings(spiris_redirect_port=closed_port()), addresses)
            credentials = Credentials("k1", backend=MemoryKeyring())
            connection = Connection(where, credentials, wire=Wire(**wire), pace=Pace(speed=1000))
            stack.callback(connection.close)
            consent = connection.ask(CLIENT, mode)
            with connection.listen(consent) as loopback:
                with urlopen(consent.address, timeout=10) as page:  # noqa: S310 - this machine
                    assert page.status == 200
                connection.finish(CLIENT, consent, loopback.wait(5))
            return connection

        yield make


@pytest.fixture
def ours(spiris: SpirisSimulator, consented: Consented) -> Connection:
    return consented(spiris)


def today(simulator: SpirisSimulator) -> date:
    return simulator.now().date()


def test_a_person_consents_and_the_company_is_in_order(spiris: SpirisSimulator, ours: Connection) -> None:
    seen = ours.verify(Mode.INVOICING, today(spiris))
    assert seen.good
    assert seen.company.name == "Demobutiken sandbox"
    assert seen.company.sandbox
    assert seen.company.variant is Variant.STANDARD
    assert seen.user is not None
    assert "1910" in {account.number for account in seen.accounts}
    assert {account.number for account in seen.accounts if account.blocked} == {"1510", "2440", "8999"}
    assert check_start_date(today(spiris), seen.company, seen.years).holds(today(spiris))


def test_a_consent_that_is_denied_is_said(spiris: SpirisSimulator, consented: Consented) -> None:
    spiris.rules.consent = Consenting.DENY
    with pytest.raises(Rejected, match="not given"):
        consented(spiris)


def test_all_that_is_read_is_understood_in_either_case(spiris: SpirisSimulator, ours: Connection) -> None:
    read: list[Callable[[Spiris], Sequence[object]]] = [
        Spiris.vat_codes,
        Spiris.terms,
        Spiris.units,
        lambda spiris: spiris.article_codings(date(2026, 11, 20)),
        Spiris.users,
        Spiris.fiscal_years,
    ]
    for camel in (False, True):
        spiris.rules.camel_case = camel
        for one in read:
            assert one(ours.spiris)
        assert ours.spiris.company().organisation_number == "556000-4615"
        assert ours.spiris.article("nothing") is None


def voucher(day: date, ore: int, text: str = "K1-Z000001-9F3C") -> dict[str, Any]:
    rows = [
        {"AccountNumber": 1910, "DebitAmount": kronor(ore), "CreditAmount": kronor(0)},
        {"AccountNumber": 3001, "DebitAmount": kronor(0), "CreditAmount": kronor(ore)},
    ]
    return {"VoucherDate": day.isoformat(), "VoucherText": text, "Rows": rows}


def test_a_voucher_goes_by_way_of_its_draft(spiris: SpirisSimulator, ours: Connection) -> None:
    draft = ours.spiris.post_voucher_draft(voucher(today(spiris), 12_345_67))
    assert draft.outcome is Outcome.DONE
    draft_id = draft.body.text("Id")
    assert [found.text("VoucherText") for found in ours.spiris.voucher_drafts()] == ["K1-Z000001-9F3C"]
    booked = ours.spiris.convert_voucher_draft(draft_id)
    assert booked.outcome is Outcome.DONE
    assert ours.spiris.voucher_draft(draft_id) is None
    again = ours.spiris.convert_voucher_draft(draft_id)
    assert (again.outcome, again.trouble and again.trouble.code) == (Outcome.REJECTED, 3000)
    year = next(year for year in ours.spiris.fiscal_years() if year.holds(today(spiris)))
    (found,) = ours.spiris.vouchers(year.id)
    assert [row.ore("DebitAmount") for row in found.rows("Rows")] == [12_345_67, 0]
    assert len(spiris.vouchers) == 1


def test_an_unbalanced_voucher_is_refused_in_words(spiris: SpirisSimulator, ours: Connection) -> None:
    body = voucher(today(spiris), 100)
    body["Rows"].pop()
    answer = ours.spiris.post_voucher(body)
    assert answer.outcome is Outcome.REJECTED
    assert answer.trouble is not None
    assert answer.trouble.error_id
    assert spiris.vouchers == []


def test_a_customer_is_read_with_all_its_fields(ours: Connection) -> None:
    first = next(iter(ours.spiris.customer_pages())).rows[0]
    whole = ours.spiris.customer(first.text("Id"))
    assert whole is not None
    assert whole.text("Name") == first.text("Name")
    assert ours.spiris.customer("00000000-0000-0000-0000-000000000000") is None


@pytest.mark.parametrize("rotation", list(Rotation))
def test_tokens_of_every_kind_are_renewed(spiris: SpirisSimulator, consented: Consented, rotation: Rotation) -> None:
    spiris.identity.rotation = rotation
    ours = consented(spiris)
    for _ in range(3):
        spiris.expire_access()
        assert ours.spiris.company().name


def test_a_consent_that_is_taken_back_holds(spiris: SpirisSimulator, ours: Connection) -> None:
    spiris.revoke_consent()
    answer = ours.spiris.post_voucher_draft(voucher(today(spiris), 100))
    assert answer.outcome is Outcome.REJECTED
    assert answer.trouble is not None
    assert answer.trouble.doing is Doing.CONFIGURATION
    with pytest.raises(SpirisNo, match="consent"):
        ours.spiris.company()


def test_disconnecting_takes_the_consent_back(ours: Connection) -> None:
    assert ours.disconnect()
    with pytest.raises(SpirisNo, match="not connected"):
        ours.spiris.company()


@pytest.mark.parametrize(
    ("fault", "outcome", "booked"),
    [
        (Fault(Kind.CUT, on="POST /v2/voucherdrafts"), Outcome.UNKNOWN, 0),
        (Fault(Kind.CUT, on="POST /v2/voucherdrafts", done=True), Outcome.UNKNOWN, 1),
        (Fault(Kind.TORN, on="POST /v2/voucherdrafts"), Outcome.UNKNOWN, 1),
        (Fault(Kind.ERROR, on="POST /v2/voucherdrafts", done=True), Outcome.UNKNOWN, 1),
        (Fault(Kind.GATEWAY, on="POST /v2/voucherdrafts"), Outcome.UNKNOWN, 0),
        (Fault(Kind.HTML, on="POST /v2/voucherdrafts", done=True), Outcome.UNKNOWN, 1),
        (Fault(Kind.EMPTY, on="POST /v2/voucherdrafts", done=True), Outcome.UNKNOWN, 1),
        (Fault(Kind.GARBAGE, on="POST /v2/voucherdrafts"), Outcome.UNKNOWN, 0),
        (Fault(Kind.HANG, on="POST /v2/voucherdrafts"), Outcome.UNKNOWN, 0),
        (Fault(Kind.DRIP, on="POST /v2/voucherdrafts", seconds=0.2), Outcome.UNKNOWN, 1),
        (Fault(Kind.HUGE, on="POST /v2/voucherdrafts", bytes=100_000_000), Outcome.UNKNOWN, 0),
        (Fault(Kind.THROTTLE, on="POST /v2/voucherdrafts", seconds=7), Outcome.THROTTLED, 0),
        (Fault(Kind.UNAUTHORIZED, on="POST /v2/voucherdrafts", times=1), Outcome.DONE, 1),
        (Fault(Kind.REVOKE, on="POST /v2/voucherdrafts", times=1), Outcome.REJECTED, 0),
    ],
    ids=lambda value: value.fault.value if isinstance(value, Fault) else "",
)
def test_what_is_certain_after_each_mood(
    spiris: SpirisSimulator, consented: Consented, fault: Fault, outcome: Outcome, booked: int
) -> None:
    ours = consented(spiris, total_s=1.0)
    body = voucher(today(spiris), 100)
    ours.tokens.access()
    spiris.faults.replace([fault])
    answer = ours.spiris.post_voucher_draft(body)
    assert answer.outcome is outcome
    assert (answer.trouble is None) is (outcome is Outcome.DONE)
    if fault.done or booked == 0 or outcome is Outcome.DONE:
        assert len(spiris.voucher_drafts) == booked


def test_where_spiris_is_gone_nothing_is_sent(spiris: SpirisSimulator, ours: Connection) -> None:
    ours.tokens.access()
    spiris.refuse()
    assert ours.spiris.post_voucher_draft(voucher(today(spiris), 100)).outcome is Outcome.NOT_SENT
    with pytest.raises(Unavailable, match="reached"):
        ours.spiris.company()


@dataclass
class Book:
    """Keeps customers and the cursor behind them."""

    text: str = ""
    kept: dict[str, Customer] = field(default_factory=dict)

    def cursor(self) -> str:
        return self.text

    def apply(self, customers: Sequence[Customer], cursor: str, _pull: str) -> None:
        self.kept |= {customer.id: customer for customer in customers}
        self.text = cursor

    def finish(self, cursor: str, _pull: str) -> None:
        self.text = cursor


def test_all_customers_come_and_then_only_what_changed(spiris: SpirisSimulator, ours: Connection) -> None:
    spiris.add_customers(2_500)
    book = Book()
    spiris.faults.replace([Fault(Kind.ERROR, on="GET /v2/customers", after=2, times=1)])
    with pytest.raises(Unavailable):
        pull_customers(ours.spiris, book)
    assert pull_customers(ours.spiris, book).complete
    assert set(book.kept) == {row["Id"] for row in spiris.customers}
    changed = pull_customers(ours.spiris, book)
    assert changed == Pulled(changed.came, complete=True)
    assert spiris.requests[-1].query["$filter"].startswith("ChangedUtc gt ")


def test_a_package_that_lacks_something_is_said(spiris: SpirisSimulator, ours: Connection) -> None:
    spiris.company.change_settings(ProductVariant=3)
    assert not ours.verify(Mode.INVOICING, today(spiris)).good
    spiris.company.change_settings(ProductVariant=6)
    with pytest.raises(SpirisNo, match="package"):
        ours.verify(Mode.BOOKKEEPING, today(spiris))
