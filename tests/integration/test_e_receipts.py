"""Receipts by e-mail and as files: one original and one copy of each, whatever the way and whatever goes wrong."""

import io
from datetime import timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader

from openpos.domain.errors import NotDone, Refused, Unavailable
from openpos.domain.payment import Method
from openpos.domain.receipt import Receipt
from openpos.domain.report import Counted
from openpos.printing.e_receipt import e_receipt_title
from openpos.register import life
from openpos.register.e_receipts import EReceipts, delivered
from openpos.simulators.control_unit import Fault
from openpos.store.deliveries import Delivery, DeliveryKind, DeliveryState, Way
from openpos.store.journal import Kind
from openpos.store.print_jobs import JobKind
from tests.fixtures.till import Till

ANNA = "anna@example.se"


def e_receipts(till: Till) -> EReceipts:
    return EReceipts(till.store, till.clock, till.checkout.papers)


def sold(till: Till, *, mail_to: str = "", paper: bool = True, method: Method = Method.CASH) -> Receipt:
    return till.checkout.complete(till.paid(till.rung(1000), method), till.cashier, paper=paper, mail_to=mail_to)


def jobs(till: Till) -> list[tuple[JobKind, str]]:
    with till.store.read() as tx:
        return [(job.kind, job.document) for job in reversed(tx.print_jobs.newest())]


def settle(till: Till, delivery: Delivery, state: DeliveryState) -> None:
    with till.store.write() as tx:
        tx.deliveries.settle(delivery.id, state, at=till.clock())


def words(path: Path) -> str:
    return " ".join(PdfReader(io.BytesIO(path.read_bytes())).pages[0].extract_text().split())


class TestASaleWithAnElectronicReceipt:
    def test_it_is_queued_for_mail_and_not_printed(self, register: Till) -> None:
        number = sold(register, mail_to=" anna@EXAMPLE.se ", method=Method.CARD).number
        assert jobs(register) == []
        given = e_receipts(register).given(number)
        assert given.original is not None
        assert (given.original.recipient, given.original.state) == (ANNA, DeliveryState.QUEUED)
        assert (given.original.kind, given.original.way) == (DeliveryKind.RECEIPT, Way.MAIL)
        assert not given.printed
        assert given.newest == given.original

    def test_cash_still_opens_the_drawer(self, register: Till) -> None:
        sold(register, mail_to=ANNA)
        assert jobs(register) == [(JobKind.DRAWER, "")]

    def test_without_a_printer_there_is_no_drawer_to_open(self, register: Till) -> None:
        sold(register, mail_to=ANNA, paper=False)
        assert jobs(register) == []

    def test_a_wrong_address_sells_nothing(self, register: Till) -> None:
        sale = register.paid(register.rung(1000))
        with pytest.raises(Refused, match="is no e-mail address"):
            register.checkout.complete(sale, register.cashier, mail_to="anna@")
        assert register.receipts() == []

    def test_completing_again_mails_once(self, register: Till) -> None:
        sale = register.paid(register.rung(1000))
        first = register.checkout.complete(sale, register.cashier, mail_to=ANNA)
        assert register.checkout.complete(sale, register.cashier, mail_to=ANNA) == first
        with register.store.read() as tx:
            assert len(tx.deliveries.in_state(DeliveryState.QUEUED)) == 1

    def test_nothing_is_mailed_of_what_was_not_sealed(self, register: Till) -> None:
        register.unit.fault = Fault.BUSY
        with pytest.raises(NotDone):
            sold(register, mail_to=ANNA)
        with register.store.read() as tx:
            assert tx.deliveries.in_state(*DeliveryState) == []
        register.unit.fault = Fault.NONE
        assert not e_receipts(register).given(sold(register).number).original, "the number's next sale has its own way"


