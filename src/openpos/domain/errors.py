"""What can go wrong, told apart by what the person or the program should do next."""

from __future__ import annotations

from collections.abc import Mapping


def N_(text: str) -> str:  # noqa: N802 - the customary name of a marker for texts that are translated where they are shown
    """Mark an English source text for translation without translating it here."""
    return text


class OpenPosError(Exception):
    """A known trouble, told in words.

    `title` says what happened, `advice` what to do about it; both are English source texts with {placeholders} that
    `values` fills. The screen translates them, the command line speaks English.
    """

    def __init__(self, title: str, advice: str = "", **values: object) -> None:
        super().__init__(title, advice, values)
        self.title = title
        self.advice = advice
        self.values: Mapping[str, object] = values

    def __str__(self) -> str:
        """The English sentences with their values."""
        return " ".join(text.format_map(self.values) for text in (self.title, self.advice) if text)


class Refused(OpenPosError):
    """The rules forbid it. Nothing was changed; doing the same again gives the same answer."""


class Unavailable(OpenPosError):
    """A device, the disk or the net is not there now. For an act on the outside: it may have been done or not."""


class NotDone(Unavailable):
    """A device is not there now, and it certainly did not do what it was asked to."""


class Rejected(OpenPosError):
    """The other side's final no: a task for a person, never tried again by the program itself."""
