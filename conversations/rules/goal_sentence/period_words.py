"""How days and periods are written in a goal's sentence, in both languages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from conversations.rules.goal_sentence.lengths import lengths
from conversations.toolkit.vocabulary import Vocabulary, any_of, meaning_of


@lru_cache(maxsize=4)
def grammar(vocabulary: Vocabulary) -> re.Pattern[str]:
    """A pattern for a day or a period with the words around it; its groups name what was said."""
    groups = vocabulary.groups
    before, behind, marks = groups["before_periods"], groups["behind_periods"], groups["marks"]
    latin = any_of(word for word in groups["months"] if word.isascii())
    of_year = _han(meaning_of(marks, "year"))
    nth = any_of(word for word in meaning_of(marks, "day") if word.isascii()).replace("(?<![a-z])", "")
    near = any_of(meaning_of(groups["periods"], "this_month", "next_month"))
    ends = any_of(meaning_of(groups["days"], "month_end", "next_month_end", "year_end"))
    numerals = "".join(word for word in groups["numbers"] if not word.isascii())
    year = rf"(?<![\d.])(?<!\d,)20\d\d(?:{of_year}|(?![\d.%,]\d|\d|%))|(?<![\d{numerals}]){any_of(groups['years'])}"
    leads = any_of(meaning_of(before, "leads"))
    led = "|".join(
        rf"(?P<{name}>{any_of(meaning_of(before, name))})" for name in ("deadline", "before", "during", "starts")
    )
    until, before_that = any_of(meaning_of(behind, "deadline")), _han(meaning_of(behind, "before"))
    of = _han(meaning_of(behind, "of"))
    # In English "on" only ends what "from" began.
    on, on_han = any_of(meaning_of(behind, "starts")), _han(meaning_of(behind, "starts"))
    whole, end = any_of(meaning_of(behind, "whole")), _han(meaning_of(behind, "end"))
    core = "|".join(
        (
            r"(?P<iso>20\d\d[-/.]\d{1,2}[-/.]\d{1,2}(?!\d))",
            rf"(?P<d5>(?<!\d)\d{{1,2}}){nth}? of (?P<near2>{near})",
            rf"(?P<d1>(?<!\d)\d{{1,2}}){nth}? (?:of )?(?P<m1>{latin})(?! ?[-\u2013] ?{latin})",
            rf"(?P<m2>{latin}) (?P<d2>\d{{1,2}}){nth}?(?![\d.%])",
            r"(?P<dotted>(?<![\d.,])\d{1,2}\.\d{1,2}\.(?:20\d\d)?(?!\d))",
            rf"(?P<week>{any_of(meaning_of(marks, 'week'))} ?\d{{1,2}}(?!\d)(?:{_han(meaning_of(marks, 'of_week'))})?)",
            r"(?P<slashed>(?<![\d/])\d{1,2}/\d{1,2}(?:/20\d\d)?(?![\d/%]))",
            rf"(?P<ends>{ends})",
            rf"(?P<weekday>(?:{any_of(groups['nearness'])} ?)?{any_of(groups['weekdays'])})",
            _months(vocabulary),
        )
    )
    return re.compile(
        rf"{lengths(vocabulary)}|(?:(?:{led}|(?<![^,;:\s])(?P<leads>{leads})) ?)?(?:the )?"
        rf"(?:(?:(?P<year>{year}) ?)?(?:{core})(?:,? ?(?:of )?(?P<year_behind>{year}))?|(?P<only>{year}))"
        rf" ?(?P<whole>{whole})?(?P<end>{end})?(?:(?:(?P<until>{until})|(?P<before_that>{before_that})"
        rf"|(?P<on>(?(starts){on}|{on_han})))(?P<of>{of})?)?"
    )


def _months(vocabulary: Vocabulary) -> str:
    """A quarter, a half, a month or a part of one; "Feb-Apr" lasts as long as what stands last."""
    groups = vocabulary.groups
    latin = any_of(word for word in groups["months"] if word.isascii())
    han = _han(tuple(groups["months"]))
    of_month, of_day = (_han(meaning_of(groups["marks"], name)) for name in ("month", "day"))
    signs = "".join(word for word in groups["numbers"] if not word.isascii())
    early = any_of(word for word in groups["month_parts"] if word.isascii())
    numbered = rf"(?<![\d.])(?<!\d,)(?:1[0-2]|[1-9])(?:{of_month}|(?=\D\d{{1,2}}{of_month}))"
    first = rf"{latin}|{han}|{any_of(groups['periods'])}|{numbered}"
    until, to = (any_of(meaning_of(groups["bounds"], name)) for name in ("until", "to"))
    near = any_of(meaning_of(groups["periods"], "this_month", "next_month"))
    no_part = f"(?!{any_of(groups['no_month_parts'])})"
    last = "|".join(
        (
            rf"(?P<near>{near})(?:(?P<d4>\d{{1,2}}|[{signs}]{{1,3}}){of_day}|{no_part}(?P<part2>{_han(tuple(groups['month_parts']))}))",
            rf"(?P<early2>{early})[ -](?P<near3>{near})",
            # Behind another sign it is the middle of some other month.
            rf"(?<![^\W\d_])(?P<middle>{any_of(groups['month_middles'])})",
            rf"(?P<period>{any_of(groups['periods'])})",
            rf"(?:(?P<m3>{han})|(?P<n3>(?<!\d)\d{{1,2}}){of_month})"
            rf"(?:(?P<d3>\d{{1,2}}|[{signs}]{{1,3}}){of_day}|{no_part}(?P<part>{_han(tuple(groups['month_parts']))}))?",
            rf"(?:(?P<early>{early})[ -])?(?P<m4>{latin})",
        )
    )
    return rf"(?P<since>(?:{first}) ?(?:[-\u2013\u2014~]|{until}|(?(starts){to}|(?!))) ?)?(?:{last})"


def _han(words: Sequence[str]) -> str:
    return any_of(word for word in words if not word.isascii())
