"""This register's settings: a small TOML file beside the database that people may edit."""

from __future__ import annotations

import json
import os
import re
import tomllib
from dataclasses import asdict, dataclass, fields
from pathlib import Path

FILE = "register.toml"

LONGEST_LOCK_MINUTES = 240

_CHOICES = {
    "language": ("sv", "en"),
    "theme": ("light", "dark", "high-contrast"),
    "hand": ("right", "left"),
    "control_unit": ("none", "simulator", "cleancash", "exempt"),
    "printer": ("virtual", "network", "usb", "serial", "windows", "file", "none"),
    "printer_profile": ("epson", "star", "pos5890", "generic"),
    "printer_columns": (32, 42, 48),
    "printer_drawer_pin": (2, 5),
    "printer_serial_speed": (9600, 19200, 38400, 57600, 115_200),
    "mail_security": ("starttls", "tls", "none"),
    "screen_keyboard": ("touched", "never"),
    "customer_display": ("off", "screen", "window"),
    "printer_serial_flow": ("rts", "xon", "none"),
}
_RANGES = {
    "text_percent": (100, 200),
    "screen_percent": (50, 200),
    "printer_port": (1, 65_535),
    "mail_port": (1, 65_535),
    "printer_code_page": (0, 255),
    "printer_drawer_ms": (20, 510),
    "lock_minutes": (0, LONGEST_LOCK_MINUTES),
    "spiris_redirect_port": (1024, 65_535),
    "spiris_calls_per_minute": (10, 6000),
    "spiris_settle_s": (90, 3600),
}
_FORMS = {
    "z_time": (re.compile(r"(?:(?:[01][0-9]|2[0-3]):[0-5][0-9])?"), "a time of day, like 23:30, or nothing"),
    "printer_usb": (re.compile(r"(?:[0-9a-f]{4}:[0-9a-f]{4})?"), "maker and product, like 04b8:0e28"),
    "mail_host": (re.compile(r"[A-Za-z0-9.:-]{0,253}"), "a server's name, like smtp.example.se"),
    "mail_from": (re.compile(r"(?:[^\s@<>,;]{1,64}@[^\s@<>,;]{1,189})?"), "an e-mail address, like shop@example.se"),
    "spiris_redirect_certificate": (
        re.compile(r"(?:(?:/|[A-Za-z]:[/\\]|\\\\)[^\x00-\x1f]*)?"),
        "the whole path of a PEM file",
    ),
    "spiris_page_url": (re.compile(r"https?://[^\s\x00-\x1f]{1,500}"), "a web address, like https://example.se/"),
    "spiris_series": (re.compile(r"[A-ZÅÄÖ]{0,3}"), "a series of vouchers, like K, or nothing"),
    "printer_path": (re.compile(r"(?:(?:/|[A-Za-z]:[/\\]|\\\\)[^\x00-\x1f]*)?"), "the whole path of a file or folder"),
}
_KINDS = {bool: "true or false", str: "a text in quotation marks"}


