"""Reading Adaptive Cards as Teams shows them: what they say, what can be tapped, what can be filled in."""

from collections.abc import Iterator
from typing import Any

from tests.handlers.contract.adapter import Sheet, Shown, Tap

_TEXTS = ("text", "title", "label")
_UNSHOWN = ("fallback", "data", "fallbackText", "placeholder", "errorMessage", "msteams")


def card_of(message: dict[str, Any]) -> dict[str, Any] | None:
    """The card in a message."""
    attachments = message.get("attachments") or []
    content: dict[str, Any] | None = attachments[0]["content"] if attachments else None
    return content


def shown(id_: str, message: dict[str, Any]) -> Shown:
    """A message with a card, as its reader has it."""
    card = card_of(message)
    assert card is not None
    pressable = list(actions(card))
    delivery = next((each["data"]["delivery"] for each in pressable), "")
    return Shown(id_, delivery, says(card), tuple(map(_tap, pressable)), message.get("summary", ""))


def says(card: Any) -> str:
    """Every word of a card, a line for each piece."""
    return "\n".join(_words(card))


def actions(card: Any) -> Iterator[dict[str, Any]]:
    """Every action that sends something, in the order in which they are shown."""
    match card:
        case {"type": "Action.Execute" | "Action.Submit"}:
            yield card
        case dict():
            for name, inside in card.items():
                if name not in _UNSHOWN:
                    yield from actions(inside)
        case list():
            for each in card:
                yield from actions(each)


def inputs(card: dict[str, Any]) -> list[dict[str, Any]]:
    """The inputs of a dialog."""
    return [each for each in card["body"] if each["type"].startswith("Input.")]


def sheet(card: dict[str, Any]) -> Sheet:
    """A dialog as it is prefilled."""
    [submit] = actions(card)
    values: dict[str, tuple[str, ...]] = {}
    for each in inputs(card):
        name = name_of(each["id"])
        given = each.get("value", "")
        values[name] = (*values.get(name, ()), *([given] if given else []))
    data = submit["data"]
    return Sheet(data["delivery"], data["form"], says(card), values, data.get("version"), data.get("texts", ()))


def errors(card: dict[str, Any]) -> dict[str, str]:
    """What is wrong, by the field under which it stands."""
    found: dict[str, str] = {}
    name = ""
    for each in card["body"]:
        if each["type"].startswith("Input."):
            name = name_of(each["id"])
        elif name and each["inlines"][0].get("color") == "attention":
            found[name] = each["inlines"][0]["text"]
    return found


def name_of(id_: str) -> str:
    """The field that an input belongs to."""
    return id_.removeprefix("in:").partition("#")[0]


def _words(card: Any) -> Iterator[str]:
    match card:
        case {"type": "Chart.VerticalBar"}:
            yield from (card["xAxisTitle"], card["yAxisTitle"])
            yield from (f"{point['x']} {point['y']}" for point in card["data"])
        case dict():
            yield from (card[name] for name in _TEXTS if isinstance(card.get(name), str))
            for name, inside in card.items():
                if name not in (*_UNSHOWN, *_TEXTS):
                    yield from _words(inside)
        case list():
            for each in card:
                yield from _words(each)


def _tap(action: dict[str, Any]) -> Tap:
    data = action["data"]
    title = action["title"].removeprefix("✓ ")
    return Tap(data.get("button", ""), data.get("value", ""), title, data.get("form", ""))
