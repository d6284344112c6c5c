"""What is said at "By when do you need it?" beside a plain day: somebody whom nobody knows, or two days of which one is
meant.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from conversations.toolkit.conversation import Json
from conversations.toolkit.day_grammar import day_grammar, prepared_days
from conversations.toolkit.questions import Unclear
from conversations.toolkit.typed_days import besides_days, day_in, weekday_instead
from conversations.toolkit.vocabulary import Vocabulary, any_of, fold, meaning_of
from conversations.toolkit.words import Phrase
from conversations.toolkit.words_within import longest_at, longest_within, said_with, words_before
from conversations.weekly_checkin.asked_for import asking_in, name_beside
from conversations.weekly_checkin.clause import clauses_of
from conversations.weekly_checkin.dotted import with_slashes
from conversations.weekly_checkin.facts import CheckinFacts
from conversations.weekly_checkin.little import says_little, small_words
from conversations.weekly_checkin.questions import HELPER, NEEDED_BY

_ADVERB = "ly"

Read = tuple[str, Mapping[str, Json] | Unclear]


def reading(text: str, facts: CheckinFacts) -> Read | None:
    """The day that is meant; where nobody is called as it says, that, and who can help once more; None for the rest."""
    if facts.found:
        return None
    if (dated := with_slashes(text, facts.owner.language)) != text:
        return NEEDED_BY.name, day_given(dated, facts)
    if _names_somebody(text, facts):
        said = day_given(text, facts)
        day = said if day_in(text, facts.today, facts.vocabulary) and not isinstance(said, Unclear) else {}
        return HELPER.name, Unclear(Phrase("steps.nobody_found"), day)
    if day_meant(text, facts) != text:
        return NEEDED_BY.name, day_given(text, facts)
    name = name_beside(text, facts.vocabulary)
    said = NEEDED_BY.typed(text, {}, facts)
    if name and " " not in name and isinstance(said, Unclear) and "day" in said.why.facts:
        return NEEDED_BY.name, Unclear(Phrase("weekly_checkin.needed_by.neither", said.why.facts))
    return None


def is_a_day(text: str, facts: CheckinFacts) -> bool:
    """Whether a reply names a day, and says nothing else."""
    groups = facts.vocabulary.groups
    around = (*groups["around_days"], *groups["follows"], *groups["not_that_day"])
    until = (*meaning_of(groups["bounds"], "until", "end", "in"), *meaning_of(groups["change_line"], "to"))
    known = {**small_words(facts.vocabulary), **dict.fromkeys((*around, *until, *_moving(facts.vocabulary)), "")}
    only = said_with(known, besides_days(text, facts.vocabulary)) is not None
    return only and day_in(text, facts.today, facts.vocabulary) is not None


def moves_the_day(text: str, facts: CheckinFacts) -> bool:
    """Whether a reply names a day instead of one that was said: "put it off to Monday", "not Friday but Monday"."""
    if not is_a_day(text, facts):
        return False
    return bool(longest_within(fold(text), _moving(facts.vocabulary))) or day_meant(text, facts) not in ("", text)


def _moving(vocabulary: Vocabulary) -> Sequence[str]:
    """The words by which something is put off, or gets another day."""
    groups = vocabulary.groups
    return (*meaning_of(groups["goal_revisions"], "changes"), *groups["change_to"])


def day_given(text: str, facts: CheckinFacts, instead_of: date | None = None) -> Mapping[str, Json] | Unclear:
    """The day that is meant: today's own weekday beside a later day, or `instead_of` one, is next week's."""
    today, meant = facts.today, _moved_to(text, facts, instead_of) or day_meant(text, facts)
    others = [text[start:end] for start, end in clauses_of(text)] if meant != text else []
    days = (instead_of, *(day_in(each, today, facts.vocabulary) for each in others))
    if next_weeks := weekday_instead(meant, today, days, facts.vocabulary):
        return {NEEDED_BY.name: next_weeks.isoformat()}
    return NEEDED_BY.typed(meant, {}, facts)


def _moved_to(text: str, facts: CheckinFacts, instead_of: date | None) -> str:
    """The words of the other of two days, which takes the place of the first: "change Friday to Thursday", or "Friday
    to Thursday" where Friday stands; "" for any other text.
    """
    groups, vocabulary = facts.vocabulary.groups, facts.vocabulary
    changes = meaning_of(groups["goal_revisions"], "changes")
    to = any_of((*meaning_of(groups["change_line"], "to", "becomes"), *groups["change_to"], *changes))
    moves = longest_within(fold(text), changes)
    for found in re.finditer(to, text, re.IGNORECASE):
        before, behind = text[: found.start()], text[found.end() :]
        first = day_in(before, facts.today, vocabulary)
        if first and day_in(behind, facts.today, vocabulary) and (moves or first == instead_of):
            return behind
    return ""


def names_another(text: str, day: date, facts: CheckinFacts) -> bool:
    """Whether a text names this day and another one besides: nobody knows which is meant."""
    named = day_grammar(facts.vocabulary).finditer(prepared_days(text, facts.vocabulary))
    days = {day_in(each[0], facts.today, facts.vocabulary) for each in named} - {None}
    return day in days and len(days) > 1


def day_meant(text: str, facts: CheckinFacts) -> str:
    """The clause with the day that is meant of several: the one that is not denied, else the last where it follows from
    the others or corrects them, "Bob is back Wednesday, so Thursday", or says how late it may be, "Friday, Saturday at
    the latest"; "" where all are denied, else all of the text.
    """
    vocabulary = facts.vocabulary
    clauses = [part for start, end in clauses_of(text) for part in _parted(text[start:end], facts)]
    dated = [n for n, each in enumerate(clauses) if day_in(each, facts.today, vocabulary)]
    left = [n for n in dated if not _is_denied(clauses[n], vocabulary)]
    if len(left) < len(dated):
        return clauses[left[-1]] if left else ""
    if len(dated) < 2:
        return text
    if _closes_with_the_latest(clauses, dated, vocabulary):
        return clauses[dated[-1]]
    last, follows = dated[-1], {**dict.fromkeys(vocabulary.groups["follows"], ""), **_leads(vocabulary)}
    led = words_before(fold(clauses[last]), follows)[0] or said_with(follows, clauses[last - 1]) is not None
    return clauses[last] if led else text


def _closes_with_the_latest(clauses: Sequence[str], dated: Sequence[int], vocabulary: Vocabulary) -> bool:
    """Whether the last of several days is the latest there is, and those before it are no more than days."""
    *before, last = (besides_days(clauses[n], vocabulary) for n in dated)
    latest = longest_within(fold(last), vocabulary.groups["around_days"])
    return bool(latest) and all(not each.strip() for each in before)


def _parted(clause: str, facts: CheckinFacts) -> Sequence[str]:
    """A clause apart before what it says instead of a day that it denies: "not Friday but Monday"."""
    vocabulary = facts.vocabulary
    instead = any_of(meaning_of(vocabulary.groups["not_that_day"], "instead"))
    for found in re.finditer(instead, clause, re.IGNORECASE):
        before = clause[: found.start()]
        if day_in(before, facts.today, vocabulary) and _is_denied(before, vocabulary):
            return before, clause[found.end() :]
    return (clause,)


def _is_denied(clause: str, vocabulary: Vocabulary) -> bool:
    """Whether a clause says of its day that it is not meant, and no more: "oops not tomorrow"."""
    denied = dict.fromkeys(meaning_of(vocabulary.groups["not_that_day"], "not_that_day"), "not")
    said = said_with({**_leads(vocabulary), **denied}, besides_days(clause, vocabulary))
    return said is not None and "not" in said


def _leads(vocabulary: Vocabulary) -> Mapping[str, str]:
    groups = vocabulary.groups
    return dict.fromkeys((*meaning_of(groups["correcting"], "lead"), *meaning_of(groups["denied"], "nope")), "")


def _names_somebody(text: str, facts: CheckinFacts) -> bool:
    """Whether a reply asks somebody, says that they help, or has a name for who was to: "no, Zeno, by Friday"."""
    vocabulary, folded = facts.vocabulary, fold(text)
    name, small = name_beside(text, vocabulary), vocabulary.groups["around"]
    if _stands_before_by(folded, name, vocabulary):
        return True
    helps = bool(name) and longest_within(folded, meaning_of(vocabulary.groups["asks_for"], "help"))
    asked = [each for each in asking_in(text, vocabulary).names if each not in small]
    return bool(helps or asked) or _corrects(text, name, facts)


def _stands_before_by(folded: str, name: str, vocabulary: Vocabulary) -> bool:
    """Whether what may be a name, and no word that is known, leads in the day: "zeno by friday", not "ideally by"."""
    if not name.isalpha() or name.endswith(_ADVERB) or any(name in group for group in vocabulary.groups.values()):
        return False
    by = dict.fromkeys(meaning_of(vocabulary.groups["before_periods"], "deadline", "before"), "")
    behind = folded.removeprefix(name)
    return behind != folded and bool(longest_at(behind.lstrip(" ,"), 0, by))


def _corrects(text: str, name: str, facts: CheckinFacts) -> bool:
    """Whether a clause without a day corrects something, in words of its own: "no wait Zeno helps, by Friday"."""
    vocabulary, leads = facts.vocabulary, _leads(facts.vocabulary)
    for start, end in clauses_of(text):
        said, behind = words_before(fold(text[start:end]), leads)
        # A "no" alone is part of what it stands before: "no pressure, Friday".
        leads_in = set(said) - set(meaning_of(vocabulary.groups["denied"], "no"))
        if leads_in and not says_little(behind, vocabulary):
            return day_in(behind, facts.today, vocabulary) is None
    said, behind = words_before(fold(text), leads)
    apart = fold(text).removesuffix(behind).rstrip().endswith((",", "\uff0c"))
    return bool(said) and apart and bool(name) and longest_at(behind, 0, {name: ""}) == name
