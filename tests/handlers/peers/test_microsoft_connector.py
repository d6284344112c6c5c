"""The connector, used by the stock SDK: what it takes, what it refuses and in which words."""

import asyncio
import json

import pytest
from botbuilder.schema import (
    Activity,
    ActivityTypes,
    ChannelAccount,
    ConversationParameters,
    ErrorResponseException,
)
from botbuilder.schema.teams import TeamsChannelAccount
from botframework.connector import ConnectorClient

from tests.handlers.peers import stock
from tests.handlers.peers.samples import attached, card, execute


@pytest.fixture
def sdk(ms):
    """The stock client; it blocks, so its calls run in a thread."""
    with ConnectorClient(stock.credentials(ms), base_url=ms.service_url) as client:
        client.config.retry_policy.retries = 0

        def call(name, *args, **more):
            return asyncio.to_thread(getattr(client.conversations, name), *args, **more)

        yield call


def parameters(ms, who, **more):
    usual = {
        "bot": ChannelAccount(id=f"28:{ms.app_id}"),
        "members": [ChannelAccount(id=who)],
        "tenant_id": ms.tenant,
        "channel_data": {"tenant": {"id": ms.tenant}},
        "is_group": False,
    }
    return ConversationParameters(**{**usual, **more})


def message(text="hello", **more):
    return Activity(type=ActivityTypes.message, text=text, **more)


async def code_of(refused, status):
    with pytest.raises(ErrorResponseException) as error:
        await refused
    assert error.value.response.status_code == status
    return error.value.error.error.code


def as_teams(account):
    """As the stock TeamsInfo reads a member of the roster."""
    return TeamsChannelAccount().deserialize({**account.serialize(), **account.additional_properties})


@pytest.fixture
def alice(ms):
    return ms.as_user("alice", "http://127.0.0.1:9/api/messages")


async def test_a_message_is_created_replied_to_edited_and_deleted(ms, sdk, alice):
    user = alice.user
    started = await sdk("create_conversation", parameters(ms, user.aad_object_id))
    again = await sdk("create_conversation", parameters(ms, user.id))
    assert started.id == again.id == alice.chat.id
    first = await sdk("send_to_conversation", started.id, message("one"))
    second = await sdk("reply_to_activity", started.id, first.id, message("two"))
    edited = await sdk("update_activity", started.id, first.id, message("uno"))
    assert edited.id == first.id
    assert [(each.id, each.text, each.edited) for each in alice.messages()] == [
        (first.id, "uno", 1),
        (second.id, "two", 0),
    ]
    await sdk("delete_activity", started.id, first.id)
    assert [each.text for each in alice.messages()] == ["two"]
    assert (
        await code_of(sdk("update_activity", started.id, first.id, message()), 404) == "ActivityNotFoundInConversation"
    )
    assert await code_of(sdk("delete_activity", started.id, "1"), 404) == "ActivityNotFoundInConversation"
    assert ms.calls.count("token") == 1
    assert ms.calls.arrivals() == {"one": 1, "two": 1}


async def test_a_conversation_may_begin_with_its_first_message(ms, sdk, alice):
    started = await sdk("create_conversation", parameters(ms, alice.user.id, activity=message("first")))
    assert [(each.id, each.text) for each in alice.messages()] == [(started.activity_id, "first")]


async def test_a_thread_begins_in_a_channel(ms, sdk):
    channel = ms.add_chat("channel", "alice", "bob")
    data = {"channel": {"id": channel.id}, "tenant": {"id": ms.tenant}}
    wanted = ConversationParameters(is_group=True, channel_data=data, activity=message("news"))
    started = await sdk("create_conversation", wanted)
    assert started.id == f"{channel.id};messageid={started.activity_id}"
    await sdk("send_to_conversation", started.id, message("more"))
    assert [each.text for each in channel.messages.values()] == ["news", "more"]


async def test_the_roster_says_who_somebody_is(ms, sdk, alice):
    guest = ms.add_user("gil", email="gil@elsewhere.example", role="guest")
    group = ms.add_chat("groupChat", "alice", "gil")
    names = [each.name for each in await sdk("get_conversation_members", group.id)]
    assert names == ["Alice Ahn", "Gil"]
    paged = await sdk("get_conversation_paged_members", group.id)
    assert [each.id for each in paged.members] == [alice.user.id, guest.id]
    for name in (guest.id, guest.aad_object_id, guest.upn):
        one = as_teams(await sdk("get_conversation_member", group.id, name))
        assert (one.user_principal_name, one.user_role) == ("gil_elsewhere.example#EXT#@guests.example", "guest")
    one = as_teams(await sdk("get_conversation_member", alice.chat.id, alice.user.id))
    assert (one.email, one.aad_object_id, one.tenant_id) == ("alice@example.com", alice.user.aad_object_id, ms.tenant)
    assert (one.given_name, one.surname, one.user_role) == ("Alice", "Ahn", "user")
    bob = ms.directory.users["bob"]
    assert await code_of(sdk("get_conversation_member", group.id, bob.id), 404) == "MemberNotFoundInConversation"


async def test_who_does_not_have_the_app_cannot_be_written_to(ms, sdk, alice):
    chat = alice.chat.id
    alice.user.installed = False
    assert await code_of(sdk("send_to_conversation", chat, message()), 403) == "BotNotInConversationRoster"
    assert await code_of(sdk("get_conversation_members", chat), 403) == "BotNotInConversationRoster"
    for who in (alice.user.id, ms.directory.users["bob"].aad_object_id, "29:nobody"):
        assert await code_of(sdk("create_conversation", parameters(ms, who)), 403) == "ForbiddenOperationException"


