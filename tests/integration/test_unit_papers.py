"""Copies, practice receipts and pro formas go through the control unit: none without it, none twice, none half."""

from collections.abc import Callable
from pathlib import Path

import pytest

from openpos.domain.errors import NotDone, Refused, Unavailable
from openpos.domain.receipt import Copy, Marked, MarkedKind, PaperType
from openpos.domain.sale import Sale
from openpos.fiscal.exempt import NoControlUnit
from openpos.printing.layout import copy_paper, marked_paper
from openpos.printing.paper import Paper, Text
from openpos.register import life
from openpos.register.e_receipts import EReceipts
from openpos.register.pro_forma_invoices import ProFormaInvoices
from openpos.register.receipts import Receipts
from openpos.register.unit_papers import UnitPapers
from openpos.simulators.control_unit import Fault
from openpos.store.deliveries import DeliveryKind, DeliveryState, Way
from openpos.store.journal import Kind
from openpos.store.marked import Waiting
from openpos.store.print_jobs import JobKind
from tests.fixtures.invoicing import charge, connect_for_invoicing
from tests.fixtures.till import Till

Make = Callable[[Till], object]


def sold(till: Till) -> None:
    till.sell(till.paid(till.scanned("Ägg")))


def copied(till: Till) -> Copy:
    return till.books.copy(1, till.cashier)


def practised(till: Till) -> object:
    sale = till.scanned("Ägg", sale=Sale("practised", practice=True))
    return till.sell(till.paid(sale))


def shown(till: Till) -> Marked:
    return till.checkout.pro_forma("shown", till.scanned("Ägg", sale=Sale("b", practice=True)), till.cashier)


MAKES = [
    pytest.param(copied, PaperType.COPY, JobKind.COPY, id="copy"),
    pytest.param(practised, PaperType.PRACTICE, JobKind.PRACTICE, id="practice"),
    pytest.param(shown, PaperType.PRO_FORMA, JobKind.PRO_FORMA, id="pro forma"),
]
NEVER_GOT_IT = [Fault.SWITCHED_OFF, Fault.BUSY, Fault.STORAGE_FULL, Fault.NOT_OPERATIONAL]


def jobs(till: Till) -> list[JobKind]:
    with till.store.read() as tx:
        return [job.kind for job in tx.print_jobs.newest(99)][::-1]


def waiting(till: Till) -> Waiting | None:
    with till.store.read() as tx:
        return tx.waiting_paper.get()


def text_of(paper: Paper) -> str:
    return "\n".join(row.text for row in paper.rows if isinstance(row, Text))


