"""Printers on a serial port, or on USB behind a converter that makes a serial port of it."""

from __future__ import annotations

import sys
from contextlib import suppress
from threading import Event
from typing import Any

from openpos.clock import monotonic_s
from openpos.domain.article import plain_text
from openpos.domain.errors import NotDone
from openpos.printing.cable import PATIENCE, Attached, Patience, write_some

_PIECE = 1024
_LOOK_S = 0.01
_LONGEST_NAME = 60


class SerialCable:
    """A serial port, eight bits without parity, as printers leave the factory."""

    def __init__(self, port: str, speed: int = 9600, *, flow: str = "rts", patience: Patience = PATIENCE) -> None:
        """`flow` is how the printer says that it is full: `rts` by a wire of the cable, `xon` by signs, or `none`."""
        self._port = port
        self._speed = speed
        self._flow = flow
        self._patience = patience

    def connect(self) -> SerialConnection:
        """Blocks no time worth telling."""
        import serial

        try:
            port = serial.Serial(
                self._port or None,
                self._speed,
                timeout=self._patience.status_s,
                write_timeout=self._patience.send_s,
                rtscts=self._flow == "rts",
                xonxoff=self._flow == "xon",
                exclusive=True,  # or the papers of two programs would mix
            )
        except (OSError, ValueError) as error:
            raise NotDone(
                "The printer's serial port can't be opened.",
                "Check the cable and the port's name, and that no other program uses it, then print again.",
            ) from error
        if not port.is_open:
            raise NotDone("No serial port is chosen for the printer.", "Choose one on the Settings page.")
        return SerialConnection(port, self._patience)


class SerialConnection:
    """One job on the port."""

    def __init__(self, port: Any, patience: Patience) -> None:
        self._port = port
        self._patience = patience
        self._finished = False

    def send(self, part: memoryview) -> int:
        if sys.platform == "win32":
            return int(self._port.write(part[:_PIECE]))
        # pyserial's own write forgets how much it wrote when its time is up, and waits in circles for a full port.
        return write_some(self._port.fileno(), part[:_PIECE], self._patience.send_s)

    def finish(self) -> None:
        """Wait until the port has sent what it took: what is left when it is closed may be thrown away."""
        waiting, end = self._port.out_waiting, monotonic_s() + self._patience.send_s
        while waiting:
            Event().wait(_LOOK_S)
            left = self._port.out_waiting
            if left < waiting:
                waiting, end = left, monotonic_s() + self._patience.send_s
            elif monotonic_s() > end:
                raise TimeoutError
        self._finished = True

    def ask(self, question: bytes) -> bytes:
        self._port.reset_input_buffer()
        self._port.write(question)
        answer: bytes = self._port.read(1)
        if not answer:
            raise TimeoutError
        return answer

    def close(self) -> None:
        # Left alone, the system keeps a port with a full buffer open for half a minute. But after a whole paper nothing
        # is thrown away: its last signs may be on their way behind what the system counts.
        if not self._finished:
            with suppress(*_trouble()):
                self._port.reset_output_buffer()
        with suppress(*_trouble()):
            self._port.close()


def serial_ports() -> tuple[Attached, ...]:
    """The serial ports of this computer. Blocks for some milliseconds."""
    from serial.tools.list_ports import comports

    found = []
    for port in sorted(comports()):
        words = plain_text(port.description or "", _LONGEST_NAME)
        found.append(Attached(port.device, words if words not in {"", "n/a"} else port.device))
    return tuple(found)


def _trouble() -> tuple[type[Exception], ...]:
    """What a port that is gone raises."""
    if sys.platform == "win32":
        return (OSError,)
    import termios

    return (OSError, termios.error)
