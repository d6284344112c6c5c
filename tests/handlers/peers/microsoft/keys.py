"""The keys that the Bot Framework signs with, and the documents that publish them."""

import base64
from dataclasses import dataclass, field
from functools import cache
from itertools import count
from typing import Any

import jwt
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

ENDORSED = ("msteams", "webchat", "directline", "emulator", "skype")
_NUMBERS = count(1)


@cache
def _private(slot: int) -> RSAPrivateKey:
    """Making a key takes a tenth of a second, so the servers of one run share theirs."""
    return generate_private_key(public_exponent=65537, key_size=2048)


@dataclass(frozen=True)
class SigningKey:
    """One key by its id. `endorsements` are the channels it may speak for."""

    kid: str
    private: RSAPrivateKey = field(repr=False)
    endorsements: tuple[str, ...] = ENDORSED

    @classmethod
    def make(cls, what: str, endorsements: tuple[str, ...] = ENDORSED) -> "SigningKey":
        number = next(_NUMBERS)
        return cls(f"{what}-{number}", _private(number % 4), endorsements)

    def sign(self, claims: dict[str, Any], **header: Any) -> str:
        """A token, with the header as the Bot Framework writes it."""
        return jwt.encode(claims, self.private, "RS256", {"kid": self.kid, "x5t": self.kid, **header})

    @property
    def public_pem(self) -> bytes:
        return self.private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)

    @property
    def jwk(self) -> dict[str, Any]:
        numbers = self.private.public_key().public_numbers()
        return {
            "kty": "RSA",
            "use": "sig",
            "kid": self.kid,
            "x5t": self.kid,
            "n": _base64(numbers.n),
            "e": _base64(numbers.e),
            "endorsements": list(self.endorsements),
        }


def _base64(number: int) -> str:
    raw = number.to_bytes((number.bit_length() + 7) // 8, "big")
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


class Keys:
    """The published keys; the last one of them signs. `unendorsed` is published too, but not for Teams."""

    def __init__(self) -> None:
        self.unendorsed = SigningKey.make("webchat", ("webchat",))
        self.published = [self.unendorsed, SigningKey.make("key")]

    @property
    def signing(self) -> SigningKey:
        return self.published[-1]

    def rotate(self, keep: bool = False) -> SigningKey:
        """From now on another key signs; the old one stays published for a while if it is kept."""
        old = self.published if keep else [self.unendorsed]
        self.published = [*old, SigningKey.make("key")]
        return self.signing

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/v1/.well-known/openidconfiguration", self.metadata, name="metadata"),
            web.get("/v1/.well-known/keys", self.keys, name="keys"),
        ]

    async def metadata(self, request: web.Request) -> web.Response:
        """Where the keys are."""
        return web.json_response(
            {
                "issuer": "https://api.botframework.com",
                "authorization_endpoint": "https://invalid.botframework.com",
                "jwks_uri": f"{request.url.origin()}/v1/.well-known/keys",
                "id_token_signing_alg_values_supported": ["RS256"],
                "token_endpoint_auth_methods_supported": ["private_key_jwt"],
            }
        )

    async def keys(self, _request: web.Request) -> web.Response:
        """The keys."""
        return web.json_response({"keys": [key.jwk for key in self.published]})
