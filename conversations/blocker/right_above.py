"""What is said to a request or a promise that is the newest message, though it would be no answer to an older one."""

from __future__ import annotations

import re
from collections.abc import Iterable

from conversations.blocker.hearing import ANSWER, DECLINED, REASON, TAKEN, is_short, means_each, promises, said_in
from conversations.toolkit.day_grammar import day_grammar, prepared_days
from conversations.toolkit.leaving import changed_to
from conversations.toolkit.typed_days import besides_days
from conversations.toolkit.understand import fits_any_question, is_question
from conversations.toolkit.vocabulary import Vocabulary, fold, meaning_of
from conversations.toolkit.words_within import longest_within, said_with

_CLAUSE_ENDS = re.compile(r"[,;:.\uff0c\uff1b\uff1a\u3002]")
_SPACED = re.compile(rf"{_CLAUSE_ENDS.pattern}|(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")


def is_of_it(asks: str, text: str, vocabulary: Vocabulary) -> bool:
    """Whether a short line right below the card that asks this is of it: that somebody is too busy, or not before a
    day; of a promise also another day, or a no and more; of a no that they help after all, or the no once more.
    """
    if not is_short(text) or is_question(text, vocabulary):
        return False
    match asks:
        case _ if asks == ANSWER:
            busy = _hardly_helps(text, vocabulary) or _ends_with_a_no(text, vocabulary)
            return (
                busy
                or _begins_with_no_day(text, vocabulary)
                or _denies_a_day(text, vocabulary)
                or is_sign(text, vocabulary)
            )
        case _ if asks == TAKEN:
            days = bool(_days_alone(text, vocabulary)) or _denies_a_day(text, vocabulary)
            return days or _says_no(text, vocabulary) or bool(other_day(text, vocabulary))
        case _ if asks == DECLINED:
            again = said_in(text, vocabulary) == "decline" or _says_no(text, vocabulary)
            return again or promises(text, vocabulary)
        case _ if asks == REASON:
            return promises(text, vocabulary)
        case _:
            return False


def is_sign(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text is no more than a thumb up, or the like."""
    signs = meaning_of(vocabulary.groups["helping"], "signs")
    return not any(map(str.isalnum, text)) and any(each in text for each in signs)


def other_day(text: str, vocabulary: Vocabulary) -> str:
    """The words of a day that takes the place of the one that was promised: "make that Monday", "ok, I'll do it
    Friday", "Friday instead"; "" for any other text, be it a yes once more.
    """
    days = _days_alone(text, vocabulary)
    if len(days) == 1 and longest_within(fold(text), _moving(vocabulary)):
        return days[0]
    changed = changed_to(text, vocabulary, "to", "make")
    words = changed or (text if promises(text, vocabulary) and not means_each(text, vocabulary) else "")
    return words if has_day(words, vocabulary) and said_in(words, vocabulary) == "take" else ""


def _days_alone(text: str, vocabulary: Vocabulary) -> list[str]:
    """The days of a text that says no more than them, or that something is put off to one; none for any other."""
    to = meaning_of(vocabulary.groups["change_line"], "to")
    known = dict.fromkeys((*_small(vocabulary), *_moving(vocabulary), *to), "")
    # "Both by Thursday" answers who has no answer yet.
    if means_each(text, vocabulary) or said_with(known, besides_days(text, vocabulary)) is None:
        return []
    return [found[0] for found in day_grammar(vocabulary).finditer(prepared_days(text, vocabulary))]


def _moving(vocabulary: Vocabulary) -> tuple[str, ...]:
    """The words by which another day takes the place of one: "move it to", "instead"."""
    groups = vocabulary.groups
    changes = meaning_of(groups["goal_revisions"], "changes")
    return (*groups["change_to"], *changes, *groups["helping_other_day"])


def _denies_a_day(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a clause says of a day that it is not possible, and no more: "my son is ill, Thursday won't work"."""
    groups = vocabulary.groups
    denied = (*meaning_of(groups["not_that_day"], "not_that_day"), *meaning_of(groups["helping"], "decline"))
    known = {**dict.fromkeys(_small(vocabulary), ""), **dict.fromkeys(denied, "not")}
    dated = (each for each in _SPACED.split(text) if has_day(each, vocabulary))
    return any("not" in (said_with(known, besides_days(each, vocabulary)) or ()) for each in dated)


def has_day(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text names a day, be it one that there is or not."""
    return besides_days(text, vocabulary) != prepared_days(text, vocabulary)


def _hardly_helps(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text says no more than that its writer is busy, be it to be told to who asked, or not before a day."""
    groups = vocabulary.groups
    busy = dict.fromkeys(
        (*meaning_of(groups["small_talk"], "later"), *meaning_of(groups["helping_busy"], "busy")), "no"
    )
    decline = dict.fromkeys(meaning_of(groups["helping"], "decline"), "")
    small = dict.fromkeys((*_small(vocabulary), *meaning_of(groups["helping_busy"], "beside")), "")
    not_yet = dict.fromkeys(meaning_of(groups["helping_busy"], "not_before"), "not")
    said = said_with({**small, **not_yet, **decline, **busy}, besides_days(text, vocabulary)) or ()
    return "no" in said or ("not" in said and has_day(text, vocabulary))


def _says_no(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text may be a no to what it stands below: so is one that begins with a no, and says more, "actually
    no, something came up".
    """
    first, *more = _clauses(text)
    begins = bool(more) and _is_a_no(first, vocabulary) and not fits_any_question(text, vocabulary)
    return begins or _hardly_helps(text, vocabulary) or _ends_with_a_no(text, vocabulary)


def _ends_with_a_no(text: str, vocabulary: Vocabulary) -> bool:
    """Whether the last of several clauses is a no: "I'd rather not say why, but no"."""
    *before, last = _clauses(text)
    return bool(before) and _is_a_no(last, vocabulary) and not fits_any_question(text, vocabulary)


def _begins_with_no_day(text: str, vocabulary: Vocabulary) -> bool:
    """Whether the first of several clauses says no more than that it is not then: "not this week, I have ..."."""
    first, *more = _clauses(text)
    not_then = (
        *meaning_of(vocabulary.groups["answer"], "no"),
        *meaning_of(vocabulary.groups["helping_busy"], "not_before"),
    )
    known = {**dict.fromkeys(_small(vocabulary), ""), **dict.fromkeys(not_then, "not")}
    said = said_with(known, besides_days(first, vocabulary)) or ()
    return bool(more) and "not" in said and has_day(first, vocabulary)


def _is_a_no(clause: str, vocabulary: Vocabulary) -> bool:
    groups = vocabulary.groups
    no = dict.fromkeys((*meaning_of(groups["answer"], "no"), *meaning_of(groups["helping"], "decline")), "no")
    return "no" in (said_with({**dict.fromkeys(_small(vocabulary), ""), **no}, clause) or ())


def _clauses(text: str) -> list[str]:
    return [each for each in map(str.strip, _CLAUSE_ENDS.split(fold(text))) if each] or [""]


def _small(vocabulary: Vocabulary) -> Iterable[str]:
    groups = vocabulary.groups
    days = (*groups["before_periods"], *groups["behind_periods"], *groups["around_days"])
    own = (*meaning_of(groups["helping"], "small"), *meaning_of(groups["small_talk"], "small"))
    return (*own, *days, *groups["filler"], *groups["greeting"])
