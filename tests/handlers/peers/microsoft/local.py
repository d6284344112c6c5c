"""A Microsoft for the tests: login, keys, connector and people, on the loopback and as strict as the real one."""

import time
from collections.abc import Callable
from ssl import SSLContext
from typing import Any, Self

from aiohttp import ClientSession, web

from tests.handlers.peers.microsoft.activities import Activities
from tests.handlers.peers.microsoft.chats import Chat, Chats, Kind
from tests.handlers.peers.microsoft.connector import Connector
from tests.handlers.peers.microsoft.doors import Door, Record
from tests.handlers.peers.microsoft.faults import Faults
from tests.handlers.peers.microsoft.keys import Keys
from tests.handlers.peers.microsoft.limits import Limits
from tests.handlers.peers.microsoft.login import Login
from tests.handlers.peers.microsoft.people import Directory, User
from tests.handlers.peers.microsoft.person import Person
from tests.handlers.peers.microsoft.posting import Posting


class LocalMicrosoft:
    """Everything a Teams bot talks to, and everybody who talks to it.

    `calls` is what the bot asked, `faults` what goes wrong for it, `keys` and `login` what it trusts. Without
    `reads_cards` each card counts as well made: to hold one against the schema takes 15 ms, too long for a benchmark.
    It speaks HTTPS, as the real one does, if it is given `tls`.
    """

    def __init__(
        self,
        *,
        app_id: str,
        password: str,
        tenant: str,
        name: str = "Rapport",
        strict_rates: bool = False,
        reads_cards: bool = True,
        tls: SSLContext | None = None,
        token_lives: int = 3599,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.app_id, self.password, self.tenant = app_id, password, tenant
        self.directory, self.chats, self.calls, self.faults = Directory(), Chats(), Record(), Faults()
        self.activities = Activities(app_id, name)
        self.keys = Keys()
        self.login = Login(app_id, password, tenant, clock, token_lives)
        self.region = "teams"
        self.url = ""
        self.tls = tls
        self.http = ClientSession()
        self.posting = Posting(self.http, self.keys, app_id)
        door = Door(self.calls, self.faults, Limits(strict_rates), clock)
        connector = Connector(self.login, self.directory, self.chats, reads_cards=reads_cards)
        # What Teams refuses for its size must reach the connector to be refused there.
        app = web.Application(middlewares=[door.middleware], client_max_size=1024**2)
        app.add_routes([*self.login.routes(), *self.keys.routes(), *connector.routes()])
        self.runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)

    @classmethod
    async def start(cls, **settings: Any) -> Self:
        """A Microsoft that serves; `stop` ends it."""
        self = cls(**settings)
        await self.runner.setup()
        await web.TCPSite(self.runner, "127.0.0.1", 0, ssl_context=self.tls).start()
        scheme = "https" if self.tls else "http"
        self.url = f"{scheme}://127.0.0.1:{self.runner.addresses[0][1]}"
        return self

    async def stop(self) -> None:
        """Whatever hangs is let go."""
        await self.http.close()
        await self.runner.cleanup()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    @property
    def service_url(self) -> str:
        """What activities name as their service; `region` is its path."""
        return f"{self.url}/{self.region}/"

    @property
    def login_url(self) -> str:
        """Where tokens are had; the tenant's name follows."""
        return self.url

    @property
    def token_url(self) -> str:
        """The token endpoint of the bot's own tenant."""
        return f"{self.url}/{self.tenant}/oauth2/v2.0/token"

    @property
    def openid_url(self) -> str:
        """The Bot Framework's OpenID metadata."""
        return f"{self.url}/v1/.well-known/openidconfiguration"

    def add_user(self, name: str, *, email: str, tenant: str = "", **more: Any) -> User:
        """Somebody who does not have the app yet; of the bot's own tenant unless another is named."""
        shown = more.pop("shown", name.title())
        user = User(shown, email, tenant or self.tenant, **more)
        self.directory.users[name] = user
        return user

    def add_chat(self, kind: Kind, *names: str) -> Chat:
        """A group chat or a channel, the bot among them."""
        members = [self.directory.users[name] for name in names]
        return self.chats.add(Chat(kind, members[0].tenant, members))

    def as_user(self, name: str, bot_url: str) -> Person:
        """What one does as this person, towards the bot at this address of its /api/messages."""
        return Person(self, self.directory.users[name], bot_url)
