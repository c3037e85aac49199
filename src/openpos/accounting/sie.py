"""Vouchers as a SIE 4I file, which every Swedish bookkeeping program reads (SIE filformat, utgåva 4B)."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from openpos.accounting.voucher import Voucher
from openpos.domain.money import Money

CODE_PAGE = "cp437"
PROGRAM = "OpenPOS"


def sie_file(
    vouchers: Iterable[Voucher],
    *,
    company: str,
    organisation_number: str,
    accounts: Mapping[str, str],
    made: date,
    version: str,
    series: str = "",
) -> bytes:
    """The file's bytes. `accounts` names the accounts that the vouchers use; the receiver numbers the vouchers."""
    many = list(vouchers)
    used = sorted({row.account for voucher in many for row in voucher.rows})
    records: list[tuple[str, ...]] = [
        ("#PROGRAM", PROGRAM, version),
        ("#FORMAT", "PC8"),
        ("#GEN", _day(made)),
        ("#SIETYP", "4"),
        ("#ORGNR", organisation_number),
        ("#FNAMN", company),
        ("#KPTYP", "EUBAS97"),
        *(("#KONTO", account, accounts.get(account, account)) for account in used),
    ]
    lines = [_line(record) for record in records]
    for voucher in many:
        head = ("#VER", series, "", _day(voucher.day), voucher.text, _day(made))
        records.append(head)
        lines += [_line(head), b"{"]
        for row in voucher.rows:
            record = ("#TRANS", row.account, "{}", _amount(row.amount), _day(voucher.day), row.text)
            records.append(record)
            lines.append(_line(record))
        lines.append(b"}")
    check = f"#KSUMMA {checksum(records)}".encode()
    return b"\n".join([b"#FLAGGA 0", b"#KSUMMA", *lines, check]) + b"\n"


def checksum(records: Iterable[Sequence[str]]) -> int:
    """The CRC-32 over tags and fields in the file's code page, without separators, quotes or braces."""
    content = b"".join(_bytes(field) for record in records for field in record if field != "{}")
    return zlib.crc32(content)


def _line(record: Sequence[str]) -> bytes:
    tag, *fields = record
    return b" ".join([tag.encode(), *(_quoted(field) for field in fields)])


def _quoted(field: str) -> bytes:
    content = _bytes(field)
    if field and field != "{}" and not any(sign in field for sign in ' "{}\\'):
        return content
    if field == "{}":
        return content
    return b'"' + content.replace(b'"', b'\\"') + b'"'


def _bytes(field: str) -> bytes:
    """The field as the file's code page holds it: no control characters, ? for what it has no sign for.

    A backslash would hide the quote after it, and the format has no way to write one.
    """
    printable = "".join(sign for sign in field if sign.isprintable())
    return printable.replace("\\", "/").encode(CODE_PAGE, "replace")


def _day(day: date) -> str:
    return day.strftime("%Y%m%d")


def _amount(amount: Money) -> str:
    sign = "-" if amount.ore < 0 else ""
    return f"{sign}{abs(amount.ore) // 100}.{abs(amount.ore) % 100:02}"
