"""How goals go, said in the check-in: which it asks about, what a word on one does there, and taking it back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING, cast

from conversations.entries import GoalMoved
from conversations.entries.goals import Held, ResultValue
from conversations.goal.facts import DOUBTED, OVERTAKEN
from conversations.goal.typed import number_of_goal, value_in
from conversations.rules.amounts import SIGNS
from conversations.rules.goals import Pace
from conversations.rules.weeks import local_day
from conversations.toolkit.cards import Row
from conversations.toolkit.conversation import Json, State
from conversations.toolkit.effects import Effect, Record, Tell
from conversations.toolkit.events import Event, Looked, Submitted
from conversations.toolkit.reader import Goal, Reader
from conversations.toolkit.words import Phrase, Text, Verbatim, phrases_of
from conversations.weekly_checkin.goals_in_words import GOALS, WORDS, Word, word_of

if TYPE_CHECKING:
    from conversations.weekly_checkin.facts import CheckinFacts

say = phrases_of("weekly_checkin")
RECORDED, SEEN = "goals_recorded", "goals_seen"
"""The answers' names for what of the goals is in the record, with what stood before it, and for the version of each
goal that the week itself left there.
"""

NAMES = (GOALS, WORDS)
"""The answers' names for what is said of goals until it is in the record."""

STATUSES = ("on_track", "at_risk", "stuck")


@dataclass(frozen=True)
class GoalsSaid:
    """`asked` are the goals that the week asks about: those that nobody touched for two weeks and, until it closes,
    those of which it says something already, whoever touched them meanwhile. `past` are others of which it does.
    `still` are the ids of those that nobody else touched.
    """

    asked: tuple[Goal, ...] = ()
    past: tuple[Goal, ...] = ()
    still: frozenset[str] = frozenset()


def goals_said(reader: Reader, state: State, event: Event | Looked, *, is_over: bool) -> GoalsSaid:
    """Fetch them."""
    owner = reader.person(event.owner) or reader.me
    today = local_day(event.at, owner.zone)
    # Of what is over by its date nobody is asked how it goes, but how it came out, elsewhere.
    stale = {goal.id: goal for goal in reader.stale_goals(event.owner, event.at) if not goal.is_past(today)}
    sent = {*_sent(event)}
    named = dict.fromkeys((*_answers(state), *_recorded(state), *sent))
    found = [goal for id_ in named if id_ not in stale and (goal := reader.goal(id_)) and goal.owner == event.owner]
    asked = {goal.id for goal in found if goal.standing.state == "agreed" and (goal.id in sent or not is_over)}
    return GoalsSaid(
        (*stale.values(), *(goal for goal in found if goal.id in asked)),
        tuple(goal for goal in found if goal.id not in asked),
        frozenset({*stale, *(id_ for id_ in sent if id_ not in stale and _is_own(reader, id_, event.owner))}),
    )


def _is_own(reader: Reader, goal: str, owner: str) -> bool:
    """Whether its owner had the last word on it: then what is sent later is simply the newer one."""
    history = reader.goal_history(goal)
    return bool(history) and history[-1].author == owner


def recorded(state: State, event: Event, facts: CheckinFacts) -> tuple[State, list[Effect]]:
    """Record what is said of each goal, once; a word that is taken out is taken back, as long as it is the last. Where
    the goal has moved on since it was asked about, its own card shows both.

    Of a goal that was closed meanwhile it is kept for the card to say so. Once the week is over nothing of it is kept
    for later: what is said then is said anew.
    """
    past = {goal.id for goal in facts.goals.past}
    said = {**_answers(state), **{id_: status for id_, status in _sent(event).items() if id_ in past}}
    kept, seen, effects = _recorded(state), _seen(state), list[Effect]()
    for goal in facts.goals.asked:
        word, before = word_of(state, goal.id, said.get(goal.id, "")), kept.get(goal.id)
        if word.given and _is_news(word, before):
            if goal.id not in facts.goals.still and seen.get(goal.id) != goal.version:
                effects.append(Tell("goal", event.owner, goal.id, OVERTAKEN, word.given))
                said.pop(goal.id, None)
                continue
            kept[goal.id], moved = _noted(goal, word, before, event, facts)
            seen[goal.id] = goal.version + 1
            effects += moved
        elif before and not word.given and not facts.is_over and _is_last(before, goal):
            effects += _back(goal, before, event, facts)
            seen[goal.id] = goal.version + 1
            del kept[goal.id]
    after = state.without(*NAMES) if facts.is_over else state.at(state.stage, **{GOALS: dict[str, Json](said)})
    return after.at(after.stage, **{RECORDED: dict[str, Json](kept), SEEN: dict[str, Json](seen)}), effects


def taken_back(state: State, event: Event, facts: CheckinFacts) -> tuple[State, list[Effect]]:
    """What the week said of goals stands no more, unless more was said of them since; it stays for another try."""
    kept = _recorded(state)
    goals = [goal for goal in facts.goals.asked if goal.id in kept and _is_last(kept[goal.id], goal)]
    effects = [effect for goal in goals for effect in _back(goal, kept[goal.id], event, facts)]
    left = {id_: each for id_, each in kept.items() if all(goal.id != id_ for goal in goals)}
    seen = {**_seen(state), **{goal.id: goal.version + 1 for goal in goals}}
    return state.at(state.stage, **{RECORDED: dict[str, Json](left), SEEN: dict[str, Json](seen)}), effects


