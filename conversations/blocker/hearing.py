"""What a helper types below what they are asked: that they help, by a day if they name one, or that they cannot."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

from conversations.toolkit.commands import MAX_READ
from conversations.toolkit.day_grammar import prepared_days
from conversations.toolkit.how_it_is import tells_how_it_is
from conversations.toolkit.talking import may_be_talk, refuses, tells_of_somebody
from conversations.toolkit.typed_days import besides_days
from conversations.toolkit.understand import agrees, is_marked, is_question, option_in
from conversations.toolkit.vocabulary import Vocabulary, fold, meaning_of
from conversations.toolkit.words_within import longest_at, longest_within, said_with, words_before, words_behind

_CLAUSE_ENDS = re.compile(r"[,;:.\uff0c\uff1b\uff1a\u3002]")

_BRIEF = 40
"""Characters in which somebody is named who may help instead; more are written about something."""

_SHORT = 80
"""Characters in which somebody answers; more are written about something."""

_WORDS_OF_A_NAME = 3
"""A name has no more words; in Chinese characters."""

Said = Literal["take", "decline", "unsure"]
_ANSWERS = ("take", "decline", "maybe", "no")


ANSWER, TAKEN, REASON, DECLINED = "answer", "taken", "reason", "declined"
"""What the card asks: while it waits it hears whatever may answer it, once it is taken only that it cannot be done, and
below a no whether its reason goes with it, or that they help after all.
"""


def means_each(text: str, vocabulary: Vocabulary) -> bool:
    """Whether an answer is meant for each of several who ask: "both by Friday", in Chinese at the begin of a clause."""
    each = vocabulary.groups["helping_each"]
    small = dict.fromkeys(meaning_of(vocabulary.groups["helping"], "small", "take"), "")
    leading, alone = (
        dict.fromkeys(meaning_of(each, *meant), "") for meant in (("leading",), ("each", "both", "two", "all"))
    )
    clauses = (words_before(clause.strip(), small | leading)[0] for clause in _CLAUSE_ENDS.split(fold(text)))
    return bool(longest_within(fold(text), alone)) or any(not leading.keys().isdisjoint(each) for each in clauses)


def means_two(text: str, vocabulary: Vocabulary) -> bool:
    """Whether an answer is meant for each of two: of more who ask it does not say which."""
    return bool(longest_within(fold(text), meaning_of(vocabulary.groups["helping_each"], "both", "two")))


def _says_both(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a no may be one to only some of several: "can't do both", not "can't, both of them"."""
    known, both = _known(vocabulary), meaning_of(vocabulary.groups["helping_each"], "both", "all")
    clauses = (clause.strip() for clause in _CLAUSE_ENDS.split(fold(text)))
    refused = (each for each in clauses if "decline" in {known[word] for word in words_before(each, known)[0]})
    return any(longest_within(each, both) for each in refused)


def hears(asks: str, said: Said | None) -> bool:
    """Whether a card that asks this hears an answer that says so."""
    return said == "decline" if asks == TAKEN else asks == ANSWER and said is not None


