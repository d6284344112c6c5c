"""What somebody types below a question of a goal: a yes or a no to it, or what they say instead; all else is not meant
for it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from conversations.goal.conditions import condition_in
from conversations.goal.correcting import day_in, turns, without_replaced
from conversations.toolkit.commands import MAX_READ
from conversations.toolkit.numbers import DIGITS, numbers_of
from conversations.toolkit.putting_off import puts_off
from conversations.toolkit.typed_days import besides_days
from conversations.toolkit.understand import intent_alone, is_marked, is_question, option_in, yes_or_no
from conversations.toolkit.vocabulary import Vocabulary, any_of, fold, meaning_of
from conversations.toolkit.words_within import said_with, words_before, words_behind

WHICH, REVISED, ENDING = "which", "revised", "ending"
"""What the cards ask: which number or word is to be noted, whether a change is proposed, whether it is closed."""

PROPOSED, AGREEING, WAITING = "proposed", "agreeing", "waiting"
"""What the card of a proposal asks, before the number of its version: a yes; and, once more, where one may be meant;
and what the list asks of all that wait for one.
"""

OWN, RUNNING, OVER = "own", "running", "over"
"""What the card of a goal hears that asks nothing: another number or day for what its viewer proposed and the other
side has not answered; that it is slow at the time at hand; and that it is not over.
"""

_SHORT = 80
"""Characters in which somebody answers; more are written about something."""

_CLAUSE_ENDS = "[,;:.!\n\uff0c\uff1b\uff1a\uff01\u3002]"
_NUMBER = re.compile(rf"[-+]?[$\u20ac\u00a3\u00a5]?{DIGITS}\s?[^\s\d]{{0,4}}")
_PERCENT = "%"

Says = Literal[
    "yes", "no", "agrees", "perhaps", "against", "offers", "doubts", "declines", "refuses", "slow", "reopens", "starts",
    "tells",
]  # fmt: skip
NODS = frozenset({"yes", "no", "offers", "doubts", "declines", "slow", "reopens", "starts", "tells"})
"""What says nothing by itself, so is an answer only right below what was asked."""


@dataclass(frozen=True)
class Heard:
    """What a reply says, and the number, the day or the word for how it goes that it says instead, "" for none; and
    what it adds to a yes, which may tell how a goal ended.
    """

    says: Says
    number: str = ""
    pace: str = ""
    due: date | None = None
    adds: str = ""
    how: str = ""
    numbers: tuple[str, ...] = ()
    is_whole: bool = True
    private: bool = False


def heard_in(asks: str, text: str, today: date, vocabulary: Vocabulary) -> Heard | None:
    """What a text answers to a card that asks this; None for other words."""
    if len(text) > _SHORT or "\n" in text.strip():
        return None
    kind = asks.partition(":")[0]
    if kind in (OWN, RUNNING, OVER):
        return _unasked(kind, without_replaced(text, vocabulary), today, vocabulary)
    if kind in (PROPOSED, AGREEING, WAITING, REVISED) and (due := day_in(text, today, vocabulary)):
        return Heard("offers", due=due)
    if kind in (PROPOSED, AGREEING, WAITING):
        if only_if := condition_in(text, _known(vocabulary), today, vocabulary):
            numbers = (only_if.number,) if only_if.number else ()
            return Heard("offers", only_if.number, due=only_if.due, numbers=numbers, private=only_if.private)
        return _of_proposal(text, vocabulary)
    if is_question(text, vocabulary):
        return None
    if kind == ENDING and (ended := _ended(text, vocabulary)):
        return ended
    said = yes_or_no(text, vocabulary)
    if not any(map(str.isdigit, text)):
        nods = {*(said_with(_known(vocabulary), text) or ())} - {""}
        if said or (said is None and nods and nods <= {"agrees", "nods"}):
            return Heard("yes")
        if said is not None:
            return Heard("no")
    if kind == WHICH and (pace := option_in(text, "goal_states", vocabulary)):
        return Heard("tells", pace=pace)
    read = without_replaced(text, vocabulary)
    heard = _instead(read, vocabulary, corrects=read != text)
    return heard or (_more(text, vocabulary) if kind == WHICH else None)


@lru_cache(maxsize=64)
def _unasked(kind: str, text: str, today: date, vocabulary: Vocabulary) -> Heard | None:
    """What is said to a goal that asks nothing; many may stand in a chat, and each is told the same."""
    if is_question(text, vocabulary):
        return None
    if kind == OVER:
        return Heard("reopens") if vocabulary.meaning("goal_reopened", text) else None
    if start := _start_in(text, vocabulary):
        return Heard("starts", number=start)
    if kind == RUNNING:
        return Heard("slow") if is_slow(text, vocabulary) else None
    if due := day_in(text, today, vocabulary):
        return Heard("offers", due=due)
    heard = _instead(text, vocabulary)
    return Heard("offers", number=heard.number) if heard and heard.number and heard.says == "no" else None


def _start_in(text: str, vocabulary: Vocabulary) -> str:
    """The number from which it is to begin, where a reply says no more: "it starts at 80"; "" for other words."""
    groups = vocabulary.groups
    starts = dict.fromkeys((*meaning_of(groups["beside_numbers"], "start"), *groups["number_starts"]), "start")
    small = (
        *groups["filler"],
        *groups["goal_moved"],
        *meaning_of(groups["before_numbers"], "from"),
        *turns(vocabulary),
    )
    words = {**dict.fromkeys(small, ""), **starts}
    leads, rest = words_before(fold(text), words)
    bare, ends = words_behind(rest, words)
    is_start = any(words[each] for each in (*leads, *ends))
    return bare if is_start and _NUMBER.fullmatch(bare.strip(" ,\uff0c")) else ""


def is_slow(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a line says no more than that something goes slowly at the time at hand: "slow this month"."""
    groups = vocabulary.groups
    # A day is too short to tell.
    times = [each for each in meaning_of(groups["goal_notes"], "current") if each not in groups["days"]]
    current = dict.fromkeys(times, "current")
    slow = {word: means if means == "slow" else "" for word, means in groups["goal_slow"].items()}
    small = dict.fromkeys((*groups["filler"], *groups["goal_moved"], *meaning_of(groups["goal_notes"], "degrees")), "")
    said = said_with({**small, **slow, **current}, text[:MAX_READ]) or ()
    return {"current", "slow"} <= {*said}


