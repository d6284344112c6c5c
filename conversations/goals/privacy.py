"""Who is to see a goal: what its sentence wishes, and what the draft says of it before anybody else can."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from conversations.goal.readers import WHO, read, wishes_privacy
from conversations.goals.facts import GoalsFacts
from conversations.rules.goal_sentence.title import Span, aligned, without
from conversations.rules.goals import GoalContent
from conversations.rules.roster import Person
from conversations.toolkit.cards import Button, Row
from conversations.toolkit.commands import MAX_READ
from conversations.toolkit.conversation import State
from conversations.toolkit.vocabulary import any_of, fold
from conversations.toolkit.words import phrases_of

say = phrases_of("goals")
READERS = "readers"
"""The button that says who is to see it, and the answer that keeps a wish until something is drafted."""

CLOSED, OPEN = "private", "team"

_CLAUSE = re.compile(r"(?:(?! - )[^,;:.!()\u3002\u2013\u2014])+")


def wished(text: str, facts: GoalsFacts) -> tuple[str, bool]:
    """A sentence without the words that only wish it to be for the two alone, and whether it wishes that. Where they
    stand among others, as in "private banking", the goal is for the two until somebody says otherwise; the title stays.
    """
    told = aligned(text[:MAX_READ]).replace("\u2019", "'")
    words = {**facts.vocabulary.groups["goal_readers"], **_names((facts.viewer, facts.subject, facts.manager))}
    spans, doubted = list[Span](), False
    for clause in _CLAUSE.finditer(told):
        span = _wish_at(clause, words)
        if span:
            spans.append(_with_brackets(told, span))
        doubted = doubted or (span is None and _may_wish(clause[0], words))
    return (without(text, spans) if spans else text), bool(spans) or doubted


def kept(state: State) -> bool:
    """Whether privacy was wished before there was anything to be drafted."""
    return state.answers.get(READERS) == CLOSED


def given(content: GoalContent, readers: str) -> GoalContent:
    """The draft for these readers; everybody reads what a department is to reach."""
    return replace(content, visibility="private" if readers == CLOSED and not content.team else "team")


def row(content: GoalContent, facts: GoalsFacts) -> Row:
    """Who will see it, and a tap for the other way."""
    other = facts.other
    readers = "organisation" if content.team else content.visibility
    said = say(f"readers.{readers}", name=other.name) if other else say(f"readers.{readers}_alone")
    if content.team:
        return Row(said)
    turned = OPEN if content.visibility == "private" else CLOSED
    return Row(said, (Button(READERS, say(f"readers.make_{turned}"), turned, "quiet"),))


def _names(people: Sequence[Person | None]) -> dict[str, str]:
    named = (fold(each.name) for each in people if each)
    return {word: WHO for name in named for word in (name, *name.split())}


def _wish_at(clause: re.Match[str], words: dict[str, str]) -> Span | None:
    """Where a clause wishes privacy and says nothing else: all of it, its end, or in Chinese its first word."""
    text, start = clause[0], clause.start()
    if wishes_privacy(text, words):
        return clause.span()
    first = text.split(maxsplit=1)[:1]
    if first and not first[0].isascii() and wishes_privacy(first[0], words):
        end = text.index(first[0]) + len(first[0])
        return start, start + end
    signals = any_of(word for word, means in words.items() if means in ("closed", "only", "not"))
    for found in re.finditer(signals, text):
        if wishes_privacy(text[found.start() :], words):
            return start + found.start(), clause.end()
    return None


def _may_wish(text: str, words: dict[str, str]) -> bool:
    """Whether words of privacy stand among others: the mere word, or "only for" with an unknown name."""
    if re.search(any_of(word for word, means in words.items() if means == "closed"), text):
        return True
    begun = [means for means, _ in read(text, words)]
    who = any_of(word for word, means in words.items() if means == WHO)
    return begun[:1] == ["only"] and "small" in begun and bool(re.search(who, text))


def _with_brackets(text: str, span: Span) -> Span:
    start, end = span
    is_bracketed = text[start - 1 : start] == "(" and text[end : end + 1] == ")"
    return (start - 1, end + 1) if is_bracketed else span
