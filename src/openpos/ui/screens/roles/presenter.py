"""What is written of a role. Knows no Qt."""

from __future__ import annotations

from openpos.domain.errors import Refused
from openpos.domain.money import parse_price, shown
from openpos.domain.sale import WHOLE_BP


def limit_of(percent: str) -> int:
    """The largest discount without asking, in basis points, as a person writes it. Raises Refused."""
    limit_bp = parse_price(percent or "0").ore
    if limit_bp > WHOLE_BP:
        raise Refused("A discount is at most 100 %.", "Enter a smaller one.", text=shown(percent))
    return limit_bp
