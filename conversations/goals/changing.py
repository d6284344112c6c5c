"""What a line wants of a goal there is: another number, day, name or other readers, and why."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from conversations.goals import privacy
from conversations.goals.aims import bare
from conversations.goals.facts import GoalsFacts
from conversations.goals.finding import led_by, like, running
from conversations.goals.revising import opened_by, postponed_by, renamed_by
from conversations.goals.slowing import slowed
from conversations.goals.updating import Update, updated_by
from conversations.rules.goal_sentence.amount import Amount
from conversations.rules.goal_sentence.measures import amounts_in
from conversations.rules.goal_sentence.periods import due_in, periods_in
from conversations.rules.goal_sentence.title import LOOSE, MASK, aligned, masked, without
from conversations.toolkit.commands import MAX_READ
from conversations.toolkit.reader import Goal
from conversations.toolkit.vocabulary import Vocabulary, any_of, fold, meaning_of

_COMMA = re.compile("[,;\uff0c\uff1b\u3002](?!\\d)")


@dataclass(frozen=True)
class Change(Update):
    """What is to be different; `private` is "yes" or "no" where it says who is to see the goal."""

    private: str = ""

    @property
    def given(self) -> Mapping[str, str]:
        """What the goal's own conversation is told."""
        return {**super().given, **({"private": self.private} if self.private else {})}

    @property
    def parts(self) -> int:
        """How many things it says."""
        return sum(map(bool, (self.number, self.due, self.private, self.note)))


def changed_by(
    text: str, near: Sequence[Goal], called: bool, facts: GoalsFacts
) -> tuple[Update, Sequence[Goal]] | None:
    """What a line says of how goals go, and where they are to go, by when or by which name; unless it was `called`,
    only of one's own how they go.
    """
    change = _change_in(text, near, called, facts)
    if change and change[0].parts > 1:
        return change
    return _one_change(text, near, called, facts) or (change if change and change[0].parts else None)


def _one_change(
    text: str, near: Sequence[Goal], called: bool, facts: GoalsFacts
) -> tuple[Update, Sequence[Goal]] | None:
    if postponed := postponed_by(text, near, facts.today, facts.vocabulary, called=called):
        return postponed
    if renamed := renamed_by(text, near, facts.vocabulary):
        return renamed
    if updated := updated_by(text, [goal for goal in near if goal.owner == facts.viewer.id], facts.vocabulary):
        return updated
    updated = updated_by(text, near, facts.vocabulary)
    if updated and (updated[0].aims == "yes" or (called and updated[0].name)):
        return updated
    opened = opened_by(text, near, facts.vocabulary, called=called)
    return (Update("", aims="yes"), opened) if opened else slowed(text, near, facts.vocabulary)


def _change_in(
    text: str, near: Sequence[Goal], called: bool, facts: GoalsFacts
) -> tuple[Change, Sequence[Goal]] | None:
    """All that a line that begins with "change" wants of the goal that it names. Where goals were not `called`, it says
    that it is of a goal, of a target or of an end.
    """
    vocabulary = facts.vocabulary
    words = vocabulary.groups["goal_revisions"]
    lead = re.compile(rf"\s*{any_of(vocabulary.groups['goal_changes'])}").match(aligned(text[:MAX_READ]))
    is_goal = called or re.search(any_of(meaning_of(words, "itself", "target", "due")), aligned(text[:MAX_READ]))
    if lead is None or not is_goal:
        return None
    rest = _without_small(text[lead.end() : MAX_READ], vocabulary)
    meant, behind = led_by(rest, running(near))
    told, private = _readers(behind if meant else rest, facts)
    rest, reason = _reasoned(told, facts)
    if not private:
        rest, private = _readers(rest, facts)
    if not meant:
        meant, rest = _named(rest, running(near), facts)
    periods = periods_in(aligned(rest), facts.today, vocabulary)
    due = due_in(periods, facts.today)
    number = _number(rest, [(each.start, each.end) for each in periods], vocabulary)
    change = Change("", number, note=reason, due=due.isoformat() if due else "", aims="yes", private=private)
    return (change, meant) if meant else None


