"""Forms: several questions at once, and how what comes back becomes typed answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, TypeAlias

from conversations.toolkit.words import Phrase, Text

Answer: TypeAlias = str | int | bool | tuple[str, ...] | None
"""What one field was answered: text, number, tick, or several texts; a date stands as its ISO form."""

RawValues: TypeAlias = dict[str, tuple[str, ...]]
"""What a platform read from its payload: each field's values as strings, none if it was left out."""

MAX_TEXT = 3000
"""Characters that one text field takes (Slack's limit for an input is 3,000)."""


@dataclass(frozen=True)
class Option:
    """One thing to choose."""

    value: str
    label: Text


def holding(text: str) -> tuple[str, ...]:
    """What a text field holds already, as its `value`; nothing for an empty text."""
    return (text,) if text else ()


@dataclass(frozen=True)
class FieldBase:
    """What all fields have. `shown_when` is (other field, its value, or "*" for any): the field shows only
    then, where the platform can; else it always shows and the answer is pruned.
    """

    name: str
    label: Text
    hint: Text | None = None
    required: bool = False
    shown_when: tuple[str, str] | None = None


@dataclass(frozen=True)
class TextField(FieldBase):
    """Free text; more than one line if `lines` is over 1. With `many` over 1 it is that many short lines."""

    value: tuple[str, ...] = ()
    lines: int = 1
    many: int = 1
    max_length: int = 300
    kind: Literal["text"] = "text"


@dataclass(frozen=True)
class ChoiceField(FieldBase):
    """One of several options; `look` buttons for up to five, else a menu."""

    options: tuple[Option, ...] = ()
    value: str = ""
    look: Literal["buttons", "menu"] = "buttons"
    kind: Literal["choice"] = "choice"


FAR_AHEAD = timedelta(days=730)
"""How far ahead a day may be that somebody means: what is further is a slip of the hand."""


@dataclass(frozen=True)
class DayField(FieldBase):
    """A calendar date."""

    value: date | None = None
    earliest: date | None = None
    latest: date | None = None
    kind: Literal["day"] = "day"


@dataclass(frozen=True)
class PersonField(FieldBase):
    """A person of the organisation, found by type-ahead; the value is the person's id, `shown` their name."""

    value: str = ""
    shown: str = ""
    kind: Literal["person"] = "person"


@dataclass(frozen=True)
class TickField(FieldBase):
    """A yes to one sentence."""

    value: bool = False
    kind: Literal["tick"] = "tick"


@dataclass(frozen=True)
class Saying:
    """A line of explanation between fields."""

    text: Text
    kind: Literal["saying"] = "saying"


Field: TypeAlias = TextField | ChoiceField | DayField | PersonField | TickField
FormPart: TypeAlias = Field | Saying


@dataclass(frozen=True)
class Form:
    """A form of a conversation; `version` is that of the shared thing its person saw, if any."""

    name: str
    title: Phrase
    parts: tuple[FormPart, ...]
    submit: Phrase
    version: int | None = None


Errors: TypeAlias = dict[str, Phrase]
"""Field name to what is wrong with it and how to mend it."""


def fields_of(form: Form) -> tuple[Field, ...]:
    """The form's fields without the lines between them."""
    return tuple(part for part in form.parts if not isinstance(part, Saying))


def proposed(field: Field) -> tuple[str, ...]:
    """What stands in a field when its form opens, as a platform would send it."""
    match field:
        case TextField(value=texts):
            return texts
        case DayField(value=day):
            return (day.isoformat(),) if day else ()
        case TickField(value=ticked):
            return ("true" if ticked else "false",)
        case ChoiceField(value=value) | PersonField(value=value):
            return (value,) if value else ()


def read_form(form: Form, values: RawValues) -> tuple[dict[str, Answer], Errors]:
    """Turn what a platform sent into typed answers; errors name each field that cannot be taken."""
    answers: dict[str, Answer] = {}
    errors: Errors = {}
    for field in fields_of(form):
        given = tuple(text.strip() for text in values.get(field.name, ()) if text.strip())
        shown = is_shown(field, form, values)
        if not given and field.required and shown:
            errors[field.name] = Phrase("words.errors.required")
            continue
        answer, wrong = _read(field, given)
        # What a platform showed although it did not apply can be left out, but never stands in the way.
        answers[field.name] = answer if shown or not wrong else None
        if wrong and shown:
            errors[field.name] = wrong
    return answers, errors


def is_shown(field: Field, form: Form, values: RawValues) -> bool:
    """Whether a field applies, with these values in the form."""
    if field.shown_when is None:
        return True
    other, wanted = field.shown_when
    given = values.get(other, ())
    above = next((each for each in fields_of(form) if each.name == other), None)
    return (any(given) if wanted == "*" else wanted in given) and (above is None or is_shown(above, form, values))


def _read(field: Field, given: tuple[str, ...]) -> tuple[Answer, Phrase | None]:
    match field:
        case TextField():
            return _read_text(field, given)
        case ChoiceField():
            known = {option.value for option in field.options}
            return _known(given, known)
        case DayField():
            return _read_day(field, given)
        case TickField():
            return bool(given) and given[0] not in ("false", "0", "off"), None
        case PersonField():
            return (given[0] if given else ""), None


def _read_text(field: TextField, given: tuple[str, ...]) -> tuple[Answer, Phrase | None]:
    limit = min(field.max_length, MAX_TEXT)
    too_long = any(len(text) > limit for text in given)
    wrong = Phrase("words.errors.too_long", {"limit": limit}) if too_long else None
    if field.many == 1:
        return (given[0] if given else ""), wrong
    if len(given) > field.many:
        return given, Phrase("words.errors.too_many", {"most": field.many})
    return given, wrong


def _known(given: tuple[str, ...], known: set[str]) -> tuple[Answer, Phrase | None]:
    if not given:
        return "", None
    wrong = None if given[0] in known else Phrase("words.errors.not_an_option")
    return given[0], wrong


def _read_day(field: DayField, given: tuple[str, ...]) -> tuple[Answer, Phrase | None]:
    if not given:
        return "", None
    try:
        day = date.fromisoformat(given[0])
    except ValueError:
        return given[0], Phrase("words.errors.not_a_date")
    if field.earliest and day < field.earliest:
        return given[0], Phrase("words.errors.in_the_past")
    if field.latest and day > field.latest:
        return given[0], Phrase("words.errors.too_far_ahead")
    return day.isoformat(), None
