"""Talking in Teams: words, taps, dialogs, look-ups, coming and going, as its clients send them."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from conversations.toolkit.forms import Form, Option, TextField
from conversations.toolkit.words import Phrase, Verbatim
from handlers.platform import (
    Answer,
    Clicking,
    Commanding,
    Identity,
    OpenedForm,
    Saying,
    Standing,
    Submitting,
)
from tests.handlers.contract import adaptive, probe
from tests.handlers.peers.microsoft.chats import Chat
from tests.handlers.peers.microsoft.faults import Fault
from tests.handlers.teams.host import Host
from tests.handlers.teams.tenant import APP_ID, TENANT, sends, user_id
from tests.handlers.teams.test_cards import faults

ALICE = Identity("teams", TENANT, user_id("alice"))
DATA = {"delivery": "d" * 32, "button": "show", "value": "v"}
EXECUTE = {
    "type": "invoke",
    "name": "adaptiveCard/action",
    "value": {"action": {"type": "Action.Execute", "verb": "press", "data": DATA}, "trigger": "manual"},
}
US = {"type": "mention", "text": "<at>Rapport</at>", "mentioned": {"id": f"28:{APP_ID}", "name": "Rapport"}}
ROOM = "19:channel@thread.tacv2"
CHANNEL = {"conversationType": "channel", "tenantId": TENANT, "id": ROOM, "isGroup": True}
FORM = Form(
    "ask", Phrase("probe.form.title"), (TextField("what", Phrase("probe.form.what")),), Phrase("probe.form.submit")
)


@pytest.fixture
async def host() -> AsyncIterator[Host]:
    """A house whose Microsoft knows alice."""
    async with Host().serving() as made:
        made.microsoft.hires("alice")
        yield made


async def _sends(host: Host, **more: Any) -> tuple[int, Any]:
    return await sends(host.base, host.microsoft.activity("alice", **more), host.microsoft.token())


def _lines(host: Host) -> list[str]:
    return [each.get("text", "") for each in host.microsoft.messages("alice").values()]


# --- words -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("interview-template", Saying("interview-template")),
        ("/interview-template", Commanding("interview-template")),
        ("<at>Rapport</at>&nbsp;help".replace("&nbsp;", "\u00a0"), Saying("help")),
        ("<at>Rapport</at> /help me", Commanding("help me")),
        ("a <at>Rapport</at> b", Saying("a  b")),
        ("x < y and <at>nobody</at>", Saying("x < y and <at>nobody</at>")),
        ("one\r\ntwo\rthree\x00\x08", Saying("one\ntwo\nthree")),
        ("/", Saying("/")),
    ],
)
async def test_slash_and_mention_are_stripped_and_nothing_else(host: Host, text: str, heard: object) -> None:
    """Accept `interview-template` and `/interview-template`; strip `<at>` mentions (platforms.md)."""
    mentioned = {"entities": [US]} if "Rapport" in text else {}
    assert (await _sends(host, text=text, **mentioned))[0] == 200
    assert [each.what for each in host.taken] == [heard]


async def test_a_picture_without_a_word_is_no_fault(host: Host) -> None:
    """Teams would show that it could not be delivered."""
    picture = {"contentType": "image/*", "contentUrl": "https://smba.example/picture"}
    for text in ("", " "):
        assert (await _sends(host, text=text, attachments=[picture]))[0] == 200
    assert (host.taken, _lines(host)) == ([], [])


async def test_other_people_who_are_mentioned_keep_their_names(host: Host) -> None:
    other = {"type": "mention", "text": "<at>Tom Fox</at>", "mentioned": {"id": "29:tom"}}
    await _sends(host, text="<at>Rapport</at> prep <at>Tom Fox</at>", entities=[US, other])
    assert [each.what for each in host.taken] == [Saying("prep Tom Fox")]


async def test_a_mention_of_another_shape_stops_no_message(host: Host) -> None:
    odd = [{"type": "mention", "mentioned": {"name": "Ann"}}, {"type": "mention", "mentioned": 7}, "odd", None]
    await _sends(host, text="<at>Rapport</at> help", entities=[*odd, US])
    assert [each.what for each in host.taken] == [Saying("help")]


async def test_of_other_people_who_are_mentioned_it_is_heard_who_they_are(host: Host) -> None:
    host.names = {"0-tom": ("Tom Fox", "t.fox@example.com")}
    tom = {"type": "mention", "text": "<at>Fox, Tom</at>", "mentioned": {"id": "29:tom", "aadObjectId": "0-tom"}}
    ann = {"type": "mention", "text": "<at>Ann</at>", "mentioned": {"id": "29:ann", "aadObjectId": "0-ann"}}
    text = "prep <at>Fox, Tom</at> <at>Ann</at>"
    await _sends(host, text=text, entities=[tom, ann])
    await _sends(host, text=f"/{text}", entities=[tom, ann])
    exact = "prep t.fox@example.com Ann"
    assert [each.what for each in host.taken] == [Saying("prep Tom Fox Ann", exact=exact), Commanding(exact)]


async def test_what_is_said_in_a_channel_is_not_private(host: Host) -> None:
    host.answer = Answer("refused", hint=Phrase("words.private_only"))
    channel = host.microsoft.local.chats.add(Chat("channel", TENANT, [host.microsoft.user("alice")], ROOM))
    await _sends(host, text="<at>Rapport</at> checkin", entities=[US], conversation=CHANNEL)
    await _sends(host, text="<at>Rapport</at> /checkin", entities=[US], conversation=CHANNEL)
    assert [each.what for each in host.taken] == [
        Saying("checkin", private=False),
        Commanding("checkin", private=False),
    ]
    lines = {each.text for each in channel.messages.values()}
    assert lines == {"Please message me privately. I don’t show anything here."}
    assert ALICE not in host.chats, "nobody is written to in a channel"


async def test_taps_and_forms_count_only_in_private(host: Host) -> None:
    host.answer = Answer("taken", standing=Standing("d" * 32, probe.simple("secret", "secret")))
    status, body = await _sends(host, **EXECUTE, conversation=CHANNEL)
    assert (status, body["type"]) == (200, "application/vnd.microsoft.activity.message")
    assert "secret" not in str(body)
    submit = {"delivery": "d", "form": "ask", "in:what": "x"}
    await _sends(host, type="invoke", name="task/submit", value={"data": submit}, conversation=CHANNEL)
    assert host.taken == []


async def test_a_line_is_answered_once_however_often_the_words_come(host: Host) -> None:
    """After 15 s without an answer Teams sends an activity again: be idempotent on its id (platforms.md)."""
    host.answer = Answer("taken", hint=Phrase("words.stale"))
    for _ in range(4):
        await _sends(host, id="17000", text="hello")
    assert len({each.key for each in host.taken}) == 1
    assert len(_lines(host)) == 1


async def test_an_id_counts_within_its_chat_and_its_person(host: Host) -> None:
    host.microsoft.hires("tomas")
    await _sends(host, id="17000", text="hello")
    await _sends(host, id="17001", text="hello")
    activity = host.microsoft.activity("tomas", id="17000", text="hello")
    await sends(host.base, activity, host.microsoft.token())
    assert len({each.key for each in host.taken}) == 3


async def test_words_that_open_a_form_are_answered_with_a_button_that_fetches_it(host: Host) -> None:
    """Only a tap can open a dialog; the form comes in the person's own language."""
    host.answer = Answer("taken", opened=OpenedForm("f" * 32, FORM), language="zh-CN")
    host.forms["f" * 32, "ask"] = FORM
    await _sends(host, text="goal")
    [offer] = host.microsoft.messages("alice").values()
    card = adaptive.card_of(offer)
    assert card
    assert faults(card) == []
    [action] = adaptive.actions(card)
    assert (action["title"], action["data"]["msteams"]) == ("打开表单", {"type": "task/fetch"})
    _, body = await _sends(
        host, type="invoke", name="task/fetch", value={"data": {**action["data"], "msteams": {"type": "task/fetch"}}}
    )
    assert body["task"]["type"] == "continue"
    assert not body["task"]["value"]["title"].isascii()


