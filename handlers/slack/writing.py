"""What slack_sdk's models have to say, as JSON: what their own `to_dict` returns and refuses, at a third of its price.

`to_dict` looks through `dir` of every object for the checks of its class, and walks what is written once more for each
level it lies deep; that was a quarter of what a request of Slack's cost (tests/benchmarks/test_slack.py).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from slack_sdk.models.basic_objects import EMPTY_ALLOWED_TYPE_AND_PROPERTY_LIST, JsonObject

_MAY_BE_EMPTY = {(each["type"], each["property"]) for each in EMPTY_ALLOWED_TYPE_AND_PROPERTY_LIST}


def written(model: JsonObject) -> dict[str, Any]:
    """The model as it is sent, without what it does not say. Raises slack_sdk's SlackObjectFormationError."""
    kind = type(model)
    if not _is_plain(kind):
        return dict(model.to_dict())
    for check in _checks(kind):
        check(model)
    named = getattr(model, "type", None)
    said = ((key, _value(getattr(model, key, None))) for key in sorted(model.attributes))
    return {key: value for key, value in said if _is_said(value) or (value == [] and (named, key) in _MAY_BE_EMPTY)}


def _value(value: Any) -> Any:
    if isinstance(value, JsonObject):
        return written(value)
    if isinstance(value, dict):
        return {key: _value(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_value(each) for each in value]
    return value.to_dict() if hasattr(value, "to_dict") else value


def _is_said(value: Any) -> bool:
    return len(value) > 0 if isinstance(value, str | dict | list) else value is not None


@cache
def _is_plain(kind: type[JsonObject]) -> bool:
    """Whether the class writes itself as all do; some, as options and confirmations, have a way of their own."""
    return all(getattr(kind, each) is getattr(JsonObject, each) for each in ("to_dict", "get_non_null_attributes"))


@cache
def _checks(kind: type[JsonObject]) -> Sequence[Callable[[JsonObject], None]]:
    found = (getattr(kind, name) for name in dir(kind) if not name.startswith("__"))
    return tuple(each for each in found if callable(each) and hasattr(each, "validator"))
