"""The only HTTP: one call, never repeated here, and what is certain about it afterwards."""

from __future__ import annotations

import random
import socket
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

import httpx

from openpos.clock import monotonic_s
from openpos.domain.errors import Refused
from openpos.sync import trouble as troubles
from openpos.sync.answers import Fields, Unreadable, read_object
from openpos.sync.trouble import Trouble

CONNECT_S = 10.0
SILENCE_S = 30.0
"""How long the other side may say nothing."""
TOTAL_S = 100.0
"""How long a whole call may take, however steadily its answer drips. Spiris' own gateway gives up before."""
LARGEST_ANSWER_BYTES = 32_000_000
"""A page of a thousand customers has a tenth of it."""
_WAIT_WITHOUT_WORDS_S = 60.0
_JITTER_S = 10.0


class Outcome(StrEnum):
    """What is certain about a call."""

    NOT_SENT = "not_sent"
    """It failed before a byte of the body left: certainly not done."""
    REJECTED = "rejected"
    """Spiris said no in its own words: certainly not done."""
    THROTTLED = "throttled"
    """Too many calls: certainly not done, to be done later."""
    DONE = "done"
    UNKNOWN = "unknown"
    """Sent, and not answered so that it can be understood: look it up, never repeat it blindly."""


@dataclass(frozen=True, slots=True)
class Answer:
    """How a call went."""

    outcome: Outcome
    status: int = 0
    """HTTP's number, 0 where nobody answered."""
    body: Fields = field(default_factory=Fields)
    trouble: Trouble | None = None
    """Why it was not done; None where it was."""
    wait_s: float = 0.0
    """How long to wait where it was THROTTLED."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call. Header values hold tokens: they are not shown in its representation."""

    method: str
    url: str
    query: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    content: bytes | None = field(default=None, repr=False)
    answers: bool = True
    """Whether a success must bring an object: an empty one to a POST does not say that it was done."""


class Wire:
    """One connection to the net. Calls come one at a time, whichever thread they come from; all block."""

    def __init__(
        self,
        *,
        silence_s: float = SILENCE_S,
        total_s: float = TOTAL_S,
        largest_bytes: int = LARGEST_ANSWER_BYTES,
        agent: str = "OpenPOS",
    ) -> None:
        self._total_s = total_s
        self._largest_bytes = largest_bytes
        self._turn = threading.Lock()
        self._line = _Line()
        self._client = httpx.Client(
            timeout=httpx.Timeout(silence_s, connect=min(CONNECT_S, total_s), pool=1.0),
            limits=httpx.Limits(max_connections=1),
            headers={"User-Agent": agent, "Accept": "application/json"},
            # What listens on this machine is never behind a proxy.
            mounts={"all://127.0.0.1": None, "all://localhost": None, "all://[::1]": None},
        )

    def call(self, call: Call) -> Answer:
        """Make this call once. Blocks. Never raises for what the net or the other side does."""
        with self._turn:
            number = self._line.begin()
            watch = threading.Timer(self._total_s, self._line.cut, (number,))
            watch.daemon = True
            watch.start()
            try:
                return self._made(call, monotonic_s() + self._total_s)
            finally:
                watch.cancel()

    def interrupt(self) -> None:
        """Cut the call that is under way, from another thread: its outcome is then NOT_SENT or UNKNOWN."""
        self._line.cut()

    def close(self) -> None:
        """Hang up."""
        self._client.close()

    def _made(self, call: Call, until_s: float) -> Answer:
        try:
            with self._client.stream(
                call.method,
                call.url,
                params=dict(call.query) or None,
                headers=dict(call.headers),
                content=call.content,
                extensions={"trace": self._line.trace},
            ) as response:
                content = self._read(response, until_s)
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, OSError):
            # What httpx says may hold the address with its query, and nobody at a till is helped by it.
            return self._unanswered(call)
        if content is None:
            return _unknown(response.status_code)
        return answered(response.status_code, content, response.headers, must_answer=call.answers)

    def _read(self, response: httpx.Response, until_s: float) -> bytes | None:
        """The answer's bytes, or None where there are too many of them or they come too slowly."""
        content = bytearray()
        for part in response.iter_bytes():
            content += part
            if len(content) > self._largest_bytes or monotonic_s() > until_s:
                return None
        return bytes(content)

    def _unanswered(self, call: Call) -> Answer:
        if self._line.sent and call.method != "GET":
            return Answer(Outcome.UNKNOWN, trouble=troubles.NO_ANSWER)
        return Answer(Outcome.NOT_SENT if not self._line.sent else Outcome.UNKNOWN, trouble=troubles.NO_CONTACT)


