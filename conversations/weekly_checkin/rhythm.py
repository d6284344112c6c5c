"""The week's rhythm: the prompt, one reminder, silence, the close; and asking less often when nobody answers."""

from __future__ import annotations

import re

from conversations.entries import CheckInLeftOut, Prompted, SettingChanged
from conversations.rules.cadence import Missed, after_outage, reminder_at
from conversations.rules.timing import spared
from conversations.toolkit.absent import is_away_alone
from conversations.toolkit.conversation import Result, State
from conversations.toolkit.dialogue import ASIDE, CLOSED, INVITED, SHARED
from conversations.toolkit.effects import Cancel, Effect, Record, Show, Start, To, Wake
from conversations.toolkit.events import Called, Clicked, Due, Event, Started, Typed
from conversations.toolkit.leaving import BACK, SETTINGS, WAYS, asks_how, further, goes_back, only_declines, way_out
from conversations.toolkit.listing import counted_in
from conversations.toolkit.putting_off import leaves_out_the_week, puts_off
from conversations.toolkit.secrecy import may_be_kept_from
from conversations.toolkit.slips import slip_of
from conversations.toolkit.typed_days import span_in
from conversations.toolkit.understand import (
    begins_with_intent,
    intent_alone,
    intent_in,
    is_about_the_manager,
    is_marked,
    is_question,
    outcome_in,
    small_talk_in,
)
from conversations.toolkit.vocabulary import fold
from conversations.toolkit.words_within import longest_within
from conversations.weekly_checkin import cards, days_away, goals_said, last_week, noted, readers, to_digest, whom
from conversations.weekly_checkin.again import again, just_sent
from conversations.weekly_checkin.doubting import (
    IN_WORDS,
    answers_back,
    corrects,
    doubted,
    is_no_plan,
    may_be_stuck,
)
from conversations.weekly_checkin.facts import CheckinFacts, noted_in
from conversations.weekly_checkin.no_blocker import asks_what_is_meant, may_be_no_answer
from conversations.weekly_checkin.questions import OUTCOMES, PLANS, STUCK, asked_in
from conversations.weekly_checkin.share import ANSWERED, LEFT_OUT, NOT_NOW
from conversations.weekly_checkin.status import status_in

IGNORED_BEFORE_HALVING = 2
EVERY_SECOND_WEEK = "2"
SHORT = 40
"""Characters in which somebody says to be away, with days: longer ones are plans about leave."""

LITTLE = BACK | {"okay"}
"""Intents whose words also stand in any sentence."""

IGNORED = ("", INVITED)
"""Stages of a week in which the prompt had no answer at all."""

UNASKED = ("", LEFT_OUT)
"""Stages in which the week's card comes anew: one that closed where its person was may still be open where they are."""


def prompt(state: State, event: Started, facts: CheckinFacts) -> Result | None:
    """The week's prompt, by its rhythm, or from another conversation; "stuck" asks for a blocker only."""
    if event.arguments.get("whom"):
        return whom.ask(state, event, facts)
    if event.arguments.get("stuck"):
        return noted.ask(state, event, facts)
    if event.arguments.get("again"):
        return again(state, event, facts)
    if event.actor is not None:
        return _invite(state, event, facts) if state.stage in UNASKED else None
    if state.stage in ANSWERED or state.answers.get(NOT_NOW):
        return state, []
    asked = [*_prompted(event, facts), *_reminder(event, facts)]
    if state.stage:
        # It was opened before its time: the card is there, and one message is enough.
        return state.at(state.stage, prompted=True), asked
    invited, effects = _invite(state, event, facts)
    return invited.at(INVITED, prompted=True), [*asked, *effects]


def called(state: State, event: Called, facts: CheckinFacts) -> Result | None:
    """The command: the week's card as it stands, at the end of the chat."""
    return _invite(state, event, facts) if state.stage in UNASKED else None


