"""What is typed right below a digest or a nudge and answers it, though it names neither whose it is nor what."""

from __future__ import annotations

import re
from collections.abc import Sequence

from conversations.blocker import hearing
from conversations.blocker.right_above import has_day
from conversations.manager_digest.in_words import digest_meant, last_sent
from conversations.manager_digest.naming_stuck import has_a_word_of
from conversations.manager_digest.nudged import CARD, DIGEST
from conversations.rules.roster import Person
from conversations.rules.weeks import Week
from conversations.toolkit.events import Typed
from conversations.toolkit.reader import Blocker, Reader
from conversations.toolkit.secrecy import may_be_withheld
from conversations.toolkit.talking import refuses
from conversations.toolkit.typed_days import besides_days
from conversations.toolkit.understand import intent_in, is_number, is_question, says_something
from conversations.toolkit.vocabulary import Vocabulary, fold, meaning_of
from conversations.toolkit.words_within import longest_within, said_with

HELP, RIGHT_BELOW, OF_WEEK = "help", "right_below", "right_below_week"
"""Two of them are arguments of words right below a card of a digest: the name of that, and the digest's week."""

_SPACED = re.compile(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")
_CLAUSE_ENDS = re.compile(r"[,;:.!\uff0c\uff1b\uff1a\uff01\u3002]")
_ONE_LINE = 200
"""Characters of one line, as a nudge asks for it."""


def parted(text: str) -> str:
    """A text with a comma where Chinese words have a space between them."""
    return _SPACED.sub("\uff0c", text)


def refuses_it(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a short line is a no, with or without a reason."""
    return refuses(parted(text), vocabulary)


def promises_by_a_day(text: str, vocabulary: Vocabulary, *, below_a_nudge: bool = False) -> bool:
    """Whether a short line promises help or a word by a day, whatever nods before it: "ok, I'll do it tomorrow", "by
    Tuesday". Only below a nudge, which asks for one, the bare day does.
    """
    if not hearing.is_short(text) or is_question(text, vocabulary):
        return False
    clauses = (each.strip() for each in _CLAUSE_ENDS.split(parted(text)))
    left = [each for each in clauses if each and not _nods(each, vocabulary)]
    if hearing.promises(parted(text), vocabulary):
        return has_day(text, vocabulary)
    if len(left) != 1 or not has_day(left[0], vocabulary):
        return False
    until = below_a_nudge or longest_within(fold(left[0]), vocabulary.groups["around_days"])
    says_when = bool(until) and hearing.said_in(left[0], vocabulary) == "take"
    return says_when or hearing.promises(left[0], vocabulary) or _promises_a_word(left[0], vocabulary)


def digest_above(text: str, card: str, week: str, owner: Person, reader: Reader) -> str:
    """This week, for a line that may answer the card of its digest right above: any below a nudge, which asks for one;
    below a digest what is said as to a colleague, or has a word of what waits. "" for all other words, and where
    nothing waits for one.
    """
    stuck = _waiting_in(week, owner, reader) if card and _is_a_line(text, reader.vocabulary) else ()
    if _may_be_withheld(text, stuck, reader):
        return ""
    return week if stuck and (card == CARD or _may_be_of_them(text, stuck, reader.vocabulary)) else ""


def digest_answered(text: str, card: str, week: str, owner: Person, reader: Reader) -> str:
    """The same for words right below such a card that answer plainly, whatever else they may mean elsewhere: by when,
    and below a nudge also a no.
    """
    if not (card and text and owner.has_digest):
        return ""
    no = card == CARD and _is_a_no(text, reader.vocabulary)
    answers = no or promises_by_a_day(text, reader.vocabulary, below_a_nudge=card == CARD)
    stuck = _waiting_in(week, owner, reader) if answers else ()
    return week if stuck and not _may_be_withheld(text, stuck, reader) else ""


def digest_of(event: Typed, owner: Person, week: Week, reader: Reader) -> str:
    """The week of the last digest for what is typed into one's own week and is meant for that, or answers one that came
    since.
    """
    meant = digest_meant(event.text, owner, week, reader)
    if meant or not is_right_above(event):
        return meant
    return digest_answered(event.text, DIGEST, last_sent(reader, week), owner, reader)


def is_right_above(event: Typed) -> bool:
    """Whether nothing but a digest or a nudge came since the question that hears this."""
    return DIGEST in event.below and event.below <= {DIGEST, HELP}


def waiting(blockers: Sequence[Blocker]) -> Sequence[Blocker]:
    """Those of these that wait for a word of their manager."""
    open_ = (each for each in blockers if each.status == "open" and not each.answered_at)
    return [each for each in open_ if each.helper_kind == "manager"]


def _is_a_line(text: str, vocabulary: Vocabulary) -> bool:
    says = says_something(text) and not (is_number(text, vocabulary) or is_question(text, vocabulary))
    return says and len(text) <= _ONE_LINE and "\n" not in text.strip()


def _is_a_no(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text declines, and tells of nothing graver that has an answer of its own: "can't, I'm burnt out"."""
    return hearing.said_in(text, vocabulary) == "decline" and intent_in(text, vocabulary) in (None, "time")


def _waiting_in(week: str, owner: Person, reader: Reader) -> Sequence[Blocker]:
    """What waits for the owner and is told of in this week's digest; none without one."""
    told = (each for each in reader.blockers_for(owner.id) if week and Week.parse(each.week) <= Week.parse(week))
    return waiting([*told])


def _may_be_withheld(text: str, stuck: Sequence[Blocker], reader: Reader) -> bool:
    """Whether a line may not be meant for one of those who are stuck: "…, but don't tell her", "not replying yet"."""
    words = meaning_of(reader.vocabulary.groups["promised_word"], "unsaid")
    if longest_within(fold(text), words):
        return True
    return any(may_be_withheld(text, reader.vocabulary, reader.person(each.raiser)) for each in stuck)


def _may_be_of_them(text: str, stuck: Sequence[Blocker], vocabulary: Vocabulary) -> bool:
    nods = hearing.said_in(text, vocabulary) == "take"
    said = hearing.may_answer(parted(text), vocabulary) or hearing.may_be_done(text, vocabulary)
    return (said and not nods) or any(has_a_word_of(each.what, text, vocabulary) for each in stuck)


def _nods(clause: str, vocabulary: Vocabulary) -> bool:
    groups = vocabulary.groups
    nods = (*meaning_of(groups["answer"], "yes"), *meaning_of(groups["hardly"], "whole"), *groups["filler"])
    known = dict.fromkeys((*nods, *meaning_of(groups["talk"], "praise"), *groups["greeting"]), "")
    return said_with(known, clause) is not None


def _promises_a_word(clause: str, vocabulary: Vocabulary) -> bool:
    groups = vocabulary.groups
    small = (*meaning_of(groups["helping"], "small"), *groups["around_days"], *groups["filler"])
    known = {**dict.fromkeys(small, ""), **dict.fromkeys(meaning_of(groups["promised_word"], "word"), "word")}
    return "word" in (said_with(known, besides_days(clause, vocabulary)) or ())
