"""Days and periods in a goal's sentence: "by end of Q1", "in June", "by 31 March". A period means its last day."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from conversations.rules.goal_sentence.lengths import is_length, last_day, stands_apart
from conversations.rules.goal_sentence.named_days import end_of, friday_of, middle_of, next_day
from conversations.rules.goal_sentence.period_words import grammar
from conversations.toolkit.numbers import numeral_value
from conversations.toolkit.typed_days import day_in
from conversations.toolkit.vocabulary import Vocabulary, any_of, meaning_of

_MOST_YEARS = 10
_EDGE = re.compile(r"\s*(?:$|[,;.:!?(),])")
_START, _BARE, _PERIOD, _DEADLINE = range(-1, 3)
_NUMBERED = frozenset({"iso", "dotted", "week", "d1", "d2", "d3", "d4", "d5", "slashed"})
_DASHES = "-\u2013\u2014~"
_BEGINS = frozenset({"starts", "on"})
_DAYS = _NUMBERED | {"weekday", "part", "part2", "early", "early2", "middle", "end", "ends"}
"""What names a day and no period, in the grammar below."""


@dataclass(frozen=True)
class Period:
    """Where a day or a period stands in a sentence, its last day, and how surely that is the deadline.

    Of "before June" `last` is the day before it begins, and `or_by` its own last day, which some mean by that; of
    "by 3/4" it is the day that others write so. `first` is the day from which it is said to begin, if it is; one that
    `is_day` names a day and no period.
    """

    start: int
    end: int
    last: date
    weight: int
    or_by: date | None = None
    first: date | None = None
    is_day: bool = False

    @property
    def is_start(self) -> bool:
        """Whether it only says when it begins: "from May on"."""
        return self.weight == _START

    @property
    def is_deadline(self) -> bool:
        """Whether it is said to be one: "by the end of March", not "in March"."""
        return self.weight == _DEADLINE


def periods_in(text: str, today: date, vocabulary: Vocabulary) -> list[Period]:
    """Those of a folded sentence in their order."""
    found: list[Period] = []
    for match in grammar(vocabulary).finditer(text):
        said = {name: value for name, value in match.groupdict().items() if value}
        weight = _weight(said, match, vocabulary)
        last = _last_day(said, today, vocabulary) if weight is not None else None
        if weight is not None and last is not None and abs(last.year - today.year) <= _MOST_YEARS:
            eve = _eve(said, last, vocabulary)
            or_by = last if eve else _other_way(said, last, today)
            first = _first(said, match, last, today, vocabulary)
            is_day = bool(said.keys() & _DAYS)
            period = Period(match.start(), match.end(), eve or last, weight, or_by, first, is_day)
            before = found[-1] if found else None
            if before and weight > _BARE and _is_span(before, period, text, vocabulary):
                found[-1] = _span(before, period)
            else:
                found.append(period)
    return found


def _is_span(one: Period, other: Period, text: str, vocabulary: Vocabulary) -> bool:
    """Whether a day and a later one are the two ends of a time: "1 April - 30 June"."""
    between = text[one.end : other.start].strip()
    is_joint = between in vocabulary.groups["spans"] or (len(between) == 1 and between in _DASHES)
    return one.weight == _PERIOD and is_joint and one.is_day and not one.first


def _span(one: Period, other: Period) -> Period:
    """Both as one, which begins on the first day, be it a year before the one that comes next."""
    first = one.last if one.last <= other.last else one.last - timedelta(365)
    return replace(other, start=one.start, first=first)


@dataclass(frozen=True)
class Denied:
    """What was meant as the deadline and is none: a day that there is not, one that is past, or no day at all."""

    start: int
    end: int
    why: Literal["no_such_day", "past", "unclear"]


def denied_in(text: str, today: date, vocabulary: Vocabulary) -> Denied | None:
    """The first such in a folded sentence; what is past only counts where it is said as a deadline, or leads."""
    for match in grammar(vocabulary).finditer(text):
        said = {name: value for name, value in match.groupdict().items() if value}
        weight = _weight(said, match, vocabulary)
        if weight is None or weight <= _BARE:
            continue
        last = _last_day(said, today, vocabulary)
        last = (last and _eve(said, last, vocabulary)) or last
        if last is None and said.keys() & _NUMBERED:
            return Denied(match.start(), match.end(), "no_such_day")
        leads = weight == _DEADLINE or "iso" in said or not text[: match.start()].strip()
        if last is not None and last < today and leads:
            return Denied(match.start(), match.end(), "past")
    unclear = re.search(any_of(vocabulary.groups["no_days"]), text)
    return Denied(unclear.start(), unclear.end(), "unclear") if unclear else None


def due_in(found: Sequence[Period], today: date) -> date | None:
    """The one day that a sentence is to be reached by; None if it names none, several alike, or one that is past."""
    ends = [period for period in found if not period.is_start]
    most = max((period.weight for period in ends), default=_BARE)
    days = {period.last for period in ends if period.weight == most}
    day = days.pop() if len(days) == 1 else None
    return day if day is not None and day >= today else None


def start_in(found: Sequence[Period], today: date, due: date | None) -> Period | None:
    """The one expression that says from which day on, one to come and not behind its end; None for none or several."""
    begin = [each for each in found if each.first and each.first > today and (due is None or each.first <= due)]
    return begin[0] if len(begin) == 1 else None


def _weight(said: Mapping[str, str], match: re.Match[str], vocabulary: Vocabulary) -> int | None:
    """How surely an expression is a deadline; None for what only looks like a date."""
    if is_length(said):
        return _DEADLINE if stands_apart(match) else None
    if said.keys() & _BEGINS and "since" not in said:
        return None if said.get("only", "").isdecimal() and "on" not in said else _START
    ends = meaning_of(vocabulary.groups["behind_periods"], "end")
    before = "before" in said or "before_that" in said
    if before and said.keys() & {"of", "since"}:
        return None
    if said.get("slashed", "").count("/") == 1 and not (before or said.keys() & {"deadline", "leads", "until"}):
        return None
    at_end = said.keys() & {"end", "ends"} or said.get("period", "").endswith(ends)
    if before or at_end or said.keys() & {"deadline", "leads", "until"}:
        return _DEADLINE
    if "weekday" in said or ("m4" in said and not said.keys() & {"during", "since", "early", "year", "year_behind"}):
        return None
    if "only" not in said or "during" in said or "whole" in said or not said["only"][:1].isdecimal():
        return _PERIOD
    alone = _EDGE.match(match.string, match.end()) is not None
    first = not match.string[: match.start()].strip() or _EDGE.match(match.string, match.start() - 1) is not None
    fits = (alone or first) if not said["only"].isdecimal() else (alone and first)
    return _BARE if fits else None


def _eve(said: Mapping[str, str], last: date, vocabulary: Vocabulary) -> date | None:
    """The day before a period begins, where "before" is said of one as a whole and not of a day or of its end."""
    ends = meaning_of(vocabulary.groups["behind_periods"], "end")
    if not said.keys() & {"before", "before_that"} or said.keys() & _DAYS or said.get("period", "").endswith(ends):
        return None
    return _first_of(said, last, vocabulary) - timedelta(1)


def _first_of(said: Mapping[str, str], last: date, vocabulary: Vocabulary) -> date:
    """The first day of a period; a day is its own, a week's is its Monday."""
    if said.keys() & _DAYS:
        return last - timedelta(last.weekday() if "week" in said else 0)
    name = vocabulary.groups["periods"].get(said.get("period", ""), "month")
    months = 12 if "only" in said else 1 if name.endswith("month") else 6 if name.startswith("h") else 3
    return date(last.year, last.month - months + 1, 1)


