"""What the menu does with the sale: show it on a paper that is no receipt, take it back, practise. No Qt."""

from __future__ import annotations

from collections.abc import Callable

from openpos.domain.errors import OpenPosError, Refused
from openpos.domain.sale import Sale
from openpos.ui.changes import Changed
from openpos.ui.screens.asked import run_permitted
from openpos.ui.screens.checkout.desk import CheckoutDesk
from openpos.ui.screens.checkout.front import InFront
from openpos.ui.screens.checkout.open_sale import OpenSale
from openpos.ui.screens.checkout.shown import PRINTED, View


class MenuActs:
    """Acts of a few times a day."""

    def __init__(
        self, desk: CheckoutDesk, view: View, open_sale: OpenSale, front: InFront, take_up: Callable[[Sale], None]
    ) -> None:
        """`take_up` makes a basket that is on disk the open one."""
        self._desk = desk
        self._view = view
        self._open = open_sale
        self._front = front
        self._take_up = take_up
        self._shown_sale: Sale | None = None
        self._paper_id = ""

    def pro_forma(self) -> None:
        """Print what the sale would come to. The same sale again gives the same paper's number."""
        if not self._begins():
            return
        sale, person = self._open.sale, self._desk.person()
        if not self._desk.paper():
            self._open.say(Refused("This register has no printer.", "Choose one on the Settings page."))
            return
        if sale is not self._shown_sale:
            self._shown_sale, self._paper_id = sale, self._desk.new_id()
        paper_id = self._paper_id
        self._hold()
        self._desk.run(
            lambda: self._desk.checkout.pro_forma(paper_id, sale, person), lambda _: self._printed(), self._failed
        )

    def return_goods(self) -> None:
        """The customer brings back what was rung up, and has no receipt."""
        if not self._begins():
            return
        sale = self._open.sale
        self._hold()
        run_permitted(
            self._desk.run,
            self._desk.lend,
            self._desk.person(),
            lambda person: self._desk.checkout.return_without_receipt(sale, person),
            self._returned,
            self._failed,
        )

    def practise(self) -> None:
        """Begin to practise, or go back to selling; not in the middle of a sale."""
        if not self._begins():
            return
        if self._open.sale.lines:
            self._open.say(Refused("A sale is not finished.", "Take payment for it or clear it, then go on."))
            return
        begins = not self._open.practising
        self._hold()
        run_permitted(
            self._desk.run,
            self._desk.lend,
            self._desk.person(),
            self._desk.checkout.begin_practice if begins else self._desk.checkout.end_practice,
            lambda _: self._changed(practising=begins),
            self._failed,
        )

    def _begins(self) -> bool:
        """Whether an act may begin; the menu goes then."""
        free = self._front.free()
        if free:
            self._front.to_keys()
        return free

    def _hold(self) -> None:
        self._front.hold()
        self._open.say(None)

    def _printed(self) -> None:
        self._front.release()
        self._desk.print_now()
        self._desk.announce(Changed.PRINT_JOBS)
        self._view.tell(PRINTED)

    def _returned(self, back: Sale) -> None:
        self._front.release()
        self._take_up(back)

    def _changed(self, *, practising: bool) -> None:
        self._front.release()
        self._open.practising = practising
        self._desk.practising(practising)
        self._open.begin_anew()

    def _failed(self, error: OpenPosError) -> None:
        self._front.release()
        self._open.say(error)