class _Line:
    """The socket of the call under way, so that it can be cut, and whether its body has begun to leave."""

    def __init__(self) -> None:
        self._mutex = threading.Lock()
        self._socket: socket.socket | None = None
        self._number = 0
        self._cut = False
        self.sent = False

    def begin(self) -> int:
        """A new call; gives its number."""
        with self._mutex:
            self._number += 1
            self._cut = False
            self.sent = False
            return self._number

    def trace(self, event: str, info: Mapping[str, Any]) -> None:
        """Listen to httpcore: new sockets, and the moment the body begins to leave."""
        if event in {"connection.connect_tcp.complete", "connection.start_tls.complete"}:
            with self._mutex:
                self._socket = info["return_value"].get_extra_info("socket")
                cut = self._cut
            if cut:
                self.cut()
        elif event.endswith("send_request_body.started"):
            self.sent = True

    def cut(self, number: int | None = None) -> None:
        """End whatever waits on the socket: of the call with this number, if one is given."""
        with self._mutex:
            if number not in {None, self._number}:
                return  # the clock that watched a call rang after its end
            self._cut = True
            line = self._socket
        if line is not None:
            with suppress(OSError):  # it was gone already
                # Not TLS's own farewell, which takes the line from under the one who reads.
                socket.socket.shutdown(line, socket.SHUT_RDWR)


def answered(status: int, content: bytes, headers: Mapping[str, str], *, must_answer: bool) -> Answer:
    """What is certain after an answer with this status and content."""
    try:
        body = read_object(content) if content.strip() else None
    except Unreadable:
        if status not in {401, 429}:  # these two say all by their number
            return _unknown(status)
        body = None
    if 200 <= status < 300:  # noqa: PLR2004 - HTTP's successes
        if body is None and must_answer:
            return _unknown(status)
        return Answer(Outcome.DONE, status, body or Fields())
    error = body or Fields()
    if status == 404 and not troubles.is_documented(error):  # noqa: PLR2004 - Not Found
        # The contract has it without a body for some, and the platform then writes one of its own in JSON.
        return Answer(Outcome.UNKNOWN, status, error, troubles.NOT_THERE)
    if status == 429:  # noqa: PLR2004 - Too Many Requests
        return Answer(Outcome.THROTTLED, status, error, troubles.TOO_FAST, _wait_s(error, headers))
    if status == 401:  # noqa: PLR2004 - the token is looked at before anything is done, and the answer is often empty
        return Answer(Outcome.REJECTED, status, error, troubles.CONSENT_LOST)
    if not 400 <= status < 500 or troubles.is_ambiguous(status, error):  # noqa: PLR2004 - its refusals
        return _unknown(status, error)
    if not troubles.is_documented(error):
        return _unknown(status, error)
    return Answer(Outcome.REJECTED, status, error, troubles.trouble_of(status, error))


def _unknown(status: int, error: Fields | None = None) -> Answer:
    return Answer(Outcome.UNKNOWN, status, error or Fields(), troubles.NOT_UNDERSTOOD)


def _wait_s(error: Fields, headers: Mapping[str, str]) -> float:
    """How long to wait: as Spiris says in words or in a header, else a minute; never all registers at one moment."""
    told = troubles.waiting_s(error)
    after = headers.get("retry-after", "")
    if told is None and after.isascii() and after.isdecimal():
        told = float(after)
    seconds = _WAIT_WITHOUT_WORDS_S if told is None else min(told, 3600.0)
    return seconds + random.uniform(0.0, min(_JITTER_S, seconds / 4))


def base_address(text: str) -> str:
    """A base address of the settings, ending in a slash. Raises Refused where it can't be used.

    Without TLS only this machine is spoken to: whoever listened on the way would have the company's books.
    """
    try:
        parts = urlsplit(text.strip())
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        parts, host = urlsplit(""), ""
    if not host or parts.scheme not in {"http", "https"} or parts.query or parts.fragment or parts.username:
        raise Refused("“{text}” is no address of Spiris.", "Write it like https://example.se/v2/.", text=text[:100])
    if parts.scheme == "http" and not _here(host):
        raise Refused(
            "“{text}” is not protected on the way.",
            "Use an address that begins with https://; http:// is for this machine only.",
            text=text[:100],
        )
    return text.strip().rstrip("/") + "/"


def _here(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
