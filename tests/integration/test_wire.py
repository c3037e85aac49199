"""One call and what is certain afterwards, over real sockets."""

import gzip
import socket
import threading
from collections.abc import Callable
from time import monotonic

import pytest

from openpos.domain.errors import Refused
from openpos.sync.wire import Answer, Call, Outcome, Wire, base_address
from tests.fixtures.far_side import FarSide, Told, closed_port, drips, far_side, gives, hangs_up, says_nothing


def made(base: str, method: str = "POST", **options: float) -> Answer:
    wire = Wire(**options)  # type: ignore[arg-type]  # seconds and bytes by name
    try:
        return wire.call(Call(method, base + "vouchers", content=b'{"A":1}' if method == "POST" else None))
    finally:
        wire.close()


def refusal(code: int, words: str = "no") -> dict[str, object]:
    return {"ErrorCode": code, "DeveloperErrorMessage": words, "ErrorId": "e-1", "Errors": None}


def test_a_call_that_was_answered_is_done() -> None:
    with far_side(gives(201, {"id": "v-1"})) as side:
        answer = made(side.base)
    assert (answer.outcome, answer.status, answer.body.text("Id")) == (Outcome.DONE, 201, "v-1")
    assert side.asked[0].content == b'{"A":1}'


def test_where_nobody_listens_nothing_was_sent() -> None:
    answer = made(f"http://127.0.0.1:{closed_port()}/")
    assert answer.outcome is Outcome.NOT_SENT
    assert answer.trouble is not None


def test_a_name_that_does_not_exist_and_a_far_side_without_tls_are_not_sent_to() -> None:
    assert made("http://nobody.invalid/").outcome is Outcome.NOT_SENT
    with far_side(gives(200, {})) as side:
        assert made(side.base.replace("http:", "https:"), total_s=0.3).outcome is Outcome.NOT_SENT
        assert not side.asked


@pytest.mark.parametrize(
    "told",
    [
        hangs_up,
        gives(500, refusal(5000)),
        gives(400, refusal(5001)),
        gives(502, raw=b"<html>Bad gateway</html>"),
        gives(404, raw=b"<html>Not here</html>"),
        gives(400, {"message": "not Spiris' own words"}),
        gives(302, headers="Location: http://127.0.0.1:1/\r\n"),
        gives(200, raw=b""),
        gives(200, raw=b"<html>Welcome</html>"),
        gives(201, raw=b'{"Id": "v-'),
        gives(200, raw=b"not gzip", headers="Content-Encoding: gzip\r\n"),
    ],
)
def test_what_cannot_be_understood_leaves_it_unknown(told: Told) -> None:
    with far_side(told) as side:
        answer = made(side.base)
        assert answer.outcome is Outcome.UNKNOWN
        assert answer.trouble is not None
        assert len(side.asked) == 1, "never repeated by itself"


def test_a_documented_refusal_is_certain() -> None:
    with far_side(gives(400, refusal(4026))) as side:
        answer = made(side.base)
    assert answer.outcome is Outcome.REJECTED
    assert answer.trouble is not None
    assert answer.trouble.code == 4026


def test_a_silent_far_side_is_left_after_a_while() -> None:
    with far_side() as side:
        side.then(says_nothing(side))
        assert made(side.base, silence_s=0.2).outcome is Outcome.UNKNOWN


HEAD = b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n"


@pytest.mark.parametrize(
    "drip",
    [
        lambda side: drips(side, b" ", HEAD),
        lambda side: drips(side, b"X-A: b\r\n", b"HTTP/1.1 200 OK\r\n"),
        lambda side: drips(side, b"", b"HTTP/1.1 200 OK\r\n"),
    ],
    ids=["body", "head", "nothing"],
)
def test_a_drip_ends_at_the_whole_calls_time(drip: Callable[[FarSide], Told]) -> None:
    with far_side() as side:
        side.then(drip(side))
        began = monotonic()
        assert made(side.base, total_s=0.4).outcome is Outcome.UNKNOWN
        assert monotonic() - began < 5


@pytest.mark.parametrize("packed", [False, True])
def test_an_answer_without_end_is_cut(packed: bool) -> None:
    content = b'{"A": "' + b"a" * 20_000_000 + b'"}'
    told = (
        gives(200, raw=gzip.compress(content, 1), headers="Content-Encoding: gzip\r\n")
        if packed
        else gives(200, raw=content)
    )
    with far_side(told) as side:
        assert made(side.base, "GET", largest_bytes=100_000).outcome is Outcome.UNKNOWN


@pytest.mark.parametrize(
    ("told", "least", "most"),
    [
        (gives(429, refusal(4010, "Retry in 20 seconds")), 20, 25),
        (gives(429, raw=b"<html>slow down</html>"), 60, 70),
        (gives(429, raw=b""), 60, 70),
        (gives(429, raw=b"", headers="Retry-After: 8\r\n"), 8, 10),
        (gives(429, refusal(4010, "Retry in 99999 seconds")), 3600, 3610),
    ],
)
def test_too_many_calls_wait_as_long_as_they_are_told(told: Told, least: int, most: int) -> None:
    with far_side(told) as side:
        answer = made(side.base)
    assert answer.outcome is Outcome.THROTTLED
    assert least <= answer.wait_s <= most


def test_a_refused_token_is_certain_even_in_silence() -> None:
    with far_side(gives(401, raw=b"")) as side:
        answer = made(side.base)
    assert (answer.outcome, answer.status) == (Outcome.REJECTED, 401)


def test_a_line_the_far_side_closed_meanwhile_is_not_used() -> None:
    closed = threading.Semaphore(0)

    def once(asked: object, line: socket.socket) -> None:
        gives(200, {"Id": "1"})(asked, line)  # type: ignore[arg-type]
        line.shutdown(socket.SHUT_RDWR)
        closed.release()

    with far_side(once) as side:
        wire = Wire()
        for _ in range(5):
            assert wire.call(Call("POST", side.base, content=b"{}")).outcome is Outcome.DONE
            # Else the next call may be on its way before the line is closed, and its outcome is truly unknown.
            assert closed.acquire(timeout=10)
        wire.close()


def test_a_call_can_be_interrupted_from_another_thread() -> None:
    with far_side() as side:
        side.then(says_nothing(side))
        wire = Wire()
        stopping = threading.Timer(0.1, wire.interrupt)
        stopping.start()
        assert wire.call(Call("POST", side.base, content=b"{}")).outcome is Outcome.UNKNOWN
        stopping.join()
        side.told[:] = [gives(200, {"Id": "1"})]
        assert wire.call(Call("POST", side.base, content=b"{}")).outcome is Outcome.DONE
        wire.close()


def test_a_call_shows_no_token() -> None:
    assert "hemligt" not in repr(Call("GET", "http://a/", {}, {"Authorization": "Bearer hemligt"}, b"hemligt"))


def test_a_base_address_ends_in_a_slash_and_is_protected_on_the_way() -> None:
    assert base_address(" https://eaccountingapi.vismaonline.com/v2 ") == "https://eaccountingapi.vismaonline.com/v2/"
    for here in ("http://localhost:8080/v2", "http://127.0.0.2", "http://[::1]:80/"):
        assert base_address(here).startswith(here.rstrip("/"))
    for wrong in ("", "example.se", "ftp://a/", "http://example.se/", "https://a:b@c/", "https://a/?b=c", "http://[a"):
        with pytest.raises(Refused):
            base_address(wrong)
