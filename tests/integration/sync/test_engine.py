"""The engine: what each outcome leads to, what holds everything, and what one bad document does to the others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

from openpos.credentials import REFRESH_TOKEN
from openpos.domain.company import CostCentreItem
from openpos.domain.errors import Refused
from openpos.domain.payment import Method
from openpos.register.invoicing import Invoicing
from openpos.simulators.spiris import Belongings, Client, Fault, Kind, Request, Rotation, SpirisSimulator
from openpos.simulators.spiris.shelves import Change
from openpos.store.outbox import EntryState
from openpos.store.spiris import ConnectionState
from openpos.sync import trouble as troubles
from openpos.sync.answers import Fields
from openpos.sync.course import Standing
from openpos.sync.courses import Wishes
from openpos.sync.engine import Courses, Engine
from openpos.sync.trouble import SpirisNo
from openpos.sync.wire import Answer, Outcome
from tests.fixtures.carried import Carried, carried
from tests.fixtures.documents import faults_of, order, prepare_customers
from tests.fixtures.spiris_contract import complaints_of
from tests.fixtures.till import Till

WITH_PAPER = Wishes(series="K", paper=lambda report_id: f"%PDF {report_id}".encode())
SECOND = "11111111-1111-1111-1111-111111111111"


def a_day(shop: Carried) -> None:
    till = shop.till
    if till.shifts.current() is None:
        till.open_shift()
    till.sell(till.paid(till.scanned("Ägg"), Method.CARD))
    till.close_shift()


class TestWhatAPersonMends:
    def test_a_locked_period_holds_the_one_document_and_no_other(self, shop: Carried) -> None:
        a_day(shop)
        shop.spiris.company.change_settings(AccountingLockedTo="2026-11-20")
        shop.till.clock.forward(days=1)
        a_day(shop)
        shop.until_quiet()
        first, second = shop.entries()
        assert (first.state, second.state) == (EntryState.REJECTED, EntryState.SETTLED)
        assert first.title == "The date lies in a period that is locked in Spiris."
        assert "press Send again" in first.advice
        shop.spiris.company.change_settings(AccountingLockedTo="2024-12-31")
        shop.send_again(first)
        shop.until_quiet()
        assert shop.states() == [EntryState.SETTLED] * 2
        assert len(shop.spiris.vouchers) == 2
        assert shop.spiris.voucher_drafts == []

    def test_a_missing_fiscal_year_in_january(self, shop: Carried) -> None:
        shop.till.close_shift()
        shop.till.clock.moment = shop.till.clock.moment.replace(year=2027, month=1, day=2)
        shop.spiris.company.commit([("fiscalyears", year, None) for year in shop.years_after(2026)])
        a_day(shop)
        shop.until_quiet()
        entry = shop.entry()
        assert entry.state is EntryState.REJECTED
        assert (entry.title, entry.advice) == (
            "There is no fiscal year in Spiris for this date.",
            "Create the year in Spiris, then press Send again.",
        )

    def test_an_account_that_vanished_is_chosen_anew_and_sent(self, shop: Carried) -> None:
        a_day(shop)
        for year in shop.spiris.company.shelves.of("fiscalyears"):
            shop.spiris.company.commit([("accounts", f"{year}/1686", None)])
        shop.until_quiet()
        assert shop.entry().state is EntryState.REJECTED
        assert "account" in shop.entry().title.casefold()
        with shop.till.store.write() as tx:
            tx.spiris.map("method", "card", "1680")
        shop.send_again(shop.entry())
        shop.until_quiet()
        (voucher,) = shop.spiris.vouchers
        assert 1680 in {row["AccountNumber"] for row in voucher["Rows"]}
        with shop.till.store.read() as tx:
            attempts = tx.outbox.attempts(shop.entry().id)
        bodies = {attempt.body for attempt in attempts if attempt.body}
        assert len(bodies) == 2, "what was sent is kept, each time it was another"

    @pytest.mark.parametrize(
        ("change", "said"),
        [
            (None, "Account 1686 is not in Spiris in 2026."),
            ({"IsActive": False}, "Account 1686 is not active in Spiris in 2026."),
            ({"IsBlockedForManualBooking": True}, "Account 1686 is blocked for vouchers in Spiris in 2026."),
        ],
    )
    @pytest.mark.parametrize("booked_at_once", [False, True])
    def test_an_account_that_takes_nothing_any_more_is_named(
        self, shop: Carried, change: dict[str, object] | None, said: str, *, booked_at_once: bool
    ) -> None:
        if booked_at_once:
            shop.spiris.company.change_settings(ProductVariant=2)
        a_day(shop)
        accounts = shop.spiris.company.shelves.of("accounts")
        for key in [key for key in accounts if key.endswith("/1686")]:
            shop.spiris.company.commit([("accounts", key, change and {**accounts[key], **change})])
        shop.until_quiet()
        entry = shop.entry()
        assert entry.state is EntryState.REJECTED
        assert entry.title.format_map(entry.values) == said
        assert entry.advice.startswith("Mend it in Spiris, or choose another account on the Integrations page;")

    def test_where_the_accounts_can_t_be_read_spiris_own_words_are_told(self, shop: Carried) -> None:
        a_day(shop)
        for year in shop.spiris.company.shelves.of("fiscalyears"):
            shop.spiris.company.commit([("accounts", f"{year}/1686", None)])
        shop.spiris.faults.add(Fault(Kind.HTML, on="GET /v2/accounts*"))
        shop.until_quiet()
        entry = shop.entry()
        assert entry.state is EntryState.REJECTED
        assert "{said}" in entry.title

    def test_found_twice_stops_that_row_and_names_both(self, shop: Carried) -> None:
        a_day(shop)
        shop.spiris.faults.add(Fault(Kind.CUT, on="POST /v2/voucherdrafts", done=True, times=1))
        shop.round()
        (draft,) = shop.spiris.voucher_drafts
        shop.spiris.company.commit([("voucherdrafts", SECOND, {**draft, "Id": SECOND})])
        shop.until_quiet()
        entry = shop.entry()
        assert entry.state is EntryState.REJECTED
        assert "more than once" in entry.title
        assert draft["Id"] in str(entry.values["documents"])
        shop.spiris.company.commit([("voucherdrafts", SECOND, None)])
        shop.send_again(entry)
        shop.until_quiet()
        assert len(shop.spiris.vouchers) == 1
        assert shop.spiris.voucher_drafts == []

    def test_a_draft_that_somebody_deleted_is_sent_anew_only_when_asked(self, shop: Carried) -> None:
        a_day(shop)
        shop.spiris.faults.add(Fault(Kind.GATEWAY, on="POST /v2/voucherdrafts/*", times=1))
        shop.round()
        (draft,) = shop.spiris.voucher_drafts
        shop.spiris.company.commit([("voucherdrafts", draft["Id"], None)])
        shop.until_quiet()
        entry = shop.entry()
        assert (entry.state, entry.step) == (EntryState.REJECTED, "draft")
        assert "not in Spiris any more" in entry.title
        assert shop.spiris.vouchers == []
        shop.send_again(entry)
        shop.until_quiet()
        assert len(shop.spiris.vouchers) == 1

    def test_a_draft_that_a_person_booked_is_found(self, shop: Carried) -> None:
        a_day(shop)
        shop.spiris.faults.add(Fault(Kind.GATEWAY, on="POST /v2/voucherdrafts/*", done=True, times=1))
        shop.until_quiet()
        assert shop.entry().state is EntryState.SETTLED
        assert shop.entry().remote_number == shop.spiris.vouchers[0]["NumberAndNumberSeries"]


class TestWhatHoldsEverything:
    def test_consent_revoked_in_the_middle(self, shop: Carried) -> None:
        a_day(shop)
        shop.spiris.faults.add(Fault(Kind.REVOKE, on="POST /v2/voucherdrafts/*", times=1))
        done = shop.round()
        assert done.wait_s is None
        held = shop.connection()
        assert held.state is ConnectionState.HELD
        assert "consent" in held.title
        assert shop.entry().state in {EntryState.WAITING, EntryState.UNKNOWN}
        a_day(shop)
        assert shop.round().acts == 0, "the shop sells on, and nothing is sent"
        shop.consent_again()
        shop.until_quiet()
        assert shop.states() == [EntryState.SETTLED] * 2
        assert len(shop.spiris.vouchers) == 2

    def test_a_rotated_token_lost_between_answer_and_save(self, shop: Carried) -> None:
        """The power went after Spiris had taken the old token and before the new one was kept."""
        shop.spiris.identity.rotation = Rotation.ROTATING
        a_day(shop)
        client = Client()
        form = {
            "grant_type": "refresh_token",
            "refresh_token": shop.credentials.get(REFRESH_TOKEN),
            "client_id": client.id,
            "client_secret": client.secret,
        }
        assert "refresh_token" in shop.spiris.identity.token(form, "")
        shop.restarted()
        shop.round()
        assert shop.connection().state is ConnectionState.HELD
        assert shop.connection().advice.startswith("Connect again")
        assert shop.states() == [EntryState.WAITING], "and nothing is forgotten"
        shop.consent_again()
        shop.until_quiet()
        assert shop.states() == [EntryState.SETTLED]

    def test_a_paused_connection_sends_nothing(self, shop: Carried) -> None:
        a_day(shop)
        shop.change(state=ConnectionState.PAUSED)
        assert shop.round().acts == 0
        shop.change(state=ConnectionState.ACTIVE)
        shop.round()
        assert shop.states() == [EntryState.SETTLED]

    def test_another_company_after_a_new_consent_gets_nothing(self, shop: Carried) -> None:
        a_day(shop)
        shop.change(company_id="another")
        with shop.till.store.read() as tx:
            assert tx.outbox.due("another", shop.till.clock()) is None
        shop.round()
        held = shop.connection()
        assert held.state is ConnectionState.HELD
        assert "another company" in held.title
        assert shop.spiris.vouchers == []

    def test_a_licence_that_is_not_accepted(self, shop: Carried) -> None:
        a_day(shop)
        shop.spiris.rules.licence_accepted = False
        shop.round()
        assert shop.connection().title == "New terms wait to be accepted in Spiris."
        shop.spiris.rules.licence_accepted = True
        shop.change(state=ConnectionState.ACTIVE)
        shop.round()
        assert shop.states() == [EntryState.SETTLED]


class TestTheNet:
    def test_no_net_rests_longer_each_time_and_keeps_everything(self, shop: Carried) -> None:
        a_day(shop)
        shop.spiris.refuse()
        waits, words = [], set()
        for _ in range(9):
            done = shop.round()
            assert done.wait_s is not None
            waits.append(done.wait_s)
            words.add(done.why[0])
            shop.till.clock.forward(seconds=done.wait_s)
        assert waits[1] > waits[0]
        assert max(waits) <= 300 * 1.2
        assert words == {"Spiris can't be reached."}
        assert shop.entry().state is EntryState.WAITING
        shop.spiris.accept()
        shop.until_quiet()
        assert shop.states() == [EntryState.SETTLED]

    def test_a_storm_of_429_loses_and_doubles_nothing(self, shop: Carried) -> None:
        a_day(shop)
        shop.spiris.faults.add(Fault(Kind.THROTTLE, on="* /v2/*", chance=0.8, times=40, seconds=2))
        shop.until_quiet()
        assert shop.states() == [EntryState.SETTLED]
        assert len(shop.spiris.vouchers) == 1

    def test_everything_in_doubt_makes_it_rest(self, shop: Carried) -> None:
        made = order(
            shop.till.store,
            20,
            seed=5,
            company_id=shop.connection().company_id,
            customers=prepare_customers(shop.spiris, 9),
            at=shop.till.clock(),
        )
        shop.spiris.faults.add(Fault(Kind.ERROR, on="POST /v2/*", times=3))
        shop.round()
        assert shop.states().count(EntryState.UNKNOWN) <= 2, "not one after the other into the dark"
        shop.until_quiet()
        assert faults_of(shop.spiris, made) == []

    def test_answers_in_camel_case_are_read(self, shop: Carried) -> None:
        shop.spiris.rules.camel_case = True
        a_day(shop)
        shop.spiris.faults.add(Fault(Kind.CUT, on="POST /v2/voucherdrafts", done=True, times=1))
        shop.until_quiet()
        assert shop.states() == [EntryState.SETTLED]
        assert len(shop.spiris.vouchers) == 1

    def test_more_than_a_page_of_drafts_hides_nothing(self, shop: Carried) -> None:
        a_day(shop)
        shop.spiris.faults.add(Fault(Kind.CUT, on="POST /v2/voucherdrafts", done=True, times=1))
        shop.round()
        (draft,) = shop.spiris.voucher_drafts
        others: list[Change] = []
        for number in range(260):
            identity = f"22222222-0000-0000-0000-{number:012}"
            text = {"VoucherText": f"K9-Z{number:06}-AAAA", "CreatedUtc": "2026-11-19T00:00:00Z"}
            others.append(("voucherdrafts", identity, {**draft, "Id": identity, **text}))
        shop.spiris.company.commit(others)
        shop.until_quiet()
        assert shop.states() == [EntryState.SETTLED]
        assert len(shop.spiris.vouchers) == 1

    def test_lists_that_lag_a_minute_make_no_second_document(self, shop: Carried) -> None:
        shop.spiris.rules.list_lag_s = 60
        a_day(shop)
        shop.spiris.faults.add(Fault(Kind.CUT, on="POST /v2/voucherdrafts", done=True, times=1))
        shop.spiris.faults.add(Fault(Kind.CUT, on="POST /v2/voucherdrafts/*", done=True, times=1))
        shop.until_quiet()
        assert shop.states() == [EntryState.SETTLED]
        assert len(shop.spiris.vouchers) == 1


def test_without_drafts_a_voucher_is_booked_at_once_and_never_blindly_again(register: Till) -> None:
    """The variant Invoicing has no voucher drafts."""
    with SpirisSimulator(on_request=complaints_of, now=register.clock, companies=(Belongings(variant=2),)) as spiris:
        with carried(register, spiris) as shop:
            a_day(shop)
            spiris.faults.add(Fault(Kind.CUT, on="POST /v2/vouchers", done=True, times=1))
            shop.until_quiet()
            assert shop.states() == [EntryState.SETTLED]
            assert len(spiris.vouchers) == 1
            assert len([one for one in spiris.requests if one.path == "/v2/vouchers" and one.method == "POST"]) == 1
        assert spiris.complaints == []


def test_the_z_report_is_attached_to_its_voucher(register: Till, spiris: SpirisSimulator) -> None:
    with carried(register, spiris, wishes=WITH_PAPER) as shop:
        a_day(shop)
        spiris.faults.add(Fault(Kind.CUT, on="POST /v2/attachments", done=True, times=1))
        spiris.faults.add(Fault(Kind.CUT, on="POST /v2/attachmentlinks", done=True, times=1))
        shop.until_quiet()
        entry = shop.entry()
        assert entry.state is EntryState.SETTLED
        (voucher,) = spiris.vouchers
        assert voucher["NumberSeries"] == "K"
        (paper,) = spiris.state()["attachments"]
        assert (paper["FileName"], paper["DocumentId"]) == (entry.reference, voucher["Id"])


def test_a_report_that_can_not_be_attached_leaves_the_voucher_arrived(register: Till, spiris: SpirisSimulator) -> None:
    with carried(register, spiris, wishes=Wishes(paper=lambda _report_id: b"")) as shop:
        a_day(shop)
        shop.until_quiet()
        entry = shop.entry()
        assert entry.state is EntryState.SETTLED
        assert "could not be attached" in entry.title
        assert len(spiris.vouchers) == 1


@pytest.mark.parametrize("leave", [True, False])
def test_the_start_of_the_program_looks_up_what_was_under_way(shop: Carried, leave: bool) -> None:
    a_day(shop)
    with shop.till.store.write() as tx:
        tx.outbox.begin(shop.entry().id, "draft", "{}", at=shop.till.clock())
    if leave:
        assert shop.round().acts == 1
        assert shop.entry().state is EntryState.UNKNOWN
    shop.restarted()
    shop.until_quiet()
    assert shop.states() == [EntryState.SETTLED]
    assert len(shop.spiris.vouchers) == 1


class TestTheRest:
    def test_a_person_pauses_in_the_middle_of_a_round(self, shop: Carried) -> None:
        order(
            shop.till.store,
            9,
            seed=5,
            company_id=shop.connection().company_id,
            customers=prepare_customers(shop.spiris, 3),
            at=shop.till.clock(),
        )
        judged, before = shop.spiris._on_request, len(shop.spiris.requests)

        def paused(request: Request) -> Iterable[str]:
            if request.number == before + 5:
                shop.change(state=ConnectionState.PAUSED)
            return judged(request) if judged else []

        shop.spiris._on_request = paused
        done = shop.round()
        assert done.wait_s is None
        assert EntryState.WAITING in shop.states()
        assert EntryState.IN_FLIGHT not in shop.states()

    def test_a_question_that_is_refused_at_the_start_is_asked_again(self, shop: Carried) -> None:
        a_day(shop)
        shop.spiris.faults.add(Fault(Kind.GATEWAY, on="GET /v2/companysettings", times=1))
        done = shop.round()
        assert done.wait_s is not None
        shop.until_quiet()
        assert shop.states() == [EntryState.SETTLED]

    def test_a_revoked_consent_is_met_by_a_look(self, shop: Carried) -> None:
        a_day(shop)
        shop.spiris.faults.add(Fault(Kind.CUT, on="POST /v2/voucherdrafts", done=True, times=1))
        shop.round()
        shop.till.clock.forward(seconds=11)
        shop.spiris.revoke_consent()
        shop.round()
        assert shop.connection().state is ConnectionState.HELD
        assert shop.entry().state is EntryState.UNKNOWN
        shop.consent_again()
        shop.until_quiet()
        assert len(shop.spiris.vouchers) == 1

    def test_a_look_that_gets_no_answer_is_made_again(self, shop: Carried) -> None:
        a_day(shop)
        shop.spiris.faults.add(Fault(Kind.CUT, on="POST /v2/voucherdrafts", done=True, times=1))
        shop.spiris.faults.add(Fault(Kind.GARBAGE, on="GET /v2/voucherdrafts", times=2))
        shop.until_quiet()
        assert shop.states() == [EntryState.SETTLED]
        assert len(shop.spiris.vouchers) == 1

    def test_what_spiris_could_not_have_checked_is_tried_again_by_itself(self, shop: Carried) -> None:
        """4100: the authority that it asks did not answer."""
        till = shop.till
        invoicing = Invoicing(till.store, till.new_id)
        (customer,) = invoicing.search("Almviks")
        to = invoicing.addressed(customer, address=replace(customer.address, street="Nya gatan 1"))
        till.sell(invoicing.charged(till.scanned("Ägg"), to))
        engine = shop.engine
        assert isinstance(engine, Engine)
        trouble = troubles.trouble_of(400, Fields({"ErrorCode": 4100}))
        verdict = engine._no(Standing(EntryState.WAITING, "put"), trouble)
        assert (verdict.standing.state, verdict.after_s) == (EntryState.WAITING, 300)
        shop.until_quiet()
        assert shop.states() == [EntryState.SETTLED] * 2


def test_the_cost_centre_is_that_of_spiris(register: Till, spiris: SpirisSimulator) -> None:
    with register.store.write() as tx:
        centre = tx.shop.save_cost_centre("Torget", "TOR")
        tx.shop.choose_cost_centre(centre.id)
    with carried(register, spiris) as shop:
        with register.store.write() as tx:
            tx.spiris.replace_cost_centre_items([CostCentreItem("x", "BUT", "Butiken")])
        a_day(shop)
        shop.until_quiet()
        assert shop.entry().values == {"code": "TOR"}
        items = shop.spiris.company.shelves.of("costcenteritems").values()
        item_id = next(row["Id"] for row in items if row["ShortName"] == "TOR")
        with register.store.write() as tx:
            tx.spiris.replace_cost_centre_items([CostCentreItem(item_id, "TOR", "Torget")])
        shop.send_again(shop.entry())
        shop.until_quiet()
        (voucher,) = spiris.vouchers
        counted = {row["AccountNumber"]: row["CostCenterItemId1"] for row in voucher["Rows"]}
        assert counted == {1686: None, 2631: None, 3003: item_id}


class TestWhatHardlyEverHappens:
    def test_the_net_goes_between_two_rounds(self, shop: Carried) -> None:
        assert shop.round().acts == 0
        a_day(shop)
        shop.spiris.refuse()
        done = shop.round()
        assert done.why[0] == "Spiris can't be reached."
        assert shop.entry().state is EntryState.WAITING
        with shop.till.store.read() as tx:
            (attempt,) = tx.outbox.attempts(shop.entry().id)
        assert attempt.outcome == "not_sent"
        shop.spiris.accept()
        shop.until_quiet()
        assert shop.states() == [EntryState.SETTLED]

    def test_an_answer_that_says_done_and_not_what(self, shop: Carried) -> None:
        a_day(shop)
        shop.round()
        entry = shop.entry()
        course = shop.engine._courses[entry.kind]
        verdict = shop.engine._judge(entry, course, course.act(replace(entry, step="draft")), _said_done())
        assert verdict.standing.state is EntryState.UNKNOWN

    def test_a_question_about_the_company_that_is_refused(self, shop: Carried) -> None:
        def refused(*_: object) -> Courses:
            raise SpirisNo(troubles.trouble_of(400, Fields({"ErrorCode": 6000})))

        engine = Engine(shop.till.store, shop.open_way, refused, shop.till.clock)
        done = engine.round()
        assert done.wait_s is not None
        assert shop.connection().state is ConnectionState.ACTIVE

    def test_a_connection_that_was_paused_meanwhile_stays_so(self, shop: Carried) -> None:
        connection = shop.connection()
        shop.change(state=ConnectionState.PAUSED)
        with pytest.raises(Exception, match="Title"):
            shop.engine._hold(connection, Refused("Title", "Advice"))
        assert shop.connection().state is ConnectionState.PAUSED

    def test_stopping_before_the_first_round(self, shop: Carried) -> None:
        a_day(shop)
        shop.engine.stop()
        assert shop.round().acts == 0


def _said_done() -> Answer:
    return Answer(Outcome.DONE, 201, Fields({"Id": 7}))