# --- taps ------------------------------------------------------------------------------------------------------------


async def test_teams_1_a_card_click_answers_200_with_the_card_in_place(host: Host) -> None:
    """CloudAdapter.process serialises invoke bodies twice: every card click answers 500 after its data was saved."""
    host.answer = Answer("taken", standing=Standing("e" * 32, probe.simple("now", "done")))
    status, body = await _sends(host, **EXECUTE)
    assert (status, body["statusCode"], body["type"]) == (200, 200, "application/vnd.microsoft.card.adaptive")
    assert faults(body["value"]) == []
    assert {each["data"]["delivery"] for each in adaptive.actions(body["value"])} == {"e" * 32}
    [taken] = host.taken
    assert isinstance(taken.what, Clicking)
    assert taken.what.replaces


async def test_teams_6_the_action_of_an_invoke_is_a_dict(host: Host) -> None:
    """AdaptiveCardInvokeValue.action arrives as a dict; TestAdapter is green where production answers 500."""
    status, _ = await _sends(host, **EXECUTE)
    assert status == 200
    for action in (None, "press", [], {"type": "Action.Submit", "data": DATA}, {"type": "Action.Execute"}):
        assert (await _sends(host, **{**EXECUTE, "value": {"action": action}}))[0] == 400


async def test_a_hint_is_a_message_and_leaves_the_card(host: Host) -> None:
    host.answer = Answer("taken", hint=Phrase("words.stale"), standing=Standing("e" * 32, probe.simple("now", "x")))
    _, body = await _sends(host, **EXECUTE)
    assert body["type"] == "application/vnd.microsoft.activity.message"
    assert body["value"].startswith("That card is out of date.")


