"""The whole way by commands: connect, sell by invoice, return, close; everything is in Spiris once."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import threading
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from urllib.request import urlopen

import pytest

from openpos.simulators.spiris import Client, Fault, Kind, Request, SpirisSimulator
from tests.e2e.conftest import PROGRAM, Done, Shop, environment
from tests.fixtures.far_side import closed_port
from tests.fixtures.secret_service import secret_service
from tests.fixtures.spiris_contract import complaints_of

pytestmark = pytest.mark.process

SECRET = "Gr0dorna-sma-ar-lustiga-att-se"  # noqa: S105 - of a simulator
EGGS = {"text": "Ägg", "price": "89.90", "vat": "food", "group": "Skafferi"}
PAPER = {"text": "Hushållspapper", "price": "54.95", "vat": "standard", "group": "Skafferi", "quantity": "2"}


@pytest.fixture
def sent() -> threading.Event:
    """Is set when the last part of a day's takings comes to Spiris: its Z report."""
    return threading.Event()


@pytest.fixture
def spiris(sent: threading.Event) -> Iterator[SpirisSimulator]:
    def seen(request: Request) -> list[str]:
        if request.path.endswith("/attachmentlinks"):
            sent.set()
        return list(complaints_of(request))

    with SpirisSimulator(on_request=seen, clients=(Client(secret=SECRET),)) as simulator:
        simulator.company.change_settings(DomesticCurrencyRounding=0)
        yield simulator
    assert simulator.complaints == []


def secrets_in(content: bytes, spiris: SpirisSimulator) -> set[str]:
    """The client's secret, and whatever is a token or a code that Spiris gave, with its end cut off at any place."""
    found = {SECRET} if SECRET.encode() in content else set()
    for run in set(re.findall(rb"[\w.=-]{40,}", content)):
        text = run.decode("ascii")
        cuts = {text[begin:end] for begin in range(4) for end in range(len(text) - 4, len(text) + 1)}
        pieces = {text[at : at + size] for size in (43, 64) for at in range(len(text) - size + 1)}
        found |= {piece for piece in cuts | pieces if spiris.identity.gave(piece)}
    return found


@pytest.fixture
def world(tmp_path: Path, spiris: SpirisSimulator) -> Iterator[dict[str, str]]:
    """The environment of a machine with a keyring, whose Spiris is the simulated one, in a hurry."""
    with secret_service(tmp_path / "home") as found:
        yield {
            **found,
            **{name: environment()[name] for name in ("PYTHONPATH", "PYTHONDONTWRITEBYTECODE")},
            "OPENPOS_SPIRIS_API_URL": spiris.api_url,
            "OPENPOS_SPIRIS_IDENTITY_URL": spiris.identity_url,
            "OPENPOS_SPIRIS_CLIENT_ID": "openpos",
            "OPENPOS_SPIRIS_CLIENT_SECRET": SECRET,
            "OPENPOS_SPIRIS_SPEED": "100",
        }


def command(shop: Shop, world: dict[str, str], *words: str) -> Done:
    ended = subprocess.run(
        [*PROGRAM, words[0], "--data", str(shop.directory), *words[1:]],
        env=world,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=90,
    )
    assert "Traceback" not in ended.stderr, ended.stderr
    return Done(ended.returncode, ended.stdout, ended.stderr)


def connect(shop: Shop, world: dict[str, str], day: str) -> str:
    """Connect it, and give all that the program said."""
    (shop.directory / "register.toml").write_text(
        f'control_unit = "simulator"\nspiris_redirect_port = {closed_port()}\n', "utf-8"
    )
    words = ["--mode", "bookkeeping-invoicing", "--start-date", day, "--suggested-accounts", "--no-browser"]
    with subprocess.Popen(
        [*PROGRAM, "connect", "--data", str(shop.directory), *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=world,
        encoding="utf-8",
    ) as process:
        assert process.stdout is not None
        address = process.stdout.readline()
        with urlopen(address.strip(), timeout=10) as page:  # noqa: S310 - this machine
            assert page.status == 200
        out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, "")
    return address + out


def play(shop: Shop, world: dict[str, str], *acts: dict[str, object]) -> list[dict[str, object]]:
    script = shop.directory.parent / "acts.jsonl"
    script.write_text("".join(json.dumps(act) + "\n" for act in acts), "utf-8")
    done = command(shop, world, "replay", str(script))
    assert (done.code, done.err) == (0, "")
    return done.answers


