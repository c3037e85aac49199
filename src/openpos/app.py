"""The composition root: the only place that plugs devices and simulators into the use cases."""

from __future__ import annotations

import logging
import logging.handlers
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from openpos import __version__, settings
from openpos.clock import now, running_s
from openpos.credentials import MAIL_PASSWORD, Credentials, NoKeyring
from openpos.domain.errors import N_, NotDone, OpenPosError, Refused, Unavailable
from openpos.domain.permission import Person, Role
from openpos.domain.receipt import PaperType, Seal, Sealable, UnitStatus
from openpos.domain.shop import Shop
from openpos.fiscal.exempt import NoControlUnit, NoUnitChosen
from openpos.ids import uuid7
from openpos.paths import DATABASE, LOG
from openpos.printers import PrinterSocket, attached
from openpos.printing.logo import logo_fingerprint, logo_of, remove_logo, take_logo
from openpos.printing.mail_queue import MailQueue
from openpos.register import life, setup
from openpos.register.catalogue import Catalogue
from openpos.register.checkout import Checkout
from openpos.register.drawer import Drawer
from openpos.register.e_receipts import EReceipts
from openpos.register.invoicing import Invoicing
from openpos.register.outgoing import Outgoing
from openpos.register.payment import PaymentMethods
from openpos.register.ports import ControlUnit
from openpos.register.pro_forma_invoices import ProFormaInvoices
from openpos.register.programming import History, tell_settings
from openpos.register.receipts import Receipts
from openpos.register.shifts import Shifts
from openpos.register.staff import Staff
from openpos.settings import Settings
from openpos.spiris import SpirisSocket
from openpos.store.opening import DirectoryLock, open_register
from openpos.store.store import Store
from openpos.sync.customer_list import CustomerList
from openpos.sync.dispatch import Dispatch

if TYPE_CHECKING:
    from openpos.printing.post import Post
    from openpos.register.assortment import Assortment
    from openpos.register.books import Books
    from openpos.register.check import Finding as Unsound
    from openpos.register.journal_files import JournalFiles
    from openpos.register.shop_details import ShopDetails
    from openpos.register.sie import SieFiles
    from openpos.sync.activation import Finding
    from openpos.sync.enrolment import Enrolment
    from openpos.sync.sender import Sender
    from openpos.ui.parts import Parts

CONTROL_UNIT_FILE = "control-unit.jsonl"


@dataclass(frozen=True, slots=True)
class Register:
    """An open register: its file, its control unit and its use cases."""

    directory: Path
    settings: Settings
    store: Store
    unit: _UnitSocket
    checkout: Checkout
    shifts: Shifts
    staff: Staff
    payment_methods: PaymentMethods
    catalogue: Catalogue
    receipts: Receipts
    e_receipts: EReceipts
    drawer: Drawer
    spiris: SpirisSocket
    invoicing: Invoicing


@contextmanager
def opened(directory: Path, *, create: bool = False) -> Iterator[Register]:
    """The register in this directory, locked against other programs until the end of the block. Blocks.

    Raises Refused and Unavailable as `store.opening` does, and Refused for settings that can't be used.
    """
    if create:
        _make(directory)
    lock = _locked(directory)
    try:
        chosen = _settings(directory)
        store = open_register(directory, now=now(), create=create)
        try:
            register = _plugged(directory, chosen, store)
            try:
                yield register
            finally:
                register.spiris.close()
                register.unit.close()
        finally:
            store.close()
    finally:
        lock.release()


def prepare_demo_shop(directory: Path) -> None:
    """Make a demo shop in this directory, or go on making it. Blocks for seconds. Raises Refused for a real shop."""
    _make(directory)
    # Only before there is a register: a real shop that is asked to be a demo keeps its settings, too.
    if not (directory / DATABASE).exists() and not (directory / settings.FILE).exists():
        _save_settings(directory, Settings(control_unit="simulator", printer="virtual"))
    with opened(directory, create=True) as register:
        setup.prepare_demo(register.store, now, language=register.settings.language)


def enrolment(register: Register) -> Enrolment:
    """The steps of connecting this register to Spiris. Raises Refused for an address that can't be used."""
    from openpos.sync.enrolment import Enrolment
    from openpos.sync.pace import Pace

    return Enrolment(
        register.store,
        register.spiris.places,
        now,
        uuid7,
        secrets_of=register.spiris.secrets_of,
        pace=lambda: Pace(register.settings.spiris_calls_per_minute, speed=_speed()),
    )


