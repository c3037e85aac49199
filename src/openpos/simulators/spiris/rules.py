"""What can be set about the simulated service, also while it runs: its limits, and what no source says for certain."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any


class Consenting(StrEnum):
    """What happens when a browser asks for consent."""

    ASK = "ask"
    """A page with the companies and two buttons."""
    ALLOW = "allow"
    """It is given at once, as for a test."""
    DENY = "deny"


@dataclass(slots=True)
class Rules:
    """Times in seconds. Set a field and it holds for the next call."""

    consent: Consenting = Consenting.ASK
    consent_company: str = ""
    """The name of the company that is chosen without asking; the first one without a name."""

    rate: int = 600
    """Calls that each client may make at each endpoint in any `rate_window_s`."""
    rate_window_s: float = 60.0
    list_lag_s: float = 0.0
    """How far lists are behind what single reads show."""
    clock_off_s: float = 0.0
    """How far the server's clock is ahead of this computer's."""
    camel_case: bool = False
    """Whether answers spell their fields like `customerNumber`, as they did for some months."""

    licence_accepted: bool = True
    guide_finished: bool = True
    user_read_only: bool = False
    user_removed: bool = False

    checks_drafts_early: bool = False
    """Whether a voucher draft is checked when it is made; else only when it is converted."""
    keeps_cost_centre: bool = True
    """Whether POST /vouchers takes the cost centre that the contract marks read-only there."""
    invoicing_takes_vouchers: bool = True
    """Whether the variant Invoicing may POST /vouchers: listed in 2026, not in 2020."""
    prices_include_vat_when_ticked: bool = True
    """Which way ShowPricesExclVatPC works for private persons; the sources contradict each other."""
    credit_quantities: str = "positive"
    """How the rows of a credit invoice come: `positive` or `negative`."""
    credit_totals: str = "negative"
    """The sign of a credit draft's totals: `positive` or `negative`; what is expected of it is always below zero."""
    rounding_in_total: bool = True
    """Whether a draft's total has the company's rounding in it."""
    puts_are_silent: bool = False
    """Whether a change is answered without a body."""
    unfilterable: tuple[str, ...] = ()
    """Fields that $filter does not take, such as `vouchers.VoucherText`."""

    def set(self, name: str, value: Any) -> None:
        """Set one rule from outside. Raises ValueError for a name or value that can't be."""
        kinds = {field.name: type(getattr(self, field.name)) for field in fields(self)}
        kind = kinds.get(name)
        if kind is None:
            raise ValueError(f"there is no rule {name!r}")
        if kind is float and type(value) is int:
            value = float(value)
        if kind is tuple and isinstance(value, list) and all(isinstance(part, str) for part in value):
            value = tuple(value)
        if kind is Consenting and value in set(Consenting):
            value = Consenting(value)
        if type(value) is not kind:
            raise ValueError(f"{name} can't be {value!r}")
        setattr(self, name, value)
