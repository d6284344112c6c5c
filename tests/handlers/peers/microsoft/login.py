"""The login: client credentials for an app token, refused as Microsoft Entra refuses."""

from collections.abc import Callable
from datetime import UTC, datetime
from secrets import token_urlsafe
from typing import Any
from uuid import uuid4

import jwt
from aiohttp import web

from tests.handlers.peers.microsoft.doors import CALL
from tests.handlers.peers.microsoft.keys import SigningKey
from tests.handlers.peers.microsoft.refusals import Refused

AUDIENCE = "https://api.botframework.com"


def _error(status: int, error: str, number: int, says: str) -> Refused:
    at, trace, correlation = f"{datetime.now(UTC):%Y-%m-%d %H:%M:%SZ}", str(uuid4()), str(uuid4())
    ends = f"Trace ID: {trace} Correlation ID: {correlation} Timestamp: {at}"
    return Refused(
        status,
        {
            "error": error,
            "error_description": f"AADSTS{number}: {says} {ends}",
            "error_codes": [number],
            "timestamp": at,
            "trace_id": trace,
            "correlation_id": correlation,
            "error_uri": f"https://login.microsoftonline.com/error?code={number}",
        },
    )


class Login:
    """Tokens for one app of one tenant. They live `lives` seconds on the clock of the server."""

    def __init__(self, app_id: str, password: str, tenant: str, clock: Callable[[], float], lives: int) -> None:
        self.app_id, self.password, self.tenant = app_id, password, tenant
        self.clock, self.lives = clock, lives
        self.expiry: dict[str, float] = {}
        self.ended: set[str] = set()  # secrets whose time is over
        self.key = SigningKey.make("login")

    def routes(self) -> list[web.RouteDef]:
        return [
            web.post("/{tenant}/oauth2/v2.0/token", self.token, name="token"),
            web.get("/{tenant}/v2.0/.well-known/openid-configuration", self.configuration, name="login.configuration"),
        ]

    async def configuration(self, request: web.Request) -> web.Response:
        """Where the real endpoints are, word for word; the stock MSAL asks before its first token."""
        here = f"https://login.microsoftonline.com/{request.match_info['tenant']}"
        return web.json_response(
            {
                "issuer": f"{here}/v2.0",
                "authorization_endpoint": f"{here}/oauth2/v2.0/authorize",
                "token_endpoint": f"{here}/oauth2/v2.0/token",
                "token_endpoint_auth_methods_supported": ["client_secret_post", "private_key_jwt"],
            }
        )

    async def token(self, request: web.Request) -> web.Response:
        """An app token for the connector."""
        self._check(request.match_info["tenant"], {key: str(value) for key, value in (await request.post()).items()})
        token = self._issue()
        request[CALL].committed = True
        body = {"token_type": "Bearer", "expires_in": self.lives, "ext_expires_in": self.lives, "access_token": token}
        return web.json_response(body, headers={"Cache-Control": "no-store, no-cache"})

    def accepts(self, authorization: str) -> bool:
        """Whether this header carries a token of ours that has not expired."""
        scheme, _, token = authorization.partition(" ")
        return scheme == "Bearer" and self.expiry.get(token, float("-inf")) > self.clock()

    def revoke(self) -> None:
        """No token given so far is good any more, as after a change of the secret."""
        self.expiry.clear()

    def _issue(self) -> str:
        now = int(datetime.now(UTC).timestamp())
        claims: dict[str, Any] = {
            "aud": AUDIENCE,
            "iss": f"https://sts.windows.net/{self.tenant}/",
            "iat": now,
            "nbf": now,
            "exp": now + self.lives,
            "appid": self.app_id,
            "tid": self.tenant,
            "uti": token_urlsafe(16),
            "ver": "1.0",
        }
        token = self.key.sign(claims)
        self.expiry[token] = self.clock() + self.lives
        return token

    def _check(self, tenant: str, form: dict[str, str]) -> None:
        resource, _, rest = form.get("scope", "").rpartition("/")
        checks = (
            (tenant == self.tenant, 400, "invalid_request", 90002, f"Tenant '{tenant}' not found."),
            ("grant_type" in form, 400, "invalid_request", 900144, "The request body must contain: 'grant_type'."),
            ("client_id" in form, 400, "invalid_request", 900144, "The request body must contain: 'client_id'."),
            (form.get("grant_type") == "client_credentials", 400, "unsupported_grant_type", 70003,
             "The app requested an unsupported grant type."),
            (form.get("client_id") == self.app_id, 400, "unauthorized_client", 700016,
             f"Application with identifier '{form.get('client_id')}' was not found in the directory."),
            (form.get("client_secret") not in self.ended, 401, "invalid_client", 7000222,
             f"The provided client secret keys for app '{self.app_id}' are expired."),
            (form.get("client_secret") == self.password, 401, "invalid_client", 7000215,
             "Invalid client secret provided."),
            (rest == ".default", 400, "invalid_scope", 1002012, "The scope is not valid: use /.default."),
            (resource == AUDIENCE, 400, "invalid_resource", 500011, f"The resource named {resource} was not found."),
        )  # fmt: skip
        for holds, status, error, number, says in checks:
            if not holds:
                raise _error(status, error, number, says)


def claims_of(token: str) -> dict[str, Any]:
    """What a token says, unverified: for tests that look at it."""
    claims: dict[str, Any] = jwt.decode(token, options={"verify_signature": False})
    return claims