def sender(register: Register, tell: Callable[[], None] = lambda: None) -> Sender:
    """What carries the outbox to Spiris; not started. `tell` is called on its thread when something has changed.

    Raises Refused for an address that can't be used.
    """
    from openpos.sync.courses import Wishes, courses_of
    from openpos.sync.engine import Engine, Timing
    from openpos.sync.sender import Sender

    chosen, store = register.settings, register.store

    def wishes() -> Wishes:
        now_chosen = register.spiris.settings
        return Wishes(
            now_chosen.spiris_series, now_chosen.spiris_leave_drafts, lambda report_id: _report_pdf(store, report_id)
        )

    steps = enrolment(register)
    engine = Engine(
        store,
        steps.way,
        lambda connection, way: courses_of(store, connection, way, wishes),
        now,
        timing=Timing(settle_s=chosen.spiris_settle_s, speed=_speed()),
    )
    return Sender(engine, steps, store, now, tell=tell)


def _looked_ahead(store: Store) -> tuple[datetime | None, list[Finding]]:
    """What the last look ahead found, and when that was. Blocks for a moment the first time."""
    from openpos.sync import preflight

    with store.read() as tx:
        return preflight.last(tx)


SPEED = "OPENPOS_SPIRIS_SPEED"
"""How much faster than real time the waits and the pace of the sync run: for a simulator that does so, too."""


def _speed() -> float:
    text = os.environ.get(SPEED, "")
    return max(1.0, float(text)) if text.replace(".", "", 1).isdecimal() else 1.0


def _report_pdf(store: Store, report_id: str) -> bytes:
    """A Z report as a file, as it was printed."""
    from openpos.printing.layout import report_paper
    from openpos.printing.pdf import paper_pdf

    with store.read() as tx:
        report = tx.shifts.report(report_id)
    if report is None:
        raise Refused("There is no such report.", "Choose a report from the list.")
    title = f"Z-rapport {report.number} {report.shop.register}"
    return paper_pdf(report_paper(report, 42), 42, title=title, author=report.shop.name)


def open_window(directory: Path, *, demo: bool = False) -> int:
    """Show the register's window until it is closed, and return the exit code. Blocks; GUI thread.

    Raises Unavailable where there is no screen; other trouble is told in a window.
    """
    from openpos.ui.display import ensure_display

    ensure_display()
    from openpos.ui import main

    try:
        if demo:
            prepare_demo_shop(directory)
        with opened(directory, create=True) as register:
            _log_to(directory / LOG)
            with _printer(register) as printer:
                return main.run(_parts(register, printer))
    except OpenPosError as error:
        return main.show_trouble(error)


class _UnitSocket:
    """The control unit that the settings name now: another can be plugged in while the register runs. Register lane."""

    def __init__(self, unit: ControlUnit) -> None:
        self.unit = unit

    def plug(self, unit: ControlUnit) -> None:
        """From now on this one."""
        before, self.unit = self.unit, unit
        before.close()

    def close(self) -> None:
        self.unit.close()

    def seal(self, paper: Sealable) -> Seal:
        return self.unit.seal(paper)

    def find(self, number: int, of: PaperType = PaperType.NORMAL) -> Seal | None:
        return self.unit.find(number, of)

    def last(self, of: PaperType) -> int | None:
        return self.unit.last(of)

    def status(self) -> UnitStatus:
        return self.unit.status()


def _plugged(directory: Path, chosen: Settings, store: Store) -> Register:
    unit = _UnitSocket(_control_unit(directory, chosen, store))
    checkout = Checkout(store, unit, now, uuid7)
    return Register(
        directory=directory,
        settings=chosen,
        store=store,
        unit=unit,
        checkout=checkout,
        shifts=Shifts(store, now),
        staff=Staff(store, now),
        payment_methods=PaymentMethods(store, now, uuid7),
        catalogue=Catalogue(store),
        receipts=Receipts(store, now, checkout.papers),
        e_receipts=EReceipts(store, now, checkout.papers, logo=lambda columns: logo_of(directory, columns)),
        drawer=Drawer(store, now),
        spiris=SpirisSocket(store, directory, chosen),
        invoicing=Invoicing(store, uuid7),
    )


