"""A mail server that speaks SMTP (RFC 5321): the driver. Every wait has an end, and every outcome is told apart."""

from __future__ import annotations

import math
import smtplib
import socket
import ssl
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import BinaryIO

from openpos.domain.article import plain_text
from openpos.domain.errors import N_, NotDone, Rejected, Unavailable

STARTTLS, TLS, NONE = "starttls", "tls", "none"
_LONGEST_SAID = 200
_MOST_HEARD = 64 * 1024
"""No server says more than this in one conversation about one mail."""
_GREETED, _GO_ON, _TAKEN = 220, 354, 250
_ANSWERS = frozenset({_TAKEN, *range(400, 600)})
"""What a server may say to a whole mail; anything else says nothing."""
_FINAL = 500
"""Answers from here on are final; lower ones may change later."""
_THIS_COMPUTER = frozenset({"localhost", "127.0.0.1", "::1"})
_OURSELVES = "[127.0.0.1]"
"""What we call ourselves: to look our own name up in the net may take minutes."""


@dataclass(frozen=True, slots=True)
class MailServer:
    """Which server, and how."""

    host: str
    port: int
    security: str
    """`starttls`, `tls` or `none`."""
    user: str
    """Empty where the server asks for no name and password."""
    sender: str


@dataclass(frozen=True, slots=True)
class MailPatience:
    """How long the register waits for a mail server, in seconds."""

    connect_s: float = 10.0
    answer_s: float = 20.0
    """For each answer."""
    mail_s: float = 60.0
    """For the whole conversation, from the first byte to the last: a server may drip."""
    farewell_s: float = 2.0
    """For what is under way when the program closes."""


MAIL_PATIENCE = MailPatience()


class SmtpPost:
    """A mail server. See the port for what the calls promise. Each mail has a connection of its own."""

    def __init__(
        self,
        server: MailServer,
        password: Callable[[], str],
        *,
        patience: MailPatience = MAIL_PATIENCE,
        context: ssl.SSLContext | None = None,
    ) -> None:
        """Opens nothing. `password` is asked for each mail, on the mail lane, and may raise NotDone; `context` says
        whom to trust, unless it is whom this computer trusts.
        """
        self._server = server
        self._password = password
        self._patience = patience
        self._context = context
        self._watch = _Watch()
        self._closing = False

    @property
    def sender(self) -> str:
        return self._server.sender

    def send(self, recipient: str, message: bytes) -> None:
        password = self._password() if self._server.user else ""
        self._watch = _Watch()
        if self._closing:
            raise _lost_on_the_way()
        if self._server.user and self._server.security == NONE and self._server.host not in _THIS_COMPUTER:
            raise NotDone(
                "Without encryption anybody on the way could read the password.",
                "Choose another encryption on the Settings page, or a server that asks for no password.",
            )
        conversation = _Conversation(self._server, self._patience, self._watch, self._context)
        try:
            self._introduce(conversation, password)
            _hand_over(conversation, self._server.sender, recipient, message)
            with suppress(smtplib.SMTPException, OSError):
                conversation.quit()  # it has the mail, whatever it says now
        finally:
            self._watch.end()
            conversation.close()

    def hang_up(self) -> None:
        self._closing = True
        self._watch.shorten(self._patience.farewell_s)

    def _introduce(self, conversation: _Conversation, password: str) -> None:
        """From the connection to a server that knows us. Nothing is sent by then."""
        server = self._server
        try:
            greeted, said = conversation.connect(server.host, server.port)
            if greeted != _GREETED:
                raise _not_now(said)
            conversation.ehlo_or_helo_if_needed()
            if server.security == STARTTLS:
                conversation.encrypt()
            if server.user:
                _log_in(conversation, server.user, password)
        except ssl.SSLCertVerificationError as error:
            raise NotDone(
                "The mail server can't prove who it is.",
                "Check its name on the Settings page; ask whoever runs it about its certificate.",
                said=plain_text(error.verify_message, _LONGEST_SAID),
            ) from error
        except ssl.SSLError as error:
            raise NotDone(
                "The mail server does not speak this kind of encryption.",
                "Check encryption and port on the Settings page.",
            ) from error
        except smtplib.SMTPResponseException as error:
            raise _not_now(error.smtp_error) from error
        except (OSError, UnicodeError, smtplib.SMTPException) as error:
            raise NotDone(
                "The mail server can't be reached.",
                "Nothing needs to be done: it is tried again when the net is back.",
            ) from error


def _log_in(conversation: _Conversation, user: str, password: str) -> None:
    try:
        conversation.login(user, password, initial_response_ok=True)
    except (smtplib.SMTPAuthenticationError, smtplib.SMTPNotSupportedError) as error:
        said = error.smtp_error if isinstance(error, smtplib.SMTPAuthenticationError) else b""
        raise NotDone(
            "The mail server refuses the user name or the password.",
            "Write both anew on the Settings page.",
            said=_words(said),
        ) from error
    except UnicodeError as error:
        raise NotDone(
            "The mail server refuses the user name or the password.",
            "Write both anew on the Settings page.",
        ) from error