class SettingsError(Exception):
    """A settings file that can't be used; the text says which line of it and what is allowed there."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What belongs to this register and not to the shop. Read once at the start."""

    language: str = "sv"
    theme: str = "light"
    hand: str = "right"
    text_percent: int = 100
    screen_percent: int = 100
    """The size of keys, where the screen does not tell its own: 100 is right for 15 inches."""
    screen_keyboard: str = "touched"
    """`touched`: there is a keyboard on the screen while a field is written in that was touched."""
    z_time: str = ""
    """The time of day, like `23:30`, at which a shift that nobody closed is closed uncounted; nothing for never."""
    lock_minutes: int = 0
    """After so many minutes without a touch the person is logged out, the basket staying; 0 for never."""
    blind_count: bool = False
    """Whether the drawer is counted without being told what it should hold."""
    control_unit: str = "none"
    """`simulator` in a demo shop; `exempt` where the law asks for none; with `none` chosen yet nothing can be sold."""
    control_unit_port: str = ""
    """The serial port of the control unit, like `/dev/ttyUSB0` or `COM3`."""
    printer: str = "none"
    printer_profile: str = "epson"
    """The model that the next four were taken from; each can be adjusted."""
    printer_columns: int = 42
    """Letters a line: 42 or 48 on 80 mm paper, 32 on 58 mm."""
    printer_code_page: int = 19
    """The number by which the printer knows the code page CP858."""
    printer_cutter: bool = True
    printer_drawer_pin: int = 2
    """The pin of the drawer's socket that gets the pulse."""
    printer_drawer_ms: int = 100
    """How long the pulse is."""
    printer_swish: bool = False
    """Whether a pro forma carries the Swish code by which it can be paid."""
    printer_host: str = ""
    printer_port: int = 9100
    printer_usb: str = ""
    """Maker and product, four hexadecimal digits each: `04b8:0e28`."""
    printer_serial_port: str = ""
    printer_serial_speed: int = 9600
    """In bits a second."""
    printer_serial_flow: str = "rts"
    """How the printer says that it is full: `rts` by a wire of the cable, `xon` by signs, or `none`."""
    printer_windows_name: str = ""
    printer_path: str = ""
    """A file that each paper is added to, or a folder in which each becomes a file."""
    mail_host: str = ""
    """The mail server that sends electronic receipts; empty where none are sent. Its password is in the keyring."""
    mail_port: int = 587
    mail_security: str = "starttls"
    mail_user: str = ""
    """Empty where the server asks for no name and password."""
    mail_from: str = ""
    """The shop's own address."""
    customer_display: str = "off"
    """`screen`: all of the second screen; `window`: a window of its own."""
    spiris_api_url: str = "https://eaccountingapi.vismaonline.com/v2/"
    spiris_identity_url: str = "https://identity.vismaonline.com/"
    spiris_redirect_port: int = 44_300
    """Where the browser comes back from Spiris; http://localhost:PORT/callback is to be registered there."""
    spiris_redirect_certificate: str = ""
    """A PEM file with a key and its certificate for localhost: the browser then comes back to https://localhost:PORT."""
    spiris_calls_per_minute: int = 600
    """How many calls each of Spiris' endpoints takes from the shop's client. Registers that share it divide this."""
    spiris_settle_s: int = 120
    """How long Spiris may still work on a call that it never answered, before the document may be sent again."""
    spiris_series: str = ""
    """The letter of the series that vouchers go into; empty for the company's usual one."""
    spiris_leave_drafts: bool = False
    """Whether invoices stay drafts in Spiris for a person to look at, instead of being booked at once."""
    spiris_mail_invoices: bool = False
    """Whether Spiris e-mails invoices to customers with an address, where the cashier does not say otherwise."""
    spiris_page_url: str = "https://eekonomi.spiris.se/"
    """Where a person looks at what has arrived; INFERRED. No address of a single document is known."""


OF_PRINTER = tuple(field.name for field in fields(Settings) if field.name.startswith("printer"))
"""The settings that say which printer prints, and how."""

OF_CONTROL_UNIT = tuple(field.name for field in fields(Settings) if field.name.startswith("control_unit"))
"""The settings that say which control unit seals, and where it is."""

OF_MAIL = tuple(field.name for field in fields(Settings) if field.name.startswith("mail"))
"""The settings that say how mail is sent."""


def load(directory: Path) -> Settings:
    """The settings in this data directory, the standard ones where there are none. Raises SettingsError."""
    path = directory / FILE
    try:
        read = tomllib.loads(path.read_text("utf-8-sig"))  # Notepad puts a mark in front
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        message = f"{path}: {error}"
        raise SettingsError(message) from error
    return checked(read, str(path))


def checked(values: dict[str, object], where: str) -> Settings:
    """Settings of these values. Raises SettingsError for a name or a value that does not exist."""
    kinds = {field.name: type(field.default) for field in fields(Settings)}
    for name, value in values.items():
        if name not in kinds:
            message = f"{where}: there is no setting “{name}”"
            raise SettingsError(message)
        choices, (low, high) = _CHOICES.get(name), _RANGES.get(name, (None, None))
        wrong = type(value) is not kinds[name] or (choices is not None and value not in choices)
        if not wrong and isinstance(value, int) and low is not None and high is not None:
            wrong = not low <= value <= high
        form, words = _FORMS.get(name, (None, None))
        if not wrong and form is not None and not form.fullmatch(str(value)):
            message = f"{where}: {name} = {json.dumps(value)} is not possible: use {words}"
            raise SettingsError(message)
        if wrong:
            span = _KINDS.get(kinds[name]) if low is None else f"{low} to {high}"
            allowed = " or ".join(map(str, choices)) if choices else span
            message = f"{where}: {name} = {json.dumps(value, default=str)} is not possible: use {allowed}"
            raise SettingsError(message)
    return Settings(**values)  # type: ignore[arg-type]  # each value was checked above


def save(directory: Path, settings: Settings) -> None:
    """Write the settings: the old file stays until the new one is whole on disk. Blocks."""
    path = directory / FILE
    # A TOML basic string takes the same escapes as a JSON one, and DEL besides; numbers and booleans are alike too.
    text = "".join(f"{name} = {json.dumps(value, ensure_ascii=False)}\n" for name, value in asdict(settings).items())
    text = text.replace("\x7f", "\\u007f")
    fresh = path.with_suffix(".new")
    with fresh.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
