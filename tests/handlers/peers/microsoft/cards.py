"""What Teams takes as an Adaptive Card: the official schema, and the rules that stand beside it."""

import json
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from jsonschema import Draft6Validator
from jsonschema.exceptions import best_match

Json = dict[str, Any]

BUDGET = 28 * 1024
NEWEST = (1, 5)
MOST_ACTIONS = 6
MOST_REFRESHED = 60
INVOKES = {"task/fetch", "messageBack", "imBack", "signin", "invoke"}
# Data is the author's own; what refreshes a card is run by the client and never shown.
_NOT_ELEMENTS = {"data", "msteams", "choices.data", "refresh"}


def faults_of(card: Any, *, dialog: bool = False) -> list[str]:
    """Why Teams would refuse or garble this card; empty if it is well. A dialog knows no Action.Execute."""
    return list(_faults(json.dumps(card, sort_keys=True), dialog))


@lru_cache(maxsize=4096)
def _faults(text: str, dialog: bool) -> tuple[str, ...]:
    card = json.loads(text)
    if not isinstance(card, dict) or card.get("type") != "AdaptiveCard":
        return ("it is no AdaptiveCard",)
    # The other rules may then lean on the shapes that the schema promises.
    if wrong := (*_charts(card), *_schema(card)):
        return wrong
    found = [*_version(card), *_size(text), *_ids(card), *_refresh(card)]
    for element in elements_of(card):
        found += [*_media(element), *_query(element), *_crowded(element), *_action(element, dialog)]
    return tuple(found)


def elements_of(node: Any) -> Iterator[Json]:
    """Everything in a card that has a type, however deep: elements, inputs, actions, cards within."""
    if isinstance(node, dict):
        if isinstance(node.get("type"), str):
            yield node
        for key, value in node.items():
            if key not in _NOT_ELEMENTS:
                yield from elements_of(value)
    elif isinstance(node, list):
        for each in node:
            yield from elements_of(each)


def inputs_of(card: Json) -> list[Json]:
    """The inputs of a card in their order."""
    return [each for each in elements_of(card) if each["type"].startswith("Input.")]


def actions_of(card: Json) -> list[Json]:
    """The actions that a person can press; a fallback is not among them."""
    hidden = {id(each["fallback"]) for each in elements_of(card) if isinstance(each.get("fallback"), dict)}
    return [each for each in elements_of(card) if each["type"].startswith("Action.") and id(each) not in hidden]


@cache
def _validator() -> Draft6Validator:
    schema = files("adaptive_cards") / "schemas" / "schema-1.5.json"
    return Draft6Validator(json.loads(schema.read_text(encoding="utf-8")))


CHART = {"type", "data", "xAxisTitle", "yAxisTitle", "showBarValues", "fallback"}
"""What this Teams knows of a Chart.VerticalBar (learn.microsoft.com, Charts in Adaptive Cards)."""


def _charts(card: Json) -> Iterator[str]:
    """Our own rule with it: phones draw no chart but what stands there instead."""
    for each in (each for each in elements_of(card) if each["type"].startswith("Chart.")):
        points = each.get("data")
        if each["type"] != "Chart.VerticalBar" or not each.keys() <= CHART:
            yield f"chart: this is no Chart.VerticalBar as documented: {sorted(each)}"
        elif not isinstance(points, list) or not points or not all(map(_is_point, points)):
            yield "chart: its data are no points of a name x and a number y"
        elif not isinstance(each.get("fallback"), dict):
            yield "chart: it has no fallback"


def _is_point(point: Any) -> bool:
    match point:
        case {"x": str(_), "y": int() | float(), **rest}:
            return not rest
        case _:
            return False


def _without_charts(node: Any) -> Any:
    """The card as a client shows it that knows no charts."""
    match node:
        case {"type": "Chart.VerticalBar", "fallback": dict(fallback)}:
            return _without_charts(fallback)
        case dict():
            return {key: _without_charts(value) for key, value in node.items()}
        case list():
            return [_without_charts(each) for each in node]
        case _:
            return node


def _schema(card: Json) -> Iterator[str]:
    """The published schema lacks what Teams documents: the root's `msteams`, choices that are searched, and charts."""
    plain = _without_charts(card)
    plain.pop("msteams", None)
    for each in elements_of(plain):
        each.pop("choices.data", None)
        if each["type"] == "Input.ChoiceSet" and each.get("style") == "filtered":
            del each["style"]
    error = best_match(_validator().iter_errors(plain))
    if error:
        yield f"schema: {error.json_path}: {error.message[:300]}"


def _version(card: Json) -> Iterator[str]:
    try:
        major, minor = map(int, card["version"].split("."))
    except (KeyError, ValueError, AttributeError):
        yield "version: there is none"
        return
    if (major, minor) > NEWEST:
        yield f"version: {card['version']} is newer than 1.5"


def _size(text: str) -> Iterator[str]:
    size = len(json.dumps(json.loads(text), ensure_ascii=False, separators=(",", ":")).encode())
    if size > BUDGET:
        yield f"size: {size} bytes are more than {BUDGET}"


def _ids(card: Json) -> Iterator[str]:
    """Two inputs of one id are one value, and the renderer stops."""
    ids = Counter(each.get("id") for each in inputs_of(card))
    yield from (f"id: {name} is the id of {times} inputs" for name, times in ids.items() if times > 1)


def _refresh(card: Json) -> Iterator[str]:
    people = card.get("refresh", {}).get("userIds", [])
    if len(people) > MOST_REFRESHED:
        yield f"refresh: {len(people)} userIds are more than {MOST_REFRESHED}"


def _media(element: Json) -> Iterator[str]:
    if element["type"] == "Media":
        yield "media: Teams does not play it in a bot's card"


def _query(element: Json) -> Iterator[str]:
    match element.get("choices.data"):
        case None | {"type": "Data.Query", "dataset": str(_)}:
            return
        case _:
            yield "choices.data: it needs the type Data.Query and a dataset"


def _crowded(element: Json) -> Iterator[str]:
    """The seventh button of a row is not drawn, unless it is told to stand in the overflow."""
    primary = [each for each in element.get("actions", ()) if each.get("mode", "primary") == "primary"]
    if len(primary) > MOST_ACTIONS:
        yield f"actions: {len(primary)} in a row are more than {MOST_ACTIONS}"


def _action(element: Json, dialog: bool) -> Iterator[str]:
    match element:
        case {"type": "Action.Execute"} if dialog:
            yield "execute: a dialog knows only Action.Submit"
        case {"type": "Action.Execute", "verb": str(verb)} if verb:
            yield from _fallback(element)
        case {"type": "Action.Execute"}:
            yield "execute: it has no verb"
        case {"type": "Action.Submit", "data": {"msteams": {"type": kind}}} if kind not in INVOKES:
            yield f"submit: Teams knows no {kind}"
        case {"type": "Action.OpenUrl", "url": str(url)} if not url.startswith(("https://", "http://")):
            yield "url: it is not absolute"


def _fallback(action: Json) -> Iterator[str]:
    """Our own rule: older clients show what stands there instead."""
    fallback = action.get("fallback")
    if not isinstance(fallback, dict) or fallback["type"] != "Action.Submit":
        yield f"execute: {action['verb']} has no Action.Submit as its fallback"