def rows(state: State, facts: CheckinFacts) -> Iterator[Row]:
    """What the week says of goals, each by its name."""
    kept, said = _recorded(state), said_in(state)
    for goal in (*facts.goals.asked, *facts.goals.past):
        word = word_of(state, goal.id, str(said.get(goal.id, "")))
        if not (word.number or word.note) and (recorded := kept.get(goal.id)):
            word = Word(word.status, recorded.get("number", ""), recorded.get("note", ""))
        if word.given:
            is_late = goal.standing.closed_at is not None and goal.id not in kept
            yield Row(Verbatim(goal.counts.title), detail=say("goals.late") if is_late else _told(word, goal))


def _told(word: Word, goal: Goal) -> Text:
    result = number_of_goal(goal)
    unit = result.unit if result and result.unit in SIGNS and not word.number.endswith(result.unit) else ""
    number = (say("goals.now", number=Verbatim(f"{word.number}{unit}")),) if word.number else ()
    status = (say(f"goals.options.{word.status}"),) if word.status else ()
    told: tuple[Text, ...] = (*status, *number, *((Verbatim(word.note),) if word.note else ()))
    return reduce(lambda before, item: Phrase("goal.beside", {"before": before, "item": item}), told)


def reads_note(state: State, facts: CheckinFacts) -> bool:
    """Whether a line is said of any goal, for all who read that one."""
    said = _answers(state)
    return any(word_of(state, goal.id, said.get(goal.id, "")).note for goal in facts.goals.asked)


def said_in(state: State) -> dict[str, Json]:
    """How each goal goes by what the week says, whether that is in the record or still to be shared."""
    return {**{id_: each["status"] for id_, each in _recorded(state).items()}, **_answers(state)}


def stay(state: State) -> bool:
    """Whether something of it stays in the record though the week was taken back."""
    return bool(_recorded(state))


def _moves(goal: Goal, move: GoalMoved, entry: str, event: Event, facts: CheckinFacts) -> Iterator[Effect]:
    yield Record(entry, move, facts.owner.id, str(facts.week), audience=goal.audience, citable=True)
    for each in (facts.owner, facts.manager):
        if each:
            yield Tell("goal", each.id, goal.id, "moved")


def _is_news(word: Word, before: Mapping[str, str] | None) -> bool:
    """Whether a word says more than what of it is in the record."""
    if before is None or before["status"] != word.status:
        return True
    beside = (before.get("number", ""), before.get("note", ""))
    return (word.number, word.note) not in (("", ""), beside)


def _noted(
    goal: Goal, word: Word, before: Mapping[str, str] | None, event: Event, facts: CheckinFacts
) -> tuple[dict[str, str], list[Effect]]:
    """What is kept in mind of a word, and its record; a number that is to be asked about first is so by the goal."""
    value = value_in(word.number, goal, facts.vocabulary) if word.number else None
    moved = GoalMoved(goal.id, cast(Pace, word.status), (value,) if value else (), word.note)
    says = bool(word.status or value or word.note)
    entry = event.id(f"goal:{goal.id}") if says else ""
    effects = [*_moves(goal, moved, entry, event, facts)] if says else []
    if word.number and not value:
        effects.append(Tell("goal", event.owner, goal.id, DOUBTED, {"number": word.number}))
    kept = {"status": word.status, "number": word.number, "note": word.note, "entry": entry}
    return {**kept, **_stood(goal, before), **_held(goal, value, before)}, effects


def _held(goal: Goal, value: ResultValue | None, before: Mapping[str, str] | None) -> Mapping[str, str]:
    """What held the number before the week said one."""
    if before and before.get("result") and _is_last(before, goal):
        return {"result": before["result"], "held": before["held"]}
    return {"result": value.result, "held": goal.standing.values_entries.get(value.result, "")} if value else {}


def _back(goal: Goal, word: Mapping[str, str], event: Event, facts: CheckinFacts) -> Iterator[Effect]:
    pace = cast(Pace, word["pace"]) if word["pace"] in STATUSES else ""
    before = (Held(word["result"], word["held"]),) if word.get("result") else ()
    move = GoalMoved(goal.id, pace, before=before, undoes=word["entry"], back_to=word["back_to"])
    return _moves(goal, move, event.id(f"goal:{goal.id}"), event, facts)


def _stood(goal: Goal, before: Mapping[str, str] | None) -> Mapping[str, str]:
    """How the goal went before the week said anything of it."""
    if before and _is_last(before, goal):
        return {"pace": before["pace"], "back_to": before["back_to"]}
    return {"pace": goal.standing.pace or "", "back_to": goal.standing.moved_entry}


def _is_last(word: Mapping[str, str], goal: Goal) -> bool:
    return bool(word["entry"]) and goal.standing.moved_entry == word["entry"]


def _answers(state: State) -> dict[str, str]:
    given = state.answers.get(GOALS)
    pairs = given.items() if isinstance(given, Mapping) else ()
    return {str(id_): str(status) for id_, status in pairs if status in (*STATUSES, "")}


def _recorded(state: State) -> dict[str, dict[str, str]]:
    kept = state.answers.get(RECORDED)
    pairs = kept.items() if isinstance(kept, Mapping) else ()
    return {str(id_): {str(k): str(v) for k, v in word.items()} for id_, word in pairs if isinstance(word, Mapping)}


def _seen(state: State) -> dict[str, int]:
    kept = state.answers.get(SEEN)
    pairs = kept.items() if isinstance(kept, Mapping) else ()
    return {str(id_): version for id_, version in pairs if isinstance(version, int)}


def _sent(event: Event | Looked) -> dict[str, str]:
    """What a form says of goals, also of those that it would not ask about any more."""
    values = event.values if isinstance(event, Submitted) else {}
    given = {name.removeprefix(f"{GOALS}."): each for name, each in values.items() if name.startswith(f"{GOALS}.")}
    return {id_: each[0] for id_, each in given.items() if each and each[0] in STATUSES}
