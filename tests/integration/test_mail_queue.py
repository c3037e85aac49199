"""The mail queue over a real mail server and a real file: each receipt is sent once, and a person reads what failed."""

import email
import email.policy
import threading
from datetime import timedelta
from pathlib import Path

import pytest

from openpos.domain.errors import NotDone
from openpos.domain.payment import Method
from openpos.printing.mail_queue import MailQueue
from openpos.printing.post import Post
from openpos.printing.smtp import NONE, MailPatience, MailServer, SmtpPost
from openpos.register import life
from openpos.register.e_receipts import EReceipts
from openpos.store.deliveries import Delivery, DeliveryState
from tests.fixtures.mail_server import CLOSE, HANG, mail_server
from tests.fixtures.mail_server import MailServer as Server
from tests.fixtures.till import Till

ANNA, SHOP = "anna@example.se", "butik@example.se"


def post(server: Server) -> SmtpPost:
    patience = MailPatience(connect_s=1, answer_s=0.2, mail_s=0.4, farewell_s=0.05)
    return SmtpPost(MailServer("127.0.0.1", server.port, NONE, "", SHOP), lambda: "", patience=patience)


def queue(till: Till, mailer: Post | None) -> MailQueue:
    return MailQueue(till.store, till.clock, post=lambda: mailer)


def mailed(till: Till, address: str = ANNA) -> int:
    """The number of a receipt that waits to be mailed."""
    sale = till.paid(till.rung(1000), Method.CARD)
    return till.checkout.complete(sale, till.cashier, mail_to=address).number


def now(till: Till, number: int) -> Delivery:
    newest = EReceipts(till.store, till.clock, till.checkout.papers).given(number).newest
    assert newest is not None
    return newest


def test_receipts_go_in_their_order_and_once(register: Till) -> None:
    with mail_server() as server:
        mails = queue(register, post(server))
        assert mails.ready
        for address in (ANNA, "bo@example.se"):
            mailed(register, address)
        assert len(mails.waiting()) == 2
        assert [one.state for one in mails.send_due()] == [DeliveryState.SENT] * 2
        assert mails.send_due() == []
        assert [taken.recipients for taken in server.taken] == [[ANNA], ["bo@example.se"]]
        assert mails.waiting() == mails.troubled() == []


def test_without_a_mail_server_they_wait(register: Till) -> None:
    mails = queue(register, None)
    mailed(register)
    assert not mails.ready
    assert mails.send_due() == []
    assert len(mails.waiting()) == 1


def test_what_the_net_keeps_is_tried_again_later_and_later(register: Till) -> None:
    with mail_server({"MAIL": "451 4.7.1 greylisted"}) as server:
        mails = queue(register, post(server))
        number = mailed(register)
        waits = []
        for _ in range(9):
            (tried,) = mails.send_due()
            assert tried.state is DeliveryState.QUEUED
            assert tried.title == "The mail server asks to come back later."
            assert tried.said == "4.7.1 greylisted"
            waits.append(tried.due_at - register.clock())
            assert mails.send_due() == []
            register.clock.forward(seconds=waits[-1].total_seconds())
        minutes = [int(wait / timedelta(minutes=1)) for wait in waits]
        assert minutes == [1, 2, 4, 8, 16, 32, 60, 60, 60]
        del server.odd["MAIL"]
        (sent,) = mails.send_due()
        assert (sent.state, now(register, number).title) == (DeliveryState.SENT, "")


def test_new_settings_are_tried_at_once(register: Till) -> None:
    with mail_server({"connect": CLOSE}) as server:
        mails = queue(register, post(server))
        mailed(register)
        mails.send_due()
        del server.odd["connect"]
        assert mails.send_due() == []
        mails.hasten()
        assert [one.state for one in mails.send_due()] == [DeliveryState.SENT]


def test_after_days_it_is_a_person_s_turn(register: Till) -> None:
    with mail_server({"MAIL": "451 later"}) as server:
        mails = queue(register, post(server))
        number = mailed(register)
        register.sql("UPDATE deliveries SET attempts = 79")
        (tried,) = mails.send_due()
        assert tried.state is DeliveryState.FAILED
        EReceipts(register.store, register.clock, register.checkout.papers).mail(number, ANNA, register.cashier)
        assert now(register, number).attempts == 0


