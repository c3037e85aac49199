"""All that the simulated service can be made to do wrong, seen from outside, and that its books tell the truth."""

import json
import threading
from collections.abc import Callable
from datetime import datetime
from typing import Any

import httpx
import pytest

from openpos.clock import monotonic_s, now
from openpos.simulators.spiris import BadPlan, Fault, Kind, SpirisSimulator

POST = "POST /v2/voucherdrafts"


def posted(spiris: SpirisSimulator, api: httpx.Client, text: str = "K1-Z1", timeout: float = 5) -> httpx.Response:
    body = {"VoucherDate": str(spiris.company.today()), "VoucherText": text, "Rows": []}
    return api.post("voucherdrafts", json=body, timeout=timeout)


def texts(spiris: SpirisSimulator) -> list[str]:
    return [draft["VoucherText"] for draft in spiris.voucher_drafts]


@pytest.mark.parametrize("done", [False, True])
@pytest.mark.parametrize(
    "kind", [Kind.CUT, Kind.HANG, Kind.ERROR, Kind.GATEWAY, Kind.GARBAGE, Kind.HTML, Kind.EMPTY, Kind.HOLLOW]
)
def test_a_fault_once_with_or_without_the_work_done(
    spiris: SpirisSimulator, api: httpx.Client, kind: Kind, done: bool
) -> None:
    spiris.faults.add(Fault(kind, on=POST, done=done, times=1))
    status: int | None = None
    try:
        answer = posted(spiris, api, timeout=0.3)
        status = answer.status_code
    except httpx.TransportError:
        pass
    wanted = {Kind.CUT: None, Kind.HANG: None, Kind.ERROR: 500, Kind.GATEWAY: 502}.get(kind, 200)
    assert status == wanted
    assert texts(spiris) == (["K1-Z1"] if done else [])
    seen = spiris.requests[-1]
    assert (seen.fault, seen.done, seen.status) == (kind, done, wanted or 0)
    assert posted(spiris, api, "K1-Z2").status_code == 201


def test_an_answer_that_breaks_off_or_comes_in_drops(spiris: SpirisSimulator, api: httpx.Client) -> None:
    spiris.faults.add(Fault(Kind.TORN, on=POST, times=1))
    with pytest.raises(httpx.TransportError):
        posted(spiris, api)
    spiris.faults.add(Fault(Kind.DRIP, on=POST, times=1, seconds=0.0005))
    assert posted(spiris, api, "K1-Z2").json()["VoucherText"] == "K1-Z2"
    spiris.faults.add(Fault(Kind.DRIP, on=POST, times=1, seconds=5))
    with pytest.raises(httpx.ReadTimeout):
        posted(spiris, api, "K1-Z3", timeout=0.2)
    assert texts(spiris) == ["K1-Z1", "K1-Z2", "K1-Z3"]


def test_late_work_is_not_there_until_it_is_done(spiris: SpirisSimulator, api: httpx.Client) -> None:
    spiris.faults.add(Fault(Kind.LATE, on=POST, times=1, seconds=0.4))
    with pytest.raises(httpx.ReadTimeout):
        posted(spiris, api, timeout=0.1)
    assert api.get("voucherdrafts").json()["Data"] == []
    until_s = monotonic_s() + 10
    while not texts(spiris):
        assert monotonic_s() < until_s
        threading.Event().wait(0.02)
    assert texts(spiris) == ["K1-Z1"]


def test_a_slow_answer_is_done_before_it_comes(spiris: SpirisSimulator, api: httpx.Client) -> None:
    spiris.faults.add(Fault(Kind.SLOW, on=POST, times=1, seconds=30))
    with pytest.raises(httpx.ReadTimeout):
        posted(spiris, api, timeout=0.2)
    assert texts(spiris) == ["K1-Z1"]


def test_a_huge_answer(spiris: SpirisSimulator, api: httpx.Client) -> None:
    spiris.faults.add(Fault(Kind.HUGE, on="GET /v2/customers", bytes=3_000_000))
    answer = api.get("customers")
    assert (len(answer.content), answer.status_code) == (3_000_000, 200)
    assert list(answer.json()) == ["Id"]
    spiris.faults.clear()
    assert api.get("customers").json()["Meta"]["TotalNumberOfResults"] == 30


def test_nobody_listens_for_a_while(spiris: SpirisSimulator, api: httpx.Client) -> None:
    spiris.faults.add(Fault(Kind.REFUSE, on=POST, times=1, seconds=0.3))
    with pytest.raises(httpx.TransportError):
        posted(spiris, api)
    refusals = 0
    until_s = monotonic_s() + 10
    while True:
        assert monotonic_s() < until_s
        try:
            posted(spiris, api)
            break
        except httpx.ConnectError:
            refusals += 1
            threading.Event().wait(0.02)
    assert refusals
    assert texts(spiris) == ["K1-Z1"]
    spiris.refuse()
    with pytest.raises(httpx.TransportError):
        posted(spiris, api)
    spiris.accept()
    assert posted(spiris, api, "K1-Z2").status_code == 201


def test_throttled_unauthorized_and_revoked(spiris: SpirisSimulator, api: httpx.Client) -> None:
    spiris.faults.replace([Fault(Kind.THROTTLE, on=POST, times=2, seconds=17)])
    for _ in range(2):
        answer = posted(spiris, api)
        assert (answer.status_code, answer.json()["ErrorCode"]) == (429, 4010)
        assert "17 seconds" in answer.json()["DeveloperErrorMessage"]
    assert posted(spiris, api).status_code == 201
    spiris.faults.replace([Fault(Kind.UNAUTHORIZED, on=POST, times=1)])
    assert [posted(spiris, api).status_code for _ in range(2)] == [401, 201]
    spiris.faults.replace([Fault(Kind.REVOKE, on=POST, times=1)])
    assert [posted(spiris, api).status_code for _ in range(2)] == [401, 401]
    assert len(spiris.voucher_drafts) == 2