def _instead(text: str, vocabulary: Vocabulary, *, corrects: bool = False) -> Heard | None:
    """A yes, a no or a word that corrects, with a number or a word behind it: "no, 85", "sorry, 85", "no, stuck". What
    `corrects` by itself needs none.
    """
    groups, turned = vocabulary.groups, turns(vocabulary)
    answers = {**dict.fromkeys(groups["filler"], ""), **dict.fromkeys(turned, "no"), **groups["answer"]}
    leads, rest = words_before(fold(text), answers)
    small = dict.fromkeys((*groups["goal_moved"], *groups["filler"], *turned), "")
    bare, ends = words_behind(words_before(rest, small)[1], small)
    said = [answers[each] for each in leads if answers[each]] or ["no" for each in ends if each in turned]
    if not said and not corrects:
        return None
    says: Says = "yes" if said[:1] == ["yes"] else "no"
    bare = bare.strip(" ,\uff0c\u3002")
    # "At" of "at risk" is none of the small words.
    if pace := option_in(rest, "goal_states", vocabulary) or option_in(bare, "goal_states", vocabulary):
        return Heard(says, pace=pace)
    return Heard(says, number=bare) if _NUMBER.fullmatch(bare) or numbers_of(bare, vocabulary, _PERCENT) else None


def _more(text: str, vocabulary: Vocabulary) -> Heard | None:
    """A yes with what it adds behind a comma: "yes, legal is slow"."""
    yes, comma, more = (each.strip() for each in text.replace("\uff0c", ",").partition(","))
    is_yes = fold(yes) in vocabulary.groups["goal_affirmed"]
    return Heard("yes", adds=more) if is_yes and comma and len(more) > 1 else None


def _ended(text: str, vocabulary: Vocabulary) -> Heard | None:
    """How a goal ended, said alone or with what was learned behind a comma: "missed, we started too late"."""
    how, _, learned = (each.strip() for each in text.replace("\uff0c", ",").partition(","))
    groups = vocabulary.groups
    words = {**dict.fromkeys((*groups["filler"], *groups["goal_ended_as"]), ""), **groups["goal_endings"]}
    said = {*(said_with(words, how) or ())} - {""}
    return Heard("yes", adds=learned, how=said.pop()) if len(said) == 1 else None


