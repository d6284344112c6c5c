"""Socket Mode: the same conversation, with connections that break in the middle of it."""

import asyncio
import json
from collections.abc import AsyncIterator
from io import StringIO

import pytest

from handlers.platform import Answer, Identity, Saying
from handlers.slack.calls import client_of, session
from handlers.slack.outgoing import SlackPlatform
from handlers.slack.socket_mode import PING, SILENCE, Socket
from tests.handlers.contract.adapter import Reply
from tests.handlers.contract.house import Bot, credentials_of, serving
from tests.handlers.contract.slack import Slack
from tests.handlers.contract.slack_screen import Json
from tests.handlers.peers.slack.errors import Trouble
from tests.handlers.peers.slack.lines import Kind, Line
from tests.handlers.peers.slack.person import Person
from tests.handlers.peers.slack.server import LocalSlack
from tests.handlers.peers.slack.things import User
from tests.handlers.slack.host import Host
from tests.handlers.slack.test_traps import FORM, OPENED
from tests.handlers.test_contract import test_a_week_on_this_platform as a_week_on_this_platform

COMES_BACK = 6.0
"""Seconds within which a connection that broke is there again (measured: 2.5 to 5.5)."""


class OverASocket(Slack):
    """The contract's Slack without an address of ours. `breaks_at`: requests in the middle of which the line breaks."""

    breaks_at: tuple[int, ...] = ()
    requests = 0
    broken = 0

    def line(self) -> Line:
        return self.slack.sockets

    async def user(self, person: str) -> User:
        user = await super().user(person)
        self.slack.request_url = "over a socket"
        return user

    async def _send(self, user: User, payload: Json, kind: Kind) -> Reply:
        """What was not acknowledged comes again, as Slack sends it again."""
        self.requests += 1
        if self.requests not in self.breaks_at:
            return await super()._send(user, payload, kind)
        self.broken += 1
        first = asyncio.create_task(self.line().send(kind, payload))
        await asyncio.sleep(0)
        self.slack.sockets.drop()
        assert not (await first).ok
        await self.slack.until(lambda: self.slack.sockets.connections, within=COMES_BACK)
        return await super()._send(user, payload, kind)


@pytest.fixture
async def bot(sqlite_url: str, logged: StringIO) -> AsyncIterator[Bot]:
    """The bot, connected to a local Slack and without a signing secret."""
    async with LocalSlack(ack_within=COMES_BACK) as slack:
        given = {**credentials_of(slack), "slack_signing_secret": None, "slack_app_token": slack.app_token}
        async with serving(sqlite_url, **given) as bot:
            bot.slack = slack
            await slack.until(lambda: slack.sockets.connections)
            yield bot


async def test_a_week_over_a_socket_with_dropped_connections_in_the_middle(bot: Bot) -> None:
    chat = OverASocket(bot)
    chat.breaks_at = (3, 6)
    await a_week_on_this_platform(chat, bot)
    assert chat.broken == 2
    assert not chat.slack.sockets.stray


@pytest.fixture
async def connected(host: Host, slack: LocalSlack) -> AsyncIterator[LocalSlack]:
    """Slack's part with a house in memory, over a socket."""
    async with host.serving(signing_secret="", app_token=slack.app_token):
        await slack.until(lambda: slack.sockets.connections)
        yield slack


async def test_an_envelope_is_acknowledged_after_the_commit_only(connected: LocalSlack, host: Host) -> None:
    alice = Person(connected, connected.users["U1"], connected.sockets)
    host.away = True
    connected.ack_within = 0.3
    delivery = await alice.says("hello")
    assert not delivery.acked
    host.away = False
    assert (await delivery.finished()).acked
    assert [each.what for each in host.taken] == [Saying("hello")]
    assert not connected.sockets.stray


async def test_trap_4_the_key_is_the_same_over_a_socket(connected: LocalSlack, host: Host, slack: LocalSlack) -> None:
    alice = Person(connected, connected.users["U1"], connected.sockets)
    await alice.says("hello")
    await alice.command("/checkin")
    sent = list(slack.sent)
    async with host.serving():
        for each in sent:
            await slack.line(host.base).send(each.kind, each.payload)
    over_socket, over_http = host.taken[:2], host.taken[2:]
    assert [each.key for each in over_socket] == [each.key for each in over_http]
    assert len({each.key for each in host.taken}) == 2


