"""A summary before it is sent: kept where facts are missing or words could be clearer, with the way to each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from conversations.interview import closing, grounds, standin
from conversations.interview.facts import TalkFacts, say
from conversations.interview.forms import DEALS, SUM
from conversations.interview.grounds import SEND
from conversations.interview.moving import shown
from conversations.prep.adding import added, read_fact
from conversations.rules.wording import Remark, check
from conversations.toolkit.cards import Button, Card, Heading, Line, Note, Part, Points, Quote
from conversations.toolkit.conversation import Json, Result, State
from conversations.toolkit.effects import RejectForm
from conversations.toolkit.events import Clicked, Submitted, Told
from conversations.toolkit.forms import ChoiceField, DayField, Form, FormPart, RawValues, Saying, TextField
from conversations.toolkit.words import Phrase, Verbatim

DRAFT = "draft"
"""The answer's name for a summary that was written and not sent: its form's fields, as they came."""

_WORDS = ("text", *(f"what_{n}" for n in range(1, DEALS + 1)))
"""The fields whose words are checked."""


def summed(state: State, event: Submitted, facts: TalkFacts) -> Result:
    """A summary that is written goes out, or waits as a draft."""
    after, effects = closing.summed(state, event, facts)
    if any(isinstance(each, RejectForm) for each in effects):
        return after, effects
    # Whoever sends the very same words again has read the questions.
    asked = remarks(event.values, facts) if event.values != _values(state) else ()
    if asked or _stuck(state, facts):
        held = state.at(state.stage, **{DRAFT: {name: list(texts) for name, texts in event.values.items()}})
        return held, [shown(_waits(held, facts), event, facts)]
    return after.without(DRAFT), [*grounds.kept(event, facts), *effects]


def sent(state: State, event: Clicked, facts: TalkFacts) -> Result:
    """A draft is sent as it is, once nothing holds it back."""
    values = _values(state)
    if not values or _stuck(state, facts):
        return state, [shown(_waits(state, facts) if values else after_talk(facts), event, facts)]
    whole = Submitted(key=event.key, at=event.at, address=event.address, actor=event.actor, form=SUM, values=values)
    after, effects = closing.summed(state, whole, facts)
    if any(isinstance(each, RejectForm) for each in effects):
        return state, [shown(_waits(state, facts, say("draft.again")), event, facts)]
    return after.without(DRAFT), [*grounds.kept(event, facts), *effects]


def _stuck(state: State, facts: TalkFacts) -> bool:
    """Whether it has to wait, for facts or for HR."""
    return grounds.locked(facts) or standin.is_missing(state, facts)


def asks_hr(state: State, event: Clicked, facts: TalkFacts) -> Result:
    """Somebody in HR is asked to take part, while what was written waits."""
    after, told = standin.asks(state, event, facts)
    return after, [*told, shown(_waits(after, facts), event, facts)]


def of_hr(state: State, event: Told, facts: TalkFacts) -> Result:
    """HR says whether they take it over: it can be sent then, or waits on."""
    takes = event.notice == "confirmed"
    after = (standin.takes_over if takes else standin.gives_back)(state, event)
    line = say("over.confirmed" if takes else "talk_first.line", hr=facts.name_of("partner"))
    return after, [shown(_waits(after, facts, line), event, facts, fresh=True, news=True)]


def fact_added(state: State, event: Submitted, facts: TalkFacts) -> Result:
    """A fact was written down by hand: it counts at once."""
    if facts.record is None or facts.person is None:
        return state, [RejectForm({"text": say("sum.gone")})]
    on = facts.record
    fact, errors = read_fact(event, facts.person, on.block.first, facts.today, reaches=on.reaches)
    if fact is None:
        return state, [RejectForm(errors)]
    now = replace(facts, record=facts.record.with_fact(fact))
    card = _waits(state, now) if _values(state) else after_talk(now)
    return state, [*added(fact, facts.person.id), shown(card, event, now)]


def after_talk(facts: TalkFacts) -> Card:
    """The talk is over: what there is to write, and what a judgement can rest on."""
    card = closing.after_talk(facts)
    return replace(card, body=(*card.body, *grounds.standing(facts)), buttons=(*card.buttons, *grounds.ways(facts)))


def _waits(state: State, facts: TalkFacts, wrong: Phrase | None = None) -> Card:
    """What was written and not sent, why, and what can be done."""
    values = _values(state)
    # What is on record is not counted at every look: sending it asks anew.
    stuck = standin.is_missing(state, facts) or (facts.record is not None and grounds.locked(facts))
    text = "".join(values.get("text", ()))
    body: tuple[Part, ...] = (
        Heading(say("draft.title", name=facts.name_of("person"))),
        *((Quote(text, Verbatim(facts.viewer.name)),) if text else ()),
        *((Line(wrong),) if wrong else ()),
        *_questions(remarks(values, facts)),
        *grounds.standing(facts),
        *standin.standing(state, facts),
    )
    is_plain = not remarks(values, facts)
    send = () if stuck else (Button(SEND, say("draft.send" if is_plain else "draft.anyway")),)
    write = Button("write", say("draft.write" if is_plain else "draft.reword"), style="primary", opens=SUM)
    buttons = (*standin.ways(state, facts), write, *send, *grounds.ways(facts))
    return Card("interview.draft", say("neutral"), body, buttons)


def remarks(values: RawValues, facts: TalkFacts) -> Sequence[Remark]:
    """What the check of words asks about a summary and the agreements beside it."""
    told = (text for name in _WORDS for text in values.get(name, ()))
    return check("\n".join(told), facts.vocabulary, (facts.name_of("person"), facts.name_of("holder")))


def _questions(asked: Sequence[Remark]) -> Iterator[Part]:
    if asked:
        yield Points(tuple(each.text for each in asked))
        yield Note(say("draft.asked"))


def _values(state: State) -> RawValues:
    """The fields of the draft, none without one."""
    kept = state.answers.get(DRAFT)
    if not isinstance(kept, Mapping):
        return {}
    return {name: _texts(given) for name, given in kept.items()}


def _texts(given: Json) -> tuple[str, ...]:
    return tuple(str(each) for each in given) if isinstance(given, Sequence) and not isinstance(given, str) else ()


def prefilled(form: Form | None, state: State, facts: TalkFacts) -> Form | None:
    """The form with the draft in it, below what is asked about its words."""
    values = _values(state)
    if form is None or not values:
        return form
    asked = (Saying(each.text) for each in remarks(values, facts))
    return replace(form, parts=(*asked, *(_holding(part, values) for part in form.parts)))


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
