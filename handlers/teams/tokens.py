"""Tokens that come in: every request to /api/messages is signed by Microsoft for our bot, or it is nobody's."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import aiohttp
import jwt
from pydantic import BaseModel, ConfigDict, Field, JsonValue, ValidationError

from handlers.platform import Unavailable
from handlers.teams.clouds import Cloud
from handlers.teams.network import body_of

ALGORITHMS = ["RS256"]
CHANNEL = "msteams"
LEEWAY = 300
"""Seconds that clocks may differ (Microsoft's own libraries allow five minutes)."""

FETCH_SECONDS = 5
FRESH, STALE = 3600, 24 * 3600
"""Seconds after which keys are fetched anew, and up to which they count while that fails (safety 4)."""

UNKNOWN_EVERY, FAILED_EVERY = 60, 5
"""Seconds between two fetches because of an unknown key, and after a fetch that failed."""


class Forged(Exception):
    """The token is not Microsoft's for us. Nothing is said of why."""


@dataclass(frozen=True)
class Vouched:
    """What a token vouches for: the service address that the activity must name, and all its claims."""

    service: str
    claims: Mapping[str, JsonValue] = field(repr=False)


class _Metadata(BaseModel):
    model_config = ConfigDict(frozen=True)
    jwks_uri: str


class _Key(BaseModel):
    model_config = ConfigDict(frozen=True)
    kid: str = ""
    kty: str = ""
    n: str = ""
    e: str = ""
    endorsements: tuple[str, ...] = ()


class _Keys(BaseModel):
    model_config = ConfigDict(frozen=True)
    keys: tuple[_Key, ...] = Field(min_length=1, max_length=100)


class Keys:
    """Microsoft's public keys that may sign for Teams, by their ids; fetched when needed, shared by who waits."""

    def __init__(
        self, cloud: Cloud, http: Callable[[], aiohttp.ClientSession], now: Callable[[], float] = time.monotonic
    ) -> None:
        self._cloud, self._http, self._now = cloud, http, now
        self._keys: dict[str, jwt.PyJWK] = {}
        self._fetched = self._tried = float("-inf")
        self._pause = 0.0
        self._fetch: asyncio.Task[None] | None = None

    async def of(self, kid: str) -> jwt.PyJWK | None:
        """The key of an id; None if there is none. Raises Unavailable while no keys could be had."""
        if kid not in self._keys or self._age > STALE:
            await self._fetched_anew()
        elif self._age > FRESH:
            self._fetched_anew()  # an hour old, they still count: nobody waits for newer ones
        if self._age > STALE:
            raise Unavailable
        return self._keys.get(kid)

    async def close(self) -> None:
        """Stop fetching."""
        if self._fetch:
            self._fetch.cancel()
            await asyncio.gather(self._fetch, return_exceptions=True)

    @property
    def _age(self) -> float:
        return self._now() - self._fetched

    def _fetched_anew(self) -> asyncio.Future[None]:
        """One fetch for all who wait, and none too soon after the last one."""
        if self._fetch is None or self._fetch.done():
            if self._now() - self._tried < self._pause:
                done = asyncio.get_running_loop().create_future()
                done.set_result(None)
                return done
            self._tried = self._now()
            self._fetch = asyncio.create_task(self._load())
        return asyncio.shield(self._fetch)

    async def _load(self) -> None:
        """Fetch the keys; if that fails, those we have stay."""
        self._pause = FAILED_EVERY
        try:
            async with asyncio.timeout(FETCH_SECONDS):
                metadata = _Metadata.model_validate_json(await self._get(self._cloud.metadata))
                if not metadata.jwks_uri.startswith("http" if self._cloud.loopback else "https://"):
                    return
                found = _Keys.model_validate_json(await self._get(metadata.jwks_uri))
        except (TimeoutError, aiohttp.ClientError, OSError, ValidationError):
            return
        keys = {key.kid: made for key in found.keys if (made := _usable(key))}
        if keys:
            self._keys, self._fetched, self._pause = keys, self._now(), UNKNOWN_EVERY

    async def _get(self, address: str) -> bytes:
        async with self._http().get(address, allow_redirects=False) as response:
            response.raise_for_status()
            return await body_of(response)


def _usable(key: _Key) -> jwt.PyJWK | None:
    """The key, if it may sign for Teams: each is endorsed for the channels it speaks for."""
    if not key.kid or CHANNEL not in key.endorsements:
        return None
    try:
        return jwt.PyJWK({"kty": key.kty, "n": key.n, "e": key.e, "kid": key.kid}, algorithm=ALGORITHMS[0])
    except jwt.PyJWTError:
        return None


class Verifier:
    """Tells whether a request is Microsoft's, for our bot and in our tenant."""

    def __init__(self, cloud: Cloud, app_id: str, tenant: str, keys: Keys) -> None:
        """Raises ValueError without an app id or a tenant: an empty audience would let everybody in."""
        if not app_id or not tenant:
            raise ValueError("app_id, tenant")
        self._cloud, self._app_id, self._tenant, self._keys = cloud, app_id, tenant, keys

    async def verify(self, authorization: str) -> Vouched:
        """What the header's token vouches for. Raises Forged, or Unavailable while no key could be fetched."""
        scheme, _, token = authorization.partition(" ")
        if scheme != "Bearer":
            raise Forged
        try:
            head = jwt.get_unverified_header(token)
        except (jwt.PyJWTError, ValueError, RecursionError):
            raise Forged from None
        kid = head.get("kid")
        if head.get("alg") not in ALGORITHMS or not isinstance(kid, str) or not kid:
            raise Forged
        key = await self._keys.of(kid)
        if key is None:
            raise Forged
        return self._vouched(token, key)

    def _vouched(self, token: str, key: jwt.PyJWK) -> Vouched:
        try:
            claims = jwt.decode(
                token,
                key,
                algorithms=ALGORITHMS,
                audience=self._app_id,
                issuer=self._cloud.issuer,
                leeway=LEEWAY,
                options={"require": ["exp", "iss", "aud"], "strict_aud": True},
            )
        except (jwt.PyJWTError, ValueError, TypeError, RecursionError):
            raise Forged from None
        service = claims.get("serviceurl", claims.get("serviceUrl"))
        if not isinstance(service, str) or not self._cloud.may_be_told(service):
            raise Forged
        if claims.get("tid", self._tenant) != self._tenant:
            raise Forged
        return Vouched(service, claims)
