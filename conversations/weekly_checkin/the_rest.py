"""What is told of last week's plans that nobody has tapped: "the others not yet", "the rest is done"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from conversations.toolkit.conversation import Json, State
from conversations.toolkit.vocabulary import Vocabulary, fold, meaning_of
from conversations.toolkit.words_within import longest_at, said_with, words_before
from conversations.weekly_checkin import named
from conversations.weekly_checkin.facts import CheckinFacts
from conversations.weekly_checkin.named import OUT, SMALL
from conversations.weekly_checkin.questions import OUTCOMES

NONE = "none"
"""What a clause says of which nobody knows whether it is that the others are not done, or that there are none."""

_MOST = {True: 3, False: 1}
"""The words that a "not" has behind it at most, where it tells of a plan: Latin ones, or Chinese ones in a row."""

_LONGEST = 4
"""The Chinese characters of which those are at most."""

_HAN = re.compile("[\u3400-\u9fff]")


def parted(
    text: str, clauses: Sequence[tuple[int, int]], state: State, facts: CheckinFacts
) -> tuple[Mapping[str, Json] | None, str]:
    """What the first clause tells of all plans but the one that it names, or of those without an answer where others
    have one, and the text behind it; None where it may be that, or that there is no more to say.
    """
    end = clauses[0][1] if clauses else 0
    told = named.all_but(text[:end], facts.last_plans, facts.vocabulary)
    given = state.answers.get(OUTCOMES.name)
    if not told and isinstance(given, Mapping) and given:
        outcome = _outcome_in(text[:end], facts.vocabulary)
        if outcome == NONE:
            return None, text
        told = {str(n): outcome for n in range(len(facts.last_plans)) if outcome and str(n) not in given}
    if not told and (beside := _beside_named(text, clauses, facts)):
        return dict[str, Json](beside), ""
    return (dict[str, Json](told), text[end:]) if told else ({}, text)


def spaced(text: str, plans: Sequence[str], vocabulary: Vocabulary) -> str:
    """A Chinese text of nothing but what became of plans by their names, or of the others, with a comma for each space
    between them; any other text as it is.
    """
    chunks = text.split()
    told = [named.told_of(each, plans, vocabulary) for each in chunks]
    certain = [each for each in told if each and len(each.places) == 1 and each.outcome != OUT]
    rest = bool(_outcome_in(chunks[-1], vocabulary)) if chunks else False
    whole = len(certain) == len(chunks) or (rest and len(certain) == len(chunks) - 1)
    return "\uff0c".join(chunks) if certain and whole and _HAN.search(text) and len(chunks) > 1 else text


def _beside_named(text: str, clauses: Sequence[tuple[int, int]], facts: CheckinFacts) -> Mapping[str, str]:
    """What one clause tells of the others, where each other clause names some of the plans, and what those certainly
    tell: "the data next week, the rest is done". What is named is none of the others.
    """
    said = [text[start:end] for start, end in clauses]
    outcomes = [_outcome_in(each, facts.vocabulary) for each in said]
    plans = facts.last_plans
    told_of = [{n for n, plan in enumerate(plans) if named.names(each, plan, facts.vocabulary)} for each in said]
    others = [outcome for outcome in outcomes if outcome]
    besides = [each for each, outcome in zip(told_of, outcomes, strict=True) if not outcome]
    if len(others) != 1 or others == [NONE] or not besides or not all(besides):
        return {}
    rest = {str(n): others[0] for n in range(len(plans)) if n not in set[int]().union(*besides)}
    return {**rest, **named.certain_in(text, plans, facts.vocabulary)} if rest else {}


def _outcome_in(clause: str, vocabulary: Vocabulary) -> str:
    """What a clause tells of the others: the one outcome that it names, that they go on where it only says "not", or
    NONE; "" if it tells nothing of them.
    """
    groups = vocabulary.groups
    rest = groups["the_rest"]
    small = dict.fromkeys((*groups["filler"], *meaning_of(groups["named"], SMALL), *meaning_of(rest, SMALL)), "")
    others = dict.fromkeys(meaning_of(rest, "others"), "others")
    led, behind = words_before(fold(clause), {**small, **others})
    if not any(word in others for word in led):
        return ""
    if behind in meaning_of(rest, NONE):
        return NONE
    same = dict.fromkeys(meaning_of(groups["status"], "same"), "continue")
    told = {word: outcome for word, outcome in groups["named"].items() if outcome not in (SMALL, OUT)}
    said = set(said_with({**small, **same, **told, **groups["outcomes"]}, behind) or ()) - {""}
    if len(said) == 1:
        return said.pop()
    denied = longest_at(behind, 0, dict.fromkeys(meaning_of(rest, "not", NONE), ""))
    return "continue" if denied and _is_brief(behind[len(denied) :]) else ""


def _is_brief(words: str) -> bool:
    """Whether words say no more than what was not done: no thing has its place among them."""
    said = words.split()
    return len(said) <= _MOST[words.isascii()] and (words.isascii() or len(words) <= _LONGEST)
