"""People who write to a bot of the stock SDK, press its buttons and fill its dialogs, over signed HTTP."""

import asyncio
import time

import pytest
from botbuilder.core import InvokeResponse, MessageFactory
from botbuilder.core.teams import TeamsActivityHandler
from botbuilder.schema import Activity, Attachment
from botbuilder.schema.teams import TaskModuleContinueResponse, TaskModuleResponse, TaskModuleTaskInfo

from tests.handlers.peers import stock
from tests.handlers.peers.microsoft.chats import ADAPTIVE
from tests.handlers.peers.microsoft.client import NotPossible
from tests.handlers.peers.microsoft.signing import FORGERIES
from tests.handlers.peers.samples import attached, card, execute, opens, search, text

NOTE = text("note", isRequired=True, errorMessage="Say something", value="so far")
ASKS = card(NOTE, search(), actions=[execute(), opens(form="checkin")], msteams={"width": "Full"})
SHEET = card(text("plans"), search(), actions=[{"type": "Action.Submit", "title": "Keep", "data": {"form": "checkin"}}])


class Bot(TeamsActivityHandler):
    """Says what it hears, and answers everything that can be pressed."""

    def __init__(self):
        self.heard = []

    async def on_turn(self, turn_context):
        self.heard.append(turn_context.activity)
        await super().on_turn(turn_context)

    async def on_message_activity(self, turn_context):
        if turn_context.activity.text == "ask":
            await turn_context.send_activity(MessageFactory.attachment(attached(ASKS)))
        elif turn_context.activity.value:
            await turn_context.send_activity(f"pressed {turn_context.activity.value['note']}")
        else:
            await turn_context.send_activity(f"heard {turn_context.activity.text}")

    async def on_invoke_activity(self, turn_context):
        match turn_context.activity.name:
            case "adaptiveCard/action":
                # `on_adaptive_card_invoke` of the stock SDK fails on what Teams sends: its action arrives as a dict.
                done = card({"type": "TextBlock", "text": turn_context.activity.value["action"]["data"]["note"]})
                body = {"statusCode": 200, "type": ADAPTIVE, "value": done}
                return InvokeResponse(status=200, body=body)
            case "application/search":
                found = [{"title": turn_context.activity.value["queryText"].title(), "value": "p1"}]
                kind = "application/vnd.microsoft.search.searchResponse"
                return InvokeResponse(status=200, body={"type": kind, "value": {"results": found}})
            case _:
                return await super().on_invoke_activity(turn_context)

    async def on_teams_task_module_fetch(self, _turn_context, task_module_request):
        sheet = Attachment(content_type=ADAPTIVE, content=SHEET)
        info = TaskModuleTaskInfo(title=task_module_request.data["form"], card=sheet, height="medium")
        return TaskModuleResponse(task=TaskModuleContinueResponse(value=info))

    async def on_teams_task_module_submit(self, turn_context, task_module_request):
        await turn_context.send_activity(f"kept {task_module_request.data['plans']}")
        return TaskModuleResponse()


def tenant_of(activity):
    """The stock schema looks for "tenantID", so its own field stays empty on what Teams sends."""
    assert activity.conversation.tenant_id is None
    return activity.conversation.additional_properties["tenantId"]


@pytest.fixture
def bot():
    return Bot()


@pytest.fixture
def url(ms, bot):
    with stock.served(stock.StockAdapter(ms, bot.on_turn).answer) as address:
        yield address


@pytest.fixture
def alice(ms, url):
    return ms.as_user("alice", url)


async def test_she_installs_it_and_is_known(ms, bot, url):
    bob = ms.as_user("bob", url)
    await bob.installs()
    installed, added = bot.heard
    assert (installed.type, installed.action) == ("installationUpdate", "add")
    assert (added.type, added.members_added[0].id) == ("conversationUpdate", f"28:{ms.app_id}")
    assert installed.from_property.aad_object_id == bob.user.aad_object_id
    assert installed.from_property.id.startswith("29:")
    assert installed.conversation.id == bob.chat.id
    assert installed.channel_data["tenant"] == {"id": ms.tenant}
    await bob.uninstalls()
    assert [each.action for each in bot.heard[2::2]] == ["remove"]
    assert bot.heard[3].members_removed[0].id == f"28:{ms.app_id}"


async def test_she_writes_and_is_answered(ms, bot, alice):
    reply = await alice.says("hi")
    assert (reply.status, reply.tries) == (200, 1)
    assert [each.text for each in alice.messages()] == ["heard hi"]
    (heard,) = bot.heard
    assert (heard.text, heard.text_format, heard.locale) == ("hi", "plain", "en-US")
    assert (heard.local_timezone, heard.service_url) == ("Europe/Berlin", ms.service_url)
    assert heard.local_timestamp == heard.timestamp
    assert heard.conversation.conversation_type == "personal"
    assert tenant_of(heard) == ms.tenant
    assert heard.entities[0].additional_properties["timezone"] == "Europe/Berlin"


async def test_the_service_url_moves(ms, bot, alice):
    ms.region = "amer"
    await alice.says("hi")
    assert bot.heard[0].service_url.endswith("/amer/")
    assert [each.text for each in alice.messages()] == ["heard hi"]


@pytest.mark.parametrize("kind", ["groupChat", "channel"])
async def test_in_a_group_she_mentions_it(ms, bot, alice, kind):
    chat = ms.add_chat(kind, "alice", "bob")
    await alice.says("hi", chat)
    (heard,) = bot.heard
    assert (heard.text, heard.conversation.is_group) == ("<at>Rapport</at> hi", True)
    mention = heard.entities[0].additional_properties
    assert (mention["text"], mention["mentioned"]["id"]) == ("<at>Rapport</at>", f"28:{ms.app_id}")
    assert [each.text for each in alice.messages(chat)] == ["heard <at>Rapport</at> hi"]
    assert alice.messages() == []