def sends(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text sends the reason of a no: "yes please"; not who asks, or trails off: "yes?", "ok..."."""
    return agrees(text, "sending_why", vocabulary) and not is_marked(text)


def leaves_or_sends(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text says no more than whether the reason of a no is sent, or takes something of its answer back: in
    doubt it stays.
    """
    return bool(_of_sending(text, vocabulary)) or (is_short(text) and _answers_though(text, vocabulary))


def leaves(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text leaves the reason of a no where it is: "no", "don't send it"."""
    return not _of_sending(text, vocabulary).isdisjoint({"no", "stays"})


def _of_sending(text: str, vocabulary: Vocabulary) -> set[str]:
    groups = vocabulary.groups
    words = {
        **dict.fromkeys(groups["filler"], ""),
        **groups["answer"],
        **groups["sending_why"],
        **groups["keeping_why"],
    }
    return {*(said_with(words, text) or ())} - {""}


def said_in(text: str, vocabulary: Vocabulary) -> Said | None:
    """Whether a text takes it, "I can do that by Thursday", or declines, "can't, sorry"; `unsure` where it may do
    either or neither. None for all other words: they are not meant for who asks for help.
    """
    if len(text) > MAX_READ or is_question(text, vocabulary):
        return None
    besides = besides_days(text, vocabulary)
    has_day = besides != prepared_days(text, vocabulary)
    said = said_with(_known(vocabulary), besides)
    if said is None:
        if not _says_why_not(text, vocabulary):
            return _names_another(text, vocabulary)
        return "unsure" if _says_both(text, vocabulary) else "decline"
    if "maybe" in said or tells_how_it_is(text, vocabulary):
        return "unsure"
    match sorted({*said} - {"", "small"}):
        case ["take"] | ["by_day", "take"]:
            return "take"
        case [] | ["by_day"] if has_day:
            return "take"
        case ["decline"] | ["decline", "no"]:
            return "unsure" if has_day or _says_both(text, vocabulary) else "decline"
        case ["no"]:
            return "unsure"
        case _:
            return None


def promises(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text takes it by more than a yes or a day alone: "on it", "I'll do it by Friday"."""
    small = dict.fromkeys(vocabulary.groups["answer"], "small")
    own = {word: use for word, use in vocabulary.groups["helping"].items() if use != "because"}
    said = said_with({**_known(vocabulary), **small, **own}, besides_days(text, vocabulary))
    return said_in(text, vocabulary) == "take" and not {"take", "by_day"}.isdisjoint(said or ())


def is_plain(text: str, vocabulary: Vocabulary) -> bool:
    """Whether an answer says no more than that: it gives no reason."""
    return said_with(_known(vocabulary), besides_days(text, vocabulary)) is not None


def goes_along(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a no may go to who asked as it is: it gives no reason, and nothing in it is blunt, "not my job"."""
    return is_plain(text, vocabulary) and not longest_within(fold(text), vocabulary.groups["helping_blunt"])


def may_answer(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a short text may be said to who asks for help, though no more can be told: "give me an hour", "no, she
    should ask Tom", "yes, Friday, and I'll visit the fair".
    """
    answers = {word: use if use in _ANSWERS else "" for word, use in _known(vocabulary).items()}
    nods = dict.fromkeys(meaning_of(vocabulary.groups["hardly"], "whole"), "take")
    besides = besides_days(text, vocabulary)
    return (
        may_be_talk(besides, {**answers, **nods}, vocabulary, "oneself")
        or refuses(text, vocabulary)
        or tells_of_somebody(text, vocabulary)
        or _sends_by_name(fold(text), vocabulary)
        or _is_blunt(text, vocabulary)
        or (is_short(text) and (_answers_though(text, vocabulary) or _tells_what_was_done(text, vocabulary)))
        or is_soon(text, vocabulary)
    )


def is_soon(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text says no more than that it comes soon: "asap", "will do asap"."""
    soon = dict.fromkeys(meaning_of(vocabulary.groups["urgency"], "urgent"), "soon")
    return "soon" in (said_with({**_known(vocabulary), **soon}, text) or ())


def _tells_what_was_done(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a line tells what was done with what stands above: "already sent", "sent them already", "did that already
    yesterday"; or was given to who asked, "sent you the keys"; or says no more than that it was done before.
    """
    folded, groups = fold(text), vocabulary.groups
    given = dict.fromkeys(meaning_of(groups["done_before"], "given"), "")
    if any(longest_at(each.strip(), 0, given) or words_behind(each, given)[1] for each in _CLAUSE_ENDS.split(folded)):
        return True
    gone = dict.fromkeys(groups["days_gone"], "before")
    done = dict.fromkeys(meaning_of(groups["done_before"], "before"), "before")
    before, ends = words_behind(folded, {**done, **gone})
    above = dict.fromkeys(meaning_of(groups["talk"], "above", "them"), "")
    pointed = done.keys() & set(ends) and words_behind(before.strip(), above)[1]
    known = {**_known(vocabulary), **dict.fromkeys(meaning_of(groups["outcomes"], "done"), "done"), **gone, **done}
    alone = {"done", "before"} <= {*(said_with(known, text) or ())}
    return bool(longest_at(folded, 0, done) or pointed or alone)


def _is_blunt(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a clause of a short text ends by saying that it is not for oneself: "that's not my job"."""
    blunt = dict.fromkeys(vocabulary.groups["helping_blunt"], "")
    return is_short(text) and any(words_behind(each.strip(), blunt)[1] for each in _CLAUSE_ENDS.split(fold(text)))


def begins_with_an_answer(text: str, vocabulary: Vocabulary) -> bool:
    """Whether the first clause of a text answers who asks for help, whatever follows: "sure, but ..."."""
    first = said_with(_known(vocabulary), _CLAUSE_ENDS.split(fold(text))[0])
    return not {*(first or ())}.isdisjoint(_ANSWERS) or _answers_though(text, vocabulary)


def is_short(text: str) -> bool:
    """Whether a text is as short as an answer to a colleague, on one line."""
    return len(text) <= _SHORT and "\n" not in text.strip()


def may_be_done(text: str, vocabulary: Vocabulary) -> bool:
    """Whether the first clause of a short text says no more than that something is done: "done, it's calibrated"."""
    first = _CLAUSE_ENDS.split(fold(text))[0]
    return (
        is_short(text)
        and option_in(first, "outcomes", vocabulary) == "done"
        and vocabulary.meaning("answer", first) is None
    )


def _answers_though(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text begins with an answer and takes something of it back, or asks, with no sign between: "sure but not
    before noon", "sure what's it about", not "correct the invoice".
    """
    asks = {each.replace("'", "") for each in vocabulary.groups["asking"]}
    though = {
        **vocabulary.groups["helping_though"],
        **dict.fromkeys(vocabulary.groups["asking"], ""),
        **dict.fromkeys(asks, ""),
    }
    leads = {word: use for word, use in _known(vocabulary).items() if word not in though}
    said, behind = words_before(fold(besides_days(text, vocabulary)), leads)
    answers = {leads[word] for word in said} & {*_ANSWERS} - {"no"}
    return bool(answers and longest_at(behind, 0, though))


def waits_for(text: str, vocabulary: Vocabulary) -> frozenset[str]:
    """Which cards may be meant by a short text that says no more: those that wait for an answer, and with what refuses
    or tells what was done, those of a promise, too.
    """
    if refuses(text, vocabulary) or (is_short(text) and _tells_what_was_done(text, vocabulary)):
        return frozenset({ANSWER, TAKEN})
    return frozenset({ANSWER}) if may_answer(text, vocabulary) else frozenset()


def _says_why_not(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text begins with a no and goes on with the reason: "can't, the press is down until Friday"."""
    known, said = _known(vocabulary), set[str]()
    for clause in _CLAUSE_ENDS.split(fold(text)):
        words = said_with(known, clause)
        if words is None:
            leading, behind = words_before(clause.strip(), known)
            if words_before(behind, dict.fromkeys(_because(vocabulary), ""))[0]:
                said.update(known[each] for each in leading)
            break
        said.update(words)
    return said - {"", "small"} == {"decline"}


def _names_another(text: str, vocabulary: Vocabulary) -> Said | None:
    """Whether a short text sends to somebody else, "better ask Mara", "ask Mara instead": who asked is not told so."""
    folded, groups = fold(text), vocabulary.groups["helping_not"]
    leading = words_before(folded, groups)[0] if len(folded) <= _BRIEF else []
    said = {groups[each] for each in leading}
    closes = words_behind(folded, dict.fromkeys(meaning_of(groups, "instead"), ""))[1] if "ask" in said else []
    return "unsure" if "better" in said or closes else None


def _sends_by_name(folded: str, vocabulary: Vocabulary) -> bool:
    """Whether a clause of a short text sends to somebody by name alone: "ask Tom", "Wed I'm off, ask Mara"; or all of
    it does in words that may also begin a plan.
    """
    if len(folded) > _BRIEF or "\n" in folded:
        return False
    groups, clauses = vocabulary.groups["helping_not"], [each.strip() for each in _CLAUSE_ENDS.split(folded)]
    ask, go = dict.fromkeys(meaning_of(groups, "ask"), ""), dict.fromkeys(meaning_of(groups, "go"), "")
    return any(_leads_a_name(each, ask) for each in clauses) or (len(clauses) == 1 and _leads_a_name(folded, go))


def _leads_a_name(clause: str, words: Mapping[str, str]) -> bool:
    leading, name = words_before(clause, words)
    return bool(leading and name) and len(name if not name.isascii() else name.split()) <= _WORDS_OF_A_NAME


def _because(vocabulary: Vocabulary) -> tuple[str, ...]:
    return meaning_of(vocabulary.groups["helping"], "because")


@lru_cache(maxsize=4)
def _known(vocabulary: Vocabulary) -> Mapping[str, str]:
    """The words that such an answer may hold, beside days, and what each means."""
    groups = vocabulary.groups
    days = (*groups["before_periods"], *groups["behind_periods"], *groups["around_days"])
    small = dict.fromkeys((*days, *groups["filler"], *groups["greeting"]), "small")
    answers = {word: "take" if meaning == "yes" else "no" for word, meaning in groups["answer"].items()}
    return {**small, **answers, **{word: use for word, use in groups["helping"].items() if use != "because"}}
