"""Money in whole öre and quantities in whole thousandths; the only place where text becomes either."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from openpos.domain.errors import Refused

MAX_ORE = 999_999_999_99
"""The largest amount a person may enter: ten digits before the point is the journal export's limit too."""
MAX_QUANTITY_MILLI = 99_999_000

_NUMBER = re.compile(
    r"(?P<sign>[-\N{MINUS SIGN}]?)"
    r"(?P<whole>[0-9]{1,3}(?:[ .,][0-9]{3}){1,4}|[0-9]{1,15})"
    r"(?:(?P<point>[.,])(?P<part>[0-9]{1,6}))?"
)


def _divide(numerator: int, denominator: int) -> int:
    """The quotient rounded half away from zero, so that a refund mirrors its sale. The denominator is above zero."""
    quotient = (2 * abs(numerator) + denominator) // (2 * denominator)
    return quotient if numerator >= 0 else -quotient


@dataclass(frozen=True, order=True, slots=True)
class Money:
    """An amount of Swedish kronor in whole öre. No float enters and none leaves."""

    ore: int

    def __post_init__(self) -> None:
        if type(self.ore) is not int:
            message = f"Money takes whole öre as int, not {type(self.ore).__name__}"
            raise TypeError(message)

    def __add__(self, other: Money) -> Money:
        return Money(self.ore + other.ore)

    def __sub__(self, other: Money) -> Money:
        return Money(self.ore - other.ore)

    def __neg__(self) -> Money:
        return Money(-self.ore)

    def __bool__(self) -> bool:
        return self.ore != 0

    def share(self, part: int, whole: int) -> Money:
        """`part / whole` of the amount, rounded half away from zero to the öre. `whole` is above zero."""
        if whole <= 0:
            message = "the whole of a share is above zero"
            raise ValueError(message)
        return Money(_divide(self.ore * part, whole))

    def split(self, weights: Sequence[int]) -> list[Money]:
        """Parts in proportion to the weights (zero or above, not all zero) that add up to the amount exactly.

        Each part is the difference of two rounded running shares, so that no öre is lost or made and a refund's parts
        are the mirror of its sale's.
        """
        whole = sum(weights)
        if whole <= 0 or min(weights) < 0:
            message = "weights are zero or above and not all zero"
            raise ValueError(message)
        parts = []
        reached, given = 0, 0
        for weight in weights:
            reached += weight
            upto = _divide(self.ore * reached, whole)
            parts.append(Money(upto - given))
            given = upto
        return parts


ZERO = Money(0)


def total(amounts: Iterable[Money]) -> Money:
    """The sum of the amounts; zero for none."""
    return Money(sum(amount.ore for amount in amounts))


def round_to_krona(amount: Money) -> Money:
    """The amount as it can be paid in coins: 1-49 öre down, 50-99 up (lag 1970:1029, 2 §), mirrored below zero."""
    return Money(_divide(amount.ore, 100) * 100)


@dataclass(frozen=True, order=True, slots=True)
class Quantity:
    """A number of pieces, or kilograms and the like, in whole thousandths."""

    milli: int

    def __post_init__(self) -> None:
        if type(self.milli) is not int:
            message = f"Quantity takes whole thousandths as int, not {type(self.milli).__name__}"
            raise TypeError(message)

    def of(self, unit_price: Money) -> Money:
        """What this quantity costs at the price of one, rounded half away from zero to the öre."""
        return unit_price.share(self.milli, 1000)


ONE = Quantity(1000)


def _digits(text: str, decimals: int) -> tuple[bool, int] | None:
    """Whether there is a minus, and the number in units of 10**-decimals; None where the text is no such number."""
    cleaned = " ".join(text.split())  # a no-break space is white space too
    cleaned = re.sub(r" ?(?:kr|sek|:-)$", "", cleaned, flags=re.IGNORECASE)
    match = _NUMBER.fullmatch(cleaned)
    if match is None:
        return None
    whole, point, part = match["whole"], match["point"], match["part"] or ""
    signs = re.findall(r"[ .,]", whole)
    if len(set(signs)) > 1 or (point and point in signs):
        return None  # 1 234.567 and 1.234.56 can be read in two ways
    if signs and signs != [" "] and not part and len(signs) == 1:
        # "1,234" is one and a bit to one person and a thousand to another: not guessed at,
        # except where three decimals are what is asked for (0,375 kg).
        if decimals < len("375"):
            return None
        whole, part = re.split(r"[.,]", whole)
    if part[decimals:].strip("0"):
        return None
    number = int(re.sub(r"[ .,]", "", whole)) * 10**decimals + int(part[:decimals].ljust(decimals, "0"))
    return bool(match["sign"]), number


def parse_money(text: str) -> Money:
    """The amount a person wrote: `1 234,50`, `1234.50`, `12:-` or `-5`. Raises Refused with a sentence.

    Below zero is understood, so that the caller can say what is wrong with it. At most two decimals; a lone separator
    before three digits is not guessed at.
    """
    found = _digits(text, 2)
    if not text.strip():
        raise Refused("There is no amount yet.", "Write it like 1234,50.")
    if found is None:
        raise Refused("“{text}” is not an amount.", "Write it like 1234,50.", text=shown(text))
    negative, ore = found
    if ore > MAX_ORE:
        raise Refused("{text} is too large an amount.", "The largest is 999 999 999,99.", text=shown(text))
    return Money(-ore if negative else ore)


def parse_price(text: str) -> Money:
    """An amount of zero or more, as prices, floats and counts are. Raises Refused with a sentence."""
    amount = parse_money(text)
    if amount < ZERO:
        raise Refused("{text} is below zero.", "Write an amount of 0 or more.", text=shown(text))
    return amount


def parse_quantity(text: str) -> Quantity:
    """A quantity above zero with at most three decimals: `2`, `0,375`. Raises Refused with a sentence."""
    found = _digits(text, 3)
    if not text.strip():
        raise Refused("There is no quantity yet.", "Write it like 3 or 0,375.")
    if found is None:
        raise Refused("“{text}” is not a quantity.", "Write it like 3 or 0,375.", text=shown(text))
    negative, milli = found
    if negative or milli == 0:
        raise Refused("A quantity of {text} can't be sold.", "Write a number above 0.", text=shown(text))
    if milli > MAX_QUANTITY_MILLI:
        raise Refused("A quantity of {text} is too large.", "The largest is 99 999.", text=shown(text))
    return Quantity(milli)


def shown(text: str, length: int = 40) -> str:
    """A foreign text safe to repeat in a sentence: no control characters, not endless."""
    clean = "".join(char if char.isprintable() else " " for char in text[: length + 1])
    return clean if len(clean) <= length else clean[:length] + "…"


def format_money(amount: Money, *, thousands: str = " ", decimal: str = ",") -> str:
    """`-1 234,50`: two decimals always. The thousands sign is an ordinary space, which every code page holds."""
    whole, part = divmod(abs(amount.ore), 100)
    grouped = f"{whole:,}".replace(",", thousands)
    return f"{'-' if amount.ore < 0 else ''}{grouped}{decimal}{part:02d}"


def format_quantity(quantity: Quantity, *, decimal: str = ",") -> str:
    """`3` or `0,375`: as many decimals as it has."""
    whole, part = divmod(abs(quantity.milli), 1000)
    sign = "-" if quantity.milli < 0 else ""
    return f"{sign}{whole}" + (f"{decimal}{part:03d}".rstrip("0") if part else "")
