"""Taking payment: what is given and handed back, by which method, and what was done outside the register. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from openpos.domain.errors import OpenPosError, Refused
from openpos.domain.gift_card import GiftCard
from openpos.domain.money import ZERO, Money, format_money, parse_price, total
from openpos.domain.payment import Method, MethodKind, PaymentMethod
from openpos.domain.receipt import Receipt
from openpos.domain.sale import MAX_CHANGE, Sale, Tender
from openpos.domain.swish import qr_text
from openpos.ui.changes import Changed
from openpos.ui.screens.checkout.completing import Completing
from openpos.ui.screens.checkout.customer import of_paying
from openpos.ui.screens.checkout.desk import CheckoutDesk
from openpos.ui.screens.checkout.open_sale import OpenSale
from openpos.ui.screens.checkout.shown import PRINTED, PayingShown, Step, View

_ELSEWHERE = {MethodKind.CARD, MethodKind.SWISH}
"""Paid outside the register, which is told how it went."""
_NOTES_KR = (50, 100, 200, 500, 1000)


class Paying:
    """The payment of the open sale. Once all is paid, `completing` makes a receipt of it."""

    def __init__(
        self, desk: CheckoutDesk, view: View, open_sale: OpenSale, finished: Callable[[Receipt | None], None]
    ) -> None:
        """`finished` is told the receipt of a completed sale."""
        self._desk = desk
        self._view = view
        self._open = open_sale
        self.completing = Completing(desk, open_sale, self.show, finished)
        self._method = Method.CASH
        self._amount: Money | None = None
        """The customer is at the card terminal, or pays this with a phone: its word is waited for."""
        self._tip = ZERO
        self._asks_tip = False
        self._card: GiftCard | None = None
        self._asks_mail = False
        self._slip = ""
        """The Swish code that was printed last."""
        self._chosen: tuple[PaymentMethod, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether the payment must come to its end before anything else is done."""
        return self._amount is not None or self.completing.holds

    def load(self) -> None:
        """Read anew what can be paid by."""
        try:
            self._chosen = tuple(self._desk.payment_methods.usable())
        except OpenPosError as error:
            self._open.say(error)

    @property
    def methods(self) -> tuple[Method, ...]:
        """What can be paid by, in the order of the keys. What was invoiced is credited though Invoice is off by now."""
        usable = tuple(chosen.method for chosen in self._chosen)
        sale = self._open.sale
        credited = sale.is_return and sale.invoice is not None
        return usable if not credited or Method.INVOICE in usable else (*usable, Method.INVOICE)

    def begin(self, method: Method) -> None:
        """Take payment by this method: cash asks for the amount, a card sends what is left to its terminal."""
        if self.holds:
            return
        self._method = method
        self._card = None
        self._asks_mail = False
        self._open.say(None)
        if self._exchanged():
            return
        standing = self._part().settlement()
        if method.kind in _ELSEWHERE and not standing.settled and standing.left != ZERO:
            self._to_terminal(self._handed(standing.left))
        self.show()

    def go_on(self, method: Method = Method.CASH) -> None:
        """Take up a payment that was begun before the program stopped, or begin with `method` and ask nothing of it."""
        tenders = self._open.sale.tenders
        self._method = tenders[-1].method if tenders else method
        self._card = None
        self._asks_mail = False

    def give_text(self, text: str) -> None:
        """What a person wrote is the amount, the amount with its tip, or the code of a gift card."""
        try:
            if self._step() is Step.MAIL:
                self.completing.send_to(text)
                self._asks_mail = False
                self._open.say(None)
                self.show()
            elif self._step() is Step.CODE:
                self.give_code(text)
            elif self._asks_tip:
                self._give_with_tip(parse_price(text))
            else:
                self.give(parse_price(text))
        except OpenPosError as error:
            self._open.say(error)

    @property
    def takes_card(self) -> bool:
        """Whether the code of a gift card is waited for."""
        return not self.holds and self._method.kind is MethodKind.GIFT_CARD

    def give_code(self, text: str) -> None:
        """The gift card of this code pays, as far as it goes; on a return it is paid back to."""
        if not self.takes_card:
            return
        try:
            card = self._desk.checkout.gift_card(text)
            taken = total(tender.amount for tender in self._open.sale.tenders if tender.code == card.code)
            card = GiftCard(card.code, card.balance - taken)
            if card.balance <= ZERO and not self._part().is_return:
                raise Refused("There is nothing left on this gift card.", "Take the payment in another way.")
        except OpenPosError as error:
            self._open.say(error)
            return
        self._open.say(None)
        self._card = card
        self.show()

    def give(self, amount: Money) -> None:
        """So much is given, or on a return given back, by the chosen method; by card it goes to the terminal first."""
        if self.holds:
            return
        if self._method.kind in _ELSEWHERE:
            self._to_terminal(amount)
            self.show()
        else:
            self._tender(amount)

    def ask_mail(self) -> None:
        """Ask where the receipt is e-mailed to instead of being printed; asked again, leave it as it was."""
        if self.completing.can_mail and not self.completing.holds:
            self._asks_mail = not self._asks_mail
            self._open.say(None)
            self.show()

    def ask_tip(self) -> None:
        """The customer gave more on the terminal: how much in all?"""
        if self._step() is Step.TERMINAL and not self._part().is_return:
            self._asks_tip = True
            self._open.say(None)
            self.show()

    def print_swish(self) -> None:
        """Print the code that the customer's phone is to read; a second touch prints no second one."""
        code = self._swish()
        if code and self._desk.paper() and code != self._slip:
            self._slip = code
            self._open.say(None)
            self._desk.run(
                lambda: self._desk.payment_methods.print_swish(code), lambda _: self._slip_queued(), self._slip_failed
            )

    def _slip_queued(self) -> None:
        self._desk.print_now()
        self._desk.announce(Changed.PRINT_JOBS)
        self._view.tell(PRINTED)

    def _slip_failed(self, error: OpenPosError) -> None:
        self._slip = ""
        self._open.say(error)

    def _give_with_tip(self, amount: Money) -> None:
        """Raises Refused where that is less than the amount, or so much more that it can't be right."""
        if self._amount is None:
            return
        tip = amount - self._amount
        if tip < ZERO:
            raise Refused(
                "{amount} is less than the {due} on the terminal.",
                "Enter what the terminal says, the tip included.",
                amount=format_money(amount),
                due=format_money(self._amount),
            )
        if tip > MAX_CHANGE:
            raise Refused(
                "A tip of {amount} can't be right.",
                "Enter what the terminal says, the tip included.",
                amount=format_money(tip),
            )
        self._tip = tip
        self._asks_tip = False
        self._open.say(None)
        self.show()

    def approve(self) -> None:
        """The card terminal has said yes, or the money is seen."""
        if self._amount is not None and not self._asks_tip:
            amount, self._amount = self._amount, None
            tip, self._tip = self._tip, ZERO
            if not self._tender(amount, tip):
                self.show()

    def decline(self) -> None:
        """The card terminal has said no, or nothing was done there; while a tip is asked for, there is none."""
        if self._asks_tip:
            self._asks_tip, self._tip = False, ZERO
            self._open.say(None)
            self.show()
        elif self._amount is not None:
            self._amount, self._tip = None, ZERO
            self.show()

    def undo(self, tender_id: str) -> None:
        """Take back a payment that was made by mistake."""
        if self.holds:
            return
        sale = self._open.sale
        back = sale.returning
        gone = next((tender for tender in self._open.tenders if tender.id == tender_id), None)
        if gone is None:
            return
        if gone.method.kind is MethodKind.EXCHANGE:
            if any(tender.method.kind is not MethodKind.EXCHANGE for tender in self._open.tenders):
                self._open.say(Refused("There are other payments.", "Undo them first."))
                return
            self._open.take(sale.unpaid())
        elif back is not None and gone in back.tenders:
            self._open.take(replace(sale, returning=back.without_tender(tender_id)))
        else:
            self._open.take(sale.without_tender(tender_id))
        self._card = None
        self._open.say(_undone(gone))
        self.show()

    def show(self) -> None:
        """Show where the payment stands."""
        completing = self.completing
        if completing.trouble is not None:
            self._view.show_waiting(completing.trouble, busy=completing.busy)
            return
        part = self._part()
        standing = part.settlement()
        due = self._handed(part.to_pay(self._method))
        in_cash = self._method.kind is MethodKind.CASH
        rounding = self._handed(standing.rounding)
        if self._method.rounds and not standing.settled:
            rounding = due - self._handed(standing.left)
        proposed = due
        if self._card is not None and not part.is_return:
            proposed = min(due, self._card.balance)
        shown = PayingShown(
            method=self._method,
            due=due,
            rounding=rounding,
            total=self._paid_total(),
            tenders=self._open.tenders,
            notes=notes_for(due) if in_cash and not standing.settled and not part.is_return else (),
            on_terminal=self._amount,
            settled=self._open.sale.ready,
            busy=completing.busy,
            step=self._step(),
            proposed=proposed,
            tip=self._tip,
            card=self._card,
            swish=self._swish(),
            printer=self._desk.paper(),
            mail_to=completing.mail_to,
            can_mail=completing.can_mail,
            back=part.is_return,
            corrects=bool(self._open.sale.corrects),
            practice=self._open.sale.practice,
        )
        self._view.show_paying(shown)
        self._desk.publish(of_paying(self._open.sale, shown, qr=shown.swish))

    def _part(self) -> Sale:
        """What is being settled: the sale, or once that is paid the return beside it."""
        sale = self._open.sale
        back = sale.returning
        pays_back = back is not None and sale.settlement().settled and not back.settlement().settled
        return back if back is not None and pays_back else sale

    def _paid_total(self) -> Money:
        """Before rounding, what changes hands: of an exchange, what is beyond the goods that come back."""
        sale = self._open.sale
        exchanged = any(tender.method.kind is MethodKind.EXCHANGE for tender in sale.tenders)
        back = sale.returning.total if sale.returning and exchanged else ZERO
        return sale.settlement().total + back

    def _step(self) -> Step:
        if self._asks_mail and not self.completing.holds:
            return Step.MAIL
        if self._open.sale.ready:
            return Step.WHOLE
        if self._amount is not None:
            if self._method.kind is MethodKind.SWISH:
                return Step.SWISH
            return Step.TIP if self._asks_tip else Step.TERMINAL
        return Step.CODE if self._method.kind is MethodKind.GIFT_CARD and self._card is None else Step.AMOUNT

    def _swish(self) -> str:
        """What the customer's phone reads while the money is waited for."""
        number = next((one.number for one in self._chosen if one.method == self._method), "")
        if self._step() is not Step.SWISH or self._amount is None or not number or self._part().is_return:
            return ""
        if self._open.sale.practice:  # a phone that reads it would pay in earnest
            return ""
        return qr_text(number, self._amount, f"{self._desk.register()} {self._open.sale.id[-6:]}")

    def _exchanged(self) -> bool:
        """What comes back is taken as payment first. Whether that was all there is to settle."""
        sale = self._open.sale
        try:
            paid = sale.in_exchange(self._desk.new_id(), self._desk.new_id())
        except OpenPosError as error:
            self._open.say(error)
            return False
        if paid is not sale:
            self._open.take(paid)
        if paid is not sale and paid.ready:
            self.completing.complete()
            return True
        return False

    def _handed(self, amount: Money) -> Money:
        """An amount of the sale as it is handed over, and the other way round: on a return it goes to the customer."""
        return -amount if self._part().is_return else amount

    def _to_terminal(self, amount: Money) -> None:
        try:
            self._with(Tender(self._desk.new_id(), self._method, self._handed(amount)))
        except OpenPosError as error:
            self._open.say(error)
        else:
            self._open.say(None)
            self._amount = amount

    def _with(self, tender: Tender) -> Sale:
        """Raises Refused where the tender does not fit."""
        sale = self._open.sale
        return sale.with_tender(tender) if self._part() is sale else sale.with_refund(tender)

    def _tender(self, amount: Money, tip: Money = ZERO) -> bool:
        """Whether it was taken."""
        code = self._card.code if self._card else ""
        try:
            if self._card is not None and not self._part().is_return and amount > self._card.balance:
                raise Refused(
                    "There is only {left} on the gift card {code}.",
                    "Take that, and the rest in another way.",
                    left=format_money(self._card.balance),
                    code=code,
                )
            sale = self._with(Tender(self._desk.new_id(), self._method, self._handed(amount), code, tip))
        except OpenPosError as error:
            self._open.say(error)
            return False
        self._open.say(None)
        self._card = None
        self._open.take(sale)
        if sale.ready:
            self.completing.complete()
        else:
            self.show()
        return True


def _undone(gone: Tender) -> OpenPosError | None:
    """What is left to do outside the register when a payment is taken back in it."""
    amount = gone.amount + gone.tip
    if gone.method.kind is MethodKind.CARD and amount < ZERO:
        return Refused("{amount} was paid back by card.", "Take it back on the terminal too.", amount=-amount)
    if gone.method.kind is MethodKind.CARD:
        return Refused("{amount} was paid by card.", "Give it back on the terminal too.", amount=amount)
    if gone.method.kind is MethodKind.SWISH and amount > ZERO:
        return Refused("{amount} was paid with Swish.", "Pay it back with Swish too.", amount=amount)
    return None


def notes_for(due: Money) -> tuple[Money, ...]:
    """The cash a customer probably gives for an amount in whole kronor: exact, then the next that notes make."""
    amounts = {Money(-(-due.ore // (note * 100)) * note * 100) for note in _NOTES_KR}
    return tuple(sorted({amount for amount in amounts if amount > due} | {due}))
