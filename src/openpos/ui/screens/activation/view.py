"""The activation of Spiris: the steps at the side, one of them in front, and the keys that lead on."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from openpos.domain.errors import N_
from openpos.domain.payment import method_source
from openpos.sync.oauth import redirect_address
from openpos.ui import theme
from openpos.ui.changes import Changed
from openpos.ui.desk import Desk
from openpos.ui.i18n import tr
from openpos.ui.screens.activation.accounts_view import AccountsView
from openpos.ui.screens.activation.presenter import (
    KINDS,
    STEPS,
    ActivationPresenter,
    ActivationShown,
    Purpose,
    Step,
)
from openpos.ui.screens.activation.steps import Consenting, Done, Introduction, Starting, Verifying
from openpos.ui.screens.activation.words import STEP_NAMES
from openpos.ui.screens.cash_entry import scrolling
from openpos.ui.screens.page import margins
from openpos.ui.widgets.buttons import BigKey, Key, Kind
from openpos.ui.widgets.messages import Message
from openpos.ui.widgets.paper import glide
from openpos.ui.widgets.said import Said
from openpos.ui.widgets.steps import StepList
from openpos.ui.widgets.text import Text

_WHERE = N_("Step {number} of {count}: {step}")
_BACK, _NEXT, _CANCEL = N_("Back"), N_("Next"), N_("Cancel")
_CONSENT, _ACTIVATE, _SAVE, _READY = N_("OK, open the browser"), N_("Activate"), N_("Save"), N_("Done")
_REBOOKED = N_("The accounts are saved.")
_REBOOKED_MORE = N_("They hold from the next document on. What was booked is put right on Z reports and vouchers.")
_STEPS = N_("The steps")
_LARGE_LETTERS = 150
_ROOMY_PX = 980
"""With less than this for the letters there are, the list of the steps gives its place to the step."""


class StepPage(Protocol):
    """What stands at a step; a QWidget."""

    def say(self) -> None:
        """Put the words up."""

    def show_step(self, shown: ActivationShown) -> None:
        """As it is now."""


class ActivationView(QWidget):
    """`left` tells that the person is done with it, or wants to go on later; `stepped`, that another step is shown."""

    left = Signal()
    stepped = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._shown = ActivationShown(desk.parts.enrolment().today())
        self.steps = StepList()
        self._where = Text("", "heading")
        self._doing = Text("", "strong", wrap=True)
        self.cancel = Key("", icon="x", shortcut="F6")
        self.message = Message()
        self.back, self.next = (
            Key("", icon="arrow-left", shortcut="Alt+Left"),
            BigKey("", icon="check", kind=Kind.PRIMARY, shortcut="F9"),
        )
        chosen = desk.settings()
        secure = bool(chosen.spiris_redirect_certificate)
        redirect = redirect_address(chosen.spiris_redirect_port, secure=secure)
        self.introduction, self.consent = Introduction(), Consenting(redirect)
        self.verified, self.start = Verifying(), Starting()
        self.accounts, self.done = AccountsView(), Done()
        self._pages: dict[Step, StepPage] = {
            Step.INTRODUCTION: self.introduction,
            Step.CONSENT: self.consent,
            Step.VERIFIED: self.verified,
            Step.START: self.start,
            **dict.fromkeys(KINDS, self.accounts),
            Step.DONE: self.done,
        }
        self._places: dict[StepPage, QWidget] = {}
        self._stack = QStackedWidget()
        self._lay_out()
        lane = desk.register.beside("spiris")
        self.presenter = ActivationPresenter(
            self._show,
            run=lane.run,
            enrolment=desk.parts.enrolment,
            client=desk.parts.spiris_client,
            browse=desk.parts.browse,
            method_names=lambda: {
                one.method.id: method_source(one.method) for one in desk.parts.payment_methods.every()
            },
            today=lambda: desk.parts.enrolment().today(),
            person=lambda: person.name if (person := desk.person()) else "",
            changed=lambda: desk.changes.announce(Changed.SETTINGS | Changed.SPIRIS),
            left=self.left.emit,
            rebooked=lambda: desk.toast.show_text(tr(_REBOOKED), tr(_REBOOKED_MORE)),
        )
        self._wire()
        self.say()
        self.space()

    def begin(self, purpose: Purpose) -> None:
        """Begin, or take up again."""
        self.presenter.begin(purpose)
        self.next.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def is_done(self) -> bool:
        """Whether there is nothing to go on with."""
        return self._shown.step is Step.DONE

    def say(self) -> None:
        """Put every text up in the person's language."""
        for page in (self.introduction, self.consent, self.verified, self.start, self.accounts, self.done):
            page.say()
        self.steps.setAccessibleName(tr(_STEPS))
        self.back.set_face(tr(_BACK))
        self.cancel.set_face(tr(_CANCEL))
        self._show(self._shown)

    def space(self) -> None:
        """Take sizes from the theme anew."""
        look = theme.current()
        self._row.setContentsMargins(*margins(16))
        self._row.setSpacing(look.space(24))
        self._side.setSpacing(look.space(12))
        self.steps.setFixedWidth(look.space(240))
        self._show_roomy()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.say()
        elif event.type() == QEvent.Type.StyleChange:
            self.space()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_roomy()

    def _show_roomy(self) -> None:
        self.steps.setVisible(self.width() * 100 // theme.current().text_percent >= _ROOMY_PX)

    def _lay_out(self) -> None:
        for page in (self.introduction, self.consent, self.verified, self.start, self.done):
            place = scrolling(page)
            glide(place)
            self._places[page] = place
            self._stack.addWidget(place)
        self._places[self.accounts] = self.accounts  # its lists move by themselves
        self._stack.addWidget(self.accounts)
        self._side = QVBoxLayout()
        self._side.addWidget(self._where)
        self._side.addWidget(self._stack, 1)
        self._side.addWidget(Said(self.message, parent=self))
        # In one place, so that nothing moves while something short is done.
        self._foot = QStackedWidget()
        self._foot.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        for widgets in ((self.back, self.next), (self._doing, self.cancel)):
            foot = QWidget()
            keys = QHBoxLayout(foot)
            keys.setContentsMargins(0, 0, 0, 0)
            for widget, share in zip(widgets, (1, 3) if self.back in widgets else (1, 0), strict=True):
                keys.addWidget(widget, share)
            self._foot.addWidget(foot)
        self._side.addWidget(self._foot)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.steps)
        self._row.addLayout(self._side, 1)

    def _wire(self) -> None:
        do = self.presenter
        self.steps.chosen.connect(lambda value: do.go_to(Step(value)))
        self.back.clicked.connect(do.back)
        self.next.clicked.connect(self._go_on)
        self.cancel.clicked.connect(do.stop)
        self.introduction.mode.chosen.connect(do.choose_mode)
        self.consent.pasted.connect(do.paste)
        self.consent.anew.connect(do.ask_anew)
        self.consent.secret.returnPressed.connect(self.next.click)
        self.consent.client_id.returnPressed.connect(self.consent.secret.setFocus)
        self.verified.again.connect(do.look_again)
        self.start.day.returnPressed.connect(self.next.click)
        lists = self.accounts
        lists.row_chosen.connect(do.choose_row)
        lists.account_chosen.connect(do.choose_account)
        lists.sought.connect(do.search)
        lists.new.connect(lambda on: do.begin_new_account(on=on))
        lists.added.connect(do.add_account)
        lists.missing.connect(do.add_missing)

    def _go_on(self) -> None:
        if self._shown.step is Step.CONSENT:
            self.presenter.consent(self.consent.client_id.text(), self.consent.secret.text())
        elif self._shown.step is Step.START:
            self.presenter.begin_on(self.start.day.text())
        else:
            self.presenter.go_on()

    def _show(self, shown: ActivationShown) -> None:
        before, self._shown = self._shown, shown
        steps = shown.steps
        page = self._pages[shown.step]
        page.show_step(shown)
        self._stack.setCurrentWidget(self._places[page])
        name = tr(STEP_NAMES[shown.step])
        self._where.setText(tr(_WHERE, number=steps.index(shown.step) + 1, count=len(steps), step=name))
        reached = [step for step in steps if STEPS.index(step) <= shown.reached]
        if shown.step is Step.DONE:
            reached = [Step.DONE]
        self.steps.show_steps([(step.value, tr(STEP_NAMES[step])) for step in steps], shown.step.value, reached)
        self._doing.setText(tr(shown.busy))
        self._foot.setCurrentIndex(int(bool(shown.busy)))
        self.back.setEnabled(shown.can_go_back)
        self.back.setVisible(shown.step is not Step.DONE)
        self.next.setEnabled(shown.can_go_on)
        large = theme.current().text_percent > _LARGE_LETTERS
        self.next.set_face(tr(self._next_words(shown)), icon="" if large else "check")
        if shown.trouble is not None:
            self.message.show_error(shown.trouble)
        else:
            self.message.clear()
        if shown.step is not before.step:
            self.stepped.emit()
        if _asks(shown) != _asks(before):
            self._focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _focus(self) -> QWidget:
        """What the next key of the keyboard is for."""
        if self._shown.busy:
            return self.consent.paste if self._shown.asked is not None else self.cancel
        if self._shown.step is Step.CONSENT and self._shown.asks_client:
            return self.consent.client_id
        if self._shown.step is Step.START:
            return self.start.day
        if self._shown.step in KINDS:
            return self.accounts.rows
        return self.next if self._shown.can_go_on else self.verified.look

    def _next_words(self, shown: ActivationShown) -> str:
        if shown.step is Step.CONSENT:
            return _CONSENT
        if shown.step is Step.EVENTS:
            return _SAVE if shown.purpose is Purpose.ACCOUNTS else _ACTIVATE
        return _READY if shown.step is Step.DONE else _NEXT


def _asks(shown: ActivationShown) -> tuple[object, ...]:
    """What decides where the focus belongs."""
    return shown.step, bool(shown.busy), shown.can_go_on, shown.asks_client
