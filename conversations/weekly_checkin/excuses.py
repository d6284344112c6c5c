"""An excuse beside what puts the check-in off, pauses it or tells of days away: neither of them is a plan."""

from __future__ import annotations

import re
from dataclasses import replace

from conversations.toolkit.absent import is_away_alone
from conversations.toolkit.commands import MAX_READ
from conversations.toolkit.conversation import State
from conversations.toolkit.events import Typed
from conversations.toolkit.leaving import SETTINGS, way_out
from conversations.toolkit.putting_off import puts_off, says_only_when
from conversations.toolkit.typed_days import besides_days
from conversations.toolkit.understand import intent_alone, is_question, small_talk_in
from conversations.toolkit.vocabulary import Vocabulary, fold, meaning_of
from conversations.toolkit.words_within import said_with, spans_between
from conversations.weekly_checkin.days_away import says_when_back
from conversations.weekly_checkin.questions import PLANS
from conversations.weekly_checkin.share import ANSWERED

_BETWEEN = re.compile("[,;.!\n\uff0c\uff1b\uff01\u3002]+|(?<=[\u3400-\u9fff])\\s+(?=[\u3400-\u9fff])")
_PUTS_OFF = frozenset({"later", "time"})


def without_one(state: State, event: Typed, vocabulary: Vocabulary) -> Typed:
    """The reply to what is planned without its excuses, where what is left puts it off, pauses it or tells of days
    away; the reply itself wherever anything else is said, or nothing but excuses.
    """
    text = event.text
    if event.asks != PLANS.name or state.stage in ANSWERED or len(text) > MAX_READ or is_question(text, vocabulary):
        return event
    clauses = [text[start:end].strip() for start, end in spans_between(_BETWEEN, text)]
    excuses = [each for each in clauses if is_excuse(each, vocabulary)]
    left = [each for each in clauses if each not in excuses]
    if not left and len(excuses) > 1:
        says_so = (each for each in excuses if intent_alone(each, vocabulary) in _PUTS_OFF)
        return replace(event, text=next(says_so, text))
    if any(says_when_back(each, vocabulary) for each in left):
        return event
    if len(left) == 1 and excuses and _puts_off(left[0], vocabulary):
        return replace(event, text=left[0])
    busy = all(small_talk_in(each, vocabulary) or intent_alone(each, vocabulary) in _PUTS_OFF for each in excuses)
    at_some_time = len(left) == 1 and says_only_when(left[0], vocabulary)
    return replace(event, text=excuses[0]) if excuses and at_some_time and busy else event


def is_excuse(clause: str, vocabulary: Vocabulary) -> bool:
    """Whether a clause says no more than that it is no good time: "busy", "in a meeting", or to be on a trip now."""
    if small_talk_in(clause, vocabulary) in ("later", "mood") or intent_alone(clause, vocabulary) in _PUTS_OFF:
        return True
    small = meaning_of(vocabulary.groups["absent"], "me", "small", "is")
    known = {**dict.fromkeys(small, ""), **dict.fromkeys(vocabulary.words_of_intents["away"], "away")}
    is_today = fold(besides_days(clause, vocabulary)) == fold(clause)
    return is_today and "away" in (said_with(known, clause) or ())


def _puts_off(clause: str, vocabulary: Vocabulary) -> bool:
    way = way_out(clause, vocabulary)
    if way in SETTINGS or way in _PUTS_OFF or is_away_alone(clause, vocabulary):
        return True
    return puts_off(clause, vocabulary) or intent_alone(clause, vocabulary) in _PUTS_OFF
