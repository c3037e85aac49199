"""Consent, codes and tokens of the simulated identity server, and who may call what with them."""

import base64
import hashlib
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from openpos.simulators.spiris import Belongings, Client, Consenting, Rotation, SpirisSimulator

SECRET = "simulated"  # noqa: S105 - the one the simulator knows
VERIFIER = "v" * 64
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()
REDIRECT = "http://localhost:44300/callback"
ASKED = {
    "client_id": "openpos",
    "redirect_uri": REDIRECT,
    "scope": "ea:api offline_access ea:accounting",
    "response_type": "code",
    "state": "s-1",
    "prompt": "select_account",
    "code_challenge": CHALLENGE,
    "code_challenge_method": "S256",
}


@pytest.fixture
def browser(spiris: SpirisSimulator) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=spiris.identity_url, trust_env=False) as client:
        yield client


def come_back(answer: httpx.Response) -> dict[str, str]:
    """What the browser brings back to the register."""
    assert answer.status_code == 302
    address = answer.headers["Location"]
    assert address.startswith(REDIRECT + "?")
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def new_code(browser: httpx.Client, **asked: str) -> str:
    return come_back(browser.get("connect/authorize", params={**ASKED, **asked}))["code"]


def token(
    browser: httpx.Client, form: Mapping[str, str], *, basic: bool = True, secret: str = SECRET
) -> httpx.Response:
    if basic:
        return browser.post("connect/token", data=form, auth=("openpos", secret))
    return browser.post("connect/token", data={**form, "client_id": "openpos", "client_secret": secret})


def redeemed(
    browser: httpx.Client, code: str, form: Mapping[str, str] | None = None, *, basic: bool = True, secret: str = SECRET
) -> httpx.Response:
    given = {"grant_type": "authorization_code", "code": code, "redirect_uri": REDIRECT, "code_verifier": VERIFIER}
    return token(browser, {**given, **(form or {})}, basic=basic, secret=secret)


def refreshed(browser: httpx.Client, refresh: str) -> httpx.Response:
    return token(browser, {"grant_type": "refresh_token", "refresh_token": refresh})


def error_of(answer: httpx.Response) -> str:
    assert answer.status_code == 400
    return str(answer.json()["error"])


def called(spiris: SpirisSimulator, access: str, path: str = "fiscalyears") -> httpx.Response:
    return httpx.get(spiris.api_url + path, headers={"Authorization": f"Bearer {access}"}, trust_env=False)


@pytest.mark.parametrize("basic", [True, False])
def test_a_code_is_traded_for_tokens_once(spiris: SpirisSimulator, browser: httpx.Client, basic: bool) -> None:
    back = come_back(browser.get("connect/authorize", params=ASKED))
    assert (back["state"], back["iss"]) == ("s-1", spiris.identity_url)
    given = redeemed(browser, back["code"], basic=basic).json()
    assert (given["token_type"], given["expires_in"], given["scope"]) == ("Bearer", 3600, ASKED["scope"])
    assert called(spiris, given["access_token"]).status_code == 200
    assert error_of(redeemed(browser, back["code"])) == "invalid_grant"
    # A code that is used twice may be in two hands: what it gave is void.
    assert called(spiris, given["access_token"]).status_code == 401
    assert error_of(refreshed(browser, given["refresh_token"])) == "invalid_grant"


@pytest.mark.parametrize(
    "form", [{"code_verifier": "w" * 64}, {"code_verifier": ""}, {"redirect_uri": REDIRECT + "/"}, {"code": "nothing"}]
)
def test_a_code_needs_its_verifier_and_its_address(browser: httpx.Client, form: dict[str, str]) -> None:
    assert error_of(redeemed(browser, new_code(browser), form)) == "invalid_grant"


def test_a_code_lasts_five_minutes(new_spiris: Any) -> None:
    moment = [datetime(2026, 11, 20, 12, tzinfo=UTC)]
    spiris = new_spiris(now=lambda: moment[0])
    with httpx.Client(base_url=spiris.identity_url, trust_env=False) as browser:
        early, late = new_code(browser), new_code(browser)
        moment[0] += timedelta(seconds=299)
        given = redeemed(browser, early).json()
        moment[0] += timedelta(seconds=2)
        assert error_of(redeemed(browser, late)) == "invalid_grant"
        moment[0] += timedelta(seconds=3597)
        assert called(spiris, given["access_token"]).status_code == 200
        moment[0] += timedelta(seconds=2)
        assert called(spiris, given["access_token"]).status_code == 401
        assert refreshed(browser, given["refresh_token"]).status_code == 200


