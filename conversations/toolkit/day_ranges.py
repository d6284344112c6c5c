"""Two days that share what is said once, the month or the mark of a day: "24-26 Dec", "Dec 24 and 25", "24-26th"; and
those for which one word stands.
"""

from __future__ import annotations

import re
from functools import lru_cache

from conversations.toolkit.vocabulary import Vocabulary, any_of, meaning_of


def both_ends(text: str, vocabulary: Vocabulary) -> str:
    """The folded text with the month, or the mark of a day, at the first day and at the last: "24 dec-26 dec".

    Of several days the first and the last are kept; where the second number is no later day, nothing is changed.
    """
    groups = vocabulary.groups
    tomorrow, next_day = (meaning_of(groups["days"], each)[0] for each in ("tomorrow", "in_two_days"))
    text = re.sub(any_of(groups["two_days"]), f"{tomorrow} {next_day}", text)
    shared_behind, shared_before = _compiled(
        tuple(groups["months"]),
        meaning_of(groups["marks"], "day"),
        meaning_of(groups["bounds"], "to", "until"),
        tuple(groups["units"]),
    )
    return shared_before.sub(_spread, shared_behind.sub(_spread, text))


def _spread(match: re.Match[str]) -> str:
    said = match.groupdict()
    first, last, join = said["first"], said["last"], said["join"]
    if int(first) >= int(last):
        return match[0]
    if said.get("mark"):
        return f"{first}{said['mark']}{join}{last}{said['mark']}"
    return f"{first} {said['month']}{join}{last} {said['month']}"


@lru_cache(maxsize=4)
def _compiled(*lists: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    month, mark, to, unit = map(any_of, lists)
    # A dot behind the number makes it a day in German: "24.-26. Dec".
    ordinal = rf"(?:{mark}|\.)?"
    first = rf"(?<![\d./:-])(?P<first>\d{{1,2}})(?!\d){ordinal}(?:, ?\d{{1,2}}(?!\d){ordinal})*+"
    join = rf"(?P<join> ?(?:[-\u2013\u2014~&\u3001]|{to}) ?(?:the )?)"
    last = r"(?<!\d)(?P<last>\d{1,2})(?!\d)"
    behind = rf"{first}{join}{last}(?:{ordinal} ?(?:of )?(?P<month>{month})|(?P<mark>{mark}))"
    before = rf"(?P<month>{month}) ?{first}{join}{last}{ordinal}(?![\d:/]|\.\d| ?(?:{unit}|{month}))"
    return re.compile(behind), re.compile(before)
