"""The register's window: pages, the status strip, the lanes, the scanner, start and stop."""

from __future__ import annotations

import importlib
import logging
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtGui import QCloseEvent, QGuiApplication, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from openpos.clock import now, swedish
from openpos.domain.errors import N_, OpenPosError
from openpos.domain.money import shown
from openpos.domain.payment import Method
from openpos.domain.permission import NotPermitted, Permission, Person
from openpos.domain.sale import Sale
from openpos.domain.shop import Shop
from openpos.ids import uuid7
from openpos.register.life import Started
from openpos.settings import OF_PRINTER, Settings
from openpos.ui import i18n, theme
from openpos.ui.background import Lane
from openpos.ui.behind import BehindPainting
from openpos.ui.beside_papers import BesidePapers
from openpos.ui.bridge import Bridge, Crash
from openpos.ui.changes import Changed, Changes
from openpos.ui.desk import PAGES, Desk
from openpos.ui.devices import Devices
from openpos.ui.i18n import tr
from openpos.ui.mailing import Mailing
from openpos.ui.parts import Parts
from openpos.ui.rounds import Rounds
from openpos.ui.scanner import Scanner
from openpos.ui.screens.checkout.desk import CheckoutDesk
from openpos.ui.screens.checkout.presenter import CheckoutPresenter
from openpos.ui.screens.checkout.view import CheckoutPage
from openpos.ui.sending import CHIP, Sending
from openpos.ui.start_news import StartNews
from openpos.ui.theme import Look, State, Theme
from openpos.ui.towards_customer import TowardsCustomer
from openpos.ui.widgets.frame import Framed
from openpos.ui.widgets.keys import KeyHints
from openpos.ui.widgets.messages import Message
from openpos.ui.widgets.offer import Offer
from openpos.ui.widgets.said import Said
from openpos.ui.widgets.screen_keyboard import ScreenKeyboard
from openpos.ui.widgets.strip import StatusStrip

_TITLE = N_("OpenPOS")
_STATUS = N_("Status")
_DEMO, _PRACTICE = N_("Demo"), N_("PRACTICE")
_NEEDS = {
    "articles": Permission.CATALOGUE,
    "article_import": Permission.CATALOGUE,
    "integrations": Permission.BOOKS,
    "settings": Permission.SETTINGS,
    "shop_details": Permission.SETTINGS,
    "history": Permission.SETTINGS,
}
"""Pages that only those may open who may do what is done there; a lent permission opens one once."""
_IN_PRACTICE = {"login", "checkout", "papers", "settings"}
"""The pages on which nothing can be done that counts."""
_STOP = "stop_practising"
_PRACTISING, _ALL_COUNTS = N_("You are practising."), N_("Stop practising first: on this page all counts.")
_STOP_PRACTISING = N_("Stop practising")
_NEW_ARTICLE, _BASKET_WAITS = N_("Add an article with the code {code}?"), N_("The basket waits here meanwhile.")
_ADD = N_("Add article")
_NOBODY, _NO_SHIFT = N_("Nobody logged in"), N_("No shift")
_START_AGAIN = N_("Try again")
_CRAMPED_PX, _ROOM_FOR_PRACTICE_PX = 800, 1000

_log = logging.getLogger("openpos.window")