async def test_the_fallback_of_a_tap_is_a_message_with_a_value(host: Host) -> None:
    """`Action.Execute` with an `Action.Submit` fallback (platforms.md)."""
    assert (await _sends(host, value=DATA))[0] == 200
    [taken] = host.taken
    assert taken.what == Clicking("d" * 32, "show", "v")
    assert isinstance(taken.what, Clicking)
    assert not taken.what.replaces


async def test_moments_on_a_card_are_told_in_the_persons_own_zone(host: Host) -> None:
    standing = Standing("e" * 32, probe.every_kind("x"))
    host.answer = Answer("taken", standing=standing, zone="Asia/Shanghai")
    _, body = await _sends(host, **EXECUTE)
    assert "18:00" in adaptive.says(body["value"])


# --- dialogs ---------------------------------------------------------------------------------------------------------


async def test_a_button_that_opens_a_form_is_answered_in_the_same_invoke(host: Host) -> None:
    host.answer = Answer("taken", opened=OpenedForm("d" * 32, FORM))
    data = {**DATA, "form": "ask", "msteams": {"type": "task/fetch"}}
    status, body = await _sends(
        host, type="invoke", name="task/fetch", value={"data": data, "context": {"theme": "dark"}}
    )
    assert status == 200
    value = body["task"]["value"]
    assert (body["task"]["type"], value["card"]["contentType"]) == (
        "continue",
        "application/vnd.microsoft.card.adaptive",
    )
    assert faults(value["card"]["content"], dialog=True) == []
    assert adaptive.sheet(value["card"]["content"]).delivery == "d" * 32


async def test_another_form_than_the_one_asked_for_stays_shut(host: Host) -> None:
    host.answer = Answer("taken", opened=OpenedForm("d" * 32, FORM))
    _, body = await _sends(host, type="invoke", name="task/fetch", value={"data": {**DATA, "form": "other"}})
    assert body == {"task": {"type": "message", "value": "That button is meant for someone else."}}


async def test_a_form_that_is_taken_closes(host: Host) -> None:
    data = {
        "delivery": "d" * 32,
        "form": "ask",
        "version": 7,
        "in:what": "  done ",
        "in:lines#1": "b",
        "in:lines#0": "a",
    }
    status, body = await _sends(host, type="invoke", name="task/submit", value={"data": data})
    assert (status, body) == (200, None)
    values = {"what": ("  done ",), "lines": ("a", "b")}
    assert [each.what for each in host.taken] == [Submitting("d" * 32, "ask", values, 7)]