class _PostSocket:
    """The mail server that the settings name now: another takes over while the register runs."""

    def __init__(self, store: Store, chosen: Settings) -> None:
        self._store = store
        self._post: Post | None = None
        self.plug(chosen)

    def plug(self, chosen: Settings) -> None:
        """From the next mail on, send as these settings say. Opens nothing."""
        if not chosen.mail_host or not chosen.mail_from:
            self._post = None
            return
        from openpos.printing.smtp import MailServer, SmtpPost

        server = MailServer(
            chosen.mail_host, chosen.mail_port, chosen.mail_security, chosen.mail_user, chosen.mail_from
        )
        self._post = SmtpPost(server, self._password)

    def post(self) -> Post | None:
        """None where no mail server is chosen. Any thread."""
        return self._post

    def keep_password(self, password: str) -> None:
        """Keep the mail server's password in the keyring. Blocks; raises NotDone."""
        try:
            self._credentials().put(MAIL_PASSWORD, password)
        except NoKeyring as error:
            raise _no_keyring() from error

    def _password(self) -> str:
        try:
            return self._credentials().get(MAIL_PASSWORD)
        except NoKeyring as error:
            raise _no_keyring() from error

    def _credentials(self) -> Credentials:
        with self._store.read() as tx:
            return Credentials(tx.shop.current().serial)


def _no_keyring() -> NotDone:
    return NotDone(
        "This computer's keyring, where the mail server's password is kept, can't be opened.",
        "Unlock it, or log in to the computer again.",
    )


def _control_unit(directory: Path, chosen: Settings, store: Store) -> ControlUnit:
    if chosen.control_unit == "exempt":
        return NoControlUnit()
    if chosen.control_unit == "none":
        return NoUnitChosen()
    if chosen.control_unit == "cleancash":
        from openpos.fiscal.cleancash import CleanCash

        return CleanCash(chosen.control_unit_port)
    with store.read() as tx:
        demo = bool(tx.shop.demo())
    if not demo:
        return NoUnitChosen(
            N_("A simulated control unit is for demo shops only."),
            N_("Choose a real one on the Settings page, or confirm there that the shop is exempt."),
        )
    from openpos.simulators.control_unit import SimulatedControlUnit

    return SimulatedControlUnit(directory / CONTROL_UNIT_FILE)


@contextmanager
def _printer(register: Register) -> Iterator[PrinterSocket]:
    """The receipt printer, plugged in until the end of the block."""
    socket = PrinterSocket(register.store, register.directory, register.settings)
    try:
        yield socket
    finally:
        socket.close()


def _shop_details(store: Store) -> ShopDetails:
    from openpos.register.shop_details import ShopDetails

    return ShopDetails(store, now)


def _parts(register: Register, printer: PrinterSocket) -> Parts:
    from openpos.ui.parts import Parts

    store = register.store
    with store.read() as tx:
        demo = bool(tx.shop.demo())

    def shop() -> Shop | None:
        with store.read() as tx:
            return tx.shop.current() if tx.shop.set_up() and tx.shop.people() else None

    def set_up(new: Shop, manager: str, pin: str) -> Person:
        setup.enter_shop(store, new, now)
        return register.staff.add(manager, Role.MANAGER, pin)

    plugged = register.settings
    post = _PostSocket(store, register.settings)
    mail = MailQueue(store, now, post=post.post, logo=printer.logo)

    def tell(person: Person | None) -> None:
        logo = logo_fingerprint(register.directory)
        tell_settings(store, plugged, now, logo=logo, cashier=person.name if person else "")

    def change_logo(source: str, person: Person | None) -> None:
        if source:
            take_logo(Path(source), register.directory)
        else:
            remove_logo(register.directory)
        tell(person)

    def save_settings(chosen: Settings, person: Person | None) -> None:
        nonlocal plugged
        _save_settings(register.directory, chosen)
        before, plugged = plugged, chosen
        tell(person)
        register.spiris.settings = chosen
        if any(getattr(chosen, name) != getattr(before, name) for name in settings.OF_CONTROL_UNIT):
            register.unit.plug(_control_unit(register.directory, chosen, store))
        if any(getattr(chosen, name) != getattr(before, name) for name in settings.OF_PRINTER):
            printer.plug(chosen)
        if any(getattr(chosen, name) != getattr(before, name) for name in settings.OF_MAIL):
            post.plug(chosen)
            mail.hasten()

    def start() -> life.Started:
        started = life.start(store, register.checkout, now, __version__)
        tell(None)
        return started

    # What only pages of the BackOffice use is imported with them: the start is for the cashier.

    def books() -> Books:
        from openpos.register.books import Books

        return Books(store, now)

    def assortment() -> Assortment:
        from openpos.register.assortment import Assortment

        return Assortment(store, now)

    def sie_files() -> SieFiles:
        from openpos.register.sie import SieFiles

        return SieFiles(store, now)

    def journal_files() -> JournalFiles:
        from openpos.register.journal_files import JournalFiles

        return JournalFiles(store, now)

    def recheck_newest() -> tuple[Unsound, ...]:
        from openpos.register.check import recheck

        return recheck(store)

    return Parts(
        version=__version__,
        settings=register.settings,
        save_settings=save_settings,
        shop=shop,
        set_up=set_up,
        shop_details=lambda: _shop_details(store),
        demo_pins={name: pin for name, _, pin in setup.DEMO_STAFF} if demo else {},
        checkout=register.checkout,
        shifts=register.shifts,
        staff=register.staff,
        payment_methods=register.payment_methods,
        catalogue=register.catalogue,
        assortment=assortment,
        receipts=register.receipts,
        e_receipts=register.e_receipts,
        mail=mail,
        keep_mail_password=post.keep_password,
        drawer=register.drawer,
        outgoing=Outgoing(store, now),
        books=books,
        sie_files=sie_files,
        journal_files=journal_files,
        history=History(store),
        spiris_page=register.spiris.page,
        dispatch=Dispatch(store, lambda tell: sender(register, tell)),
        looked_ahead=lambda: _looked_ahead(store),
        invoicing=register.invoicing,
        pro_forma_invoices=ProFormaInvoices(store, now, register.checkout.papers, uuid7),
        enrolment=lambda: enrolment(register),
        spiris_client=register.spiris.client,
        browse=register.spiris.browse,
        customers=CustomerList(store, lambda: enrolment(register)),
        start=start,
        recheck=recheck_newest,
        watch_clock=life.ClockWatch(store, now, running_s).look,
        stop=lambda: life.stop(store, now),
        unit_status=register.unit.status,
        find_queue=printer.queue,
        watch_paper=printer.watch,
        attached=attached,
        logo=printer.logo,
        change_logo=change_logo,
    )


