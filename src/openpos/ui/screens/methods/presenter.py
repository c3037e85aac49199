"""Decides what of a method of payment is seen and changed from where one looks at it. Knows no Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace

from openpos.domain.payment import Method, MethodKind, PaymentMethod, built_in

NEW = PaymentMethod(Method("", MethodKind.OTHER))


@dataclass(frozen=True, slots=True)
class Seen:
    """A method of payment, and where somebody looks at it."""

    whole: PaymentMethod = NEW
    """As it is everywhere; without an id it is a new one."""
    centre: int | None = None
    """The cost centre from which it is seen; None for everywhere."""

    @property
    def there(self) -> PaymentMethod:
        """As it is there: in a cost centre, on or off too."""
        if self.centre is None:
            return self.whole
        return replace(self.whole.seen_from(self.centre), active=self.whole.usable_in(self.centre))

    @property
    def is_own(self) -> bool:
        """Whether it is the shop's own, whose kind and ways are the shop's to choose."""
        return built_in(self.whole.method.id) is None

    def changed(self, there: PaymentMethod) -> PaymentMethod:
        """The whole when it is so there; what is changed for a cost centre stays as it is everywhere else."""
        return there if self.centre is None else self.whole.changed_in(self.centre, there)