class MainWindow(QMainWindow):
    """One window, one page in front. Make it on the GUI thread; `begin` starts the register behind it."""

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts = parts
        self._settings = parts.settings
        self._person: Person | None = None
        self._started = False
        self._closing = False
        self._pages: dict[str, QWidget] = {}
        self._name = ""
        self.changes = Changes()
        self.bridge = Bridge(self._crashed, self)
        self.register = BehindPainting("register", self.bridge)
        self.printing = Lane("printing", self.bridge)
        self.customer = TowardsCustomer(self, lambda: shop.name if (shop := self._shop()) else "")
        self._crash_shown = False
        self._practiser: Person | None = None

        middle = self._framed = Framed(self)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.strip = StatusStrip(parent=middle)
        self._nothing = QWidget(middle)  # keeps the facts at the left where a page has nothing for the strip's middle
        self.notice = Message(parent=middle)
        self._news = StartNews(self.notice)
        self.stack = QStackedWidget(middle)
        column.addWidget(self.strip)
        column.addWidget(Said(self.notice, parent=middle))
        column.addWidget(self.stack, 1)
        self.setCentralWidget(middle)
        self.toast = Offer(middle)
        self.keyboard = ScreenKeyboard(middle)
        self.keyboard.set_wanted(wanted=parts.settings.screen_keyboard == "touched")
        self.hints = KeyHints(self)
        self.beside = BesidePapers(
            self,
            parts.watch_paper,
            settings=lambda: self._settings,
            post=self.bridge.post,
            toast=self.toast,
            shown=self._show_hints,
        )
        self._make_chips()
        self.devices = Devices(
            parts,
            self.strip,
            self.toast,
            register=self.register,
            printing=self.printing,
            changes=self.changes,
            selling=lambda: bool(self.checkout.sale.lines),
        )
        self.mailing = Mailing(parts, self.toast, bridge=self.bridge, changes=self.changes, parent=self)
        self.sending = Sending(parts, self.strip, bridge=self.bridge, changes=self.changes, parent=self)
        self.desk = Desk(
            parts=parts,
            register=self.register,
            printing=self.printing,
            changes=self.changes,
            go=self.go,
            take_up=self._take_up,
            person=lambda: self._person,
            lend=self._lend,
            log_in=self._log_in,
            log_out=self._log_out,
            settings=lambda: self._settings,
            change_settings=self.change_settings,
            print_now=self.devices.print_now,
            mail_now=self.mailing.send_now,
            send_now=self.sending.wake,
            toast=self.toast,
        )
        self.checkout = self._make_checkout()
        self.changes.subscribe(Changed.SHIFT, lambda _: self._show_shift())
        self.changes.subscribe(Changed.SETTINGS, lambda _: self._show_facts())
        self.changes.subscribe(Changed.ARTICLES, lambda _: self.checkout.keys.load())
        self.scanner = Scanner(self._scanned, parent=self)
        self._speak()
        self.go("login" if self._shop() is not None else "setup")

    # --------------------------------------------------------------------------------------------------- start and stop

    def begin(self) -> None:
        """Start the register behind the window: it is on the screen before any device has answered."""
        self.register.run(self._parts.start, self._has_started, self._has_not_started)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.keyboard.watch(self.windowHandle())
        self.scanner.watch(self.windowHandle())  # where no window manager tells which window has the focus

    def closeEvent(self, event: QCloseEvent) -> None:
        """Take no more input, let the lanes finish, journal the stop. The basket is on disk and comes back."""
        if not self._closing:
            self._closing = True
            self.setEnabled(False)
            self.devices.stop()
            self.scanner.on_scan = lambda _: None
            for page in self._pages.values():
                _tell(page, "on_closing")
            if self._started:
                practiser = self._practiser
                if practiser is not None:
                    self.register.run(
                        lambda: self._parts.checkout.end_practice(practiser), lambda _: None, self._not_stopped
                    )
                self.register.run(self._parts.stop, lambda _: None, self._not_stopped)
            self.register.finish()
            self.printing.finish()
            self.mailing.finish()
            self.sending.finish()
            self.beside.close()
            self.customer.close()
        super().closeEvent(event)

    def _has_started(self, started: Started) -> None:
        self._started = True
        self.notice.clear()
        self.stack.setEnabled(True)
        self.checkout.restore(started.sale, started.seal_trouble)
        news = self._news
        news.started(started)
        self.register.beside("recheck").run(self._parts.recheck, news.rechecked, self.toast.show_error)
        if started.seal_trouble is not None:
            self.toast.show_error(started.seal_trouble)
        self.devices.begin()
        Rounds(self.desk, may_lock=lambda: not self.checkout.waits, parent=self)
        self.mailing.begin()
        self.sending.begin()
        self.customer.put(self._settings.customer_display)
        self.changes.announce(Changed.BASKET)
        if self._name == "checkout":
            self.checkout.show_all()

    def _has_not_started(self, error: OpenPosError) -> None:
        said = i18n.translate_error(error)
        self.stack.setEnabled(False)  # what can't be journalled must not be done
        self.notice.show_text(said.title, said.advice, State.STOP, action=tr(_START_AGAIN), act=self.begin)

    def _not_stopped(self, error: OpenPosError) -> None:
        _log.warning("the stop was not journalled: %s", error)

    # -------------------------------------------------------------------------------------------------------- the pages

    def go(self, name: str) -> None:
        """Show the page of this name. Without a person there is only the login, without a shift no checkout, and
        without the permission somebody else's PIN is asked for first.
        """
        if name not in PAGES:
            message = f"there is no page {name}"
            raise ValueError(message)
        if self._practiser is not None and name not in _IN_PRACTICE:
            self.toast.show_offer(
                tr(_PRACTISING),
                tr(_ALL_COUNTS),
                State.STOP,
                action=tr(_STOP_PRACTISING),
                act=self.checkout.menu.practise,
            )
            return
        if self._person is None and name not in {"login", "setup"}:
            name = "login"
        needed = _NEEDS.get(name)
        if needed is not None and self._person is not None and not self._person.may(needed):
            self._lend(NotPermitted(needed), lambda _: self._open(name), lambda: None)
        else:
            self._open(name)

    def _open(self, name: str) -> None:
        if name == "checkout" and self._shift_is_open() is False:
            name = "open_shift"
        page = self._page(name)
        before = self._pages.get(self._name)
        if before is page:
            return
        self._name = name
        if before is not None:
            _tell(before, "on_hidden")
        self.strip.set_middle(getattr(page, "search", self._nothing))
        self.stack.setCurrentWidget(page)
        keep_clear: Callable[[], list[QWidget]] | None = getattr(page, "keep_clear", None)
        clear = keep_clear() if keep_clear is not None else ()
        self.toast.keep_clear_of(*clear)
        self.keyboard.keep_clear_of(*clear)
        self._show_hints()
        self._show_facts()
        _tell(page, "on_shown")

    def _show_hints(self) -> None:
        """The keys that belong to no key on the screen."""
        more: tuple[tuple[str, str], ...] = getattr(self._pages.get(self._name), "more_keys", ())
        self.hints.more = tuple((key, tr(does)) for key, does in (*more, *self.beside.keys))

    def _page(self, name: str) -> QWidget:
        if name not in self._pages:
            page: QWidget
            if name == "checkout":
                page = self._checkout_page
            else:
                # Built when first shown: the window must be there before pages that may not be needed today.
                page = importlib.import_module(f"openpos.ui.screens.{name}.view").page(self.desk)
            self._pages[name] = page
            self.stack.addWidget(page)
        return self._pages[name]

    def _mails_invoices(self) -> bool | None:
        return None if self._settings.spiris_leave_drafts else self._settings.spiris_mail_invoices

    def _make_checkout(self) -> CheckoutPresenter:
        parts = self._parts
        self._checkout_page = CheckoutPage(self._go_from_checkout, self.stack)

        def person() -> Person:
            assert self._person is not None, "nobody sells before the log-in"
            return self._person

        presenter = CheckoutPresenter(
            CheckoutDesk(
                checkout=parts.checkout,
                catalogue=parts.catalogue,
                payment_methods=parts.payment_methods,
                invoicing=parts.invoicing,
                pro_forma_invoices=parts.pro_forma_invoices,
                receipts=parts.receipts,
                paper=lambda: parts.print_queue is not None,
                register=lambda: shop.register if (shop := self._shop()) else "",
                person=person,
                new_id=uuid7,
                now=now,
                lend=self._lend,
                practising=self._practise,
                open_receipt=self._open_receipt,
                offer_article=self._offer_article,
                run=self.register.run,
                announce=self.changes.announce,
                print_now=self._hand_out,
                publish=self.customer.show_view,
                can_mail=lambda: parts.mail.ready,
                mail_invoices=self._mails_invoices,
            ),
            self._checkout_page,
        )
        self._checkout_page.attach(presenter)
        return presenter

    def _hand_out(self) -> None:
        self.devices.print_now()
        self.mailing.send_now()

    def _go_from_checkout(self, name: str) -> None:
        self.checkout.leave()  # the menu, so that the article keys are in front on the way back
        if name == "log_out":
            self._log_out()
        elif name == "quit":
            self.close()
        else:
            self.go(name)

    def _take_up(self, sale: Sale, method: Method) -> None:
        self.checkout.take_up(sale, method)
        self.go("checkout")

    def _open_receipt(self, code: str) -> None:
        self.go("receipts")
        if self._name == "receipts":
            self._scanned(code)

    def _offer_article(self, code: str) -> None:
        if self._person is not None and self._person.may(Permission.CATALOGUE) and self._practiser is None:
            title, advice = tr(_NEW_ARTICLE, code=shown(code)), tr(_BASKET_WAITS)
            self.toast.show_offer(title, advice, State.SOON, action=tr(_ADD), act=lambda: self._add_article(code))

    def _add_article(self, code: str) -> None:
        self.go("articles")
        if self._name == "articles":
            self._pages["articles"].add(code)  # type: ignore[attr-defined]

    def _scanned(self, code: str) -> None:
        page = self._pages.get(self._name)
        scanned: Callable[[str], None] | None = getattr(page, "scanned", None)
        if scanned is not None and not self._closing:
            scanned(code)

    # ------------------------------------------------------------------------------------------------------- the people

    def _practise(self, on: bool) -> None:  # noqa: FBT001  # the presenter's word
        self._practiser = self._person if on else None
        self.toast.hide()  # what it says of practice, and its key, are over
        self._framed.show_frame(framed=on)
        self._checkout_page.show_practice(practising=on)
        self.customer.show_practice(practising=on)
        self._show_facts()

    def _lend(self, asked: NotPermitted, lent: Callable[[Person], None], given_up: Callable[[], None]) -> None:
        person = self._person
        if person is None:
            given_up()
            return
        from openpos.ui.screens.lend.view import LendDialog

        LendDialog(
            asked,
            people=self._parts.staff.people,
            lend=lambda lender, pin: self._parts.staff.lend(lender, pin, asked.permission, to=person),
            run=self.register.run,
            lent=lent,
            given_up=given_up,
            parent=self,
        ).open()

    def _log_in(self, person: Person) -> None:
        self._person = person
        self.changes.announce(Changed.STAFF)
        self.go("checkout")

    def _log_out(self) -> None:
        person = self._person
        if person is None or self.checkout.waits:
            return
        self._person = None
        self.register.run(lambda: self._parts.staff.log_out(person), lambda _: None, self.toast.show_error)
        self.changes.announce(Changed.STAFF)
        self.go("login")

    # ----------------------------------------------------------------------------------------------------- the settings

    def change_settings(self, settings: Settings) -> None:
        """Put these up at once and have them saved behind."""
        before, self._settings = self._settings, settings
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        if theme_of(settings) != theme_of(before):
            theme.apply(app, theme_of(settings))
        if settings.language != before.language:
            speak(settings)
        self._speak()
        self.keyboard.set_wanted(wanted=settings.screen_keyboard == "touched")
        if settings.customer_display != before.customer_display:
            self.customer.put(settings.customer_display)
        person = self._person
        self.register.run(
            lambda: self._parts.save_settings(settings, person),
            lambda _: self._settings_saved(before),
            self.toast.show_error,
        )

    def _settings_saved(self, before: Settings) -> None:
        self.changes.announce(Changed.SETTINGS)
        if any(getattr(self._settings, name) != getattr(before, name) for name in OF_PRINTER):
            self.beside.show_papers()
            self.changes.announce(Changed.DEVICES | Changed.PRINT_JOBS)
        elif self._settings.control_unit != before.control_unit:
            self.changes.announce(Changed.DEVICES)

    # -------------------------------------------------------------------------------------------------------- the strip

    def _make_chips(self) -> None:
        for key, icon, page in (
            (_STOP, "", "practise"),
            ("person", "user", "log_out"),
            ("shift", "clock", "reports"),
            ("unit", "", "settings"),
            ("printer", "printer", "papers"),
            (CHIP, "cloud", "sent"),
        ):
            chip = self.strip.chip(key, icon=icon)
            chip.whole = key == _STOP
            chip.clicked.connect(partial(self._chip_touched, page))

    def _chip_touched(self, page: str) -> None:
        if self._person is None or self.checkout.waits:
            return
        if page == "log_out":
            self._log_out()
        elif page == "practise":
            self.checkout.menu.practise()
        else:
            self.go(page)

    def _speak(self) -> None:
        self.setWindowTitle(tr(_TITLE))
        self._show_hints()
        self.strip.setAccessibleName(tr(_STATUS))
        self._show_hints()
        if self._name == "checkout":
            self.checkout.show_all()
        self.devices.show_cramped(cramped=self._cramped())
        self.sending.show_cramped(cramped=self._cramped())
        self._show_facts()
        self.devices.show()
        self.sending.show()

    def _show_facts(self) -> None:
        shop = self._shop()
        self.strip.set_fact("register", shop.register if shop else "", "strong")
        cramped, practising = self._cramped(_ROOM_FOR_PRACTICE_PX), self._practiser is not None
        stop, can_stop = self.strip.chip(_STOP), practising and self._person is not None
        said_there = cramped and can_stop  # one of the two has room
        # What comes is shown after what goes is hidden: the window would grow to hold both, and stay so.
        stop.setVisible(can_stop and not stop.isHidden())
        self.strip.chip("shift").setVisible(shop is not None and not said_there)
        stop.set_state(State.SOON, tr(_PRACTICE if cramped else _STOP_PRACTISING))
        stop.setAccessibleName(f"{tr(_PRACTICE)}: {tr(_STOP_PRACTISING)}")
        demo = tr(_DEMO) if self._parts.demo_pins and not self._cramped() and not practising else ""
        self.strip.set_fact("practice", tr(_PRACTICE) if practising and not said_there else demo, "strong")
        person = self.strip.chip("person")
        name = self._person.name if self._person else tr(_NOBODY)
        person.set_state(State.PLAIN, "" if practising and self._cramped() else name)  # that it is practice goes before
        person.setAccessibleName(name)
        for key in ("person", "unit", "printer"):
            self.strip.chip(key).setVisible(shop is not None and (key != "person" or self._person is not None))
        stop.setVisible(can_stop)
        self._show_shift()

    def _show_shift(self) -> None:
        try:
            shift = self._parts.shifts.current()
        except OpenPosError:
            return  # whoever acts is told
        chip = self.strip.chip("shift")
        if shift is None:
            chip.set_state(State.PLAIN, tr(_NO_SHIFT))
        else:
            chip.set_state(State.PLAIN, swedish(shift.opened_at).strftime("%H:%M"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.sending.show_cramped(cramped=self._cramped())
        if self.devices.show_cramped(cramped=self._cramped()):
            self._show_facts()

    def _cramped(self, least_px: int = _CRAMPED_PX) -> bool:
        return self.width() * 100 // self._settings.text_percent < least_px

    # ------------------------------------------------------------------------------------------------------- and inside

    def _shop(self) -> Shop | None:
        try:
            return self._parts.shop()
        except OpenPosError:
            return None

    def _shift_is_open(self) -> bool | None:
        try:
            return self._parts.shifts.current() is not None
        except OpenPosError as error:
            self.toast.show_error(error)
            return None

    def _crashed(self, crash: Crash) -> None:
        if self._crash_shown or self._closing:
            return  # one is enough to read
        from openpos.ui.widgets.crash import CrashWindow

        self._crash_shown = True
        answer = CrashWindow(crash, _log_place(), self).exec()
        self._crash_shown = False
        if answer == QDialog.DialogCode.Accepted:
            self.close()


def theme_of(settings: Settings) -> Theme:
    """The look these settings ask for, on the screen the program is on."""
    screen = QGuiApplication.primaryScreen()
    wished = theme.px_per_mm_of(screen) * settings.screen_percent / 100
    return Theme(
        Look(settings.theme),
        px_per_mm=theme.fitting_px_per_mm(wished, screen.availableSize()),
        text_percent=settings.text_percent,
        left_handed=settings.hand == "left",
    )


def speak(settings: Settings) -> None:
    """Speak the settings' language."""
    i18n.install("en" if settings.language == "en" else "sv")


def _tell(page: QWidget, what: str) -> None:
    told: Callable[[], Any] | None = getattr(page, what, None)
    if told is not None:
        told()


def _log_place() -> str:
    """The file that bugs are logged in."""
    places = [getattr(handler, "baseFilename", "") for handler in logging.getLogger().handlers]
    return next((place for place in places if place), "-")
