"""Sharing: what a check-in leaves in the record, who hears of it, and taking it back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from conversations.entries import (
    BlockerRaised,
    CheckInAnswered,
    CheckInWithdrawn,
    EnergyNoted,
    EnergyWithdrawn,
    PlanOutcome,
)
from conversations.rules.helping import APART, audience_of
from conversations.rules.visibility import Audience
from conversations.rules.weeks import week_at
from conversations.toolkit.conversation import Json, Result, State
from conversations.toolkit.dialogue import ASIDE, CLOSED, INVITED, RECAP, SHARED
from conversations.toolkit.effects import Cancel, Effect, Record, Show, Tell, To, Wake
from conversations.toolkit.events import Clicked, Event, Started, Submitted, Typed
from conversations.toolkit.filling import DRAFT, SENT
from conversations.toolkit.reader import Blocker
from conversations.weekly_checkin import cards, goals_said, hr_alone, offers, read_first
from conversations.weekly_checkin.facts import CheckinFacts
from conversations.weekly_checkin.raising import (
    end,
    is_as_asked,
    is_same,
    raise_blocker,
    raised_in,
    remembering,
    was_told,
    without_a_choice,
)
from conversations.weekly_checkin.receipts import with_change

LEFT_OUT, NOT_NOW = "unanswered", "not_now"
"""Stages of a week that ended without an answer, or that its person leaves out."""

ANSWERED = (SHARED, CLOSED, NOT_NOW)
"""Stages in which nobody is asked: who answered before the prompt gets none, and no reminder."""

EDITED = "edited"
"""The answers' name for that a week was changed since it was shared, and for the plans before, if it was in words: then
"undo" may mean that alone.
"""

IN_PLACE = ("", INVITED, ASIDE, RECAP, SHARED, CLOSED, LEFT_OUT, NOT_NOW)
"""Stages whose card was the one that was tapped: it changes where it stands."""


def share(state: State, event: Event, facts: CheckinFacts) -> Result:
    """Record the answers, raise what is stuck, and let the card become the week's."""
    if isinstance(event, Submitted) and (first := read_first.read_back_first(state, event, facts)):
        return first
    after = _listening(state.without(read_first.SURE, DRAFT), event).at(
        CLOSED if facts.is_over else SHARED,
        shared_with=cards.reader_of(facts),
        **({EDITED: _before(event, facts)} if state.stage == SHARED else {}),
    )
    after, raised, standing = _blocker(after, event, facts)
    after, for_oneself = energy(after, event, facts)
    after, told = _checkin(after, event, quick=bool(state.answers.get("quick")), facts=facts)
    after, goals = goals_said.recorded(after, event, facts)
    told += [*goals, *raised]
    effects = [*told, *for_oneself, Cancel("reminder"), *(_digest_follows(state, facts) if told else ())]
    if after.stage == SHARED and state.stage in (CLOSED, LEFT_OUT):
        # It closed where its person was; where they are now that is still to come.
        effects.append(Wake("close", facts.closes_at))
    show = Show(
        cards.shared(after, standing),
        To(event.owner),
        fresh=isinstance(event, Typed) or state.stage not in IN_PLACE,
        about=(str(after.answers["checkin"]),),
    )
    return after, [*effects, show]


def _before(event: Event, facts: CheckinFacts) -> Json:
    """What words replaced, for who says at once that it is to be as it was: only plans are changed in words."""
    if isinstance(event, Typed | Started) and facts.checkin:
        return list(facts.checkin.plans)
    return True


def _digest_follows(before: State, facts: CheckinFacts) -> Iterator[Effect]:
    """A digest with the words that were shared before, there or on its way, tells of them no longer: also that of who
    read them then, and does no more. One that lost them when they were taken back tells of what is shared again.
    """
    was_shared = "shared_with" in before.answers
    readers = f"{before.answers.get('shared_with', '')} {cards.reader_of(facts)}".split() if was_shared else ()
    for reader in dict.fromkeys(readers):
        for week in dict.fromkeys((str(facts.week), str(week_at(facts.at, facts.owner.zone)))):
            yield Tell("manager_digest", reader, week, "moved_on", if_begun=True)


def _listening(state: State, event: Event) -> State:
    """After the one tap the week's card listens for plans, as long as they are just said."""
    goes_on = state.answers.get("one_tap") and isinstance(event, Typed)
    one_tap = bool(state.answers.get("quick") or goes_on)
    return state.without("quick", "one_tap").at(state.stage, **({"one_tap": True} if one_tap else {}))


def _checkin(state: State, event: Event, *, quick: bool, facts: CheckinFacts) -> tuple[State, list[Effect]]:
    """The week's words for the record. Those that stand there already make no new version: what is changed besides,
    such as one's energy, shows nobody that anything was.
    """
    entry = _entry(state, quick=quick, facts=facts)
    if _stands_already(entry, facts):
        return state, []
    checkin, owner, week = event.id("checkin"), facts.owner.id, str(facts.week)
    after = _beside_the_original(with_change(state), facts).at(state.stage, checkin=checkin)
    if facts.lead is None:
        return after, [Record(checkin, entry, owner, week, audience="manager", citable=True)]
    return after, [Record(checkin, entry, owner, week, "lead", facts.lead.id, citable=True)]


def _beside_the_original(state: State, facts: CheckinFacts) -> State:
    """A correction of a closed week remembers the plans that stood there when it closed."""
    if not facts.is_over or facts.checkin is None or cards.ORIGINAL in state.answers:
        return state
    return state.at(state.stage, **{cards.ORIGINAL: list(facts.checkin.plans)})


