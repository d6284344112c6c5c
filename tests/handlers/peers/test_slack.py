"""The local Slack's Web API, as slack_sdk sees it."""

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.models.metadata import Metadata
from slack_sdk.web.async_client import AsyncWebClient

from tests.handlers.peers.slack.server import LocalSlack
from tests.handlers.peers.slack_bot import actions, button, home, modal, section

NOTE = Metadata("delivery", {"id": "d1"})


async def refused(call) -> str:
    with pytest.raises(SlackApiError) as caught:
        await call
    return str(caught.value.response["error"])


async def test_auth_test_names_the_app(slack, client):
    answer = await client.auth_test()
    assert (answer["team_id"], answer["user_id"]) == (slack.workspace.id, slack.workspace.bot)


@pytest.mark.parametrize(
    ("token", "error"), [("xoxb-wrong", "invalid_auth"), (None, "not_authed"), ("app", "not_allowed_token_type")]
)
async def test_a_wrong_token(slack, token, error):
    client = AsyncWebClient(slack.app_token if token == "app" else token, base_url=slack.api_url)
    assert await refused(client.auth_test()) == error


async def test_a_missing_scope_says_which(slack, client):
    slack.workspace.scopes.discard("chat:write")
    with pytest.raises(SlackApiError) as caught:
        await client.chat_postMessage(channel="U1", text="hi")
    assert caught.value.response["error"] == "missing_scope"
    assert caught.value.response["needed"] == "chat:write"
    assert not slack.dm(slack.users["U1"]).messages


async def test_an_unknown_method(client):
    assert await refused(client.api_call("chat.shout")) == "unknown_method"


async def test_a_message_to_a_user_opens_the_direct_message(slack, client):
    answer = await client.chat_postMessage(channel="U1", text="hi", blocks=[section("*hi*"), actions(button())])
    assert answer["channel"].startswith("D")
    assert answer["message"]["bot_id"] == slack.workspace.bot_id
    assert all(block["block_id"] for block in answer["message"]["blocks"])
    again = await client.conversations_open(users="U1")
    assert (again["channel"]["id"], again["already_open"]) == (answer["channel"], True)


async def test_a_message_is_edited_in_place_and_keeps_what_is_not_given(slack, client):
    posted = await client.chat_postMessage(channel="U1", text="one", blocks=[section("one")], metadata=NOTE)
    place = {"channel": posted["channel"], "ts": posted["ts"]}
    await client.chat_update(**place, text="two")
    [message] = slack.dm(slack.users["U1"]).messages
    assert (message.text, message.blocks[0]["text"]["text"], message.versions) == ("two", "one", 2)
    assert message.metadata == {"event_type": "delivery", "event_payload": {"id": "d1"}}
    await client.chat_update(**place, text="three", blocks=[], metadata={})
    assert (message.blocks, message.metadata) == ([], None)


@pytest.mark.parametrize(
    ("place", "error"),
    [
        ({"channel": "U1"}, "channel_not_found"),
        ({"channel": "D0"}, "channel_not_found"),
        ({"ts": "1.000001"}, "message_not_found"),
        ({"text": "x" * 4001}, "msg_too_long"),
    ],
)
async def test_an_edit_is_refused(client, place, error):
    posted = await client.chat_postMessage(channel="U1", text="one")
    given = {"channel": posted["channel"], "ts": posted["ts"], "text": "two", **place}
    assert await refused(client.chat_update(**given)) == error


async def test_nobody_elses_message_can_be_edited(slack, client):
    await slack.as_user("U1", "http://127.0.0.1:1").says("mine")
    [message] = slack.dm(slack.users["U1"]).messages
    assert await refused(client.chat_update(channel=message.channel, ts=message.ts, text="x")) == "cant_update_message"


@pytest.mark.parametrize(
    ("channel", "error"),
    [
        ("U404", "channel_not_found"),
        ("C404", "channel_not_found"),
        ("C2", "not_in_channel"),
        ("C3", "is_archived"),
        ("C4", "channel_not_found"),
        ("UBOT2", "cannot_dm_bot"),
    ],
)
async def test_where_a_message_cannot_go(slack, client, channel, error):
    slack.add_channel("C2", "U1")
    slack.add_channel("C3", "U1", slack.workspace.bot, archived=True)
    slack.add_channel("C4", "U1", kind="group")
    slack.add_user("UBOT2", is_bot=True)
    assert await refused(client.chat_postMessage(channel=channel, text="hi")) == error


async def test_a_message_to_a_deactivated_user_succeeds_and_opening_does_not(slack, client):
    slack.users["U1"].deleted = True
    assert await refused(client.conversations_open(users="U1")) == "user_disabled"
    assert (await client.chat_postMessage(channel="U1", text="hi"))["ok"]


