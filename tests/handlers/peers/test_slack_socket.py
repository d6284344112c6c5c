"""The local Slack's Socket Mode, as slack_sdk's aiohttp client and Bolt's handler find it."""

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import pytest
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient

from tests.handlers.peers.slack.errors import Trouble
from tests.handlers.peers.slack.server import LocalSlack
from tests.handlers.peers.slack_bot import BoltBot, entry, modal, text_input


@pytest.fixture
async def handler(slack: LocalSlack, client: AsyncWebClient) -> AsyncIterator[AsyncSocketModeHandler]:
    """Bolt, connected."""
    bot = BoltBot(slack, client)
    handler = AsyncSocketModeHandler(bot.app, slack.app_token, web_client=client, ping_interval=0.2)
    handler.bot = bot
    await handler.connect_async()
    await slack.until(lambda: slack.sockets.connections)
    yield handler
    await handler.close_async()


@pytest.fixture
def alice(slack, handler):
    """Alice; what she does goes over the socket."""
    return slack.as_user("U1")


def connected(slack: LocalSlack) -> SocketModeClient:
    """A client of our own, that acknowledges nothing by itself."""
    web = AsyncWebClient(base_url=slack.api_url)
    return SocketModeClient(slack.app_token, web_client=web, ping_interval=0.2)


async def test_a_bots_token_opens_no_connection(slack, client):
    with pytest.raises(SlackApiError, match="not_allowed_token_type"):
        await client.apps_connections_open(app_token=slack.token)
    with pytest.raises(SlackApiError, match="invalid_auth"):
        await client.apps_connections_open(app_token="xapp-wrong")
    slack.app_scopes.clear()
    with pytest.raises(SlackApiError, match="missing_scope"):
        await client.apps_connections_open(app_token=slack.app_token)


async def test_a_ticket_is_good_once_and_soon(slack, client):
    async def fresh() -> str:
        return (await client.apps_connections_open(app_token=slack.app_token))["url"]

    async with aiohttp.ClientSession() as session:
        url = await fresh()
        ws = await session.ws_connect(url)
        hello = await ws.receive_json()
        assert (hello["type"], hello["num_connections"]) == ("hello", 1)
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect(url)
        late = await fresh()
        slack.clock.passes(31)
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect(late)
        await ws.close()


async def test_events_commands_and_forms_go_over_the_socket(slack, handler, alice):
    app = handler.bot.app

    @app.event("message")
    async def said(event, say):
        await say("heard")

    @app.command("/form")
    async def called(ack, client, body):
        await ack("opened")
        await client.views_open(trigger_id=body["trigger_id"], view=modal(entry("a", text_input()), callback_id="f"))

    @app.view("f")
    async def submitted(ack):
        await ack(response_action="errors", errors={"a": "no"})

    assert (await alice.says("hi")).acked
    assert (await alice.hears()).text == "heard"
    await alice.command("/form")
    assert alice.messages()[-1].text == "opened"
    await alice.submits(alice.view, {"a": "x"})
    assert alice.errors == {"a": "no"}
    with pytest.raises(Trouble):
        slack.ack_within = 0.2
        await alice.command("/unknown")


async def test_an_event_that_was_not_acknowledged_comes_again(slack, handler, alice):
    slack.ack_within = 0.6

    @handler.bot.app.event("message")
    async def said(event):
        if len(handler.bot.received) == 1:
            raise RuntimeError

    delivery = await (await alice.says("hi")).finished()
    assert [each.reason for each in delivery.tries] == ["timeout", ""]
    assert handler.bot.headers[1]["x-slack-retry-num"] == "1"
    assert handler.bot.received[0]["event_id"] == handler.bot.received[1]["event_id"]


async def test_a_connection_that_breaks_in_the_middle_loses_nothing(slack, handler, alice):
    dropped = asyncio.Event()

    @handler.bot.app.event("message")
    async def said(event, say):
        if not dropped.is_set():
            dropped.set()
            slack.sockets.drop()
        await say("heard")

    delivery = await (await alice.says("hi")).finished()
    assert delivery.tries[0].reason == "connection_failed"
    assert delivery.acked
    assert (await alice.says("again")).acked


@pytest.mark.parametrize("asked", ["warn", "refresh"])
async def test_the_app_comes_back_when_it_is_asked_to(slack, handler, alice, asked):
    @handler.bot.app.event("message")
    async def said(event):
        pass

    [before] = slack.sockets.connections
    await getattr(slack.sockets, asked)()
    assert before.ws.closed == (asked == "refresh")
    await slack.until(lambda: [each for each in slack.sockets.connections if each is not before])
    assert (await (await alice.says("hi")).finished()).acked


async def test_each_envelope_goes_to_one_of_the_connections(slack):
    clients, seen = [connected(slack) for _ in range(3)], []
    for number, each in enumerate(clients):

        async def took(client, request, number=number):
            seen.append((number, request.payload["event"]["text"]))
            await client.send_socket_mode_response(SocketModeResponse(request.envelope_id))

        each.socket_mode_request_listeners.append(took)
        await each.connect()
    await slack.until(lambda: len(slack.sockets.connections) == 3)
    alice = slack.as_user("U1")
    for number in range(6):
        assert (await alice.says(str(number))).acked
    assert sorted(text for _, text in seen) == [str(number) for number in range(6)]
    assert {number for number, _ in seen} == {0, 1, 2}
    for each in clients:
        await each.close()


async def test_an_acknowledgement_on_the_wrong_connection_counts_for_nothing(slack, client):
    slack.ack_within, slack.retries = 0.2, ()
    async with aiohttp.ClientSession() as session:
        sockets = []
        for _ in range(2):
            opened = await client.apps_connections_open(app_token=slack.app_token)
            sockets.append(await session.ws_connect(opened["url"]))
            await sockets[-1].receive_json()

        async def swapped(mine, other):
            envelope = await mine.receive_json()
            await other.send_json({"envelope_id": envelope["envelope_id"]})

        tasks = [asyncio.ensure_future(swapped(*pair)) for pair in (sockets, sockets[::-1])]
        delivery = await slack.as_user("U1").says("hi")
        assert not delivery.acked
        await slack.until(lambda: slack.sockets.stray)
        for task in tasks:
            task.cancel()
        for each in sockets:
            await each.close()


async def test_more_than_ten_connections_are_turned_away(slack, client):
    async with aiohttp.ClientSession() as session:
        sockets = []
        for number in range(11):
            opened = await client.apps_connections_open(app_token=slack.app_token)
            sockets.append(await session.ws_connect(opened["url"]))
            said = await sockets[-1].receive_json()
            assert said["type"] == ("hello" if number < 10 else "disconnect")
        assert said["reason"] == "too_many_websockets"


async def test_nobody_connected(slack):
    slack.ack_within, slack.retries = 0.1, ()
    delivery = await slack.as_user("U1").says("hi")
    assert [each.reason for each in delivery.tries] == ["timeout"]