@pytest.mark.parametrize("basic", [True, False])
def test_a_wrong_secret_gets_nothing(browser: httpx.Client, basic: bool) -> None:
    assert error_of(redeemed(browser, new_code(browser), basic=basic, secret="wrong")) == "invalid_client"  # noqa: S106
    assert error_of(token(browser, {"grant_type": "client_credentials"})) == "unsupported_grant_type"


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"scope": "ea:everything"}, "invalid_scope"),
        ({"scope": ""}, "invalid_scope"),
        ({"state": ""}, "invalid_request"),
        ({"code_challenge": ""}, "invalid_request"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
    ],
)
def test_a_wrong_question_comes_back_as_an_error(browser: httpx.Client, asked: dict[str, str], error: str) -> None:
    assert come_back(browser.get("connect/authorize", params={**ASKED, **asked}))["error"] == error


def test_nobody_is_sent_to_an_address_that_is_not_registered(new_spiris: Any) -> None:
    spiris = new_spiris(clients=(Client(redirects=(REDIRECT,)),))
    for wrong in (REDIRECT + "/", "http://localhost:44301/callback", "https://evil.example/callback"):
        asked = {**ASKED, "redirect_uri": wrong}
        answer = httpx.get(spiris.identity_url + "connect/authorize", params=asked, trust_env=False)
        assert (answer.status_code, "Location" in answer.headers) == (400, False)
    asked = {**ASKED, "client_id": "somebody"}
    assert httpx.get(spiris.identity_url + "connect/authorize", params=asked, trust_env=False).status_code == 400


def test_a_rotating_token_is_good_once(spiris: SpirisSimulator, browser: httpx.Client) -> None:
    first = redeemed(browser, new_code(browser)).json()
    second = refreshed(browser, first["refresh_token"]).json()
    assert second["refresh_token"] != first["refresh_token"]
    assert error_of(refreshed(browser, first["refresh_token"])) == "invalid_grant"
    assert refreshed(browser, second["refresh_token"]).status_code == 200
    assert called(spiris, second["access_token"]).status_code == 200


@pytest.mark.parametrize(("rotation", "answered"), [(Rotation.REUSABLE, True), (Rotation.SILENT, False)])
def test_a_reusable_token_stays_good(
    spiris: SpirisSimulator, browser: httpx.Client, rotation: Rotation, answered: bool
) -> None:
    spiris.identity.rotation = rotation
    first = redeemed(browser, new_code(browser)).json()["refresh_token"]
    for _ in range(2):
        again = refreshed(browser, first).json()
        assert again.get("refresh_token") == (first if answered else None)


def test_without_offline_access_there_is_no_refresh_token(browser: httpx.Client) -> None:
    assert "refresh_token" not in redeemed(browser, new_code(browser, scope="ea:api ea:accounting")).json()


def test_a_revoked_token_ends_the_consent(spiris: SpirisSimulator, browser: httpx.Client) -> None:
    given = redeemed(browser, new_code(browser)).json()
    form = {"token": given["refresh_token"], "token_type_hint": "refresh_token"}
    answer = browser.post("connect/revocation", data=form, auth=("openpos", "simulated"))
    assert (answer.status_code, answer.content) == (200, b"")
    assert error_of(refreshed(browser, given["refresh_token"])) == "invalid_grant"
    assert called(spiris, given["access_token"]).status_code == 401
    assert browser.post("connect/revocation", data={"token": "x"}, auth=("openpos", "simulated")).status_code == 200
    assert error_of(browser.post("connect/revocation", data=form, auth=("openpos", "no"))) == "invalid_client"


def test_the_owner_takes_the_consent_back(spiris: SpirisSimulator, browser: httpx.Client) -> None:
    given = redeemed(browser, new_code(browser)).json()
    spiris.expire_access()
    assert called(spiris, given["access_token"]).status_code == 401
    again = refreshed(browser, given["refresh_token"]).json()
    spiris.revoke_consent()
    assert called(spiris, again["access_token"]).status_code == 401
    assert error_of(refreshed(browser, again["refresh_token"])) == "invalid_grant"


def test_a_person_chooses_the_company_on_a_page(new_spiris: Any) -> None:
    spiris = new_spiris(companies=(Belongings(), Belongings("Grannen <b>", "556000-0001")))
    spiris.rules.consent = Consenting.ASK
    with httpx.Client(base_url=spiris.identity_url, trust_env=False) as browser:
        page = browser.get("connect/authorize", params=ASKED).text
        assert "Grannen &lt;b&gt;" in page
        assert "Läsa och skapa bokföring" in page
        nonce = re.findall(r'name="consent" value="([^"]+)"', page)[0]
        form = {"consent": nonce, "company": spiris.companies[1].id, "decision": "allow"}
        given = redeemed(browser, come_back(browser.post("connect/decision", data=form))["code"]).json()
        assert called(spiris, given["access_token"], "users").status_code == 200
        assert spiris.requests[-1].company == spiris.companies[1].id
        assert browser.post("connect/decision", data=form).status_code == 400

        page = browser.get("connect/authorize", params=ASKED).text
        form["consent"] = re.findall(r'name="consent" value="([^"]+)"', page)[0]
        denied = browser.post("connect/decision", data={**form, "decision": "deny"})
        assert come_back(denied) == {"error": "access_denied", "state": "s-1"}
        # Without select_account the usual company is taken, and the other is not even shown.
        assert "Grannen" not in browser.get("connect/authorize", params={**ASKED, "prompt": "login"}).text


