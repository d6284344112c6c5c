"""A form that is not taken yet: what was written in it waits, and stands below what is asked about it once it is opened
again. Whoever sends it from there unchanged has read that; whoever sends the first form twice has not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from conversations.toolkit.conversation import Json
from conversations.toolkit.events import Submitted
from conversations.toolkit.forms import ChoiceField, DayField, Form, FormPart, RawValues, Saying, TextField
from conversations.toolkit.words import Text

ASKED = 1 << 20
"""So much is added to the version of a form in which the questions stand."""


def has_read(event: Submitted, kept: RawValues) -> bool:
    """Whether a form comes from below the questions about these very values."""
    return (event.version or 0) >= ASKED and event.values == kept


def version_of(event: Submitted) -> int | None:
    """The version that a form had before questions stood in it."""
    return None if event.version is None else event.version % ASKED


def kept(values: RawValues) -> Json:
    """A form's fields as a state keeps them."""
    return {name: list(texts) for name, texts in values.items()}


def values_of(kept: Json) -> RawValues:
    """The fields that a state keeps, none without any."""
    return {name: _texts(given) for name, given in kept.items()} if isinstance(kept, Mapping) else {}


def _texts(given: Json) -> tuple[str, ...]:
    return tuple(str(each) for each in given) if isinstance(given, Sequence) and not isinstance(given, str) else ()


def filled(form: Form, values: RawValues, asked: Sequence[Text]) -> Form:
    """The form with these values, below what is asked about them."""
    version = (form.version or 0) + ASKED if asked else form.version
    parts = (*(Saying(each) for each in asked), *(_holding(part, values) for part in form.parts))
    return replace(form, parts=parts, version=version)


def _holding(part: FormPart, values: RawValues) -> FormPart:
    match part:
        case TextField():
            return replace(part, value=values.get(part.name, ()))
        case ChoiceField():
            return replace(part, value="".join(values.get(part.name, ())) or part.value)
        case DayField():
            day = "".join(values.get(part.name, ()))
            return replace(part, value=date.fromisoformat(day) if day else None)
        case _:
            return part
