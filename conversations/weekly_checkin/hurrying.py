"""That what is stuck is urgent, in words: done as by its tap where only one thing is open, else it is asked which."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from conversations.toolkit.cards import Card, Line, Row
from conversations.toolkit.commands import MAX_READ
from conversations.toolkit.conversation import Json, Result, State
from conversations.toolkit.day_grammar import prepared_days
from conversations.toolkit.dialogue import SHARED
from conversations.toolkit.effects import Show, To
from conversations.toolkit.events import Started
from conversations.toolkit.questions import Unclear
from conversations.toolkit.reader import Blocker
from conversations.toolkit.typed_days import besides_days
from conversations.toolkit.understand import is_question
from conversations.toolkit.vocabulary import Vocabulary, fold
from conversations.toolkit.words import Phrase, Verbatim, phrases_of
from conversations.toolkit.words_within import longest_within, said_with
from conversations.weekly_checkin.blockers import hurried
from conversations.weekly_checkin.by_when import day_given
from conversations.weekly_checkin.facts import CheckinFacts
from conversations.weekly_checkin.receipts import blocker_status, may_hurry

say = phrases_of("weekly_checkin")


def says_urgent(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text says no more than that something is urgent: "it's urgent", not "order the urgent parts", nor by
    when.
    """
    return hurries(text, vocabulary) and not _names_a_day(text, vocabulary)


def hurries(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text says no more than that something is urgent, and by when perhaps: "urgent, need it by Monday"."""
    groups = vocabulary.groups
    if len(text) > MAX_READ or is_question(text, vocabulary) or longest_within(fold(text), groups["asking"]):
        return False
    beside = dict.fromkeys((*groups["around"], *groups["filler"]), "")
    if _names_a_day(text, vocabulary):
        days = (*groups["around_days"], *groups["before_periods"], *groups["behind_periods"])
        beside |= dict.fromkeys((*days, *groups["needed_then"]), "")
    return "urgent" in (said_with({**beside, **groups["urgency"]}, besides_days(text, vocabulary)) or ())


def _names_a_day(text: str, vocabulary: Vocabulary) -> bool:
    return besides_days(text, vocabulary) != prepared_days(text, vocabulary)


def only_one(facts: CheckinFacts) -> Blocker | None:
    """What can be meant, where only one thing is open and it is not urgent yet."""
    return facts.blockers[0] if len(facts.blockers) == 1 and may_hurry(facts.blockers[0], facts) else None


def hurry_said(blocker: Blocker, state: State, event: Started, facts: CheckinFacts) -> Result:
    """It is urgent from now on, and a line says what has happened."""
    after, effects = hurried(blocker, state, event, facts)
    now = blocker_status(replace(blocker, urgent=True), facts)
    told = Row(say("blocker.what", what=Verbatim(blocker.what)), detail=now)
    card = Card("weekly_checkin.hurried", say("neutral"), (Line(say("again.hurried")), told))
    return after, [*effects, Show(card, To(event.owner), slot=f"hurried.{blocker.id}", fresh=True)]


def needed_sooner(text: str, state: State, event: Started, facts: CheckinFacts) -> Mapping[str, Json] | Phrase | None:
    """The week's answers by which it is urgent and needed by the day that is said, if that is all that is open and
    nobody has answered; else what is said where each of both has its own tap. None where no day is said.
    """
    if not text or not _names_a_day(text, facts.vocabulary):
        return None
    standing = facts.blocker(str(state.answers.get("blocker") or ""))
    given = day_given(text, facts, standing.needed_by if standing else None)
    if isinstance(given, Unclear):
        return given.why
    settled = standing is None or standing.status != "open" or standing.answered_at or len(facts.blockers) > 1
    return say("again.urgent_day") if settled or state.stage != SHARED else {**given, "urgent": True}


def which(facts: CheckinFacts) -> Phrase:
    """What is said where none is marked: which of them, or that there is nothing to mark."""
    return say("again.urgent" if any(may_hurry(each, facts) for each in facts.blockers) else "again.urgent_already")
