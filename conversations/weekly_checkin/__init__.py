"""The weekly check-in: a minute a week, spoken or filled, with a receipt for every answer."""

from dataclasses import replace

from conversations.toolkit.cards import at_rest
from conversations.toolkit.commands import Command
from conversations.toolkit.conversation import Result, State
from conversations.toolkit.dialogue import CLOSED, INVITED, MAIN, SHARED
from conversations.toolkit.effects import Show, Start, To
from conversations.toolkit.events import Called, Clicked, Conflict, Due, Started, Submitted, Told, Typed
from conversations.toolkit.forms import Option
from conversations.toolkit.steps import Fill, Invite, Recap, Script, Share
from conversations.toolkit.words import Verbatim
from conversations.weekly_checkin import (
    adding,
    at_recap,
    beside_feelings,
    blockers,
    cards,
    elsewhere,
    excuses,
    guarded,
    helping,
    last_week,
    noted,
    passing,
    readers,
    rhythm,
    still_open,
    whom,
    whom_said,
)
from conversations.weekly_checkin.before import week_for
from conversations.weekly_checkin.facts import CheckinFacts, gather
from conversations.weekly_checkin.helping import WHO_HELPS
from conversations.weekly_checkin.last_week import understood
from conversations.weekly_checkin.late import reading
from conversations.weekly_checkin.of_open import said_of_open
from conversations.weekly_checkin.overtaken import draft
from conversations.weekly_checkin.questions import PLANS, QUESTIONS, STUCK, as_planned
from conversations.weekly_checkin.receipts import ELSEWHERE
from conversations.weekly_checkin.share import NOT_NOW, share, undo
from conversations.weekly_checkin.status import without_energy
from conversations.weekly_checkin.stuck_or_not import DOUBTED, open_in
from conversations.weekly_checkin.waiting import WHO


def _people(_text: str, facts: CheckinFacts) -> tuple[Option, ...]:
    return tuple(Option(person.id, Verbatim(person.name)) for person in facts.found)


def _heard(state: State, event: Typed, facts: CheckinFacts) -> Result | None:
    """What was typed. What is asked of a week that is over, while the next one may be asked about, says which it is."""
    event = excuses.without_one(state, event, facts.vocabulary)
    heard = _heard_now(state, event, facts)
    if not facts.is_over or state.stage in (SHARED, CLOSED):
        return heard
    after, effects = heard or weekly_checkin.dialogue.play(state, event, facts)
    return after, [cards.naming_the_week(each, facts) for each in effects]


def _heard_now(state: State, event: Typed, facts: CheckinFacts) -> Result | None:
    """An answer after "not this week" opens the week again."""
    if cried := beside_feelings.heard(state, event, facts):
        return cried
    if said := whom_said.answered(state, event, facts) or at_recap.kept_back(state, event, facts):
        return said
    open_still = event.asks == PLANS.name and facts.blockers and not last_week.are_open(state, facts)
    if open_still and said_of_open(event.text, facts.vocabulary):
        return state, [Start("help", event.owner, "", {"text": event.text})]
    if sends := at_recap.sending(state, event, facts):
        return _heard_now(state, sends, facts) or weekly_checkin.dialogue.play(state, sends, facts)
    bare, level = without_energy(event.text, state, facts, felt_too=True)
    if state.stage == INVITED and bare != event.text and not level and facts.vocabulary.meaning("as_planned", bare):
        return weekly_checkin.handle(state, replace(event, text=bare), facts)
    if for_hr := whom_said.stuck_for_hr(state, event, facts):
        return weekly_checkin.dialogue.ask_next(for_hr, event, facts)
    if solved := still_open.solved_in(state, event, facts):
        return _closed(state, solved, facts, event)
    if state.stage in WHO_HELPS and (apart := helping.answered(state, event, facts)):
        asked, effects = apart
        after, goes_on = weekly_checkin.dialogue.ask_next(asked, event, facts)
        return after, [*effects, *goes_on]
    if state.stage != NOT_NOW:
        heard = rhythm.heard(state, event, facts) or adding.said(state, event, facts)
        return heard or _heard_in_secret(state, event, facts)
    if not rhythm.is_an_answer(event.text, facts):
        return state, [Start("help", event.owner, "", {"text": event.text})]
    opened = state.at(INVITED)
    after, effects = rhythm.heard(opened, event, facts) or weekly_checkin.dialogue.play(opened, event, facts)
    if after.stage == INVITED or any(isinstance(each, Show) and each.slot == MAIN for each in effects):
        return after, effects
    # What asks now stands elsewhere: two cards would listen.
    return after, [Show(at_rest(cards.not_now(facts)), To(event.owner)), *effects]


