"""The local Slack's other direction: what it sends, as slack-bolt takes it over signed HTTP."""

import asyncio
import json
import time
from urllib.parse import parse_qs

import aiohttp
import pytest
from slack_sdk.signature import SignatureVerifier

from tests.handlers.peers.slack import events
from tests.handlers.peers.slack.errors import Impossible, Trouble
from tests.handlers.peers.slack_bot import actions, button, home


async def test_a_message_reaches_the_bot_and_its_answer_the_person(slack, bolt, alice):
    @bolt.app.event("message")
    async def said(event, say):
        await say(f"heard {event['text']}")

    delivery = await alice.says("1 < 2 & http://example.com")
    assert delivery.acked
    assert [each.text for each in alice.messages()] == ["heard 1 &lt; 2 &amp; <http://example.com>"]
    [body] = [each for each in bolt.received if each["event"].get("client_msg_id")]
    event = body["event"]
    assert (event["channel_type"], event["channel"], event["user"]) == ("im", alice.dm.id, "U1")
    assert body["authorizations"][0]["is_bot"]
    assert body["event_id"].startswith("Ev")
    assert body["team_id"] == body["context_team_id"] == slack.workspace.id


async def test_the_app_is_told_of_its_own_messages_and_bolt_leaves_them_alone(slack, bolt, alice, client):
    seen = []

    @bolt.app.event("message")
    async def said(event):
        seen.append(event)

    posted = await client.chat_postMessage(channel="U1", text="one")
    await client.chat_update(channel=posted["channel"], ts=posted["ts"], text="two")
    await slack.until(lambda: len(slack.unasked) == 2)
    new, edited = (each.payload["event"] for each in slack.unasked)
    assert (new["bot_id"], new["text"]) == (slack.workspace.bot_id, "one")
    assert (edited["subtype"], edited["previous_message"]["text"]) == ("message_changed", "one")
    assert edited["message"]["text"] == "two"
    assert [each.acked for each in slack.unasked] == [True, True]
    assert not seen


async def test_a_mention_reaches_the_bot_where_it_is_a_member(slack, bolt, alice):
    @bolt.app.event("app_mention")
    async def mentioned(event, say):
        await say("here")

    await alice.mentions("help", "C1")
    assert alice.messages("C1")[0].text == "here"
    assert bolt.received[0]["event"]["text"] == f"<@{slack.workspace.bot}> help"
    assert "channel_type" not in bolt.received[0]["event"]
    slack.add_channel("C2", "U1")
    with pytest.raises(Impossible):
        await alice.mentions("help", "C2")


async def test_home_is_opened_and_published(slack, bolt, alice):
    @bolt.app.event("app_home_opened")
    async def opened(event, client):
        await client.views_publish(user_id=event["user"], view=home(actions(button("go"))))

    @bolt.app.action("go")
    async def went(ack, body):
        await ack()

    await alice.opens_home()
    assert "view" not in bolt.received[0]["event"]
    await alice.clicks(alice.home, "go")
    assert bolt.received[1]["container"] == {"type": "view", "view_id": alice.home.id}
    assert bolt.received[1]["view"]["type"] == "home"
    assert "response_url" not in bolt.received[1]
    before = alice.home.hash
    await alice.opens_home()
    assert bolt.received[2]["event"]["view"]["hash"] == before


async def test_an_event_comes_again_until_it_is_acknowledged(slack, bolt, alice):
    @bolt.app.event("message")
    async def said(event):
        if len(bolt.received) < 3:
            raise RuntimeError

    delivery = await alice.says("hi")
    assert not delivery.acked
    assert (await delivery.finished()).acked
    assert [each.status for each in delivery.tries] == [500, 500, 200]
    numbers = [each.get("x-slack-retry-num") for each in bolt.headers]
    reasons = [each.get("x-slack-retry-reason") for each in bolt.headers]
    assert numbers == [None, "1", "2"]
    assert reasons == [None, "http_error", "http_error"]
    assert len({each["event_id"] for each in bolt.received}) == 1


async def test_an_event_is_given_up_after_its_retries(slack, bolt, alice):
    delivery = await (await alice.says("nobody listens")).finished()
    assert [each.status for each in delivery.tries] == [404] * 4


async def test_a_late_answer_is_none(slack, bolt, alice):
    slack.ack_within = 0.5

    @bolt.app.event("message")
    async def said(event):
        await asyncio.sleep(0.8 if len(bolt.received) == 1 else 0)

    delivery = await (await alice.says("hi")).finished()
    assert [each.reason for each in delivery.tries] == ["http_timeout", ""]
    assert bolt.headers[1]["x-slack-retry-reason"] == "http_timeout"


async def test_nobody_at_the_address(slack):
    delivery = await (await slack.as_user("U1", "http://127.0.0.1:1").says("hi")).finished()
    assert [each.reason for each in delivery.tries] == ["connection_failed"] * 4


async def test_a_bot_can_ask_not_to_be_sent_it_again(slack):
    async def no(_request):
        return aiohttp.web.Response(status=503, headers={"X-Slack-No-Retry": "1"})

    app = aiohttp.web.Application()
    app.router.add_post("/slack/events", no)
    runner = aiohttp.web.AppRunner(app, access_log=None)
    await runner.setup()
    await aiohttp.web.TCPSite(runner, "127.0.0.1", 0).start()
    delivery = await slack.as_user("U1", f"http://127.0.0.1:{runner.addresses[0][1]}").says("hi")
    assert (len(delivery.tries), delivery.retrying) == (1, None)
    await runner.cleanup()


