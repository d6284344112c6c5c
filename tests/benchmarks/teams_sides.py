"""What is measured in Teams: who answers /api/messages, and what people write and tap there."""

import itertools
import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, cast

from aiohttp import ClientSession, web
from botbuilder.core import ActivityHandler, InvokeResponse, TurnContext

from conversations.toolkit.words import Phrase
from handlers.platform import Answer, ChatPorts
from handlers.teams.clouds import Cloud
from handlers.teams.outgoing import PATH, TeamsPlatform
from handlers.teams.sign_in import Credentials
from storage import identities
from storage.database import Transaction
from storage.tables.people import HowLinked
from tests.benchmarks.serving import Beside, mounted
from tests.bot.company import real_now
from tests.handlers.contract.adaptive import actions, card_of
from tests.handlers.contract.house import catalogue
from tests.handlers.peers.microsoft.local import LocalMicrosoft
from tests.handlers.peers.stock import StockAdapter
from tests.handlers.teams.host import Host
from tests.handlers.teams.tenant import APP_ID, PASSWORD, TENANT, Tenant, user_id

NUMBER = "1700000000000"
"""Stands for the id of an activity, in which each one has a number of its own."""

OK = {"statusCode": 200, "type": "application/vnd.microsoft.activity.message", "value": "ok"}


# --- servers -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Place:
    """Where the local Microsoft is, for a process that does not have it."""

    login_url: str
    openid_url: str
    app_id: str = APP_ID
    password: str = PASSWORD
    tenant: str = TENANT


class _SaysOk(ActivityHandler):  # type: ignore[misc]
    async def on_message_activity(self, turn_context: TurnContext) -> None:
        await turn_context.send_activity("ok")

    async def on_invoke_activity(self, turn_context: TurnContext) -> InvokeResponse:
        return InvokeResponse(status=200, body=OK)


@asynccontextmanager
async def stock(place: Place) -> AsyncIterator[str]:
    """Stock botbuilder with a bot that says "ok" to everything and keeps nothing."""
    adapter = StockAdapter(cast(LocalMicrosoft, place), _SaysOk().on_turn)
    async with mounted([web.post(PATH, adapter.answer)]) as base:
        yield base


@asynccontextmanager
async def transport_alone(cloud: Cloud) -> AsyncIterator[str]:
    """Teams' part, with a house behind it that says one line to everything and keeps nothing."""
    host = Host(answer=Answer("taken", hint=Phrase("words.stale")))
    ports = ChatPorts(turns=host, reads=host, words=catalogue(), book=host, pacing=host, base_url=host.base_url)
    platform = TeamsPlatform(ports, Credentials(APP_ID, lambda: PASSWORD, TENANT), cloud)
    async with platform.running(), mounted(platform.routes()) as base:
        yield base


# --- people ----------------------------------------------------------------------------------------------------------


def link(tx: Transaction, people: Sequence[str]) -> None:
    """Everybody is known in Teams."""
    for person in people:
        who = identities.Identity("teams", TENANT, user_id(person))
        identities.link(tx, who, person, HowLinked.IMPORT, real_now())


def messages(tenant: Tenant, people: Sequence[str], text: str) -> list[bytes]:
    """What everybody writes."""
    return [_body(tenant.activity(person, text=text, id=NUMBER)) for person in people]


def clicks(tenant: Tenant, people: Sequence[str], value: str) -> list[bytes]:
    """What everybody taps: the button with this value, on the card that was last sent to them with it."""
    return [_body(_tapped(tenant, person, value)) for person in people]


def _tapped(tenant: Tenant, person: str, value: str) -> dict[str, Any]:
    for message in reversed(tenant.messages(person).values()):
        for action in actions(card_of(message) or {}):
            if action["data"].get("value") == value:
                pressed = {"action": {key: action[key] for key in ("type", "title", "verb", "data")}}
                name, tapped = "adaptiveCard/action", pressed | {"trigger": "manual"}
                return tenant.activity(person, type="invoke", name=name, value=tapped, id=NUMBER)
    raise AssertionError(f"{person} has no button {value}")


def _body(activity: dict[str, Any]) -> bytes:
    return json.dumps(activity).encode()


@dataclass
class Line:
    """The way from Teams: sends one activity after the other, each under an id of its own."""

    http: ClientSession
    tenant: Tenant
    bodies: Sequence[bytes]
    _numbers: "itertools.count[int]" = field(default_factory=itertools.count)

    def __post_init__(self) -> None:
        self._token = f"Bearer {self.tenant.token()}"

    async def send(self, server: Beside) -> None:
        """Send the next one to a server; it has to be taken."""
        number = next(self._numbers)
        body = self.bodies[number % len(self.bodies)].replace(NUMBER.encode(), b"%013d" % (10**12 + number))
        headers = {"Content-Type": "application/json; charset=utf-8", "Authorization": self._token}
        async with self.http.post(f"{server.base}{PATH}", data=body, headers=headers) as answer:
            said = await answer.text()
        assert answer.status == 200, (answer.status, said)
