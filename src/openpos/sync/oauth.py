"""Consent and tokens: OAuth 2 with PKCE, the loopback redirect, and the one who refreshes.

The access token lives in memory only. The refresh token lives in the keyring, and a new one is kept there before the
access token that came with it is used: an answer that is used first and kept later would be lost in a power cut, and
with it the connection.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from socketserver import TCPServer, ThreadingTCPServer
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import parse_qs, quote_plus, urlencode, urlsplit

from openpos.clock import monotonic_s
from openpos.credentials import CLIENT_ID, CLIENT_SECRET, REFRESH_TOKEN, Credentials, NoKeyring
from openpos.domain.errors import NotDone, Refused, Rejected, Unavailable
from openpos.domain.money import shown
from openpos.sync import trouble as troubles
from openpos.sync.answers import Unreadable
from openpos.sync.trouble import SpirisNo
from openpos.sync.wire import Answer, Call, Outcome, Wire

if TYPE_CHECKING:
    import ssl

SERVICE = "service:44643EB1-3F76-4C1C-A672-402AE8085934"
"""Limits the list of companies to those that have the bookkeeping program (the portal's value for `acr_values`)."""
REDIRECT_PATH = "/callback"
_EARLY_S = 120.0
"""How long before its end an access token is replaced: a call begun with it must not outlive it."""
AFTER_WRONG_S = 10.0
"""How long the real answer is still waited for after one that was none."""
_LONGEST_LIFE_S = 24 * 3600
_MAX_SECRET = 20_000


class Mode(StrEnum):
    """What the connection is for."""

    BOOKKEEPING = "bookkeeping"
    INVOICING = "bookkeeping-invoicing"

    @property
    def scopes(self) -> str:
        """The fewest rights that do it (SPIRIS scopes table): company settings need sales, bank accounts purchase."""
        if self is Mode.BOOKKEEPING:
            return "ea:api offline_access ea:accounting ea:sales_readonly"
        return "ea:api offline_access ea:accounting ea:sales ea:purchase_readonly"


@dataclass(frozen=True, slots=True)
class Client:
    """The shop's own client at Spiris' developer page."""

    id: str
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Consent:
    """A consent that is being asked for. `state` and `verifier` are secrets of this one attempt."""

    address: str
    """Where the person's browser is sent."""
    redirect: str
    state: str = field(repr=False)
    verifier: str = field(repr=False)

    def is_answered_by(self, address: str) -> bool:
        """Whether this address answers this attempt, whatever it answers."""
        return hmac.compare_digest(_said_in(address).get("state", "").encode(), self.state.encode())

    def code(self, address: str) -> str:
        """The code in the address that Spiris sent the browser to.

        Raises Refused where it is not the answer to this attempt, and Rejected where Spiris says no in it.
        """
        answer = _said_in(address)
        if not self.is_answered_by(address):
            raise Refused(
                "This is not the answer to the consent that was asked for here.",
                "Start again, and log in in the window that opens then.",
            )
        if "error" in answer:
            raise _denied(answer["error"])
        if not answer.get("code"):
            raise Refused(
                "The answer from Spiris has no code.", "Copy the whole address from the browser, or start again."
            )
        return answer["code"]


def _said_in(address: str) -> dict[str, str]:
    try:
        given = parse_qs(urlsplit(address.strip()).query, max_num_fields=20)
    except ValueError:
        return {}
    return {name: values[0] for name, values in given.items()}


def _denied(error: str) -> Rejected:
    if error == "access_denied":
        return Rejected("The consent was not given.", "Start again when somebody who may give it is here.")
    if error in {"unauthorized_client", "invalid_client", "invalid_scope", "invalid_request"}:
        return Rejected(
            "Spiris does not accept this client: {error}.",
            "Compare client id, redirect address and rights with Spiris' developer page.",
            error=shown(error),
        )
    return Rejected("Spiris did not give the consent: {error}.", "Start again.", error=shown(error))


def redirect_address(port: int, *, secure: bool = False) -> str:
    """What must be registered at Spiris' developer page, to the letter."""
    return f"{'https' if secure else 'http'}://localhost:{port}{REDIRECT_PATH}"


def ask(identity: str, client_id: str, mode: Mode, redirect: str) -> Consent:
    """A fresh consent to be given at the address it holds. `identity` is a base address."""
    state, verifier = secrets.token_urlsafe(32), secrets.token_urlsafe(64)
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    query = {
        "client_id": client_id,
        "redirect_uri": redirect,
        "scope": mode.scopes,
        "response_type": "code",
        "state": state,
        # Else the person's usual company is taken, and nobody sees that it is the wrong one.
        "prompt": "select_account",
        "acr_values": SERVICE,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
    }
    return Consent(f"{identity}connect/authorize?{urlencode(query)}", redirect, state, verifier)


class Loopback:
    """Listens on this machine for the browser that comes back from Spiris. Use as a context manager.

    Whoever comes with anything but the answer to this consent (a forged one, or one of an earlier attempt) is told so
    in the browser, and the real answer still counts. Where it does not come soon, the wait ends with the wrong one:
    the person at the register is told, too.

    Raises Unavailable where the port is taken: Spiris sends the browser to that one and no other; and where the
    certificate can't be used.
    """

    def __init__(
        self, port: int, consent: Consent, certificate: str = "", *, after_wrong_s: float = AFTER_WRONG_S
    ) -> None:
        """With a `certificate` (a PEM file with key and certificate) it speaks https."""
        context = _secured(certificate) if certificate else None
        self._consent = consent
        self._after_wrong_s = after_wrong_s
        self._answers: list[str] = []
        self._wrong: tuple[str, float] | None = None
        """The first that was none, and until when the real one is waited for."""
        self._came = threading.Condition()
        self._stopped = False
        self._servers: list[TCPServer] = []
        for host, family in (("127.0.0.1", socket.AF_INET), ("::1", socket.AF_INET6)):
            try:
                self._servers.append(_listening(host, family, port, self._take, context))
            except OSError as error:
                # A machine without IPv6 is as good: browsers try both.
                if family == socket.AF_INET:
                    raise Unavailable(
                        "Another program uses port {port}, where the answer from Spiris is to arrive.",
                        "Close it, or choose another port in the settings and on Spiris' developer page.",
                        port=port,
                    ) from error

    def __enter__(self) -> Self:
        for server in self._servers:
            threading.Thread(target=server.serve_forever, args=(0.05,), name="redirect", daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        for server in self._servers:
            server.shutdown()
            server.server_close()

    def wait(self, seconds: float) -> str:
        """The address the browser came to. Blocks. Raises NotDone where nobody comes in time or `stop` is called."""
        until_s = monotonic_s() + seconds
        with self._came:
            while not self._answers and not self._stopped:
                left_s = until_s - monotonic_s()
                if self._wrong is not None:
                    address, wrong_until_s = self._wrong
                    left_s = min(left_s, wrong_until_s - monotonic_s())
                    if left_s <= 0:
                        return address
                if left_s <= 0:
                    raise NotDone(
                        "Nobody gave the consent in time.",
                        "Start again; if the browser shows an error, paste its address instead.",
                    )
                self._came.wait(left_s)
            if not self._answers:
                raise NotDone("The connecting was stopped.", "Start again when you like.")
            return self._answers.pop(0)

    def stop(self) -> None:
        """Let the one who waits go."""
        with self._came:
            self._stopped = True
            self._came.notify_all()

    def _take(self, address: str) -> Callable[[], None] | None:
        """What is to be done once the browser has been told; None where this is not the answer."""
        if self._consent.is_answered_by(address):
            return lambda: self._arrived(address)
        with self._came:
            self._wrong = self._wrong or (address, monotonic_s() + self._after_wrong_s)
            self._came.notify_all()
        return None

    def _arrived(self, address: str) -> None:
        with self._came:
            self._answers.append(address)
            self._came.notify_all()


_PAGE = """<!doctype html><html lang="sv"><meta charset="utf-8"><title>OpenPOS</title>
<body style="font-family: sans-serif; text-align: center; margin-top: 20vh">
<h1>{heading}</h1><p>{words}</p><p lang="en">{english}</p></body></html>"""
_ARRIVED = _PAGE.format(
    heading="Svaret är framme",
    words="Stäng fönstret och gå tillbaka till kassan.",
    english="The answer has arrived. Close this window and go back to the register.",
)
_NOT_THE_ANSWER = _PAGE.format(
    heading="Det här är inte svaret som kassan väntar på",
    words="Stäng fönstret och logga in i det som kassan öppnade sist. Kassan väntar fortfarande.",
    english="This is not the answer the register waits for. Log in in the window it opened last; it is still waiting.",
)


def _secured(certificate: str) -> ssl.SSLContext:
    import ssl

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    try:
        context.load_cert_chain(certificate)
    except OSError as error:  # ssl's own errors are among them
        raise Unavailable(
            "The certificate {path} for the answer from Spiris can't be used.",
            "Name a PEM file with a key and its certificate in the settings, or none.",
            path=certificate,
        ) from error
    return context


def _listening(
    host: str,
    family: socket.AddressFamily,
    port: int,
    take: Callable[[str], Callable[[], None] | None],
    context: ssl.SSLContext | None,
) -> TCPServer:
    class Handler(BaseHTTPRequestHandler):
        timeout = 5  # one who connects and says nothing must not keep the next one out

        def do_GET(self) -> None:
            wanted = urlsplit(self.path)
            # Browsers ask for an icon, too, and any page may knock here.
            if wanted.path != REDIRECT_PATH or not wanted.query:
                self.send_error(HTTPStatus.NOT_FOUND)
                return
            arrived = take(self.path)
            page = (_ARRIVED if arrived else _NOT_THE_ANSWER).encode()
            self.send_response(HTTPStatus.OK if arrived else HTTPStatus.BAD_REQUEST)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(page)))
            self.send_header("Cache-Control", "no-store")
            self.send_header("Referrer-Policy", "no-referrer")
            self.end_headers()
            self.wfile.write(page)
            if arrived:  # last, since whoever waits closes everything then
                arrived()

        def log_message(self, *_: object) -> None:
            """Nothing: the address holds the code."""

    class Server(ThreadingTCPServer):
        # Threads, since browsers also open lines on which they then say nothing.
        address_family = family
        daemon_threads = True
        block_on_close = False
        # On Windows the same switch would share the port with whoever listens there already.
        allow_reuse_address = sys.platform != "win32"

        def finish_request(self, request: Any, client_address: Any) -> None:
            if context is None:
                super().finish_request(request, client_address)
                return
            # On the line's own thread: one who knocks without TLS must not keep the next one out.
            request.settimeout(Handler.timeout)
            with context.wrap_socket(request, server_side=True) as secured:
                super().finish_request(secured, client_address)

        def handle_error(self, *_: object) -> None:
            """Nothing: a browser that hangs up early is no trouble."""

    return Server((host, port), Handler)