def _of_proposal(text: str, vocabulary: Vocabulary) -> Heard | None:
    """A yes where it is said in words for one; perhaps one where somebody nods, or goes on; or what does not fit."""
    known, turns = _known(vocabulary), any_of(meaning_of(vocabulary.groups["goal_notes"], "turns"))
    besides = re.sub(_amount(vocabulary), " ", fold(text))
    first = re.split(f"{_CLAUSE_ENDS}|{turns}", besides)[0]
    whole = {*(said_with(known, besides) or ())} - {""}
    said = whole or {*(said_with(known, first) or ())} - {""}
    if _puts_off(text, vocabulary):
        return Heard("doubts")
    if whole and whole <= {"no", "refuses"}:
        return _refusal(text, vocabulary) if "refuses" in whole else Heard("no")
    numbers = _numbers(text, vocabulary)
    number = next(reversed(numbers), "")
    if whole and whole <= {"doubts", "nods", "offers"} and "doubts" in whole:
        return Heard("doubts")
    if number and (whole & {"but", "offers"} or _ends_with_it(text, vocabulary)):
        says: Says = "against" if whole & {"against", "offers"} else "offers"
        return Heard(says, number=number, numbers=numbers)
    if said and said <= {"no", "against", "refuses", "offers"}:
        return Heard("against", number=number, numbers=numbers) if number or said - {"offers"} else None
    if not (whole or "agrees" in said) or is_question(text, vocabulary):
        # A nod before other words may begin any line: "ok, the report first".
        return None
    if number or not whole or not whole <= {"agrees", "nods"}:
        # A number that is said may be another one than is proposed.
        return Heard("perhaps", number=number, numbers=numbers, is_whole=bool(whole))
    return Heard("agrees" if "agrees" in whole else "yes")


def _refusal(text: str, vocabulary: Vocabulary) -> Heard:
    """Of a goal it is said wherever that waits, else only right below it."""
    itself = any_of(meaning_of(vocabulary.groups["goal_revisions"], "itself"))
    return Heard("refuses" if re.search(itself, fold(text)) else "declines")


def _puts_off(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a reply says no more than that it is for another time: "later", "maybe next week"."""
    if is_question(text, vocabulary):
        return False
    if puts_off(text, vocabulary) or intent_alone(text, vocabulary) in ("later", "time"):
        return True
    groups = vocabulary.groups
    small = (*groups["filler"], *meaning_of(groups["goal_answers"], "small", "tails"))
    when = meaning_of(groups["put_off"], "when")
    besides = besides_days(text, vocabulary)
    said = said_with({**dict.fromkeys(small, ""), **dict.fromkeys(when, "when"), **groups["goal_waits"]}, besides)
    # A day alone may answer any question.
    return said is not None and ("when" in said or ("looks" in said and fold(besides) != fold(text)))


def _ends_with_it(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a reply is a number with a small word behind it, or before: "40 then", "sorry, 40", "40?"."""
    tails = dict.fromkeys(meaning_of(vocabulary.groups["goal_answers"], "tails", "offers"), "")
    corrects = dict.fromkeys(turns(vocabulary), "")
    leads, rest = words_before(fold(text), corrects)
    bare, ends = words_behind(rest.rstrip("?\uff1f .\u3002"), tails)
    return bool(leads or ends or is_marked(text)) and _NUMBER.fullmatch(bare.strip(" ,\uff0c")) is not None


def _numbers(text: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The numbers that a text says, in order, without those that it is against: "40" of "45 is too high, 40"."""
    against = any_of(meaning_of(vocabulary.groups["goal_answers"], "against"))
    read = re.sub(rf"{DIGITS}[^\d,;\uff0c\uff1b\u3002]*?{against}", "", fold(text))
    return tuple(each[0] for each in re.finditer(_amount(vocabulary), read))


def _amount(vocabulary: Vocabulary) -> str:
    """A number with the word that it is to be taken times."""
    times = any_of(vocabulary.groups["multiples"])
    return rf"(?<!\d)(?<!\d[.,]){DIGITS}(?:\s?{times}(?![a-z]))?"


@lru_cache(maxsize=4)
def _known(vocabulary: Vocabulary) -> Mapping[str, str]:
    """The words that an answer to a proposal may hold, and what each means."""
    groups = vocabulary.groups
    answers = {word: "nods" if meaning == "yes" else "no" for word, meaning in groups["answer"].items()}
    said = {word: "" if use in ("small", "tails") else use for word, use in groups["goal_answers"].items()}
    return {**dict.fromkeys((*groups["filler"], *groups["greeting"]), ""), **answers, **said}
