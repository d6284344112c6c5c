"""All one-on-ones of somebody: which one is meant, and what they owe whom."""

from __future__ import annotations

from collections.abc import Sequence

from conversations.one_on_one.facts import HubFacts, say
from conversations.one_on_one.writing import NAME
from conversations.rules.roster import Person
from conversations.toolkit.cards import Button, Card, Heading, Line, Note, Part, Row
from conversations.toolkit.conversation import Result, State
from conversations.toolkit.effects import Effect, Show, Start, Tell, To
from conversations.toolkit.events import Called, Clicked, Event, Started, Typed
from conversations.toolkit.one_on_ones import Action
from conversations.toolkit.vocabulary import fold, meaning_of
from conversations.toolkit.words import Day, Instant, Joined, Text, Verbatim
from conversations.toolkit.words_within import longest_within

AT_MOST = 12
"""Pairs on one card; whoever has more names one."""

TEXT = "text"
HELP = "help"


def handled(state: State, event: Event, facts: HubFacts) -> Result:
    """Play one event."""
    match event:
        case Started(arguments={"point": text}) if len(facts.pairs) == 1:
            return State("shown"), [Start(NAME, event.owner, facts.pairs[0].id, {"point": text})]
        case Started(arguments={"point": text}) if facts.pairs:
            return _asked(event, text, facts.pairs)
        case Called() | Started():
            return _called(state, event, facts)
        case Clicked(button="open", value=value) if _pair(value, facts):
            return state, [Start(NAME, event.owner, value)]
        case Clicked(button="to", value=value) if _pair(value, facts):
            text = str(state.answers.get(TEXT) or "")
            told = Show(settled(), To(event.owner))
            return State("shown"), [told, Start(NAME, event.owner, value, {"point": text})]
        case Clicked(button="done", value=value):
            return state, _done(event, value, facts)
        case Typed(text=text):
            return state, [Start(HELP, event.owner, arguments={"text": text})]
        case _:
            return state, _show(event, facts) if state.stage else []


def screen(facts: HubFacts) -> Card:
    """All of them, as a page."""
    return _mine(facts)


def settled() -> Card:
    """What stands in place of a question that was answered."""
    return Card("one_on_one.passed_on", say("neutral"), (Note(say("passed_on")),))


def _called(state: State, event: Event, facts: HubFacts) -> Result:
    """Whose one-on-one is meant, and whether it is only looked at."""
    shown = State("shown")
    if not facts.pairs:
        return shown, [Show(_nobody(facts), To(event.owner), fresh=True)]
    if len(facts.found) == 1:
        given = {"point": facts.rest} if facts.rest else {}
        return shown, [Start(NAME, event.owner, facts.found[0].id, given)]
    if facts.found:
        return _asked(event, facts.rest, facts.found)
    looks = not facts.rest or fold(facts.rest) in meaning_of(facts.vocabulary.groups["one_on_one"], "when")
    if len(facts.pairs) == 1:
        given = {} if looks else {"offer" if _tells_of_it(facts) else "point": facts.rest}
        if not (looks and facts.left_over):
            return shown, [Start(NAME, event.owner, facts.pairs[0].id, given)]
    if looks:
        return shown, [Show(_mine(facts), To(event.owner), about=_about(facts), fresh=True)]
    return _asked(event, facts.rest, facts.pairs)


def _tells_of_it(facts: HubFacts) -> bool:
    """Whether words tell of the talk or of the other, "with Mara was awful": then they are hardly meant for them."""
    with_ = meaning_of(facts.vocabulary.groups["one_on_one"], "with")
    names = (part for each in facts.pairs for part in (fold(each.name), *fold(each.name).split()))
    return bool(longest_within(fold(facts.rest), (*with_, *names)))


def _asked(event: Event, text: str, among: Sequence[Person]) -> Result:
    return State("asked", {TEXT: text}), [Show(_whom(text, among), To(event.owner), fresh=True)]


def _done(event: Event, id_: str, facts: HubFacts) -> list[Effect]:
    """What is done is settled where it was agreed, so that the other sees it if they still may."""
    action = next((each for each in facts.owed if each.id == id_), None)
    if action is None:
        return _show(event, facts)
    return [Tell(NAME, event.owner, facts.other_of(action), "done", {"action": id_})]


def _show(event: Event, facts: HubFacts) -> list[Effect]:
    return [Show(_mine(facts), To(event.owner), about=_about(facts))]


def _about(facts: HubFacts) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.entry for each in facts.left_over))


def _pair(id_: str, facts: HubFacts) -> bool:
    return any(person.id == id_ for person in facts.pairs)


def _mine(facts: HubFacts) -> Card:
    rows = tuple(_row(person, facts) for person in facts.pairs[:AT_MOST])
    more = len(facts.pairs) - AT_MOST
    body: tuple[Part, ...] = (
        Heading(say("mine.title")),
        *rows,
        *((Note(say("mine.more", n=more)),) if more > 0 else ()),
        *_left_over(facts),
        *(Note(say("mine.how", name=person.name)) for person in facts.pairs[:1]),
    )
    return Card("one_on_one.mine", say("neutral"), body)


def _row(person: Person, facts: HubFacts) -> Row:
    talk = facts.talks.get(person.id)
    at = talk.next_at if talk else None
    points = facts.waiting.get(person.id, 0)
    told: list[Text] = [Instant(at) if at else say("mine.no_date")]
    if points:
        told.append(say("mine.points", n=points))
    return Row(
        Verbatim(person.name), (Button("open", say("mine.open"), person.id),), detail=Joined(tuple(told), "listed")
    )


def _left_over(facts: HubFacts) -> tuple[Part, ...]:
    if not facts.left_over:
        return ()
    return (Heading(say("mine.left_over")), *(_owed(each, facts) for each in facts.left_over[:AT_MOST]))


def _owed(action: Action, facts: HubFacts) -> Row:
    other = facts.people.get(facts.other_of(action))
    name = other.name if other and other.name else ""
    by: Text = say("action.until", day=Day(action.by)) if action.by else say("action.no_day")
    detail = say("mine.agreed_with", name=name, by=by) if name else by
    return Row(Verbatim(action.what), (Button("done", say("action.done"), action.id),), detail=detail)


def _whom(text: str, among: Sequence[Person]) -> Card:
    buttons = tuple(Button("to", Verbatim(person.name), person.id) for person in among[:AT_MOST])
    return Card("one_on_one.whom", say("neutral"), (Line(say("whom", said=Verbatim(text[:60]))),), buttons)


def _nobody(facts: HubFacts) -> Card:
    left = _left_over(facts)
    return Card("one_on_one.nobody", say("neutral"), (Line(say("nobody")), *left))
