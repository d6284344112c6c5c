"""Through JSON and back: how cards, entries, states and answers are kept, whatever the release that wrote them."""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import TypeAdapter

T = TypeVar("T")


_adapters: dict[Any, TypeAdapter[Any]] = {}


def _adapter(type_: Any) -> TypeAdapter[Any]:
    # Building an adapter costs milliseconds, using one microseconds: each type is built once, at its first use.
    if type_ not in _adapters:
        _adapters[type_] = TypeAdapter(type_)
    return _adapters[type_]


def to_json(type_: Any, value: object) -> bytes:
    """Write a value of this type (a dataclass or a union of them) as JSON."""
    return _adapter(type_).dump_json(value)


def from_json(type_: type[T] | Any, data: bytes) -> T:
    """Read what `to_json` wrote; unknown fields are ignored, missing ones take their defaults.

    Raises pydantic.ValidationError when the JSON does not fit the type.
    """
    value: T = _adapter(type_).validate_json(data)
    return value
