#!/usr/bin/env python3
"""Shows every control of the register in one window, to look at: gallery.py --look dark --language sv --size 1366x768.

With --save FILE it draws the window into a picture and ends; --page chooses what is shown.
"""

from __future__ import annotations

import argparse
import csv
import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from openpos.domain.errors import Refused, Unavailable
from openpos.ui import i18n, theme
from openpos.ui.theme import Look, State, Theme
from openpos.ui.widgets.buttons import ArticleKey, BigKey, GroupKey, Key, Kind
from openpos.ui.widgets.keys import KeyHints
from openpos.ui.widgets.messages import Message, Toast
from openpos.ui.widgets.pads import AmountField, NumPad, PinPad
from openpos.ui.widgets.pages import EmptyPage, PageHeader, Pager
from openpos.ui.widgets.receipt import ReceiptLine, ReceiptList
from openpos.ui.widgets.search import SearchField
from openpos.ui.widgets.strip import StatusStrip
from openpos.ui.widgets.text import Text, Total

GROUPS = ["Mejeri", "Bröd", "Kött & chark", "Fisk", "Frukt & grönt", "Dryck", "Godis & kakor", "Frys", "Skafferi"]
NAMES = [
    ("Ägg", "89,90"),
    ("Turkisk yogurt", "12,90"),
    ("Coop Dagens pasta med Lax & Dill", "49,90"),
    ("Coop Dagens pasta med Kyckling", "12,90"),
    ("Mellanmjölk 1,5 % längre hållbarhet laktosfri 1,5 l", "16,90"),
    ("Almondy Swedish Almond Cake", "54,00"),
    ("Pepparkakor", "24,90"),
    ("Cederpepparkakor", "1 234,50"),
    ("Familjelasagne", "62,90"),
    ("Μωρομάντηλα Libero Με καπάκι Με Nordica Canola Oil", "39,90"),
    ("Knäckebröd", "21,50"),
    ("Skumtopp jordgubb", "1,00"),
]


def strip(parent: QWidget) -> StatusStrip:
    made = StatusStrip("Status", parent)
    made.set_fact("register", "K1 Storgatan", "strong")
    made.set_fact("practice", "")
    made.set_middle(SearchField("Sök artikel, nummer, streckkod"))
    made.chip("cashier", icon="user").set_state(State.PLAIN, "Kassör")
    made.chip("shift", icon="clock").set_state(State.PLAIN, "08:02")
    made.chip("control").set_state(State.OK, "Kontrollenhet")
    made.chip("printer").set_state(State.SOON, "Skrivare: lite papper")
    return made


def lines(count: int) -> list[ReceiptLine]:
    made = []
    for place in range(count):
        name, price = NAMES[place % len(NAMES)]
        if place % 5 == 3:  # noqa: PLR2004 - any pattern will do
            made.append(ReceiptLine("0,452 kg", name, price, "39,90 kr/kg"))
        elif place % 4 == 1:
            made.append(ReceiptLine("2 ×", name, "25,80", "12,90 styck"))
        else:
            made.append(ReceiptLine("1 ×", name, price))
    return made


