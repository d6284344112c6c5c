"""What the Teams client does with a card before anything is sent: which button, which inputs, are they valid."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from tests.handlers.peers.microsoft.cards import actions_of, inputs_of

Json = dict[str, Any]
Inputs = Mapping[str, object]


class NotPossible(AssertionError):
    """What a person cannot do with the card before them."""


def find(card: Json, what: str, fits: Callable[[Json], bool]) -> Json:
    """The one enabled action that fits."""
    found = [action for action in actions_of(card) if fits(action)]
    if len(found) != 1:
        offered = [(each["type"], each.get("title"), each.get("verb"), each.get("data")) for each in actions_of(card)]
        raise NotPossible(f"{len(found)} actions are {what}; there are {offered}")
    if found[0].get("isEnabled") is False:
        raise NotPossible(f"{what} is disabled")
    return found[0]


def executing(verb: str, data: Json | None) -> Callable[[Json], bool]:
    """Fits an Action.Execute of this verb, with at least this data."""
    return lambda each: each["type"] == "Action.Execute" and each["verb"] == verb and _has(each, data)


def fetching(data: Json | None) -> Callable[[Json], bool]:
    """Fits a button that opens a dialog, with at least this data."""
    return lambda each: is_fetch(each) and _has(each, data)


def is_fetch(action: Json) -> bool:
    """Whether Teams asks for a dialog when this is pressed."""
    match action:
        case {"type": "Action.Submit", "data": {"msteams": {"type": "task/fetch"}}}:
            return True
        case _:
            return False


def _has(action: Json, data: Json | None) -> bool:
    own = action.get("data")
    return not data or (isinstance(own, dict) and data.items() <= own.items())


def gather(card: Json, action: Json, inputs: Inputs | None) -> Json:
    """The data that is sent: the action's own, and over it every input as a string, once all are valid."""
    filled = dict(inputs or {})
    there = {each["id"]: each for each in inputs_of(card)}
    if unknown := filled.keys() - there.keys():
        raise NotPossible(f"there is no input {sorted(unknown)} among {sorted(there)}")
    data = action.get("data", {})
    if not isinstance(data, dict):
        raise NotPossible("data that is no object cannot take inputs")
    if action.get("associatedInputs") == "none":
        return dict(data)
    return {**data, **dict(_values(there, filled))}


def _values(there: Mapping[str, Json], filled: Inputs) -> Iterator[tuple[str, str]]:
    for name, element in there.items():
        value = _value(element, filled.get(name))
        faults = list(_faults(element, value, chosen=name in filled))
        if faults:
            raise NotPossible(f"{name}: {faults[0]}")
        # The client leaves out what was never touched, but an empty text is a text.
        if value or element["type"] == "Input.Text":
            yield name, value


def _value(element: Json, filled: object) -> str:
    """As the client sends it: always a string; several choices are joined by commas."""
    if element["type"] == "Input.Toggle":
        on, off = element.get("valueOn", "true"), element.get("valueOff", "false")
        usual = element.get("value", off)
        return str({None: usual, True: on, False: off}.get(filled, filled))  # type: ignore[call-overload]
    if filled is None:
        return str(element.get("value", ""))
    return ",".join(map(str, filled)) if isinstance(filled, list | tuple) else str(filled)


def _faults(element: Json, value: str, *, chosen: bool) -> Iterator[str]:
    off = element.get("valueOff", "false") if element["type"] == "Input.Toggle" else ""
    if element.get("isRequired") and value in ("", off):
        yield element.get("errorMessage") or "it is required"
    if not value:
        return
    match element["type"]:
        case "Input.Text":
            yield from _text(element, value)
        case "Input.Number":
            yield from _number(element, value)
        case "Input.ChoiceSet" if chosen and "choices.data" not in element:
            yield from _choice(element, value)


def _text(element: Json, value: str) -> Iterator[str]:
    if len(value) > element.get("maxLength", len(value)):
        yield f"longer than {element['maxLength']}"
    if "\n" in value and not element.get("isMultiline"):
        yield "it has only one line"
    if "regex" in element and not re.search(element["regex"], value):
        yield element.get("errorMessage") or "it does not fit the pattern"


def _number(element: Json, value: str) -> Iterator[str]:
    try:
        number = float(value)
    except ValueError:
        yield "it is no number"
        return
    if not element.get("min", number) <= number <= element.get("max", number):
        yield element.get("errorMessage") or "it is out of range"


def _choice(element: Json, value: str) -> Iterator[str]:
    known = {each["value"] for each in element.get("choices", ())}
    chosen = value.split(",") if element.get("isMultiSelect") else [value]
    if strangers := [each for each in chosen if each not in known]:
        yield f"{strangers} are no choices"
