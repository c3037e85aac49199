"""A QR code as squares: what a customer's telephone reads from a screen."""

from __future__ import annotations

QUIET = 4
"""So many light squares must be round it (ISO/IEC 18004)."""

_MOST = 500


def qr_squares(text: str) -> tuple[tuple[bool, ...], ...]:
    """The code's rows of squares, dark ones true, without the light ones round it. Takes some milliseconds; fit for any
    thread. Raises ValueError for more than 500 bytes.
    """
    from reportlab.graphics.barcode.qrencoder import QR8bitByte, QRCode, QRErrorCorrectLevel

    content = text.encode()
    if len(content) > _MOST:
        message = f"{len(content)} bytes are too many for a code that a telephone reads from a screen"
        raise ValueError(message)
    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(QR8bitByte(content))
    code.make()
    return tuple(tuple(bool(square) for square in row) for row in code.modules)