def _stands_already(entry: CheckInAnswered, facts: CheckinFacts) -> bool:
    """Whether the record has these words, for those who read them now; given with one tap or not."""
    shared, given = facts.shared, facts.checkin
    if shared is None or given is None:
        return False
    readers = tuple(each.id if each else "" for each in (facts.manager, facts.lead))
    same = replace(entry, quick=given.quick, corrects=given.corrects) == given
    return same and (shared.manager_then, shared.helper) == readers


def _entry(state: State, *, quick: bool, facts: CheckinFacts) -> CheckInAnswered:
    answers = state.answers
    given = answers.get("outcomes")
    chosen = given if isinstance(given, Mapping) else {}
    plans = answers.get("plans")
    return CheckInAnswered(
        week=str(facts.week),
        outcomes=tuple(
            PlanOutcome(plan, outcome)
            for n, plan in enumerate(facts.last_plans)
            if (outcome := chosen.get(str(n))) in ("done", "continue", "drop")
        ),
        plans=tuple(str(plan) for plan in plans) if isinstance(plans, list | tuple) else (),
        quick=quick,
        sentence=str(answers.get("sentence") or ""),
        sentence_citable=bool(answers.get("may_cite")),
        # What only HR shall read must not shine through in what the manager reads.
        stuck=answers.get("stuck") == "yes" and not answers.get("apart"),
        corrects=facts.shared.id if facts.shared else "",
    )


def energy(state: State, event: Event, facts: CheckinFacts) -> tuple[State, list[Effect]]:
    """Note it, or take back what was noted: an answer that is edited to nothing leaves nothing in the record."""
    level, week = state.answers.get("energy"), str(facts.week)
    if not isinstance(level, int):
        return _without_energy(state, event, facts)
    noted = Record(event.id("energy"), EnergyNoted(week, level), facts.owner.id, week, audience="self")
    return state.at(state.stage, has_energy=True), [noted]


def _without_energy(state: State, event: Event, facts: CheckinFacts) -> tuple[State, list[Effect]]:
    if not state.answers.get("has_energy"):
        return state, []
    week = str(facts.week)
    entry = EnergyWithdrawn(week)
    return state.without("has_energy"), [Record(event.id("energy"), entry, facts.owner.id, week, audience="self")]


def _blocker(state: State, event: Event, facts: CheckinFacts) -> tuple[State, list[Effect], CheckinFacts]:
    """Raise the blocker once; when the answer is edited, an old one that no longer stands so is withdrawn.

    Gives the state, the effects, and the facts as they stand afterwards.
    """
    standing = facts.blocker(str(state.answers.get("blocker") or ""))
    left = facts.without(standing.id) if standing else facts
    state = without_a_choice(state, facts) if standing else state
    same = standing and is_same(standing, state)
    state = state if same else hr_alone.kept_apart(state, event, facts)
    now, withdrawn = _withdrawn(state, standing, event, facts, left)
    if state.answers.get("stuck") != "yes":
        return now.without("blocker", "apart", "asked"), withdrawn, left
    if standing and same:
        return _apart(state, standing.audience), [], facts
    raised = raised_in(state, event.id("blocker"), facts)
    audience = _audience(state, standing, raised)
    after = remembering(_apart(now, audience), raised.helper_kind).at(state.stage, blocker=raised.blocker)
    effects = [*withdrawn, *raise_blocker(raised, audience, event, facts)]
    return after, effects, left.after_raising(raised, audience)


def _withdrawn(
    state: State, standing: Blocker | None, event: Event, facts: CheckinFacts, left: CheckinFacts
) -> tuple[State, list[Effect]]:
    """A blocker that no longer stands is closed, and so is the offer of another helper for it."""
    if standing is None:
        return state, []
    after, settled = offers.decided(state, standing.id, event, left)
    return after, [*end(standing, "withdrawn", event, facts), *settled]


def _audience(state: State, standing: Blocker | None, raised: BlockerRaised) -> Audience:
    """Who reads what the week is stuck on; what HR alone read once does not come to the manager by a change."""
    apart = bool(state.answers.get("apart")) or (standing is not None and standing.audience in APART)
    if standing and is_as_asked(state) and not apart:
        return standing.audience
    return audience_of(raised.helper_kind, apart=apart)


def _apart(state: State, audience: Audience) -> State:
    """Whether the manager is kept out of it, also for after it is taken back."""
    return state.at(state.stage, apart=True) if audience in APART else state.without("apart")


def undo(state: State, event: Clicked | Started, facts: CheckinFacts) -> Result:
    """Take the check-in back, as long as nobody has read or answered it; the answers stay for another try."""
    if facts.shared is None or state.stage != SHARED or not cards.may_undo(state, facts):
        return state, [Show(cards.shared(state, facts), To(event.owner))]
    entry = CheckInWithdrawn(str(facts.week), facts.shared.id)
    standing = facts.blocker(str(state.answers.get("blocker") or ""))
    left = facts.without(standing.id) if standing else facts
    state, withdrawn = _withdrawn(state, standing, event, facts, left)
    told = {cards.TOLD: standing.helper} if standing and was_told(standing, facts) else {}
    back = with_change(state).without("checkin", "blocker", "asked", "one_tap", EDITED, SENT).at(RECAP, **told)
    back, goals = goals_said.taken_back(back, event, facts)
    after, for_oneself = _without_energy(back, event, facts)
    return after, [
        Record(event.id("withdrawn"), entry, facts.owner.id, str(facts.week), audience="manager"),
        *for_oneself,
        *goals,
        *withdrawn,
        *_digest_follows(state, facts),
        Show(cards.recap(after, facts), To(event.owner)),
    ]