@contextmanager
def keyring_in_words() -> Iterator[None]:
    """Turn what the keyring says into words: Unavailable."""
    try:
        yield
    except NoKeyring as error:
        raise Unavailable(
            "This computer's keyring is not there or is locked, so the access to Spiris can't be kept safely.",
            "Unlock it, or install one (on Debian: gnome-keyring) and log in again. Nothing was stored elsewhere.",
        ) from error


_REFRESHER = threading.Lock()
"""One in the whole program: the sender and a person may each have a way, and a token that rotates is good only once."""


class Tokens:
    """Gives the access token, and is the only one who refreshes it. Safe to use from several threads."""

    def __init__(
        self, wire: Wire, identity: str, credentials: Credentials, *, clock_s: Callable[[], float] = monotonic_s
    ) -> None:
        """`identity` is a base address."""
        self._wire = wire
        self._identity = identity
        self._credentials = credentials
        self._clock_s = clock_s
        self._refresher = _REFRESHER
        self._access = ""
        self._good_until_s = 0.0
        self._unkept = ""
        """A refresh token the keyring could not take just then; the one it has may be void already."""

    def client(self) -> Client:
        """The shop's client. Raises SpirisNo where none is kept, and Unavailable as the keyring does."""
        with keyring_in_words():
            identity, secret = self._credentials.get(CLIENT_ID), self._credentials.get(CLIENT_SECRET)
        if not identity or not secret:
            raise SpirisNo(troubles.NOT_CONNECTED)
        return Client(identity, secret)

    def redeem(self, client: Client, consent: Consent, code: str) -> None:
        """Trade the code for tokens, and keep client and tokens. Blocks.

        Raises SpirisNo where Spiris refuses, Refused without a refresh token, Unavailable for the net and the keyring.
        """
        with self._refresher, keyring_in_words():
            # First, so that a keyring that is not there is told before the code is used up.
            self._credentials.put(CLIENT_ID, client.id)
            self._credentials.put(CLIENT_SECRET, client.secret)
            form = {
                "grant_type": "authorization_code",
                "code": code,
                "redirect_uri": consent.redirect,
                "code_verifier": consent.verifier,
            }
            self._keep(self._post("connect/token", form, client), renewed=False)

    def access(self) -> str:
        """A token that is good now; refreshed first where it is not. Blocks.

        Raises SpirisNo where the consent is gone, Unavailable for the net and the keyring.
        """
        with self._refresher, keyring_in_words():
            if not self._access or self._clock_s() >= self._good_until_s:
                self._refresh()
            return self._access

    def renew(self, refused: str) -> str:
        """Another token than the one Spiris just refused. Blocks. Raises as `access`.

        Of several who were refused the same token only the first refreshes.
        """
        with self._refresher, keyring_in_words():
            if not self._access or self._access == refused:
                self._refresh()
            return self._access

    def revoke(self) -> bool:
        """Take the consent back at Spiris and erase all that is kept. Blocks. Raises Unavailable as the keyring does.

        False where Spiris could not be told: what is kept here is erased all the same.
        """
        with self._refresher, keyring_in_words():
            token = self._unkept or self._credentials.get(REFRESH_TOKEN)
            told = True
            if token:
                try:
                    form = {"token": token, "token_type_hint": "refresh_token"}
                    answer = self._post("connect/revocation", form, self.client(), answers=False)
                    told = answer.outcome is Outcome.DONE
                except SpirisNo:
                    told = False
            self._credentials.erase()
            self._access = self._unkept = ""
            return told

    def _refresh(self) -> None:
        token = self._unkept or self._credentials.get(REFRESH_TOKEN)
        if not token:
            raise SpirisNo(troubles.NOT_CONNECTED)
        self._access = ""
        form = {"grant_type": "refresh_token", "refresh_token": token}
        self._keep(self._post("connect/token", form, self.client()), renewed=True)

    def _keep(self, answer: Answer, *, renewed: bool) -> None:
        """Keep what came, the refresh token before the access token is used."""
        if answer.outcome is not Outcome.DONE:
            raise _no_token(answer, renewed=renewed)
        try:
            access, refresh = _secret(answer, "access_token"), _secret(answer, "refresh_token")
            life_s = _life_s(answer)
        except Unreadable as error:
            raise _unavailable() from error
        if not access:
            raise _unavailable()
        # Newer clients get a token that may be used again, and no other with each refresh: the old one stays good.
        if refresh:
            self._unkept = refresh
            self._credentials.put(REFRESH_TOKEN, refresh)
            self._unkept = ""
        elif not renewed:
            raise Refused(
                "Spiris gave access for an hour only.",
                "Allow offline access for the client on Spiris' developer page, and connect again.",
            )
        self._access = access
        life_s = min(max(life_s, 0.0), _LONGEST_LIFE_S)
        self._good_until_s = self._clock_s() + max(life_s - _EARLY_S, life_s / 2)

    def _post(self, path: str, form: dict[str, str], client: Client, *, answers: bool = True) -> Answer:
        # RFC 6749 2.3.1: both parts are form-encoded before they are joined.
        basic = base64.b64encode(f"{quote_plus(client.id)}:{quote_plus(client.secret)}".encode()).decode()
        return self._wire.call(
            Call(
                "POST",
                self._identity + path,
                headers={"Authorization": f"Basic {basic}", "Content-Type": "application/x-www-form-urlencoded"},
                content=urlencode(form).encode(),
                answers=answers,
            )
        )


