"""Both were at a goal at once: what one of them wrote beside what stands, until they choose."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date

from conversations.goal import endings, forms
from conversations.goal.cards import result_text, state_text
from conversations.goal.changes import NOTHING, refused, say
from conversations.goal.facts import MINE, GoalFacts
from conversations.toolkit.cards import Button, Card, Fields, Heading, Line, Note, Part
from conversations.toolkit.conversation import State
from conversations.toolkit.effects import Effect, Show, To
from conversations.toolkit.events import Event
from conversations.toolkit.forms import (
    Answer,
    ChoiceField,
    DayField,
    Field,
    Form,
    RawValues,
    TextField,
    TickField,
    fields_of,
    read_form,
)
from conversations.toolkit.reader import Goal
from conversations.toolkit.words import Day, Text, Verbatim

FORM = "form"


def keeping(state: State, form: str, values: RawValues) -> State:
    """The state that keeps what was written into a form until its writer has chosen."""
    written = json.dumps({field: list(given) for field, given in values.items()}, ensure_ascii=False)
    return state.at(state.stage, **{FORM: form, MINE: written})


def is_open(state: State) -> bool:
    """Whether something is kept that nobody has decided on, whatever was done meanwhile."""
    return MINE in state.answers


def over(state: State) -> State:
    """The state once it is decided."""
    return state.without(MINE, FORM)


def kept(state: State, goal: Goal, facts: GoalFacts) -> tuple[str, RawValues]:
    """The form and what was written into it, as far as the goal still has that."""
    form = forms.form(str(state.answers[FORM]), goal, facts)
    return form.name, _still_there(form, _written(state))


def card(state: State, goal: Goal, facts: GoalFacts, wrong: Sequence[Text] = ()) -> Card:
    """What the viewer wrote and what stands, wherever the two differ, and a tap for either; `wrong` is why what they
    wrote cannot be taken.
    """
    form = forms.form(str(state.answers[FORM]), goal, facts)
    pairs = list(_differing(form, _still_there(form, _written(state))))
    stands = list(_stands(form.name, pairs, goal, facts))
    body: list[Part] = [
        Heading(say("conflict.title")),
        Line(
            say("conflict.text", name=facts.other.name if facts.other else "", title=Verbatim(goal.counts.title)),
        ),
    ]
    if pairs and stands:
        body += [Note(say("conflict.stands")), Fields(tuple(stands))]
    if pairs:
        body += [Note(say("conflict.yours")), Fields(tuple((name, mine) for name, _, mine in pairs))]
    body += [Line(each) for each in wrong]
    theirs = Button("theirs", say("conflict.theirs"))
    mine = Button("mine", say("conflict.mine"), str(goal.version), "primary")
    is_over = goal.standing.closed_at is not None
    if is_over:
        body.append(Line(say("conflict.over")))
    return Card("goal.conflict", say("neutral"), tuple(body), (theirs,) if is_over else (mine, theirs))


def shown(
    state: State, event: Event, goal: Goal, facts: GoalFacts, *, fresh: bool = False, wrong: Sequence[Text] = ()
) -> Show:
    """Both sides as they are now, in the one place they have in the chat."""
    return Show(card(state, goal, facts, wrong), To(event.owner), slot="conflict", about=(goal.id,), fresh=fresh)


def again(state: State, event: Event, goal: Goal, facts: GoalFacts) -> list[Effect]:
    """What was written beside what stands follows the goal like its card, until one of the two is chosen."""
    return [shown(state, event, goal, facts)] if is_open(state) else []


def settled(event: Event, goal: Goal) -> Show:
    """What stands in place of two values once one of them was chosen."""
    told = Card("goal.settled", say("neutral"), (Note(say("conflict.settled")),))
    return Show(told, To(event.owner), slot="conflict", about=(goal.id,))


def _written(state: State) -> RawValues:
    values: dict[str, list[str]] = json.loads(str(state.answers[MINE]))
    return {name: tuple(given) for name, given in values.items()}


def _still_there(form: Form, values: RawValues) -> RawValues:
    """Without what is about a key result that is gone, or chooses one."""
    known = {each.name: each for each in fields_of(form)}
    return {name: given for name, given in values.items() if name in known and _can_be(known[name], given)}


def _can_be(field: Field, given: tuple[str, ...]) -> bool:
    return not isinstance(field, ChoiceField) or set(given) <= {option.value for option in field.options}


def _differing(form: Form, values: RawValues) -> Iterator[tuple[Text, Text, Text]]:
    """The name of each field, as it stands and as it was written."""
    now, _ = read_form(form, {each.name: _prefilled(each) for each in fields_of(form)})
    mine, _ = read_form(form, values)
    for field in fields_of(form):
        stands, wrote = now.get(field.name), mine.get(field.name)
        if (stands or "") != (wrote or ""):
            label = say("field.readers") if isinstance(field, TickField) else field.label
            yield label, _said(field, stands), _said(field, wrote)


def _prefilled(field: Field) -> tuple[str, ...]:
    match field:
        case TextField(value=value):
            return value
        case TickField(value=value):
            return ("true",) if value else ()
        case _:
            return (str(field.value),) if field.value else ()


def _said(field: Field, answer: Answer) -> Text:
    match field:
        case TickField():
            return say("visibility.private" if answer else "visibility.team")
        case ChoiceField(options=options):
            return next((option.label for option in options if option.value == answer), NOTHING)
        case DayField() if answer:
            return Day(date.fromisoformat(str(answer)))
        case _:
            return Verbatim(str(answer)) if answer else NOTHING


def _stands(
    form: str, pairs: Sequence[tuple[Text, Text, Text]], goal: Goal, facts: GoalFacts
) -> Iterator[tuple[Text, Text]]:
    """What is there beside what was written: of a no, all that it would turn down by now."""
    match form:
        case "update":
            yield from _moved(goal, facts.today)
        case endings.DECLINE:
            yield from refused(goal, facts)
        case _:
            yield from ((name, now) for name, now, _ in pairs)


def _moved(goal: Goal, today: date) -> Iterator[tuple[Text, Text]]:
    """How far it is and how it goes, with what was said of it last."""
    for result in goal.counts.results:
        yield Verbatim(result.title), result_text(result, goal)
    yield say("field.pace"), state_text(goal, today)
    if goal.note:
        yield say("field.note"), Verbatim(goal.note)
