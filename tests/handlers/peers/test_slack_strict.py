"""What Slack refuses, the local Slack refuses: blocks, views, messages at and beyond their documented limits."""

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.models import blocks as models

from tests.handlers.peers.slack_bot import actions, button, entry, home, modal, options, plain, section, text_input

WORDS = {"type": "mrkdwn", "text": "x"}


def select(count=2, **more):
    return {"type": "static_select", "action_id": "s", "options": options(count), **more}


def radio(count, **more):
    return {"type": "radio_buttons", "action_id": "r", "options": options(count), **more}


def chart(points=2, names=("a",), title="t"):
    labels = [f"l{number}" for number in range(points)]
    series = [{"name": each, "data": [{"label": label, "value": 1} for label in labels]} for each in names]
    return {
        "type": "data_visualization",
        "title": title,
        "chart": {"type": "bar", "series": series, "axis_config": {"categories": labels}},
    }


def table(rows=2, columns=2):
    return {"type": "table", "rows": [[{"type": "raw_text", "text": "x"}] * columns] * rows}


TAKEN = {
    "fifty blocks": [section()] * 50,
    "a section of 3,000": [section("x" * 3000)],
    "fields only": [{"type": "section", "fields": [WORDS] * 10}],
    "a header of 150": [{"type": "header", "text": plain("x" * 150)}],
    "twenty-five elements": [actions(*(button(f"b{n}") for n in range(25)))],
    "a button of 75": [actions(button(text=plain("x" * 75), value="x" * 2000, url="https://example.com"))],
    "a hundred options": [section(accessory=select(100))],
    "ten radio buttons": [actions(radio(10, initial_option=options(1)[0]))],
    "an input": [entry("b", text_input(max_length=3000))],
    "five in overflow": [section(accessory={"type": "overflow", "action_id": "o", "options": options(5)})],
    "two charts": [chart(20, ("a", "b", "c", "d", "e", "f")), chart()],
    "a table": [table(100, 20)],
    "a card": [{"type": "card", "title": WORDS, "body": WORDS, "actions": [button()]}],
    "an alert": [{"type": "alert", "text": WORDS, "level": "warning"}],
    "markdown": [{"type": "markdown", "text": "# x"}],
    "rich text": [
        {
            "type": "rich_text",
            "elements": [
                {"type": "rich_text_section", "elements": [{"type": "text", "text": "x", "style": {"bold": True}}]},
                {
                    "type": "rich_text_list",
                    "style": "bullet",
                    "elements": [{"type": "rich_text_section", "elements": [{"type": "user", "user_id": "U1"}]}],
                },
            ],
        }
    ],
}

