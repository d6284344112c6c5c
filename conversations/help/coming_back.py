"""The week that words come back to: to change it, to add to it, to undo it, or to ask what came of it."""

from __future__ import annotations

from conversations.help.facts import ANSWERED, HelpFacts
from conversations.help.first_words import intent_of
from conversations.help.undoing import UNBEGUN
from conversations.toolkit.secrecy import may_be_kept_from
from conversations.toolkit.understand import GRAVE
from conversations.weekly_checkin.added import added_in, plans_told_of
from conversations.weekly_checkin.adding import says_what_is_changed, tells_of_solving
from conversations.weekly_checkin.dropping import drops_what_is_stuck, joins_it
from conversations.weekly_checkin.kept_back import makes_private, says_keep_back
from conversations.weekly_checkin.of_open import said_of_open
from conversations.weekly_checkin.rewording import is_level

LITTLE = (None, "late", "never_mind", "change", "thanks", "okay", "hello")
"""Intents whose words may stand beside what is told of a plan: "I forgot: ..."."""


def comes_back(intent: str | None, text: str, facts: HelpFacts) -> tuple[str, dict[str, str]] | None:
    """The week, and what it is told; None for other words."""
    week = facts.keys["checkin"]
    answered = facts.checkin in ANSWERED
    kept = week if answered or facts.has_noted else facts.blocked_week
    private = makes_private(text, facts.vocabulary)
    private = private or says_keep_back(text, facts.vocabulary, facts.manager, facts.on_record)
    if kept and intent not in GRAVE and private:
        return kept, {"again": "kept", "text": text}
    if facts.blocked_week and drops_what_is_stuck(text, facts.vocabulary):
        return facts.blocked_week, {"again": "gone"}
    if facts.blocked_week and (said := said_of_open(text, facts.vocabulary)):
        return facts.blocked_week, {"again": said}
    kept_apart = intent in GRAVE or may_be_kept_from(text, facts.vocabulary, facts.manager)
    if answered and not kept_apart and says_what_is_changed(text, facts.vocabulary):
        done_since = {"later": facts.later.room} if facts.later else {}
        return week, {"again": "change", "text": text, **done_since}
    if answered and is_level(text, facts.vocabulary):
        return week, {"again": "change"}
    if answered and not kept_apart and intent in LITTLE and (told := _told(text, facts)):
        return week, told
    if facts.others_away and facts.blocked_week:
        return facts.blocked_week, {"again": "away"}
    if intent is None and facts.names_alone:
        return week if facts.checkin else facts.blocked_week, {"again": "named", "text": text}
    match intent:
        case "undo" if facts.corrected_week:
            return facts.corrected_week, {"again": intent}
        case "change" | "undo" if facts.checkin not in UNBEGUN or (intent == "undo" and facts.has_noted):
            return week, {"again": intent}
        case "seen" if answered:
            return week, {"again": intent}
        case "urgent":
            return facts.blocked_week, {"again": intent, "text": text}
        case "solved" if facts.blocked_week:
            return facts.blocked_week, {"again": intent}
        case None if facts.blocked_week and tells_of_solving(text, facts.vocabulary):
            return facts.blocked_week, {"again": "solved"}
        case _:
            return None


def _told(text: str, facts: HelpFacts) -> dict[str, str] | None:
    """What words tell of a plan by its name, or add; None for other words, and for what is added and asks for more."""
    if plans_told_of(text, facts.told_plans, facts.vocabulary):
        return {"again": "told", "text": text}
    added = added_in(text, facts.vocabulary)
    if added and facts.blocked_week and joins_it(added, facts.vocabulary):
        return {"again": "helper"}
    if added is None or intent_of(added, facts.vocabulary):
        return None
    return {"again": "add", "text": added}
