"""Taking payment: tenders, the card terminal, completing, and the wait for a control code. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from openpos.domain.errors import OpenPosError, Refused
from openpos.domain.money import ZERO, Money, parse_price
from openpos.domain.payment import Method
from openpos.domain.receipt import Receipt
from openpos.domain.sale import Sale, Tender
from openpos.ui.changes import Changed
from openpos.ui.screens.checkout.acts import Acts
from openpos.ui.screens.checkout.customer import of_paying
from openpos.ui.screens.checkout.shown import PayingShown, View

_NOTES_KR = (50, 100, 200, 500, 1000)


class Phase(StrEnum):
    """How far the payment has come."""

    TAKING = "taking"
    ON_TERMINAL = "on terminal"
    """The customer is at the card terminal: its word is waited for."""
    COMPLETING = "completing"
    WAITING = "waiting"
    """The receipt has its number and waits for its control code: nothing else can be sold."""


class Paying:
    """The payment of the sale that the presenter holds. `phase` is TAKING when nothing is under way."""

    def __init__(
        self,
        acts: Acts,
        view: View,
        *,
        sale: Callable[[], Sale],
        take: Callable[[Sale], None],
        say: Callable[[OpenPosError | None], None],
        finished: Callable[[Receipt | None], None],
    ) -> None:
        """`take` makes a value the sale and saves it behind; `finished` is told the receipt of a completed sale."""
        self._acts = acts
        self._view = view
        self._sale = sale
        self._take = take
        self._say = say
        self._finished = finished
        self.phase = Phase.TAKING
        self._method = Method.CASH
        self._amount: Money | None = None
        self._trouble: OpenPosError | None = None
        self._trying = False

    @property
    def holds(self) -> bool:
        """Whether the payment must come to its end before anything else is done."""
        return self.phase is not Phase.TAKING

    @property
    def trouble(self) -> OpenPosError | None:
        """Why a receipt waits for its control code."""
        return self._trouble

    def begin(self, method: Method) -> None:
        """Take payment by this method: cash asks for the amount, a card sends what is left to its terminal."""
        if self.holds:
            return
        self._method = method
        self._say(None)
        standing = self._sale().settlement()
        if method == Method.CARD and not standing.settled and standing.left != ZERO:
            self._to_terminal(self._handed(standing.left))
        self.show()

    def go_on(self, method: Method = Method.CASH) -> None:
        """Take up a payment that was begun before the program stopped, or begin with `method` and ask nothing of it."""
        tenders = self._sale().tenders
        self._method = tenders[-1].method if tenders else method

    def wait(self, trouble: OpenPosError) -> None:
        """A receipt waits for its control code."""
        self.phase = Phase.WAITING
        self._trouble = trouble
        self._trying = False

    def give_text(self, text: str) -> None:
        """What a person wrote is the amount."""
        try:
            amount = parse_price(text)
        except OpenPosError as error:
            self._say(error)
        else:
            self.give(amount)

    def give(self, amount: Money) -> None:
        """So much is given, or on a return given back, by the chosen method; by card it goes to the terminal first."""
        if self.holds:
            return
        if self._method == Method.CARD:
            self._to_terminal(amount)
            self.show()
        else:
            self._tender(amount)

    def approve(self) -> None:
        """The card terminal has said yes."""
        if self.phase is Phase.ON_TERMINAL and self._amount is not None:
            amount, self._amount = self._amount, None
            self.phase = Phase.TAKING
            if not self._tender(amount):
                self.show()

    def decline(self) -> None:
        """The card terminal has said no, or nothing was done there."""
        if self.phase is Phase.ON_TERMINAL:
            self._amount = None
            self.phase = Phase.TAKING
            self.show()

    def undo(self, tender_id: str) -> None:
        """Take back a payment that was made by mistake."""
        if self.holds:
            return
        sale = self._sale()
        gone = next((tender for tender in sale.tenders if tender.id == tender_id), None)
        if gone is None:
            return
        self._take(sale.without_tender(tender_id))
        by_card = Refused("{amount} was paid by card.", "Give it back on the terminal too.", amount=gone.amount)
        if sale.is_return:
            back = -gone.amount
            by_card = Refused("{amount} was paid back by card.", "Take it back on the terminal too.", amount=back)
        self._say(by_card if gone.method == Method.CARD else None)
        self.show()

    def complete(self) -> None:
        """Number, seal and commit the paid sale. A second call meanwhile does nothing."""
        if self.holds or not self._sale().settlement().settled:
            return
        self.phase = Phase.COMPLETING
        self._say(None)
        self.show()
        sale, person = self._sale(), self._acts.person()
        self._acts.run(lambda: self._acts.complete(sale, person), self._completed, self._not_completed)

    def try_again(self) -> None:
        """Ask for the control code of the receipt that waits. A second call meanwhile does nothing."""
        if self.phase is not Phase.WAITING or self._trying:
            return
        self._trying = True
        self.show()
        sale, person = self._sale(), self._acts.person()
        if sale.settlement().settled:
            self._acts.run(lambda: self._acts.complete(sale, person), self._completed, self._not_completed)
        else:
            self._acts.run(self._acts.finish, self._completed, self._not_completed)

    def show(self) -> None:
        """Show where the payment stands."""
        if self.phase is Phase.WAITING and self._trouble is not None:
            self._view.show_waiting(self._trouble, busy=self._trying)
            return
        sale = self._sale()
        standing = sale.settlement()
        due = self._handed(sale.to_pay(self._method))
        in_cash = self._method == Method.CASH
        rounding = self._handed(standing.rounding)
        if in_cash and not standing.settled:
            rounding = due - self._handed(standing.left)
        shown = PayingShown(
            method=self._method,
            due=due,
            rounding=rounding,
            total=standing.total,
            tenders=sale.tenders,
            notes=notes_for(due) if in_cash and not standing.settled and not sale.is_return else (),
            on_terminal=self._amount,
            settled=standing.settled,
            busy=self.phase is Phase.COMPLETING,
            back=sale.is_return,
        )
        self._view.show_paying(shown)
        self._acts.publish(of_paying(sale, shown))

    def _handed(self, amount: Money) -> Money:
        """An amount of the sale as it is handed over, and the other way round: on a return it goes to the customer."""
        return -amount if self._sale().is_return else amount

    def _to_terminal(self, amount: Money) -> None:
        try:
            self._sale().with_tender(Tender(self._acts.new_id(), Method.CARD, self._handed(amount)))
        except OpenPosError as error:
            self._say(error)
        else:
            self._say(None)
            self._amount = amount
            self.phase = Phase.ON_TERMINAL

    def _tender(self, amount: Money) -> bool:
        """Whether it was taken."""
        try:
            sale = self._sale().with_tender(Tender(self._acts.new_id(), self._method, self._handed(amount)))
        except OpenPosError as error:
            self._say(error)
            return False
        self._say(None)
        self._take(sale)
        if sale.settlement().settled:
            self.complete()
        else:
            self.show()
        return True

    def _completed(self, receipt: Receipt | None) -> None:
        self.phase = Phase.TAKING
        self._trouble = None
        self._say(None)
        self._finished(receipt)

    def _not_completed(self, error: OpenPosError) -> None:
        # The file knows whether the receipt kept its number: then nobody knows what the control unit did.
        try:
            waits = self._acts.waiting_for_seal() is not None
        except OpenPosError:
            waits = not isinstance(error, Refused)
        self._acts.announce(Changed.DEVICES)
        if waits:
            self.wait(error)
            self.show()
            return
        self.phase = Phase.TAKING
        self._trouble = None
        self.show()
        self._say(error)


def notes_for(due: Money) -> tuple[Money, ...]:
    """The cash a customer probably gives for an amount in whole kronor: exact, then the next that notes make."""
    amounts = {Money(-(-due.ore // (note * 100)) * note * 100) for note in _NOTES_KR}
    return tuple(sorted({amount for amount in amounts if amount > due} | {due}))
