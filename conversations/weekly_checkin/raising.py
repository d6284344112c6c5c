"""Raising a blocker and ending it: who hears of it, when, and that nobody is left with something that is over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Literal

from conversations.entries import BlockerClosed, BlockerRaised, HelperKind
from conversations.rules.cadence import workdays_after
from conversations.rules.helping import APART, HR_AT_MOST, told_to_digests
from conversations.rules.visibility import Audience
from conversations.rules.weeks import instant_of, week_at
from conversations.toolkit.conversation import Json, State
from conversations.toolkit.effects import Cancel, Effect, Record, Start, Tell, Wake
from conversations.toolkit.events import Event
from conversations.toolkit.reader import Blocker
from conversations.weekly_checkin.facts import CheckinFacts
from conversations.weekly_checkin.hearing import HR_AT_A_TIME

WORKDAYS_TO_ANSWER = 2


def raised_in(state: State, blocker: str, facts: CheckinFacts) -> BlockerRaised:
    """The blocker that the week's answers tell of. What was meant for one who is gone never goes to another by itself:
    then nobody is asked until its raiser says whom.
    """
    answers = state.answers
    manager = facts.manager.id if facts.manager else ""
    named = str(answers.get("helper_person") or "")
    kind: HelperKind = "hr" if answers.get("apart") or not manager else "manager"
    match answers.get("helper"):
        case "person" if named and (named != manager or is_as_asked(state)):
            kind = "person"
        case "person" | "manager":
            kind = "manager"
        case "hr":
            kind = "hr"
        case "nobody" if not answers.get("apart"):
            # Who reads the check-in reads it there; nobody is asked.
            kind, manager = "manager", ""
        case _:
            pass
    helper = {"person": named, "manager": manager}.get(kind, "")
    what = str(answers.get("stuck_on") or "")
    return BlockerRaised(blocker, what, kind, helper, _day(answers.get("needed_by")), bool(answers.get("urgent")))


def remembering(state: State, kind: HelperKind) -> State:
    """The state that knows from which answers its blocker was raised, whomever these mean later."""
    helper = state.answers.get("helper") or kind
    return state.at(state.stage, helper=helper, asked=[helper, state.answers.get("helper_person") or ""])


def is_as_asked(state: State) -> bool:
    """Whether the answers name the same helper as when the blocker was raised or passed on."""
    answers = state.answers
    return answers.get("asked") == [answers.get("helper"), answers.get("helper_person") or ""]


def without_a_choice(state: State, facts: CheckinFacts) -> State:
    """An edit that names no helper leaves the blocker with whom it is."""
    asked = state.answers.get("asked")
    if state.answers.get("helper") or not isinstance(asked, list | tuple):
        return state
    kind, person = asked
    named = {"helper_person": person, "helper_person_shown": facts.name_of(str(person))} if person else {}
    return state.at(state.stage, helper=kind, **named)


def raise_blocker(raised: BlockerRaised, audience: Audience, event: Event, facts: CheckinFacts) -> Iterator[Effect]:
    """Record a blocker, reach its helper at once if it is urgent or no digest is to bring it, and watch the time.

    A manager's two working days begin when the digest brings it; until then there was nothing to answer. While the
    manager is away nobody is nudged, and after as many days the raiser is offered another helper.
    """
    yield Record(
        raised.blocker,
        raised,
        facts.owner.id,
        str(facts.week),
        audience=audience,
        helper=raised.helper,
        citable=audience not in APART,
    )
    after_digest = facts.manager_hears_at <= event.at
    people = first_asked(raised.helper_kind, raised.helper, facts)
    at_once = raised.urgent or raised.helper_kind != "manager" or after_digest
    if at_once:
        yield from ask(raised.blocker, people, str(facts.week), facts)
    heard = event.at if at_once else facts.manager_hears_at
    yield from watched(raised.blocker, people, heard, facts)
    if not at_once and facts.manager_is_away and (at := answer_due(people, event.at, WORKDAYS_TO_ANSWER, facts)):
        yield Wake(f"offer:{raised.blocker}", at)


def asked(blocker: str, kind: HelperKind, helper: str, week: str, facts: CheckinFacts) -> Iterator[Effect]:
    """Write to those who are asked first, now."""
    return ask(blocker, first_asked(kind, helper, facts), week, facts)


def ask(blocker: str, people: Sequence[str], week: str, facts: CheckinFacts) -> Iterator[Effect]:
    """Write to these people, now; who is away or was woken often enough hears of it in their own hours."""
    about = {"raiser": facts.owner.id, "week": week}
    for person in people:
        quietly = {"quiet": "yes"} if person in facts.rung_enough | facts.away else {}
        yield Start("blocker", person, blocker, about | quietly)


def watched(blocker: str, people: Sequence[str], since: datetime, facts: CheckinFacts) -> Iterator[Effect]:
    """Look again when these people have had their two working days."""
    at = answer_due(people, since, WORKDAYS_TO_ANSWER, facts)
    if at:
        yield Wake(f"unanswered:{blocker}", at)


def promised(blocker: str, facts: CheckinFacts) -> Iterator[Effect]:
    """Look again when the day that a helper named has passed."""
    taken = facts.blocker(blocker)
    if taken and taken.taken_until and not taken.is_overdue(facts.today):
        after = taken.taken_until + timedelta(days=1)
        yield Wake(f"overdue:{blocker}", instant_of(after, time(), facts.owner.zone))


def answer_due(people: Sequence[str], since: datetime, workdays: int, facts: CheckinFacts) -> datetime | None:
    """When the last of those asked has had so many working days of their own; the raiser's, if nobody is known."""
    timings = [facts.answering[person] for person in people if person in facts.answering] or [facts.timing]
    return max((at for each in timings if (at := workdays_after(since, workdays, each))), default=None)


