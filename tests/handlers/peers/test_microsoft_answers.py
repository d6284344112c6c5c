"""How Teams reads a bot's answers, and what it does when there is none; what its client sends of a card."""

import asyncio
import json

import pytest
from aiohttp import web

from tests.handlers.peers import stock
from tests.handlers.peers.microsoft.answers import Reply, SomethingWentWrong, read_action, read_search, read_task
from tests.handlers.peers.microsoft.client import NotPossible, gather
from tests.handlers.peers.samples import ADAPTIVE, attached, card, execute, search, text

MESSAGE = "application/vnd.microsoft.activity.message"
ERROR = "application/vnd.microsoft.error"
SEARCH = "application/vnd.microsoft.search.searchResponse"


def reply(body, status=200):
    return Reply(status, json.dumps(body).encode())


def action(kind, value, status=200):
    return {"statusCode": status, "type": kind, "value": value}


def task(value):
    return {"task": {"type": "continue", "value": value}}


def test_the_three_answers_to_an_action():
    assert read_action(reply(action(ADAPTIVE, card()))).card == card()
    assert read_action(reply(action(MESSAGE, "Kept."))).text == "Kept."
    error = read_action(reply(action(ERROR, {"code": "Stale", "message": "Too late."}, 400)))
    assert (error.kind, error.status, error.text) == ("error", 400, "Too late.")


@pytest.mark.parametrize(
    "wrong",
    [
        Reply(200),
        Reply(200, b"<html>"),
        reply(action(ADAPTIVE, card()), 201),
        reply(action(ADAPTIVE, card()), 500),
        reply(json.dumps(action(ADAPTIVE, card()))),  # serialised twice, as the stock web integration does
        reply({"type": ADAPTIVE, "value": card()}),
        reply(action(ADAPTIVE, card(), 400)),
        reply(action(ADAPTIVE, attached(card()))),
        reply(action(ADAPTIVE, card(actions=[execute(fallback=None)]))),
        reply(action(MESSAGE, card())),
        reply(action(MESSAGE, "")),
        reply(action(ERROR, "Too late.", 400)),
        reply(action(ERROR, {"message": "Too late."}, 400)),
        reply(action(ERROR, {"code": "Stale", "message": "x"}, 200)),
        reply(action("application/json", {})),
    ],
)
def test_a_wrong_answer_to_an_action_goes_wrong(wrong):
    with pytest.raises(SomethingWentWrong):
        read_action(wrong)


def test_the_answers_to_a_dialog():
    opened = read_task(reply(task({"title": "Week", "width": 500, "card": attached(card())})), "m1", fetch=True)
    assert (opened.title, opened.card, opened.message) == ("Week", card(), "m1")
    assert read_task(reply({"task": {"type": "message", "value": "Kept."}}), "m1", fetch=False) == "Kept."
    assert [read_task(each, "m1", fetch=False) for each in (Reply(200), reply({}), reply(None))] == ["", "", ""]


@pytest.mark.parametrize(
    "wrong",
    [
        Reply(200),
        reply({}),
        reply(task({"card": attached(card())}), 500),
        reply({"task": {"type": "message", "value": ""}}),
        reply({"task": {"type": "close"}}),
        reply(task({"title": "Week"})),
        reply(task({"card": card()})),
        reply(task({"card": {"contentType": "application/vnd.microsoft.card.hero", "content": {}}})),
        reply(task({"card": attached(card(actions=[execute()]))})),
        reply(task({"card": attached(card(version="1.6"))})),
        reply(task({"card": attached(card()), "height": "huge"})),
        reply(task({"card": attached(card()), "title": 1})),
    ],
)
def test_a_wrong_answer_to_a_dialog_goes_wrong(wrong):
    with pytest.raises(SomethingWentWrong):
        read_task(wrong, "m1", fetch=True)


def found(*results, **more):
    return {"type": SEARCH, "value": {"results": list(results)}, **more}


def test_the_answers_to_a_search():
    (choice,) = read_search(reply(found({"title": "Mara", "value": "p1"}, statusCode=200)))
    assert (choice.title, choice.value) == ("Mara", "p1")
    assert read_search(Reply(204)) == read_search(reply(found())) == []


