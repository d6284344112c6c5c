"""What is measured on Slack: who answers /slack/events, and the check-ins that people send there."""

import itertools
import json
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from aiohttp import ClientSession, web
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.signature import SignatureVerifier
from slack_sdk.web.async_client import AsyncWebClient

from bot.addresses import Addresses
from bot.asides import Asides
from bot.pace import LIMITS
from bot.reads import Reads
from conversations.toolkit.catalogue import Catalogue
from handlers.platform import ChatPorts, Identity, OpenedForm, Submitting
from handlers.slack import forms
from handlers.slack.calls import silence
from handlers.slack.outgoing import PATH, Credentials, SlackPlatform
from handlers.slack.texts import Pen
from storage import identities
from storage.database import Transaction
from storage.tables.people import HowLinked
from tests.benchmarks.conftest import Works
from tests.benchmarks.serving import Beside, mounted
from tests.bot.company import open_company, real_now
from tests.handlers.contract.slack_screen import put
from tests.handlers.peers.slack import payloads
from tests.handlers.peers.slack.checks import Json
from tests.handlers.peers.slack.lines import signature
from tests.handlers.peers.slack.server import LocalSlack
from tests.handlers.peers.slack.things import Message, View
from tests.handlers.peers.slack.viewing import shown

TRIGGER = "1234567890.12345678901.{}"
"""A trigger's id; the number makes each request one of its own."""


# --- servers -------------------------------------------------------------------------------------------------------


@asynccontextmanager
async def signature_alone(secret: str) -> AsyncIterator[str]:
    """Nothing but slack_sdk's check of the signature."""
    verifier = SignatureVerifier(secret)

    async def answer(request: web.Request) -> web.Response:
        is_slack = verifier.is_valid_request(await request.text(), dict(request.headers))
        return web.Response(status=200 if is_slack else 401)

    async with mounted([web.post(PATH, answer)]) as base:
        yield base


def bolt(secret: str, token: str, team: str) -> AbstractAsyncContextManager[str]:
    """Bolt with its own signature check and one listener that acknowledges, set up as platforms.md says is quickest."""

    async def authorize(**_: object) -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id=team, bot_user_id="UBOT", bot_id="B0", bot_token=token)

    app = AsyncApp(
        signing_secret=secret,
        client=AsyncWebClient(token),
        authorize=authorize,
        process_before_response=True,
        logger=silence(),
    )

    @app.view(forms.FORM)
    async def _acknowledge(ack: Any) -> None:
        await ack()

    async def answer(request: web.Request) -> web.StreamResponse:
        return await app.server(path=PATH).handle_post_requests(request)

    return mounted([web.post(PATH, answer)])


@asynccontextmanager
async def turns_alone(url: str, credentials: Credentials) -> AsyncIterator[str]:
    """Slack's part with the whole turn behind it, committed before the ack; what it brings stays in the ledger."""
    words = Catalogue.load()
    async with open_company(url) as opened:
        reads = Reads(opened.database, opened.turns.house, opened.clock)
        book = Addresses(opened.database, opened.clock)
        base_url = "http://127.0.0.1"
        pacing = Asides(opened.database, opened.clock, LIMITS)
        ports = ChatPorts(turns=opened.turns, reads=reads, words=words, book=book, pacing=pacing, base_url=base_url)
        platform = SlackPlatform(ports, credentials)
        async with platform.running(), mounted(platform.routes()) as base:
            yield base


# --- people ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Sheet:
    """A form that somebody filled in: the body of its request, but for the number in its trigger."""

    user: str
    body: bytes

    def numbered(self, number: int) -> bytes:
        return self.body.replace(b"%7B%7D", b"%032x" % number)


async def filled_in(served: Works, slack: LocalSlack) -> list[Sheet]:
    """Everybody has an account, and has filled in the check-in in Slack."""
    company = served.company
    await company.database.write(_link, served, slack.workspace.id)
    reads = Reads(company.database, company.turns.house, company.clock)
    pen = Pen(Catalogue.load(), "en")
    sheets = []
    for asked in served.asked:
        sent = asked.what
        assert isinstance(sent, Submitting)
        form = await reads.form(asked.who, sent.delivery, sent.form)
        assert form
        user = slack.add_user(user_of(asked.who), email=f"{asked.who.user}@example.com")
        # Of no version: what is sent once more is an edit, not the same form twice.
        given = forms.modal(pen, OpenedForm(sent.delivery, replace(form, version=None)))
        view = View("V0SHEET", slack.workspace.id, user.id, given, given["blocks"], "V0SHEET")
        body = payloads.common(slack, "view_submission", user) | {
            "trigger_id": TRIGGER,
            "view": shown(slack, view) | {"state": {"values": _state(given, sent.values)}},
            "response_urls": [],
        }
        sheets.append(Sheet(user.id, urlencode({"payload": json.dumps(body)}).encode()))
    return sheets


def _state(view: Json, values: Any) -> Json:
    return {
        block["block_id"]: {
            block["element"]["action_id"]: put(block["element"], list(values.get(block["block_id"], ())))
        }
        for block in view["blocks"]
        if block["type"] == "input"
    }


def user_of(who: Identity) -> str:
    """Somebody's account."""
    return f"U{who.user.upper()}"


def _link(tx: Transaction, served: Works, team: str) -> None:
    for asked in served.asked:
        who = identities.Identity("slack", team, user_of(asked.who))
        identities.link(tx, who, asked.who.user, HowLinked.IMPORT, real_now())


@dataclass
class Post:
    """The way from Slack: sends one form after the other, signed, and notes when each was acknowledged."""

    http: ClientSession
    secret: str
    sheets: Sequence[Sheet]
    acked: list[tuple[str, float]] = field(default_factory=list)
    _numbers: "itertools.count[int]" = field(default_factory=itertools.count)

    async def send(self, server: Beside) -> None:
        """Send the next one to a server; it has to be acknowledged, with nothing to mend in the form."""
        number = next(self._numbers)
        sheet = self.sheets[number % len(self.sheets)]
        body, timestamp = sheet.numbered(number), str(int(time.time()))
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": signature(self.secret, timestamp, body),
        }
        async with self.http.post(f"{server.base}{PATH}", data=body, headers=headers) as answer:
            said = await answer.text()
        assert answer.status == 200 and not said, (answer.status, said)
        self.acked.append((sheet.user, time.perf_counter()))


@dataclass
class Arrivals:
    """The replies that arrived in Slack, by person."""

    slack: LocalSlack
    came: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    count: int = 0

    def __post_init__(self) -> None:
        self.slack.listeners.append(self._note)

    def _note(self, message: Message, _before: Json | None) -> None:
        [user] = self.slack.channels[message.channel].members - {self.slack.workspace.bot}
        self.came[user].append(time.perf_counter())
        self.count += 1

    def since(self, acked: Sequence[tuple[str, float]]) -> list[float]:
        """How many seconds after each ack its reply came; one that overtook its ack came at once."""
        return [max(0.0, self.came[user].pop(0) - at) for user, at in acked]

    def forget(self) -> None:
        """Begin anew."""
        self.came.clear()
        self.count = 0
        self.slack.calls.clear()
