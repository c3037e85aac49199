"""What is in front at the right now and then: questions, the menu, payment, discounts, parked baskets, a price.

Each panel is loaded and made when first shown: the start is short.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QWidget

from openpos.ui.screens.checkout.shown import Wanted

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from openpos.domain.article import Article
    from openpos.domain.payment import Method
    from openpos.ui.screens.checkout.age_view import AgePanel
    from openpos.ui.screens.checkout.discount_view import DiscountPanel
    from openpos.ui.screens.checkout.entry import AskPanel
    from openpos.ui.screens.checkout.gift_card_view import GiftCardPanel
    from openpos.ui.screens.checkout.invoice_view import InvoicePanel
    from openpos.ui.screens.checkout.menu_view import Menu
    from openpos.ui.screens.checkout.parking_view import ParkedPanel, ParkPanel
    from openpos.ui.screens.checkout.pay_keys import MoreMethods
    from openpos.ui.screens.checkout.paying_view import PayingPanel, WaitingPanel
    from openpos.ui.screens.checkout.presenter import CheckoutPresenter
    from openpos.ui.screens.checkout.price_view import PricePanel
    from openpos.ui.screens.checkout.shown import (
        Ask,
        DiscountShown,
        GiftCardShown,
        InvoiceShown,
        ParkedShown,
        ParkShown,
    )


class Asides:
    """The panels, connected with the presenter. The page brings what these give in front."""

    def __init__(
        self,
        work: QStackedWidget,
        presenter: CheckoutPresenter,
        go: Callable[[str], None],
        under: Callable[[], Sequence[QWidget]],
    ) -> None:
        """`go` as `CheckoutPage` is given it; `under` are the keys under the panels, in their order."""
        self._under = under
        self._work = work
        self._presenter = presenter
        self._go = go
        self._practising = False

    def with_discount(self, shown: DiscountShown) -> QWidget:
        """The panel of a discount, showing this."""
        self.discount.show_discount(shown, fresh=self._fresh(self.discount))
        return self.discount

    def with_park(self, shown: ParkShown) -> QWidget:
        """The panel that asks for a name, showing this."""
        self.park.show_park(shown, fresh=self._fresh(self.park))
        return self.park

    def with_parked(self, shown: ParkedShown) -> QWidget:
        """The panel of what waits, showing this."""
        self.parked.show_parked(shown, fresh=self._fresh(self.parked))
        return self.parked

    def with_price(self, article: Article) -> QWidget:
        """The panel of a price, showing this."""
        self.price.show_price(article)
        return self.price

    def with_methods(self, others: tuple[Method, ...], among: tuple[Method, ...]) -> QWidget:
        """The panel of the methods that are not in the row of keys."""
        self.methods.show_methods(others, among)
        return self.methods

    def with_ask(self, ask: Ask) -> QWidget:
        """The panel of a question, asking this."""
        panel = self.age if ask.wanted is Wanted.AGE else self.ask
        panel.show_ask(ask)
        return panel

    def with_gift_card(self, shown: GiftCardShown) -> QWidget:
        """The panel of a gift card, showing this."""
        self.gift_card.show_gift_card(shown, fresh=self._fresh(self.gift_card))
        return self.gift_card

    def with_invoice(self, shown: InvoiceShown) -> QWidget:
        """The panel of charging by invoice, showing this."""
        self.invoice.show_invoice(shown, fresh=self._fresh(self.invoice))
        return self.invoice

    def show_practice(self, *, practising: bool) -> None:
        """Whether nothing counts now."""
        self._practising = practising
        if "menu" in vars(self):
            self.menu.show_practice(practising=practising)

    def forget_payment(self) -> None:
        """The next payment begins afresh."""
        if "paying" in vars(self):
            self.paying.forget()

    @cached_property
    def menu(self) -> Menu:
        from openpos.ui.screens.checkout.menu_view import Menu

        panel, presenter = Menu(self._work), self._presenter
        acts = {
            "parked": presenter.parking.open_list,
            "line_price": presenter.lines.ask_price,
            "eat_in": presenter.asking.switch_eat_in,
            "department": presenter.asking.department,
            "sell_gift_card": presenter.asking.worth,
            "gift_card": presenter.gift_cards.ask,
            "pro_forma": presenter.menu.pro_forma,
            "return_goods": presenter.menu.return_goods,
            "practise": presenter.menu.practise,
        }
        panel.wanted.connect(lambda name: acts[name]() if name in acts else self._go(name))
        panel.left.connect(presenter.open_menu)
        panel.show_practice(practising=self._practising)
        self._add(panel)
        return panel

    @cached_property
    def ask(self) -> AskPanel:
        from openpos.ui.screens.checkout.entry import AskPanel

        panel, presenter = AskPanel(self._work), self._presenter
        panel.answered.connect(presenter.asking.answer)
        panel.typed.connect(presenter.asking.typing)
        panel.left.connect(presenter.leave)
        panel.next_wanted.connect(presenter.asking.how_many)
        self._add(panel)
        return panel

    @cached_property
    def paying(self) -> PayingPanel:
        from openpos.ui.screens.checkout.paying_view import PayingPanel

        panel, act = PayingPanel(self._work), self._presenter.paying
        panel.amount_given.connect(act.give)
        panel.text_given.connect(act.give_text)
        panel.approved.connect(act.approve)
        panel.tip_wanted.connect(act.ask_tip)
        panel.swish_wanted.connect(act.print_swish)
        panel.declined.connect(act.decline)
        panel.undone.connect(act.undo)
        panel.completed.connect(act.completing.complete)
        panel.mail_wanted.connect(act.ask_mail)
        panel.left.connect(self._presenter.leave)
        self._add(panel)
        return panel

    @cached_property
    def waiting(self) -> WaitingPanel:
        from openpos.ui.screens.checkout.paying_view import WaitingPanel

        panel = WaitingPanel(self._work)
        panel.tried.connect(self._presenter.paying.completing.complete)
        self._add(panel)
        return panel

    @cached_property
    def invoice(self) -> InvoicePanel:
        from openpos.ui.screens.checkout.invoice_view import InvoicePanel

        panel, act = InvoicePanel(self._work), self._presenter.charging
        panel.searched.connect(act.search)
        panel.marked.connect(act.mark)
        panel.chosen.connect(act.choose)
        panel.written.connect(act.write)
        panel.mail_wanted.connect(lambda wanted: act.mail(wanted=wanted))
        panel.address_wanted.connect(act.ask_address)
        panel.address_taken.connect(act.take_address)
        panel.address_kept.connect(act.keep_address)
        panel.create_wanted.connect(self._presenter.charging.create)
        panel.left.connect(self._presenter.leave)
        self._add(panel)
        return panel

    @cached_property
    def gift_card(self) -> GiftCardPanel:
        from openpos.ui.screens.checkout.gift_card_view import GiftCardPanel

        panel, presenter = GiftCardPanel(self._work), self._presenter
        panel.asked.connect(presenter.gift_cards.look_up)
        panel.pay_wanted.connect(presenter.gift_cards.pay)
        panel.print_wanted.connect(presenter.gift_cards.print_balance)
        panel.left.connect(presenter.leave)
        self._add(panel)
        return panel

    @cached_property
    def age(self) -> AgePanel:
        from openpos.ui.screens.checkout.age_view import AgePanel

        panel = AgePanel(self._work)
        panel.answered.connect(lambda yes: self._presenter.asking.check_age(old_enough=yes))
        self._add(panel)
        return panel

    @cached_property
    def methods(self) -> MoreMethods:
        from openpos.ui.screens.checkout.pay_keys import MoreMethods

        panel = MoreMethods(self._work)
        panel.chosen.connect(self._presenter.pay)
        panel.left.connect(self._presenter.leave)
        self._add(panel)
        return panel

    @cached_property
    def discount(self) -> DiscountPanel:
        from openpos.ui.screens.checkout.discount_view import DiscountPanel

        panel, act = DiscountPanel(self._work), self._presenter.discounting
        panel.whole_chosen.connect(lambda whole: act.choose(whole=whole))
        panel.rate_chosen.connect(lambda rate: act.count_by(rate=rate))
        panel.rate_given.connect(act.give_rate)
        panel.written.connect(act.write)
        panel.reason_given.connect(act.give_reason)
        panel.confirmed.connect(act.confirm)
        panel.removed.connect(act.remove)
        panel.left.connect(self._presenter.leave)
        self._add(panel)
        return panel

    @cached_property
    def park(self) -> ParkPanel:
        from openpos.ui.screens.checkout.parking_view import ParkPanel

        panel = ParkPanel(self._work)
        panel.named.connect(self._presenter.parking.park)
        panel.left.connect(self._presenter.leave)
        self._add(panel)
        return panel

    @cached_property
    def parked(self) -> ParkedPanel:
        from openpos.ui.screens.checkout.parking_view import ParkedPanel

        panel = ParkedPanel(self._work)
        panel.chosen.connect(self._presenter.parking.choose)
        panel.fetched.connect(self._presenter.parking.fetch)
        panel.left.connect(self._presenter.leave)
        self._add(panel)
        return panel

    @cached_property
    def price(self) -> PricePanel:
        from openpos.ui.screens.checkout.price_view import PricePanel

        panel = PricePanel(self._work)
        panel.left.connect(self._presenter.leave)
        self._add(panel)
        return panel

    def _add(self, panel: QWidget) -> None:
        """Tab goes from the panel to the keys under it, which were made before it."""
        self._work.addWidget(panel)
        last = self._work.window().previousInFocusChain()
        assert last is not None, "the panel itself is in the chain"
        for key in self._under():
            QWidget.setTabOrder(last, key)
            last = key

    def _fresh(self, panel: QWidget) -> bool:
        """Whether it comes in front only now."""
        return self._work.currentWidget() is not panel
