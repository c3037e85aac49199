"""E-mail addresses as people give them at a till."""

from __future__ import annotations

import re

from openpos.domain.errors import Refused
from openpos.domain.money import shown

MAX_ADDRESS = 254
"""The longest address that a mail server must take (RFC 5321 4.5.3.1)."""
_MAX_LOCAL, _MAX_LABEL = 64, 63
# What is allowed before the @ without quotation marks (RFC 5322 3.2.3), and a host's name after it. Nothing that ends a
# line, parts addresses or begins a comment is among it: an address can't become a second one, or a header.
_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_LABEL = re.compile(r"[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?")


def email_address(text: str) -> str:
    """The address as a mail server takes it: `anna@example.se`. Raises Refused for everything else.

    å, ä and ö after the @ become what the net calls them; before it few servers take them.
    """
    local, at, domain = text.strip().rpartition("@")
    host = _host(domain)
    address = f"{local}@{host}"
    if not at or not host or len(address) > MAX_ADDRESS or len(local) > _MAX_LOCAL or not _LOCAL.fullmatch(local):
        raise Refused("“{text}” is no e-mail address.", "Write it like anna@example.se.", text=shown(text))
    return address


def _host(domain: str) -> str:
    """The name of a host in the net's own letters, or nothing where it is none."""
    try:
        name = domain.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return ""
    labels = name.split(".")
    whole = len(labels) > 1 and all(_LABEL.fullmatch(label) and len(label) <= _MAX_LABEL for label in labels)
    return name if whole else ""
