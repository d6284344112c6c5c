"""When and with whom somebody who books a talk means to hold it: "Alice Friday 10:00"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time
from functools import lru_cache

from conversations.toolkit.numbers import numeral_value
from conversations.toolkit.typed_days import besides_days, day_in
from conversations.toolkit.vocabulary import Vocabulary, any_of, fold, meaning_of

MOST_READ = 200
"""Characters of a text that are looked at."""

_EARLIEST = 7
"""Nobody means five in the morning by "5": an hour before this one is one of the afternoon."""

_AROUND = " \t@,:;.!?\u3001\uff0c\uff1a\u3002"


@dataclass(frozen=True)
class Heard:
    """The day and the local time that a text names, None for what it does not; and what it says besides them."""

    day: date | None
    clock: time | None
    rest: str


def heard_in(text: str, today: date, vocabulary: Vocabulary) -> Heard:
    """Read it."""
    told = text[:MOST_READ]
    day = day_in(told, today, vocabulary)
    rest = besides_days(told, vocabulary) if day else fold(told)
    found = _grammar(vocabulary).search(rest)
    clock = _read(found, vocabulary) if found else None
    if found and clock:
        rest = f"{rest[: found.start()]} {rest[found.end() :]}"
    return Heard(day, clock, _bare(rest, vocabulary))


def _read(found: re.Match[str], vocabulary: Vocabulary) -> time | None:
    hour, minute = _number(found["h"] or found["sign"], vocabulary), int(found["m"] or 0)
    if hour > 23:
        return None
    words = vocabulary.groups["clock"]
    half = found["past"] or found["half"] or found["signhalf"]
    part = words.get(found["before"] or found["after"] or "")
    afternoon = part == "afternoon" or (part is None and hour < _EARLIEST)
    return time(hour + 12 if afternoon and hour < 12 else hour, 30 if half else minute)


def _number(text: str, vocabulary: Vocabulary) -> int:
    return int(text) if text.isdecimal() else numeral_value(text, vocabulary.groups["numbers"])


def _bare(text: str, vocabulary: Vocabulary) -> str:
    """What is left of a text without the small words that stand around a name, a day or a time."""
    groups = vocabulary.groups
    small = {*groups["around_days"], *meaning_of(groups["clock"], "at"), *meaning_of(groups["one_on_one"], "with")}
    return " ".join(word for each in text.split() if (word := each.strip(_AROUND)) and word not in small)


def _grammar(vocabulary: Vocabulary) -> re.Pattern[str]:
    signs = "".join(word for word in vocabulary.groups["numbers"] if not word.isascii() and len(word) == 1)
    words = vocabulary.groups["clock"]
    parts = ("morning", "afternoon"), ("hour",), ("half",), ("at",)
    return _compiled(signs, *(meaning_of(words, *names) for names in parts))


@lru_cache(maxsize=4)
def _compiled(signs: str, *lists: tuple[str, ...]) -> re.Pattern[str]:
    part, hour, half, at = map(any_of, lists)
    # A number within a name or an address is no time.
    return re.compile(
        rf"(?P<before>{part})? ?(?:{at} ?)?(?P<past>{half} )?"
        rf"(?:(?<![0-9a-z.@])(?P<h>\d{{1,2}})(?:[:.\uff1a](?P<m>[0-5]\d)(?!\d)| ?{hour}(?P<half>{half})?)?"
        rf"|(?P<sign>[{signs}]{{1,3}}){hour}(?P<signhalf>{half})?) ?(?P<after>{part})?(?![0-9a-z@])"
    )
