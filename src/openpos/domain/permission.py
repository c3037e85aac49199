"""Who may do what: permissions with names, and roles that hold them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from openpos.domain.errors import N_, Refused


class Permission(StrEnum):
    """An act that not everybody may do. A manager can lend one for one act, by PIN."""

    DISCOUNT = "discount"
    """More off than the role's own limit."""
    PRICE = "price"
    RETURN = "return"
    BLIND_RETURN = "blind_return"
    CORRECT_PAYMENT = "correct_payment"
    DRAWER = "drawer"
    CASH = "cash"
    X_REPORT = "x_report"
    Z_REPORT = "z_report"
    PRACTICE = "practice"
    CATALOGUE = "catalogue"
    SETTINGS = "settings"
    STAFF = "staff"
    BOOKS = "books"


PERMISSION_NAMES = {
    Permission.DISCOUNT: N_("Give more discount than the limit"),
    Permission.PRICE: N_("Change a price in the sale"),
    Permission.RETURN: N_("Take back goods with a receipt"),
    Permission.BLIND_RETURN: N_("Take back goods without a receipt"),
    Permission.CORRECT_PAYMENT: N_("Correct a wrong method of payment"),
    Permission.DRAWER: N_("Open the drawer without a sale"),
    Permission.CASH: N_("Put cash in, take cash out, change the float"),
    Permission.X_REPORT: N_("Make X reports"),
    Permission.Z_REPORT: N_("Close the day"),
    Permission.PRACTICE: N_("Use practice mode"),
    Permission.CATALOGUE: N_("Change articles and prices"),
    Permission.SETTINGS: N_("Change settings"),
    Permission.STAFF: N_("Change staff and roles"),
    Permission.BOOKS: N_("Connect and mend the bookkeeping"),
}


class NotPermitted(Refused):
    """The person may not do it by themselves; somebody who may can lend the permission for this one act."""

    def __init__(self, permission: Permission) -> None:
        super().__init__(
            "{what}: you may not do this.",
            "Ask somebody who may to enter their PIN.",
            what=PERMISSION_NAMES[permission],
        )
        self.permission = permission


@dataclass(frozen=True, slots=True)
class Role:
    """What the people of a role may do."""

    id: str
    name: str = ""
    """What the shop calls it; empty for one that has its name from the program."""
    permissions: frozenset[Permission] = frozenset()
    discount_limit_bp: int = 0
    """How much off a price needs no permission, in basis points."""

    CASHIER: ClassVar[Role]
    MANAGER: ClassVar[Role]


Role.CASHIER = Role(
    "cashier",
    permissions=frozenset(
        {
            Permission.PRICE,
            Permission.RETURN,
            Permission.CORRECT_PAYMENT,
            Permission.DRAWER,
            Permission.CASH,
            Permission.X_REPORT,
            Permission.Z_REPORT,
        }
    ),
    discount_limit_bp=2000,
)
Role.MANAGER = Role("manager", permissions=frozenset(Permission), discount_limit_bp=10_000)
BUILT_IN_ROLES = (Role.CASHIER, Role.MANAGER)
ROLE_NAMES = {Role.CASHIER.id: N_("Cashier"), Role.MANAGER.id: N_("Manager")}


def role_source(role: Role) -> str:
    """What to call a role: the shop's own name, or the program's as English source text."""
    return role.name or ROLE_NAMES[role.id]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who works at the register. The PIN's hash stays in the store."""

    id: int
    name: str
    role: Role
    lent: frozenset[Permission] = frozenset()
    """Permissions that somebody lent for the one act this value is given to."""

    def may(self, permission: Permission) -> bool:
        """Whether the person may do it, by role or because it was lent."""
        return permission in self.role.permissions or permission in self.lent

    def must_be_allowed(self, permission: Permission) -> None:
        """Raises NotPermitted where the person may not do it."""
        if not self.may(permission):
            raise NotPermitted(permission)