async def test_a_form_with_errors_comes_back_with_all_that_was_typed(host: Host) -> None:
    host.forms["d" * 32, "ask"] = FORM
    host.answer = Answer("taken", errors={"what": Phrase("words.errors.required")})
    data = {"delivery": "d" * 32, "form": "ask", "in:what": "typed"}
    _, body = await _sends(host, type="invoke", name="task/submit", value={"data": data})
    content = body["task"]["value"]["card"]["content"]
    assert adaptive.errors(content) == {"what": "Please fill this in."}
    assert adaptive.sheet(content).values == {"what": ("typed",)}


async def test_a_form_that_is_gone_leaves_the_texts_to_copy(host: Host) -> None:
    host.answer = Answer("taken", errors={"what": Phrase("words.over")})
    texts = {"texts": ["what", "lines"], "in:what": "Typed <b>", "in:lines#0": "One", "in:kind": "stuck"}
    data = {"delivery": "d" * 32, "form": "ask", **texts}
    _, body = await _sends(host, type="invoke", name="task/submit", value={"data": data})
    content = body["task"]["value"]["card"]["content"]
    assert faults(content, dialog=True) == []
    why, written = content["body"]
    assert adaptive.says(why) == "This has been settled in the meantime, so there’s nothing left to do here."
    assert written["value"] == "Typed <b>\n\nOne"
    _, body = await _sends(host, type="invoke", name="task/submit", value={"data": {**data, "texts": []}})
    assert body["task"] == {"type": "message", "value": adaptive.says(why)}


async def test_what_is_wrong_with_a_field_that_is_no_longer_there_is_said(host: Host) -> None:
    host.forms["d" * 32, "ask"] = FORM
    host.answer = Answer("taken", errors={"other": Phrase("words.over")})
    data = {"delivery": "d" * 32, "form": "ask", "in:what": "typed"}
    _, body = await _sends(host, type="invoke", name="task/submit", value={"data": data})
    assert "settled in the meantime" in adaptive.says(body["task"]["value"]["card"]["content"])


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"delivery": "d"},
        {"delivery": "d", "form": "ask", "texts": [7]},
        {"delivery": "d", "form": "ask", "in:what": 7},
        {"delivery": "d", "form": "ask", "in:what": ["x"]},
        {"delivery": "d", "form": "ask", "version": "7"},
        {"delivery": "d", "form": "ask", "version": -1},
        {"delivery": ["d"], "form": "ask"},
        {"delivery": "d\x00", "form": "ask"},
    ],
)
async def test_a_form_of_another_shape_is_400(host: Host, data: dict[str, object]) -> None:
    assert (await _sends(host, type="invoke", name="task/submit", value={"data": data}))[0] == 400
    assert host.taken == []


# --- looking things up -----------------------------------------------------------------------------------------------


async def test_a_field_that_looks_people_up_finds_fifteen_at_most(host: Host) -> None:
    host.found_options = [Option(str(n), Verbatim(f"[P{n}](x)")) for n in range(20)]
    query = {"queryText": "p", "queryOptions": {"skip": 0, "top": 15}, "dataset": f"find|{'d' * 32}|ask|who"}
    status, body = await _sends(host, type="invoke", name="application/search", value=query)
    assert (status, body["type"]) == (200, "application/vnd.microsoft.search.searchResponse")
    results = body["value"]["results"]
    assert len(results) == 15
    assert results[0] == {"title": "[P0]\u200b(x)", "value": "0"}


@pytest.mark.parametrize("dataset", ["people", "find|d|ask", "find|d|ask|who|more", "other|d|ask|who"])
async def test_a_data_set_that_is_not_ours_holds_nothing(host: Host, dataset: str) -> None:
    host.found_options = [Option("1", Verbatim("P"))]
    query = {"queryText": "p", "dataset": dataset}
    _, body = await _sends(host, type="invoke", name="application/search", value=query)
    assert body["value"]["results"] == []


