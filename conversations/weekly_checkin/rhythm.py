"""The week's rhythm: the prompt, one reminder, silence, the close; and asking less often when nobody answers."""

from __future__ import annotations

from conversations.entries import Prompted, SettingChanged
from conversations.rules.cadence import Missed, after_outage, closes_at, reminder_at
from conversations.toolkit.conversation import Result, State
from conversations.toolkit.effects import Cancel, Close, Effect, Record, Show, Start, To, Wake
from conversations.toolkit.events import Called, Clicked, Due, Event, Started
from conversations.weekly_checkin import cards, noted
from conversations.weekly_checkin.facts import CheckinFacts

IGNORED_BEFORE_HALVING = 2
EVERY_SECOND_WEEK = "2"


def prompt(state: State, event: Started, facts: CheckinFacts) -> Result:
    """The week's prompt, by its rhythm, or from another conversation; "stuck" asks for a blocker only."""
    if event.arguments.get("stuck"):
        return noted.ask(state, event, facts)
    if state.stage:
        return _again(state, event, facts)
    invited = state.at("invited", form=event.arguments.get("form", ""), before=facts.before)
    by_rhythm = event.actor is None
    asked: list[Effect] = []
    if by_rhythm:
        entry = Prompted(str(facts.week))
        asked.append(Record(event.id("prompted"), entry, facts.owner.id, str(facts.week), audience="self"))
    card = cards.invite(invited, facts)
    return invited, [
        *asked,
        Show(card, To(event.owner), fresh=True, prompt=by_rhythm),
        *_timers(event, facts, by_rhythm),
    ]


def _timers(event: Event, facts: CheckinFacts, by_rhythm: bool) -> list[Effect]:
    close = Wake("close", closes_at(facts.week, facts.owner.zone))
    again = reminder_at(facts.week, event.at, facts.timing) if by_rhythm else None
    return [close, Wake("reminder", again)] if again else [close]


def called(state: State, event: Called, facts: CheckinFacts) -> Result:
    """The command: the week's card as it stands, at the end of the chat."""
    if state.stage:
        return _again(state, event, facts)
    invited = state.at("invited", before=facts.before)
    card = cards.invite(invited, facts)
    return invited, [Show(card, To(event.owner), fresh=True), *_timers(event, facts, by_rhythm=False)]


def _again(state: State, event: Event, facts: CheckinFacts) -> Result:
    match state.stage:
        case "shared" | "closed":
            card = cards.shared(state, facts)
        case "recap":
            card = cards.recap(state, facts)
        case _:
            card = cards.invite(state, facts)
    return state, [Show(card, To(event.owner), fresh=True)]


def remind(state: State, event: Due, facts: CheckinFacts) -> Result:
    """One reminder to those who have not begun or not finished; then silence."""
    too_late = isinstance(after_outage("reminder", facts.week, event.due_at, event.at, facts.timing), Missed)
    if state.stage in ("shared", "closed") or too_late:
        return state, []
    if state.stage != "invited":
        return _again(state, event, facts)
    return state, [Show(cards.reminder(state, facts), To(event.owner), slot="main", fresh=True, prompt=True)]


def close(state: State, event: Due, facts: CheckinFacts) -> Result:
    """Sunday 24:00: what was not shared is left without a mark; ignored twice, the bot silently asks half as often."""
    if state.stage == "shared":
        after = state.at("closed")
        return after, [Show(cards.shared(after, facts), To(event.owner))]
    effects: list[Effect] = [Show(cards.closed(state, facts), To(event.owner)), Cancel("reminder")]
    ignored_now = facts.ignored + 1
    if ignored_now >= IGNORED_BEFORE_HALVING and facts.owner.every_weeks == 1:
        halved = SettingChanged("every_weeks", EVERY_SECOND_WEEK)
        effects.append(Record(event.id("halved"), halved, facts.owner.id, audience="self"))
    return state.at("unanswered"), [*effects, Close()]


def other_rhythm(state: State, event: Clicked, facts: CheckinFacts) -> Result:
    """Another time, another frequency, or a pause: the settings, opened where they are wanted."""
    topic = event.value if event.button == "rhythm" else "pause"
    return state, [Start("settings", event.owner, "", {"topic": topic})]
