"""A summary before it is sent: kept where facts are missing or words could be clearer, with the way to each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from conversations.interview import closing, grounds, standin
from conversations.interview.facts import TalkFacts, say
from conversations.interview.forms import CHANGE, DEALS, SUM
from conversations.interview.grounds import SEND
from conversations.interview.moving import shown
from conversations.prep import asking
from conversations.prep.adding import added, read_fact
from conversations.prep.facts import ADD
from conversations.rules.wording import Remark, check
from conversations.toolkit.cards import Button, Card, Heading, Line, Note, Part, Points, Quote
from conversations.toolkit.conversation import Result, State
from conversations.toolkit.drafts import ASKED, filled, has_read, kept, values_of, version_of
from conversations.toolkit.effects import RejectForm
from conversations.toolkit.events import Clicked, Submitted, Told
from conversations.toolkit.forms import Form, RawValues
from conversations.toolkit.words import Phrase, Verbatim

DRAFT = "draft"
"""The answer's name for a summary that was written and not sent: its form's fields, as they came."""

ANEW, VERSION = "draft_anew", "draft_version"
"""The answers' names for a changed summary that was written and not sent, and for the version that it changes."""

_WORDS = ("text", "why", *(f"what_{n}" for n in range(1, DEALS + 1)))
"""The fields whose words are checked."""


def summed(state: State, event: Submitted, facts: TalkFacts) -> Result:
    """A summary that is written goes out, or waits as a draft."""
    after, effects = closing.summed(state, event, facts)
    if any(isinstance(each, RejectForm) for each in effects):
        return after, effects
    if is_asked_about(state, event, facts) or _stuck(state, facts):
        held = state.at(state.stage, **{DRAFT: kept(event.values)})
        return held, [shown(_waits(held, facts), event, facts)]
    return after.without(DRAFT), [*grounds.kept(event, facts), *effects]


def changed(state: State, event: Submitted, facts: TalkFacts) -> Result:
    """A summary that is written anew goes out, or waits as any other."""
    asked = () if has_read(event, _values(state, ANEW)) else remarks(event.values, facts)
    after, effects = closing.changed(state, replace(event, version=version_of(event)), facts)
    if any(isinstance(each, RejectForm) for each in effects):
        return after, effects
    if not asked and not standin.is_missing(state, facts):
        return after.without(ANEW, VERSION), effects
    held = state.at(state.stage, **{ANEW: kept(event.values), VERSION: len(facts.versions)})
    return held, [shown(_waits_anew(held, facts), event, facts)]


def sent_anew(state: State, event: Clicked, facts: TalkFacts) -> Result:
    """A changed summary is sent as it is, unless it was changed in another way meanwhile."""
    values = _values(state, ANEW)
    if not values or standin.is_missing(state, facts):
        return state, [shown(_waits_anew(state, facts), event, facts)] if values else []
    version = state.answers.get(VERSION)
    whole = Submitted(
        key=event.key, at=event.at, address=event.address, actor=event.actor, form=CHANGE, values=values,
        version=version if isinstance(version, int) else 0,
    )  # fmt: skip
    after, effects = closing.changed(state, whole, facts)
    if any(isinstance(each, RejectForm) for each in effects):
        return state, [shown(_waits_anew(state, facts, say("sum.gone")), event, facts)]
    return after.without(ANEW, VERSION), effects


def _waits_anew(state: State, facts: TalkFacts, wrong: Phrase | None = None) -> Card:
    """A changed summary that was not sent: the one before stands."""
    values = _values(state, ANEW)
    asked = remarks(values, facts)
    body: tuple[Part, ...] = (
        Heading(say("draft.title", name=facts.name_of("person"))),
        Quote("".join(values.get("text", ())), Verbatim(facts.viewer.name)),
        *((Line(wrong),) if wrong else ()),
        *_questions(asked),
        *standin.standing(state, facts),
    )
    send = () if standin.is_missing(state, facts) else (Button(SEND, say("draft.anyway" if asked else "draft.send")),)
    write = Button("change_summary", say("draft.reword" if asked else "draft.write"), style="primary", opens=CHANGE)
    return Card("interview.draft", say("neutral"), body, (*standin.ways(state, facts), write, *send))


def whole(state: State, event: Clicked) -> Submitted:
    """The draft as if its form were sent again."""
    return Submitted(
        key=event.key, at=event.at, address=event.address, actor=event.actor, form=SUM, values=_values(state),
        version=ASKED,
    )  # fmt: skip


def is_asked_about(state: State, event: Submitted, facts: TalkFacts) -> bool:
    """Whether its words are asked about; whoever sends the very same words from below the questions has read them."""
    return not has_read(event, _values(state)) and bool(remarks(event.values, facts))


