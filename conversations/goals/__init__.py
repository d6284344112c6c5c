"""Goals: my list with a tap each, setting one from a sentence, a team's at a glance, a nudge for what lies still."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from conversations.entries.goals import GoalMoved, GoalSet
from conversations.goal.audiences import audience_of
from conversations.goal.cards import PACES
from conversations.goal.results import FORM
from conversations.goals import (
    answering,
    asking,
    beginnings,
    brought,
    cards,
    draft_form,
    drafting,
    lacking,
    ours,
    privacy,
    results,
    thousands,
    typed,
    which,
    whom,
)
from conversations.goals.calling import called, drafted, mine, sentence, show, show_theirs, tree_of
from conversations.goals.drafting import say
from conversations.goals.facts import FOR, INDICATOR, TREE, GoalsFacts, gather
from conversations.rules.goals import GoalContent, Side
from conversations.toolkit.cards import Card
from conversations.toolkit.commands import Command
from conversations.toolkit.conversation import Result, State
from conversations.toolkit.effects import Effect, Record, RejectForm, Start, Tell
from conversations.toolkit.events import Called, Clicked, Due, Event, Looked, Started, Submitted, Told, Typed
from conversations.toolkit.forms import Form, Option, read_form
from conversations.toolkit.reader import Goal, Reader


class Goals:
    """Owned by whose list it is; the stage says what is being drafted or shown."""

    name = "goals"
    commands: Sequence[Command] = (Command("goal"),)

    def key_of(self, reader: Reader, at: datetime) -> str:
        """Everybody has one."""
        return ""

    def facts(self, reader: Reader, state: State, event: Event | Looked) -> GoalsFacts:
        """Fetch the goals that are to be seen."""
        return gather(reader, state, event)

    def handle(self, state: State, event: Event, facts: GoalsFacts) -> Result:
        """Play one event."""
        match event:
            case Called(arguments=text):
                return called(state, event, text, facts)
            case Started() if facts.indicator:
                return drafted(beginnings.with_indicator(state, facts), event, facts, fresh=True)
            case Started(arguments=given):
                return called(state, event, given.get("text", ""), facts)
            case Typed():
                return typed.typed(state, event, facts)
            case Clicked():
                return self._clicked(state, event, facts)
            case Submitted(form=name) if name.partition(":")[0] == drafting.SURE:
                return self._sure(state, event, facts)
            case Submitted(form=name) if name.partition(":")[0] == FORM:
                return self._result(state, event, facts)
            case Submitted():
                content, errors = draft_form.read(state, event.values, facts)
                if content is None:
                    return state, [RejectForm(errors)]
                # Said anew, it is asked anew.
                return drafted(drafting.keeping(state.without(*drafting.ASKED), content), event, facts)
            case Told(notice="proposed"):
                return asking.for_a_yes(state, event, facts)
            case Told(notice="brought"):
                return brought.told(state, event, facts)
            case Told(notice="late"):
                return brought.changed_late(state, event, facts)
            case Told(notice="stale") | Due(timer="stale"):
                return asking.how_it_goes(state, event, facts)
            case Told():
                return self._standing(state, event, facts)
            case _:
                return state, []

    def form(self, name: str, state: State, facts: GoalsFacts) -> Form | None:
        """The draft on one page, or the one line on why it is right as it is."""
        content = drafting.kept(state)
        if content and name.partition(":")[0] == FORM:
            return results.form(name, content, facts.today)
        if name.partition(":")[0] != drafting.SURE:
            return draft_form.form(state, facts)
        return draft_form.sure(name, state, facts)

    def screen(self, name: str, arguments: Mapping[str, str], facts: GoalsFacts) -> Card:
        """My goals, my team's, or the tree of all, as a page."""
        if name == TREE:
            return tree_of(facts)
        return cards.team(0, facts) if name == "team" else cards.mine(0, facts)

    def options(self, field: str, text: str, facts: GoalsFacts) -> Sequence[Option]:
        """None of its fields has any."""
        return ()

    def _result(self, state: State, event: Submitted, facts: GoalsFacts) -> Result:
        content = drafting.kept(state)
        if content is None:
            return state, [RejectForm({"title": say("sure.gone")})]
        changed, errors = results.read(event.form, content, event.values, facts.today, facts.vocabulary)
        if errors:
            return state, [RejectForm(errors)]
        return drafted(drafting.keeping(state, changed), event, facts)

    def _clicked(self, state: State, event: Clicked, facts: GoalsFacts) -> Result:
        """A tap on one of the lists, or on what begins a draft; what is on a draft's card has a turn of its own."""
        content = drafting.kept(state)
        if event.value and event.button in ("resume", "drop"):
            return self._half_made(state, event, facts)
        if content and event.button in drafting.TAPS:
            return self._on_draft(state, event, content, facts)
        match event.button:
            case "pace" | "agree":
                return self._tapped(state, event, facts)
            case "open" | "move" | "new" | "end":
                return self._meant(state, event, facts)
            case "add" | "add_for" | ours.OURS if not facts.is_out_of_reach:
                return self._asks(state, event, facts)
            case "indicator" if not facts.is_out_of_reach:
                asked = drafting.set_aside(state) if content else state
                return asked.at(INDICATOR), [Start(INDICATOR, event.owner)]
            case "add_for":
                return state, [show(drafting.lost(None, facts), event, fresh=True)]
            case "drop":
                return drafting.forgotten(state), [show(cards.said("dropped", facts), event)]
            case "again":
                return state, [show(cards.again(facts), event)]
            case "from":
                return self._from(state, event, facts.goal(event.value), facts)
            case "team":
                page = cards.team(_number(event.value), facts)
                return state, [show_theirs(page, event, facts, fresh=not event.value)]
            case "person":
                number, _, whose = event.value.partition(":")
                name = next((person.name for person in facts.reports if person.id == whose), "")
                card = cards.of_person(whose, name, _number(number), facts)
                return state, [show_theirs(card, event, facts, fresh=number == "0")]
            case _:
                return _listed(state, event, facts)

    def _meant(self, state: State, event: Clicked, facts: GoalsFacts) -> Result:
        """What was meant: this goal, with the number that was typed if one was, or a new one."""
        id_, _, said = event.value.partition(":")
        if event.button == "new" and state.stage == "unsure":
            own = str(state.answers.get("own") or state.answers.get("unsure") or "")
            return sentence(drafting.set_aside(state), event, own, facts)
        if facts.goal(id_) is None:
            return _listed(state, event, facts)
        given = {"why": "close"} if event.button == "end" else which.given(said)
        return state, [Start("goal", event.owner, id_, given)]

    def _asks(self, state: State, event: Clicked, facts: GoalsFacts) -> Result:
        """The question that begins a goal, and for whom: oneself, a report, a department."""
        if event.card == whom.CARD and state.stage == "unsure":
            theirs = drafting.set_aside(state).at("asking", **{FOR: facts.subject.id})
            return sentence(theirs, event, str(state.answers.get("unsure") or ""), facts)
        named = {ours.OURS: event.value} if event.button == ours.OURS else {}
        asking = drafting.set_aside(state).at("asking", **(named if facts.is_own else {FOR: facts.subject.id}))
        card = drafting.ask(facts, ours.named(asking, facts))
        return asking, [show(card, event, fresh=event.button != ours.OURS)]

    def _half_made(self, state: State, event: Clicked, facts: GoalsFacts) -> Result:
        """One of those on the list that are half made: taken up again, or dropped."""
        if event.button == "drop":
            return _listed(drafting.dropped(state, event.value), event, facts)
        after = drafting.taken_up(state, event.value)
        return drafted(after, event, facts, fresh=True) if after else _listed(state, event, facts)

    def _on_draft(self, state: State, event: Clicked, content: GoalContent, facts: GoalsFacts) -> Result:
        match event.button:
            case ours.OURS:
                return drafted(drafting.keeping(state, ours.given(content, event.value, facts)), event, facts)
            case privacy.READERS:
                return drafted(drafting.keeping(state, privacy.given(content, event.value)), event, facts)
            case "more":
                return state.at(results.ASKING), [show(results.ask(content), event, fresh=True)]
            case "off":
                return drafted(drafting.keeping(state, results.without(content, event.value)), event, facts)
            case "by":
                return drafted(drafting.keeping(state, drafting.by_its_end(state, content)), event, facts)
            case thousands.THOUSANDS:
                return drafted(drafting.keeping(state, thousands.undone(state, content)), event, facts)
            case lacking.MEANT:
                return answering.given(state, event, content, facts)
            case "influence" | "alike":
                return drafted(drafting.answered(state, event.button, event.value), event, facts)
            case "mend":
                mended = next((w.rewrite for w in drafting.warnings(state, facts) if w.rule == event.value), None)
                return drafted(drafting.keeping(state, mended) if mended else state, event, facts)
            case "propose" if event.value == drafting.mark(state, facts) and not facts.is_out_of_reach:
                return self._proposed(state, event, facts)
            case "propose":
                return drafted(state, event, facts, fresh=True)
            case "keep" if facts.is_own:
                return self._proposed(state, event, facts, draft=True)
            case _:
                return drafted(state.at(drafting.DRAFT), event, facts)

    def _tapped(self, state: State, event: Clicked, facts: GoalsFacts) -> Result:
        """One tap on a list: a yes, or how it goes; the other side's card follows."""
        id_, _, said = event.value.partition(":")
        goal = facts.goal(id_)
        if goal and event.button == "agree":
            return state, [Tell("goal", event.owner, id_, "agree", {"version": said})]
        if goal is None or said not in PACES or goal.standing.state != "agreed":
            return self._standing(state, event, facts)
        moved = GoalMoved(goal.id, said)
        record = Record(event.id(f"{id_}:moved"), moved, goal.owner, audience=goal.audience, citable=True)
        manager = [Tell("goal", facts.manager.id, goal.id, "moved")] if facts.manager else []
        return state, [record, Tell("goal", event.owner, goal.id, "moved"), *manager]

    def _sure(self, state: State, event: Submitted, facts: GoalsFacts) -> Result:
        """Proposed as it is, with a word on why; only what the form was opened for."""
        form = draft_form.sure(event.form, state, facts)
        if form is None:
            return state, [RejectForm({"reason": say("sure.gone")})]
        given, errors = read_form(form, event.values)
        if errors:
            return state, [RejectForm(errors)]
        return self._proposed(state, event, facts, reason=str(given["reason"]))

    def _proposed(
        self, state: State, event: Clicked | Submitted, facts: GoalsFacts, *, reason: str = "", draft: bool = False
    ) -> Result:
        """The draft becomes a goal: kept for oneself, or proposed to the other side."""
        content = drafting.kept(state)
        if content is None:
            return state, []
        if content != (now := ours.given(content, content.team, facts)):
            # Its department has another head by now.
            return drafted(drafting.keeping(state, now), event, facts)
        goal, by = event.id("goal"), _side(facts)
        entry = GoalSet(goal, content, by, draft=draft, alone=facts.other is None, reason=reason)
        record = Record(event.id("set"), entry, facts.subject.id, audience=audience_of(entry), citable=True)
        effects: list[Effect] = [record, Start("goal", event.owner, goal, {"why": "set"})]
        if facts.other and not draft:
            effects.append(Start("goal", facts.other.id, goal, {"why": "proposed"}))
        said = "kept" if draft else ("proposed" if facts.other else "set")
        return drafting.forgotten(state), [show(cards.said(said, facts), event), *effects]

    def _from(self, state: State, event: Clicked, goal: Goal | None, facts: GoalsFacts) -> Result:
        """What was pursued before, from where it ended."""
        if goal is None:
            return state, [show(drafting.ask(facts), event)]
        return drafted(drafting.keeping(drafting.set_aside(state), beginnings.from_earlier(goal, facts)), event, facts)

    def _standing(self, state: State, event: Event, facts: GoalsFacts) -> Result:
        """The lists that stand in the chat follow what happened."""
        shown: list[Effect] = [mine(state, event, facts)] if state.stage == "mine" else []
        after, asked = asking.following(state, event, facts)
        return after, [*shown, *asked, *brought.following(state, event, facts)]


def _listed(state: State, event: Clicked, facts: GoalsFacts) -> Result:
    return state.at("mine"), [mine(state, event, facts, _number(event.value))]


def _side(facts: GoalsFacts) -> Side:
    return "owner" if facts.is_own else "manager"


def _number(value: str) -> int:
    return int(value) if value.isdigit() else 0


goals = Goals()
