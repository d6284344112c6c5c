"""Forms as modals. A field's name is its block's; its element's says how the value is to be read."""

from __future__ import annotations

from collections.abc import Container, Sequence
from datetime import date

from slack_sdk.models.blocks import (
    Block,
    CheckboxesElement,
    DatePickerElement,
    ExternalDataSelectElement,
    InputBlock,
    InputInteractiveElement,
    Option,
    PlainTextInputElement,
    PlainTextObject,
    RadioButtonsElement,
    SectionBlock,
    StaticSelectElement,
)
from slack_sdk.models.views import View

from conversations.toolkit import forms
from conversations.toolkit.forms import (
    ChoiceField,
    DayField,
    Errors,
    Field,
    Form,
    FormPart,
    PersonField,
    RawValues,
    Saying,
    TextField,
    TickField,
    fields_of,
    is_shown,
    proposed,
)
from handlers.platform import OpenedForm
from handlers.slack import blocks as kit
from handlers.slack.blocks import Json, plain, title, view_wire
from handlers.slack.marks import Sheet
from handlers.slack.texts import Pen, cut
from handlers.slack.writing import written

FORM = "form"
"""The callback_id of our modals."""

VALUE, LINES = "value", "lines"
"""Elements that hold one value, and texts that hold one in each line."""

_LABEL = 2000
_TICKED = "true"


def modal(pen: Pen, opened: OpenedForm, given: RawValues | None = None) -> Json:
    """A form as a modal, prefilled; its submission names `opened.delivery`. Of what depends on a choice there is only
    what applies: to what the form proposes, or to what was `given` since it opened.
    """
    form = opened.form
    values = {field.name: proposed(field) for field in fields_of(form)} | (given or {})
    leads = _choices_that_lead(form)
    name = pen.text(form.title)
    heading = [title(name)] if len(name) > kit.NAME else []
    return view_wire(
        View(
            type="modal",
            callback_id=FORM,
            title=plain(name, kit.NAME),
            submit=plain(pen.text(form.submit), kit.NAME),
            close=plain(pen.chat("cancel"), kit.NAME),
            private_metadata=sheet_of(pen, opened).packed(),
            blocks=[*heading, *(_part(pen, part, leads) for part in form.parts if _applies(part, form, values, leads))],
        )
    )


def sheet_of(pen: Pen, opened: OpenedForm) -> Sheet:
    """What a form's modal carries, and the button that opens it if it did not open."""
    return Sheet(d=opened.delivery, f=opened.form.name, n=opened.form.version, l=pen.language)


def told(pen: Pen, line: str) -> Json:
    """What stands in place of a form that nothing more can be done with."""
    return view_wire(
        View(
            type="modal",
            title=plain(pen.chat("name"), kit.NAME),
            close=plain(pen.chat("close"), kit.NAME),
            blocks=[SectionBlock(text=plain(line, kit.SECTION))],
        )
    )


def option(pen: Pen, each: forms.Option) -> Json:
    """One thing to choose, as a menu that asks for options is answered."""
    return written(_option(pen, each))


def errors_in(pen: Pen, errors: Errors, blocks: Sequence[str]) -> dict[str, str]:
    """What is wrong, by block; Slack takes errors only for blocks that the modal has."""
    first = next(iter(blocks), "")
    return {name if name in blocks else first: pen.text(wrong) for name, wrong in errors.items()}


def _choices_that_lead(form: Form) -> frozenset[str]:
    """The choices on which other fields depend: Slack tells at once what was chosen, but not what was typed."""
    choices = {field.name for field in fields_of(form) if isinstance(field, ChoiceField)}
    return frozenset(field.shown_when[0] for field in fields_of(form) if field.shown_when) & choices


def _applies(part: FormPart, form: Form, values: RawValues, leads: Container[str]) -> bool:
    if isinstance(part, Saying) or part.shown_when is None or part.shown_when[0] not in leads:
        return True
    return is_shown(part, form, values)


def _part(pen: Pen, part: FormPart, leads: Container[str]) -> Block:
    if isinstance(part, Saying):
        return SectionBlock(text=plain(pen.text(part.text), kit.SECTION))
    hint = _hint(pen, part)
    element = _element(pen, part)
    return InputBlock(
        block_id=part.name,
        label=plain(pen.text(part.label), _LABEL),
        element=element,
        hint=plain(hint, _LABEL) if hint else None,
        optional=_is_optional(part, element, leads),
        dispatch_action=True if part.name in leads else None,
    )


def _is_optional(field: Field, element: InputInteractiveElement, leads: Container[str]) -> bool:
    """Whether Slack lets it be left empty, and says so beside the label: of a chosen radio it need not speak."""
    if isinstance(element, RadioButtonsElement) and element.initial_option:
        return False
    # What depends on words always shows, and is never demanded.
    return not field.required or (field.shown_when is not None and field.shown_when[0] not in leads)


def _hint(pen: Pen, field: Field) -> str:
    """What is said below a field; that several stand in one field, on a line of its own."""
    several = [pen.chat("one_a_line")] if isinstance(field, TextField) and field.many > 1 else []
    return "\n".join([*([pen.text(field.hint)] if field.hint else []), *several])


def _element(pen: Pen, field: Field) -> InputInteractiveElement:
    match field:
        case TextField():
            # No max_length: what is too long comes back with our own words, and nothing typed is lost.
            return PlainTextInputElement(
                action_id=LINES if field.many > 1 else VALUE,
                initial_value=_joined(field),
                multiline=field.lines > 1 or field.many > 1,
            )
        case ChoiceField():
            return _choice(pen, field)
        case DayField():
            return DatePickerElement(action_id=VALUE, initial_date=_iso(field.value))
        case PersonField():
            chosen = _person(field) if field.value else None
            return ExternalDataSelectElement(
                action_id=VALUE,
                placeholder=plain(pen.chat("find_person"), 150),
                initial_option=chosen,
                min_query_length=1,
            )
        case TickField():
            yes = Option(value=_TICKED, text=plain(pen.chat("yes"), kit.LABEL))
            return CheckboxesElement(action_id=VALUE, options=[yes], initial_options=[yes] if field.value else None)


def _joined(field: TextField) -> str | None:
    """Several short lines stand in one field, one in each line; cut at what Slack takes at all."""
    return cut("\n".join(field.value), kit.SECTION) or None


def _choice(pen: Pen, field: ChoiceField) -> InputInteractiveElement:
    options = [_option(pen, each) for each in field.options]
    chosen = next((each for each in options if each.value == field.value), None)
    if field.look == "buttons" and len(options) <= kit.RADIOS:
        return RadioButtonsElement(action_id=VALUE, options=options, initial_option=chosen)
    placeholder: PlainTextObject = plain(pen.chat("choose"), 150)
    return StaticSelectElement(action_id=VALUE, options=options, initial_option=chosen, placeholder=placeholder)


def _option(pen: Pen, each: forms.Option) -> Option:
    return Option(value=each.value, text=plain(pen.text(each.label), kit.LABEL))


def _person(field: PersonField) -> Option:
    return Option(value=field.value, text=plain(field.shown or field.value, kit.LABEL))


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