def _first(
    said: Mapping[str, str], match: re.Match[str], last: date, today: date, vocabulary: Vocabulary
) -> date | None:
    """From which day on something is said to be: of "from May to July" the first of May."""
    if not said.keys() & _BEGINS or "of" in said:
        return None
    if since := grammar(vocabulary).match(said.get("since", "")):
        named = {name: value for name, value in since.groupdict().items() if value}
        day = _last_day(named, today, vocabulary)
        first = _first_of(named, day, vocabulary) if day else None
        return first.replace(year=first.year - (first > last)) if first else None
    return _first_of(said, last, vocabulary) if _begins(said, match, vocabulary) else None


def _begins(said: Mapping[str, str], match: re.Match[str], vocabulary: Vocabulary) -> bool:
    """Whether "from May" stands apart, or an end follows; elsewhere it may tell of what was in May."""
    if "on" in said:
        return "starts" in said or "weekday" not in said
    groups = vocabulary.groups
    ends = (*meaning_of(groups["bounds"], "until", "to"), *meaning_of(groups["before_periods"], "deadline"))
    leads = said["starts"].isascii() and not match.string[: match.start()].strip()
    apart = _EDGE.match(match.string, match.end()) is not None
    return leads or apart or re.compile(rf"\s*{any_of(ends)}").match(match.string, match.end()) is not None


