"""How days are written, in both languages; what they mean is in typed_days.py."""

from __future__ import annotations

import re
from functools import lru_cache

from conversations.toolkit.numbers import numeral_value
from conversations.toolkit.vocabulary import Vocabulary, any_of, fold, meaning_of


def prepared_days(text: str, vocabulary: Vocabulary) -> str:
    """The text with its numbers in digits where a unit or a calendar mark follows."""
    numbers = vocabulary.groups["numbers"]
    digits = _numerals(vocabulary).sub(lambda found: str(numeral_value(found[0], numbers)), fold(text))
    return _word_number(vocabulary).sub(lambda found: numbers[found[1]], digits)


def day_grammar(vocabulary: Vocabulary) -> re.Pattern[str]:
    """What an expression of time looks like, each sort in a group of its own name."""
    groups = vocabulary.groups
    lists = ("months", "units", "nearness", "weekdays", "weeks", "days")
    return _compiled(
        *(meaning_of(groups["bounds"], name) for name in ("in", "later")),
        *(meaning_of(groups["marks"], name) for name in ("year", "month", "day", "month_end")),
        *(tuple(groups[name]) for name in lists),
        gone=tuple(groups["gone"]),
    )


@lru_cache(maxsize=4)
def _compiled(*lists: tuple[str, ...], gone: tuple[str, ...]) -> re.Pattern[str]:
    before, later, y, m, d, end, month, unit, near, weekday, week, named = map(any_of, lists)
    # No day to come: "last Monday", and in Chinese whatever follows "last week" that only looks like one.
    not_gone = "".join(rf"(?<!{re.escape(word)}{' ' if word.isascii() else ''})" for word in gone)
    return re.compile(
        rf"(?P<iso>(?P<y>\d{{4}})(?:{y}|[-/.])(?P<ym>\d{{1,2}})(?:{m}|[-/.])(?P<yd>\d{{1,2}}){d}?)"
        rf"|(?P<han>(?P<hm>\d{{1,2}}){m}(?P<hd>\d{{1,2}}){d}?)"
        rf"|(?P<end_of_month>{end} ?(?P<em>{month})|(?P<en>\d{{1,2}}){m}{end})"
        rf"|(?P<day_month>(?:the )?(?P<dd>\d{{1,2}})(?:st|nd|rd|th)? ?(?:of )?(?P<dm>{month}))"
        rf"|(?P<month_day>(?P<mm>{month}) ?(?P<md>\d{{1,2}})(?!\d))"
        r"|(?P<slashed>(?<![\d/])(?P<s1>\d{1,2})/(?P<s2>\d{1,2})(?![\d/]))"
        rf"|(?P<ahead>{before} ?(?P<n>\d{{1,3}}) ?(?P<u>{unit})|(?<!\d)(?P<n2>\d{{1,3}}) ?(?P<u2>{unit}) ?{later})"
        rf"|(?P<length>(?<!\d)(?P<ln>\d{{1,3}}) ?(?P<lu>{unit}))"
        rf"|(?P<of_month>(?:the )?(?P<om>\d{{1,2}}){d})"
        rf"|(?P<weekday>(?:(?P<of>{week})(?:'s|[,\uff0c\u7684])? ?(?:on )?|(?P<near>{near})? ?)"
        rf"{not_gone}(?P<wd>{weekday})(?: (?:of )?(?P<after>{week}))?)"
        rf"|(?P<week>(?P<wk>{week}))"
        rf"|(?P<named>(?P<nm>{named}))"
    )


def _word_number(vocabulary: Vocabulary) -> re.Pattern[str]:
    return _compiled_word_number(tuple(vocabulary.groups["numbers"]), tuple(vocabulary.groups["units"]))


@lru_cache(maxsize=4)
def _compiled_word_number(numbers: tuple[str, ...], units: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"({any_of(word for word in numbers if word.isascii())})(?= {any_of(units)})")


def _numerals(vocabulary: Vocabulary) -> re.Pattern[str]:
    groups = vocabulary.groups
    return _compiled_numerals(
        "".join(word for word in groups["numbers"] if not word.isascii()),
        "".join({word[-2] for word in groups["weekdays"] if not word.isascii()}),
        tuple(word for word in (*groups["units"], *groups["marks"]) if not word.isascii()),
    )


@lru_cache(maxsize=4)
def _compiled_numerals(signs: str, weekday_stems: str, followed_by: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<![{weekday_stems}{signs}])[{signs}]{{1,3}}(?={any_of(followed_by)})")
