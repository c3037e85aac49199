"""The words on paper, in the shop's language. Qt's translations are the screen's; paper doesn't follow them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from openpos.domain.money import Money, Quantity, format_money, format_quantity
from openpos.domain.payment import Method, MethodKind


@dataclass(frozen=True, slots=True)
class Words:
    """One language of paper: its words, and how it writes numbers."""

    organisation_number: str
    receipt: str
    electronic_receipt: str
    mail_attached: str
    register: str
    cashier: str
    quantity_at_price: str
    piece: str
    sum: str
    rounding: str
    to_pay: str
    goods: str
    services: str
    change: str
    vat_rate: str
    net: str
    vat: str
    vat_total: str
    gross: str
    control_unit: str
    control_code: str
    x_report: str
    z_report: str
    shift_from: str
    shift_to: str
    date: str
    sales: str
    total_sales: str
    groups: str
    no_group: str
    payments: str
    cash_drawer: str
    float_amount: str
    cash_sales: str
    expected: str
    counted: str
    difference: str
    numbers: str
    goods_sold: str
    services_sold: str
    receipts: str
    drawer_openings: str
    cash_in: str
    cash_out: str
    float_change: str
    reason: str
    signature: str
    copy_mark: str
    copy: str
    copied: str
    return_mark: str
    return_receipt: str
    of_receipt: str
    to_pay_back: str
    discount: str
    copies: str
    practice: str
    returns: str
    discounts: str
    other_reductions: str
    unfinished: str
    grand_totals: str
    grand_sales: str
    grand_returns: str
    grand_net: str
    this_register: str
    serial: str
    model: str
    program: str
    version: str
    journal: str
    test_page: str
    test_columns: str
    test_signs: str
    test_code: str
    test_bold: str
    test_double: str
    test_end: str
    blind_return: str
    practice_mark: str
    practice_receipt: str
    pro_forma_mark: str
    pro_forma: str
    tip: str
    tips: str
    gift_card: str
    on_gift_card: str
    swish_scan: str
    swish_message: str
    terminals: str
    next_float: str
    to_bank: str
    customer: str
    your_reference: str
    pro_forma_invoice: str
    pro_forma_credit: str
    terms: str
    due: str
    amount: str
    quantity_heading: str
    price_heading: str
    invoice_follows: str
    invoiced: str
    page: str
    methods: Mapping[MethodKind, str] = field(default_factory=dict)
    thousands: str = " "
    decimal: str = ","

    def money(self, amount: Money) -> str:
        """An amount in kronor with its öre, without a currency."""
        return format_money(amount, thousands=self.thousands, decimal=self.decimal)

    def quantity(self, quantity: Quantity) -> str:
        """A quantity with as many decimals as it has."""
        return format_quantity(quantity, decimal=self.decimal)

    def method(self, method: Method) -> str:
        """What the shop calls a method of payment, or else what it is called in this language."""
        return method.name or self.methods[method.kind]

    def percent(self, rate_bp: int) -> str:
        """A rate in basis points as a percentage: `25 %`, `12,5 %`."""
        return f"{format_quantity(Quantity(rate_bp * 10), decimal=self.decimal)} %"


SWEDISH = Words(
    organisation_number="Org.nr",
    receipt="Kvitto",
    electronic_receipt="Elektroniskt kassakvitto",
    mail_attached="Kvittot är bifogat som en PDF-fil.",
    register="Kassa",
    cashier="Kassör",
    quantity_at_price="{quantity} {unit} à {price}",
    piece="st",
    sum="Summa",
    rounding="Öresavrundning",
    to_pay="ATT BETALA SEK",
    goods="Antal varor",
    services="Antal tjänster",
    change="Växel tillbaka",
    vat_rate="Moms",
    net="Netto",
    vat="Moms",
    vat_total="totalt",
    gross="Brutto",
    control_unit="Kontrollenhet",
    control_code="Kontrollkod",
    x_report="X-RAPPORT",
    z_report="Z-RAPPORT",
    shift_from="Öppnad",
    shift_to="Stängd",
    date="Datum",
    sales="FÖRSÄLJNING",
    total_sales="Total försäljning",
    groups="HUVUDGRUPPER",
    no_group="Utan grupp",
    payments="BETALNINGSMEDEL",
    cash_drawer="KASSALÅDA",
    float_amount="Växelkassa",
    cash_sales="Kontant försäljning",
    expected="Beräknat i lådan",
    counted="Räknat i lådan",
    difference="Differens",
    numbers="ANTAL OCH BELOPP",
    goods_sold="Sålda varor",
    services_sold="Sålda tjänster",
    receipts="Kvitton",
    drawer_openings="Lådöppningar",
    cash_in="Insättningar",
    cash_out="Uttag",
    float_change="Ändrad växelkassa",
    reason="Orsak",
    signature="Underskrift",
    copy_mark="KOPIA",
    copy="Kopia",
    copied="Kopierat",
    return_mark="RETUR",
    return_receipt="Returkvitto",
    of_receipt="Avser kvitto",
    to_pay_back="ATT BETALA TILLBAKA SEK",
    discount="Rabatt",
    copies="Kvittokopior",
    practice="Övningskvitton",
    returns="Returer",
    discounts="Rabatter",
    other_reductions="Övrigt som minskat försäljningen",
    unfinished="Ej avslutade försäljningar",
    grand_totals="SEDAN KASSAN TOGS I BRUK",
    grand_sales="Total försäljning",
    grand_returns="Totala returer",
    grand_net="Netto",
    this_register="KASSAREGISTER",
    serial="Tillverkningsnummer",
    model="Modell",
    program="Program",
    version="Version",
    journal="Journalens kontrollsumma",
    test_page="PROVUTSKRIFT",
    test_columns="Siffrorna ska fylla en rad:",
    test_signs="Å, Ä, Ö och euro ska synas:",
    test_code="En streckkod ska synas:",
    test_bold="Fet stil",
    test_double="Dubbel",
    test_end="Skrivaren fungerar om allt ovan står rätt.",
    blind_return="Utan kvitto",
    practice_mark="ÖVNING",
    practice_receipt="Övningskvitto",
    pro_forma_mark="EJ KVITTO",
    pro_forma="Underlag",
    tip="Dricks",
    tips="Dricks (ej försäljning)",
    gift_card="Presentkort",
    on_gift_card="Saldo",
    swish_scan="Läs av koden i Swish-appen",
    swish_message="Meddelande",
    terminals="Avstämning terminaler",
    next_float="Kvar till nästa växelkassa",
    to_bank="Till banken",
    customer="Kund",
    your_reference="Er referens",
    pro_forma_invoice="Proformafaktura",
    pro_forma_credit="Proforma kreditfaktura",
    terms="Betalningsvillkor",
    due="Förfaller",
    amount="Belopp",
    quantity_heading="Antal",
    price_heading="À-pris",
    invoice_follows="Fakturan kommer för sig. Betala den, inte detta papper.",
    invoiced="varav fakturerat",
    page="Sida {number} av {pages}",
    methods={
        MethodKind.CASH: "Kontant",
        MethodKind.CARD: "Kort",
        MethodKind.SWISH: "Swish",
        MethodKind.GIFT_CARD: "Presentkort",
        MethodKind.VOUCHER: "Värdecheck",
        MethodKind.EXCHANGE: "Kvittning",
        MethodKind.INVOICE: "Faktura",
        MethodKind.OTHER: "Annat",
    },
)

ENGLISH = Words(
    organisation_number="Org. no.",
    receipt="Receipt",
    electronic_receipt="Elektroniskt kassakvitto",
    mail_attached="The receipt is attached as a PDF file.",
    register="Register",
    cashier="Cashier",
    quantity_at_price="{quantity} {unit} at {price}",
    piece="pcs",
    sum="Sum",
    rounding="Rounding",
    to_pay="TO PAY SEK",
    goods="Number of goods",
    services="Number of services",
    change="Change",
    vat_rate="VAT",
    net="Net",
    vat="VAT",
    vat_total="total",
    gross="Gross",
    control_unit="Control unit",
    control_code="Control code",
    x_report="X REPORT",
    z_report="Z REPORT",
    shift_from="Opened",
    shift_to="Closed",
    date="Date",
    sales="SALES",
    total_sales="Total sales",
    groups="MAIN GROUPS",
    no_group="Without group",
    payments="PAYMENT METHODS",
    cash_drawer="CASH DRAWER",
    float_amount="Float",
    cash_sales="Cash sales",
    expected="Expected in drawer",
    counted="Counted in drawer",
    difference="Difference",
    numbers="NUMBERS AND AMOUNTS",
    goods_sold="Goods sold",
    services_sold="Services sold",
    receipts="Receipts",
    drawer_openings="Drawer openings",
    cash_in="Cash in",
    cash_out="Cash out",
    float_change="Change of float",
    reason="Reason",
    signature="Signature",
    copy_mark="KOPIA",
    copy="Copy",
    copied="Copied",
    return_mark="RETURN",
    return_receipt="Return receipt",
    of_receipt="Of receipt",
    to_pay_back="TO PAY BACK SEK",
    discount="Discount",
    copies="Receipt copies",
    practice="Practice receipts",
    returns="Returns",
    discounts="Discounts",
    other_reductions="Other reductions of sales",
    unfinished="Unfinished sales",
    grand_totals="SINCE THE REGISTER WAS TAKEN INTO USE",
    grand_sales="Total sales",
    grand_returns="Total returns",
    grand_net="Net",
    this_register="CASH REGISTER",
    serial="Manufacturing number",
    model="Model",
    program="Program",
    version="Version",
    journal="Journal checksum",
    test_page="TEST PAGE",
    test_columns="The digits should fill one row:",
    test_signs="Å, Ä, Ö and euro should show:",
    test_code="There should be a barcode:",
    test_bold="Bold",
    test_double="Double",
    test_end="The printer works if all of the above is right.",
    blind_return="Without a receipt",
    practice_mark="ÖVNING",
    practice_receipt="Practice receipt",
    pro_forma_mark="EJ KVITTO",
    pro_forma="Pro forma",
    tip="Tip",
    tips="Tips (no sales)",
    gift_card="Gift card",
    on_gift_card="Balance",
    swish_scan="Scan the code with the Swish app",
    swish_message="Message",
    terminals="Terminals compared",
    next_float="Left for the next float",
    to_bank="To the bank",
    customer="Customer",
    your_reference="Your reference",
    pro_forma_invoice="Pro forma invoice",
    pro_forma_credit="Pro forma credit invoice",
    terms="Terms of payment",
    due="Due",
    amount="Amount",
    quantity_heading="Quantity",
    price_heading="Price",
    invoice_follows="The invoice comes by itself. Pay that, not this paper.",
    invoiced="of which invoiced",
    page="Page {number} of {pages}",
    methods={
        MethodKind.CASH: "Cash",
        MethodKind.CARD: "Card",
        MethodKind.SWISH: "Swish",
        MethodKind.GIFT_CARD: "Gift card",
        MethodKind.VOUCHER: "Voucher",
        MethodKind.EXCHANGE: "Exchange",
        MethodKind.INVOICE: "Invoice",
        MethodKind.OTHER: "Other",
    },
    thousands=",",
    decimal=".",
)


def words_in(language: str) -> Words:
    """The words of a shop's language; Swedish where it is not known."""
    return ENGLISH if language == "en" else SWEDISH