def _last_day(said: Mapping[str, str], today: date, vocabulary: Vocabulary) -> date | None:
    groups = vocabulary.groups
    year = _year(said, today, groups["years"])
    if is_length(said):
        return last_day(said, today, vocabulary)
    try:
        if "iso" in said or "weekday" in said:
            return day_in(said.get("iso") or said["weekday"], today, vocabulary)
        if "week" in said:
            return friday_of(int(re.sub(r"\D", "", said["week"])), year, today)
        if "dotted" in said:
            day, month, named = said["dotted"].split(".")
            return next_day(int(named) if named else None, int(month), int(day), today)
        if "only" in said or "ends" in said:
            return date(year, 12, 31) if year else day_in(said["ends"], today, vocabulary)
        if "middle" in said:
            return middle_of(today)
        if "period" in said:
            return end_of(groups["periods"][said["period"]], year, today)
        if near := said.get("near") or said.get("near2") or said.get("near3"):
            nth = _day(said, groups["numbers"]) or _part(said, groups["month_parts"])
            last = end_of(groups["periods"][near], None, today)
            return last.replace(day=nth) if nth else last
        if "slashed" in said:
            return _slashed(said, today)
        return next_day(
            year,
            _month(said, groups["months"]),
            _day(said, groups["numbers"]) or _part(said, groups["month_parts"]),
            today,
        )
    except ValueError:
        return None


def _year(said: Mapping[str, str], today: date, years: Mapping[str, str]) -> int | None:
    named = said.get("year") or said.get("year_behind") or said.get("only") or ""
    return int(named[:4]) if named[:1].isdecimal() else today.year + int(years[named]) if named else None


def _month(said: Mapping[str, str], months: Mapping[str, str]) -> int:
    return int(next(months.get(said[name], said[name]) for name in ("m1", "m2", "m3", "n3", "m4") if name in said))


def _day(said: Mapping[str, str], numbers: Mapping[str, str]) -> int:
    day = next((said[name] for name in ("d1", "d2", "d3", "d4", "d5") if name in said), "0")
    return int(day) if day.isdecimal() else numeral_value(day, numbers)


def _part(said: Mapping[str, str], parts: Mapping[str, str]) -> int:
    named = said.get("part") or said.get("part2") or said.get("early") or said.get("early2")
    return int(parts[named]) if named else 0


def _slashed(said: Mapping[str, str], today: date) -> date:
    """The day of "28/2", as `typed_days` reads it: where both could be the month, in Chinese the first is. A reading
    that is past is not meant where the other is not.
    """
    one, other, *years = map(int, said["slashed"].split("/"))
    year = years[0] if years else None
    if other > 12 or (one <= 12 and _is_han(said)):
        return next_day(year, one, other, today)
    day = next_day(year, other, one, today)
    return next_day(year, one, other, today) if day < today and one <= 12 else day


def _other_way(said: Mapping[str, str], day: date, today: date) -> date | None:
    """What "3/4" means to those who write the month first, if that is another day to come."""
    if "slashed" not in said or _is_han(said):
        return None
    one, other, *years = map(int, said["slashed"].split("/"))
    swapped = next_day(years[0] if years else None, one, other, today) if max(one, other) <= 12 else day
    return swapped if swapped != day and swapped >= today else None


def _is_han(said: Mapping[str, str]) -> bool:
    return any(not said.get(name, "").isascii() for name in ("deadline", "before", "until", "before_that"))
