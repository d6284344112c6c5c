"""Slack and Microsoft beside a bot that runs in a process of its own, which knows nothing of tests.

Slack is where RAPPORT_SLACK_API_URL says. Microsoft's addresses are fixed: the process reaches them as in a house
behind a proxy, by HTTPS_PROXY, and SSL_CERT_FILE vouches for whom it meets there.
"""

import asyncio
import json
import ssl
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Protocol

from aiohttp import ClientSession, web
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from handlers.teams.clouds import CLOUDS
from tests.handlers.contract.house import credentials_of
from tests.handlers.contract.slack import user_of
from tests.handlers.peers.microsoft.signing import FORGERIES
from tests.handlers.peers.slack import events
from tests.handlers.peers.slack.server import LocalSlack
from tests.handlers.peers.slack.signing import forgeries, signed
from tests.handlers.peers.slack.things import Message
from tests.handlers.teams.tenant import APP_ID, OTHER_TENANT, PASSWORD, TENANT, Tenant, microsoft

MICROSOFT = ("login.microsoftonline.com", "login.botframework.com", "smba.trafficmanager.net")


class Door(Protocol):
    """Where a platform's requests come in, and what proves them."""

    path: str

    def says(self, text: str) -> bytes:
        """The body of a request in which its person writes something."""
        ...

    def proved(self, body: bytes) -> Mapping[str, str]:
        """The headers of a body that is the platform's own."""
        ...

    def forged(self, body: bytes) -> Mapping[str, Mapping[str, str]]:
        """Headers that prove nothing, by what is wrong with them."""
        ...


@dataclass
class SlacksDoor:
    """/slack/events, for one person."""

    slack: LocalSlack
    person: str
    path: str = "/slack/events"

    def says(self, text: str) -> bytes:
        user = self.slack.users[user_of(self.person)]
        dm = self.slack.dm(user)
        message = Message(self.slack.clock.ts(), dm.id, user.id, text, user.home)
        return json.dumps(events.envelope(self.slack, self.slack.workspace, events.said(message, user, dm))).encode()

    def proved(self, body: bytes) -> Mapping[str, str]:
        return signed(self.slack.signing_secret, body)

    def forged(self, body: bytes) -> Mapping[str, Mapping[str, str]]:
        return forgeries(self.slack.signing_secret, body)


@dataclass
class TeamsDoor:
    """/api/messages, for one person."""

    at: Tenant
    person: str
    path: str = "/api/messages"
    numbers: "count[int]" = field(default_factory=lambda: count(1_900_000_000_000))

    def says(self, text: str) -> bytes:
        return json.dumps(self.at.activity(self.person, text=text, id=str(next(self.numbers)))).encode()

    def proved(self, _body: bytes) -> Mapping[str, str]:
        return {"Content-Type": "application/json", "Authorization": self.at.proof().header}

    def forged(self, body: bytes) -> Mapping[str, Mapping[str, str]]:
        good, proof = self.proved(body), self.at.proof()
        headers = {name: forge(proof, self.at.local.keys) for name, forge in FORGERIES.items()}
        headers["another tenant's"] = proof.but(tid=OTHER_TENANT).header
        return {name: {**good, "Authorization": each or ""} for name, each in headers.items()}


@dataclass
class Chats:
    """The platforms, and the settings of a process that is an app of both."""

    slack: LocalSlack
    at: Tenant
    environment: Mapping[str, str]

    @property
    def secrets(self) -> tuple[str, ...]:
        """What nobody may ever be told."""
        return self.slack.token, self.slack.signing_secret, PASSWORD, *self.at.local.login.expiry

    def doors(self, *, on_slack: str, in_teams: str) -> tuple[Door, Door]:
        """The ways in for two people, each of whom is there."""
        return SlacksDoor(self.slack, on_slack), TeamsDoor(self.at, in_teams)


async def knocks(base: str, door: Door, body: bytes, headers: Mapping[str, str]) -> int:
    """Send a request; the status it is answered with."""
    async with ClientSession() as http, http.post(base + door.path, data=body, headers=headers) as answer:
        await answer.read()
        return answer.status


@asynccontextmanager
async def chats(folder: Path) -> AsyncIterator[Chats]:
    """The platforms, for as long as the context lasts."""
    certificate = folder / "microsoft.pem"
    _certify(certificate)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    async with LocalSlack() as slack, microsoft() as at:
        await web.TCPSite(at.local.runner, "127.0.0.1", 0, ssl_context=context).start()
        at.local.url = CLOUDS["public"].service.removesuffix("/teams/")
        tunnel = await asyncio.start_server(_Tunnel(at.local.runner.addresses[-1][1]).opened, "127.0.0.1", 0)
        teams = {"teams_app_id": APP_ID, "teams_app_password": PASSWORD, "teams_tenant_id": TENANT}
        settings = {f"RAPPORT_{name.upper()}": str(value) for name, value in (credentials_of(slack) | teams).items()}
        proxy = f"http://127.0.0.1:{tunnel.sockets[0].getsockname()[1]}"
        try:
            yield Chats(slack, at, {**settings, "HTTPS_PROXY": proxy, "SSL_CERT_FILE": str(certificate)})
        finally:
            tunnel.close()


@dataclass(frozen=True)
class _Tunnel:
    """A proxy that takes everybody who asks for Microsoft to a port of this machine, and nobody anywhere else."""

    port: int

    async def opened(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked = (await reader.readuntil(b"\r\n\r\n")).decode().split()
        if asked[0] != "CONNECT" or asked[1] not in [f"{host}:443" for host in MICROSOFT]:
            writer.write(b"HTTP/1.1 403 Forbidden\r\n\r\n")
            writer.close()
            return
        there, back = await asyncio.open_connection("127.0.0.1", self.port)
        writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        await asyncio.gather(_pipe(reader, back), _pipe(there, writer))


async def _pipe(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while some := await reader.read(65536):
            writer.write(some)
            await writer.drain()
    except OSError:
        pass
    finally:
        writer.close()


def _certify(file: Path) -> None:
    """A certificate for Microsoft's names that vouches for itself, and its key."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "tests")])
    now, names = datetime.now(UTC), [x509.DNSName(host) for host in MICROSOFT]
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    made = made.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    made = made.add_extension(x509.SubjectAlternativeName(names), critical=False)
    made = made.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file.touch(mode=0o600)
    file.write_bytes(secret + made.sign(key, SHA256()).public_bytes(Encoding.PEM))