REFUSED = {
    "fifty-one blocks": ([section()] * 51, "no more than 50 items allowed [json-pointer:/blocks]"),
    "no such block": ([{"type": "poem"}], "unsupported type: poem [json-pointer:/blocks/0]"),
    "a block that is none": (["x"], "must provide an object [json-pointer:/blocks/0]"),
    "a section of 3,001": (
        [section("x" * 3001)],
        "must be less than 3001 characters [json-pointer:/blocks/0/text/text]",
    ),
    "an empty section": ([section("")], "must be more than 0 characters [json-pointer:/blocks/0/text/text]"),
    "a section of nothing": ([{"type": "section"}], "must define either `text` or `fields` [json-pointer:/blocks/0]"),
    "eleven fields": ([{"type": "section", "fields": [WORDS] * 11}], "no more than 10 items"),
    "a field of 2,001": ([{"type": "section", "fields": [{**WORDS, "text": "x" * 2001}]}], "less than 2001"),
    "a header of 151": ([{"type": "header", "text": plain("x" * 151)}], "must be less than 151 characters"),
    "a header in mrkdwn": ([{"type": "header", "text": WORDS}], "unsupported type: mrkdwn"),
    "twenty-six elements": ([actions(*(button(f"b{n}") for n in range(26)))], "no more than 25 items allowed"),
    "a button of 76": ([actions(button(text=plain("x" * 76)))], "must be less than 76 characters"),
    "a button's value of 2,001": ([actions(button(value="x" * 2001))], "must be less than 2001 characters"),
    "a button in mrkdwn": ([actions(button(text=WORDS))], "unsupported type: mrkdwn"),
    "a style of ours": ([actions(button(style="quiet"))], "value must be one of primary, danger"),
    "an action id of 256": ([actions(button("x" * 256))], "must be less than 256 characters"),
    "a block id of 256": ([section(block_id="x" * 256)], "must be less than 256 characters"),
    "a block id twice": ([section(block_id="b"), section(block_id="b")], "`block_id` b already exists"),
    "an action id twice": ([actions(button("a"), button("a"))], "`action_id` already exists"),
    "101 options": ([section(accessory=select(101))], "no more than 100 items allowed"),
    "no options": ([section(accessory=select(0))], "no fewer than 1 items allowed"),
    "an option's text of 76": (
        [section(accessory=select(options=[{"text": plain("x" * 76), "value": "v"}]))],
        "must be less than 76 characters",
    ),
    "an option's value of 151": (
        [section(accessory=select(options=[{"text": plain("x"), "value": "x" * 151}]))],
        "must be less than 151 characters",
    ),
    "an option in mrkdwn in a menu": (
        [section(accessory=select(options=[{"text": WORDS, "value": "v"}]))],
        "unsupported type: mrkdwn",
    ),
    "eleven radio buttons": ([actions(radio(11))], "no more than 10 items allowed"),
    "an initial option elsewhere": (
        [actions(radio(2, initial_option=options(3)[2]))],
        "must be one of the provided options [json-pointer:/blocks/0/elements/0/initial_option]",
    ),
    "six in overflow": (
        [section(accessory={"type": "overflow", "action_id": "o", "options": options(6)})],
        "no more than 5 items allowed",
    ),
    "an input without a label": ([{"type": "input", "element": text_input()}], "missing required field: label"),
    "a text of 3,001 at most": ([entry("b", text_input(max_length=3001))], "must be between 1 and 3000"),
    "a text too long from the start": ([entry("b", text_input(max_length=2, initial_value="abc"))], "max_length"),
    "a text field among buttons": ([actions(text_input())], "unsupported type: plain_text_input"),
    "a menu for several among buttons": (
        [actions({"type": "multi_users_select", "action_id": "m"})],
        "unsupported type: multi_users_select",
    ),
    "a number without is_decimal_allowed": ([entry("b", {"type": "number_input"})], "is_decimal_allowed"),
    "a field of our own": ([section(colour="red")], "invalid additional property: colour [json-pointer:/blocks/0]"),
    "null for nothing": ([section(accessory=None)], "must provide an object [json-pointer:/blocks/0/accessory]"),
    "eleven in a context": ([{"type": "context", "elements": [WORDS] * 11}], "no more than 10 items allowed"),
    "a date that is none": (
        [section(accessory={"type": "datepicker", "initial_date": "2026-13-01"})],
        "invalid format",
    ),
    "an image of two sources": (
        [{"type": "image", "alt_text": "x", "image_url": "https://e.com/a.png", "slack_file": {"id": "F1"}}],
        "must define either",
    ),
    "an address without a scheme": ([{"type": "image", "alt_text": "x", "image_url": "a.png"}], "invalid url"),
    "three charts": ([chart(), chart(), chart()], "no more than 2 data_visualization blocks"),
    "seven series": ([chart(names=tuple("abcdefg"))], "no more than 6 items"),
    "twenty-one points": ([chart(21)], "no more than 20 items"),
    "series of one name": ([chart(names=("a", "a"))], "series names must be unique"),
    "two tables": ([table(), table()], "no more than 1 table"),
    "twenty-one columns": ([table(1, 21)], "no more than 20 items"),
    "an alert of its own level": ([{"type": "alert", "text": WORDS, "level": "loud"}], "value must be one of"),
    "a rich text that is none": ([{"type": "rich_text", "elements": [{"type": "poem"}]}], "unsupported type: poem"),
}

VIEWS_REFUSED = {
    "an input without submit": (
        {"type": "modal", "title": plain("x"), "blocks": [entry("b", text_input())]},
        "must define `submit` to use an `input` block in modals [json-pointer:/view/blocks/0/input]",
    ),
    "a title of 25": (modal(section(), title=plain("x" * 25)), "must be less than 25 characters"),
    "no title": ({"type": "modal", "blocks": [section()]}, "missing required field: title [json-pointer:/view]"),
    "101 blocks": (modal(*[section()] * 101), "no more than 100 items allowed [json-pointer:/view/blocks]"),
    "private metadata of 3,001": (modal(section(), private_metadata="x" * 3001), "must be less than 3001"),
    "a callback id of 256": (modal(section(), callback_id="x" * 256), "must be less than 256 characters"),
    "submit of 25": (modal(section(), submit=plain("x" * 25)), "must be less than 25 characters"),
    "a block id twice": (modal(section(block_id="b"), section(block_id="b")), "`block_id` b already exists"),
    "two in focus": (
        modal(entry("a", text_input(focus_on_load=True)), entry("b", text_input(focus_on_load=True))),
        "only one element may be focused",
    ),
    "a chart": (modal(chart()), "unsupported type: data_visualization"),
    "a field of our own": (modal(section(), colour="red"), "invalid additional property: colour"),
    "no blocks": (modal(), "no fewer than 1 items allowed"),
    "home": (home(section()), "unsupported type: home"),
    "a list": (["modal"], "must provide an object"),
}


