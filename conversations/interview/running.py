"""The running sheet: one step at a time, what to say now when it gets hard, a pause, the end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import accumulate

from conversations.entries.interviews import InterviewArranged, InterviewHeld
from conversations.interview import cards, dates
from conversations.interview.drafts import after_talk
from conversations.interview.facts import TalkFacts, say
from conversations.interview.grounds import has_nothing
from conversations.interview.moving import shown
from conversations.interview.writing import record, tell_partner, tell_person
from conversations.rules.indicators import Both
from conversations.rules.roster import called
from conversations.rules.scenarios import Line as Spoken
from conversations.rules.scenarios import Reacting, Scenario, Step
from conversations.toolkit.cards import Button, Card, Heading, Line, Note, Part, Points, Row
from conversations.toolkit.conversation import Result, State
from conversations.toolkit.effects import Cancel
from conversations.toolkit.events import Clicked, Event
from conversations.toolkit.words import Bilingual, Phrase, Verbatim

STEP, BEGAN, BARE = "step", "began", "bare"
"""The answers' names for which step is shown, for when the talk began, and for that nothing was on record then."""

IN_A_ROW = 6
"""Taps that Teams shows side by side: it hides what is more."""

_NAME = "{name}"


def begins(state: State, event: Event, facts: TalkFacts) -> Result:
    """The talk begins, or the sheet is opened once more."""
    if facts.script is None:
        return state, []
    began = state.answers.get(BEGAN) if state.stage == "running" else None
    step, since = (state.answers.get(STEP), began) if began else (0, event.at.isoformat())
    after = state.at("running", **{STEP: step, BEGAN: since, BARE: has_nothing(facts)})
    return after, [shown(_step_card(after, event, facts.script, facts), event, facts, fresh=True), Cancel(dates.TODAY)]


def tapped(state: State, event: Clicked, facts: TalkFacts) -> Result:
    """A step on or back, what to say to a reaction, a pause, the end."""
    script = facts.script
    if script is None:
        return state, []
    match event.button:
        case "next" | "back":
            by = 1 if event.button == "next" else -1
            after = state.at("running", **{STEP: _place(state, script, by)})
            return after, [shown(_step_card(after, event, script, facts), event, facts)]
        case "step":
            return state, [shown(_step_card(state, event, script, facts), event, facts)]
        case "reaction":
            reacting = next((each for each in script.reactions if each.kind == event.value), None)
            card = reaction_card(reacting, facts) if reacting else _step_card(state, event, script, facts)
            return state, [shown(card, event, facts)]
        case "pause":
            return _paused(state, event, facts)
        case "end":
            return _ended(state, event, facts)
        case _:
            return state, []


def _paused(state: State, event: Event, facts: TalkFacts) -> Result:
    """It is kept that there was a pause, and nothing else; both are asked for another time."""
    entry = InterviewArranged(event.topic, None, facts.plan.minutes, "paused")
    off = dates.dated(facts, None)
    line = say("paused.line", name=facts.name_of("person"))
    return off.plan.kept(put_away(state), "paused"), [
        record(entry, event, facts),
        tell_person("paused", event, facts),
        *tell_partner("paused", event, facts),
        shown(cards.booked(off, line), event, facts),
    ]


def _ended(state: State, event: Event, facts: TalkFacts) -> Result:
    return put_away(state).at("held"), [
        record(InterviewHeld(event.topic), event, facts),
        tell_person("held", event, facts),
        *dates.afterwards(facts),
        shown(after_talk(facts), event, facts),
    ]


def put_away(state: State) -> State:
    """The state once the sheet is not needed any more."""
    return state.without(STEP, BEGAN, BARE)


def _place(state: State, script: Scenario, by: int = 0) -> int:
    """Which step is shown; a script that has become shorter ends earlier."""
    step = state.answers.get(STEP)
    return min(max((step if isinstance(step, int) else 0) + by, 0), len(script.agenda) - 1)


def _step_card(state: State, event: Event, script: Scenario, facts: TalkFacts) -> Card:
    bare = bool(state.answers.get(BARE))
    return sheet(_place(state, script), _gone(state, event.at), script, facts, bare=bare)