def _invite(state: State, event: Started | Called, facts: CheckinFacts) -> Result:
    form = event.arguments.get("form", "") if isinstance(event, Started) else ""
    invited = state.at(INVITED, form=form, before=facts.before)
    asked, by_itself = asked_in(invited, facts), event.actor is None
    card = cards.invite(invited, facts)
    show = Show(card, To(event.owner), fresh=True, prompt=by_itself, kind="request", questions=asked)
    return invited, [show, Wake("close", facts.closes_at)]


def _prompted(event: Event, facts: CheckinFacts) -> list[Effect]:
    week = str(facts.week)
    return [Record(event.id("prompted"), Prompted(week), facts.owner.id, week, audience="self")]


def _reminder(event: Event, facts: CheckinFacts) -> list[Effect]:
    at = reminder_at(facts.week, event.at, spared(facts.owner, facts.timing))
    return [Wake("reminder", at)] if at else []


def remind(state: State, event: Due, facts: CheckinFacts) -> Result | None:
    """One reminder to those who have not begun or not finished; then silence. Who left it on purpose gets none, and
    so does who stopped all messages since.
    """
    timing = spared(facts.owner, facts.timing)
    too_late = isinstance(after_outage("reminder", facts.week, event.due_at, event.at, timing), Missed)
    if state.stage in (*ANSWERED, LEFT_OUT, ASIDE) or too_late or facts.owner.stopped:
        return state, []
    if state.stage != INVITED:
        return None
    return state, [Show(cards.reminder(state, facts), To(event.owner), fresh=True, prompt=True, kind="reminder")]


def close(state: State, event: Due, facts: CheckinFacts) -> Result:
    """Sunday 24:00: what was not shared is left without a mark; ignored twice, the bot silently asks half as often.

    Who moved west meanwhile still has time. What was shared after midnight, before this is played, is shared all the
    same.
    """
    if not facts.is_over:
        return state, [Wake("close", facts.closes_at)]
    if state.stage in (SHARED, CLOSED):
        # How a goal went then is no answer to how it goes when the week is corrected.
        after = state.without(*goals_said.NAMES).at(CLOSED)
        return after, [Show(cards.shared(after, facts), To(event.owner))]
    over = Show(cards.closed(state, facts), To(event.owner), settles=True)
    effects: list[Effect] = [Cancel("reminder"), over]
    if state.stage not in IGNORED or state.answers.get(NOT_NOW) or noted_in(state) or _was_elsewhere(facts):
        # Whoever said "not this week", or what is stuck, or to be away, or began, did not ignore anything.
        return state.at(LEFT_OUT), [*effects, _not_ignored(event, facts)]
    ignored = bool(state.answers.get("prompted")) and facts.ignored + 1 >= IGNORED_BEFORE_HALVING
    if ignored and facts.owner.every_weeks == 1:
        halved = SettingChanged("every_weeks", EVERY_SECOND_WEEK)
        effects.append(Record(event.id("halved"), halved, facts.owner.id, audience="self"))
    return state.at(LEFT_OUT), effects


def _was_elsewhere(facts: CheckinFacts) -> bool:
    """Whether its person was away on a day of the week, paused, or stopped all messages."""
    away = facts.timing.circumstances.absences
    return facts.owner.stopped or any(e.first <= facts.week.sunday and e.last >= facts.week.monday for e in away)


def _not_ignored(event: Event, facts: CheckinFacts) -> Record:
    week = str(facts.week)
    return Record(event.id("left_out"), CheckInLeftOut(week), facts.owner.id, week, audience="self")


def not_now(state: State, event: Clicked | Typed, facts: CheckinFacts) -> Result:
    """Not this week: no reminder, and until Sunday a way back. Who looks at it again has still said so."""
    fresh = isinstance(event, Typed)
    return state.at(NOT_NOW, **{NOT_NOW: True}), [
        Cancel("reminder"),
        Show(cards.not_now(facts), To(event.owner), fresh=fresh),
    ]


