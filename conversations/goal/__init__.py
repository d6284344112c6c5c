"""One goal, as one of those whom it concerns sees it: agreed by both sides, moved by a tap, explained, closed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from conversations.entries import Entry
from conversations.entries.goals import GoalConfirmed, GoalMoved, GoalReopened, GoalSet
from conversations.goal import asked, cards, conflicts, endings, forms, revising, sending, telling, typed, written
from conversations.goal.answering import answered
from conversations.goal.audiences import audience
from conversations.goal.cards import PACES
from conversations.goal.facts import (
    ASKED_ONCE,
    BROUGHT,
    BY_TAP,
    CLOSING,
    DECLINED,
    DOUBT,
    DOUBTED,
    EXPLAINED,
    OVERTAKEN,
    SHOWN,
    TOLD,
    GoalFacts,
    gather,
    seen_in,
)
from conversations.goal.history import STEPS, opened, told_of
from conversations.goal.watching import STALE, asked_how, watch
from conversations.toolkit.cards import Card
from conversations.toolkit.commands import Command
from conversations.toolkit.conversation import Result, State
from conversations.toolkit.effects import Effect, Record, RejectForm, Show, Tell, To
from conversations.toolkit.events import Called, Clicked, Conflict, Due, Event, Looked, Started, Submitted, Told, Typed
from conversations.toolkit.forms import Form, Option
from conversations.toolkit.reader import Goal, Reader

ASKED = "asked"
"""Why the card is begun that asks its viewer for a yes, as a message of its own."""
ALONE = "alone"
"""Why the card is begun that tells its viewer what the other side brought, as a message of its own."""


class GoalConversation:
    """Owned by whoever looks at the goal; its key is the goal's id."""

    name = "goal"
    commands: Sequence[Command] = ()

    def key_of(self, reader: Reader, at: datetime) -> str:
        """No command calls it: the list of goals does."""
        return ""

    def facts(self, reader: Reader, state: State, event: Event | Looked) -> GoalFacts:
        """Fetch the goal through its viewer's reader."""
        return gather(reader, state, event)

    def handle(self, state: State, event: Event, facts: GoalFacts) -> Result:
        """Play one event."""
        goal = facts.goal
        if goal is None:
            if isinstance(event, Submitted):
                return state, [sending.refused(event)]
            return state, self._show(state, event, facts, fresh=False)
        match event:
            case Started(arguments=given):
                if given.keys() & typed.SAID:
                    return self._offered(state, event, goal, facts)
                return self._started(state, event, given.get("why", ""), facts)
            case Called():
                return state.at(SHOWN), self._show(state.at(SHOWN), event, facts, fresh=True)
            case Told(notice="agree", facts=given) if facts.is_asked(given.get("version", "")):
                return self._agreed(state, event, goal, facts)
            case Told(notice=notice, facts=given) if notice == OVERTAKEN and facts.side:
                after = conflicts.keeping(state, "update", typed.asked_of(given, goal).values, None)
                return after, [conflicts.shown(after, event, goal, facts, fresh=True)]
            case Told(notice=notice) if notice == DOUBTED:
                return typed.doubted(state, event, goal, facts)
            case Told(notice=notice):
                return self._told(state, event, notice, facts)
            case Due(timer=timer) if timer == STALE:
                return state, asked_how(event, facts)
            case Clicked():
                return self._clicked(state, event, goal, facts)
            case Typed():
                return self._typed(state, event, goal, facts)
            case Submitted():
                return self._submitted(state, event, goal, facts)
            case Conflict(values=values) if values:
                return self._conflict(state, event, goal, facts)
            case Conflict():
                return state, [*self._show(state, event, facts), *conflicts.again(state, event, goal, facts)]
            case _:
                return state, []

    def form(self, name: str, state: State, facts: GoalFacts) -> Form | None:
        """Update, change, close, and once it is over a word against that; none for who only reads."""
        if facts.goal is None or facts.side is None or (name == endings.DIFFER) != bool(facts.goal.standing.closed_at):
            return None
        if name == endings.DECLINE and not facts.may_decline:
            return None
        return written.in_form(forms.form(name, facts.goal, facts), state)

    def screen(self, name: str, arguments: Mapping[str, str], facts: GoalFacts) -> Card:
        """The goal as a page."""
        return cards.card(State(SHOWN), facts)

    def options(self, field: str, text: str, facts: GoalFacts) -> Sequence[Option]:
        """None of its fields has any."""
        return ()

    def _started(self, state: State, event: Started, why: str, facts: GoalFacts) -> Result:
        """Opened by its viewer, or brought by the other side: because it waits for a yes, alone or on a list of all
        that wait, as their viewer's list of goals knows; or to be told that it is over, or is not, in the same way.
        """
        asks = event.actor != event.owner
        if asks and why in BROUGHT:
            return self._brought(state, event, why, facts)
        if asks and why == ALONE:
            return state.at(SHOWN), self._show(state.at(SHOWN), event, facts, fresh=True, prompt=True)
        if asks and why != ASKED:
            named = {"goal": event.topic}
            return state, [Tell("goals", event.owner, "", "proposed", named), *watch(event, facts)]
        stage = {"explain": EXPLAINED, "close": CLOSING}.get(why, SHOWN)
        said = written.of_end(state.without(STEPS, BY_TAP), event.arguments)
        after = (said.without(TOLD) if asks else said).at(stage)
        after, fresh = telling.ringing(after, facts) if asks else (after, True)
        return after, [*self._show(after, event, facts, fresh=fresh, prompt=asks and fresh), *watch(event, facts)]

    def _brought(self, state: State, event: Started, why: str, facts: GoalFacts) -> Result:
        """Over, or not, by the other side: its viewer's list of goals knows how they are told; what stands follows."""
        after, rings = telling.ringing(state.at(SHOWN if state.stage else "", **{TOLD: why}), facts)
        told = self._show(after, event, facts) if after.stage and not rings else []
        told += [Tell("goals", event.owner, "", "brought", {"goal": event.topic})] if rings else []
        return after, [*told, *self._following(after, event, facts)]

    def _told(self, state: State, event: Told, notice: str, facts: GoalFacts) -> Result:
        """The card that stands follows what happened."""
        shown = self._show(state, event, facts) if state.stage else []
        return state, [*shown, *self._following(state, event, facts, lists=notice == "moved")]

    def _following(self, state: State, event: Event, facts: GoalFacts, *, lists: bool = True) -> list[Effect]:
        """What stands beside the card follows as well, and so do its viewer's lists."""
        both = conflicts.again(state, event, facts.goal, facts) if facts.goal and facts.side else []
        told = [Tell("goals", event.owner, "", "moved", if_begun=True)] if lists else []
        return [*both, *watch(event, facts), *told]

    def _clicked(self, state: State, event: Clicked, goal: Goal, facts: GoalFacts) -> Result:
        manager = facts.manager.id if facts.manager else ""
        match event.button:
            case "explain":
                return (after := opened(state, event.value)), self._show(after, event, facts)
            case "less":
                return state.at(SHOWN), self._show(state.at(SHOWN), event, facts)
            case "pace" if facts.side and event.value in PACES:
                return self._recorded(state, event, goal, facts, GoalMoved(goal.id, event.value))
            case "tick" if (
                facts.side and goal.standing.state == "agreed" and (moved := forms.ticked(goal, event.value))
            ):
                return self._recorded(state, event, goal, facts, moved)
            case "agree" if facts.is_asked(event.value):
                return self._agreed(state, event, goal, facts)
            case "propose" if facts.may_propose and event.value == manager:
                proposed = GoalSet(goal.id, goal.content, alone=facts.manager is None)
                return self._recorded(state, event, goal, facts, proposed, brings="proposed")
            case "reopen" if facts.side and goal.standing.closed_at:
                return self._recorded(state, event, goal, facts, GoalReopened(goal.id))
            case "take" if facts.side and (waits := asked.waiting(state)):
                if (taken := waits.taken(event.value)).field:
                    return taken.kept(state), [asked.shown(taken, event, goal, facts)]
                return self._submitted(state, asked.sent(event, taken), goal, facts, taken.sure)
            case "undo" if facts.side and (back := asked.undone(state, goal)):
                return self._recorded(state.without(cards.UNDO), event, goal, facts, back)
            case "mine" if facts.side and conflicts.is_open(state):
                return self._mine(state, event, goal, facts)
            case "theirs" if conflicts.is_open(state):
                after = conflicts.over(state.at(SHOWN))
                return after, [conflicts.settled(event, goal), *self._show(after, event, facts)]
            case _:
                return state, self._show(state, event, facts)

    def _typed(self, state: State, event: Typed, goal: Goal, facts: GoalFacts) -> Result:
        """As by the tap that it stands for, below the goal as it is then."""
        heard = answered(state, event, goal, facts)
        if isinstance(heard, Clicked):
            after, effects = self._clicked(state, heard, goal, facts)
            return after, [*self._show(state.at(SHOWN), event, facts, fresh=True), *effects]
        after, effects = heard
        return after, effects or self._show(after, event, facts, fresh=True)

    def _agreed(self, state: State, event: Clicked | Told, goal: Goal, facts: GoalFacts) -> Result:
        """A yes to what a former manager proposed binds nobody else: whoever manages now is asked for theirs."""
        if facts.former is None:
            confirmed = GoalConfirmed(goal.id, goal.standing.content_version, facts.side or "owner", goal.content)
            return self._recorded(state, event, goal, facts, confirmed)
        proposed = GoalSet(goal.id, goal.content, alone=facts.manager is None)
        return self._recorded(state, event, goal, facts, proposed, brings="proposed")

    def _mine(self, state: State, event: Clicked, goal: Goal, facts: GoalFacts) -> Result:
        """What the viewer had written, on top of what they saw beside it; more than that is shown first."""
        if event.value != str(goal.version) or goal.standing.closed_at is not None:
            return state, [conflicts.shown(state, event, goal, facts)]
        again = conflicts.sent(state, event, goal, facts)
        after, effects = self._submitted(conflicts.over(state), again, goal, facts)
        if wrong := [says for each in effects if isinstance(each, RejectForm) for says in each.errors.values()]:
            return state, [conflicts.shown(state, event, goal, facts, wrong=wrong)]
        return after, [conflicts.settled(event, goal), *effects]

    def _submitted(
        self, state: State, event: Submitted, goal: Goal, facts: GoalFacts, sure: Sequence[str] = ()
    ) -> Result:
        if facts.side is None or (event.form == endings.DIFFER and not goal.standing.closed_at):
            return state, [sending.refused(event, stands=facts.side is not None)]
        event = conflicts.past_a_yes(event, goal, facts)
        if event.version != goal.version or (goal.standing.closed_at and event.form != endings.DIFFER):
            return self._conflict(state, event, goal, facts)
        if event.form == "update":
            return self._updated(state, event, goal, facts, sure)
        entry, errors = sending.entry_of(event, goal, facts.side, facts)
        if entry is None:
            return state, [RejectForm(errors)]
        after, effects = self._with(state.without(DOUBT), event, goal, facts, entry)
        return after, [*revising.settled(state, event), *effects]

    def _conflict(self, state: State, event: Submitted | Conflict, goal: Goal, facts: GoalFacts) -> Result:
        """Written on what has moved on: the goal is as it is until its writer has seen that."""
        seen = seen_in(state, event)
        touched = conflicts.touched(event.form, event.values, goal, facts)
        if not touched:
            # Nothing of it is the writer's own: what stands is all there is.
            return state.without(DOUBT), [*asked.answered(state, event), *self._show(state, event, facts)]
        after = conflicts.keeping(state.without(DOUBT), event.form, touched, seen)
        return after, [*asked.answered(state, event), conflicts.shown(after, event, goal, facts, fresh=True)]

    def _offered(self, state: State, event: Started, goal: Goal, facts: GoalFacts) -> Result:
        """What was typed of it: a number counts once it is tapped, a word for how it goes where it was called."""
        if event.arguments.get("aims") == "yes" and facts.side and not goal.standing.closed_at:
            return revising.offered(state.at(SHOWN), event, event.arguments, goal, facts)
        opened, effects = self._started(state, event, "update", facts)
        if why := typed.refused(event.arguments, event, goal, facts):
            return opened, [*effects, why]
        waits = typed.asked_of(event.arguments, goal)
        if event.arguments.get("sure"):
            after, recorded = self._updated(opened, asked.sent(event, waits), goal, facts, ())
            return after, [*effects, *recorded]
        return revising.aiming(waits.kept(opened), goal, event.arguments), [
            *watch(event, facts),
            asked.shown(waits, event, goal, facts),
        ]

    def _updated(self, state: State, event: Submitted, goal: Goal, facts: GoalFacts, sure: Sequence[str]) -> Result:
        """How far it is, unless a number is in doubt: that is asked first. It can be taken back by a tap."""
        moved, errors = forms.read_update(goal, event.values, facts)
        if moved is None:
            return state, [RejectForm(errors)]
        if field := asked.in_doubt(goal, event.values, sure, facts):
            waits = asked.Asked(event.values, sure, field, event.version)
            return waits.kept(state), [asked.shown(waits, event, goal, facts)]
        kept = asked.undoing(state.without(DOUBT), goal, event.id(moved.kind), moved)
        after, effects = self._with(kept, event, goal, facts, moved)
        return after, [*asked.answered(state, event), *effects]

    def _with(self, state: State, event: Submitted, goal: Goal, facts: GoalFacts, entry: Entry) -> Result:
        brings = DECLINED if event.form == endings.DECLINE else telling.brings(entry, goal)
        after, effects = self._recorded(state, event, goal, facts, entry, expects=event.version, brings=brings)
        return after, [*effects, *(telling.to_hr(event, goal, facts) if brings == "proposed" and facts.is_late else ())]

    def _recorded(
        self,
        state: State,
        event: Clicked | Submitted | Told,
        goal: Goal,
        facts: GoalFacts,
        entry: Entry,
        *,
        expects: int | None = None,
        brings: str = "",
    ) -> Result:
        """Record it, redraw both cards; what the other side is to answer comes to them."""
        record = Record(
            event.id(entry.kind), entry, goal.owner, audience=audience(goal, entry), citable=True, expects=expects
        )
        after = state.at(state.stage if state.stage == EXPLAINED else SHOWN).without(telling.RANG, *ASKED_ONCE)
        again = Tell(self.name, event.owner, goal.id, "moved")
        return after, [*revising.answered(state, event), record, again, *telling.to_the_other(goal, facts, brings)]

    def _show(
        self, state: State, event: Event, facts: GoalFacts, *, fresh: bool = False, prompt: bool = False
    ) -> list[Effect]:
        about = (facts.goal.id,) if facts.goal else ()
        told = told_of(state, facts) if state.stage == EXPLAINED else ()
        card, to = cards.card(state, facts, told), To(event.owner)
        # Who is told that it is over, or is not, need not answer.
        asks = int(prompt and TOLD not in state.answers)
        return [Show(card, to, about=about, fresh=fresh, prompt=prompt, kind="colleague", questions=asks)]


goal = GoalConversation()