def article_page(parent: QWidget, columns: int, rows: int) -> QWidget:
    page = QWidget(parent)
    look = theme.current()
    column = QVBoxLayout(page)
    column.setContentsMargins(look.space(12), look.space(8), look.space(12), look.space(8))
    column.setSpacing(look.space(8))
    groups = QHBoxLayout()
    groups.setSpacing(look.space(8))
    for place, group in enumerate(GROUPS[: columns + 1]):
        key = GroupKey(group, place, parent=page)
        key.setChecked(place == 1)
        groups.addWidget(key, 1)
    column.addLayout(groups)
    grid = QGridLayout()
    grid.setSpacing(look.space(8))
    for place in range(columns * rows):
        article = ArticleKey(page)
        if place < columns * rows - 2:
            name, price = NAMES[place % len(NAMES)]
            article.show_article(name, price, place % 12)
        grid.addWidget(article, place // columns, place % columns)
    column.addLayout(grid, 1)
    pager = Pager(page)
    pager.show_page(0, 4)
    column.addWidget(pager, 0, Qt.AlignmentFlag.AlignRight)
    pay = QHBoxLayout()
    pay.setSpacing(look.space(8))
    for text, icon, kind, shortcut in (
        ("Kontant", "banknote", Kind.PRIMARY, "F9"),
        ("Kort", "credit-card", Kind.PRIMARY, "F10"),
        ("Swish", "smartphone", Kind.PLAIN, "F11"),
        ("Faktura", "file-text", Kind.PLAIN, "F12"),
    ):
        method = BigKey(text, icon=icon, kind=kind, shortcut=shortcut, parent=page)
        method.setEnabled(text != "Faktura")
        pay.addWidget(method)
    column.addLayout(pay)
    return page


def checkout(window: QWidget, size: tuple[int, int], count: int) -> None:
    look = theme.current()
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(strip(window))
    row = QHBoxLayout()
    row.setDirection(look.hand())
    row.setSpacing(0)
    left = QVBoxLayout()
    left.setContentsMargins(look.space(12), look.space(8), 0, look.space(8))
    left.setSpacing(look.space(8))
    receipt = ReceiptList("Kvitto")
    receipt.set_empty("Inget köp än", "Skanna en vara, tryck på en knapp eller sök.")
    receipt.show_lines(lines(count))
    if count:
        receipt.choose(count - 3)
    left.addWidget(receipt, 1)
    total = Total("Att betala")
    total.show_total("Att betala", "1\u00a0298,35")
    left.addWidget(Text("15 artiklar · moms 70,13", "second"))
    left.addWidget(total)
    acts = QHBoxLayout()
    acts.setSpacing(look.space(8))
    for text, icon in (("Antal", "hash"), ("Ta bort", "trash-2"), ("", "ellipsis")):
        acts.addWidget(
            Key(text, icon="" if icon == "hash" else icon, kind=Kind.DANGER if text == "Ta bort" else Kind.PLAIN), 1
        )
    left.addLayout(acts)
    row.addLayout(left, 4)
    columns, rows = size[0] * 6 // 10 // look.space(140), (size[1] - look.space(330)) // look.space(140)
    row.addWidget(article_page(window, columns, rows), 6)
    column.addLayout(row, 1)
    toast = Toast(window, (total,))
    toast.show_error(Unavailable("The disk is full.", "Check the disk, then start again."))


def parts(window: QWidget) -> None:
    look = theme.current()
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, look.space(12))
    header = PageHeader("Öppna skift", parent=window)
    header.add(Key("Spara", kind=Kind.PRIMARY))
    column.addWidget(header)
    row = QHBoxLayout()
    row.setContentsMargins(look.space(24), look.space(12), look.space(24), 0)
    row.setSpacing(look.space(24))
    row.setDirection(look.hand())
    first = QVBoxLayout()
    field = AmountField("Belopp")
    field.fill("500,00")
    field.setFocus()
    first.addWidget(field)
    pad = NumPad(parent=window)
    pad.write_to(field)
    first.addWidget(pad)
    first.addStretch()
    row.addLayout(first)
    second = QVBoxLayout()
    pin = PinPad("PIN", window)
    pin._show("1234")  # noqa: SLF001 - to look at
    second.addWidget(pin)
    second.addStretch()
    row.addLayout(second)
    third = QVBoxLayout()
    third.setSpacing(look.space(12))
    for state, title in ((State.OK, "Sparat"), (State.PLAIN, "Bra att veta")):
        message = Message()
        message.show_text(title, "Allt är som det ska.", state)
        third.addWidget(message)
    stop = Message()
    stop.show_error(Refused("“{text}” is not an amount.", "Write it like 1234,50.", text="abc"))
    soon = Message()
    soon.show_text("Skrivaren svarar inte", "Kontrollera kabeln.", State.SOON, action="Försök igen")
    third.addWidget(stop)
    third.addWidget(soon)
    keys = QHBoxLayout()
    for kind in Kind:
        keys.addWidget(Key(kind.value.title(), kind=kind))
    off = Key("Off")
    off.setEnabled(False)
    keys.addWidget(off)
    third.addLayout(keys)
    third.addWidget(SearchField("Sök artikel"))
    third.addWidget(EmptyPage("package", "Inga artiklar än", "Läs in butikens artiklar från en fil.", "Läs in"))
    row.addLayout(third, 1)
    column.addLayout(row, 1)


def main() -> int:
    """Show or save one page of the gallery."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--look", type=Look, choices=list(Look), default=Look.LIGHT)
    parser.add_argument("--language", choices=["sv", "en"], default="sv")
    parser.add_argument("--size", default="1366x768")
    parser.add_argument("--text", type=int, default=100)
    parser.add_argument("--left-handed", action="store_true")
    parser.add_argument("--page", choices=["checkout", "empty", "parts", "keys"], default="checkout")
    parser.add_argument("--save", type=Path)
    parser.add_argument("--articles", type=Path, help="take the names from this CSV file")
    options = parser.parse_args()
    width, height = (int(part) for part in options.size.split("x"))
    if options.articles:
        with options.articles.open(encoding="utf-8", newline="") as file:
            NAMES[:] = [
                (row["name"], row["price_incl_vat"]) for row, _ in zip(csv.DictReader(file), range(400), strict=False)
            ]
    app = QApplication(sys.argv[:1])
    theme.apply(app, Theme(options.look, text_percent=options.text, left_handed=options.left_handed))
    i18n.install(options.language)
    window = QWidget()
    window.setProperty("role", "page")
    window.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    window.resize(width, height)
    if options.page == "parts":
        parts(window)
    else:
        checkout(window, (width, height), 0 if options.page == "empty" else 15)
    window.show()
    hints = KeyHints(window, [("↑ ↓", "Välj rad")])
    if options.page == "keys":
        hints.ask()
    if options.save:
        app.processEvents()
        window.grab().save(str(options.save))
        return 0
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
