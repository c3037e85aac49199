"""Mail servers as they are: helpful, slow, rude, silent. What is certain after each, over real sockets."""

import email
import email.policy
import io
import socket
import ssl
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from openpos.clock import monotonic_s
from openpos.domain.errors import NotDone, OpenPosError, Rejected, Unavailable
from openpos.domain.receipt import Copy
from openpos.printing.e_receipt import mail_of
from openpos.printing.smtp import NONE, STARTTLS, TLS, MailPatience, MailServer, SmtpPost
from tests.fixtures.mail_server import CLOSE, DRIP, FLOOD, HANG, mail_server, make_certificate
from tests.fixtures.receipts.samples import AT, ORDINARY

ANNA, SHOP = "anna@example.se", "butik@example.se"
SECRET = "hemligt"  # noqa: S105 - nobody's
IMPATIENT = MailPatience(connect_s=1, answer_s=0.3, mail_s=0.6, farewell_s=0.1)
MESSAGE = b"Subject: Kvitto\r\n\r\n.\r\n..\nhej\rdu"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return make_certificate(tmp_path_factory.mktemp("certificate"))


def post(
    port: int, *, security: str = NONE, user: str = "", password: str = "", trusts: Path | None = None
) -> SmtpPost:
    server = MailServer("127.0.0.1", port, security, user, SHOP)
    context = ssl.create_default_context(cafile=trusts) if trusts else None
    return SmtpPost(server, lambda: password, patience=IMPATIENT, context=context)


def outcome(sender: SmtpPost) -> OpenPosError:
    began = monotonic_s()
    with pytest.raises(OpenPosError) as caught:
        sender.send(ANNA, MESSAGE)
    assert monotonic_s() - began < 5
    return caught.value


def test_a_mail_arrives_as_it_was_written() -> None:
    with mail_server() as server:
        post(server.port).send(ANNA, MESSAGE)
        (taken,) = server.taken
    assert (taken.sender, taken.recipients) == (SHOP, [ANNA])
    assert taken.content == b"Subject: Kvitto\r\n\r\n.\r\n..\r\nhej\r\ndu\r\n"
    assert not taken.encrypted


@pytest.mark.parametrize("security", [STARTTLS, TLS])
def test_it_is_encrypted_and_the_user_known(certificate: tuple[Path, Path], security: str) -> None:
    with mail_server(password=SECRET, certificate=certificate, at_once=security == TLS) as server:
        sender = post(server.port, security=security, user="butik", password=SECRET, trusts=certificate[0])
        sender.send(ANNA, MESSAGE)
        sender.send(ANNA, MESSAGE)
        assert [(taken.encrypted, taken.user) for taken in server.taken] == [(True, "butik")] * 2


class TestWhoIsNotTrusted:
    @pytest.mark.parametrize("security", [STARTTLS, TLS])
    def test_a_server_that_can_not_prove_who_it_is_gets_no_password(
        self, certificate: tuple[Path, Path], security: str
    ) -> None:
        with mail_server(password=SECRET, certificate=certificate, at_once=security == TLS) as server:
            trouble = outcome(post(server.port, security=security, user="butik", password=SECRET))
            assert isinstance(trouble, NotDone)
            assert "can't prove who it is" in trouble.title
            assert not any("AUTH" in line for line in server.heard)

    def test_without_encryption_nothing_is_sent(self) -> None:
        with mail_server(password=SECRET) as server:
            trouble = outcome(post(server.port, security=STARTTLS, user="butik", password=SECRET))
            assert isinstance(trouble, NotDone)
            assert "offers no encryption" in trouble.title
            assert not any(line.startswith(("AUTH", "MAIL")) for line in server.heard)

    def test_a_plain_server_behind_an_encrypted_port_is_told(self) -> None:
        with mail_server() as server:
            trouble = outcome(post(server.port, security=TLS))
        assert isinstance(trouble, NotDone)

    def test_a_wrong_password_is_told(self, certificate: tuple[Path, Path]) -> None:
        with mail_server(password=SECRET, certificate=certificate) as server:
            for wrong in ("fel", "fél"):
                sender = post(server.port, security=STARTTLS, user="butik", password=wrong, trusts=certificate[0])
                trouble = outcome(sender)
                assert isinstance(trouble, NotDone)
                assert "refuses the user name" in trouble.title
            assert server.taken == []

    def test_no_password_travels_in_the_open(self) -> None:
        open_way = MailServer("mail.invalid", 25, NONE, "butik", SHOP)
        assert "could read the password" in outcome(SmtpPost(open_way, lambda: SECRET)).title

    def test_a_server_that_wants_no_password_is_told(self) -> None:
        with mail_server() as server:
            trouble = outcome(post(server.port, user="butik", password=SECRET))
        assert "refuses the user name" in trouble.title


BEFORE = ("connect", "EHLO", "MAIL", "RCPT", "DATA", "body")