async def test_she_edits_and_deletes_what_she_wrote(bot, alice):
    await alice.says("hi")
    written = bot.heard[0].id
    await alice.edits(written, "hello")
    await alice.deletes(written)
    assert [(each.type, each.id) for each in bot.heard] == [
        ("message", written),
        ("messageUpdate", written),
        ("messageDelete", written),
    ]
    assert [each.channel_data.get("eventType") for each in bot.heard] == [None, "editMessage", "softDeleteMessage"]
    assert bot.heard[1].text == "hello"


async def test_a_pressed_button_puts_a_card_in_place(bot, alice):
    await alice.says("ask")
    asked = await alice.sees(lambda each: each.card)
    assert asked.card == ASKS
    answered = await alice.executes(asked, "share", {"card": "c1"}, {"note": "a good week"})
    invoke = bot.heard[-1]
    assert (invoke.type, invoke.name, invoke.reply_to_id) == ("invoke", "adaptiveCard/action", asked.id)
    assert invoke.value["trigger"] == "manual"
    assert invoke.value["action"]["data"] == {"card": "c1", "note": "a good week"}
    assert (answered.kind, answered.card["body"][1]["text"]) == ("card", "a good week")
    assert [each.card for each in alice.messages()] == [answered.card]
    with pytest.raises(NotPossible):
        await alice.executes(alice.messages()[0], "share")


async def test_only_she_sees_the_answer_until_the_message_is_edited(ms, url, alice):
    chat = ms.add_chat("groupChat", "alice", "bob")
    bob = ms.as_user("bob", url)
    await alice.posts(ms.activities.message(alice.user, chat, ms.service_url, "ask"))
    asked = await alice.sees(chat=chat)
    await alice.executes(asked, "share")
    assert [each.messages(chat)[0].card == ASKS for each in (alice, bob)] == [False, True]
    chat.messages[asked.id].edit({"type": "message", "text": "over"})
    assert [each.messages(chat)[0].card for each in (alice, bob)] == [{}, {}]


async def test_an_old_client_sends_the_fallback(bot, alice):
    await alice.says("ask")
    await alice.falls_back(alice.messages()[0], "share", inputs={"note": "fine"})
    pressed = bot.heard[-1]
    assert (pressed.type, pressed.text, pressed.reply_to_id) == ("message", None, alice.messages()[0].id)
    assert pressed.value == {"verb": "share", "card": "c1", "note": "fine"}
    assert alice.messages()[-1].text == "pressed fine"


async def test_a_dialog_opens_searches_and_is_submitted(bot, alice):
    await alice.says("ask")
    dialog = await alice.fetches(alice.messages()[0], {"form": "checkin"})
    assert (dialog.title, dialog.card) == ("checkin", SHEET)
    assert bot.heard[-1].value["data"]["form"] == "checkin"
    (found,) = await alice.searches(dialog, "helper", "mara")
    assert (found.title, found.value) == ("Mara", "p1")
    assert bot.heard[-1].value == {"queryText": "mara", "queryOptions": {"skip": 0, "top": 15}, "dataset": "people"}
    assert await alice.submits(dialog, {"plans": "rest", "helper": found.value}) == ""
    assert bot.heard[-1].value["data"] == {"form": "checkin", "plans": "rest", "helper": "p1"}
    assert alice.messages()[-1].text == "kept rest"


async def test_a_button_is_pressed_by_its_title(alice):
    await alice.says("ask")
    asked = alice.messages()[0]
    assert (await alice.presses(asked, "Fill in")).title == "checkin"
    assert (await alice.presses(asked, "Share")).kind == "card"
    with pytest.raises(NotPossible):
        await alice.presses(asked, "Nothing")


async def test_the_client_keeps_back_what_is_not_filled_in(bot, alice):
    await alice.says("ask")
    asked = alice.messages()[0]
    for wrong in ({"note": ""}, {"note": "two\nlines"}, {"nothing": "x"}):
        with pytest.raises(NotPossible):
            await alice.executes(asked, "share", inputs=wrong)
    with pytest.raises(NotPossible):
        await alice.searches(asked, "note", "x")
    assert [each.type for each in bot.heard] == ["message"]


async def test_one_from_another_tenant_is_told_apart(ms, bot, url):
    eve = ms.add_user("eve", email="eve@elsewhere.example", tenant="99999999-0000-0000-0000-000000000000")
    await ms.as_user("eve", url).installs()
    (heard, _) = bot.heard
    assert heard.channel_data["tenant"]["id"] == tenant_of(heard) == eve.tenant != ms.tenant


@pytest.mark.parametrize("name", sorted(FORGERIES.keys() - stock.TAKES))
async def test_a_forged_activity_reaches_no_turn(ms, bot, alice, name):
    activity = ms.activities.message(alice.user, alice.chat, ms.service_url, "hi")
    reply = await alice.posts(activity, forged=name)
    # The stock adapter answers some forgeries with 500; ours has to say 401 to all of them.
    assert reply.status in (401, 500)
    assert bot.heard == []


async def test_the_bot_writes_first(ms, alice):
    adapter = stock.StockAdapter(ms, Bot().on_turn)
    heard = Activity().deserialize(ms.activities.message(alice.user, alice.chat, ms.service_url, "hi"))
    reference = heard.get_conversation_reference()

    async def turn(context):
        await context.send_activity("good morning")

    began = time.monotonic()
    await asyncio.to_thread(lambda: asyncio.run(adapter.continue_conversation(reference, turn, ms.app_id)))
    assert (await alice.sees()).text == "good morning"
    (sent,) = ms.calls.of("send")
    assert began < sent.at < time.monotonic()