def _secret(answer: Answer, name: str) -> str:
    value = answer.body.get(name) or ""
    if not isinstance(value, str) or len(value) > _MAX_SECRET or not (value.isascii() and value.isprintable()):
        raise Unreadable(f"{name} is no token")
    return value


def _life_s(answer: Answer) -> float:
    """How long the access token is good. Some write the number as text; one who says nothing means an hour."""
    said = answer.body.get("expires_in")
    if said is None:
        return 3600.0
    if isinstance(said, str) and said.isascii() and said.isdecimal():
        return float(said[:10])
    return float(answer.body.whole("expires_in"))


def _no_token(answer: Answer, *, renewed: bool) -> SpirisNo | Rejected | Unavailable:
    """Why there is no token. The identity server tells its errors in words (RFC 6749 5.2), not in Spiris' codes."""
    error = answer.body.get("error")
    if answer.status in {HTTPStatus.BAD_REQUEST, HTTPStatus.UNAUTHORIZED} and isinstance(error, str):
        gone = error in {"invalid_grant", "interaction_required", "consent_required", "login_required"}
        if gone and not renewed:
            return Rejected("Spiris does not take this answer: it is too old, or was used before.", "Start again.")
        return SpirisNo(troubles.CONSENT_LOST if gone else troubles.BAD_CLIENT)
    if answer.status == HTTPStatus.UNAUTHORIZED:
        return SpirisNo(troubles.BAD_CLIENT)
    return _unavailable()


def _unavailable() -> Unavailable:
    return Unavailable(troubles.NO_CONTACT.title, troubles.NO_CONTACT.advice)