class TestWhatIsCertain:
    @pytest.mark.parametrize("odd", [HANG, CLOSE, DRIP, FLOOD])
    @pytest.mark.parametrize("moment", BEFORE)
    def test_until_the_last_line_nothing_was_sent(self, moment: str, odd: str) -> None:
        if moment == "body" and odd in {DRIP, FLOOD}:
            odd = HANG
        with mail_server({moment: odd}) as server:
            big = MESSAGE + b"x" * 70 + b"\r\n"
            with pytest.raises(NotDone):
                post(server.port).send(ANNA, big * 200_000 if moment == "body" else big)
            assert server.taken == []

    @pytest.mark.parametrize("odd", [HANG, CLOSE, DRIP, FLOOD])
    def test_after_it_nobody_knows(self, odd: str) -> None:
        with mail_server({"end": odd}) as server:
            trouble = outcome(post(server.port))
            assert type(trouble) is Unavailable
            assert len(server.taken) == 1

    @pytest.mark.parametrize("moment", ["MAIL", "RCPT", "DATA", "end"])
    @pytest.mark.parametrize(
        ("answer", "kind"), [("451 4.7.1 greylisted, come back", NotDone), ("550 5.1.1 no such user", Rejected)]
    )
    def test_a_refusal_is_final_or_not_and_told_in_its_words(
        self, moment: str, answer: str, kind: type[OpenPosError]
    ) -> None:
        with mail_server({moment: answer}) as server:
            trouble = outcome(post(server.port))
            assert type(trouble) is kind
            assert str(trouble.values["said"]) in answer
            assert trouble.values["said"]
            assert server.taken == []

    @pytest.mark.parametrize("moment", ["connect", "EHLO"])
    def test_a_server_that_is_not_well_is_tried_later(self, moment: str) -> None:
        with mail_server({moment: "554 go away", "HELO": "554 go away"}) as server:
            assert isinstance(outcome(post(server.port)), NotDone)

    def test_words_of_a_server_are_cleaned(self) -> None:
        with mail_server({"RCPT": "550 \x1b[2J\x07" + "é" * 400}) as server:
            said = str(outcome(post(server.port)).values["said"])
        assert said.isprintable()
        assert len(said) <= 200

    def test_what_it_says_at_parting_changes_nothing(self) -> None:
        for odd in (HANG, CLOSE, "500 what"):
            with mail_server({"QUIT": odd}) as server:
                post(server.port).send(ANNA, MESSAGE)
                assert len(server.taken) == 1

    def test_no_server_no_name_no_port(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        assert isinstance(outcome(post(port)), NotDone)
        for host in ("", "." * 70, "ö" * 80):
            sender = SmtpPost(MailServer(host, 1, NONE, "", SHOP), lambda: "", patience=IMPATIENT)
            assert isinstance(outcome(sender), NotDone)

    def test_the_keyring_s_trouble_is_told_before_anything_is_opened(self) -> None:
        def locked() -> str:
            raise NotDone("The keyring is locked.")

        with mail_server() as server:
            sender = SmtpPost(MailServer("127.0.0.1", server.port, NONE, "butik", SHOP), locked)
            assert "locked" in outcome(sender).title
            assert server.heard == []


class TestClosing:
    def test_what_is_under_way_ends_within_seconds(self) -> None:
        with mail_server({"RCPT": HANG}) as server:
            sender = SmtpPost(
                MailServer("127.0.0.1", server.port, NONE, "", SHOP), lambda: "", patience=MailPatience(farewell_s=0.05)
            )
            told: list[OpenPosError] = []

            def send() -> None:
                told.append(outcome(sender))

            thread = threading.Thread(target=send)
            thread.start()
            server.wait_until_hanging()
            sender.hang_up()
            thread.join(10)
            assert isinstance(told[0], NotDone)
            assert isinstance(outcome(sender), NotDone), "and nothing more is begun"


class TestTheMessage:
    def test_it_carries_the_receipt_as_a_file(self) -> None:
        message = email.message_from_bytes(
            mail_of(ORDINARY, sender=SHOP, recipient=ANNA, at=AT), policy=email.policy.default
        )
        assert message["To"] == ANNA
        assert message["From"] == f"Söders Lanthandel <{SHOP}>"
        assert message["Subject"] == "Kvitto 1017, Söders Lanthandel"
        (pdf,) = message.iter_attachments()
        assert pdf.get_filename() == "receipt-1017.pdf"
        said = PdfReader(io.BytesIO(pdf.get_content())).pages[0].extract_text()
        assert "Elektroniskt kassakvitto" in said
        body = message.get_body()
        assert body is not None
        assert "bifogat" in body.get_content()

    def test_the_same_document_is_the_same_message(self) -> None:
        copy = Copy(1, ORDINARY, "s", AT, "Kim")
        names = [
            email.message_from_bytes(mail_of(document, sender=SHOP, recipient=ANNA, at=AT))["Message-ID"]
            for document in (ORDINARY, ORDINARY, copy)
        ]
        assert names[0] == names[1] == "<receipt-1017.OPSE-4F7A-20C9-11D3@example.se>"
        assert names[2] == "<copy-1017.OPSE-4F7A-20C9-11D3@example.se>"

    @settings(max_examples=30, deadline=None)
    @given(
        st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=90)
        | st.just("Shop\r\nBcc: thief@example.com\r\n\r\nbody")
        | st.just("\r\n.\r\nMAIL FROM:<x@y.se>")
    )
    def test_no_name_adds_a_header_a_recipient_or_an_end(self, name: str) -> None:
        shop = replace(ORDINARY.shop, name=name, address=name, receipt_footer=name, serial=name)
        raw = mail_of(replace(ORDINARY, shop=shop), sender=SHOP, recipient=ANNA, at=AT)
        message = email.message_from_bytes(raw, policy=email.policy.default)
        assert set(message.keys()) == {
            "From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type",
        }  # fmt: skip
        assert message["To"] == ANNA
        assert [address.addr_spec for address in message["From"].addresses] == [SHOP]
        assert raw.isascii()
        assert len(list(message.iter_attachments())) == 1
