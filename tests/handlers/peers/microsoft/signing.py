"""Tokens as the Bot Framework signs them for a bot, and every way to forge one."""

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import jwt

from tests.handlers.peers.microsoft.keys import Keys, SigningKey

ISSUER = "https://api.botframework.com"
LIVES = 3600


@dataclass(frozen=True)
class Token:
    """What a token is made of."""

    key: SigningKey
    claims: dict[str, Any]

    def but(self, **claims: Any) -> "Token":
        """The same with other claims; one that is None is left out."""
        changed = {**self.claims, **claims}
        return replace(self, claims={name: value for name, value in changed.items() if value is not None})

    @property
    def header(self) -> str:
        """As the request carries it."""
        return f"Bearer {self.key.sign(self.claims)}"


def token_for(keys: Keys, app_id: str, service_url: str) -> Token:
    """What proves an activity to a bot."""
    now = int(time.time())
    claims = {"serviceurl": service_url, "nbf": now - 300, "exp": now + LIVES, "iss": ISSUER, "aud": app_id}
    return Token(keys.signing, claims)


def _base64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _by_hand(token: Token, header: dict[str, Any], sign: Callable[[bytes], bytes]) -> str:
    """A library would refuse to make these."""
    signed = ".".join(_base64(json.dumps(each).encode()) for each in (header, token.claims))
    return f"Bearer {signed}.{_base64(sign(signed.encode()))}"


def _hs256(token: Token, _keys: Keys) -> str:
    """The public key taken for a shared secret."""
    header = {"alg": "HS256", "kid": token.key.kid, "typ": "JWT"}
    return _by_hand(token, header, lambda signed: hmac.digest(token.key.public_pem, signed, hashlib.sha256))


def _altered(token: Token, _keys: Keys) -> str:
    """Another body under the signature of the first."""
    first, other = (jwt.encode(claims, token.key.private, "RS256", {"kid": token.key.kid}).split(".")
                    for claims in (token.claims, {**token.claims, "extra": "yes"}))  # fmt: skip
    return f"Bearer {first[0]}.{other[1]}.{first[2]}"


def _with(**claims: Any) -> Callable[[Token, Keys], str]:
    return lambda token, _keys: token.but(**claims).header


def _stranger(token: Token, kid: str) -> str:
    return replace(token, key=replace(SigningKey.make("stranger"), kid=kid)).header


Forgery = Callable[[Token, Keys], str | None]

FORGERIES: dict[str, Forgery] = {
    "no header": lambda _token, _keys: None,
    "empty header": lambda _token, _keys: "",
    "no scheme": lambda token, _keys: token.header.removeprefix("Bearer "),
    "another scheme": lambda token, _keys: token.header.replace("Bearer", "Basic"),
    "no token": lambda _token, _keys: "Bearer",
    "garbage": lambda _token, _keys: "Bearer not.a.token",
    "two parts": lambda token, _keys: token.header.rpartition(".")[0],
    "algorithm none": lambda token, _keys: _by_hand(token, {"alg": "none", "kid": token.key.kid}, lambda _: b""),
    "HS256 with the public key": _hs256,
    "altered claims": _altered,
    "unknown key": lambda token, _keys: _stranger(token, "never-published"),
    "key of a stranger under a known id": lambda token, _keys: _stranger(token, token.key.kid),
    "no key id": lambda token, _keys: f"Bearer {jwt.encode(token.claims, token.key.private, 'RS256')}",
    "key not endorsed for Teams": lambda token, keys: replace(token, key=keys.unendorsed).header,
    "another issuer": _with(iss="https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/"),
    "no issuer": _with(iss=None),
    "another audience": _with(aud="00000000-0000-0000-0000-000000000000"),
    "no audience": _with(aud=None),
    "expired": _with(exp=int(time.time()) - 3600),
    "no expiry": _with(exp=None),
    "not yet valid": _with(nbf=int(time.time()) + 3600, exp=int(time.time()) + 7200),
    "another service URL": _with(serviceurl="https://elsewhere.example/teams/"),
    "no service URL": _with(serviceurl=None),
}
"""Authorization headers that a bot must answer with 401, by what is wrong with them."""