def test_sales_by_invoice_and_the_days_takings_arrive_once(
    demo: Shop, world: dict[str, str], spiris: SpirisSimulator
) -> None:
    refused = command(demo, world, "sync", "--once", "--json")
    assert refused.json["connection"] == "none"
    connect(demo, world, spiris.now().date().isoformat())
    first = command(demo, world, "sync", "--once", "--json")
    assert (first.json["connection"], first.json["arrived"]) == ("active", 0)
    number = spiris.customers[0]["CustomerNumber"]
    invoice = {"do": "invoice", "customer": number, "lines": [EGGS, PAPER], "reference": "Er ref", "comment": "Hej"}
    answers = play(
        demo,
        world,
        {"do": "open_shift", "cashier": "Kassör", "float": "1000"},
        {"do": "sale", "lines": [EGGS], "tenders": [{"method": "card", "amount": "89.90"}]},
        {**invoice, "address": {"street": "Nya gatan 5"}},
        {"do": "return", "receipt": 2, "lines": [{"line": 2, "quantity": "1"}]},
        {"do": "close_shift", "counted": "1000"},
    )
    assert answers[2]["do"] == "invoice"
    assert answers[2]["total_ore"] == 19_980
    assert answers[3]["total_ore"] == -5_495
    done = command(demo, world, "sync", "--once", "--json").json
    assert (done["arrived"], done["settled"], done["waiting"], done["rejected"]) == (4, 4, 0, 0)
    assert [invoice["TotalAmount"] for invoice in spiris.invoices] == [Decimal("199.80"), Decimal("-54.95")]
    assert spiris.invoices[0]["Rows"][0]["Text"].startswith(str(answers[2]["invoice_reference"]))
    assert spiris.customers[0]["InvoiceAddress1"] == "Nya gatan 5"
    (voucher,) = spiris.vouchers
    assert sum(row["DebitAmount"] for row in voucher["Rows"]) == Decimal("89.90")
    assert len(spiris.state()["attachments"]) == 1
    again = command(demo, world, "sync", "--once")
    assert again.out == "4 arrived, 0 wait, 0 are looked up, 0 need a person. Connection: active.\n"
    demo.sound()


def test_a_register_that_is_open_is_sent_by_nobody_else(
    demo: Shop, world: dict[str, str], spiris: SpirisSimulator
) -> None:
    connect(demo, world, spiris.now().date().isoformat())
    with subprocess.Popen(
        [*PROGRAM, "sync", "--data", str(demo.directory), "--json"],
        env=world,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as running:
        assert running.stdout is not None
        assert json.loads(running.stdout.readline())["connection"] == "active"
        second = command(demo, world, "sync", "--once")
        assert second.code == 1
        assert "is open in another program" in second.err
        running.send_signal(signal.SIGINT)
        _, err = running.communicate(timeout=30)
    assert (running.returncode, err) == (130, "")


def test_no_secret_is_in_any_file_or_word(
    demo: Shop, world: dict[str, str], spiris: SpirisSimulator, sent: threading.Event, tmp_path: Path
) -> None:
    said = connect(demo, world, spiris.now().date().isoformat())
    play(
        demo,
        world,
        {"do": "open_shift", "cashier": "Kassör", "float": "1000"},
        {"do": "sale", "lines": [EGGS], "tenders": [{"method": "card", "amount": "89.90"}]},
        {"do": "close_shift", "counted": "1000"},
    )
    spiris.expire_access()
    spiris.faults.replace(
        [Fault(kind, on="* /v2/*", times=1) for kind in (Kind.HTML, Kind.TORN, Kind.ERROR, Kind.CUT)]
        + [Fault(Kind.ERROR, on="POST /identity/*", times=1)]
    )
    calls = len(spiris.requests)
    with subprocess.Popen(
        [*PROGRAM, "run", "--data", str(demo.directory)],
        env={**world, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    ) as window:
        assert sent.wait(60)
        window.terminate()
        said += window.communicate(timeout=30)[0]
    assert len(spiris.requests) > calls + 5
    spiris.revoke_consent()
    spiris.expire_access()
    refused = command(demo, world, "sync", "--once", "--json")
    assert "consent" in refused.err, "whoever reads it knows what to do"
    said += refused.out + refused.err
    said += command(demo, world, "backup", str(tmp_path / "backup.db")).out
    files = demo.files()
    assert "register.log" in files
    files["backup"] = (tmp_path / "backup.db").read_bytes()
    for place, content in {**files, "what was said": said.encode()}.items():
        assert secrets_in(content, spiris) == set(), place
    tokens = spiris.tokens()
    for secret in (tokens["access_token"], tokens["refresh_token"]):
        assert secrets_in(f"Bearer {secret}.".encode(), spiris) == {secret}