@pytest.mark.parametrize(("make", "kind", "job"), MAKES)
class TestWithAControlUnitThatFails:
    @pytest.mark.parametrize("fault", NEVER_GOT_IT)
    def test_without_it_there_is_no_paper_and_the_number_is_given_again(
        self, register: Till, make: Make, kind: PaperType, job: JobKind, fault: Fault
    ) -> None:
        sold(register)
        register.unit.fault = fault
        for _ in range(2):
            with pytest.raises(NotDone) as refusal:
                make(register)
            assert refusal.value.advice
        assert (jobs(register), waiting(register)) == ([JobKind.RECEIPT], None)
        refused = [row.payload for row in register.journal() if row.kind == Kind.SEAL_REFUSED]
        assert len(refused) == 2
        assert all(f'"paper":"{kind}"' in payload and '"number":1' in payload for payload in refused)
        assert not register.findings()
        register.unit.fault = Fault.NONE
        make(register)
        assert register.unit_papers() == [("normal", 1), (kind, 1)]
        assert jobs(register) == [JobKind.RECEIPT, job]
        assert not register.findings()

    def test_a_lost_answer_is_looked_up_before_it_is_sent_again(
        self, register: Till, make: Make, kind: PaperType, job: JobKind
    ) -> None:
        sold(register)
        register.unit.fault = Fault.ANSWER_LOST
        asked = register.unit.seals_asked
        with pytest.raises(Unavailable):
            make(register)
        left = waiting(register)
        assert left is not None
        assert jobs(register) == [JobKind.RECEIPT], "nothing is printed before the unit has answered"
        assert not register.findings()
        register.unit.fault = Fault.NONE
        make(register)
        assert register.unit.seals_asked == asked + 1, "the unit had it"
        assert register.unit_papers() == [("normal", 1), (kind, 1)]
        assert (jobs(register), waiting(register)) == ([JobKind.RECEIPT, job], None)
        assert not register.findings()

    def test_after_a_lost_answer_no_refusal_gives_the_number_back(
        self, register: Till, make: Make, kind: PaperType, job: JobKind
    ) -> None:
        sold(register)
        register.unit.fault = Fault.ANSWER_LOST
        with pytest.raises(Unavailable):
            make(register)
        register.unit.fault = Fault.SWITCHED_OFF
        with pytest.raises(NotDone):
            make(register)
        assert waiting(register) is not None
        register.unit.fault = Fault.NONE
        make(register)
        assert (register.unit_papers()[1:], jobs(register)[1:]) == ([(kind, 1)], [job])

    def test_the_next_start_brings_it_to_its_end(
        self, register: Till, make: Make, kind: PaperType, job: JobKind
    ) -> None:
        sold(register)
        register.unit.fault = Fault.ANSWER_LOST
        with pytest.raises(Unavailable):
            make(register)
        till = register.restarted()
        till.unit.fault = Fault.SWITCHED_OFF
        started = life.start(till.store, till.checkout, till.clock, "1")
        assert started.seal_trouble is None, "sales do not wait for it"
        assert waiting(till) is not None
        till.unit.fault = Fault.NONE
        life.start(till.store, till.checkout, till.clock, "1")
        assert (till.unit_papers()[1:], jobs(till)[1:], waiting(till)) == ([(kind, 1)], [job], None)
        assert till.checkout.papers.finish_waiting() is None
        assert not till.findings()
        till.close()

    def test_it_goes_before_the_next_paper_and_stops_no_sale_and_no_close(
        self, register: Till, make: Make, kind: PaperType, job: JobKind
    ) -> None:
        sold(register)
        sold(register)
        register.unit.fault = Fault.ANSWER_LOST
        with pytest.raises(Unavailable):
            make(register)
        register.unit.fault = Fault.NONE
        sold(register)
        assert register.close_shift().copies.count == 0
        assert register.checkout.papers.finish_waiting() is None, "no report would count it"
        with pytest.raises(Refused, match="No shift is open"):
            make(register)
        register.open_shift()
        register.books.copy(2, register.cashier)
        assert jobs(register)[3:] == [JobKind.REPORT, job, JobKind.COPY]
        copy_number = 2 if kind is PaperType.COPY else 1
        assert [one for one in register.unit_papers() if one[0] != "normal"] == [(kind, 1), ("kopia", copy_number)]
        report = register.close_shift()
        assert (report.copies.count, report.practice.count) == (copy_number, int(kind is PaperType.PRACTICE))
        assert not register.findings()

    def test_the_answer_is_kept_and_stands_on_the_paper(
        self, register: Till, make: Make, kind: PaperType, job: JobKind
    ) -> None:
        sold(register)
        make(register)
        seal = register.unit.find(1, kind)
        assert seal is not None
        with register.store.read() as tx:
            papers: list[Copy | Marked] = [copy for copy, _ in tx.copies.every()]
            made = [*papers, *(marked for marked, _ in tx.marked.every())][0]
        own = made.seal if isinstance(made, Copy) else made.receipt.seal
        assert own == seal
        assert f'{seal.code}"' in register.journal()[-1].payload
        text = text_of(copy_paper(made, 80) if isinstance(made, Copy) else marked_paper(made, 80))
        assert f"Kontrollkod: {seal.code}" in text
        assert f"Kontrollenhet: {seal.unit}" in text
        assert job in jobs(register)

    def test_a_register_without_a_unit_writes_what_it_always_wrote(
        self, register: Till, make: Make, kind: PaperType, job: JobKind
    ) -> None:
        register.checkout.papers = UnitPapers(register.store, NoControlUnit(), register.clock)
        register.books = Receipts(register.store, register.clock, register.checkout.papers)
        sold(register)
        make(register)
        row = register.journal()[-1].payload
        assert "copy_unit" not in row
        assert kind is PaperType.COPY or '"unit":""' not in row
        assert (jobs(register)[1:], NoControlUnit().last(kind)) == ([job], None)
        assert not register.findings()