def _named(text: str, goals: Sequence[Goal], facts: GoalsFacts) -> tuple[Sequence[Goal], str]:
    """The goals that are like what stands before the first number or day, and what follows that."""
    read = aligned(text)
    periods = [each.start for each in periods_in(read, facts.today, facts.vocabulary)]
    begins = min([*periods, *(each.start for each in amounts_in(read, facts.vocabulary))], default=len(text))
    name = bare(fold(text[:begins]), facts.vocabulary)
    return (like(name, goals) if len(name) > 1 else ()), text[begins:]


def _without_small(text: str, vocabulary: Vocabulary) -> str:
    """A text without the small words before a name."""
    groups = vocabulary.groups
    small = (*groups["goal_moved"], *meaning_of(groups["goal_revisions"], "itself", "target", "due"), *groups["filler"])
    lead = re.compile(rf"[\s{re.escape(LOOSE)}]*{any_of(small)}(?![a-z])")
    at = 0
    while found := lead.match(aligned(text), at):
        at = found.end()
    return text[at:].lstrip(LOOSE)


def _reasoned(text: str, facts: GoalsFacts) -> tuple[str, str]:
    """A text without why, and that: what follows a word for it, or clauses behind the last number and day."""
    reasons = meaning_of(facts.vocabulary.groups["goal_notes"], "reasons")
    if (found := re.search(any_of(reasons), aligned(text))) and found.start():
        reason, by_when = _without_day(text[found.start() :].strip(LOOSE), facts)
        return f"{text[: found.start()].rstrip(LOOSE)} {by_when}".rstrip(), reason
    for comma in _COMMA.finditer(text):
        behind = text[comma.end() :]
        if not any(map(str.isdigit, behind)) and not periods_in(aligned(behind), facts.today, facts.vocabulary):
            return text[: comma.start()], behind.strip(LOOSE)
    return text, ""


def _without_day(reason: str, facts: GoalsFacts) -> tuple[str, str]:
    """A reason without a last clause that says by when and nothing else, and that clause."""
    commas = [*re.finditer("[,;\uff0c\uff1b\u3002]", reason)]
    clause = reason[commas[-1].end() :] if commas else ""
    periods = periods_in(aligned(clause), facts.today, facts.vocabulary)
    left = masked(aligned(clause), [(each.start, each.end) for each in periods]).replace(MASK, " ")
    if len(periods) != 1 or periods[0].is_start or left.strip(LOOSE):
        return reason, ""
    return reason[: commas[-1].start()].rstrip(LOOSE), clause.strip(LOOSE)


def _readers(text: str, facts: GoalsFacts) -> tuple[str, str]:
    """A text without who is to see the goal, where a clause says or ends with that; and whether those are the two."""
    rest, _ = privacy.wished(text, facts)
    if rest != text:
        return rest, "yes"
    opens = re.compile(rf"{any_of(facts.vocabulary.groups['goal_opens'])}\s*(?=$|[,;.\uff0c\uff1b\u3002])")
    found = opens.search(aligned(text))
    return (without(text, [found.span()]), "no") if found else (text, "")


def _number(text: str, days: Sequence[tuple[int, int]], vocabulary: Vocabulary) -> str:
    """The only number that it is to go to, as it is written; "" where there is none, or one that is no target."""
    amounts = amounts_in(masked(aligned(text), days), vocabulary)
    aims = [each for each in amounts if each.mark == "to"]
    if len(aims) == 1 and all(each.mark in ("to", "from", "unclear") for each in amounts):
        amounts = aims
    if len(amounts) != 1 or amounts[0].mark in ("from", "now", "by", "unclear"):
        return ""
    return _written(text, amounts[0], vocabulary)


def _written(text: str, amount: Amount, vocabulary: Vocabulary) -> str:
    written = text[amount.start : amount.end].replace(MASK, " ").strip()
    marks = re.compile(rf"\s*{any_of(vocabulary.groups['before_numbers'])}\s*")
    while found := marks.match(aligned(written)):
        written = written[found.end() :]
    return written
