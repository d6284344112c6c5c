"""Both were at a goal at once: what one of them wrote beside what stands, until they choose."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from conversations.goal import change_form, endings, forms
from conversations.goal.asked import Values
from conversations.goal.cards import result_text, state_text
from conversations.goal.changes import NOTHING, refused, say
from conversations.goal.facts import MINE, GoalFacts
from conversations.toolkit.cards import Button, Card, Fields, Heading, Line, Note, Part
from conversations.toolkit.conversation import State
from conversations.toolkit.effects import Effect, Show, To
from conversations.toolkit.events import Clicked, Event, Submitted
from conversations.toolkit.forms import (
    Answer,
    ChoiceField,
    DayField,
    Field,
    Form,
    RawValues,
    TickField,
    fields_of,
    proposed,
    read_form,
)
from conversations.toolkit.reader import Goal
from conversations.toolkit.words import Day, Text, Verbatim

FORM, SEEN = "form", "seen"
"""The answers' names for the form that was sent, and for the version of the goal that it was opened on."""

EDITS = ("update", change_form.FORM)
"""The forms that hold what stands: of what was left as it was there, nothing is its writer's."""


def touched(name: str, values: RawValues, goal: Goal, facts: GoalFacts) -> RawValues:
    """What its writer wrote: in a form that holds what stands, what differs from what it held when it was opened."""
    if name not in EDITS:
        return values
    form = forms.form(name, facts.opened or goal, facts)
    then, _ = read_form(form, _held(form))
    mine, _ = read_form(form, values)
    return {
        field.name: values.get(field.name, ())
        for field in fields_of(form)
        # What is left empty in an update says nothing of it.
        if (mine.get(field.name) or "") != (then.get(field.name) or "") and (name != "update" or mine.get(field.name))
    }


def past_a_yes(event: Submitted, goal: Goal, facts: GoalFacts) -> Submitted:
    """What was sent, as of the goal as it is now where nothing but a yes came between: that moves nothing in a form,
    save in one that turns the same thing down, or that holds numbers of what counted before.
    """
    then = facts.opened
    if then is None or event.form == endings.DECLINE or (event.form == "update" and then.counts != goal.counts):
        return event
    agreed = goal.standing.confirmed - then.standing.confirmed
    is_same = then.standing.content_version == goal.standing.content_version
    return replace(event, version=goal.version) if is_same and goal.version - then.version == len(agreed) else event


def keeping(state: State, form: str, written: Values, seen: int | None) -> State:
    """The state that keeps what was written into a form until its writer has chosen."""
    kept = json.dumps({field: list(given) for field, given in written.items()}, ensure_ascii=False)
    return state.at(state.stage, **{FORM: form, MINE: kept, SEEN: seen})


def is_open(state: State) -> bool:
    """Whether something is kept that nobody has decided on, whatever was done meanwhile."""
    return MINE in state.answers


def over(state: State) -> State:
    """The state once it is decided."""
    return state.without(MINE, FORM, SEEN)


def kept(state: State, goal: Goal, facts: GoalFacts) -> tuple[str, RawValues]:
    """The form as it is now with what was written into it, as far as the goal still has that."""
    form = forms.form(str(state.answers[FORM]), goal, facts)
    return form.name, {**_held(form), **_still_there(form, _written(state))}


def sent(state: State, event: Clicked, goal: Goal, facts: GoalFacts) -> Submitted:
    """That form, as if it were sent now."""
    form, values = kept(state, goal, facts)
    return Submitted(
        key=event.key, at=event.at, address=event.address, actor=event.actor, form=form, values=values,
        version=goal.version,
    )  # fmt: skip


def card(state: State, goal: Goal, facts: GoalFacts, wrong: Sequence[Text] = ()) -> Card:
    """What the viewer wrote and what stands, wherever the two differ, and a tap for either; `wrong` is why what they
    wrote cannot be taken.
    """
    form = forms.form(str(state.answers[FORM]), goal, facts)
    pairs = list(_differing(form, _still_there(form, _written(state))))
    stands = list(_stands(form.name, pairs, goal, facts))
    is_over = goal.standing.closed_at is not None
    body: list[Part] = [*_happened(state, goal, facts)]
    if pairs and stands:
        body += [Note(say("conflict.stands")), Fields(tuple(stands))]
    if pairs:
        body += [Note(say("conflict.yours")), Fields(tuple((name, mine) for name, _, mine in pairs))]
    body += [Line(each) for each in wrong]
    theirs = Button("theirs", say("conflict.theirs"))
    mine = Button("mine", say("conflict.mine"), str(goal.version), "primary")
    first = Button("reopen", say("buttons.reopen")) if is_over else mine
    return Card("goal.conflict", say("neutral"), tuple(body), (first, theirs))


def _happened(state: State, goal: Goal, facts: GoalFacts) -> Iterator[Part]:
    """Who moved the goal on meanwhile: the other one, as far as they did, or only the writer, elsewhere."""
    seen = state.answers.get(SEEN)
    n = max(goal.version - seen, 1) if isinstance(seen, int) else 1
    since = [each.author for each in facts.history[-n:]]
    is_over = goal.standing.closed_at is not None
    by = since[-1] if is_over else next((each for each in reversed(since) if each != facts.viewer.id), facts.viewer.id)
    own, name, title = by == facts.viewer.id, facts.name_of(by), Verbatim(goal.counts.title)
    yield Heading(say("conflict.title_moved" if own or is_over else "conflict.title"))
    key = "over" if is_over else "text"
    yield Line(say(f"conflict.{key}_own", title=title) if own else say(f"conflict.{key}", name=name, title=title))


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


def _differing(form: Form, written: RawValues) -> Iterator[tuple[Text, Text, Text]]:
    """The name of each field in which something was written that does not stand, as it stands and as it was written."""
    now, _ = read_form(form, _held(form))
    mine, _ = read_form(form, {**_held(form), **written})
    for field in fields_of(form):
        stands, wrote = now.get(field.name), mine.get(field.name)
        if field.name in written and (stands or "") != (wrote or ""):
            label = say("field.readers") if isinstance(field, TickField) else field.label
            yield label, _said(field, stands), _said(field, wrote)


def _held(form: Form) -> RawValues:
    """What a form holds before anybody writes into it."""
    return {field.name: proposed(field) for field in fields_of(form)}


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
            why, told = say("field.reason"), facts.reason if goal.standing.is_pending else ""
            # Why it changes is no part of a goal: it stands where the other one has said so.
            stands = ((name, Verbatim(told) if name == why and told else now) for name, now, _ in pairs)
            yield from ((name, now) for name, now in stands if name != why or told)


def _moved(goal: Goal, today: date) -> Iterator[tuple[Text, Text]]:
    """How far it is and how it goes, with what was said of it last."""
    for result in goal.counts.results:
        yield Verbatim(result.title), result_text(result, goal)
    yield say("field.pace"), state_text(goal, today)
    if goal.note:
        yield say("field.note"), Verbatim(goal.note)
