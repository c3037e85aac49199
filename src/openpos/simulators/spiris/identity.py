"""The identity server: consent, one-use codes, tokens that end, are renewed and are taken back.

Of codes and tokens only the hashes are kept, so that neither the log nor the page gives anybody access.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import re
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from urllib.parse import unquote_plus, urlencode, urlsplit

from openpos.clock import Clock
from openpos.simulators.spiris.shelves import Log

SCOPES = frozenset(
    {
        "ea:api", "offline_access", "ea:sales", "ea:sales_readonly", "ea:accounting", "ea:accounting_readonly",
        "ea:purchase", "ea:purchase_readonly", "vls:api", "openid", "profile",
    }
)  # fmt: skip
_VERIFIER = re.compile(r"[A-Za-z0-9\-._~]{43,128}")


class Rotation(StrEnum):
    """What happens to a refresh token that is used."""

    ROTATING = "rotating"
    """It is void, and the answer has the next one."""
    REUSABLE = "reusable"
    """It stays good, and the answer repeats it."""
    SILENT = "silent"
    """It stays good, and the answer has none."""


@dataclass(frozen=True, slots=True)
class Client:
    """A client as it is registered on the developer page."""

    id: str = "openpos"
    secret: str = field(default="simulated", repr=False)
    redirects: tuple[str, ...] = ()
    """The addresses registered, to the letter; none for any address of this machine."""
    sandbox: bool = True
    """Whether it may only be used for sandbox companies."""

    def may_redirect(self, address: str) -> bool:
        """Whether the browser may be sent there."""
        if self.redirects:
            return address in self.redirects
        return urlsplit(address).hostname in {"localhost", "127.0.0.1", "::1"}


@dataclass(slots=True)
class Grant:
    """One consent, and every token that came of it."""

    id: str
    client: str
    company: str
    scopes: tuple[str, ...]
    revoked: bool = False


@dataclass(slots=True)
class Access:
    """An access token that is good until `until`."""

    grant: Grant
    until: datetime


@dataclass(frozen=True, slots=True)
class Consent:
    """What a browser asks for, found right in form; `company` is chosen when it is given."""

    client: Client
    redirect: str
    scopes: tuple[str, ...]
    state: str
    challenge: str
    selects_company: bool


@dataclass(slots=True)
class _Code:
    consent: Consent
    company: str
    until: datetime
    grant: Grant | None = None
    """The one it was redeemed for."""


class BadConsent(Exception):
    """The browser can't be sent back: the client or the address is not known."""


class Redirected(Exception):
    """The browser is sent back with an error."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.address = address


class TokenError(Exception):
    """The token endpoint's no (RFC 6749 5.2)."""

    def __init__(self, error: str, said: str) -> None:
        super().__init__(said)
        self.error = error
        self.said = said