class TestAReceiptAgain:
    def test_what_was_printed_is_mailed_as_its_one_copy(self, register: Till) -> None:
        number = sold(register).number
        books = e_receipts(register)
        assert books.given(number).next is DeliveryKind.COPY
        delivery = books.mail(number, ANNA, register.cashier)
        assert (delivery.kind, delivery.state) == (DeliveryKind.COPY, DeliveryState.QUEUED)
        assert register.kinds()[-1] == Kind.RECEIPT_COPIED
        assert register.shifts.x_report("x", register.cashier.name).copies == Counted(1, register.receipts()[0].total)
        settle(register, delivery, DeliveryState.SENT)
        for again in (
            lambda: books.mail(number, ANNA, register.cashier),
            lambda: register.books.copy(number, register.cashier),
            lambda: books.print_instead(number),
        ):
            with pytest.raises(Refused):
                again()

    def test_what_was_copied_on_paper_is_not_mailed(self, register: Till) -> None:
        number = sold(register).number
        register.books.copy(number, register.cashier)
        with pytest.raises(Refused, match="was copied before"):
            e_receipts(register).mail(number, ANNA, register.cashier)

    def test_what_was_mailed_is_copied_on_paper_and_then_no_more(self, register: Till) -> None:
        number = sold(register, mail_to=ANNA).number
        books = e_receipts(register)
        original = books.given(number).original
        assert original is not None
        settle(register, original, DeliveryState.SENT)
        assert books.given(number).next is DeliveryKind.COPY
        register.books.copy(number, register.cashier)
        with pytest.raises(Refused, match="was copied before"):
            books.mail(number, ANNA, register.cashier)

    def test_what_went_nowhere_is_mailed_as_the_receipt_itself(self, register: Till) -> None:
        number = sold(register, paper=False).number
        assert e_receipts(register).mail(number, ANNA, register.cashier).kind is DeliveryKind.RECEIPT
        with register.store.read() as tx:
            assert tx.copies.of(number) is None

    @pytest.mark.parametrize("state", [DeliveryState.QUEUED, DeliveryState.FAILED, DeliveryState.UNKNOWN])
    @pytest.mark.parametrize("kind", DeliveryKind)
    def test_a_person_sends_it_again_to_another_address(
        self, register: Till, state: DeliveryState, kind: DeliveryKind
    ) -> None:
        books = e_receipts(register)
        number = sold(register, paper=kind is DeliveryKind.COPY).number
        first = books.mail(number, "ana@example.se", register.cashier)
        settle(register, first, state)
        again = books.mail(number, ANNA, register.cashier)
        assert (again.id, again.kind, again.recipient) == (first.id, kind, ANNA)
        assert again.state is DeliveryState.QUEUED

    @pytest.mark.parametrize("kind", DeliveryKind)
    def test_what_is_on_its_way_is_waited_for(self, register: Till, kind: DeliveryKind) -> None:
        books = e_receipts(register)
        number = sold(register, paper=kind is DeliveryKind.COPY).number
        settle(register, books.mail(number, ANNA, register.cashier), DeliveryState.SENDING)
        with pytest.raises(Refused, match="on its way"):
            books.mail(number, ANNA, register.cashier)

    @pytest.mark.parametrize("state", [DeliveryState.QUEUED, DeliveryState.FAILED])
    @pytest.mark.parametrize(
        ("paper", "kind", "job"),
        [(False, DeliveryKind.RECEIPT, JobKind.RECEIPT), (True, DeliveryKind.COPY, JobKind.COPY)],
    )
    def test_what_certainly_did_not_arrive_is_printed_instead(
        self, register: Till, state: DeliveryState, paper: bool, kind: DeliveryKind, job: JobKind
    ) -> None:
        books = e_receipts(register)
        number = sold(register, paper=paper, method=Method.CARD).number
        delivery = books.mail(number, ANNA, register.cashier)
        assert delivery.kind is kind
        settle(register, delivery, state)
        assert books.print_instead(number) is job
        assert jobs(register)[-1] == (job, str(number))
        newest = books.given(number).newest
        assert newest is not None
        assert newest.state is DeliveryState.WITHDRAWN
        with pytest.raises(Refused):
            books.print_instead(number)
        if kind is DeliveryKind.RECEIPT:
            assert books.given(number).printed
            assert books.given(number).next is DeliveryKind.COPY
        else:
            with pytest.raises(Refused, match="was copied before"):
                books.mail(number, ANNA, register.cashier)

    def test_what_may_have_arrived_is_not_printed_instead(self, register: Till) -> None:
        books = e_receipts(register)
        number = sold(register, mail_to=ANNA).number
        original = books.given(number).original
        assert original is not None
        settle(register, original, DeliveryState.UNKNOWN)
        assert original.may_exist is False
        again = books.given(number).original
        assert again is not None
        assert again.may_exist
        with pytest.raises(Refused, match="may have been sent"):
            books.print_instead(number)
        assert register.books.copy(number, register.cashier).number == 1, "its copy may be"

    def test_an_unknown_receipt_is_told(self, register: Till) -> None:
        with pytest.raises(Refused, match="There is no receipt 17"):
            e_receipts(register).mail(17, ANNA, register.cashier)

    def test_a_copy_needs_an_open_shift(self, register: Till) -> None:
        number = sold(register).number
        register.close_shift()
        with pytest.raises(Refused, match="No shift is open"):
            e_receipts(register).mail(number, ANNA, register.cashier)
        assert e_receipts(register).given(number).copy is None


