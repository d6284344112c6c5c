"""The rules that read text: outcome, criterion, baseline, date, source, vague words (G1-G5, G10)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from conversations.rules.goal_check.reading import Reading
from conversations.rules.goal_check.warning import RuleId, Warning, say
from conversations.rules.goal_sentence.title import LOOSE, aligned, begins, without
from conversations.rules.goals import GoalContent
from conversations.toolkit.vocabulary import any_of, meaning_of
from conversations.toolkit.words import Day, Fact, Verbatim

RULES: frozenset[RuleId] = frozenset({"g1", "g2", "g3", "g4", "g5", "g10"})
_NAME = re.compile(r"[A-Z][\w.&/-]*(?: [A-Z][\w.&/-]*)?", re.ASCII)
"""A clause that is nothing but a name: ", Power BI"."""
_LATER = re.compile(r"[,;]([^,;]+)")
_LEAST = timedelta(28)
"""A goal that is proposed an end has at least so long."""


def remarks(reading: Reading) -> Iterator[Warning]:
    """What these rules say of a goal, in the order of the rules."""
    yield from outcome(reading)
    yield from criterion(reading)
    yield from baseline(reading)
    yield from end(reading)
    yield from source(reading)
    yield from vague(reading)


def outcome(reading: Reading) -> Iterator[Warning]:
    """G1: what comes of it, not what is done."""
    moves = reading.moves_level or reading.says("goal_results", "outcome") or reading.is_learning
    if reading.is_activity and not moves:
        yield Warning("g1", asks="title")


def criterion(reading: Reading) -> Iterator[Warning]:
    """G2: a number, or something that is reached or not; with an end and nothing left open, a plain sentence is that.
    Whoever learns something new is not asked for a number.
    """
    is_firm = reading.has_number or reading.is_milestone or reading.says("goal_results", "rhythm")
    if (reading.is_open or (reading.is_soft and not is_firm)) and not reading.is_learning:
        yield Warning("g2", asks="target")


def baseline(reading: Reading) -> Iterator[Warning]:
    """G3: where a level that is to move stands today."""
    starts = any(each.start is not None for each in reading.content.results)
    if reading.moves_level and not (starts or reading.is_held or reading.is_learning):
        yield Warning("g3", asks="start")


def end(reading: Reading) -> Iterator[Warning]:
    """G4: a day; proposed is the end of a quarter."""
    if reading.content.due is None:
        day = _quarter_end(max(reading.today, reading.content.starts) + _LEAST)
        yield Warning("g4", {"day": Day(day)}, replace(reading.content, due=day), "due")


def source(reading: Reading) -> Iterator[Warning]:
    """G5: where a measured number is read."""
    known = reading.content.source or reading.content.indicator or _hints_at_source(reading)
    if reading.moves_level and not (known or reading.is_learning):
        yield Warning("g5", asks="source")


def vague(reading: Reading) -> Iterator[Warning]:
    """G10: a hedge, which a tap leaves out, or a vague word that nothing else makes firm."""
    soft = _soft(reading)
    hedge = reading.first("goal_vague", "hedge")
    left = _without(reading.content, hedge) if hedge else None
    if left and _is_firm(Reading(left, reading.today, reading.vocabulary)):
        yield Warning("g10", _about(hedge, "drop"), left)
    elif hedge or soft:
        yield Warning("g10", _about(soft or hedge, "exact"), asks="target" if soft else "title")


def _about(word: str, act: str) -> Mapping[str, Fact]:
    return {"word": Verbatim(word), "act": say(f"g10.{act}")}


def _is_firm(reading: Reading) -> bool:
    return not _soft(reading) and not reading.says("goal_vague", "hedge")


def _soft(reading: Reading) -> str:
    is_firm = reading.has_number or reading.is_milestone or reading.is_learning
    return "" if is_firm else reading.first("goal_vague", "vague")


def _without(content: GoalContent, word: str) -> GoalContent | None:
    """The goal without a word in its titles, None if a title would be nothing else."""
    titles = {title: _dropped(title, word) for title in (content.title, *(each.title for each in content.results))}
    if not all(titles.values()):
        return None
    results = tuple(replace(each, title=titles[each.title]) for each in content.results)
    return replace(content, title=titles[content.title], results=results)


def _dropped(title: str, word: str) -> str:
    at = aligned(title).find(aligned(word))
    return without(title, [(at, at + len(word))]) if at >= 0 else title.strip(LOOSE)


def _quarter_end(day: date) -> date:
    month = (day.month + 2) // 3 * 3
    return (date(day.year, month, 1) + timedelta(31)).replace(day=1) - timedelta(1)


def _hints_at_source(reading: Reading) -> bool:
    """Whether words may say the source, so that nobody is asked for what was said: a bracket, "per", ", Jira"."""
    words = reading.vocabulary.groups["goal_sources"]
    clauses = aligned(reading.written).replace("(", ",").replace(";", ",").split(",")
    later = [clause.strip(LOOSE) for clause in clauses[1:]]
    if "(" in aligned(reading.written):
        return True
    inline = any_of(word for word in meaning_of(words, "begins") if word.isascii())
    if re.search(inline, aligned(reading.written)):
        return True
    as_written = (reading.written[slice(*match.span(1))] for match in _LATER.finditer(aligned(reading.written)))
    if any(_NAME.fullmatch(clause.strip(LOOSE)) for clause in as_written):
        return True
    leads, tails = meaning_of(words, "begins", "perhaps"), meaning_of(words, "ends", "drops")
    return any(clause.endswith(tails) or any(begins(clause, lead) for lead in leads) for clause in later)
