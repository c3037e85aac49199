"""Printers on USB, by pyusb and the library libusb.

python-escpos' own USB printer is not used: it knows the endpoints of one make only, waits for ever, resets the printer
at each opening, and does not say how much was written.
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

from openpos.domain.article import plain_text
from openpos.domain.errors import NotDone
from openpos.printing.cable import PATIENCE, Attached, Patience

_BULK = 0b10  # of the four kinds of transfer
_PRINTER, _MAKERS_OWN = 0x07, 0xFF  # classes of interfaces
_MAKERS = frozenset({0x04B8, 0x0519, 0x1504, 0x1D90, 0x2730, 0x0416, 0x0483, 0x0FE6, 0x0DD4, 0x154F, 0x1FC9, 0x20D1})
"""Epson, Star, Bixolon, Citizen (two), Winbond, STMicro, ICS, Custom, SNBC, NXP, Rongta: makers of printers, and of the
chips in nameless ones, that give their own class instead of the printers'.
"""
_PIECE = 4096
_LONGEST_NAME = 60
_PACKET = 64

Backend = Callable[[], object | None]


def libusb() -> object | None:
    """The library on this computer; None where there is none."""
    from usb.backend import libusb1

    found: object | None = libusb1.get_backend()
    return found


class UsbCable:
    """USB. `printer` is maker and product as `usb_printers` gives them, like `04b8:0e28`."""

    def __init__(self, printer: str, *, patience: Patience = PATIENCE, backend: Backend = libusb) -> None:
        self._printer = printer
        self._patience = patience
        self._backend = backend

    def connect(self) -> UsbConnection:
        """Blocks for some milliseconds. The same printer is found again wherever it was plugged in."""
        device = self._found()
        try:
            return UsbConnection(device, self._patience)
        except NotImplementedError as error:
            _let_go(device)
            raise _away() from error
        except OSError as error:
            _let_go(device)
            if error.errno in {errno.EACCES, errno.EPERM}:
                raise NotDone(
                    "This user may not use the USB printer.", "Give the user the right to it, then print again."
                ) from error
            if error.errno == errno.EBUSY:
                raise NotDone(
                    "Another program uses the USB printer.", "Close that program, then print again."
                ) from error
            raise _away() from error

    def _found(self) -> Any:
        if not self._printer:
            raise NotDone("No USB printer is chosen.", "Choose one on the Settings page.")
        maker, _, product = self._printer.partition(":")
        try:
            devices = list(_devices(self._backend, idVendor=int(maker, 16), idProduct=int(product, 16)))
        except OSError as error:
            raise _away() from error
        if not devices:
            raise _away()
        return devices[0]


class UsbConnection:
    """One job: the printer's interface, claimed."""

    def __init__(self, device: Any, patience: Patience) -> None:
        """Raises OSError; what was opened by then is the caller's to let go."""
        import usb.core
        import usb.util

        self._device = device
        self._patience = patience
        try:
            configuration = device.get_active_configuration()
        except usb.core.USBError:  # none is active before the first use
            device.set_configuration()
            configuration = device.get_active_configuration()
        found = next(((interface, *ends) for interface in configuration if (ends := _ends(interface))), None)
        if found is None:
            raise OSError(errno.ENODEV, "the device has no way in for papers")
        interface, self._in, self._out = found
        number = interface.bInterfaceNumber
        with suppress(NotImplementedError):  # where systems have no driver of their own for printers
            if device.is_kernel_driver_active(number):
                device.detach_kernel_driver(number)
        usb.util.claim_interface(device, interface)

    def send(self, part: memoryview) -> int:
        return int(self._device.write(self._out, bytes(part[:_PIECE]), round(self._patience.send_s * 1000)))

    def finish(self) -> None:
        """Each piece was acknowledged by the printer already."""

    def ask(self, question: bytes) -> bytes:
        if self._in is None:
            return b""
        limit_ms = round(self._patience.status_s * 1000)
        self._device.write(self._out, question, limit_ms)
        return bytes(self._device.read(self._in, _PACKET, limit_ms))

    def close(self) -> None:
        _let_go(self._device)


def usb_printers(backend: Backend = libusb) -> tuple[Attached, ...]:
    """The printers on USB. Blocks for some milliseconds, or some seconds where one does not answer.

    Raises NotDone where USB can't be reached at all.
    """
    found = {}
    try:
        for device in _devices(backend):
            if _may_print(device):
                value = f"{device.idVendor:04x}:{device.idProduct:04x}"
                found[value] = Attached(value, _name(device) or value)
                _let_go(device)
    except OSError as error:
        raise _away() from error
    return tuple(found.values())


def _devices(backend: Backend, **wanted: int) -> Iterator[Any]:
    import usb.core

    library = backend()
    if library is None:
        raise NotDone(
            "This computer lacks the library that reaches USB printers.",
            "Install libusb 1.0 (on Debian the package libusb-1.0-0), then try again.",
        )
    return iter(usb.core.find(find_all=True, backend=library, **wanted))


def _ends(interface: Any) -> tuple[int | None, int] | None:
    """The interface's way back, where it has one, and its way out; None where no paper can go there."""
    if interface.bInterfaceClass not in {_PRINTER, _MAKERS_OWN}:
        return None
    bulk = [end.bEndpointAddress for end in interface if end.bmAttributes & 0b11 == _BULK]
    out = [address for address in bulk if not address & 0x80]
    back = [address for address in bulk if address & 0x80]
    return (back[0] if back else None, out[0]) if out else None


def _may_print(device: Any) -> bool:
    kinds = {interface.bInterfaceClass for every in device for interface in every if _ends(interface)}
    return _PRINTER in kinds or (_MAKERS_OWN in kinds and device.idVendor in _MAKERS)


def _name(device: Any) -> str:
    """What the device calls itself; nothing where it does not say, or this user may not ask."""
    words = []
    for which in ("manufacturer", "product"):
        with suppress(OSError, ValueError, NotImplementedError):
            words.append(getattr(device, which) or "")
    return plain_text(" ".join(words), _LONGEST_NAME).strip()


def _let_go(device: Any) -> None:
    import usb.util

    with suppress(OSError):  # pulled out: there is nothing left to release
        usb.util.dispose_resources(device)


def _away() -> NotDone:
    return NotDone(
        "The USB printer can't be found.", "Check that it is switched on and its cable is in, then print again."
    )