def sheet(n: int, gone: int, script: Scenario, facts: TalkFacts, *, bare: bool = False) -> Card:
    """A step of the running sheet, counted from 0, after so many minutes of the talk; the first says what to do and say
    where nothing is on record.
    """
    step, last = script.agenda[n], len(script.agenda) - 1
    ends = list(accumulate(each.minutes for each in script.agenda))
    name, together = facts.name_of("person"), facts.plan.role == "host"
    first = say(f"run.together.{step.first}") if together else say(f"run.first.{step.first}", name=name)
    body = (
        Heading(say("run.title", n=n + 1, of=last + 1, minutes=step.minutes)),
        Line(spoken(step.what, facts)),
        Note(say("run.clock", first=first, gone=gone, end=ends[n], of=ends[-1])),
        *(without_record(script, facts) if bare and n == 0 else ()),
        *_to_say(n, script, facts),
        *_hard(script),
    )
    onwards = (Button("next", say("run.next"), style="primary"),) if n < last else ()
    back = (Button("back", say("run.back")),) if n else ()
    end = Button("end", say("run.end"), style="quiet" if n < last else "primary")
    sure = say("run.sure_together") if together else say("run.sure", name=name)
    pause = Button("pause", say("run.pause"), style="quiet", confirm=sure)
    return Card("interview.step", say("neutral"), body, (*onwards, *back, end, pause))


def without_record(script: Scenario, facts: TalkFacts) -> Iterator[Part]:
    """What to do and to say where nothing is on record that the script could cite."""
    yield Heading(Phrase("interview_template.section.no_record"), small=True)
    yield Points(tuple(spoken(each, facts) for each in script.no_record.do))
    yield _points(script.no_record.say, facts)


def _hard(script: Scenario) -> Iterator[Row]:
    """All reactions, one tap away on each platform."""
    for at in range(0, len(script.reactions), IN_A_ROW):
        some = script.reactions[at : at + IN_A_ROW]
        yield Row(say("run.also" if at else "run.hard"), tuple(_reacts(each) for each in some))


def _reacts(reacting: Reacting) -> Button:
    return Button("reaction", Phrase(f"interview_template.reaction.{reacting.kind}"), reacting.kind, "quiet")


def _gone(state: State, now: datetime) -> int:
    """Whole minutes since the talk began."""
    began = str(state.answers.get(BEGAN) or "")
    return (now - datetime.fromisoformat(began)) // timedelta(minutes=1) if began else 0


def _to_say(n: int, script: Scenario, facts: TalkFacts) -> Iterator[Part]:
    """The words for a step: an opening at the first, the summing up at the last, its share of the questions between."""
    if n == 0:
        for which in ("warm", "direct"):
            yield Heading(say(f"run.{which}"), small=True)
            yield _points(getattr(script.opening, which), facts)
    elif n == len(script.agenda) - 1:
        yield Heading(say("run.close"), small=True)
        yield _points((*script.close.summary, *script.close.acknowledge), facts)
    elif questions := _questions(n, script):
        yield Heading(say("run.questions"), small=True)
        yield _points(questions, facts)


def _questions(n: int, script: Scenario) -> Sequence[Spoken]:
    """The questions in their order, spread over the steps between in which the person has the word."""
    between = list(enumerate(script.agenda))[1:-1]
    theirs = [place for place, step in between if _is_theirs(step)] or [place for place, _ in between]
    if n not in theirs:
        return ()
    share = -(-len(script.questions) // len(theirs))
    begin = theirs.index(n) * share
    return script.questions[begin : begin + share]


def _is_theirs(step: Step) -> bool:
    return step.employee * 2 >= step.minutes


def reaction_card(reacting: Reacting, facts: TalkFacts) -> Card:
    """What to do and to say to a reaction; then back to the step."""
    body = (
        Heading(Phrase(f"interview_template.reaction.{reacting.kind}")),
        Note(spoken(reacting.sign, facts)),
        Line(spoken(reacting.do, facts)),
        _points(reacting.say, facts),
    )
    return Card("interview.reaction", say("neutral"), body, (Button("step", say("run.on"), style="primary"),))


def _points(lines: Sequence[Spoken], facts: TalkFacts) -> Points:
    return Points(tuple(spoken(each, facts) for each in lines), said=True)


def spoken(text: Both | Spoken, facts: TalkFacts) -> Bilingual:
    """A text of the script; where it names the person, as one says it to them."""
    named = _NAME in text.en or _NAME in text.zh
    return Bilingual(text.en, text.zh, {"name": Verbatim(called(facts.person))} if named and facts.person else {})
