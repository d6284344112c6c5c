"""Blocks as slack_sdk models them, and the checks of ours on what its models let through (platforms.md)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from slack_sdk.models.blocks import (
    Block,
    ContextBlock,
    HeaderBlock,
    PlainTextObject,
    RichTextBlock,
    RichTextElementParts,
    RichTextListElement,
    RichTextQuoteElement,
    RichTextSectionElement,
    SectionBlock,
)
from slack_sdk.models.views import View

from handlers.slack.texts import cut
from handlers.slack.writing import written

MESSAGE_BLOCKS, VIEW_BLOCKS = 50, 100
SECTION, HEADER, LABEL, NAME, VALUE = 3000, 150, 75, 24, 2000
OPTIONS, RADIOS, BEHIND, OPTION_VALUE = 100, 10, 5, 150
METADATA = 3000
INDENT = 8
_MOST_OPTIONS = {"radio_buttons": RADIOS, "checkboxes": RADIOS, "overflow": BEHIND}
_AT_MOST = {"table": 1, "data_visualization": 2}
"""Blocks of which a message has few."""

CHARACTERS = 12_000
"""Characters of a message: 13,200 has been seen as msg_blocks_too_long."""

Json = dict[str, Any]
"""What goes onto the wire; made here, in cards.py and in forms.py, and nowhere looked into by others."""

_BOLD = RichTextElementParts.TextStyle(bold=True)


class Unfit(ValueError):
    """Slack would refuse this: a fault of ours, never of what people wrote."""


def plain(text: str, most: int) -> PlainTextObject:
    """Words in which nothing is markup: no mention, no link, no emoji code."""
    return PlainTextObject(text=cut(text, most), emoji=False)


def words(text: str, *, bold: bool = False) -> RichTextElementParts.Text:
    """A run of words in rich text."""
    return RichTextElementParts.Text(text=text, style=_BOLD if bold else None)


def paragraph(*runs: RichTextElementParts.Text) -> RichTextBlock:
    """A paragraph of any length."""
    return RichTextBlock(elements=[RichTextSectionElement(elements=list(runs))])


def quotation(text: str, by: str) -> RichTextBlock:
    """Somebody's own words, and below them whose they are."""
    parts: list[RichTextQuoteElement | RichTextSectionElement] = [RichTextQuoteElement(elements=[words(text)])]
    if by:
        parts.append(RichTextSectionElement(elements=[words(by)]))
    return RichTextBlock(elements=parts)


def bullets(lines: Sequence[tuple[int, Sequence[RichTextElementParts.Text]]]) -> RichTextBlock:
    """Lines with how far in each stands: a list for each run of lines that stand equally far in, as Slack has it."""
    lists = [
        RichTextListElement(
            style="bullet",
            indent=indent,
            elements=[RichTextSectionElement(elements=list(runs)) for _, runs in together],
        )
        for indent, together in groupby(lines, key=lambda line: min(line[0], INDENT))
    ]
    return RichTextBlock(elements=lists)


def title(text: str) -> Block:
    """A title, as a header if it fits into one."""
    return HeaderBlock(text=plain(text, HEADER)) if len(text) <= HEADER else paragraph(words(text, bold=True))


def aside(text: str) -> Block:
    """A quiet line."""
    return ContextBlock(elements=[plain(text, SECTION)])


def wire(blocks: Sequence[Block], most: int) -> list[Json]:
    """The blocks as they are sent. Raises Unfit, or slack_sdk's SlackObjectFormationError."""
    return checked([written(block) for block in blocks], most)


def checked(sent: list[Json], most: int) -> list[Json]:
    """The same for blocks that slack_sdk wrote already: writing them is most of what a message costs. Raises Unfit."""
    for fault in _faults(sent, most):
        raise Unfit(fault)
    return sent


def wire_line(text: str) -> Json:
    """One line of ours, as a message that only one person sees."""
    return {"text": text, "blocks": wire([SectionBlock(text=plain(text, SECTION))], MESSAGE_BLOCKS)}


def view_wire(view: View) -> Json:
    """A modal or Home as it is sent. Raises Unfit, or slack_sdk's SlackObjectFormationError."""
    sent = written(view)
    for fault in (*_faults(sent["blocks"], VIEW_BLOCKS), *_view_faults(sent)):
        raise Unfit(fault)
    return sent


def characters(blocks: Sequence[Json]) -> int:
    """The characters of all texts."""
    return sum(len(text) for text in _texts(blocks))


def _texts(value: object) -> Iterator[str]:
    match value:
        case {"text": str(text), **rest}:
            yield text
            yield from _texts(rest)
        case dict():
            for each in value.values():
                yield from _texts(each)
        case list():
            for each in value:
                yield from _texts(each)


def _faults(blocks: Sequence[Json], most: int) -> Iterator[str]:
    if not 0 < len(blocks) <= most:
        yield "too_many_blocks"
    named = [block["block_id"] for block in blocks if "block_id" in block]
    if len(set(named)) != len(named):
        yield "same_block_id"
    for kind, most_of_it in _AT_MOST.items():
        if sum(block["type"] == kind for block in blocks) > most_of_it:
            yield f"too_many_of_{kind}"
    for element in _elements(blocks):
        yield from _element_faults(element)


def _elements(blocks: Sequence[Json]) -> Iterator[Json]:
    for block in blocks:
        yield from (block[where] for where in ("element", "accessory") if where in block)
        if block["type"] == "actions":
            yield from block["elements"]


def _element_faults(element: Mapping[str, Any]) -> Iterator[str]:
    options = [option["value"] for option in element.get("options", ())]
    if len(options) > _MOST_OPTIONS.get(element["type"], OPTIONS):
        yield "too_many_options"
    if element["type"] != "external_select":
        chosen = [element["initial_option"]] if "initial_option" in element else element.get("initial_options", ())
        if any(option["value"] not in options for option in chosen):
            yield "initial_option_not_offered"
    if element.get("max_length", 0) > SECTION:
        yield "max_length_too_long"


def _view_faults(view: Mapping[str, Any]) -> Iterator[str]:
    if view["type"] == "modal" and "submit" not in view and any(block["type"] == "input" for block in view["blocks"]):
        yield "no_submit"
    for name in ("title", "submit", "close"):
        if len(view.get(name, {}).get("text", "")) > NAME:
            yield f"{name}_too_long"
    if len(view.get("private_metadata", "")) > METADATA:
        yield "private_metadata_too_long"
    if len(json.dumps(view, ensure_ascii=False).encode()) > 250_000:
        yield "view_too_large"
