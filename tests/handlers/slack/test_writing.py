"""What is written of slack_sdk's models is what they write themselves."""

import json
from pathlib import Path

import pytest
from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.basic_objects import JsonObject
from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ConfirmObject,
    DividerBlock,
    HeaderBlock,
    Option,
    OverflowMenuElement,
    PlainTextObject,
    RichTextBlock,
    RichTextSectionElement,
    SectionBlock,
    StaticSelectElement,
)
from slack_sdk.models.views import View

from handlers.slack.writing import written

DRAWN = sorted((Path(__file__).parents[1] / "golden" / "slack").glob("*.json"))


def test_every_drawing_is_written_as_its_models_write_it() -> None:
    kinds: set[str] = set()
    for each in DRAWN:
        blocks = [block for block in Block.parse_all(json.loads(each.read_text("utf-8"))["blocks"]) if block]
        kinds |= {type(block).__name__ for block in blocks}
        assert [written(block) for block in blocks] == [block.to_dict() for block in blocks], each.name
    assert kinds >= {"ActionsBlock", "ContextBlock", "HeaderBlock", "InputBlock", "RichTextBlock", "SectionBlock"}


@pytest.mark.parametrize(
    "model",
    [
        RichTextBlock(elements=[RichTextSectionElement(elements=[])]),
        ActionsBlock(elements=[], block_id=""),
        DividerBlock(),
        SectionBlock(text="*bold*", fields=["one", "two"]),
        ButtonElement(text="Send", value="v", action_id="a", confirm=ConfirmObject(title="Sure?", text="Really")),
        OverflowMenuElement(action_id="a", options=[Option(text="One", value="1"), Option(text="Two", value="2")]),
        StaticSelectElement(placeholder="Which", action_id="a", options=[Option(label="One", value="1")]),
        View(type="modal", title="Title", blocks=[DividerBlock()]),
    ],
    ids=lambda model: type(model).__name__,
)
def test_what_has_a_way_of_its_own_keeps_it(model: JsonObject) -> None:
    assert written(model) == model.to_dict()


@pytest.mark.parametrize(
    "model",
    [
        HeaderBlock(text="h" * 151),
        SectionBlock(),
        SectionBlock(text=PlainTextObject(text="s" * 3001)),
        ActionsBlock(elements=[ButtonElement(text="b", action_id=f"a{n}") for n in range(26)]),
        ActionsBlock(elements=[ButtonElement(text="b" * 76, action_id="a")]),
        ButtonElement(text="b", value="v" * 2001),
        ButtonElement(text="b", style="green"),
        OverflowMenuElement(options=[Option(text="One", value="1")] * 6),
        Option(text="o" * 76, value="1"),
        View(type="modal", title="t" * 25, blocks=[DividerBlock()]),
    ],
    ids=lambda model: type(model).__name__,
)
def test_what_slack_sdk_refuses_is_refused(model: JsonObject) -> None:
    with pytest.raises(SlackObjectFormationError) as theirs:
        model.to_dict()
    with pytest.raises(SlackObjectFormationError) as ours:
        written(model)
    assert str(ours.value) == str(theirs.value)