def _hand_over(conversation: _Conversation, sender: str, recipient: str, message: bytes) -> None:
    """The mail itself. Until its last line has gone the server must not deliver it (RFC 5321 4.1.1.4)."""
    try:
        code, said = conversation.mail(sender)
        if code != _TAKEN:
            raise _refused(code, said, N_("The mail server takes no mail from the shop's address."))
        code, said = conversation.rcpt(recipient)
        if code not in {_TAKEN, _TAKEN + 1}:
            raise _refused(code, said, N_("The mail server does not take the customer's address."))
        code, said = conversation.docmd("DATA")
        if code != _GO_ON:
            raise _refused(code, said, N_("The mail server does not take the mail."))
        conversation.send(_quoted(message))
    except (OSError, smtplib.SMTPException) as error:
        raise _lost_on_the_way() from error
    try:
        conversation.send(b".\r\n")
        code, said = conversation.getreply()
        if code not in _ANSWERS:
            raise smtplib.SMTPResponseException(code, said)
    except (OSError, smtplib.SMTPException) as error:
        raise Unavailable(
            "The mail server took the mail and then said nothing.",
            "Ask the customer whether it came; send it again if not.",
        ) from error
    if code != _TAKEN:
        raise _refused(code, said, N_("The mail server does not take the mail."))


def _quoted(message: bytes) -> bytes:
    """Whole lines, none of which is the one that ends the mail (RFC 5321 4.5.2)."""
    lines = message.replace(b"\r\n", b"\n").replace(b"\r", b"\n").removesuffix(b"\n").split(b"\n")
    return b"".join((b"." + line if line.startswith(b".") else line) + b"\r\n" for line in lines)


def _refused(code: int, said: bytes, title: str) -> NotDone | Rejected:
    if code >= _FINAL:
        return Rejected(title, "Check the address and send it again, or print it.", said=_words(said))
    return _not_now(said)


def _not_now(said: bytes | str) -> NotDone:
    return NotDone(
        "The mail server asks to come back later.",
        "Nothing needs to be done: it is tried again by itself.",
        said=_words(said),
    )


def _lost_on_the_way() -> NotDone:
    return NotDone(
        "The connection to the mail server was lost before it had the mail.",
        "Nothing needs to be done: it is tried again by itself.",
    )


def _words(said: bytes | str) -> str:
    """The server's words, safe to show."""
    return plain_text(said.decode("utf-8", "replace") if isinstance(said, bytes) else said, _LONGEST_SAID)


class _Conversation(smtplib.SMTP):
    """smtplib with an end to every wait and to what it listens to."""

    def __init__(
        self, server: MailServer, patience: MailPatience, watch: _Watch, context: ssl.SSLContext | None
    ) -> None:
        super().__init__(local_hostname=_OURSELVES, timeout=patience.answer_s)
        self._server = server
        self._patience = patience
        self._watch = watch
        self._trusted = context
        self._heard = _Heard()
        self._host = server.host

    def encrypt(self) -> None:
        """Go on encrypted, or not at all. Raises NotDone where the server offers none."""
        if not self.has_extn("starttls"):
            raise NotDone("The mail server offers no encryption.", "Check encryption and port on the Settings page.")
        code, said = self.starttls(context=self._context())
        if code != _GREETED:
            raise _not_now(said)
        self.ehlo_or_helo_if_needed()

    def getreply(self) -> tuple[int, bytes]:
        if self.file is None and self.sock is not None:
            self.file = _Limited(self.sock.makefile("rb"), self._heard)
        return super().getreply()

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        raw = socket.create_connection((host, port), timeout=self._patience.connect_s)
        raw.settimeout(timeout)
        self._watch.begin(raw, self._patience.mail_s)
        if self._server.security != TLS:
            return raw
        try:
            return self._context().wrap_socket(raw, server_hostname=host)
        except OSError:
            raw.close()
            raise

    def _context(self) -> ssl.SSLContext:
        return self._trusted or ssl.create_default_context()


@dataclass
class _Heard:
    """How many bytes a server has said."""

    count: int = 0


class _Limited:
    """What a server says, a line at a time, and no more than is sensible."""

    def __init__(self, file: BinaryIO, heard: _Heard) -> None:
        self._file = file
        self._heard = heard

    def readline(self, limit: int) -> bytes:
        """The next line. Raises OSError where it never ends."""
        line = self._file.readline(limit)
        self._heard.count += len(line)
        if self._heard.count > _MOST_HEARD or (line and not line.endswith(b"\n")):
            message = "the mail server never ends what it says"  # half an answer is none
            raise OSError(message)
        return line

    def close(self) -> None:
        """Give it back."""
        self._file.close()


@dataclass
class _Watch:
    """Hangs up a connection when its time is over, whoever holds it and however it is encrypted."""

    _connection: socket.socket | None = None
    _timer: threading.Timer | None = None
    _longest_s: float = math.inf
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def begin(self, connection: socket.socket, after_s: float) -> None:
        """Hang up after so many seconds."""
        with self._lock:
            self._connection = connection.dup()  # the other one becomes part of the encryption
            self._set(min(after_s, self._longest_s))

    def shorten(self, after_s: float) -> None:
        """Hang up after so many seconds from now, or from when it begins."""
        with self._lock:
            self._longest_s = after_s
            if self._connection is not None:
                self._set(after_s)

    def end(self) -> None:
        """The conversation is over."""
        with self._lock:
            if self._timer is not None:
                self._timer.cancel()
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _set(self, after_s: float) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = threading.Timer(after_s, self._hang_up)
        self._timer.daemon = True
        self._timer.start()

    def _hang_up(self) -> None:
        with self._lock:
            if self._connection is not None:
                with suppress(OSError):
                    self._connection.shutdown(socket.SHUT_RDWR)
