"""What a line tells of a goal in a word or two at the time at hand, no deadline: "renewals slow this month"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from conversations.goal.cards import PACES
from conversations.goals.facts import GoalsFacts
from conversations.goals.finding import led_by
from conversations.goals.unsure import weighed
from conversations.goals.updating import Update
from conversations.rules.goal_sentence import said_in
from conversations.rules.goal_sentence.title import LOOSE, aligned
from conversations.toolkit.reader import Goal
from conversations.toolkit.vocabulary import any_of, fold, meaning_of

_WORDS, _SIGNS = 2, 3
"""So many words, or Chinese signs, tell how it goes; more may name a goal to come."""

_CLAUSES = re.compile("[,;\uff0c\uff1b]")


def told(text: str, goals: Sequence[Goal], facts: GoalsFacts) -> tuple[Update, Sequence[Goal], bool] | None:
    """The note, with how it goes still to be asked, and of which goals; whether those are called by all of their name.
    None where a number, or another day than that, is said, or no goal's name begins the line.
    """
    meant, behind = led_by(text, goals)
    current = any_of(meaning_of(facts.vocabulary.groups["goal_notes"], "current"))
    found = re.search(current, aligned(behind)) if meant else None
    if found is None:
        return None
    rest = f"{behind[: found.start()]} {behind[found.end() :]}".strip(f" {LOOSE}")
    said = said_in(rest, facts.today, facts.vocabulary)
    first = _CLAUSES.split(rest)[0].strip()
    is_short = len(first.split()) <= _WORDS if first.isascii() else len(first) <= _SIGNS
    if not first or not is_short or said.due or said.denied or said.starts or any(map(str.isdigit, rest)):
        return None
    asked = Update("", pace=PACES[0], note=behind, paces=tuple(PACES))
    is_whole = fold(text).startswith(fold(meant[0].counts.title))
    return weighed(asked, text, meant, facts, called=False), meant, is_whole