async def test_the_address_is_verified(slack, bolt):
    assert await slack.verifies_url(bolt.url)
    slack.signing_secret = "another"
    assert not await slack.verifies_url(bolt.url)


async def test_requests_carry_slacks_signature(slack, bolt, alice):
    verifier = SignatureVerifier(slack.signing_secret)

    @bolt.app.command("/checkin")
    async def called(ack):
        await ack()

    await alice.command("/checkin", "now")
    [sent] = slack.sent
    assert verifier.is_valid_request(sent.body, sent.headers)
    assert not verifier.is_valid_request(sent.body + b"&x=1", sent.headers)
    form = {name: values[0] for name, values in parse_qs(sent.body.decode(), keep_blank_values=True).items()}
    assert (form["command"], form["text"], form["channel_name"]) == ("/checkin", "now", "directmessage")
    assert (form["user_id"], form["is_enterprise_install"]) == ("U1", "false")
    assert abs(int(sent.headers["X-Slack-Request-Timestamp"]) - time.time()) < 5


async def test_a_request_is_replayed_byte_for_byte(slack, bolt, alice):
    @bolt.app.event("message")
    async def said(event):
        pass

    await alice.says("hi")
    await alice.line.repeats(slack.sent[0])
    assert bolt.received[0] == bolt.received[1]


async def test_a_command_is_answered_to_its_caller(slack, bolt, alice):
    @bolt.app.command("/checkin")
    async def called(ack, respond):
        await ack("at once")
        await respond("for all", response_type="in_channel")
        await respond("for one")

    await alice.command("/checkin", channel="C1")
    bob = slack.as_user("U2", bolt.url)
    assert sorted(each.text for each in alice.messages("C1")) == ["at once", "for all", "for one"]
    assert [each.text for each in bob.messages("C1")] == ["for all"]


@pytest.mark.parametrize("answer", [{"blocks": [{"type": "poem"}]}, {"text": "x", "colour": "red"}])
async def test_a_command_answered_with_what_is_no_message(bolt, alice, answer):
    @bolt.app.command("/checkin")
    async def called(ack):
        await ack(answer)

    with pytest.raises(Trouble):
        await alice.command("/checkin")


async def test_a_command_that_nobody_answers(bolt, alice):
    with pytest.raises(Trouble, match="404"):
        await alice.command("/unknown")


async def test_a_response_url_is_good_for_five_uses_within_half_an_hour(slack, bolt, alice):
    urls = []

    @bolt.app.command("/checkin")
    async def called(ack, body):
        urls.append(body["response_url"])
        await ack()

    await alice.command("/checkin")
    await alice.command("/checkin")
    async with aiohttp.ClientSession() as session:
        used = [(await session.post(urls[0], json={"text": "hi"})).status for _ in range(6)]
        assert used == [200] * 5 + [404]
        wrong = await session.post(urls[1], json={"blocks": [{"type": "poem"}]})
        assert (wrong.status, (await wrong.json())["error"]) == (400, "invalid_blocks")
        slack.clock.passes(1801)
        assert (await session.post(urls[1], json={"text": "hi"})).status == 404


async def test_shortcuts(bolt, alice, client):
    seen = []

    @bolt.app.shortcut("everywhere")
    async def everywhere(ack, body):
        seen.append(body["type"])
        await ack()

    @bolt.app.message_shortcut("here")
    async def here(ack, body):
        seen.append(body["message"]["text"])
        await ack()

    await client.chat_postMessage(channel="U1", text="this one")
    await alice.shortcut("everywhere")
    await alice.shortcut("here", alice.messages()[0])
    assert seen == ["shortcut", "this one"]


async def test_the_life_of_people_and_of_the_app(slack, bolt, client):
    seen = []
    for name in ("team_join", "user_change", "member_joined_channel", "tokens_revoked", "app_uninstalled"):

        @bolt.app.event(name)
        async def happened(event):
            seen.append(event)

    slack.request_url = bolt.url
    user = slack.users["U1"]
    await slack.event(events.user_event(slack, "team_join", user))
    user.deleted = True
    await slack.event(events.user_event(slack, "user_change", user))
    await slack.event(events.member_event(slack, "member_joined_channel", user, slack.channels["C1"]))
    assert [each["type"] for each in seen] == ["team_join", "user_change", "member_joined_channel"]
    assert (seen[0]["user"]["deleted"], seen[1]["user"]["deleted"]) == (False, True)
    assert [each.acked for each in await slack.uninstalls()] == [True, True]
    with pytest.raises(Exception, match="account_inactive"):
        await client.chat_postMessage(channel="U2", text="hi")


async def test_app_rate_limited_stands_in_no_envelope(slack, bolt):
    await slack.outer(events.rate_limited(slack, slack.workspace), slack.line(bolt.url))
    assert "event" not in json.loads(slack.sent[0].body)


async def test_who_cannot_do_what(slack, bolt):
    slack.add_user("U3", home="T9")
    slack.add_user("U4", deleted=True)
    with pytest.raises(Impossible):
        await slack.as_user("U3", bolt.url).command("/checkin")
    with pytest.raises(Impossible):
        await slack.as_user("U4", bolt.url).says("hi")
    await slack.as_user("U3", bolt.url).says("hi")
    body = bolt.received[0]
    assert (body["is_ext_shared_channel"], body["event"]["user_team"]) == (True, "T9")
