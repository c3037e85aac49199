"""The simulator's pages in a browser: what it received, and the consent that it asks for. In Swedish, like it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

from openpos.simulators.spiris.api import Request
from openpos.simulators.spiris.company import Company
from openpos.simulators.spiris.identity import Consent

_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem; color: #1b1b1b;
  background: #fff; }
table { border-collapse: collapse; width: 100%; margin-bottom: 2rem; }
th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid #ccc; vertical-align: top;
  overflow-wrap: anywhere; }
td.amount, th.amount { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
button { font: inherit; padding: .6rem 1.4rem; margin-right: 1rem; }
label { display: block; padding: .4rem 0; }
.note { background: #fff3cd; padding: .6rem 1rem; }
h1 { line-height: 1.2; }
@media (prefers-color-scheme: dark) { body { color: #eee; background: #1b1b1b; } .note { background: #4a3f14; }
  th, td { border-color: #555; } }
"""
_SCOPE_WORDS = {
    "ea:api": "Använda programmets API",
    "offline_access": "Fortsätta utan att fråga igen",
    "ea:sales": "Läsa och skapa kunder, artiklar och fakturor",
    "ea:sales_readonly": "Läsa kunder, fakturor och företagets uppgifter",
    "ea:accounting": "Läsa och skapa bokföring",
    "ea:accounting_readonly": "Läsa bokföring",
    "ea:purchase": "Läsa och skapa inköp",
    "ea:purchase_readonly": "Läsa bankkonton och inköp",
}
_NEWEST = 100


def consent_page(consent: Consent, companies: Iterable[Company], nonce: str) -> str:
    """The question whether the client may use a company, and which."""
    choices = "".join(
        f'<label><input type="radio" name="company" value="{escape(company.id)}"{" checked" if not at else ""}> '
        f"{escape(company.name)} ({escape(str(company.settings['CorporateIdentityNumber']))})</label>"
        for at, company in enumerate(companies)
    )
    rights = "".join(f"<li>{escape(_SCOPE_WORDS.get(scope, scope))}</li>" for scope in consent.scopes)
    return _page(
        "Godkänn åtkomst",
        f"""<p class="note">Detta är en simulator. Inget lämnar den här datorn.</p>
<p>Programmet <strong>{escape(consent.client.id)}</strong> vill:</p><ul>{rights}</ul>
<form method="post" action="decision"><input type="hidden" name="consent" value="{escape(nonce)}">
<fieldset><legend>Välj företag</legend>{choices}</fieldset>
<p><button name="decision" value="allow">Godkänn</button>
<button name="decision" value="deny">Avbryt</button></p></form>""",
    )


def trouble_page(what: str) -> str:
    """Why the browser can't be sent on."""
    return _page("Det gick inte", f"<p>{escape(what)}</p>")


def received_page(companies: Iterable[Company], requests: Sequence[Request]) -> str:
    """What every company received, the newest first, and the newest calls."""
    parts = ['<p class="note">Detta är en simulator av Spiris. Företag, kunder och belopp är påhittade.</p>']
    for company in companies:
        of = company.shelves
        with of.mutex:
            vouchers = list(of.of("vouchers").values())
            invoices = list(of.of("customerinvoices").values())
            drafts = [*of.of("customerinvoicedrafts").values(), *of.of("voucherdrafts").values()]
            customers = len(of.of("customers"))
            settings = company.settings
        parts += [
            f"<h2>{escape(company.name)}</h2>",
            f"<p>{settings['CorporateIdentityNumber']}, variant {settings['ProductVariant']}, {customers} kunder</p>",
            f"<h3>Verifikationer ({len(vouchers)})</h3>",
            _table(
                ("Nummer", "Datum", "Text", "Konton", "Summa"),
                (
                    (
                        row["NumberAndNumberSeries"],
                        row["VoucherDate"][:10],
                        row["VoucherText"],
                        ", ".join(str(line["AccountNumber"]) for line in row["Rows"]),
                        sum(line["DebitAmount"] for line in row["Rows"]),
                    )
                    for row in _newest(vouchers)
                ),
            ),
            f"<h3>Kundfakturor ({len(invoices)})</h3>",
            _table(
                ("Nummer", "Datum", "Kund", "Rader", "Summa"),
                (
                    (
                        row["InvoiceNumber"],
                        row["InvoiceDate"][:10],
                        row["CustomerName"],
                        "; ".join(str(line["Text"] or "") for line in row["Rows"]),
                        row["TotalAmount"],
                    )
                    for row in _newest(invoices)
                ),
            ),
            f"<h3>Utkast ({len(drafts)})</h3>",
            _table(
                ("Skapat", "Text"),
                (
                    (row["CreatedUtc"][:19], row.get("VoucherText") or row.get("CustomerName") or "")
                    for row in _newest(drafts)
                ),
            ),
        ]
    parts += [
        f"<h2>Anrop ({len(requests)})</h2>",
        _table(
            ("Nr", "Tid", "Anrop", "Svar", "Felkod", "Fel på vägen"),
            (
                (found.number, found.at[11:19], f"{found.method} {found.path}", found.status or "–", found.code or "",
                 found.fault)
                for found in _newest(requests)
            ),
        ),
    ]  # fmt: skip
    return _page("Spiris-simulator", "".join(parts))


def _newest(rows: Sequence[Any]) -> list[Any]:
    return list(reversed(rows[-_NEWEST:]))


def _table(heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    last = len(heads) - 1
    amounts = heads[last] == "Summa"

    def cell(tag: str, at: int, value: Any) -> str:
        kind = ' class="amount"' if amounts and at == last else ""
        text = f"{value:.2f}".replace(".", ",") if amounts and at == last and tag == "td" else str(value)
        return f"<{tag}{kind}>{escape(text)}</{tag}>"

    head = "".join(cell("th", at, text) for at, text in enumerate(heads))
    body = "".join("<tr>" + "".join(cell("td", at, value) for at, value in enumerate(row)) + "</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>" if body else "<p>Inget än.</p>"


def _page(title: str, body: str) -> str:
    return (
        f'<!doctype html><html lang="sv"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style></head>'
        f"<body><h1>{escape(title)}</h1>{body}</body></html>"
    )