def test_a_final_no_is_told_and_the_next_mail_goes(register: Till) -> None:
    with mail_server({"RCPT": "550 5.1.1 no such mailbox"}) as server:
        mails = queue(register, post(server))
        number = mailed(register, "ana@example.se")
        (failed,) = mails.send_due()
        assert failed.state is DeliveryState.FAILED
        assert now(register, number).said == "5.1.1 no such mailbox"
        assert [one.id for one in mails.troubled()] == [failed.id]
        del server.odd["RCPT"]
        register.clock.forward(hours=3)
        assert mails.send_due() == [], "the program never tries it again by itself"
        EReceipts(register.store, register.clock, register.checkout.papers).mail(number, ANNA, register.cashier)
        assert [one.state for one in mails.send_due()] == [DeliveryState.SENT]
        assert [taken.recipients for taken in server.taken] == [[ANNA]]


def test_a_lost_answer_is_unknown_until_a_person_sends_the_same_message_again(register: Till) -> None:
    with mail_server({"end": HANG}) as server:
        mails = queue(register, post(server))
        number = mailed(register)
        assert [one.state for one in mails.send_due()] == [DeliveryState.UNKNOWN]
        register.clock.forward(hours=3)
        assert mails.send_due() == []
        del server.odd["end"]
        EReceipts(register.store, register.clock, register.checkout.papers).mail(number, ANNA, register.cashier)
        assert [one.state for one in mails.send_due()] == [DeliveryState.SENT]
        ids = {email.message_from_bytes(taken.content)["Message-ID"] for taken in server.taken}
        assert (len(server.taken), len(ids)) == (2, 1)


def test_the_copy_says_so_in_subject_and_file(register: Till) -> None:
    number = register.sell(register.paid(register.rung(1000))).number
    EReceipts(register.store, register.clock, register.checkout.papers).mail(number, ANNA, register.cashier)
    with mail_server() as server:
        queue(register, post(server)).send_due()
        message = email.message_from_bytes(server.taken[0].content, policy=email.policy.default)
    assert message["Subject"] == "KOPIA – Kvitto 1, Söders Lanthandel"


def test_a_crash_while_it_is_sent_leaves_it_to_a_person(register: Till, tmp_path: Path) -> None:
    with mail_server({"DATA": HANG}) as server:
        mailer = SmtpPost(MailServer("127.0.0.1", server.port, NONE, "", SHOP), lambda: "")
        mails = queue(register, mailer)
        number = mailed(register)
        thread = threading.Thread(target=mails.send_due)
        thread.start()
        server.wait_until_hanging()
        other = register.after_a_kill(tmp_path / "after")
        mails.stop()
        thread.join(10)
        assert now(register, number).state is DeliveryState.QUEUED, "hung up before the mail had gone"
        life.start(other.store, other.checkout, other.clock, "1")
        assert now(other, number).state is DeliveryState.UNKNOWN
        other.close()
        assert mails.send_due() == [], "stopped"


def test_a_stop_just_before_a_mail_sends_nothing(register: Till) -> None:
    class Stopping(SmtpPost):
        @property
        def sender(self) -> str:
            mails.stop()
            return super().sender

    with mail_server() as server:
        mailer = Stopping(MailServer("127.0.0.1", server.port, NONE, "", SHOP), lambda: "")
        mails = queue(register, mailer)
        number = mailed(register)
        mails.send_due()
        assert server.taken == []
        assert now(register, number).state is DeliveryState.QUEUED


@pytest.mark.parametrize("kind", ["receipt", "copy"])
def test_what_is_missing_or_can_not_be_read_is_told(register: Till, kind: str) -> None:
    with mail_server() as server:
        mails = queue(register, post(server))
        number = mailed(register)
        if kind == "copy":
            register.sql("UPDATE deliveries SET kind = 'copy'")
            (failed,) = mails.send_due()
            assert failed.state is DeliveryState.FAILED
            assert "not in the file" in failed.title
            return

        def broken(columns: int) -> None:
            raise NotDone("The disk did not read as it should.", columns=columns)

        mails = MailQueue(register.store, register.clock, post=lambda: post(server), logo=broken)
        (put_off,) = mails.send_due()
        assert put_off.state is DeliveryState.QUEUED
        assert now(register, number).title == "The disk did not read as it should."
        assert server.taken == []
