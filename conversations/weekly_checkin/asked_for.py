"""Whom the words about what is stuck ask, and by when: "..., need it by Wednesday from Bob". In doubt neither is read,
and both are asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from conversations.rules.roster import Person
from conversations.toolkit.commands import MAX_READ
from conversations.toolkit.day_grammar import prepared_days
from conversations.toolkit.reaching import reachable
from conversations.toolkit.reader import Reader
from conversations.toolkit.typed_days import besides_days, day_in
from conversations.toolkit.vocabulary import Vocabulary, fold, meaning_of
from conversations.toolkit.words_within import words_before, words_behind
from conversations.weekly_checkin.little import small_words

_ENDS = re.compile(
    r"[,;.!?\n\uff0c\uff1b\uff01\uff1f\u3002\u3001]+(?=\s|$|[^\x00-\x7f])|[\n\uff0c\uff1b\uff01\uff1f\u3002\u3001]"
)
_NAME = re.compile(r"[\u3400-\u9fff]{1,4}|[a-z\u00c0-\u024f][^\s\u3400-\u9fff]*(?: [^\s\u3400-\u9fff]+){0,2}")


@dataclass(frozen=True)
class Asking:
    """What a text asks: the names of whom, in its order, and the clauses that say by when; `only` if it says no more.

    `perhaps` are what may be names or things, "need Bob" as "need sensors", and "Bob can help": who is called so is
    asked.
    """

    names: tuple[str, ...] = ()
    perhaps: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    only: bool = False


def asking_in(text: str, vocabulary: Vocabulary) -> Asking:
    """Whom a text asks, and by when it needs it: "since Monday" is no such day. Of a long text nothing is read."""
    parts = _ENDS.split(text) if len(text) <= MAX_READ else ()
    clauses = [_clause(part.strip(), vocabulary) for part in parts if part.strip()]
    return Asking(
        tuple(each.name for each in clauses if each.name and each.plain),
        tuple(each.name for each in clauses if each.name and not each.plain),
        tuple(each.by for each in clauses if each.by),
        bool(clauses) and all(each.plain for each in clauses),
    )


def names_among(asked: Asking, people: Sequence[Person]) -> Sequence[str]:
    """The names that are asked, once each: of those that may be things only what one of these people is called."""
    called = (name for name in asked.perhaps if any(_is_called(each, name) for each in people))
    return list(dict.fromkeys((*asked.names, *called)))


def people_asked(reader: Reader, text: str) -> Sequence[Person]:
    """Those whom the one name in a text means, by name or by title; nobody if it names several."""
    asked = asking_in(text, reader.vocabulary)
    called = {name: _called(reader, name) for name in (*asked.names, *asked.perhaps)}
    names = names_among(asked, [person for people in called.values() for person in people])
    return (called[names[0]] or by_title(reader, names[0])) if len(names) == 1 else ()


def colleague_in(reader: Reader, text: str, owner: Person) -> Person | None:
    """The one colleague whom a text asks; None if that may be several, or is the manager, who is asked anyway."""
    people = people_asked(reader, text)
    others = [each for each in reachable(reader, people) if each.id not in (owner.id, owner.manager)]
    return others[0] if len(people) == len(others) == 1 else None


def day_needed(text: str, today: date, vocabulary: Vocabulary) -> date | None:
    """The one day by which a text needs it; None if that is past."""
    days = asking_in(text, vocabulary).days
    day = day_in(days[0], today, vocabulary) if len(days) == 1 else None
    return day if day and day >= today else None


def named_beside(reader: Reader, text: str) -> Sequence[Person]:
    """Whom a reply names beside a day, and words for help or haste: "no wait, Bob should help, by Friday"; nobody if it
    names several, or holds any other word.
    """
    name = name_beside(text, reader.vocabulary)
    return (_called(reader, name) or by_title(reader, name)) if name else ()


def name_beside(text: str, vocabulary: Vocabulary) -> str:
    """What may be a name beside a day, and words for help or haste, folded; "" where a reply holds none, or more."""
    if len(text) > MAX_READ:
        return ""
    parts = (part.strip() for part in _ENDS.split(besides_days(text, vocabulary)))
    small = _beside_a_name(vocabulary)
    names = [words_behind(words_before(" ".join(fold(part).split()), small)[1], small)[0] for part in parts if part]
    told = [name for name in names if name]
    return told[0] if len(told) == 1 else ""


@lru_cache(maxsize=4)
def _beside_a_name(vocabulary: Vocabulary) -> Mapping[str, str]:
    groups = vocabulary.groups
    known = (*_known(vocabulary), *groups["beside_names"], *groups["urgency"])
    return dict.fromkeys((*known, *small_words(vocabulary)), "")


def by_title(reader: Reader, name: str) -> Sequence[Person]:
    """Whoever a family name means beside a title, as colleagues say it in Chinese: Dai the engineer."""
    family, titles = words_behind(name, reader.vocabulary.groups["titles"])
    if not titles or len(family) not in (1, 2):
        return ()
    return [each for each in reader.find_people(family) if fold(each.name).startswith(family)]


def _called(reader: Reader, name: str) -> Sequence[Person]:
    return [each for each in reader.find_people(name) if _is_called(each, name)]


def _is_called(person: Person, name: str) -> bool:
    """Whether this is somebody's whole name or first name, or their address."""
    return name in (fold(person.name), fold(person.name).partition(" ")[0], fold(person.email))