def serve_spiris(
    port: int, data: Path | None, faults: Path | None, consent: str, tell: Callable[[dict[str, str]], None]
) -> None:
    """Be a simulated Spiris until interrupted; `tell` gets its addresses once it listens. Blocks.

    Raises Unavailable where the port is taken or the directory can't be used, and Refused for a plan of faults that
    can't be read.
    """
    from threading import Event

    from openpos.simulators.spiris import BadPlan, SpirisSimulator

    try:
        simulator = SpirisSimulator(port=port, data=data)
        simulator.rules.set("consent", consent)
        if faults is not None:
            simulator.apply(faults.read_bytes())
        with simulator:
            client = next(iter(simulator.identity.clients.values()))
            tell(
                {
                    "api_url": simulator.api_url,
                    "identity_url": simulator.identity_url,
                    "page_url": simulator.address,
                    "client_id": client.id,
                    "client_secret": client.secret,
                }
            )
            Event().wait()
    except BadPlan as error:
        raise Refused(
            "The plan of faults can't be used: {reason}.", "Mend {path}.", reason=str(error), path=str(faults)
        ) from error
    except OSError as error:
        raise Unavailable(
            "The simulator can't start: {reason}.",
            "Choose another port or directory, and look whether the plan is there.",
            reason=error.strerror or str(error),
        ) from error


def _make(directory: Path) -> None:
    try:
        directory.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unavailable(
            "The directory {directory} can't be made: {reason}.",
            "Choose another with --data.",
            directory=str(directory),
            reason=error.strerror or str(error),
        ) from error


def _settings(directory: Path) -> Settings:
    try:
        return settings.load(directory)
    except settings.SettingsError as error:
        raise Refused("{what}.", "Mend the file and start again.", what=str(error)) from error


def _save_settings(directory: Path, chosen: Settings) -> None:
    try:
        settings.save(directory, chosen)
    except OSError as error:
        raise Unavailable(
            "The register can't write its file {path}.",
            "Give this user the right to write in its folder and try again.",
            path=str(directory / settings.FILE),
        ) from error


def _locked(directory: Path) -> DirectoryLock:
    if not directory.is_dir():
        raise Refused(
            "There is no register in {directory}.",
            "Start with “openpos demo”, or give the right directory with --data.",
            directory=str(directory),
        )
    return DirectoryLock(directory)


def _log_to(path: Path) -> None:
    """Log warnings and bugs to a small rotating file. No PIN, token or customer goes into a log message."""
    handler = logging.handlers.RotatingFileHandler(path, maxBytes=1_000_000, backupCount=3, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(threadName)s: %(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=[handler])
