"""What the window is given: the register's use cases and devices, plugged together by `app`. Knows no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from openpos.domain.permission import Person
    from openpos.domain.receipt import UnitStatus
    from openpos.domain.shop import Shop
    from openpos.printing.cable import Attached
    from openpos.printing.mail_queue import MailQueue
    from openpos.printing.paper import Paper, Raster
    from openpos.printing.queue import PrintQueue
    from openpos.register.assortment import Assortment
    from openpos.register.books import Books
    from openpos.register.catalogue import Catalogue
    from openpos.register.check import Finding as Unsound
    from openpos.register.checkout import Checkout
    from openpos.register.drawer import Drawer
    from openpos.register.e_receipts import EReceipts
    from openpos.register.invoicing import Invoicing
    from openpos.register.journal_files import JournalFiles
    from openpos.register.life import Started
    from openpos.register.outgoing import Outgoing
    from openpos.register.payment import PaymentMethods
    from openpos.register.pro_forma_invoices import ProFormaInvoices
    from openpos.register.programming import History
    from openpos.register.receipts import Receipts
    from openpos.register.shifts import Shifts
    from openpos.register.shop_details import ShopDetails
    from openpos.register.sie import SieFiles
    from openpos.register.staff import Staff
    from openpos.settings import Settings
    from openpos.sync.activation import Finding
    from openpos.sync.customer_list import CustomerList
    from openpos.sync.dispatch import Dispatch
    from openpos.sync.enrolment import Enrolment
    from openpos.sync.oauth import Client


@dataclass(frozen=True, slots=True)
class Parts:
    """The list of what the window can do. What blocks says so, and on which lane it belongs."""

    version: str
    settings: Settings
    save_settings: Callable[[Settings, Person | None], None]
    """Write the settings file; register lane."""
    shop: Callable[[], Shop | None]
    """The shop, or None in a new register. A short read."""
    set_up: Callable[[Shop, str, str], Person]
    """Enter the shop and its first manager (name, PIN) in a new register; register lane."""
    shop_details: Callable[[], ShopDetails]
    """The shop's details and their change."""
    demo_pins: Mapping[str, str]
    """The PINs a demo shop shows, by name; empty in a real shop."""
    checkout: Checkout
    shifts: Shifts
    staff: Staff
    payment_methods: PaymentMethods
    catalogue: Catalogue
    assortment: Callable[[], Assortment]
    """Loaded with the first page of the BackOffice that asks for it, as are `books` and what follows them."""
    receipts: Receipts
    e_receipts: EReceipts
    mail: MailQueue
    """Sends electronic receipts; its methods belong on the mail lane."""
    keep_mail_password: Callable[[str], None]
    """Keep the mail server's password in the keyring; mail lane."""
    drawer: Drawer
    outgoing: Outgoing
    books: Callable[[], Books]
    sie_files: Callable[[], SieFiles]
    journal_files: Callable[[], JournalFiles]
    history: History
    spiris_page: Callable[[], str]
    """The address at which a person looks at what has arrived; register lane."""
    dispatch: Dispatch
    """Sends to Spiris on threads of its own."""
    looked_ahead: Callable[[], tuple[datetime | None, Sequence[Finding]]]
    """What the last daily look found that will be refused, and when that was; register lane."""
    invoicing: Invoicing
    pro_forma_invoices: ProFormaInvoices
    enrolment: Callable[[], Enrolment]
    """The steps of connecting to Spiris; they block, on a lane of their own."""
    spiris_client: Callable[[str], Client | None]
    """The shop's client at Spiris that the keyring keeps for this connection's id; the same lane."""
    browse: Callable[[str], bool]
    """Open this address in the person's browser; False where there is none. The same lane."""
    customers: CustomerList
    start: Callable[[], Started]
    """Journal the start and finish what a crash interrupted; register lane, first of all."""
    recheck: Callable[[], tuple[Unsound, ...]]
    """What is not as it was registered of the newest receipts. Blocks for some tenths of a second; any lane."""
    watch_clock: Callable[[], None]
    """Journal a clock that was set forward since the last look; register lane."""
    stop: Callable[[], None]
    """Journal the stop; register lane, last of all."""
    unit_status: Callable[[], UnitStatus]
    """Ask the control unit how it is; register lane."""
    find_queue: Callable[[], PrintQueue | None]
    """None where the register has no printer now; its methods belong on the printing lane."""
    watch_paper: Callable[[Callable[[Paper], None], Callable[[], None]], None] | None
    """Hear of each paper of a virtual printer and of each pulse that opens its drawer, on a thread of its own."""
    attached: Callable[[str], tuple[Attached, ...]]
    """The printers of a kind ("usb", "serial", "windows") that this computer sees; printing lane."""
    logo: Callable[[int], Raster | None]
    """The shop's logo for a paper of so many columns. A short read."""
    change_logo: Callable[[str, Person | None], None]
    """Make the picture in this file the shop's logo, or print none any more where the name is empty; printing lane."""

    @property
    def print_queue(self) -> PrintQueue | None:
        """The queue of the printer there is now. Ask anew each time: it changes with the settings."""
        return self.find_queue()