@dataclass(frozen=True)
class _Clause:
    """A name that a clause asks, and the clause if it says by when; `plain` if it can mean nothing else."""

    name: str = ""
    by: str = ""
    plain: bool = False


def _clause(clause: str, vocabulary: Vocabulary) -> _Clause:
    rest = besides_days(clause, vocabulary)
    leading, behind = words_before(" ".join(rest.split()), _known(vocabulary))
    name, closing = words_behind(behind, _beside(vocabulary))
    asks = _known(vocabulary)[leading[-1]] if leading else ""
    helps = any(_known(vocabulary)[each] == "help" for each in closing)
    is_named = not name or ((helps or asks in ("ask", "weakly")) and _NAME.fullmatch(name))
    if not is_named:
        return _Clause(_who_helps(behind, vocabulary))
    said = {_known(vocabulary)[each] for each in (*leading, *closing)}
    by = clause if "by" in said and rest != prepared_days(clause, vocabulary) else ""
    return _Clause(name, by, plain=asks == "ask" or (bool(asks) and helps) if name else bool(by))


def _who_helps(asked: str, vocabulary: Vocabulary) -> str:
    """What may be a name right before a word for help, where Chinese goes on with what is to be done; "" for others."""
    words = [word for word in meaning_of(vocabulary.groups["asks_for"], "help") if word in asked and not word.isascii()]
    named = asked[: min(map(asked.index, words))] if words else ""
    name, _ = words_behind(named, _beside(vocabulary))
    return name if len(name) > 1 and _NAME.fullmatch(name) else ""


@lru_cache(maxsize=4)
def _known(vocabulary: Vocabulary) -> Mapping[str, str]:
    """All words that may stand in such a clause, beside a name and a day, and what each is there for."""
    return {**dict.fromkeys(_by(vocabulary), "by"), **vocabulary.groups["asks_for"]}


@lru_cache(maxsize=4)
def _beside(vocabulary: Vocabulary) -> Mapping[str, str]:
    """Those of them that may stand behind a name."""
    return {word: use for word, use in _known(vocabulary).items() if use not in ("ask", "weakly")}


def _by(vocabulary: Vocabulary) -> Iterator[str]:
    yield from meaning_of(vocabulary.groups["before_periods"], "deadline", "before")
    yield from meaning_of(vocabulary.groups["behind_periods"], "deadline", "before")