def test_a_consent_can_be_denied_without_a_page(spiris: SpirisSimulator, browser: httpx.Client) -> None:
    spiris.rules.consent = Consenting.DENY
    assert come_back(browser.get("connect/authorize", params=ASKED))["error"] == "access_denied"


def test_the_identity_server_tells_where_it_is(spiris: SpirisSimulator, browser: httpx.Client) -> None:
    told = browser.get(".well-known/openid-configuration").json()
    assert told["token_endpoint"] == spiris.identity_url + "connect/token"
    assert httpx.get(spiris.address + ".well-known/openid-configuration", trust_env=False).json() == told


# ------------------------------------------------------------------------------------------------ who may do what


def code_of(answer: httpx.Response) -> tuple[int, int]:
    return answer.status_code, answer.json()["ErrorCode"]


def test_scopes_decide_what_a_token_may_do(spiris: SpirisSimulator, connect: Any) -> None:
    reader = connect(spiris, scopes="ea:api ea:accounting ea:sales_readonly")
    assert reader.get("companysettings").status_code == 200
    assert reader.get("customers").status_code == 200
    assert code_of(reader.post("customers", json={})) == (403, 4006)
    assert code_of(reader.get("bankaccounts")) == (403, 4006)
    assert code_of(connect(spiris, scopes="ea:accounting").get("accounts")) == (403, 4006)
    assert connect(spiris, scopes="ea:api ea:purchase_readonly").get("bankaccounts").status_code == 200
    assert code_of(connect(spiris, scopes="ea:api ea:sales").get("vouchers")) == (403, 4006)
    spiris.complaints.clear()


@pytest.mark.parametrize(
    ("rule", "value", "reading", "writing"),
    [
        ("licence_accepted", False, 4012, 4012),
        ("guide_finished", False, 4003, 4003),
        ("user_removed", True, 4011, 4011),
        ("user_read_only", True, None, 4019),
    ],
)
def test_what_else_keeps_a_person_out(
    spiris: SpirisSimulator, api: httpx.Client, rule: str, value: bool, reading: int | None, writing: int
) -> None:
    spiris.rules.set(rule, value)
    read = api.get("customers")
    assert (read.json().get("ErrorCode"), read.status_code) == (reading, 403 if reading else 200)
    assert code_of(api.delete(f"customers/{spiris.customers[0]['Id']}")) == (403, writing)


def test_the_state_of_the_company_keeps_everybody_out(spiris: SpirisSimulator, api: httpx.Client) -> None:
    gone = f"customers/{spiris.customers[0]['Id']}"
    spiris.company.change_settings(CompanyStatus=2)
    assert api.get("customers").status_code == 200
    assert code_of(api.delete(gone)) == (403, 4004)
    spiris.company.change_settings(CompanyStatus=0)
    assert code_of(api.get("customers")) == (403, 4004)
    spiris.company.change_settings(CompanyStatus=1, ActivatedModules=["sales_standard"])
    refused = api.get("customers")
    assert code_of(refused) == (403, 4002)
    assert "no access to module: api_standard" in refused.json()["DeveloperErrorMessage"]


def test_a_sandbox_client_is_kept_out_of_real_companies(new_spiris: Any, connect: Any) -> None:
    spiris = new_spiris(companies=(Belongings("Riktiga butiken", sandbox=False),))
    assert code_of(connect(spiris).get("customers")) == (403, 4034)


def test_no_token_and_no_such_path(spiris: SpirisSimulator, api: httpx.Client) -> None:
    answer = httpx.get(spiris.api_url + "customers", trust_env=False)
    assert code_of(answer) == (401, 4005)
    assert "invalid_token" in answer.headers["WWW-Authenticate"]
    assert code_of(api.get("shoes")) == (404, 3000)
    assert code_of(api.put("vouchers", json={})) == (404, 3000)
    spiris.complaints.clear()


def test_bodies_that_are_no_json(spiris: SpirisSimulator, api: httpx.Client) -> None:
    for content in (b"{", b"\xff", b"NaN", b"[" * 100_000):
        answer = api.post("customers", content=content, headers={"Content-Type": "application/json"})
        assert code_of(answer) == (400, 2000)
    assert code_of(api.post("customers", content=b"Name=x")) == (415, 2000)
    assert api.post("customers", content=b"[]", headers={"Content-Type": "application/json"}).status_code == 400
    assert len(spiris.customers) == 30
    spiris.complaints.clear()