@pytest.mark.parametrize(
    "wrong",
    [
        Reply(200),
        reply(found(), 500),
        reply(found(statusCode=400)),
        reply({"value": {"results": []}}),
        reply({"type": SEARCH, "value": []}),
        reply(found("Mara")),
        reply(found({"title": "Mara"})),
        reply(found({"title": "Mara", "value": 1})),
        reply(found(*[{"title": "a", "value": "b"}] * 16)),
    ],
)
def test_a_wrong_answer_to_a_search_goes_wrong(wrong):
    with pytest.raises(SomethingWentWrong):
        read_search(wrong)


CHOICES = [{"title": "One", "value": "1"}, {"title": "Two", "value": "2"}]
FIELDS = card(
    text("line", value="before", maxLength=9, regex="^[a-z]*$"),
    {"type": "Input.Number", "id": "energy", "min": 1, "max": 5},
    {"type": "Input.Toggle", "id": "urgent", "title": "Urgent", "valueOn": "yes", "valueOff": "no"},
    {"type": "Input.ChoiceSet", "id": "one", "choices": CHOICES},
    {"type": "Input.ChoiceSet", "id": "many", "choices": CHOICES, "isMultiSelect": True},
    {"type": "Input.Date", "id": "by"},
    search("helper"),
)


def test_every_value_is_sent_as_a_string():
    filled = {
        "line": "x",
        "energy": 4,
        "urgent": True,
        "one": "1",
        "many": ["1", "2"],
        "by": "2026-01-05",
        "helper": "p",
    }
    assert gather(FIELDS, execute(), filled) == {
        "card": "c1",
        "line": "x",
        "energy": "4",
        "urgent": "yes",
        "one": "1",
        "many": "1,2",
        "by": "2026-01-05",
        "helper": "p",
    }


def test_what_was_not_touched_is_what_stood_there():
    assert gather(FIELDS, execute(), None) == {"card": "c1", "line": "before", "urgent": "no"}
    assert gather(FIELDS, execute(associatedInputs="none"), {"line": "x"}) == {"card": "c1"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"line": "0123456789"},
        {"line": "UPPER"},
        {"energy": "much"},
        {"energy": 6},
        {"one": "3"},
        {"one": ["1", "2"]},
        {"many": ["1", "3"]},
        {"unknown": "x"},
    ],
)
def test_the_client_sends_nothing_that_is_not_valid(wrong):
    with pytest.raises(NotPossible):
        gather(FIELDS, execute(), wrong)


@pytest.mark.parametrize("field", [text("note"), {"type": "Input.Toggle", "id": "note", "title": "Agreed"}])
def test_the_client_asks_for_what_is_required(field):
    asks = card(field | {"isRequired": True, "errorMessage": "Please"})
    with pytest.raises(NotPossible, match="Please"):
        gather(asks, execute(), {})


class Slow:
    """A bot that lets the first tries wait."""

    def __init__(self, tries):
        self.bodies, self.tries = [], tries

    async def answer(self, request):
        self.bodies.append(await request.read())
        if len(self.bodies) <= self.tries:
            await asyncio.sleep(0.4)
        return web.Response()


async def test_what_got_no_answer_in_time_is_sent_again_the_very_same(ms):
    bot = Slow(1)
    with stock.served(bot.answer) as url:
        alice = ms.as_user("alice", url)
        alice.patience = 0.2
        assert (await alice.says("hi")).tries == 2
    first, second = bot.bodies
    assert first == second
    assert json.loads(first)["id"]


async def test_a_bot_that_never_answers_is_given_up(ms):
    bot = Slow(9)
    with stock.served(bot.answer) as url:
        alice = ms.as_user("alice", url)
        alice.patience = 0.1
        with pytest.raises(SomethingWentWrong, match="no answer"):
            await alice.says("hi")
    assert len(bot.bodies) == 2


async def test_a_bot_that_fails_is_seen_to_fail(ms):
    async def fails(_request):
        return web.Response(status=500)

    with stock.served(fails) as url, pytest.raises(SomethingWentWrong, match="500"):
        await ms.as_user("alice", url).says("hi")


async def test_nothing_to_see_is_said(ms):
    with pytest.raises(AssertionError, match="nothing fits"):
        await ms.as_user("alice", "").sees(seconds=0.05)
