"""The little language in which Slack's limits are written down: checks that note what is wrong, and where."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True)
class Place:
    """Where in the JSON a check is; it notes its faults in the words in which Slack answers them."""

    pointer: str
    faults: list[str] = field(default_factory=list)

    def of(self, *steps: object) -> "Place":
        return Place("/".join((self.pointer, *map(str, steps))), self.faults)

    def fault(self, what: str) -> None:
        self.faults.append(f"{what} [json-pointer:{self.pointer}]")


Check = Callable[[Any, Place], None]
URL = re.compile(r"(https?|slack|mailto):\S+")


def string(least: int = 1, most: int | None = None, pattern: str = "") -> Check:
    """A string between two lengths; Slack counts characters, not bytes."""

    def check(value: Any, at: Place) -> None:
        if not isinstance(value, str):
            at.fault("must provide a string")
        elif len(value) < least:
            at.fault(f"must be more than {least - 1} characters")
        elif most is not None and len(value) > most:
            at.fault(f"must be less than {most + 1} characters")
        elif pattern and not re.fullmatch(pattern, value):
            at.fault("invalid format")

    return check


def url(most: int = 3000) -> Check:
    """An address with a scheme."""

    def check(value: Any, at: Place) -> None:
        string(1, most)(value, at)
        if isinstance(value, str) and not URL.fullmatch(value):
            at.fault("invalid url")

    return check


def whole(least: int, most: int) -> Check:
    """A whole number."""

    def check(value: Any, at: Place) -> None:
        if not isinstance(value, int) or isinstance(value, bool):
            at.fault("must provide an integer")
        elif not least <= value <= most:
            at.fault(f"must be between {least} and {most}")

    return check


def flag(value: Any, at: Place) -> None:
    """True or false."""
    if not isinstance(value, bool):
        at.fault("must provide a boolean")


def anything(_value: Any, _at: Place) -> None:
    """Not looked into."""


def one_of(*values: object) -> Check:
    """One of these."""

    def check(value: Any, at: Place) -> None:
        if value not in values:
            at.fault(f"value must be one of {', '.join(map(str, values))}")

    return check


def listing(each: Check, least: int = 1, most: int | None = None) -> Check:
    """A list of what passes."""

    def check(value: Any, at: Place) -> None:
        if not isinstance(value, list):
            at.fault("must provide an array")
            return
        if len(value) < least:
            at.fault(f"no fewer than {least} items allowed")
        if most is not None and len(value) > most:
            at.fault(f"no more than {most} items allowed")
        for number, item in enumerate(value):
            each(item, at.of(number))

    return check


def thing(needs: Mapping[str, Check], may: Mapping[str, Check] | None = None) -> Check:
    """An object with these fields and no other; null counts as absent only where it is not needed."""
    known = {**needs, **(may or {})}

    def check(value: Any, at: Place) -> None:
        if not isinstance(value, dict):
            at.fault("must provide an object")
            return
        for name in needs:
            if name not in value:
                at.fault(f"missing required field: {name}")
        for name, each in value.items():
            if name not in known:
                at.fault(f"invalid additional property: {name}")
            else:
                known[name](each, at.of(name))

    return check


def by_type(table: Mapping[str, Check], allowed: frozenset[str] | None = None) -> Check:
    """An object whose `type` says what it must be."""

    def check(value: Any, at: Place) -> None:
        if not isinstance(value, dict):
            at.fault("must provide an object")
            return
        kind = value.get("type")
        if not isinstance(kind, str) or kind not in table or (allowed is not None and kind not in allowed):
            at.fault(f"unsupported type: {kind}")
        else:
            table[kind](value, at)

    return check


def together(*checks: Check) -> Check:
    """All of these; the later ones may rely on nothing but that it is an object."""

    def check(value: Any, at: Place) -> None:
        for each in checks:
            each(value, at)

    return check


def exactly_one(*names: str) -> Check:
    """Exactly one of these fields."""

    def check(value: Any, at: Place) -> None:
        if isinstance(value, dict) and sum(name in value for name in names) != 1:
            at.fault(f"must define either {' or '.join(f'`{name}`' for name in names)}")

    return check


def at_least_one(*names: str) -> Check:
    """At least one of these fields."""

    def check(value: Any, at: Place) -> None:
        if isinstance(value, dict) and not any(name in value for name in names):
            at.fault(f"must define either {' or '.join(f'`{name}`' for name in names)}")

    return check