async def refusal(call):
    with pytest.raises(SlackApiError) as caught:
        await call
    return caught.value.response


@pytest.mark.parametrize("name", TAKEN)
async def test_what_keeps_to_the_limits_is_taken(client, name):
    answer = await client.chat_postMessage(channel="U1", text="x", blocks=TAKEN[name])
    assert len(answer["message"]["blocks"]) == len(TAKEN[name])


@pytest.mark.parametrize("name", REFUSED)
async def test_blocks_are_refused(slack, client, name):
    blocks, why = REFUSED[name]
    answer = await refusal(client.chat_postMessage(channel="U1", text="x", blocks=blocks))
    assert answer["error"] == "invalid_blocks"
    assert any(why in each for each in answer["errors"]), answer["errors"]
    assert answer["response_metadata"]["messages"] == [f"[ERROR] {each}" for each in answer["errors"]]
    assert not slack.dm(slack.users["U1"]).messages


@pytest.mark.parametrize("name", VIEWS_REFUSED)
async def test_views_are_refused(slack, client, name):
    view, why = VIEWS_REFUSED[name]
    trigger = slack.trigger(slack.users["U1"])
    answer = await refusal(client.views_open(trigger_id=trigger.id, view=view))
    assert answer["error"] == "invalid_arguments"
    assert any(why in each for each in answer["response_metadata"]["messages"]), answer["response_metadata"]
    assert not slack.views


async def test_a_hundred_blocks_make_a_home(client):
    assert (await client.views_publish(user_id="U1", view=home(*[section()] * 100)))["ok"]
    answer = await refusal(client.views_publish(user_id="U1", view=home(*[section()] * 101)))
    assert answer["error"] == "invalid_arguments"


async def test_a_message_is_too_long_as_a_whole(client):
    blocks = [section("x" * 2640)] * 5
    assert (await client.chat_postMessage(channel="U1", text="x", blocks=blocks))["ok"]
    answer = await refusal(client.chat_postMessage(channel="U1", text="x", blocks=[*blocks, section("x")]))
    assert answer["error"] == "msg_blocks_too_long"


async def test_a_view_is_too_large_as_a_whole(slack, client):
    large = modal(*[section("的" * 3000)] * 28)
    trigger = slack.trigger(slack.users["U1"])
    assert (await refusal(client.views_open(trigger_id=trigger.id, view=large)))["error"] == "view_too_large"


async def test_blocks_that_are_no_list(client):
    answer = await refusal(client.chat_postMessage(channel="U1", text="x", blocks={"type": "section"}))
    assert answer["error"] == "invalid_blocks_format"


@pytest.mark.parametrize(
    "block",
    [
        models.SectionBlock(text="hi", accessory=models.ButtonElement(text="Go", action_id="a", value="v")),
        models.HeaderBlock(text="hi"),
        models.ContextBlock(elements=[models.MarkdownTextObject(text="hi")]),
        models.DividerBlock(),
        models.ActionsBlock(
            elements=[
                models.StaticSelectElement(action_id="s", options=[models.Option(value="v", text="t")]),
                models.UserSelectElement(action_id="u"),
                models.DatePickerElement(action_id="d", initial_date="2026-01-02"),
                models.OverflowMenuElement(action_id="o", options=[models.Option(value="v", text="t")] * 2),
                models.CheckboxesElement(action_id="c", options=[models.Option(value="v", text="t")]),
            ]
        ),
        models.InputBlock(label="Say", element=models.PlainTextInputElement(action_id="t", multiline=True)),
        models.InputBlock(label="Say", element=models.NumberInputElement(action_id="n", is_decimal_allowed=False)),
        models.InputBlock(label="Who", element=models.ExternalDataSelectElement(action_id="e", min_query_length=0)),
    ],
)
async def test_what_the_sdks_models_make_is_taken(client, block):
    assert (await client.chat_postMessage(channel="U1", text="x", blocks=[block]))["ok"]
