"""The local Slack's limits and faults: what a client meets when Slack is busy, broken or gone."""

import asyncio
import time

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
)
from slack_sdk.web.async_client import AsyncWebClient

from tests.handlers.peers.slack_bot import home, section


async def limited(call) -> int:
    with pytest.raises(SlackApiError) as caught:
        await call
    response = caught.value.response
    assert (response.status_code, response["error"]) == (429, "ratelimited")
    return int(response.headers["Retry-After"])


async def test_one_message_a_second_per_channel(slack, client):
    slack.rates.strict = True
    posted = await client.chat_postMessage(channel="U1", text="one")
    assert await limited(client.chat_postMessage(channel="U1", text="two")) == 1
    # The direct message is the same channel under its own id; another person's is not.
    assert await limited(client.chat_postMessage(channel=posted["channel"], text="two")) == 1
    assert (await client.chat_postMessage(channel="U2", text="two"))["ok"]
    slack.clock.passes(1)
    assert (await client.chat_postMessage(channel="U1", text="two"))["ok"]


async def test_a_methods_tier_is_per_workspace(slack, client):
    slack.rates.strict = True
    for _ in range(20):
        await client.users_list()
    assert 55 <= await limited(client.users_list()) <= 60
    assert (await client.users_info(user="U1"))["ok"]
    far = AsyncWebClient(slack.add_workspace("T2").token, base_url=slack.api_url)
    assert (await far.users_list())["ok"]
    slack.clock.passes(61)
    assert (await client.users_list())["ok"]


async def test_a_workspaces_messages_are_limited_in_all(slack, client):
    slack.rates.strict, slack.rates.per_minute[5] = True, 3
    for number in range(4):
        slack.add_user(f"U{number + 10}")
    for number in range(3):
        await client.chat_postMessage(channel=f"U{number + 10}", text="hi")
    assert await limited(client.chat_postMessage(channel="U13", text="hi")) >= 59


async def test_rates_are_off_unless_asked_for(client):
    for _ in range(30):
        await client.chat_postMessage(channel="U1", text="hi")


async def test_a_call_before_its_retry_after_is_found(slack, client):
    slack.faults.next("chat.postMessage", "throttle", retry_after=30)
    await limited(client.chat_postMessage(channel="U1", text="hi"))
    assert slack.calls.early() == []
    # Another method and another workspace are not held up by it.
    slack.add_workspace("T2")
    slack.add_user("U9", team="T2")
    far = AsyncWebClient(slack.workspaces["T2"].token, base_url=slack.api_url)
    await far.chat_postMessage(channel="U9", text="hi")
    await client.views_publish(user_id="U1", view=home(section()))
    assert slack.calls.early(grace=0) == []
    await asyncio.sleep(0.01)
    await client.chat_postMessage(channel="U1", text="hi")
    assert [each.method for each in slack.calls.early(grace=0)] == ["chat.postMessage"]
    assert slack.calls.early(grace=20) == []


async def test_a_call_after_its_retry_after_is_not_early(slack):
    handler = AsyncRateLimitErrorRetryHandler(max_retry_count=1)
    client = AsyncWebClient(slack.token, base_url=slack.api_url, retry_handlers=[handler])
    slack.faults.next("chat.postMessage", "throttle", retry_after=1)
    await client.chat_postMessage(channel="U1", text="hi")
    assert [each.status for each in slack.calls] == [429, 200]
    assert slack.calls[1].at - slack.calls[0].at >= 1
    assert slack.calls.early(grace=0) == []


@pytest.mark.parametrize("status", [500, 503])
async def test_slack_is_broken(slack, client, status):
    slack.faults.next("chat.postMessage", "break", status=status)
    with pytest.raises(SlackApiError) as caught:
        await client.chat_postMessage(channel="U1", text="hi")
    assert caught.value.response.status_code == status
    assert not slack.dm(slack.users["U1"]).messages


@pytest.mark.parametrize(("kind", "there"), [("drop_before", 0), ("drop_after", 1)])
async def test_the_connection_breaks(slack, client, kind, there):
    slack.faults.next("chat.postMessage", kind)
    with pytest.raises(aiohttp.ClientConnectionError):
        await client.chat_postMessage(channel="U1", text="hi")
    assert len(slack.dm(slack.users["U1"]).messages) == there
    assert [(each.outcome, each.committed) for each in slack.calls] == [(kind, bool(there))]


async def test_the_stock_connection_retry_posts_twice(slack):
    """The trap that the record has to show: what was committed before the drop is sent again."""
    client = AsyncWebClient(slack.token, base_url=slack.api_url, retry_handlers=[AsyncConnectionErrorRetryHandler()])
    slack.faults.next("chat.postMessage", "drop_after")
    await client.chat_postMessage(channel="U1", text="hi")
    assert len(slack.dm(slack.users["U1"]).messages) == 2


@pytest.mark.parametrize(("kind", "there"), [("hang_before", 0), ("hang_after", 1)])
async def test_slack_hangs(slack, client, kind, there):
    slack.faults.next("chat.postMessage", kind)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.1):
            await client.chat_postMessage(channel="U1", text="hi")
    assert len(slack.dm(slack.users["U1"]).messages) == there


async def test_an_error_of_choice(slack, client):
    slack.faults.next("chat.postMessage", "refuse", error="fatal_error")
    with pytest.raises(SlackApiError, match="fatal_error"):
        await client.chat_postMessage(channel="U1", text="hi")


async def test_a_share_of_all_calls_goes_wrong(slack, client):
    async def outcomes(seed: int) -> list[str]:
        slack.calls.clear()
        slack.faults.share(seed=seed, throttle=0.2, drop_before=0.05, drop_after=0.05)
        for _ in range(200):
            try:
                await client.chat_postMessage(channel="U1", text="hi")
            except (SlackApiError, aiohttp.ClientConnectionError):
                continue
        return [each.outcome for each in slack.calls]

    first = await outcomes(1)
    assert 20 < first.count("ratelimited") < 60
    assert 2 < first.count("drop_before") < 25
    assert 2 < first.count("drop_after") < 25
    assert await outcomes(1) == first
    assert await outcomes(2) != first
    slack.faults.clear()
    assert (await client.chat_postMessage(channel="U1", text="hi"))["ok"]


async def test_shares_of_more_than_all_are_refused(slack):
    with pytest.raises(ValueError, match="more than all"):
        slack.faults.share(throttle=0.7, drop_after=0.4)


async def test_it_stops_at_once_whatever_hangs(slack, client):
    slack.faults.next("chat.postMessage", "hang_before")
    call = asyncio.ensure_future(client.chat_postMessage(channel="U1", text="hi"))
    await slack.until(lambda: slack.calls)
    started = time.monotonic()
    await slack.stop()
    assert time.monotonic() - started < 1
    with pytest.raises(aiohttp.ClientError):
        await call