async def test_nothing_is_looked_up_and_no_form_opened_in_a_channel(host: Host) -> None:
    host.found_options, host.forms[("d", "ask")] = [Option("1", Verbatim("P"))], FORM
    query = {"queryText": "p", "dataset": "find|d|ask|who"}
    fetch = {"data": {"delivery": "d", "form": "ask"}}
    shown = []
    for room in ({}, {"conversation": CHANNEL}):
        _, found = await _sends(host, type="invoke", name="application/search", value=query, **room)
        _, opened = await _sends(host, type="invoke", name="task/fetch", value=fetch, **room)
        shown.append((len(found["value"]["results"]), "Input.Text" in str(opened)))
    assert shown == [(1, True), (0, False)]


# --- coming and going ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "came",
    [
        {"type": "installationUpdate", "action": "add"},
        {"type": "installationUpdate", "action": "add-upgrade"},
        {"type": "conversationUpdate", "membersAdded": [{"id": f"28:{APP_ID}"}, {"id": "29:alice"}]},
    ],
)
async def test_the_app_comes_to_somebody_and_says_nothing(host: Host, came: dict[str, Any]) -> None:
    host.known, host.emails, host.gone[ALICE] = set(), {"alice@example.com": "alice"}, "not_installed"
    assert (await _sends(host, **came))[0] == 200
    assert ALICE not in host.gone
    assert host.chats[ALICE] == {
        "user": "29:alice",
        "conversation": host.microsoft.chat("alice").id,
        "service": host.microsoft.service,
    }
    assert _lines(host) == []


@pytest.mark.parametrize(
    "went",
    [
        {"type": "installationUpdate", "action": "remove"},
        {"type": "conversationUpdate", "membersRemoved": [{"id": f"28:{APP_ID}"}]},
    ],
)
async def test_the_app_is_taken_away(host: Host, went: dict[str, Any]) -> None:
    await _sends(host, **went)
    assert host.gone == {ALICE: "not_installed"}


async def test_others_who_come_and_go_are_nothing_to_us(host: Host) -> None:
    await _sends(host, type="conversationUpdate", membersAdded=[{"id": "29:tom"}])
    await _sends(host, type="conversationUpdate", membersRemoved=[{"id": "29:tom"}])
    assert (host.kept, host.gone, [*host.microsoft.local.calls.of("members")]) == ([], {}, [])


async def test_what_comes_and_goes_in_a_channel_is_nothing_to_us(host: Host) -> None:
    room = {"conversation": CHANNEL}
    await _sends(host, type="installationUpdate", action="add", **room)
    await _sends(host, type="installationUpdate", action="remove", **room)
    await _sends(host, type="conversationUpdate", membersRemoved=[{"id": f"28:{APP_ID}"}], **room)
    assert (host.kept, host.gone) == ([], {})


async def test_a_chat_is_kept_only_when_it_is_another_one(host: Host) -> None:
    for _ in range(5):
        await _sends(host, text="hello")
    assert host.kept == [ALICE]
    host.microsoft.forgets_chat("alice")
    await _sends(host, text="hello")
    assert host.kept == [ALICE, ALICE]
    assert host.chats[ALICE]["conversation"] == host.microsoft.chat("alice").id


async def test_somebody_new_is_introduced_and_heard_at_once(host: Host) -> None:
    host.known, host.emails = set(), {"alice@example.com": "alice"}
    await _sends(host, text="checkin")
    assert [each.what for each in host.taken] == [Saying("checkin")]
    assert host.chats[ALICE]


async def test_a_directory_that_cannot_be_asked_is_no_refusal(host: Host) -> None:
    host.known = set()
    host.microsoft.local.faults.always(Fault(503), on="members")
    status, _ = await _sends(host, text="checkin")
    assert status == 503


# --- when we are away ------------------------------------------------------------------------------------------------


async def test_33_a_database_that_is_away_is_503_and_told(host: Host) -> None:
    host.away = True
    assert (await _sends(host, text="hello"))[0] == 503
    [line] = _lines(host)
    assert line.startswith("I can’t be reached right now.")
    assert "常谈暂时连不上" in line
    for name, value in (
        ("adaptiveCard/action", EXECUTE["value"]),
        ("task/submit", {"data": {"delivery": "d", "form": "f"}}),
    ):
        status, body = await _sends(host, type="invoke", name=name, value=value)
        assert status == 503
        assert body["type"] == "application/vnd.microsoft.error"
