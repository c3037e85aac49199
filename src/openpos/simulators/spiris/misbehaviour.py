"""Carries out a fault at the connection, the work done before it, after it or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from openpos.simulators.spiris.api import Api, Reply, Request
from openpos.simulators.spiris.door import Exchange, pieces_of
from openpos.simulators.spiris.faults import Fault, Kind

_PAGE = b"<!doctype html><html><body><h1>Service Unavailable</h1><p>Try again in a moment.</p></body></html>"
_GARBAGE = bytes(range(128, 256)) * 3
_PIECE = b"x" * 65536


def misbehave(
    fault: Fault,
    exchange: Exchange,
    request: Request,
    work: Callable[[], Reply],
    api: Api,
    shut: Callable[[float], None],
) -> None:
    """Answer the call wrongly, or not. `shut` closes the door for some seconds. Blocks as long as the fault does."""
    kind = fault.fault
    if kind is Kind.LATE:
        exchange.wait(fault.seconds)
        exchange.send(work())
    elif kind is Kind.SLOW:
        reply = work()
        exchange.wait(fault.seconds)
        exchange.send(reply)
    elif kind is Kind.DRIP:
        reply = work()
        exchange.send_pieces(reply, len(reply.body), pieces_of(reply.body, 1), fault.seconds)
    elif kind is Kind.TORN:
        reply = work()
        exchange.send_pieces(reply, len(reply.body), (reply.body[: len(reply.body) // 2],))
        exchange.reset()
    elif kind is Kind.THROTTLE:
        exchange.send(api.throttled(request, fault.seconds))
    elif kind is Kind.UNAUTHORIZED:
        exchange.send(api.unauthorized(request))
    else:
        if fault.done:
            work()
        _answer_wrongly(fault, exchange, request, api, shut)


def _answer_wrongly(
    fault: Fault, exchange: Exchange, request: Request, api: Api, shut: Callable[[float], None]
) -> None:
    kind = fault.fault
    html = "text/html; charset=utf-8"
    if kind in {Kind.CUT, Kind.REFUSE, Kind.HANG}:
        request.status = request.code = 0
        if kind is Kind.HANG:
            exchange.until_gone()
            return
        exchange.reset()
        if kind is Kind.REFUSE:
            shut(fault.seconds)
        return
    if kind is Kind.ERROR:
        exchange.send(api.broken(request))
        return
    request.code = 0
    request.status = 502 if kind is Kind.GATEWAY else 200
    if kind is Kind.HUGE:
        start, end = b'{"Id":"', b'"}'
        length = max(fault.bytes, len(start) + len(end))
        middle = _repeated(length - len(start) - len(end))
        exchange.send_pieces(Reply(200), length, (piece for part in ((start,), middle, (end,)) for piece in part))
        return
    replies = {
        Kind.GATEWAY: Reply(502, _PAGE, html),
        Kind.HTML: Reply(200, _PAGE, html),
        Kind.GARBAGE: Reply(200, _GARBAGE),
        Kind.EMPTY: Reply(200),
        Kind.HOLLOW: Reply(200, b'{"Meta":null,"Data":null}'),
    }
    exchange.send(replies[kind])


def _repeated(length: int) -> Iterator[bytes]:
    whole, rest = divmod(length, len(_PIECE))
    for _ in range(whole):
        yield _PIECE
    yield _PIECE[:rest]
