"""What the mail queue needs of a mail server."""

from __future__ import annotations

from typing import Protocol


class Post(Protocol):
    """A mail server that takes the shop's mail. Blocks, at most a minute; mail lane only."""

    @property
    def sender(self) -> str:
        """The shop's own address."""

    def send(self, recipient: str, message: bytes) -> None:
        """Hand over one message. Returning means that the server took it on, not that it was read.

        Raises NotDone where the server certainly did not take it and may do so later, Rejected where it said its final
        no, and Unavailable where its answer was lost after the whole message had gone. The server's own words are the
        error's value `said`.
        """

    def hang_up(self) -> None:
        """The program is closing: end what is under way within seconds. Any thread."""