def test_a_paper_that_waits_is_no_finding_and_the_file_holds_one(register: Till) -> None:
    sold(register)
    for make, fault in ((copied, Fault.ANSWER_LOST), (shown, Fault.SWITCHED_OFF)):
        register.unit.fault = fault
        with pytest.raises(Unavailable):
            make(register)
    assert not register.findings()
    left = waiting(register)
    assert left is not None
    assert isinstance(left.paper, Copy)
    register.sql("DELETE FROM waiting_papers")
    assert any("1 numbers were given, the last is 0" in found.what for found in register.findings())


class TestACopyThatIsMailedOrSaved:
    @pytest.fixture
    def mails(self, register: Till) -> EReceipts:
        sold(register)
        return EReceipts(register.store, register.clock, register.checkout.papers)

    def test_none_goes_without_the_unit(self, register: Till, mails: EReceipts, tmp_path: Path) -> None:
        register.unit.fault = Fault.BUSY
        for way in (
            lambda: mails.mail(1, "anna@example.se", register.cashier),
            lambda: mails.save(1, tmp_path / "x.pdf", register.cashier),
        ):
            with pytest.raises(NotDone, match="The control unit is busy"):
                way()
        assert (mails.given(1).copy, list(tmp_path.glob("*.pdf"))) == (None, [])
        assert not register.findings()

    def test_after_a_lost_answer_it_goes_where_it_was_asked_for_last(self, register: Till, mails: EReceipts) -> None:
        for address, fault in (("anna@example.se", Fault.ANSWER_LOST), ("bo@example.se", Fault.SWITCHED_OFF)):
            register.unit.fault = fault
            with pytest.raises(Unavailable):
                mails.mail(1, address, register.cashier)
        register.unit.fault = Fault.NONE
        register.checkout.papers.finish_waiting()
        delivery = mails.given(1).copy_delivery
        assert delivery is not None
        assert (delivery.kind, delivery.way, delivery.recipient) == (DeliveryKind.COPY, Way.MAIL, "bo@example.se")
        assert delivery.state is DeliveryState.QUEUED
        assert register.unit_papers() == [("normal", 1), ("kopia", 1)]

    def test_a_file_that_a_power_cut_prevented_can_be_saved_afterwards(
        self, register: Till, mails: EReceipts, tmp_path: Path
    ) -> None:
        register.unit.fault = Fault.ANSWER_LOST
        with pytest.raises(Unavailable):
            mails.save(1, tmp_path / "x.pdf", register.cashier)
        register.unit.fault = Fault.NONE
        register.checkout.papers.finish_waiting()
        delivery = mails.given(1).copy_delivery
        assert delivery is not None
        assert (delivery.state, delivery.title) == (
            DeliveryState.FAILED,
            "The copy was made, but its file was not saved.",
        )
        assert mails.save(1, tmp_path / "x.pdf", register.cashier).exists()
        assert register.unit_papers() == [("normal", 1), ("kopia", 1)]
        with pytest.raises(Refused, match="was copied before"):
            mails.save(1, tmp_path / "y.pdf", register.cashier)

    def test_a_copy_may_be_made_with_nothing_coming_out(self, register: Till, mails: EReceipts) -> None:
        register.books.copy(1, register.cashier, paper=False)
        assert (jobs(register), mails.given(1).copy_delivery) == ([JobKind.RECEIPT], None)


def test_a_pro_forma_invoice_that_waits_is_gone_on_with(register: Till) -> None:
    connect_for_invoicing(register)
    first, second = charge(register, "Ägg"), charge(register, "Ägg")
    invoices = ProFormaInvoices(register.store, register.clock, register.checkout.papers, register.new_id)
    for fault in (Fault.ANSWER_LOST, Fault.SWITCHED_OFF):
        register.unit.fault = fault
        with pytest.raises(Unavailable):
            invoices.print(first.number, register.cashier)
    till = register.restarted()
    invoices = ProFormaInvoices(till.store, till.clock, till.checkout.papers, till.new_id)
    assert invoices.print(second.number, till.cashier).receipt.number == 2, "the one that waits goes first"
    assert invoices.print(first.number, till.cashier).receipt.number == 3
    with till.store.read() as tx:
        papers = [marked for marked, _ in tx.marked.every()]
    assert [(paper.about, paper.kind) for paper in papers] == [
        (number, MarkedKind.PRO_FORMA) for number in (first.number, second.number, first.number)
    ]
    assert [kind for kind, _ in till.unit_papers()] == ["normal", "normal", "profo", "profo", "profo"]
    assert not till.findings()
    till.close()
