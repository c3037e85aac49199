"""The open sale: its lines, which of them the keys work on, its way to the disk, and what is seen of it. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from openpos.domain.errors import OpenPosError
from openpos.domain.money import Quantity
from openpos.domain.payment import MethodKind
from openpos.domain.receipt import Receipt
from openpos.domain.sale import Line, Sale, Tender
from openpos.ui.screens.checkout.customer import of_receipt, of_sale
from openpos.ui.screens.checkout.desk import CheckoutDesk
from openpos.ui.screens.checkout.shown import SaleShown, View


class OpenSale:
    """The sale at the register, or the finished one while it is still in view.

    A change is shown at once and saved behind; as long as it could not be saved, that is said instead of nothing.
    What changes the lines raises Refused as the sale does, and changes nothing then.
    """

    def __init__(self, desk: CheckoutDesk, view: View) -> None:
        self._desk = desk
        self._view = view
        self._sale = desk.checkout.new_sale()
        self._receipt: Receipt | None = None
        self._newest: str | None = None
        self._chosen: str | None = None
        self._asks_clear = False
        self._unsaved: OpenPosError | None = None
        self._cleared_unsaved = False
        self.practising = False
        """Whether what is sold next does not count."""
        self.being_paid = False
        """Whether payment is in front, which tells the customer itself how it stands."""

    @property
    def sale(self) -> Sale:
        """As the cashier sees it."""
        return self._sale

    @property
    def receipt(self) -> Receipt | None:
        """What the sale has become, until the next one begins."""
        return self._receipt

    @property
    def current(self) -> Line | None:
        """The line the keys work on: the chosen one, or else the newest."""
        if self._receipt is not None:
            return None
        wanted = self._chosen or self._newest
        chosen = next((line for line in self._sale.lines if line.id == wanted), None)
        # A deposit goes with its drink: what is done to it is done to that.
        return self._sale.line(_leading(chosen)) if chosen is not None else None

    @property
    def paid_back(self) -> tuple[Tender, ...]:
        """What an exchange gives the customer beyond the new goods."""
        back = self._sale.returning.tenders if self._sale.returning and not self._sale.corrects else ()
        return tuple(tender for tender in back if tender.method.kind is not MethodKind.EXCHANGE)

    @property
    def tenders(self) -> tuple[Tender, ...]:
        """What the customer gave and got. A corrected receipt's own tenders are none of it."""
        return (*self._sale.tenders, *self.paid_back)

    # ------------------------------------------------------------------------------------------------ one after another

    def take_up(self, sale: Sale) -> None:
        """This sale, which the file holds, is the open one from now on. It is not shown yet."""
        self._sale = sale
        self._receipt = None
        self._newest = sale.lines[-1].id if sale.lines else None
        self._chosen = None
        self._unsaved = None

    def begin_anew(self) -> None:
        """The next sale begins."""
        self._sale = replace(self._desk.checkout.new_sale(), practice=self.practising)
        self._receipt = None
        self._newest = self._chosen = None
        self.show()

    def finish(self, receipt: Receipt | None) -> None:
        """The sale has become this receipt, or one that is no longer of interest: then the next begins."""
        self._unsaved = None
        if receipt is None:
            self.begin_anew()
            return
        self._receipt = receipt
        self._newest = self._chosen = None
        self.show()

    # -------------------------------------------------------------------------------------------------------- the lines

    def choose(self, place: int) -> None:
        """The keys work on the line at this place; once more, and they work on the newest again."""
        if self._receipt is None and 0 <= place < len(self._sale.lines):
            chosen = self._sale.lines[place].id
            self._chosen = None if chosen == self._chosen else chosen
        self.show()

    def let_go(self) -> bool:
        """The keys work on the newest line again. False where they did."""
        if self._chosen is None:
            return False
        self._chosen = None
        self.show()
        return True

    def ring_up(self, lines: Sequence[Line]) -> None:
        """Put the line of an article into the sale, with what follows it."""
        self.reopen()
        sale = self._sale
        for line in lines:
            sale = sale.with_line(line)
        self._newest, self._chosen = lines[0].id, None
        self.keep_lines()
        self.take(sale)

    def set_quantity(self, line: Line, quantity: Quantity) -> None:
        self.reopen()
        self.take(self._sale.with_quantity(line.id, quantity))

    def remove(self, line: Line) -> None:
        """Take a line away, with what follows it."""
        self.reopen()
        sale, place = self._sale.without_line(line.id), self._sale.lines.index(line)
        self._newest = _leading(sale.lines[-1]) if sale.lines else None
        if self._chosen is not None:
            self._chosen = sale.lines[min(place, len(sale.lines) - 1)].id if sale.lines else None
        self.take(sale)

    def clear(self) -> None:
        """Take all lines away."""
        self.reopen()
        sale = self._sale.cleared()
        self._newest = self._chosen = None
        self.take(sale, cleared=True)

    def ask_clear(self) -> None:
        """Ask whether all lines are really to go."""
        self._asks_clear = True
        self._view.ask_clear(len(self._sale.lines))

    def keep_lines(self) -> bool:
        """The person has said no, or gone on. False where nothing was asked."""
        asked, self._asks_clear = self._asks_clear, False
        if asked:
            self._view.ask_clear(0)
        return asked

    def reopen(self) -> None:
        """Payment is left: what was only settled against the goods that come back is open again."""
        tenders = self.tenders if self.being_paid else ()
        if tenders and all(tender.method.kind is MethodKind.EXCHANGE for tender in tenders):
            self.take(self._sale.unpaid())

    # ------------------------------------------------------------------------------------------------- saving, showing

    def take(self, sale: Sale, *, cleared: bool = False) -> None:
        """This is the sale from now on. `cleared`: its lines were taken away in one go."""
        self._sale = sale
        self.show()
        person, all_cleared = self._desk.person(), cleared or self._cleared_unsaved
        self._desk.run(
            lambda: self._desk.checkout.keep(sale, person, cleared=all_cleared),
            lambda _: self._kept(),
            lambda error: self._not_kept(error, cleared=all_cleared),
        )

    def _kept(self) -> None:
        self._cleared_unsaved = False
        if self._unsaved is not None:
            self._unsaved = None
            self.say(None)

    def _not_kept(self, error: OpenPosError, *, cleared: bool) -> None:
        self._cleared_unsaved = cleared
        self._unsaved = error
        self.say(error)

    def say(self, error: OpenPosError | None) -> None:
        """A sentence beside the sale; None takes it away."""
        self._view.say(error or self._unsaved)

    def show(self) -> None:
        """Show the lines, to the customer too."""
        self._view.show_sale(
            SaleShown(self._sale, self._place(self._newest), self._place(self._chosen), paid=self._receipt is not None)
        )
        self.tell_customer()

    def tell_customer(self) -> None:
        """Show the customer what was rung up, or that it is paid."""
        if self._receipt is not None:
            self._desk.publish(of_receipt(self._receipt))
        elif not self.being_paid:
            self._desk.publish(of_sale(self._sale, self._place(self._newest)))

    def _place(self, line_id: str | None) -> int | None:
        return next((place for place, line in enumerate(self._sale.lines) if line.id == line_id), None)


def _leading(line: Line) -> str:
    """The id of the line, or of the one that it follows."""
    return line.follows or line.id
