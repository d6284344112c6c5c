"""Messages, modals and Home as a whole: how much they hold, what must be unique, and what Slack makes of them."""

import copy
import json
import secrets
from collections.abc import Iterator
from typing import Any

from tests.handlers.peers.slack.blocks import BLOCKS, INTERACTIVE, PLACES
from tests.handlers.peers.slack.checks import Json, Place, by_type, flag, listing, string, thing
from tests.handlers.peers.slack.composition import KIND, metadata, plain
from tests.handlers.peers.slack.errors import Refusal, told

MESSAGE_BLOCKS, VIEW_BLOCKS = 50, 100
MESSAGE_CHARACTERS = 13_200  # seen as the point from which Slack answers msg_blocks_too_long
VIEW_BYTES = 250_000
ONCE_IN_A_MESSAGE = {"table": 1, "data_visualization": 2}

_common = {
    "private_metadata": string(0, 3000),
    "callback_id": string(0, 255),
    "external_id": string(0, 255),
}
VIEWS = by_type(
    {
        "modal": thing(
            {
                "type": KIND,
                "title": plain(24),
                "blocks": listing(by_type(BLOCKS, PLACES["modal"]), 1, VIEW_BLOCKS),
            },
            {
                **_common,
                "submit": plain(24),
                "close": plain(24),
                "clear_on_close": flag,
                "notify_on_close": flag,
            },
        ),
        "home": thing({"type": KIND, "blocks": listing(by_type(BLOCKS, PLACES["home"]), 0, VIEW_BLOCKS)}, _common),
    }
)


def elements_of(block: Json) -> Iterator[Json]:
    """The interactive elements of a block, wherever in it they stand."""
    found = [block.get("accessory"), block.get("element")]
    for several in ("elements", "actions"):
        found += block[several] if isinstance(block.get(several), list) else []
    for each in found:
        if isinstance(each, dict) and each.get("type") in INTERACTIVE:
            yield each


def _unique(blocks: list[Any], at: Place) -> None:
    seen: set[str] = set()
    focused = 0
    for number, block in enumerate(block if isinstance(block, dict) else {} for block in blocks):
        name = block.get("block_id")
        if isinstance(name, str) and name in seen:
            at.of(number, "block_id").fault(f"`block_id` {name} already exists")
        seen.add(str(name))
        actions = [str(each["action_id"]) for each in elements_of(block) if each.get("action_id")]
        if len(set(actions)) != len(actions):
            at.of(number).fault("`action_id` already exists in this block")
        focused += sum(each.get("focus_on_load") is True for each in elements_of(block))
    if focused > 1:
        at.fault("only one element may be focused on load")


def _texts(value: Any) -> Iterator[str]:
    match value:
        case dict():
            for name, each in value.items():
                if name == "text" and isinstance(each, str):
                    yield each
                yield from _texts(each)
        case list():
            for each in value:
                yield from _texts(each)


def check_message(blocks: Any) -> None:
    """Raises what chat.postMessage answers to blocks that Slack does not take."""
    if not isinstance(blocks, list):
        raise Refusal("invalid_blocks_format")
    at = Place("/blocks")
    listing(by_type(BLOCKS, PLACES["message"]), 0, MESSAGE_BLOCKS)(blocks, at)
    _unique(blocks, at)
    kinds = [block.get("type") for block in blocks if isinstance(block, dict)]
    for kind, most in ONCE_IN_A_MESSAGE.items():
        if kinds.count(kind) > most:
            at.fault(f"no more than {most} {kind} blocks allowed")
    if at.faults:
        raise told("invalid_blocks", at.faults)
    if sum(map(len, _texts(blocks))) > MESSAGE_CHARACTERS:
        raise Refusal("msg_blocks_too_long")


def check_metadata(value: Any) -> None:
    """Raises what Slack answers to metadata it does not take."""
    at = Place("/metadata")
    metadata(value, at)
    if any("metadata_too_large" in fault for fault in at.faults):
        raise Refusal("metadata_too_large")
    if at.faults:
        raise told("invalid_metadata_format", at.faults)


def check_view(view: Any, kinds: tuple[str, ...] = ("modal",)) -> None:
    """Raises what views.* answer to a view that Slack does not take."""
    at = Place("/view")
    if not isinstance(view, dict):
        raise told("invalid_arguments", ["must provide an object [json-pointer:/view]"])
    if view.get("type") not in kinds:
        raise told("invalid_arguments", [f"unsupported type: {view.get('type')} [json-pointer:/view]"])
    VIEWS(view, at)
    blocks = view.get("blocks")
    if isinstance(blocks, list):
        _unique(blocks, at.of("blocks"))
        for number, block in enumerate(blocks):
            if view["type"] == "modal" and "submit" not in view and _is_input(block):
                at.of("blocks", number, "input").fault("must define `submit` to use an `input` block in modals")
    if at.faults:
        raise told("invalid_arguments", at.faults)
    if len(json.dumps(view, ensure_ascii=False).encode()) > VIEW_BYTES:
        raise Refusal("view_too_large")


def _is_input(block: Any) -> bool:
    return isinstance(block, dict) and block.get("type") == "input"


def kept(blocks: list[Json]) -> list[Json]:
    """The blocks as Slack keeps and returns them: ids given where there were none, defaults filled in."""
    blocks = copy.deepcopy(blocks)
    for block in blocks:
        block.setdefault("block_id", secrets.token_urlsafe(4)[:5])
        for each in elements_of(block):
            each.setdefault("action_id", secrets.token_urlsafe(4)[:5])
        _fill_in(block)
        if block["type"] == "input":
            block.setdefault("optional", False)
            block.setdefault("dispatch_action", False)
    return blocks


def _fill_in(value: Any) -> None:
    match value:
        case {"type": "plain_text", "text": str()}:
            value.setdefault("emoji", True)
        case {"type": "mrkdwn", "text": str()}:
            value.setdefault("verbatim", False)
        case dict():
            for each in value.values():
                _fill_in(each)
        case list():
            for each in value:
                _fill_in(each)
