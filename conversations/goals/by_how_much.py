"""What corrects by how much a draft is to change: "no, 15%" below "cut costs by 20%"."""

from __future__ import annotations

import re
from dataclasses import replace

from conversations.goal.results import aimed
from conversations.goals import results
from conversations.goals.anew import unled
from conversations.goals.facts import GoalsFacts
from conversations.goals.standing import number_in
from conversations.rules.goal_sentence.amount import Amount
from conversations.rules.goal_sentence.measures import measure_in
from conversations.rules.goal_sentence.names import named_in
from conversations.rules.goal_sentence.periods import periods_in
from conversations.rules.goal_sentence.relative import led_to
from conversations.rules.goal_sentence.title import aligned, masked
from conversations.rules.goals import GoalContent
from conversations.toolkit.commands import MAX_READ
from conversations.toolkit.numbers import DIGITS, spelled
from conversations.toolkit.vocabulary import Vocabulary


def corrected(text: str, content: GoalContent, facts: GoalsFacts) -> GoalContent | None:
    """The draft whose title says another change; None where it says none, a reply says anything else, or the number
    alone may be where it stands.
    """
    was, said = _changed_by(content.title, facts), _changed_by(text, facts)
    if was is None or said is None or was.mark != "by" or said.mark not in ("", "by"):
        return None
    if said.kind not in ("", was.kind) or not _corrects(text, said, facts):
        return None
    title = _with(content.title, was, text, said, facts.vocabulary)
    return _led(replace(content, title=title), content, facts)


def _changed_by(text: str, facts: GoalsFacts) -> Amount | None:
    """The only number of a sentence."""
    read = aligned(text[:MAX_READ])
    days = [(each.start, each.end) for each in periods_in(read, facts.today, facts.vocabulary)]
    measure = measure_in(masked(read, days), facts.vocabulary)
    return measure.amounts[0] if len(measure.amounts) == 1 and measure.times is None else None


def _corrects(text: str, said: Amount, facts: GoalsFacts) -> bool:
    """Whether it names nothing, and says more than a number that may be where it stands today."""
    bare = unled(text, facts.vocabulary)
    if named_in(bare, said.unit, facts.today, facts.vocabulary):
        return False
    number, is_today = number_in(bare, facts.vocabulary)
    return not is_today and (number is None or bare != aligned(text) or said.mark == "by")


def _with(title: str, was: Amount, text: str, said: Amount, vocabulary: Vocabulary) -> str:
    """The title with the new number; the unit it had stands where a mere number is said."""
    number = re.compile(rf"{DIGITS}|{spelled(vocabulary)}")
    old = number.search(aligned(title), was.start, was.end)
    new = number.search(aligned(text), said.start, said.end)
    if old is None or new is None:
        return title
    is_mere = not said.unit and said.times == 1
    end, written = (old.end(), new[0]) if is_mere else (was.end, text[new.start() : said.end])
    return f"{title[: old.start()]}{written.rstrip()}{title[end:]}"


def _led(changed: GoalContent, content: GoalContent, facts: GoalsFacts) -> GoalContent | None:
    """The changed draft, with how far that leads from where it stands; None where its number says something else."""
    if not content.results:
        return changed
    first = content.results[0]
    if not results.is_plain(content) or first.start is None:
        return None
    was, now = (
        led_to(t, first.start, first.unit, facts.today, facts.vocabulary) for t in (content.title, changed.title)
    )
    if first.target != was:
        return None
    return replace(changed, results=(aimed(first, first.start, now, first.unit, first.direction),))
