"""Who was asked about a blocker, each time: HR is asked in turn, and who of them cannot help leaves it to others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from conversations.entries import BlockerDeclined
from conversations.toolkit.conversation import Json, Result, State
from conversations.toolkit.events import Told
from conversations.toolkit.reader import Blocker
from conversations.weekly_checkin.facts import CheckinFacts
from conversations.weekly_checkin.raising import ask, first_asked, next_asked, watched
from conversations.weekly_checkin.receipts import about_of


def rounds_of(state: State, blocker: Blocker, facts: CheckinFacts) -> Sequence[Sequence[str]]:
    """Who was asked so far, each time; kept from the first nudge or refusal on."""
    return nudged_in(state, blocker) or [first_asked(blocker.helper_kind, blocker.helper, facts)]


def nudged_in(state: State, blocker: Blocker) -> Sequence[Sequence[str]]:
    """Who was asked so far, each time, where that has been kept; nobody before."""
    kept = state.answers.get("rounds")
    rounds = kept.get(blocker.id) if isinstance(kept, Mapping) else None
    found = rounds if isinstance(rounds, list | tuple) else ()
    return [[str(person) for person in each] for each in found if isinstance(each, list | tuple)]


def with_rounds(state: State, blocker: str, rounds: Sequence[Sequence[str]]) -> State:
    """The state that remembers who was asked; no rounds forget it, as who is asked anew begins from the start."""
    kept = state.answers.get("rounds")
    others = {id_: each for id_, each in kept.items() if id_ != blocker} if isinstance(kept, Mapping) else {}
    both: Mapping[str, Json] = {**others, **({blocker: rounds} if rounds else {})}
    return state.at(state.stage, rounds=both) if both else state.without("rounds")


def left_to_others(state: State, blocker: Blocker, event: Told, facts: CheckinFacts) -> Result:
    """One of HR cannot help while others of them can: the next one is asked in their place, with days of their own.
    With nobody to ask the watch goes on, or begins anew where it had ended with a promise.
    """
    *before, latest = rounds_of(state, blocker, facts)
    following = next_asked(blocker, [*before, latest], facts)[:1]
    after = with_rounds(state, blocker.id, [*before, [*latest, *following]])
    has_ended = event.facts["was"] != "open"
    timed = following or (latest if has_ended else ())
    watch = watched(blocker.id, timed, event.at, facts) if timed else ()
    return after, [*ask(blocker.id, following, blocker.week, facts), *watch]


def declined_by(blocker: Blocker, facts: CheckinFacts) -> set[str]:
    """Those who said that they cannot help with it: they are not asked whether they can."""
    said = [each for each in facts.receipts if about_of(each.entry) == blocker.id]
    return {each.author for each in said if isinstance(each.entry, BlockerDeclined)}
