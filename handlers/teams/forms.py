"""Forms as dialogs: a form becomes an Adaptive Card with inputs, and what is sent becomes raw values again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pydantic import JsonValue

from conversations.toolkit.forms import (
    MAX_TEXT,
    ChoiceField,
    DayField,
    Errors,
    Field,
    Form,
    PersonField,
    RawValues,
    Saying,
    TextField,
    TickField,
    fields_of,
    proposed,
)
from conversations.toolkit.words import Phrase
from handlers.platform import OpenedForm
from handlers.teams.elements import Element, Pen, card

MAX_FIELDS, MAX_LINES, MAX_VALUE = 100, 20, 20_000
_INPUT = re.compile(r"in:(.{1,200}?)(?:#(\d{1,2}))?", re.DOTALL)
_QUERY = "find"


@dataclass(frozen=True)
class Typed:
    """What somebody had typed into a form, and what is wrong with it."""

    values: RawValues
    errors: Errors
    version: int | None


def dialog(pen: Pen, opened: OpenedForm, typed: Typed | None = None) -> Element:
    """A form as a dialog; after errors with everything that was typed, and what is wrong at each field."""
    form = opened.form
    names = {field.name for field in fields_of(form)}
    # What is wrong with a field that the form has no longer is said all the same.
    body = [_wrong(pen, why) for name, why in (typed.errors if typed else {}).items() if name not in names]
    for part in form.parts:
        if isinstance(part, Saying):
            body += pen.lines(part.text)
            continue
        body += _field(pen, opened, part, typed)
    version = typed.version if typed else form.version
    texts: list[JsonValue] = [field.name for field in fields_of(form) if isinstance(field, TextField)]
    data: dict[str, JsonValue] = {"delivery": opened.delivery, "form": form.name, "texts": texts}
    if version is not None:
        data["version"] = version
    submit: Element = {
        "type": "Action.Submit",
        "title": pen.title(form.submit),
        "style": "positive",
        "data": data,
    }
    return card(body, [submit])


def kept(pen: Pen, why: Sequence[str], texts: Sequence[str]) -> Element:
    """What stands in place of a form that is there no longer: why it was not taken, and what was written, to copy."""
    written = "\n\n".join(texts)
    to_copy: Element = {
        "type": "Input.Text",
        "id": "written",
        "label": pen.plain(Phrase("words.chat.written")),
        "isMultiline": True,
        "value": written,
    }
    return card([*(pen.block(line, color="attention") for line in why), to_copy], [])


def prefilled(form: Form) -> dict[str, str]:
    """Every input of a form by its id, with what stands in it."""
    return {id_: value for field in fields_of(form) for id_, value in _inputs(field, None)}


def values_in(data: Mapping[str, JsonValue]) -> RawValues:
    """What a dialog sent, by field. Raises ValueError for what no dialog of ours sends."""
    found: dict[str, dict[int, str]] = {}
    for id_, value in data.items():
        named = _INPUT.fullmatch(id_)
        if not named:
            continue
        if not isinstance(value, str) or len(value) > MAX_VALUE:
            raise ValueError(id_)
        found.setdefault(named[1], {})[int(named[2] or 0)] = value
    if len(found) > MAX_FIELDS or any(len(lines) > MAX_LINES for lines in found.values()):
        raise ValueError(len(found))
    return {name: tuple(text for _, text in sorted(lines.items()) if text.strip()) for name, lines in found.items()}


def field_asked(dataset: str) -> tuple[str, str, str] | None:
    """The delivery, form and field that an input's data set names; None if it is none of ours."""
    parts = dataset.split("|")
    return (parts[1], parts[2], parts[3]) if len(parts) == 4 and parts[0] == _QUERY else None


def _field(pen: Pen, opened: OpenedForm, field: Field, typed: Typed | None) -> Iterator[Element]:
    wrong = typed.errors.get(field.name) if typed else None
    first = True
    for id_, value in _inputs(field, typed):
        element = _input(pen, opened, field, value)
        element |= {"id": id_}
        if first:
            if not isinstance(field, TickField):
                element["label"] = pen.plain(field.label)
            # Only what always shows may be demanded by Teams itself; the rest the turn knows.
            if field.required and field.shown_when is None:
                element |= {"isRequired": True, "errorMessage": pen.plain(Phrase("words.errors.required"))}
        else:
            element["spacing"] = "small"
        yield element
        first = False
    if field.hint:
        # Never as a placeholder: choices and days draw none, and what is typed or proposed covers it.
        for line in pen.lines(field.hint, isSubtle=True, size="small"):
            yield {**line, "spacing": "none"}
    if wrong:
        yield _wrong(pen, wrong)


def _wrong(pen: Pen, why: Phrase) -> Element:
    return pen.block(pen.plain(why), color="attention")


def _inputs(field: Field, typed: Typed | None) -> Iterator[tuple[str, str]]:
    """The ids of a field's inputs, and what stands in each: what was typed, else what the form proposes."""
    given = typed.values.get(field.name, ()) if typed else proposed(field)
    id_ = f"in:{field.name}"
    if isinstance(field, TextField) and field.many > 1:
        for n in range(max(field.many, min(len(given), MAX_LINES))):
            yield f"{id_}#{n}", given[n] if n < len(given) else ""
        return
    yield id_, given[0] if given else ""


def _input(pen: Pen, opened: OpenedForm, field: Field, value: str) -> Element:
    match field:
        case TextField():
            return _text(field, value)
        case ChoiceField():
            style = "expanded" if field.look == "buttons" else "compact"
            choices: list[JsonValue] = [
                {"title": pen.inert(option.label), "value": option.value} for option in field.options
            ]
            known = value if any(option.value == value for option in field.options) else ""
            return _filled({"type": "Input.ChoiceSet", "style": style, "wrap": True, "choices": choices}, known)
        case DayField(earliest=earliest, latest=latest):
            bounds = {"min": earliest, "max": latest}
            within: Element = {name: day.isoformat() for name, day in bounds.items() if day}
            return _filled({"type": "Input.Date", **within}, value)
        case TickField():
            return {"type": "Input.Toggle", "title": pen.inert(field.label), "value": value or "false", "wrap": True}
        case PersonField():
            return _person(pen, opened, field, value)


def _text(field: TextField, value: str) -> Element:
    element: Element = {"type": "Input.Text", "maxLength": max(min(field.max_length, MAX_TEXT), len(value))}
    if field.lines > 1:
        element["isMultiline"] = True
    return _filled(element, value)


def _person(pen: Pen, opened: OpenedForm, field: PersonField, value: str) -> Element:
    """Everybody is found by typing; who stands there already is the one choice that is sent along."""
    chosen: list[JsonValue] = [{"title": field.shown or value, "value": value}] if value else []
    query = "|".join((_QUERY, opened.delivery, opened.form.name, field.name))
    element: Element = {
        "type": "Input.ChoiceSet",
        "style": "filtered",
        "placeholder": pen.plain(Phrase("words.chat.find_person")),
        "choices": chosen,
        "choices.data": {"type": "Data.Query", "dataset": query},
    }
    return _filled(element, value)


def _filled(element: Element, value: str) -> Element:
    """An input with what stands in it, if anything does."""
    return {**element, "value": value} if value else element
