"""The paid sale becomes a receipt: its number, its control code, the paper or the e-mail. No Qt."""

from __future__ import annotations

from collections.abc import Callable

from openpos.domain.email import email_address
from openpos.domain.errors import OpenPosError, Refused
from openpos.domain.receipt import Receipt
from openpos.ui.changes import Changed
from openpos.ui.screens.checkout.desk import CheckoutDesk
from openpos.ui.screens.checkout.open_sale import OpenSale


class Completing:
    """How far it has come. While a receipt has its number and waits for its control code, nothing else can be sold."""

    def __init__(
        self,
        desk: CheckoutDesk,
        open_sale: OpenSale,
        changed: Callable[[], None],
        finished: Callable[[Receipt | None], None],
    ) -> None:
        """`changed` is called when it has come further, `finished` with the receipt at last."""
        self._desk = desk
        self._open = open_sale
        self._changed = changed
        self._finished = finished
        self._busy = False
        self._trouble: OpenPosError | None = None
        self._mail_to = ("", "")
        """The id of a sale, and the address its receipt is e-mailed to."""

    @property
    def holds(self) -> bool:
        """Whether nothing else may be done."""
        return self._busy or self._trouble is not None

    @property
    def busy(self) -> bool:
        """Whether the receipt is being made, or its control code asked for once more."""
        return self._busy

    @property
    def trouble(self) -> OpenPosError | None:
        """Why a receipt waits for its control code; None where none waits."""
        return self._trouble

    @property
    def mail_to(self) -> str:
        """The address that the receipt is e-mailed to instead of being printed."""
        sale_id, address = self._mail_to
        return address if sale_id == self._open.sale.id else ""

    @property
    def can_mail(self) -> bool:
        """Whether it can be e-mailed at all."""
        return self._desk.can_mail() and not self._open.sale.practice

    def send_to(self, text: str) -> None:
        """The receipt goes to this address; nothing written means paper. Raises Refused for a wrong address."""
        self._mail_to = (self._open.sale.id, email_address(text) if text.strip() else "")

    def wait(self, trouble: OpenPosError) -> None:
        """A receipt waits for its control code."""
        self._busy, self._trouble = False, trouble

    def complete(self) -> None:
        """Number, seal and commit the sale, or ask for the control code again. Meanwhile a second call does nothing."""
        if self._busy or (self._trouble is None and not self._open.sale.ready):
            return
        self._busy = True
        if self._trouble is None:
            self._open.say(None)
        self._changed()
        sale, person, address = self._open.sale, self._desk.person(), self.mail_to
        if sale.ready:
            self._desk.run(
                lambda: self._desk.checkout.complete(sale, person, paper=self._desk.paper(), mail_to=address),
                self._done,
                self._not_done,
            )
        else:
            self._desk.run(self._desk.checkout.finish_interrupted, self._done, self._not_done)

    def _done(self, receipt: Receipt | None) -> None:
        self._busy, self._trouble = False, None
        self._open.say(None)
        self._finished(receipt)

    def _not_done(self, error: OpenPosError) -> None:
        # The file knows whether the receipt kept its number: then nobody knows what the control unit did.
        try:
            waits = self._desk.checkout.waiting_for_seal() is not None
        except OpenPosError:
            waits = not isinstance(error, Refused)
        self._desk.announce(Changed.DEVICES)
        self._busy, self._trouble = False, error if waits else None
        self._changed()
        if not waits:
            self._open.say(error)