async def test_a_message_needs_something_to_say(client):
    with pytest.warns(UserWarning, match="text"):
        assert await refused(client.chat_postMessage(channel="U1")) == "no_text"


async def test_blocks_without_text_are_warned_of(client):
    with pytest.warns(UserWarning, match="text"):
        answer = await client.chat_postMessage(channel="U1", blocks=[section()])
    assert answer["warning"] == "missing_text_in_message"


async def test_the_tab_of_messages_can_be_closed(slack, client):
    slack.messages_tab = False
    assert await refused(client.chat_postMessage(channel="U1", text="hi")) == "messages_tab_disabled"


async def test_history_comes_newest_first_in_pages_with_metadata_only_when_asked_for(client):
    for number in range(5):
        posted = await client.chat_postMessage(channel="U1", text=str(number), metadata=NOTE)
    channel = posted["channel"]
    first = await client.conversations_history(channel=channel, limit=2)
    assert [each["text"] for each in first["messages"]] == ["4", "3"]
    assert not any("metadata" in each for each in first["messages"])
    cursor = first["response_metadata"]["next_cursor"]
    rest = await client.conversations_history(channel=channel, cursor=cursor, include_all_metadata=True)
    assert [each["text"] for each in rest["messages"]] == ["2", "1", "0"]
    assert rest["messages"][0]["metadata"]["event_payload"] == {"id": "d1"}
    assert not rest["has_more"]
    newest = posted["ts"]
    assert not (await client.conversations_history(channel=channel, oldest=newest))["messages"]
    assert (await client.conversations_history(channel=channel, oldest=newest, inclusive=True))["messages"]


@pytest.mark.parametrize("metadata", [{"event_type": "x"}, {"event_type": "a b", "event_payload": {}}, {"x": 1}])
async def test_metadata_that_is_none(client, metadata):
    call = client.chat_postMessage(channel="U1", text="hi", metadata=metadata)
    assert await refused(call) == "invalid_metadata_format"


async def test_an_ephemeral_message_is_for_one_and_in_no_history(slack, client):
    await client.chat_postEphemeral(channel="C1", user="U1", text="psst")
    assert [each.text for each in slack.as_user("U1", "http://127.0.0.1:1").messages("C1")] == ["psst"]
    assert not slack.as_user("U2", "http://127.0.0.1:1").messages("C1")
    assert not (await client.conversations_history(channel="C1"))["messages"]
    slack.add_user("U3")
    assert await refused(client.chat_postEphemeral(channel="C1", user="U3", text="x")) == "user_not_in_channel"


async def test_users_as_they_are(slack, client):
    slack.add_user("U3", restricted=True, email_confirmed=False, email="guest@example.com")
    slack.add_user("U4", home="T9", email="far@example.com")
    slack.add_user("U5", deleted=True, email="gone@example.com")
    guest = (await client.users_info(user="U3"))["user"]
    stranger = (await client.users_info(user="U4", include_locale=True))["user"]
    gone = (await client.users_info(user="U5"))["user"]
    assert (guest["is_restricted"], guest["is_email_confirmed"]) == (True, False)
    assert (stranger["is_stranger"], stranger["team_id"], stranger["locale"]) == (True, "T9", "en-US")
    assert "email" not in stranger["profile"]
    assert gone["deleted"]
    assert "tz" not in gone
    assert await refused(client.users_info(user="U404")) == "user_not_found"


async def test_users_are_listed_in_pages(slack, client):
    first = await client.users_list(limit=2)
    assert len(first["members"]) == 2
    rest = await client.users_list(limit=2, cursor=first["response_metadata"]["next_cursor"])
    assert {each["id"] for each in [*first["members"], *rest["members"]]} == {slack.workspace.bot, "U1", "U2"}
    assert rest["response_metadata"]["next_cursor"] == ""


async def test_somebody_is_found_by_their_address(slack, client):
    assert (await client.users_lookupByEmail(email="Alice@example.com"))["user"]["id"] == "U1"
    slack.users["U1"].deleted = True
    assert await refused(client.users_lookupByEmail(email="alice@example.com")) == "users_not_found"
    slack.workspace.scopes.discard("users:read.email")
    assert "email" not in (await client.users_info(user="U2"))["user"]["profile"]
    assert await refused(client.users_lookupByEmail(email="bob@example.com")) == "missing_scope"