class Identity:
    """Codes and tokens of every client and company. The caller makes sure that one thread at a time is in here."""

    def __init__(self, clients: tuple[Client, ...], log: Log, now: Clock) -> None:
        self.clients = {client.id: client for client in clients}
        self.rotation = Rotation.ROTATING
        self.access_token_s = 3600.0
        self.refresh_token_s = 2 * 365 * 24 * 3600.0
        self.code_s = 300.0
        self.requires_pkce = True
        self._log = log
        self._now = now
        self._grants: dict[str, Grant] = {}
        self._codes: dict[str, _Code] = {}
        self._access: dict[str, Access] = {}
        self._refresh: dict[str, tuple[Grant, datetime, bool]] = {}
        """By hash: the consent, the end, and whether it was used up."""

    # ------------------------------------------------------------------------------------------- consent

    def consent(self, query: Mapping[str, str]) -> Consent:
        """Read what the browser came with. Raises BadConsent, and Redirected for what the client did wrong."""
        client = self.clients.get(query.get("client_id", ""))
        if client is None:
            raise BadConsent("client_id is not known")
        redirect = query.get("redirect_uri", "")
        if not client.may_redirect(redirect):
            raise BadConsent("redirect_uri is not registered for this client")
        state = query.get("state", "")
        scopes = tuple(query.get("scope", "").split())
        if query.get("response_type") != "code":
            raise Redirected(sent_back(redirect, state, error="unsupported_response_type"))
        if not state:
            raise Redirected(sent_back(redirect, state, error="invalid_request", error_description="state is missing"))
        if not scopes or not SCOPES.issuperset(scopes):
            raise Redirected(sent_back(redirect, state, error="invalid_scope"))
        challenge, method = query.get("code_challenge", ""), query.get("code_challenge_method", "plain")
        if self.requires_pkce and not challenge:
            raise Redirected(sent_back(redirect, state, error="invalid_request", error_description="code_challenge"))
        if challenge and method != "S256":
            raise Redirected(sent_back(redirect, state, error="invalid_request", error_description="S256 is asked for"))
        selects = any(word in query.get("prompt", "") for word in ("select_account", "consent"))
        return Consent(client, redirect, scopes, state, challenge, selects)

    def allow(self, consent: Consent, company: str, issuer: str) -> str:
        """Where the browser is sent with a code for this company."""
        code = secrets.token_urlsafe(32)
        self._codes[_hash(code)] = _Code(consent, company, self._now() + timedelta(seconds=self.code_s))
        return sent_back(consent.redirect, consent.state, code=code, iss=issuer, scope=" ".join(consent.scopes))

    # ------------------------------------------------------------------------------------------- tokens

    def token(self, form: Mapping[str, str], authorization: str) -> dict[str, Any]:
        """The token endpoint. Raises TokenError."""
        client = self._client(form, authorization)
        kind = form.get("grant_type", "")
        if kind == "authorization_code":
            return self._redeem(client, form)
        if kind == "refresh_token":
            return self._renew(client, form)
        raise TokenError("unsupported_grant_type", "authorization_code or refresh_token")

    def revoke(self, form: Mapping[str, str], authorization: str) -> None:
        """Take a token back, and with a refresh token the whole consent. A token nobody knows is taken back too."""
        client = self._client(form, authorization)
        hashed = _hash(form.get("token", ""))
        if hashed in self._refresh and self._refresh[hashed][0].client == client.id:
            self.take_back(self._refresh[hashed][0])
        access = self._access.get(hashed)
        if access and access.grant.client == client.id:
            del self._access[hashed]

    def gave(self, text: str) -> bool:
        """Whether this is a token or a code that was given here once, good or not any more."""
        hashed = _hash(text)
        return hashed in self._access or hashed in self._refresh or hashed in self._codes

    def access(self, token: str) -> Access | None:
        """What an access token gives now; None where it is unknown, over or taken back."""
        access = self._access.get(_hash(token))
        if access is None or access.grant.revoked or access.until <= self._now():
            return None
        return access

    def take_back(self, grant: Grant) -> None:
        """End a consent, as its giver does in the program, and by a change of password."""
        grant.revoked = True
        self._log.append({"identity": "revoked", "grant": grant.id})

    def take_back_all(self) -> None:
        """End every consent."""
        for grant in self._grants.values():
            self.take_back(grant)

    def end_access(self) -> None:
        """Every access token is over; refresh tokens stay good."""
        self._access.clear()

    def recall(self, line: Mapping[str, Any]) -> None:
        """Take in a line of the log."""
        kind = line["identity"]
        if kind == "grant":
            self._grants[line["grant"]["id"]] = Grant(**{**line["grant"], "scopes": tuple(line["grant"]["scopes"])})
        elif kind == "revoked":
            self._grants[line["grant"]].revoked = True
        elif kind == "refresh":
            grant = self._grants[line["grant"]]
            self._refresh[line["hash"]] = (grant, datetime.fromisoformat(line["until"]), line["used"])
        elif kind == "access":
            self._access[line["hash"]] = Access(self._grants[line["grant"]], datetime.fromisoformat(line["until"]))

    def _client(self, form: Mapping[str, str], authorization: str) -> Client:
        name, secret = form.get("client_id", ""), form.get("client_secret", "")
        if authorization:
            kind, _, encoded = authorization.partition(" ")
            try:
                pair = base64.b64decode(encoded, validate=True).decode() if kind.casefold() == "basic" else ""
            except (binascii.Error, UnicodeDecodeError):
                pair = ""
            name, _, secret = (unquote_plus(part) for part in pair.partition(":"))
        client = self.clients.get(name)
        if client is None or not hmac.compare_digest(client.secret.encode(), secret.encode()):
            raise TokenError("invalid_client", "the client is not known or its secret is wrong")
        return client

    def _redeem(self, client: Client, form: Mapping[str, str]) -> dict[str, Any]:
        code = self._codes.get(_hash(form.get("code", "")))
        if code is None or code.consent.client.id != client.id:
            raise TokenError("invalid_grant", "the code is not known")
        if code.grant is not None:
            # Somebody else may have used it: what came of it is void (RFC 6749 4.1.2).
            self.take_back(code.grant)
            raise TokenError("invalid_grant", "the code was used already")
        if code.until <= self._now():
            raise TokenError("invalid_grant", "the code is too old")
        if form.get("redirect_uri") != code.consent.redirect:
            raise TokenError("invalid_grant", "redirect_uri is not the one the code was sent to")
        verifier = form.get("code_verifier", "")
        if code.consent.challenge and not (_VERIFIER.fullmatch(verifier) and _s256(verifier) == code.consent.challenge):
            raise TokenError("invalid_grant", "code_verifier does not match")
        grant = Grant(secrets.token_hex(8), client.id, code.company, code.consent.scopes)
        code.grant = grant
        self._grants[grant.id] = grant
        self._log.append({"identity": "grant", "grant": asdict(grant)})
        refresh = self._new_refresh(grant) if "offline_access" in grant.scopes else ""
        return self._answer(grant, refresh)

    def _renew(self, client: Client, form: Mapping[str, str]) -> dict[str, Any]:
        token = form.get("refresh_token", "")
        hashed = _hash(token)
        grant, until, used = self._refresh.get(hashed, (None, self._now(), True))
        if grant is None or used or grant.revoked or grant.client != client.id or until <= self._now():
            raise TokenError("invalid_grant", "the refresh token is not good any more")
        if self.rotation is Rotation.ROTATING:
            self._keep_refresh(hashed, grant, until, used=True)
            token = self._new_refresh(grant)
        return self._answer(grant, "" if self.rotation is Rotation.SILENT else token)

    def _new_refresh(self, grant: Grant) -> str:
        token = secrets.token_urlsafe(48)
        self._keep_refresh(_hash(token), grant, self._now() + timedelta(seconds=self.refresh_token_s), used=False)
        return token

    def _keep_refresh(self, hashed: str, grant: Grant, until: datetime, *, used: bool) -> None:
        self._refresh[hashed] = (grant, until, used)
        line = {"identity": "refresh", "hash": hashed, "grant": grant.id, "until": until.isoformat(), "used": used}
        self._log.append(line)

    def _answer(self, grant: Grant, refresh: str) -> dict[str, Any]:
        until = self._now() + timedelta(seconds=self.access_token_s)
        token = _jwt(grant, until)
        hashed = _hash(token)
        self._access[hashed] = Access(grant, until)
        self._log.append({"identity": "access", "hash": hashed, "grant": grant.id, "until": until.isoformat()})
        answer: dict[str, Any] = {
            "access_token": token,
            "token_type": "Bearer",
            "expires_in": int(self.access_token_s),
            "scope": " ".join(grant.scopes),
        }
        if refresh:
            answer["refresh_token"] = refresh
        return answer


def sent_back(redirect: str, state: str, **answer: str) -> str:
    """The address of the client with an answer."""
    joint = "&" if urlsplit(redirect).query else "?"
    return f"{redirect}{joint}{urlencode({**answer, 'state': state})}"


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _s256(verifier: str) -> str:
    return _unpadded(hashlib.sha256(verifier.encode()).digest())


def _jwt(grant: Grant, until: datetime) -> str:
    """Looks like the real one; nobody can check its signature, as nobody but the API should."""
    header = {"alg": "RS256", "typ": "at+jwt"}
    claims = {"client_id": grant.client, "customer_id": grant.company, "scope": list(grant.scopes),
              "exp": int(until.timestamp())}  # fmt: skip
    return ".".join(
        [*(_unpadded(json.dumps(part).encode()) for part in (header, claims)), _unpadded(secrets.token_bytes(48))]
    )


def _unpadded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
