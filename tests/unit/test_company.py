"""What each package of Spiris can do (SPIRIS-API.md section 12)."""

import pytest

from openpos.domain.company import Variant


@pytest.mark.parametrize(
    ("variant", "vouchers", "drafts", "cost_centres"),
    [
        (Variant.PRO, True, True, True),
        (Variant.STANDARD, True, True, True),
        (Variant.SOLO, True, True, False),
        (Variant.BOOKKEEPING, True, True, True),
        (Variant.INVOICING, True, False, True),
        (Variant.INVOICING_COLLABORATION, False, False, False),
        (Variant.UNKNOWN, False, False, False),
    ],
)
def test_what_a_package_can_do(variant: Variant, vouchers: bool, drafts: bool, cost_centres: bool) -> None:
    assert (variant.vouchers, variant.voucher_drafts, variant.cost_centres) == (vouchers, drafts, cost_centres)
