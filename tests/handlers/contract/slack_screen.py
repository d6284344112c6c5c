"""Reading what Slack was given as a person reads it: blocks as words and buttons, modals with what is in them."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from tests.handlers.contract.adapter import Sheet, Shown, Tap
from tests.handlers.peers.slack.filling import starting
from tests.handlers.peers.slack.mentioning import sent
from tests.handlers.peers.slack.surfaces import elements_of
from tests.handlers.peers.slack.things import Message

Json = dict[str, Any]
Opens = Mapping[tuple[str, str], str]


def delivery_of(message: Message) -> str:
    """Whose delivery a message is; "" for a line in passing."""
    return str((message.metadata or {}).get("event_payload", {}).get("delivery", ""))


def shown(message: Message, opens: Opens) -> Shown:
    """A message as its reader has it before them; `opens`: which buttons open forms, which no message tells."""
    taps = tuple(
        Tap(name, value, element["text"]["text"], opens.get((name, value), ""))
        for element in buttons(message.blocks)
        for name, value in (carried(element),)
    )
    says = "\n".join(texts(message.blocks))
    return Shown(f"{message.channel}:{message.ts}", delivery_of(message), says, taps, message.text)


def buttons(blocks: list[Json]) -> Iterator[Json]:
    """The buttons that press something of ours; an option behind the dots is one of them."""
    for block in blocks:
        for element in elements_of(block):
            if element["action_id"].partition(".")[0] in ("tap", "press"):
                bare = {name: element[name] for name in ("type", "action_id")}
                yield from ({**bare, **option} for option in element["options"]) if "options" in element else (element,)


def carried(element: Json) -> tuple[str, str]:
    """The name and the value of a button."""
    mark = json.loads(element["value"])
    return mark["b"], mark.get("v", "")


def texts(value: Any) -> Iterator[str]:
    """Every text, those of one paragraph joined."""
    match value:
        case {"type": "rich_text_section" | "rich_text_quote", "elements": list(runs)}:
            yield "".join(run["text"] for run in runs)
        case {"type": "data_visualization", "title": title, "chart": {"axis_config": axis, "series": [series]}}:
            yield from (title, axis["x_label"], axis["y_label"])
            yield from (f"{point['label']} {point['value']}" for point in series["data"])
        case {"text": str(text)}:
            yield text
        case dict():
            for each in value.values():
                yield from texts(each)
        case list():
            for each in value:
                yield from texts(each)


def sheet(view: Json) -> Sheet:
    """A modal as it opened."""
    mark = json.loads(view["private_metadata"])
    inputs = {block["block_id"]: block["element"] for block in view["blocks"] if block["type"] == "input"}
    values = {name: held(starting(element) or {}) for name, element in inputs.items()}
    return Sheet(mark["d"], mark["f"], "\n".join(texts(view)), values)


def held(state: Json) -> tuple[str, ...]:
    """What stands in an element."""
    option = state.get("selected_option")
    options = [option] if option else state.get("selected_options") or []
    given = [state.get("value"), state.get("selected_date"), *(each["value"] for each in options)]
    return tuple(text for text in given if text)


def put(element: Json, given: list[str]) -> Json:
    """The state of an element into which this was put, whether or not Slack's client would let one."""
    kind = element["type"]
    options = [{"text": {"type": "plain_text", "text": text, "emoji": True}, "value": text} for text in given]
    match kind:
        case "plain_text_input":
            return {"type": kind, "value": sent("\n".join(given)) or None}
        case "datepicker":
            return {"type": kind, "selected_date": given[0] if given else None}
        case "checkboxes":
            return {"type": kind, "selected_options": options}
        case _:
            return {"type": kind, "selected_option": options[0] if options else None}
