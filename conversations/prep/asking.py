"""A fact whose words judge waits for its writer, who is asked about them: in the list and after a talk alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from conversations.prep.adding import fact_about, fact_form
from conversations.prep.facts import ADD, DROP
from conversations.prep.telling import say
from conversations.rules.roster import Person
from conversations.rules.wording import Remark, check
from conversations.toolkit.cards import Button, Card, Heading, Line, Note, Points, Quote
from conversations.toolkit.conversation import State
from conversations.toolkit.drafts import ASKED, filled, has_read, kept, values_of
from conversations.toolkit.events import Clicked, Submitted
from conversations.toolkit.forms import Form, RawValues
from conversations.toolkit.vocabulary import Vocabulary
from conversations.toolkit.words import Phrase, Verbatim

_WRITTEN, _ABOUT, _VALUES = "written_fact", "about", "values"
"""The answers' name for a fact that waits, with whom it is about and its form's fields."""


def is_asked_about(state: State, event: Submitted, people: Sequence[Person], vocabulary: Vocabulary) -> bool:
    """Whether its words are asked about; who it is about stands first among the `people` that they may name."""
    return not has_read(event, _values(state, people[0].id)) and bool(_remarks(event.values, people, vocabulary))


def held(state: State, event: Submitted, person: str) -> State:
    """The state with the fact that waits."""
    return state.at(state.stage, **{_WRITTEN: {_ABOUT: person, _VALUES: kept(event.values)}})


def added(state: State) -> State:
    """The state once nothing waits."""
    return state.without(_WRITTEN)


def going_on(before: State, after: State) -> State:
    """Another state in which the same waits."""
    waiting = before.answers.get(_WRITTEN)
    return after.at(after.stage, **{_WRITTEN: waiting}) if waiting else after


def waits(state: State, people: Sequence[Person], vocabulary: Vocabulary, wrong: Sequence[Phrase] = ()) -> Card:
    """What was written and nobody was told, what is asked about it, and what else may be `wrong`."""
    person, writer = people[0], people[-1]
    values = _values(state, person.id)
    asked = _remarks(values, people, vocabulary)
    body = (
        Heading(say("asked.title")),
        Quote("".join(values.get("text", ())), Verbatim(writer.name)),
        *(Line(each) for each in wrong),
        *((Points(tuple(each.text for each in asked)), Note(Phrase("interview.draft.asked"))) if asked else ()),
    )
    buttons = (
        Button("reword_fact", Phrase("interview.draft.reword"), style="primary", opens=fact_about(person.id)),
        Button(ADD, say("asked.add"), person.id),
        Button(DROP, say("asked.drop"), person.id, "quiet"),
    )
    return Card("prep.asked", say("neutral"), body, buttons)


def whole(state: State, event: Clicked) -> Submitted | None:
    """What waits, as if its form were sent from below the questions; None where nothing about this person does."""
    values = _values(state, event.value)
    if not values:
        return None
    return Submitted(
        key=event.key, at=event.at, address=event.address, actor=event.actor, form=fact_about(event.value),
        values=values, version=ASKED,
    )  # fmt: skip


def form_about(state: State, people: Sequence[Person], vocabulary: Vocabulary) -> Form:
    """The form for a fact about the first of these people, with what waits in it."""
    form, values = fact_form(people[0]), _values(state, people[0].id)
    return filled(form, values, [each.text for each in _remarks(values, people, vocabulary)]) if values else form


def _values(state: State, person: str) -> RawValues:
    waiting = state.answers.get(_WRITTEN)
    if not isinstance(waiting, Mapping) or waiting.get(_ABOUT) != person:
        return {}
    return values_of(waiting.get(_VALUES))


def _remarks(values: RawValues, people: Sequence[Person], vocabulary: Vocabulary) -> Sequence[Remark]:
    return check("".join(values.get("text", ())), vocabulary, [each.name for each in people])