def _closed(state: State, event: Clicked, facts: CheckinFacts, said: Typed | None = None) -> Result:
    """What was stuck is over, by its tap or as it was `said`; where it was asked whether words tell of it, it is asked
    whether anything else is.
    """
    after, effects = blockers.close(state, event, facts)
    if after.stage != STUCK.name or not event.value or open_in(after.answers)[0] != event.value:
        return after, effects
    week, asks = weekly_checkin.dialogue.ask_next(after.without(DOUBTED), said or event, facts)
    return week, [*effects, *asks]


def _heard_in_secret(state: State, event: Typed, facts: CheckinFacts) -> Result | None:
    """What is stuck that the manager may not be meant to read is asked about apart from the week; None for the rest."""
    after, _ = weekly_checkin.dialogue.play(state, event, facts)
    if after.stage in (SHARED, CLOSED):
        return None
    asked = guarded.asked_about(state, after, event, facts)
    if asked is None:
        return None
    week, effects = asked
    gone_on, goes_on = weekly_checkin.dialogue.ask_next(week, event, facts)
    return gone_on, [*effects, *goes_on]


def _offered(state: State, event: Clicked | Typed, facts: CheckinFacts) -> Result | None:
    """What was offered to be added is, or is not; other words than a yes or no are said of the week again."""
    if isinstance(event, Clicked):
        return adding.tapped(state, event, facts)
    if apart := adding.asked_apart(state, event, facts):
        return apart
    return adding.answered(state, event, facts) or _heard(state, replace(event, asks="plans"), facts)


weekly_checkin = Script(
    "weekly_checkin",
    (
        Invite(cards.invite, at_once="as_planned", takes=as_planned, rest=understood),
        Fill("checkin", QUESTIONS, cards.who_reads, readers.seen, draft, reading),
        Recap(cards.recap, cards.seen),
        Share(share, cards.shared),
    ),
    gather=gather,
    commands=(Command("checkin"),),
    key=week_for,
    on={
        (Started, ""): rhythm.prompt,
        (Called, "checkin"): rhythm.called,
        (Due, "reminder"): rhythm.remind,
        (Due, "close"): rhythm.close,
        (Due, "unanswered"): blockers.unanswered,
        (Due, "offer"): blockers.offer,
        (Due, "overdue"): blockers.overdue,
        (Due, "moved"): blockers.look_again,
        (Told, "lead_named"): readers.lead_named,
        (Told, "lead_ended"): readers.lead_ended,
        (Due, "lead_ended"): readers.lead_ended,
        (Told, "read_instead"): readers.read_instead,
        (Told, ""): blockers.receipt,
        (Conflict, ""): blockers.moved,
        (Conflict, "another"): passing.overtaken,
        (Clicked, "as_planned"): readers.named_another,
        (Clicked, "share"): readers.named_another,
        (Clicked, "not_now"): rhythm.not_now,
        (Clicked, "rhythm"): rhythm.other_rhythm,
        (Clicked, "undo"): undo,
        (Clicked, "urgent_now"): blockers.hurry,
        (Clicked, "solved"): _closed,
        (Clicked, "gone"): blockers.close,
        (Clicked, "pass_on"): passing.pass_on,
        (Clicked, "leave"): passing.leave,
        (Clicked, "whom"): whom.chosen,
        (Clicked, "add"): _offered,
        (Clicked, "leave_out"): _offered,
        (Clicked, "instead"): adding.instead,
        (Typed, "adding"): _offered,
        (Clicked, "never_mind"): noted.never_mind,
        (Typed, ELSEWHERE): elsewhere.said,
        (Typed, WHO): whom_said.nodded,
        (Typed, noted.RAISE): noted.said,
        (Typed, noted.REPHRASE): noted.said,
        (Typed, ""): _heard,
        (Submitted, "another"): passing.another,
        (Submitted, "whom"): whom.colleague,
    },
    forms={"another": passing.another_form, "whom": whom.form},
    people=_people,
    names=cards.reader_of,
)
