"""The door of the simulated service: HTTP on this machine, and everything that can go wrong with a connection."""

from __future__ import annotations

import socket
import struct
import sys
import threading
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from openpos.simulators.spiris.api import Reply

_LARGEST_BODY = 20_000_000
_POLL_S = 0.02
_LOOK_S = 0.2


class Exchange:
    """A call that came, and the means to answer it or not to."""

    def __init__(self, handler: _Handler, content: bytes, stopped: threading.Event) -> None:
        parts = urlsplit(handler.path)
        self.method = handler.command
        self.path = unquote(parts.path)
        self.query = dict(parse_qsl(parts.query, keep_blank_values=True, max_num_fields=100))
        self.headers = handler.headers
        self.content = content
        self.before_answer: Callable[[], None] = lambda: None
        """Called once, before anything of the answer leaves, or when it is certain that none will."""
        self._handler = handler
        self._stopped = stopped

    @property
    def form(self) -> dict[str, str]:
        """The fields of a form."""
        return dict(parse_qsl(self.content.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=100))

    def send(self, reply: Reply) -> None:
        """Answer; a client that is gone is no trouble."""
        self.send_pieces(reply, len(reply.body), (reply.body,))

    def send_pieces(self, reply: Reply, length: int, pieces: Iterable[bytes], pause_s: float = 0.0) -> None:
        """Answer with a body of `length` bytes that comes in pieces."""
        self._decided()
        phrase = HTTPStatus(reply.status).phrase
        lines = [
            f"HTTP/1.1 {reply.status} {phrase}",
            "Server: Kestrel",
            f"Content-Length: {length}",
            *([f"Content-Type: {reply.content_type}"] if length else []),
            *(f"{name}: {value}" for name, value in reply.headers),
        ]
        head = ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")
        connection = self._handler.connection
        try:
            # Head and body at once: two small pieces would wait for each other on the way.
            for number, piece in enumerate(pieces):
                if number and pause_s and self.wait(pause_s):
                    break
                connection.sendall(piece if number else head + piece)
        except OSError:
            self._handler.close_connection = True

    def reset(self) -> None:
        """Tear the connection down without an answer."""
        self._decided()
        with suppress(OSError):
            self._handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._handler.torn = True
        self._handler.close_connection = True

    def wait(self, seconds: float) -> bool:
        """Wait; True where the simulator is stopped meanwhile."""
        return self._stopped.wait(seconds)

    def until_gone(self) -> None:
        """Wait until the client gives up, or the simulator is stopped."""
        self._decided()
        connection = self._handler.connection
        connection.settimeout(_LOOK_S)
        while not self._stopped.is_set():
            try:
                if not connection.recv(1, socket.MSG_PEEK):
                    break
                self.wait(_LOOK_S)
            except TimeoutError:
                continue
            except OSError:
                break
        self._handler.close_connection = True

    def _decided(self) -> None:
        before, self.before_answer = self.before_answer, lambda: None
        before()


class Door:
    """Listens on a port of this machine, and can be shut and opened again on the same one."""

    def __init__(self, port: int, serve: Callable[[Exchange], None], on_bug: Callable[[str], None]) -> None:
        """`port` 0 takes a free one. Raises OSError where it is taken."""
        self._serve = serve
        self._on_bug = on_bug
        self._stopped = threading.Event()
        self._mutex = threading.Lock()
        self._timers: list[threading.Timer] = []
        self._server: _Server | None = None
        self.port = port
        self.open()

    def open(self) -> None:
        """Listen."""
        with self._mutex:
            if self._server is not None or self._stopped.is_set():
                return
            server = _Server(("127.0.0.1", self.port), _Handler)
            server.serve, server.on_bug, server.stopped = self._serve, self._on_bug, self._stopped
            self._server = server
            self.port = int(server.server_address[1])
        threading.Thread(target=server.serve_forever, args=(_POLL_S,), name="spiris", daemon=True).start()

    def shut(self, seconds: float | None = None) -> None:
        """Refuse connections and end those there are, for so long; None until `open`."""
        with self._mutex:
            server, self._server = self._server, None
            if seconds is not None and not self._stopped.is_set():
                timer = threading.Timer(seconds, self.open)
                timer.daemon = True
                timer.start()
                self._timers.append(timer)
        if server is not None:
            server.shutdown()
            server.server_close()
            server.hang_up()

    def stop(self) -> None:
        """Shut for good, and wait for every thread. Blocks a moment."""
        self._stopped.set()
        server = self._server
        self.shut()
        for timer in self._timers:
            timer.cancel()
            timer.join()
        if server is not None:
            server.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128
    # On Windows the same switch would share the port with whoever listens there already.
    allow_reuse_address = sys.platform != "win32"
    serve: Callable[[Exchange], None]
    on_bug: Callable[[str], None]
    stopped: threading.Event

    def __init__(self, address: tuple[str, int], handler: type[_Handler]) -> None:
        self._connections: dict[socket.socket, threading.Thread] = {}
        self._mutex = threading.Lock()
        self.torn: set[socket.socket] = set()
        """Connections that end with a reset."""
        super().__init__(address, handler)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        with self._mutex:
            self._connections[request] = threading.current_thread()
        try:
            super().process_request_thread(request, client_address)
        finally:
            with self._mutex:
                self._connections.pop(request, None)

    def shutdown_request(self, request: Any) -> None:
        if request in self.torn:
            # Without the farewell that an orderly end sends first.
            self.torn.discard(request)
            request.close()
            return
        super().shutdown_request(request)

    def hang_up(self) -> None:
        """End every connection but the caller's own."""
        for connection, thread in self._open():
            if thread is not threading.current_thread():
                with suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)

    def join(self) -> None:
        """Wait for the threads of the connections."""
        for _, thread in self._open():
            if thread is not threading.current_thread():
                thread.join(5)

    def _open(self) -> list[tuple[socket.socket, threading.Thread]]:
        with self._mutex:
            return list(self._connections.items())

    def handle_error(self, *_: object) -> None:
        # A client that hangs up is its own affair; anything else is a bug of the simulator and must be seen.
        error = sys.exception()
        if error is not None and not isinstance(error, OSError):
            self.on_bug("".join(traceback.format_exception(error)))


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Server
    torn = False

    def _serve(self) -> None:
        length = self.headers.get("Content-Length", "0")
        if not length.isdigit() or int(length) > _LARGEST_BODY or "Transfer-Encoding" in self.headers:
            self.send_error(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
            self.close_connection = True
            return
        content = self.rfile.read(int(length))
        if len(content) < int(length):
            # It broke off: nothing of it is done.
            self.close_connection = True
            return
        self.server.serve(Exchange(self, content, self.server.stopped))
        if self.torn:
            self.server.torn.add(self.connection)

    do_GET = do_POST = do_PUT = do_DELETE = do_PATCH = do_HEAD = do_OPTIONS = _serve  # noqa: N815 - the server's names

    def log_message(self, *_: object) -> None:
        """Nothing: the simulator keeps a log of its own, without secrets."""


def pieces_of(whole: bytes, size: int) -> Iterator[bytes]:
    """The bytes, `size` at a time."""
    for at in range(0, len(whole), size):
        yield whole[at : at + size]