class TestAFile:
    def test_it_is_written_whole_and_says_what_it_is(self, register: Till, tmp_path: Path) -> None:
        number = sold(register).number
        path = e_receipts(register).save(number, tmp_path / "kvitto", register.cashier)
        assert path == tmp_path / "kvitto.pdf"
        said = words(path)
        assert "KOPIA" in said
        assert "Elektroniskt kassakvitto" in said
        assert [file.name for file in tmp_path.iterdir()] == ["kvitto.pdf"]
        delivery = e_receipts(register).given(number).copy_delivery
        assert delivery is not None
        assert (delivery.way, delivery.state) == (Way.FILE, DeliveryState.SENT)

    def test_one_that_was_never_printed_is_the_receipt_itself(self, register: Till, tmp_path: Path) -> None:
        number = sold(register, paper=False).number
        said = words(e_receipts(register).save(number, tmp_path / "a.PDF", register.cashier))
        assert "KOPIA" not in said
        assert "Elektroniskt kassakvitto" in said
        assert (tmp_path / "a.PDF").exists()

    def test_a_folder_that_can_not_be_written_leaves_it_to_be_saved_again(self, register: Till, tmp_path: Path) -> None:
        number = sold(register).number
        books = e_receipts(register)
        with pytest.raises(NotDone, match="could not be written"):
            books.save(number, tmp_path / "missing" / "a.pdf", register.cashier)
        delivery = books.given(number).copy_delivery
        assert delivery is not None
        assert delivery.state is DeliveryState.FAILED
        assert delivery.title
        assert books.save(number, tmp_path / "a.pdf", register.cashier).exists()
        assert register.shifts.x_report("x", register.cashier.name).copies == Counted(1, register.receipts()[0].total)


class TestAStart:
    def test_what_was_being_sent_is_unknown_and_old_addresses_are_forgotten(self, register: Till) -> None:
        books = e_receipts(register)
        sent, under_way, waiting = (
            books.mail(sold(register).number, f"{name}@example.se", register.cashier) for name in ("a", "b", "c")
        )
        settle(register, sent, DeliveryState.SENT)
        register.clock.forward(days=29)
        settle(register, under_way, DeliveryState.SENDING)
        life.start(register.store, register.checkout, register.clock, "1")
        with register.store.read() as tx:
            assert [tx.deliveries.get(one.id).recipient for one in (sent, under_way, waiting)] == [
                "a@example.se",
                "b@example.se",
                "c@example.se",
            ]
            assert tx.deliveries.get(under_way.id).state is DeliveryState.UNKNOWN
            assert "stopped" in tx.deliveries.get(under_way.id).title
        register.clock.forward(days=60)
        life.start(register.store, register.checkout, register.clock, "1")
        with register.store.read() as tx:
            assert [tx.deliveries.get(one.id).recipient for one in (sent, under_way, waiting)] == [
                "",
                "b@example.se",
                "c@example.se",
            ]

    def test_a_sale_that_a_crash_cut_off_is_mailed_when_it_is_sealed(self, register: Till, tmp_path: Path) -> None:
        register.unit.fault = Fault.ANSWER_LOST
        sale = register.paid(register.rung(1000), Method.CARD)
        with pytest.raises(Unavailable):
            register.checkout.complete(sale, register.cashier, mail_to=ANNA)
        with register.store.read() as tx:
            assert tx.deliveries.due(register.clock() + timedelta(days=1)) is None, "held until it is sealed"
        other = register.after_a_kill(tmp_path / "after")
        life.start(other.store, other.checkout, other.clock, "1")
        with other.store.read() as tx:
            due = tx.deliveries.due(other.clock())
        assert due is not None
        assert due.recipient == ANNA
        assert jobs(other) == []
        other.close()


def test_what_is_delivered_is_read_anew_and_named(register: Till) -> None:
    books = e_receipts(register)
    first = books.mail(sold(register, paper=False).number, ANNA, register.cashier)
    second = books.mail(sold(register).number, ANNA, register.cashier)
    with register.store.read() as tx:
        titles = [e_receipt_title(delivered(tx, one)) for one in (first, second)]
    assert titles == ["Kvitto 1", "KOPIA – Kvitto 2"]