async def test_a_modal_needs_a_fresh_trigger(slack, client):
    trigger = slack.trigger(slack.users["U1"])
    opened = await client.views_open(trigger_id=trigger.id, view=modal(section()))
    assert opened["view"]["root_view_id"] == opened["view"]["id"]
    assert opened["view"]["state"] == {"values": {}}
    assert await refused(client.views_open(trigger_id=trigger.id, view=modal(section()))) == "exchanged_trigger_id"
    late = slack.trigger(slack.users["U1"])
    slack.clock.passes(3.1)
    assert await refused(client.views_open(trigger_id=late.id, view=modal(section()))) == "expired_trigger_id"
    assert await refused(client.views_open(trigger_id="1.2.x", view=modal(section()))) == "invalid_trigger_id"
    assert await refused(client.views_open(trigger_id="x", view=modal(section()))) == "invalid_arguments"


async def test_a_view_is_updated_unless_it_changed_meanwhile(slack, client):
    trigger = slack.trigger(slack.users["U1"])
    view = (await client.views_open(trigger_id=trigger.id, view=modal(section(), external_id="e1")))["view"]
    after = await client.views_update(view_id=view["id"], hash=view["hash"], view=modal(section("new")))
    assert after["view"]["hash"] != view["hash"]
    stale = client.views_update(view_id=view["id"], hash=view["hash"], view=modal(section()))
    assert await refused(stale) == "hash_conflict"
    assert await refused(client.views_update(view_id="V404", view=modal(section()))) == "not_found"


async def test_three_modals_are_stacked_and_no_more(slack, client):
    trigger = slack.trigger(slack.users["U1"])
    await client.views_open(trigger_id=trigger.id, view=modal(section()))
    for number in range(3):
        below = slack.stacks["U1"][-1]
        trigger = slack.trigger(slack.users["U1"], below)
        push = client.views_push(trigger_id=trigger.id, view=modal(section()))
        if number == 2:
            assert await refused(push) == "push_limit_reached"
        else:
            view = (await push)["view"]
            assert (view["previous_view_id"], view["root_view_id"]) == (below.id, slack.stacks["U1"][0].id)


async def test_home_is_published(slack, client):
    published = await client.views_publish(user_id="U1", view=home(section("home")))
    assert published["view"]["type"] == "home"
    again = await client.views_publish(user_id="U1", view=home(section("new")), hash=published["view"]["hash"])
    assert again["view"]["id"] == published["view"]["id"]
    stale = client.views_publish(user_id="U1", view=home(section()), hash=published["view"]["hash"])
    assert await refused(stale) == "hash_conflict"
    assert await refused(client.views_publish(user_id="U404", view=home())) == "user_not_found"
    slack.home_tab = False
    assert await refused(client.views_publish(user_id="U1", view=home())) == "not_enabled"


async def test_workspaces_are_apart(slack, client):
    other = slack.add_workspace("T2")
    slack.add_user("U9", team="T2")
    assert await refused(client.chat_postMessage(channel="U9", text="hi")) == "channel_not_found"
    assert await refused(client.users_info(user="U9")) == "user_not_found"
    far = AsyncWebClient(other.token, base_url=slack.api_url)
    assert (await far.chat_postMessage(channel="U9", text="hi"))["ok"]
    trigger = slack.trigger(slack.users["U9"])
    assert await refused(client.views_open(trigger_id=trigger.id, view=modal(section()))) == "invalid_trigger_id"
    view = (await far.views_open(trigger_id=trigger.id, view=modal(section())))["view"]
    assert await refused(client.views_update(view_id=view["id"], view=modal(section()))) == "not_found"


async def test_forms_and_json_and_what_is_neither(slack: LocalSlack):
    headers = {"Authorization": f"Bearer {slack.token}"}
    async with aiohttp.ClientSession(headers=headers) as session:
        post = f"{slack.api_url}chat.postMessage"
        form = {"channel": "U1", "text": "hi", "blocks": '[{"type": "divider"}]'}
        assert (await (await session.post(post, data=form)).json())["message"]["blocks"][0]["type"] == "divider"
        broken = await session.post(post, data={**form, "blocks": "[{"})
        assert (await broken.json())["error"] == "invalid_blocks_format"
        json = await session.post(post, data=b"{", headers={"Content-Type": "application/json"})
        assert (await json.json())["error"] == "invalid_json"
        plain = await session.post(post, data=b"x", headers={"Content-Type": "text/plain"})
        assert (await plain.json())["error"] == "invalid_post_type"
        # A method that only reads sees nothing of a JSON body.
        info = await session.post(f"{slack.api_url}users.info", json={"user": "U1"})
        assert (await info.json())["error"] == "user_not_found"


async def test_every_call_is_recorded(slack, client):
    await client.chat_postMessage(channel="U1", text="hi")
    await refused(client.chat_postMessage(channel="C404", text="hi"))
    assert [(each.outcome, each.committed) for each in slack.calls] == [("ok", True), ("channel_not_found", False)]
