"""Where something stands today, as a reply says it: "today it is 8%", "from 8%", or "8%" where that is asked."""

from __future__ import annotations

import re
from dataclasses import replace

from conversations.goal.correcting import without_lead
from conversations.goal.results import aimed
from conversations.goals import results
from conversations.goals.facts import GoalsFacts
from conversations.rules.goal_sentence.amount import Amount
from conversations.rules.goal_sentence.measures import amounts_in
from conversations.rules.goal_sentence.relative import led_to
from conversations.rules.goal_sentence.title import LOOSE, aligned
from conversations.rules.goals import GoalContent, KeyResult
from conversations.toolkit.vocabulary import Vocabulary, any_of, meaning_of

_SAID = frozenset({"", "now", "from"})
"""What may stand before the number: nothing that says where it is to go."""

_LONGEST = 80


def told(text: str, content: GoalContent, facts: GoalsFacts, *, asked: bool) -> GoalContent | None:
    """The draft with where it stands today, and where it goes to from there if its words say so; None where a reply
    says anything else. A number alone is that where it is `asked`, and else how far it goes, where that is open.
    """
    number, is_today = number_in(text, facts.vocabulary)
    if number is None:
        # "No, 6%" is where it goes, "no, starting at 6%" is not.
        number, is_today = number_in(without_lead(text, facts.vocabulary), facts.vocabulary)
        number = number if is_today else None
    if number is None or not results.is_plain(content):
        return None
    first = next(iter(content.results), KeyResult("r1", content.title))
    if first.unit and number.unit not in aligned(first.unit):
        return None
    unit, start, target = first.unit or number.unit, first.start, first.target
    if is_today or asked:
        start = number.value
        led = led_to(content.title, start, unit, facts.today, facts.vocabulary)
        target = target if led is None else led
    elif start is not None and target is None:
        target = number.value
    else:
        return None
    changed = aimed(replace(first, kind="number"), start, target, unit, first.direction)
    return replace(content, results=(changed,))


def says_start(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a word stands in a reply that says where something begins."""
    return re.search(any_of(meaning_of(vocabulary.groups["beside_numbers"], "start")), aligned(text)) is not None


def unit_of(written: str) -> str:
    """The unit that a number is written with, where it is a sign of its own."""
    return "%" if aligned(written).rstrip().endswith("%") else ""


def number_in(text: str, vocabulary: Vocabulary) -> tuple[Amount | None, bool]:
    """The number that is all of a reply but small words, and whether one of those says that it is, or begins, so."""
    groups = vocabulary.groups
    before, said = groups["before_numbers"], aligned(text).strip(LOOSE)
    if len(said) > _LONGEST:
        return None, False
    starts = (*meaning_of(groups["beside_numbers"], "start"), *groups["number_starts"])
    today = {*meaning_of(before, "now", "from"), *meaning_of(groups["days"], "today"), *starts}
    is_today = re.search(any_of(today), said) is not None
    # "At 8% now" is where it stands, "at 8%" may be where it is to go.
    small = any_of({*today, *groups["goal_moved"]} - set(() if is_today else meaning_of(before, "to")))
    lead, end = re.compile(small), re.compile(f"{small}$")
    while found := lead.match(said) or end.search(said):
        said = (said[: found.start()] + said[found.end() :]).strip(LOOSE)
    amounts = amounts_in(said, vocabulary)
    is_all = len(amounts) == 1 and (amounts[0].start, amounts[0].end) == (0, len(said)) and amounts[0].mark in _SAID
    return (amounts[0] if is_all else None), is_today
