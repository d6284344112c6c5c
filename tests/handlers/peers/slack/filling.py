"""What a person puts into an element, as `state.values` has it. The client's own checks are made here."""

import re
from collections.abc import Callable
from typing import Any

from tests.handlers.peers.slack.checks import Json
from tests.handlers.peers.slack.composition import options_of
from tests.handlers.peers.slack.errors import Impossible
from tests.handlers.peers.slack.mentioning import sent

# type: (the field of the state, the field of the element that it starts with, what it is when nothing is in it)
FIELDS: dict[str, tuple[str, str, Any]] = {
    "plain_text_input": ("value", "initial_value", None),
    "email_text_input": ("value", "initial_value", None),
    "url_text_input": ("value", "initial_value", None),
    "number_input": ("value", "initial_value", None),
    "rich_text_input": ("rich_text_value", "initial_value", None),
    "file_input": ("files", "", []),
    "static_select": ("selected_option", "initial_option", None),
    "external_select": ("selected_option", "initial_option", None),
    "radio_buttons": ("selected_option", "initial_option", None),
    "users_select": ("selected_user", "initial_user", None),
    "channels_select": ("selected_channel", "initial_channel", None),
    "conversations_select": ("selected_conversation", "initial_conversation", None),
    "checkboxes": ("selected_options", "initial_options", []),
    "multi_static_select": ("selected_options", "initial_options", []),
    "multi_external_select": ("selected_options", "initial_options", []),
    "multi_users_select": ("selected_users", "initial_users", []),
    "multi_channels_select": ("selected_channels", "initial_channels", []),
    "multi_conversations_select": ("selected_conversations", "initial_conversations", []),
    "datepicker": ("selected_date", "initial_date", None),
    "timepicker": ("selected_time", "initial_time", None),
    "datetimepicker": ("selected_date_time", "initial_date_time", None),
}


def starting(element: Json) -> Json | None:
    """What stands in it before anybody touches it; None if it keeps nothing."""
    if element["type"] not in FIELDS:
        return None
    name, initial, nothing = FIELDS[element["type"]]
    return {"type": element["type"], name: element.get(initial, nothing)}


def filled(element: Json, given: Any, suggested: list[Json]) -> Json:
    """What stands in it when `given` is put in: a text, an option's value, a date, a user; lists for several.

    `suggested` are the options that the app offered for it, for those that ask the app.
    """
    kind = element["type"]
    name, _, nothing = FIELDS[kind]
    if given is None or given in ("", []):
        return {"type": kind, name: nothing}
    return {"type": kind, name: CONVERT.get(kind, _as_given)(element, given, suggested)}


def empty(state: Json) -> bool:
    """Whether nothing is in it."""
    return all(value in (None, "", []) for name, value in state.items() if name != "type")


def _as_given(_element: Json, given: Any, _suggested: list[Json]) -> Any:
    return given


def _text(element: Json, given: Any, _suggested: list[Json]) -> str:
    low, high = element.get("min_length", 0), element.get("max_length", 3000)
    if not isinstance(given, str) or not low <= len(given) <= high:
        raise Impossible(f"{element['action_id']} takes a text of {low} to {high} characters")
    if "\n" in given and not element.get("multiline"):
        raise Impossible(f"{element['action_id']} has one line")
    return sent(given)


def _matching(pattern: str) -> Callable[[Json, Any, list[Json]], str]:
    def convert(element: Json, given: Any, _suggested: list[Json]) -> str:
        if not re.fullmatch(pattern, str(given)):
            raise Impossible(f"{element['action_id']} does not take {given!r}")
        return str(given)

    return convert


def _number(element: Json, given: Any, suggested: list[Json]) -> str:
    pattern = r"-?\d+(\.\d+)?" if element["is_decimal_allowed"] else r"-?\d+"
    text = _matching(pattern)(element, given, suggested)
    low, high = float(element.get("min_value", "-inf")), float(element.get("max_value", "inf"))
    if not low <= float(text) <= high:
        raise Impossible(f"{element['action_id']} takes a number from {low} to {high}")
    return text


def _option(element: Json, given: Any, suggested: list[Json]) -> Json:
    offered = suggested if "external" in element["type"] else options_of(element)
    for each in offered:
        if given == each or given == each["value"] or given == each["text"]["text"]:
            return each
    raise Impossible(f"{element['action_id']} does not offer {given!r}")


def _options(element: Json, given: Any, suggested: list[Json]) -> list[Json]:
    chosen = [_option(element, each, suggested) for each in given]
    if len(chosen) > element.get("max_selected_items", len(chosen)):
        raise Impossible(f"{element['action_id']} takes fewer")
    return chosen


CONVERT: dict[str, Callable[[Json, Any, list[Json]], Any]] = {
    "plain_text_input": _text,
    "email_text_input": _matching(r"[^@\s]+@[^@\s]+\.[^@\s]+"),
    "url_text_input": _matching(r"https?://\S+"),
    "number_input": _number,
    "static_select": _option,
    "external_select": _option,
    "radio_buttons": _option,
    "checkboxes": _options,
    "multi_static_select": _options,
    "multi_external_select": _options,
    "datepicker": _matching(r"\d{4}-\d{2}-\d{2}"),
    "timepicker": _matching(r"\d{2}:\d{2}"),
}
