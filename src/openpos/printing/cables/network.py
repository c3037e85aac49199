"""Printers that listen on a TCP port, usually 9100."""

from __future__ import annotations

import socket
import sys

from openpos.domain.errors import NotDone
from openpos.printing.cable import PATIENCE, Patience

_UNDERWAY = 4096
_END_NOT_TAKEN = (9, 11)  # Linux's numbers of the states LAST-ACK and CLOSING: our end is not acknowledged yet


class NetworkCable:
    """The network."""

    def __init__(self, host: str, port: int = 9100, *, patience: Patience = PATIENCE) -> None:
        self._address = (host, port)
        self._patience = patience

    def connect(self) -> NetworkConnection:
        """Blocks at most three seconds for each address the name has."""
        try:
            connection = socket.create_connection(self._address, timeout=self._patience.connect_s)
        except (OSError, UnicodeError) as error:  # a host name that can't be one gives UnicodeError
            raise NotDone(
                "The printer can't be reached.",
                "Check that it is switched on and connected to the network, then print again.",
            ) from error
        return NetworkConnection(connection, self._patience)


class NetworkConnection:
    """One connection."""

    def __init__(self, connection: socket.socket, patience: Patience) -> None:
        self._socket = connection
        self._patience = patience
        # Left alone, the system takes megabytes for a printer that takes nothing, and it would look as if it printed.
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _UNDERWAY)

    def send(self, part: memoryview) -> int:
        self._socket.settimeout(self._patience.send_s)
        return self._socket.send(part)

    def finish(self) -> None:
        """Say that this was all and listen whether the printer took it.

        To leave with an answer of its unread would reset its side, and it might throw away what it hasn't printed yet.
        """
        self._socket.shutdown(socket.SHUT_WR)
        self._socket.settimeout(self._patience.farewell_s)
        try:
            while self._socket.recv(1024):
                pass
        except TimeoutError:
            return  # many printers never close their side; that says nothing about the paper
        if self._closed_early():
            message = "the printer closed the connection before the end of the paper"
            raise ConnectionError(message)

    def ask(self, question: bytes) -> bytes:
        self._socket.settimeout(self._patience.status_s)
        self._socket.sendall(question)
        answer = self._socket.recv(1)
        if not answer:
            message = "the printer closed the connection"
            raise ConnectionError(message)
        return answer

    def close(self) -> None:
        self._socket.close()

    def _closed_early(self) -> bool:
        """Whether the other side, which has closed, did so before it had all. Its close looks the same in both cases,
        and the reset by which it answers late bytes comes a way over the network later; but a close that follows our
        end acknowledges it. Only Linux tells; elsewhere only a reset that has come already is seen.
        """
        if sys.platform == "linux":
            state = self._socket.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 1)[0]
            if state in _END_NOT_TAKEN:
                return True
        return self._socket.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR) != 0
