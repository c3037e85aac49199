"""The simulated service as a whole: what it keeps, what it shows, and how it runs as a program."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from openpos.simulators.spiris import SpirisSimulator

TREE = Path(__file__).resolve().parents[3]


def book(api: httpx.Client, day: str, text: str = "K1-Z1") -> httpx.Response:
    rows = [{"AccountNumber": 1910, "DebitAmount": 12.5}, {"AccountNumber": 3004, "CreditAmount": 12.5}]
    return api.post("vouchers", json={"VoucherDate": day, "VoucherText": text, "Rows": rows})


def test_what_was_received_is_there_after_a_restart(tmp_path: Path, new_spiris: Any, connect: Any) -> None:
    first = new_spiris(data=tmp_path)
    tokens = first.tokens()
    api = connect(first)
    assert book(api, str(first.company.today())).status_code == 201
    draft = {"VoucherDate": str(first.company.today()), "VoucherText": "K1-Z2", "Rows": []}
    kept = api.post("voucherdrafts", json=draft).json()
    gone = api.post("voucherdrafts", json=draft).json()
    api.delete(f"voucherdrafts/{gone['Id']}")
    first.company.change_settings(ProductVariant=3)
    wanted = (first.vouchers, first.customers, first.company.settings, len(first.requests))
    first.stop()
    with (tmp_path / "books.jsonl").open("ab") as log:
        log.write(b'{"company":"torn by a pulled plug')

    second = new_spiris(data=tmp_path)
    assert (second.vouchers, second.customers, second.company.settings, len(second.requests)) == wanted
    assert [draft["Id"] for draft in second.voucher_drafts] == [kept["Id"]]
    with httpx.Client(base_url=second.api_url, trust_env=False) as client:
        client.headers["Authorization"] = f"Bearer {tokens['access_token']}"
        assert book(client, str(second.company.today())).json()["NumberAndNumberSeries"] == "A2"
    form = {"grant_type": "refresh_token", "refresh_token": tokens["refresh_token"]}
    answer = httpx.post(
        second.identity_url + "connect/token", data=form, auth=("openpos", "simulated"), trust_env=False
    )
    assert answer.status_code == 200
    second.stop()
    third = new_spiris(data=tmp_path)
    assert [row["NumberAndNumberSeries"] for row in third.vouchers] == ["A1", "A2"]
    kept_bytes = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    for secret in (tokens["access_token"], tokens["refresh_token"], answer.json()["refresh_token"], "simulated"):
        assert secret.encode() not in kept_bytes


def test_the_demo_company_has_what_a_shop_needs(spiris: SpirisSimulator, api: httpx.Client) -> None:
    today = spiris.company.today()
    years = api.get("fiscalyears").json()["Data"]
    assert [year["StartDate"][:4] for year in years] == [str(today.year - 1), str(today.year)]
    accounts = api.get(f"accounts/{years[-1]['Id']}", params={"$pagesize": "1000"}).json()["Data"]
    needed = "1510 1686 1910 1930 2421 2611 2621 2631 2890 3001 3002 3003 3004 3740 3790 3999"
    assert set(needed.split()) <= {account["Number"] for account in accounts}
    assert {row["VatRatePercent"] for row in api.get("articleaccountcodings").json()["Data"]} == {25, 12, 6, 0}
    assert {row["VatRate"] for row in api.get("vatcodes").json()["Data"]} >= {25, 12, 6, 0}
    assert 30 in {row["NumberOfDays"] for row in api.get("termsofpayments").json()["Data"]}
    assert api.get("companysettings").json()["Name"].endswith("sandbox")
    assert [user["IsCurrentUser"] for user in api.get("users").json()["Data"]] == [True]
    assert {row["BankAccountType"] for row in api.get("bankaccounts").json()["Data"]} == {1, 2}


def test_a_new_year_has_the_accounts_of_the_old_one(new_spiris: Any, connect: Any, tmp_path: Path) -> None:
    december = new_spiris(data=tmp_path, now=lambda: datetime(2026, 12, 30, tzinfo=UTC))
    old = december.company.year_of(december.company.today())
    assert old is not None
    body = {"Name": "Kassa torget", "Number": "1913", "FiscalYearId": old["Id"], "IsActive": True}
    assert connect(december).post("accounts", json=body).status_code == 201
    december.stop()
    january = new_spiris(data=tmp_path, now=lambda: datetime(2027, 1, 2, tzinfo=UTC))
    new = january.company.year_of(january.company.today())
    assert new is not None
    api = connect(january)
    assert api.get(f"accounts/{new['Id']}/1913").json()["FiscalYearId"] == new["Id"] != old["Id"]
    both = [api.get(f"accounts/{year['Id']}", params={"$pagesize": "1000"}).json()["Data"] for year in (old, new)]
    assert len({row["Number"] for row in both[0]} ^ {row["Number"] for row in both[1]}) == 0


def test_the_page_shows_what_came_and_escapes_it(spiris: SpirisSimulator, api: httpx.Client) -> None:
    book(api, str(spiris.company.today()), "<script>K1</script>")
    page = httpx.get(spiris.address, trust_env=False).text
    assert "&lt;script&gt;K1" in page
    assert "<script>" not in page
    assert "12,50" in page
    assert "POST /v2/vouchers" in page
    assert httpx.get(spiris.address + "simulator/shoe", trust_env=False).status_code == 404


def test_another_process_reads_the_state_and_sets_the_plan(spiris: SpirisSimulator, api: httpx.Client) -> None:
    base = spiris.address + "simulator/"
    with httpx.Client(trust_env=False) as client:
        assert client.post(base + "plan", json={"rules": {"licence_accepted": False}}).status_code == 200
        assert api.get("customers").json()["ErrorCode"] == 4012
        assert client.post(base + "plan", json={"rules": {"shoe": 1}}).status_code == 400
        # As a page of somebody else's would send it.
        assert client.post(base + "plan", content=b"{}", headers={"Content-Type": "text/plain"}).status_code == 404
        assert len(client.post(base + "customers", json={"count": 5}).json()["ids"]) == 5
        assert client.post(base + "customers", json={"count": "5"}).status_code == 400
        state = client.get(base + "state").json()
        assert len(state["customers"]) == 35
        assert [request["code"] for request in state["requests"]] == [4012]
        assert client.post(base + "expire", json={}).status_code == 200
        assert api.get("customers").status_code == 401
        assert client.post(base + "revoke", json={}).status_code == 200


def test_no_secret_is_in_the_request_log(spiris: SpirisSimulator) -> None:
    tokens = spiris.tokens()
    form = {"grant_type": "refresh_token", "refresh_token": tokens["refresh_token"], "client_id": "openpos",
            "client_secret": "simulated"}  # fmt: skip
    answer = httpx.post(spiris.identity_url + "connect/token", data=form, trust_env=False)
    httpx.get(spiris.api_url + "units", headers={"Authorization": f"Bearer {answer.json()['access_token']}"},
              trust_env=False)  # fmt: skip
    told = repr(spiris.requests) + json.dumps(spiris.state(), default=str)
    for secret in (tokens["refresh_token"], answer.json()["access_token"], "simulated"):
        assert secret not in told
    assert spiris.requests[0].body == ["client_id", "client_secret", "grant_type", "refresh_token"]


def test_the_judge_is_told_of_every_call_before_it_is_done() -> None:
    told = []

    def judge(request: Any) -> Iterator[str]:
        told.append((request.method, request.endpoint, request.body))
        yield "wrong"

    with SpirisSimulator(on_request=judge) as spiris:
        httpx.post(spiris.api_url + "vouchers", json={"VoucherText": "x"}, trust_env=False)
    assert told == [("POST", "POST /v2/vouchers", {"VoucherText": "x"})]
    assert spiris.complaints == ["POST /v2/vouchers: wrong"]


def test_half_a_request_is_no_request(spiris: SpirisSimulator) -> None:
    port = int(spiris.address.rsplit(":", 1)[1].strip("/"))
    with socket.create_connection(("127.0.0.1", port)) as line:
        line.sendall(b"POST /v2/vouchers HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{")
        line.shutdown(socket.SHUT_WR)
        assert line.recv(100) == b""
    with socket.create_connection(("127.0.0.1", port)) as line:
        line.sendall(b"POST /v2/vouchers HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n")
        assert b" 413 " in line.recv(100)
    assert spiris.requests == []


@contextmanager
def program(*words: str) -> Iterator[tuple[subprocess.Popen[str], dict[str, str]]]:
    """`openpos spiris-simulator` in a process of its own, and the addresses it printed."""
    command = [sys.executable, "-m", "openpos", "spiris-simulator", "--json", *words]
    environment = {**os.environ, "PYTHONPATH": str(TREE / "src")}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        try:
            yield process, json.loads(process.stdout.readline())
        finally:
            process.kill()


@pytest.mark.process
def test_the_program_keeps_its_books_when_it_is_killed(tmp_path: Path) -> None:
    plan = tmp_path / "plan.json"
    plan.write_text(json.dumps({"faults": [{"fault": "error", "on": "GET /v2/units", "times": 1}]}))
    words = ("--data", str(tmp_path / "books"), "--faults", str(plan), "--consent", "allow")
    asked = {
        "client_id": "openpos", "redirect_uri": "http://localhost:1/callback", "scope": "ea:api ea:sales",
        "response_type": "code", "state": "s", "code_challenge": "x" * 43, "code_challenge_method": "S256",
    }  # fmt: skip
    with program(*words) as (process, told):
        answer = httpx.get(told["identity_url"] + "connect/authorize", params=asked, trust_env=False)
        assert answer.status_code == 302
        made = httpx.post(told["page_url"] + "simulator/customers", json={"count": 3}, trust_env=False)
        assert made.status_code == 200
        assert httpx.get(told["api_url"] + "units", trust_env=False).status_code == 500
        process.send_signal(signal.SIGKILL)
        process.wait(10)
    with program(*words) as (_, told):
        state = httpx.get(told["page_url"] + "simulator/state", trust_env=False).json()
        assert len(state["customers"]) == 33
        assert [request["status"] for request in state["requests"]] == [302, 500]


def test_the_answer_of_the_program_is_described() -> None:
    section = (TREE / "docs" / "cli.md").read_text("utf-8").split("### Answer of `spiris-simulator`")[1].split("\n#")[0]
    with program("--consent", "allow") as (_, told):
        assert set(re.findall(r"^\| `([a-z_]+)`", section, re.MULTILINE)) == set(told)


def ended(*words: str) -> tuple[int, str]:
    """How the program ends that can't begin: its code and what it says."""
    command = [sys.executable, "-m", "openpos", "spiris-simulator", *words]
    environment = {**os.environ, "PYTHONPATH": str(TREE / "src")}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=30, check=False)
    assert done.stdout == ""
    return done.returncode, done.stderr


@pytest.mark.process
def test_the_program_says_why_it_can_not_start(tmp_path: Path, spiris: SpirisSimulator) -> None:
    plan = tmp_path / "plan.json"
    plan.write_text('{"faults": [{"fault": "sulk"}]}')
    code, said = ended("--faults", str(plan))
    assert (code, "sulk" in said, "Traceback" in said) == (1, True, False)
    code, said = ended("--port", spiris.address.rsplit(":", 1)[1].strip("/"))
    assert (code, "in use" in said, "Traceback" in said) == (1, True, False)
    assert ended("--port", "70000")[0] == 2