async def test_a_form_that_is_refused_stays_open_with_its_words(connected: LocalSlack, host: Host) -> None:
    """Nobody answers it, so Slack tells its person that it did not work; an empty ack would close it."""
    alice = Person(connected, connected.users["U1"], connected.sockets)
    host.answers = [Answer("taken", opened=OPENED)]
    host.forms = {(OPENED.delivery, "ask"): FORM}
    await alice.command("/checkin")
    assert alice.view
    alice.view.given["private_metadata"] = json.dumps({"of": "another release"})
    connected.ack_within = 0.3
    heard = len(host.taken)
    with pytest.raises(Trouble):
        await alice.submits(alice.view, {"what": "words of ten minutes"})
    assert alice.view
    assert len(host.taken) == heard


async def test_an_event_that_we_shall_never_understand_does_not_come_again(
    connected: LocalSlack, host: Host, logged: StringIO
) -> None:
    for odd in ({"authorizations": [1]}, {"enterprise": "x", "user": 7}):
        assert (await connected.sockets.send("events_api", {"type": "event_callback", **odd})).ok
    assert not host.taken
    assert "request_failed" not in logged.getvalue()


async def test_a_private_line_answers_a_command(connected: LocalSlack, host: Host) -> None:
    bob = Person(connected, connected.users["U2"], connected.sockets)
    await bob.command("/checkin")
    assert len(bob.messages()) == 1
    assert Identity("slack", "T0RAPPORT", "U2") not in host.known


async def test_slack_can_ask_to_come_back(connected: LocalSlack, host: Host) -> None:
    """Slack refreshes its connections every few hours; what falls between two of them comes again."""
    connected.retries = (0.0, 1.0, 3.0)
    alice = Person(connected, connected.users["U1"], connected.sockets)
    await connected.sockets.refresh()
    await connected.until(lambda: connected.sockets.connections, within=COMES_BACK)
    assert (await (await alice.says("hello")).finished()).acked
    assert {each.key for each in host.taken} == {host.taken[0].key}


async def test_slack_may_be_away_when_we_start(slack: LocalSlack, host: Host) -> None:
    slack.faults.next("apps.connections.open", "break", times=2)
    async with host.serving(signing_secret="", app_token=slack.app_token):
        await slack.until(lambda: slack.sockets.connections, within=15)


@pytest.fixture
async def socket(slack: LocalSlack, platform: SlackPlatform) -> AsyncIterator[Socket]:
    """A socket of its own that does not wait long."""
    async with session() as connections:
        client = client_of(slack.token, slack.api_url)
        client.session = connections
        yield Socket(platform._app, slack.app_token, client, silence=1.5)


def events(logged: StringIO) -> list[str]:
    return [json.loads(line)["event"] for line in logged.getvalue().splitlines()]


async def test_a_socket_that_fell_silent_is_begun_anew_and_logged(
    slack: LocalSlack, socket: Socket, logged: StringIO
) -> None:
    """slack_sdk tries a used-up address for ever."""
    sockets = slack.sockets
    async with socket.running():
        await slack.until(lambda: sockets.connections)
        assert events(logged) == []
        sockets.closed = True
        sockets.drop()
        await slack.until(lambda: "socket_silent" in events(logged), within=15)
        sockets.closed = False
        await slack.until(lambda: sockets.connections, within=15)


async def test_a_socket_that_never_came_about_is_begun_anew_and_logged(
    slack: LocalSlack, socket: Socket, logged: StringIO
) -> None:
    slack.sockets.closed = True
    async with socket.running():
        await slack.until(lambda: "socket_failed" in events(logged), within=15)
        slack.sockets.closed = False
        await slack.until(lambda: slack.sockets.connections, within=15)


async def test_however_often_a_socket_is_begun_anew_slack_is_not_asked_too_early(
    slack: LocalSlack, socket: Socket
) -> None:
    slack.faults.next("apps.connections.open", "throttle", retry_after=3)
    async with socket.running():
        await slack.until(lambda: slack.sockets.connections, within=15)
    assert [call.outcome for call in slack.calls.of("apps.connections.open")] == ["ratelimited", "ok"]
    assert slack.calls.early() == []


async def test_a_dead_connection_is_noticed_as_quickly_as_we_say(socket: Socket) -> None:
    client = socket._client()
    assert client.ping_interval == PING
    await client.close()  # type: ignore[no-untyped-call]
    assert (PING, SILENCE) == (3, 20)