async def test_who_left_is_gone(ms, sdk, alice):
    chat = alice.chat.id
    alice.leaves()
    assert await code_of(sdk("send_to_conversation", chat, message()), 403) == "BotNotInConversationRoster"
    assert (
        await code_of(sdk("create_conversation", parameters(ms, alice.user.id)), 403) == "ForbiddenOperationException"
    )


async def test_who_blocked_the_bot_gets_nothing(ms, sdk, alice):
    alice.blocks()
    assert (await sdk("create_conversation", parameters(ms, alice.user.id))).id == alice.chat.id
    with pytest.raises(ErrorResponseException) as error:
        await sdk("send_to_conversation", alice.chat.id, message())
    body = error.value.response.json()
    assert (error.value.response.status_code, body["errorCode"]) == (403, 209)
    assert json.loads(body["message"])["subCode"] == "MessageWritesBlocked"
    alice.blocks("ConversationBlockedByUser")
    assert await code_of(sdk("send_to_conversation", alice.chat.id, message()), 403) == "ConversationBlockedByUser"
    alice.unblocks()
    await sdk("send_to_conversation", alice.chat.id, message("back"))
    assert ms.calls.arrivals() == {"back": 1}


async def test_a_removed_history_kills_the_conversation(ms, sdk, alice):
    dead = alice.chat.id
    sent = await sdk("send_to_conversation", dead, message())
    alice.removes_history()
    assert await code_of(sdk("send_to_conversation", dead, message()), 404) == "ConversationNotFound"
    assert await code_of(sdk("update_activity", dead, sent.id, message()), 404) == "ConversationNotFound"
    anew = (await sdk("create_conversation", parameters(ms, alice.user.aad_object_id))).id
    assert anew != dead
    await sdk("send_to_conversation", anew, message("again"))
    assert [each.text for each in alice.messages()] == ["again"]
    assert await code_of(sdk("send_to_conversation", "a:never", message()), 404) == "ConversationNotFound"


async def test_a_conversation_needs_one_person_and_the_tenant(ms, sdk, alice):
    wrong = (
        {"members": []},
        {"members": [ChannelAccount(id=alice.user.id)] * 2},
        {"tenant_id": None, "channel_data": None},
        {"is_group": True},
    )
    for each in wrong:
        assert await code_of(sdk("create_conversation", parameters(ms, alice.user.id, **each)), 400) == "BadSyntax"
    other = {"bot": ChannelAccount(id="28:another")}
    assert await code_of(sdk("create_conversation", parameters(ms, alice.user.id, **other)), 400) == "BadArgument"
    elsewhere = {"channel_data": {"tenant": {"id": "another"}}}
    refused = sdk("create_conversation", parameters(ms, alice.user.id, **elsewhere))
    assert await code_of(refused, 403) == "ForbiddenOperationException"


@pytest.mark.parametrize("header", [None, "", "Bearer nonsense", "Basic abc"])
async def test_without_a_token_nothing_is_done(ms, alice, header):
    headers = {} if header is None else {"Authorization": header}
    every = f"{ms.service_url}v3/conversations"
    one = f"{every}/{alice.chat.id}"
    body = {"type": "message", "text": "x"}
    asked = [
        ms.http.post(every, json={}, headers=headers),
        ms.http.post(f"{one}/activities", json=body, headers=headers),
        ms.http.put(f"{one}/activities/1", json=body, headers=headers),
        ms.http.delete(f"{one}/activities/1", headers=headers),
        ms.http.get(f"{one}/members", headers=headers),
        ms.http.get(f"{one}/members/{alice.user.id}", headers=headers),
    ]
    assert [(await each).status for each in asked] == [401] * 6
    assert alice.messages() == []


async def test_a_message_that_teams_cannot_show_is_refused(sdk, alice):
    wrong = [
        Activity(type="message"),
        Activity(type="event", text="x"),
        message(text_format="html"),
        message(attachments=[{"contentType": "application/x-unknown", "content": {}}]),
        message(attachments=[attached(card(version="1.6"))]),
        message(attachments=[attached(card(actions=[execute(fallback=None)]))]),
        message(entities=[{"type": "mention", "text": "<at>Bob</at>", "mentioned": {"id": "29:b"}}]),
    ]
    for each in wrong:
        assert await code_of(sdk("send_to_conversation", alice.chat.id, each), 400) == "BadArgument", each
    sent = await sdk("send_to_conversation", alice.chat.id, message())
    assert await code_of(sdk("update_activity", alice.chat.id, sent.id, wrong[0]), 400) == "BadArgument"
    assert [each.text for each in alice.messages()] == ["hello"]


async def test_a_message_over_the_size_is_refused(sdk, alice):
    assert (
        await code_of(sdk("send_to_conversation", alice.chat.id, message("x" * 28 * 1024)), 413) == "MessageSizeTooBig"
    )
    await sdk("send_to_conversation", alice.chat.id, message("x" * 27 * 1024))
    assert len(alice.messages()) == 1


async def test_typing_stands_nowhere(ms, sdk, alice):
    await sdk("send_to_conversation", alice.chat.id, Activity(type="typing"))
    assert alice.messages() == []
    assert [call.committed for call in ms.calls.of("send")] == [True]