def helpers_of(kind: HelperKind, helper: str, facts: CheckinFacts) -> tuple[str, ...]:
    """Everybody who can be asked: the one named, or those who hold the role of HR, the first of very many."""
    if kind == "hr":
        return tuple(person.id for person in facts.hr[:HR_AT_MOST])
    return (helper,) if helper else ()


def first_asked(kind: HelperKind, helper: str, facts: CheckinFacts) -> tuple[str, ...]:
    """Those of them who are asked at once."""
    return helpers_of(kind, helper, facts)[:HR_AT_A_TIME]


def next_asked(blocker: Blocker, rounds: Sequence[Sequence[str]], facts: CheckinFacts) -> tuple[str, ...]:
    """Those whose turn it is after these; nobody, if all were asked."""
    before = {person for each in rounds for person in each}
    everybody = helpers_of(blocker.helper_kind, blocker.helper, facts)
    return tuple(person for person in everybody if person not in before)[:HR_AT_A_TIME]


def was_told(standing: Blocker, facts: CheckinFacts) -> bool:
    """Whether who was asked has heard of it, whatever becomes of it: only a manager's digest is waited for."""
    waits = standing.helper_kind == "manager" and not standing.urgent and facts.manager_hears_at > facts.at
    return not waits


def is_same(standing: Blocker, state: State) -> bool:
    """Whether what is shared again still tells of the same blocker. It goes by the answers, not by whom they mean now:
    a change of manager withdraws nothing that somebody has promised.
    """
    answers = state.answers
    return (
        is_as_asked(state)
        and standing.what == str(answers.get("stuck_on") or "")
        and standing.needed_by == _day(answers.get("needed_by"))
        and (standing.urgent or not answers.get("urgent"))
    )


def end(
    blocker: Blocker, how: Literal["solved", "gone", "withdrawn"], event: Event, facts: CheckinFacts
) -> Iterator[Effect]:
    """Close a blocker for the same readers, forget its timers, and tell those who were asked."""
    yield Record(
        event.id(f"closed:{blocker.id}"),
        BlockerClosed(blocker.id, how),
        facts.owner.id,
        blocker.week,
        audience=blocker.audience,
        helper=blocker.helper,
        citable=blocker.audience not in APART,
    )
    yield Cancel(f"unanswered:{blocker.id}")
    yield Cancel(f"offer:{blocker.id}")
    yield from moved_on(blocker, how, facts)


def moved_on(blocker: Blocker, notice: str, facts: CheckinFacts) -> Iterator[Effect]:
    """Tell those who were asked that it is over, or now with somebody else: their cards follow."""
    people = dict.fromkeys((*helpers_of(blocker.helper_kind, blocker.helper, facts), blocker.taken_by))
    for person in people:
        if person and person != facts.owner.id:
            yield Tell("blocker", person, blocker.id, "over", {"how": notice})
    yield from told_to_digests(blocker)


def told_to_weeks(blocker: Blocker, event: Event, facts: CheckinFacts, notice: str, **told: str) -> list[Effect]:
    """The week that raised it keeps its answers and watches its time; the week whose card was tapped follows."""
    about = {"blocker": blocker.id, **told}
    tells: list[Effect] = [Tell("weekly_checkin", event.owner, blocker.week, notice, about)]
    if event.topic not in (blocker.week, str(week_at(event.at, facts.owner.zone))):
        tells.append(Tell("weekly_checkin", event.owner, event.topic, "came_of_it", {"blocker": blocker.id}))
    return tells


def _day(value: Json) -> date | None:
    return date.fromisoformat(str(value)) if value else None