def is_an_answer(text: str, facts: CheckinFacts) -> bool:
    """Whether words read plainly as the week's answer, though its person had left it out: a list, or a status."""
    lines = [line for line in text.splitlines() if line.strip()]
    listed = len(lines) > 1 or re.match(r"\s*1[.)\u3001]", text) is not None or bool(counted_in(text))
    status = status_in(text, facts.vocabulary)
    return listed or bool(status and (facts.last_plans or status.plans or status.stuck is not None))


def other_rhythm(state: State, event: Clicked, facts: CheckinFacts) -> Result:
    """Another time, another frequency, a pause or none at all: the settings, opened where they are wanted."""
    return state, [Start("settings", event.owner, "", {"topic": event.value})]


def heard(state: State, event: Typed, facts: CheckinFacts) -> Result | None:
    """What was typed, if it is no answer, or one that its person may not know where it goes."""
    if facts.digest and (for_the_digest := to_digest.handed(state, event, facts)):
        return for_the_digest
    if asks_how(event.text, facts.vocabulary):
        return state, [Start("help", event.owner, "", {"text": event.text})]
    undoes = intent_alone(event.text, facts.vocabulary) == "undo"
    if undoes and (undone := just_sent(state, event, facts)):
        return undone
    if undoes and state.stage == SHARED:
        return state, [Start("help", event.owner, "", {"text": event.text})]
    return (
        _no_answer(state, event, facts)
        or _in_doubt(state, event, facts)
        or readers.typed_elsewhere(state, event, facts)
    )


def _in_doubt(state: State, event: Typed, facts: CheckinFacts) -> Result | None:
    """A question may be the answer, and so may what a manager wants done about somebody: its person says so, once.
    After sharing nothing is asked, and whatever is to be added is asked about anyway.
    """
    just_asked = event.asks == state.stage and state.stage in (STUCK.name, STUCK.else_to)
    if just_asked and asks_what_is_meant(event.text, facts.vocabulary):
        return None
    unsaid = state.stage == STUCK.name and bool(small_talk_in(event.text, facts.vocabulary))
    if just_asked and (unsaid or may_be_no_answer(event.text, facts.vocabulary)):
        return doubted(state, event)
    team = to_digest.may_be_meant(event, facts)
    asks = team or (is_marked(event.text) and not _is_stuck_on_a_question(state, event, facts))
    chosen = PLANS.keeps(event.text, state.answers, facts)
    plans = state.stage in (INVITED, PLANS.name) and not chosen
    stuck = plans and may_be_stuck(event.text, facts.vocabulary)
    open_ = last_week.are_open(state, facts)
    asks = asks or stuck or (plans and is_no_plan(event.text, facts.vocabulary, told=not open_))
    command = slip_of(event.text, facts.vocabulary) if plans or just_asked else ""
    command = "" if command == "team" and not facts.reports else command
    # Where last week's plans are open it may well be told of those.
    asks = asks or bool(command) or (plans and not open_ and answers_back(event.text, facts.vocabulary))
    if not asks or event.asks not in IN_WORDS or state.stage in ANSWERED or "\n" in event.text:
        return None
    about_reports = team or (facts.reports and corrects(event.text, facts.vocabulary))
    above = to_digest.card_above(event, facts) if team else ""
    return doubted(state, event, "team" if about_reports else command, stuck=stuck, right_below=above)


def _is_stuck_on_a_question(state: State, event: Typed, facts: CheckinFacts) -> bool:
    """Whether a question just asked what is stuck, and one that asks nothing of the bot, nor names who reads what is
    said, answers it: "who replaces the printer?".
    """
    text, vocabulary = event.text, facts.vocabulary
    just_asked = event.asks == state.stage and state.stage in ("stuck", "stuck_on")
    to_the_bot = longest_within(fold(text), vocabulary.groups["to_the_bot"])
    named = any(is_about_the_manager(text, vocabulary, each) for each in (facts.manager, facts.lead))
    return just_asked and not to_the_bot and not named and intent_in(text, vocabulary) is None