def test_a_rotated_token_is_lost_on_its_way(spiris: SpirisSimulator) -> None:
    old = spiris.tokens()["refresh_token"]
    form = {"grant_type": "refresh_token", "refresh_token": old}
    spiris.faults.add(Fault(Kind.CUT, on="POST /identity/connect/token", done=True, times=1))
    with httpx.Client(base_url=spiris.identity_url, auth=("openpos", "simulated"), trust_env=False) as client:
        with pytest.raises(httpx.TransportError):
            client.post("connect/token", data=form)
        assert client.post("connect/token", data=form).json()["error"] == "invalid_grant"


def test_lists_lag_behind_single_reads(spiris: SpirisSimulator, api: httpx.Client) -> None:
    def listed() -> list[str]:
        return [row["VoucherText"] for row in api.get("voucherdrafts").json()["Data"]]

    spiris.rules.list_lag_s = 30
    draft = posted(spiris, api).json()
    assert listed() == []
    assert api.get(f"voucherdrafts/{draft['Id']}").json()["VoucherText"] == "K1-Z1"
    spiris.rules.list_lag_s = 0
    assert listed() == ["K1-Z1"]
    spiris.company.shelves.settled()
    spiris.rules.list_lag_s = 30
    api.delete(f"voucherdrafts/{draft['Id']}")
    assert listed() == ["K1-Z1"]
    assert api.get(f"voucherdrafts/{draft['Id']}").status_code == 404


def test_the_server_has_a_clock_of_its_own(spiris: SpirisSimulator, api: httpx.Client) -> None:
    spiris.rules.clock_off_s = -7200
    told = datetime.fromisoformat(api.get("customers").json()["Meta"]["ServerTimeUtc"])
    assert 7190 < (now() - told).total_seconds() < 7260


class Hand:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


def test_six_hundred_calls_a_minute_at_each_endpoint(new_spiris: Any, connect: Any) -> None:
    clock = Hand()
    spiris = new_spiris(clock_s=clock)
    api = connect(spiris)
    spiris.rules.rate, spiris.rules.rate_window_s = 6, 2.0

    def called(path: str) -> int:
        return int(api.get(path).status_code)

    assert [called("customers") for _ in range(7)] == [200] * 6 + [429]
    assert called("units") == 200
    assert called(f"customers/{spiris.customers[0]['Id']}") == 200
    clock.seconds += 1.9
    assert called("customers") == 429
    clock.seconds += 0.2
    assert [called("customers") for _ in range(3)] == [200] * 3
    # Any window counts, not the minute on the clock.
    clock.seconds += 1
    assert [called("customers") for _ in range(4)] == [200] * 3 + [429]


def faulty_calls(seed: int, connect: Callable[..., httpx.Client], new_spiris: Any) -> list[str]:
    faults = [Fault(Kind.ERROR, on="GET /v2/*", chance=0.4), Fault(Kind.EMPTY, on="GET /v2/units", chance=0.5)]
    spiris = new_spiris(faults=faults, seed=seed)
    api = connect(spiris)
    for _ in range(20):
        api.get("units")
    return [request.fault for request in spiris.requests]


def test_the_same_seed_gives_the_same_faults(connect: Callable[..., httpx.Client], new_spiris: Any) -> None:
    first, again, other = (faulty_calls(seed, connect, new_spiris) for seed in (1, 1, 2))
    assert first == again != other
    assert {"", "error", "empty"} == set(first)


def test_a_plan_in_words(spiris: SpirisSimulator, api: httpx.Client) -> None:
    plan = {
        "seed": 3,
        "faults": [{"fault": "error", "on": POST, "after": 1, "times": 2, "done": True}],
        "rules": {"list_lag_s": 2, "unfilterable": ["vouchers.VoucherText"], "consent": "deny"},
        "company": {"ProductVariant": 3},
    }
    spiris.apply(json.dumps(plan))
    assert [posted(spiris, api).status_code for _ in range(4)] == [201, 500, 500, 201]
    assert (spiris.rules.list_lag_s, spiris.rules.consent) == (2.0, "deny")
    assert spiris.company.settings["ProductVariant"] == 3
    assert spiris.faults.shown()[0]["happened"] == 2


@pytest.mark.parametrize(
    "plan",
    [
        "", "[]", "{", '{"faults": {}}', '{"faults": [{}]}', '{"faults": [{"fault": "sulk"}]}', '{"seed": "x"}',
        '{"faults": [{"fault": "cut", "often": 3}]}', '{"faults": [{"fault": "cut", "times": "3"}]}', '{"shoe": 1}',
        '{"rules": {"shoe": 1}}', '{"rules": {"rate": "1"}}', '{"rules": []}', '{"company": {"Shoe": 1}}',
    ],
)  # fmt: skip
def test_a_plan_that_can_not_be_read_changes_nothing(spiris: SpirisSimulator, plan: str) -> None:
    spiris.faults.add(Fault(Kind.HANG))
    with pytest.raises(BadPlan):
        spiris.apply(plan)
    assert len(spiris.faults.shown()) == 1
