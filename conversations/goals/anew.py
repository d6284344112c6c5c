"""What is said anew below a draft: how far its number goes, "no, to 50", how much it counts, or another goal."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from conversations.goal.correcting import turns
from conversations.goal.results import aimed, can_weigh
from conversations.goals import results
from conversations.goals.beginnings import SOURCE_AT_MOST
from conversations.goals.facts import GoalsFacts
from conversations.goals.finding import leads
from conversations.goals.standing import number_in, says_start
from conversations.rules.goal_sentence import said_in
from conversations.rules.goal_sentence.measures import amounts_in
from conversations.rules.goal_sentence.names import beside_days, from_to, named_in
from conversations.rules.goal_sentence.periods import periods_in
from conversations.rules.goal_sentence.title import LOOSE, aligned
from conversations.rules.goals import GoalContent, KeyResult
from conversations.toolkit.commands import MAX_READ
from conversations.toolkit.numbers import numbers_of
from conversations.toolkit.vocabulary import Vocabulary, any_of, meaning_of


@dataclass(frozen=True)
class Again:
    """The numbers that a reply gives; one `alone` may as well be where it stands today, and one said to be that leaves
    open how far it goes.
    """

    start: Decimal | None
    target: Decimal | None
    unit: str
    alone: bool = False


def numbers_in(content: GoalContent) -> Sequence[KeyResult]:
    """The key results of a draft that may get another number."""
    return [each for each in content.results if each.kind == "number" and each.target is not None]


def again_in(text: str, facts: GoalsFacts) -> Again | None:
    """The numbers of a reply that names nothing else: "to 95%", "make it 40"; None for any other."""
    said, vocabulary = unled(text, facts.vocabulary), facts.vocabulary
    heard = said_in(said, facts.today, vocabulary)
    if pair := from_to(said, facts.today, vocabulary):
        return Again(pair[0].value, pair[1].value, pair[1].unit or pair[0].unit)
    if named_in(said, heard.unit, facts.today, vocabulary):
        return None
    number, is_today = number_in(said, vocabulary)
    if number is not None:
        is_changed = said != aligned(text)
        start, target = (number.value, None) if is_today else (None, number.value)
        return Again(start, target, number.unit, alone=not is_changed and not is_today)
    is_alone = bool(numbers_of(said, vocabulary, heard.unit))
    if heard.target is not None and heard.start is None and heard.starts is None and says_start(said, vocabulary):
        return Again(heard.target, None, heard.unit) if len(amounts_in(said, vocabulary)) == 1 else None
    return None if heard.target is None or is_alone else Again(heard.start, heard.target, heard.unit)


def without_reason(text: str, facts: GoalsFacts) -> str:
    """A reply without why, where numbers and days alone stand before that: "to 20 by April" of "to 20 by April because
    ...".
    """
    reasons = meaning_of(facts.vocabulary.groups["goal_notes"], "reasons")
    found = re.search(any_of(reasons), aligned(text[:MAX_READ]))
    head = text[: found.start()].rstrip(LOOSE) if found else ""
    alone = bool(head) and (again_in(head, facts) is not None or beside_days(head, facts.today, facts.vocabulary) == "")
    return head if alone else text


def named_again(text: str, content: GoalContent, facts: GoalsFacts) -> GoalContent | None:
    """The draft with the number that corrects what a reply calls by its name: "renewal rate should be 86"; None where
    it names none of its key results, or several, or corrects nothing.
    """
    meant, behind = _named(text, content)
    turned = re.match(any_of(turns(facts.vocabulary)), aligned(behind))
    corrects = turned or number_in(behind, facts.vocabulary)[1]
    again = again_in(behind, facts) if len(meant) == 1 and corrects else None
    return given(meant[0], again, content) if again and meant[0] in fitting(again, content) else None


def unnamed(text: str, content: GoalContent) -> str:
    """A reply without the name of the only number of a draft before it."""
    return _named(text, content)[1] if len(numbers_in(content)) == 1 else text


def _named(text: str, content: GoalContent) -> tuple[Sequence[KeyResult], str]:
    """The key results with a number whose name begins a reply, and what stands behind that."""
    numbers = numbers_in(content)
    titles = {each.id: (each.title, content.title if len(numbers) == 1 else each.title) for each in numbers}
    led = {id_: max(leads(text, title) for title in both) for id_, both in titles.items()}
    longest = max(led.values(), default=0)
    return [each for each in numbers if longest and led[each.id] == longest], text[longest:].strip(LOOSE)


def fitting(again: Again, content: GoalContent) -> Sequence[KeyResult]:
    """Those that are counted in the unit of these numbers, or whose unit goes without saying."""
    said = aligned(again.unit)
    return [each for each in numbers_in(content) if not said or (each.unit and said in aligned(each.unit))]


def given(result: KeyResult, again: Again, content: GoalContent) -> GoalContent:
    """The draft in which one of its key results goes as far as was said, from where that says or it began."""
    start = result.start if again.start is None else again.start
    target = result.target if again.target is None else again.target
    changed = aimed(result, start, target, result.unit or again.unit, result.direction)
    return replace(content, results=tuple(changed if each is result else each for each in content.results))


def weight_in(text: str, facts: GoalsFacts) -> Decimal | None:
    """How much the goal is to count, where a reply says only that: "weight 20%"."""
    said = unled(text, facts.vocabulary)
    word = re.search(any_of(meaning_of(facts.vocabulary.groups["goal_weights"], *results.OF_RESULTS)), said)
    if word is None:
        return None
    rest = f"{said[: word.start()]} {said[word.end() :]}"
    amounts = amounts_in(rest, facts.vocabulary)
    is_all = len(amounts) == 1 and amounts[0].unit in ("", "%")
    if not is_all or named_in(rest, "%", facts.today, facts.vocabulary) or not can_weigh(amounts[0].value):
        return None
    return amounts[0].value


def source_in(text: str, facts: GoalsFacts) -> str:
    """Where the numbers come from, where a reply says only that: "source: HubSpot"; "" where it says anything else."""
    groups, read = facts.vocabulary.groups, aligned(text[:MAX_READ])
    found = re.match(rf"\s*{any_of(meaning_of(groups['goal_sources'], 'begins'))}", read)
    if found is None or any(map(str.isdigit, text)) or periods_in(read, facts.today, facts.vocabulary):
        return ""
    small = re.compile(any_of(meaning_of(groups["goal_another"], "is"))).match(read[found.end() :].lstrip())
    rest = text[found.end() :].lstrip()
    source = rest[small.end() if small else 0 :].strip(LOOSE)[:SOURCE_AT_MOST]
    return source if named_in(source, "", facts.today, facts.vocabulary) else ""


def another_in(text: str, vocabulary: Vocabulary) -> str | None:
    """What stands behind "another goal" or "my second goal" that begins a reply, None where nothing like that does."""
    groups, read = vocabulary.groups, aligned(text[:MAX_READ])
    others = {**dict.fromkeys((*groups["ordinals"], *meaning_of(groups["goal_another"], "another")), "another")}
    goal = dict.fromkeys(
        (*meaning_of(groups["goal_itself"], "goal"), *meaning_of(groups["goal_revisions"], "itself")), "goal"
    )
    words = {**dict.fromkeys(meaning_of(groups["goal_another"], "small"), ""), **others, **goal}
    word, at, said = re.compile(any_of(words)), 0, set[str]()
    while "goal" not in said and (found := word.match(read, at)):
        said.add(words[found[0]])
        at = found.end() + len(read[found.end() :]) - len(read[found.end() :].lstrip())
    behind = re.match(any_of(meaning_of(groups["goal_another"], "is")), read[at:])
    at += behind.end() if behind else 0
    return text[at:].strip(LOOSE) if {"goal", "another"} <= said else None


def unled(text: str, vocabulary: Vocabulary) -> str:
    """A reply as it is compared, without what leads a correction in and the words for a change of a goal."""
    groups = vocabulary.groups
    leads = (*groups["correcting"], *meaning_of(groups["hardly"], "lead"), *meaning_of(groups["answer"], "no"))
    changes = meaning_of(groups["goal_revisions"], "target", "itself", "changes", "wishes")
    read = aligned(text[:MAX_READ]).replace("\u2019", "'")
    left = re.sub(any_of((*leads, *changes)), " ", read)
    return read if left == read else left.strip(LOOSE)
