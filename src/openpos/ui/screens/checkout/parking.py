"""Putting a basket aside and taking it up again. No Qt."""

from __future__ import annotations

from collections.abc import Callable

from openpos.clock import swedish
from openpos.domain.errors import OpenPosError, Refused
from openpos.domain.sale import Sale
from openpos.register.checkout import MAX_PARK_NAME
from openpos.store.sales import Basket
from openpos.ui.changes import Changed
from openpos.ui.screens.checkout.desk import CheckoutDesk
from openpos.ui.screens.checkout.front import Front, InFront
from openpos.ui.screens.checkout.open_sale import OpenSale
from openpos.ui.screens.checkout.shown import Parked, ParkedShown, ParkShown, View


class Parking:
    """What waits, and the way there and back."""

    def __init__(
        self, desk: CheckoutDesk, view: View, open_sale: OpenSale, front: InFront, go_on: Callable[[Sale], None]
    ) -> None:
        """`go_on` makes a value that is on disk the open basket: a new one, or the one that was fetched."""
        self._desk = desk
        self._view = view
        self._open = open_sale
        self._front = front
        self._go_on = go_on
        self._baskets: tuple[Basket, ...] = ()
        self._name = ""
        self._chosen = ""
        self._listed = False
        self._busy = False

    def load(self) -> None:
        """Read anew what waits."""
        try:
            self._baskets = tuple(self._desk.checkout.parked())
        except OpenPosError as error:
            self._open.say(error)
        if self._chosen not in {basket.sale.id for basket in self._baskets}:
            self._chosen = self._baskets[-1].sale.id if self._baskets else ""
        self._view.show_parked_count(len(self._baskets))

    # ---------------------------------------------------------------------------------------------------------- parking

    def begin(self) -> None:
        """Ask what the basket is called, or where there is none, which of those that wait is to be fetched."""
        if self._open.receipt is not None or not self._open.sale.lines:
            self.open_list()
        elif self._may_open():
            if self._open.sale.is_return or self._open.sale.tenders:
                self._open.say(
                    Refused("Only a sale without payments can be parked.", "Finish it, or undo its payments.")
                )
                return
            self.load()
            self._listed = False
            self._name = self._suggested()
            self._come()

    def park(self, name: str) -> None:
        """Put the basket aside; the next sale begins once it is on disk."""
        if self._front.held:
            return
        sale, person, called = self._open.sale, self._desk.person(), name.strip() or self._name
        self._hold()
        self._desk.run(
            lambda: self._desk.checkout.park(sale, called, person),
            lambda _: self._done(self._desk.checkout.new_sale()),
            self._not_done,
        )

    # --------------------------------------------------------------------------------------------------------- fetching

    def open_list(self) -> None:
        """Show what waits, the newest chosen."""
        if self._may_open():
            self._chosen = ""
            self.load()
            self._listed = True
            self._come()

    def choose(self, sale_id: str) -> None:
        """This one is to be fetched."""
        self._chosen = sale_id
        self.show()

    def fetch(self) -> None:
        """Take the chosen basket up."""
        chosen = next((basket for basket in self._baskets if basket.sale.id == self._chosen), None)
        if self._front.held or chosen is None:
            return
        if self._open.sale.lines:
            # Asked here too: of a basket that could not be saved the file knows nothing.
            self._open.say(Refused("A sale is not finished.", "Take payment for it, park it or clear it, then go on."))
            return
        person = self._desk.person()
        self._hold()
        self._desk.run(lambda: self._desk.checkout.fetch(chosen.sale.id, person), self._done, self._not_done)

    # ------------------------------------------------------------------------------------------------------- and inside

    def _may_open(self) -> bool:
        """A second touch of its key changes nothing."""
        return self._front.now is not Front.PARKING and self._front.free()

    def _come(self) -> None:
        self._open.say(None)
        self._front.bring(Front.PARKING)
        self.show()

    def show(self) -> None:
        """The question or the list, whichever was asked for."""
        if not self._listed:
            self._view.show_park(ParkShown(self._name, self._busy))
            return
        baskets = tuple(_shown(basket) for basket in reversed(self._baskets))
        self._view.show_parked(ParkedShown(baskets, self._chosen, swedish(self._desk.now()).date(), self._busy))

    def _hold(self) -> None:
        self._busy = True
        self._front.hold(queues=True)
        self._open.say(None)
        self.show()

    def _suggested(self) -> str:
        """The cashier and the time, with a number where a basket is called that already."""
        time = swedish(self._desk.now()).strftime("%H:%M")
        cashier = self._desk.person().name[: MAX_PARK_NAME - len(" 00:00 000")]
        taken = {basket.parked_as for basket in self._baskets}
        name, number = f"{cashier} {time}", 1
        while name in taken:
            number += 1
            name = f"{cashier} {time} {number}"
        return name

    def _done(self, sale: Sale) -> None:
        self._busy = False
        self._front.release()
        self._go_on(sale)
        self._desk.announce(Changed.BASKET)
        self._front.catch_up()

    def _not_done(self, error: OpenPosError) -> None:
        self._busy = False
        self._front.release(done=False)  # what was scanned meanwhile was meant for another basket
        self.load()
        self.show()
        self._open.say(error)


def _shown(basket: Basket) -> Parked:
    sale = basket.sale
    at = swedish(basket.updated_at)
    return Parked(sale.id, basket.parked_as or "", at, basket.cashier, len(sale.lines), sale.total)
