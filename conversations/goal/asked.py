"""A number that is asked about before it counts: what it may mean, a tap each; and taking the last update back."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from conversations.entries.goals import GoalMoved, Held
from conversations.goal.cards import PACES, UNDO, can_undo
from conversations.goal.changes import measure_text, say
from conversations.goal.facts import DOUBT, GoalFacts
from conversations.goal.hearing import WHICH
from conversations.rules.amounts import amount_text
from conversations.rules.doubtful import readings_of
from conversations.rules.goals import KeyResult
from conversations.toolkit.cards import Button, Card, Line, Note, Part, Quote
from conversations.toolkit.conversation import Json, State
from conversations.toolkit.effects import Effect, Show, To
from conversations.toolkit.events import Clicked, Event, Started, Submitted
from conversations.toolkit.numbers import either_at_end, number_text, numbers_of
from conversations.toolkit.reader import Goal
from conversations.toolkit.vocabulary import Vocabulary
from conversations.toolkit.words import Text, Verbatim

PACE = "pace"
"""The field of an update that says how it goes."""

READ_BY = ("pair", "team", "organisation")
"""The audiences of a goal that more than its owner reads."""

MORE = ("+", "\uff0b")
"""Before a number that says how much came to what there was."""

LESS = "\u2193"
"""Before one that says how much less it is."""

Values = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Asked:
    """An update that waits: its values, the fields that are sure, the one in question, the version it was made for;
    whether its number may also be a target; whether it may be meant for nobody else; how else it may go.
    """

    values: Values
    sure: Sequence[str]
    field: str
    version: int | None
    aims: bool = False
    apart: bool = False
    paces: Sequence[str] = ()

    def kept(self, state: State) -> State:
        """The state that waits for the answer."""
        values = {name: list(given) for name, given in self.values.items()}
        said = {"values": values, "sure": list(self.sure), "field": self.field, "version": self.version}
        said |= {"aims": self.aims, "apart": self.apart, "paces": list(self.paces)}
        return state.at(state.stage, **{DOUBT: json.dumps(said, ensure_ascii=False)})

    @property
    def note(self) -> str:
        """The line about it that waits as well."""
        return _written("note", self.values)

    @property
    def given(self) -> Mapping[str, str]:
        """What is asked about, as it was told of the goal."""
        number = "" if self.field == PACE else _written(self.field, self.values)
        pace, paces = _written(PACE, self.values), "/".join(self.paces)
        said = {"number": number, PACE: pace, "paces": paces, "note": self.note, "apart": "yes" if self.apart else ""}
        return {name: each for name, each in said.items() if each}

    def taken(self, number: str) -> Asked:
        """The update with what was tapped; which of several words holds is asked once its number is sure."""
        values, sure = {**self.values, self.field: [number]}, [*self.sure, self.field]
        paces = () if self.field == PACE else self.paces
        return Asked(values, sure, PACE if paces else "", self.version, apart=self.apart, paces=paces)


def waiting(state: State) -> Asked | None:
    """The update that waits, if any does."""
    kept = state.answers.get(DOUBT)
    return Asked(**json.loads(str(kept))) if kept else None


def in_doubt(goal: Goal, values: Values, sure: Sequence[str], facts: GoalFacts) -> str:
    """The first field whose number is to be asked about, "" if none is."""
    fields = {f"r.{each.id}": each for each in goal.counts.results if each.kind == "number"}
    doubtful = (name for name, each in fields.items() if name not in sure and _readings(each, goal, values, facts))
    return next(doubtful, "")


def card(asked: Asked, goal: Goal, facts: GoalFacts) -> Card:
    """Which number is meant, or whether it goes as was said, by a tap."""
    if asked.field == PACE:
        return _which_pace(asked, goal, facts)
    result = _result(asked, goal)
    line = Line(say("asked.which", title=Verbatim(goal.counts.title)))
    told: list[Part] = [line, Note(_stands(result, goal)), *_goes(asked), *_note(asked)]
    read = _read(asked, result, goal, facts)
    taps = [Button("take", amount_text(each, result.unit), number_text(each)) for each in read]
    taps += [Button("change", say("asked.aims"), opens="change")] if asked.aims else []
    other = Button("update", say("asked.other"), style="quiet", opens="update")
    return Card("goal.asked", say("neutral"), (*told, *_read_by(asked, goal, facts)), (*taps, other))


def offered(asked: Asked, goal: Goal, facts: GoalFacts) -> Sequence[str]:
    """What the taps stand for that take it; none where what shows the goal has no such line any more."""
    if asked.field == PACE:
        return asked.paces or (_written(PACE, asked.values),)
    if all(f"r.{each.id}" != asked.field for each in goal.counts.results):
        return ()
    return [number_text(each) for each in _read(asked, _result(asked, goal), goal, facts)]


def _result(asked: Asked, goal: Goal) -> KeyResult:
    return next(each for each in goal.counts.results if f"r.{each.id}" == asked.field)


def _read(asked: Asked, result: KeyResult, goal: Goal, facts: GoalFacts) -> Sequence[Decimal]:
    written = _written(asked.field, asked.values)
    return _readings(result, goal, asked.values, facts) or numbers_of(written, facts.vocabulary, result.unit)


def _which_pace(asked: Asked, goal: Goal, facts: GoalFacts) -> Card:
    """Whether it goes so, or which of several words for that holds now."""
    title, said = Verbatim(goal.counts.title), _written(PACE, asked.values)
    line = say("asked.paces", title=title) if asked.paces else say("asked.pace", title=title, pace=say(f"pace.{said}"))
    taps = [Button("take", say(f"pace.{each}"), each) for each in offered(asked, goal, facts)]
    other = Button("update", say("asked.other_pace"), style="quiet", opens="update")
    told = (Line(line), *_note(asked), *_read_by(asked, goal, facts))
    return Card("goal.asked", say("neutral"), told, (*taps, other))


def _read_by(asked: Asked, goal: Goal, facts: GoalFacts) -> Iterator[Part]:
    """Who reads what is noted, where that may be meant for nobody else."""
    if asked.apart and facts.other and goal.audience in READ_BY:
        yield Note(say(f"asked.read_by.{goal.audience}", name=facts.other.name))


def _goes(asked: Asked) -> Iterator[Part]:
    """How it goes, where a tap on a number would note that as well."""
    if (pace := _written(PACE, asked.values)) and not asked.paces:
        yield Note(say(f"pace.{pace}"))


def _note(asked: Asked) -> tuple[Part, ...]:
    """The words that a tap would note as well, for all who read the goal."""
    note = _written("note", asked.values)
    return (Quote(note),) if note else ()


def shown(asked: Asked, event: Event, goal: Goal, facts: GoalFacts, *, listens: bool = True) -> Show:
    """The question, as what was sent is answered. It `listens` where no other question may stand beside it."""
    asks = replace(card(asked, goal, facts), asks=WHICH, casually=True)
    shown = asks if listens else card(asked, goal, facts)
    return Show(shown, To(event.owner), slot=DOUBT, about=(goal.id,), fresh=True)


def answered(state: State, event: Event) -> list[Effect]:
    """What stands in place of the question, if there was one."""
    told = Card("goal.answered", say("neutral"), (Note(say("asked.taken")),))
    return [Show(told, To(event.owner), slot=DOUBT)] if waiting(state) else []


def sent(event: Clicked | Started, asked: Asked) -> Submitted:
    """The form as it was sent, with the answer in it."""
    values = {name: tuple(given) for name, given in asked.values.items()}
    return Submitted(
        key=event.key, at=event.at, address=event.address, actor=event.actor, form="update", values=values,
        version=asked.version,
    )  # fmt: skip


def undoing(state: State, goal: Goal, entry: str, moved: GoalMoved) -> State:
    """The state that can take back the update which is being recorded."""
    before = goal.standing
    values: dict[str, Json] = {each.result: before.values_entries.get(each.result, "") for each in moved.values}
    kept: dict[str, Json] = {"entry": entry, "values": values, "pace": before.pace or "", "said": before.moved_entry}
    return state.at(state.stage, **{UNDO: {**kept, "version": goal.version + 1}})


def undone(state: State, goal: Goal) -> GoalMoved | None:
    """What takes the last update back; None once anything else has happened to the goal."""
    kept = state.answers.get(UNDO)
    if not can_undo(state, goal) or not isinstance(kept, Mapping) or not isinstance(kept["values"], Mapping):
        return None
    pace = next((each for each in PACES if each == kept["pace"]), None)
    before = tuple(Held(result, str(entry)) for result, entry in kept["values"].items())
    return GoalMoved(goal.id, pace or "", before=before, undoes=str(kept["entry"]), back_to=str(kept["said"]))


def readings(written: str, result: KeyResult, goal: Goal, vocabulary: Vocabulary) -> tuple[Decimal, ...]:
    """What a number may mean as it was written, "+300" so many more or in all, "88 or 89" each of the two; empty where
    there is no doubt.
    """
    if (two := either_at_end(written, vocabulary)) and not two[0].strip():
        said = [*numbers_of(two[1], vocabulary, result.unit), *numbers_of(two[3], vocabulary, result.unit)]
        return tuple(dict.fromkeys(said))
    before = goal.values.get(result.id)
    read = numbers_of(written.removeprefix(LESS), vocabulary, result.unit)
    stood = result.start if before is None else before
    if stood and written.startswith((*MORE, LESS)):
        ways = -1 if written.startswith(LESS) else 1
        return (*(stood + ways * each for each in read), *read)
    if written.startswith(LESS):
        return read
    return () if read in ((), (before,)) else readings_of(written, read, result, before)


def _readings(result: KeyResult, goal: Goal, values: Values, facts: GoalFacts) -> tuple[Decimal, ...]:
    return readings(_written(f"r.{result.id}", values), result, goal, facts.vocabulary)


def _written(field: str, values: Values) -> str:
    return next(iter(values.get(field, ())), "").strip()


def _stands(result: KeyResult, goal: Goal) -> Text:
    """Where it stood before, and where it is to go."""
    before = goal.values.get(result.id)
    if before is None:
        return say("result.named", title=Verbatim(result.title), measure=measure_text(result))
    now = amount_text(before, result.unit)
    return say("asked.stands", title=Verbatim(result.title), now=now, measure=measure_text(result))
