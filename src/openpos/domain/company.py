"""What the bookkeeping program says of the company: its years, its accounts, its terms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import IntEnum


class Variant(IntEnum):
    """Which of Spiris' programs the company has (CompanySettingsApi.ProductVariant)."""

    UNKNOWN = 0
    STANDARD = 1
    INVOICING = 2
    BOOKKEEPING = 3
    SOLO = 4
    PRO = 5
    INVOICING_COLLABORATION = 6

    @property
    def invoices(self) -> bool:
        """Whether customer invoices and their drafts can be made (product variants per resource)."""
        return self in {Variant.STANDARD, Variant.INVOICING, Variant.SOLO, Variant.PRO}

    @property
    def vouchers(self) -> bool:
        """Whether vouchers can be made."""
        return self not in {Variant.UNKNOWN, Variant.INVOICING_COLLABORATION}

    @property
    def voucher_drafts(self) -> bool:
        """Whether a voucher can be a draft before it is booked."""
        return self in {Variant.STANDARD, Variant.BOOKKEEPING, Variant.SOLO, Variant.PRO}

    @property
    def cost_centres(self) -> bool:
        """Whether rows can carry a cost centre."""
        return self not in {Variant.UNKNOWN, Variant.SOLO, Variant.INVOICING_COLLABORATION}


class CompanyStatus(IntEnum):
    """Whether the company's books can be written in."""

    INACTIVE = 0
    ACTIVE = 1
    READ_ONLY = 2


@dataclass(frozen=True, slots=True)
class Company:
    """A company in the bookkeeping program."""

    id: str
    """The program's identifier of it, or its organisation number where it gives none."""
    name: str
    organisation_number: str
    variant: Variant
    status: CompanyStatus = CompanyStatus.ACTIVE
    locked_to: date | None = None
    """Nothing can be booked on this day or before it."""
    rounds_to_kronor: bool = False
    prices_without_vat: bool = False
    """Its setting that shows private persons prices without VAT."""
    uses_cost_centres: bool = False
    modules: tuple[str, ...] = ()

    @property
    def sandbox(self) -> bool:
        """Whether it is a company to try things in: Spiris ends their names in “sandbox”."""
        return self.name.casefold().rstrip(" )]").endswith("sandbox")


class BookkeepingMethod(IntEnum):
    """When an invoice is booked (FiscalYearApi)."""

    INVOICING = 0
    CASH = 1
    NONE = 2


@dataclass(frozen=True, slots=True)
class FiscalYear:
    """A year in the books; both days belong to it."""

    id: str
    first: date
    last: date
    locked: bool = False
    method: BookkeepingMethod = BookkeepingMethod.INVOICING

    def holds(self, day: date) -> bool:
        """Whether the day is in this year."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Account:
    """An account of one fiscal year."""

    fiscal_year_id: str
    number: str
    name: str
    active: bool = True
    blocked: bool = False
    """Closed to vouchers that people and programs make."""
    vat_code: str = ""
    takes_cost_centre: bool = True
    needs_cost_centre: bool = False


@dataclass(frozen=True, slots=True)
class Terms:
    """Terms of payment. `kind` is Spiris' number: 0 days, 1 end of month, 2 to 5 paid at once."""

    id: str
    name: str
    days: int
    kind: int = 0
    for_sales: bool = True


@dataclass(frozen=True, slots=True)
class CostCentreItem:
    """What a row of a voucher can be counted under."""

    id: str
    code: str
    name: str
    active: bool = True