def waits_together(state: State, event: Submitted, facts: TalkFacts) -> tuple[State, Card]:
    """What was written to several, kept until it is sent."""
    held = state.at(state.stage, **{DRAFT: kept(event.values)})
    card = _waits(held, facts)
    return held, replace(card, body=(Heading(say("together.draft")), *card.body[1:]))


def sent(state: State, event: Clicked, facts: TalkFacts) -> Result:
    """A draft is sent as it is, once nothing holds it back."""
    values = _values(state)
    if not values or _stuck(state, facts):
        return state, [shown(_waits(state, facts) if values else after_talk(facts), event, facts)]
    after, effects = closing.summed(state, whole(state, event), facts)
    if any(isinstance(each, RejectForm) for each in effects):
        return state, [shown(_waits(state, facts, say("draft.again")), event, facts)]
    return after.without(DRAFT), [*grounds.kept(event, facts), *effects]


def _stuck(state: State, facts: TalkFacts) -> bool:
    """Whether it has to wait, for facts or for HR."""
    return grounds.locked(facts) or standin.is_missing(state, facts)


def asks_hr(state: State, event: Clicked, facts: TalkFacts) -> Result:
    """Somebody in HR is asked to take part, while what was written waits."""
    after, told = standin.asks(state, event, facts)
    return after, [*told, shown(_draft(after, facts), event, facts)]


def of_hr(state: State, event: Told, facts: TalkFacts) -> Result:
    """HR says whether they take it over: it can be sent then, or waits on."""
    takes = event.notice == "confirmed"
    after = (standin.takes_over if takes else standin.gives_back)(state, event)
    line = say("over.confirmed" if takes else "talk_first.line", hr=facts.name_of("partner"))
    return after, [shown(_draft(after, facts, line), event, facts, fresh=True, news=True)]


def _draft(state: State, facts: TalkFacts, line: Phrase | None = None) -> Card:
    return (_waits_anew if facts.summary else _waits)(state, facts, line)


def fact_added(state: State, event: Submitted, facts: TalkFacts) -> Result:
    """A fact was written down by hand: it counts at once, or its words are asked about first."""
    if facts.record is None or facts.person is None:
        return state, [RejectForm({"text": say("sum.gone")})]
    on, people = facts.record, (facts.person, facts.viewer)
    fact, errors = read_fact(event, facts.person, on.block.first, facts.today, reaches=on.reaches)
    if fact is None:
        return state, [RejectForm(errors)]
    if asking.is_asked_about(state, event, people, facts.vocabulary):
        waiting = asking.held(state, event, facts.person.id)
        return waiting, [shown(asking.waits(waiting, people, facts.vocabulary), event, facts)]
    after, now = asking.added(state), replace(facts, record=facts.record.with_fact(fact))
    return after, [*added(fact, facts.person.id), shown(_where(after, now), event, now)]


def fact_tapped(state: State, event: Clicked, facts: TalkFacts) -> Result:
    """A fact that waits is added as it was written, if it still can be, or left out."""
    whole = asking.whole(state, event) if event.button == ADD else None
    if whole is None or facts.person is None:
        after = asking.added(state)
        return after, [shown(_where(after, facts), event, facts)]
    after, effects = fact_added(state, whole, facts)
    wrong = [text for each in effects if isinstance(each, RejectForm) for text in each.errors.values()]
    if not wrong:
        return after, effects
    return state, [shown(asking.waits(state, (facts.person, facts.viewer), facts.vocabulary, wrong), event, facts)]


def _where(state: State, facts: TalkFacts) -> Card:
    """Where the talk stands: with what was written of it, or before that."""
    return _waits(state, facts) if _values(state) else after_talk(facts)


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
    named = (facts.name_of("person"), facts.name_of("holder"), *(each.name for each in facts.guests))
    return check("\n".join(told), facts.vocabulary, tuple(name for name in named if name))


def _questions(asked: Sequence[Remark]) -> Iterator[Part]:
    if asked:
        yield Points(tuple(each.text for each in asked))
        yield Note(say("draft.asked"))


def _values(state: State, name: str = DRAFT) -> RawValues:
    """The fields of the draft, none without one."""
    return values_of(state.answers.get(name))


def prefilled(form: Form | None, state: State, facts: TalkFacts) -> Form | None:
    """The form with the draft in it, below what is asked about its words."""
    changes = form is not None and form.name == CHANGE
    values = _values(state, ANEW if changes else DRAFT)
    if changes and state.answers.get(VERSION) != len(facts.versions):
        return form
    if form is None or not values:
        return form
    return filled(form, values, [each.text for each in remarks(values, facts)])