def _no_answer(state: State, event: Typed, facts: CheckinFacts) -> Result | None:
    """What is plainly no answer ("hello", "off next week", "has this to do with pay?") is not taken for one."""
    if fold(event.text) in facts.vocabulary.command_words:
        # A command's bare word only comes here once its person has said that it is the answer.
        return None
    way = way_out(event.text, facts.vocabulary)
    leaves_out = event.asks == PLANS.name and leaves_out_the_week(event.text, facts.vocabulary)
    if (leaves_out and state.stage not in ANSWERED) or (state.stage == INVITED and way == "never_mind"):
        return not_now(state, event, facts)
    if state.stage in (INVITED, SHARED) and way in SETTINGS:
        return state, further(way, event)
    is_for_help = _wants_more(event.text, state, facts) or _is_meant_otherwise(event.text, state, facts)
    intent = intent_in(event.text, facts.vocabulary)
    declined = intent in BACK | WAYS and only_declines(event.text, intent, facts.vocabulary)
    if is_for_help or declined or _is_no_plan(state, event, facts):
        help_ = Start("help", event.owner, "", {"text": event.text})
        return days_away.beside_them(state, event, facts) or (state, [help_])
    return None


def _is_no_plan(state: State, event: Typed, facts: CheckinFacts) -> bool:
    """Small talk is no plan, nor is what puts the answer off, once it is not said to be one, or days away; nor is, as
    the manager reads plans, what they may not be meant to know, wherever it is said before "stuck:".
    """
    if event.asks not in (OUTCOMES.name, PLANS.name):
        return False
    if small_talk_in(event.text, facts.vocabulary) or is_away_alone(event.text, facts.vocabulary):
        return True
    if event.asks == PLANS.name and puts_off(event.text, facts.vocabulary) and doubted(state, event):
        # Of last week's plans it says that one goes on.
        return True
    status = status_in(event.text, facts.vocabulary)
    return may_be_kept_from(status.plans if status else event.text, facts.vocabulary, facts.manager)


def _wants_more(text: str, state: State, facts: CheckinFacts) -> bool:
    """Whether somebody only says to begin or to go on, which no question asks but what is stuck, and what became of
    last week's plans: there it may be the plans that go on, and at the invitation all of them.
    """
    if state.stage in ("stuck", "stuck_on", OUTCOMES.name) or intent_alone(text, facts.vocabulary) != "resume":
        return False
    says_all = fold(text) not in facts.vocabulary.first_words and outcome_in(text, facts.vocabulary) is not None
    return not (says_all and state.stage == INVITED and OUTCOMES.when(state.answers, facts))


def _is_meant_otherwise(text: str, state: State, facts: CheckinFacts) -> bool:
    intent = intent_in(text, facts.vocabulary)
    if intent is None or (
        intent in LITTLE and not goes_back(text, facts.vocabulary) and intent_alone(text, facts.vocabulary) is None
    ):
        return False
    if is_question(text, facts.vocabulary) and state.stage not in IN_WORDS:
        # "Ok?" asks nothing of the bot where it is said to what waits for a yes.
        return intent != "okay" or state.stage in (INVITED, SHARED, CLOSED)
    if state.stage not in (INVITED, SHARED):
        # A question that is open takes the words for an answer: "out of office" may well be what is stuck.
        return False
    if begins_with_intent(text, "stuck", facts.vocabulary):
        return True
    days_off = len(text) <= SHORT and span_in(text, facts.today, facts.vocabulary) is not None
    plainly = fold(text) in facts.vocabulary.first_words or way_out(text, facts.vocabulary) is not None
    status = status_in(text, facts.vocabulary)
    # "All done, on a trip this week" tells of plans.
    tells_of_plans = status is not None and bool(status.outcomes and status.plans)
    tells_of_plans = tells_of_plans or days_away.are_readied(text, facts)
    return (intent in ("away", "not_away") and days_off and not tells_of_plans) or plainly
