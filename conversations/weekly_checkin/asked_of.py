"""Of whom, and by when, the words of a blocker ask help: "need it by Wednesday from Bob"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from conversations.rules.roster import Person
from conversations.toolkit.reaching import reachable
from conversations.toolkit.reader import Reader
from conversations.toolkit.typed_days import besides_days, day_in
from conversations.toolkit.vocabulary import Vocabulary, any_of, fold

_LONGEST_NAME = 4
"""Characters of a Chinese name, and more than the words of a Latin one that people write."""

_CLAUSE = re.compile(r"[,;.!?\n\uff0c\uff1b\u3002\uff01\uff1f\u3001]+")


def colleague_in(reader: Reader, text: str, owner: Person) -> Person | None:
    """The one colleague whom words ask for, by the name as it is written here; None if that may be several, or is the
    manager, who is asked anyway.
    """
    named = {each.id: each for name in _names(text, reader.vocabulary) for each in _called(reader, name)}
    others = [each for each in reachable(reader, list(named.values())) if each.id not in (owner.id, owner.manager)]
    return others[0] if len(named) == len(others) == 1 else None


def day_needed(text: str, today: date, vocabulary: Vocabulary) -> date | None:
    """The day by which words need it, "by Wednesday", not "since Wednesday"; None if that is past."""
    before, behind = vocabulary.groups["before_periods"], vocabulary.groups["behind_periods"]
    led_by = any_of(word for word, meaning in before.items() if meaning in ("deadline", "before"))
    followed_by = any_of(word for word, meaning in behind.items() if meaning == "before")
    for clause in map(fold, _CLAUSE.split(text)):
        led = [clause[found.end() :].strip() for found in re.finditer(led_by, clause)]
        followed = [clause[: found.start()].strip() for found in re.finditer(followed_by, clause)]
        days = [each for each in led if besides_days(each, vocabulary).startswith(" ")]
        days += [each for each in followed if besides_days(each, vocabulary).endswith(" ")]
        day = day_in(days[0], today, vocabulary) if days else None
        if day and day >= today:
            return day
    return None


def _names(text: str, vocabulary: Vocabulary) -> Iterator[str]:
    """What may be a name behind the words that ask for somebody, the longest first."""
    folded = fold(text)
    for found in re.finditer(any_of(vocabulary.groups["asks_of"]), folded):
        behind = folded[found.end() :].strip()
        words = re.split(r"[^\w'-]+", behind, maxsplit=_LONGEST_NAME)[:_LONGEST_NAME]
        if behind[:1].isascii():
            yield from (" ".join(words[:n]) for n in range(len(words), 0, -1))
        else:
            yield from (behind[:n] for n in range(_LONGEST_NAME, 1, -1))


def _called(reader: Reader, name: str) -> list[Person]:
    """Those whose whole name or first name this is."""
    found = reader.find_people(name) if name else ()
    return [each for each in found if name in (fold(each.name), fold(each.name).partition(" ")[0])]
