"""Days as people type them, in both languages: "by Friday", "30 Nov", "away until Monday", "3 days off"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice

from conversations.toolkit.day_grammar import day_grammar, prepared_days
from conversations.toolkit.day_ranges import both_ends
from conversations.toolkit.vocabulary import Vocabulary, any_of, meaning_of

MOST_DAYS = 400
"""Nobody is away, or plans, further ahead than this; what is further was a typing mistake."""

_LONG_AGO = 180
_MOST_EXPRESSIONS = 8
_LEADING = 40
"""Characters before a day in which "until" stands."""


@dataclass(frozen=True)
class _Found:
    """One expression of time in a text: the day that it names, the whole week, or a number of days."""

    start: int
    day: date | None = None
    week: date | None = None
    length: int = 0
    end: int = 0
    weekday: bool = False


def day_in(text: str, today: date, vocabulary: Vocabulary) -> date | None:
    """The day that a reply names, None if none; a week means its Friday. It may be past: the caller says so.

    Without a year it is the nearest such date; `5/6` is 5 June, in a text with Chinese characters 6 May.
    """
    for found in _find(prepared_days(text, vocabulary), today, vocabulary)[:1]:
        day = found.day or (found.week + timedelta(4) if found.week else today + timedelta(found.length))
        return day if (day - today).days <= MOST_DAYS else None
    return None


def weekday_instead(text: str, today: date, others: Iterable[date | None], vocabulary: Vocabulary) -> date | None:
    """Next week's day where a reply names today's own weekday instead of a later day: who means today says "today"."""
    in_a_week = today + timedelta(7)
    if day_in(text, today, vocabulary) != today or not any(other and other > today for other in others):
        return None
    return in_a_week if day_in(text, today + timedelta(1), vocabulary) == in_a_week else None


def span_in(text: str, today: date, vocabulary: Vocabulary) -> tuple[date, date] | None:
    """From when to when, both included, somebody says to be away; None without a day or if reversed.

    One day is that day; "until Friday" begins today; "back on Monday" ends the day before; a week is what is
    left of Monday to Friday; "for 3 days" begins today or on the day named; "24-26 Dec" shares its month.
    """
    prepared = both_ends(prepared_days(text, vocabulary), vocabulary)
    found = _find(prepared, today, vocabulary)
    if not found:
        return None
    first, last = _span(found, prepared, today, vocabulary)
    in_order = first <= last and (last - today).days <= MOST_DAYS
    return (first, last) if in_order else None


def begins_in(text: str, today: date, vocabulary: Vocabulary) -> date | None:
    """The day from which somebody is away who does not say until when: "on leave from Wednesday"; None for others."""
    prepared, words = prepared_days(text, vocabulary), vocabulary.groups["begins_on"]
    found = _find(prepared, today, vocabulary)
    if len(found) != 1 or found[0].day is None:
        return None
    before, behind = (any_of(meaning_of(words, each)) for each in ("before", "behind"))
    led = re.search(rf"{before}\s*$", prepared[: found[0].start][-_LEADING:])
    return found[0].day if led or re.match(rf"\s*{behind}", prepared[found[0].end :]) else None


def besides_days(text: str, vocabulary: Vocabulary) -> str:
    """What a text says besides its days: "pause for" of "pause for two weeks"."""
    return day_grammar(vocabulary).sub(" ", both_ends(prepared_days(text, vocabulary), vocabulary))


def without_day(text: str, today: date, vocabulary: Vocabulary) -> str:
    """A sentence without the day at its end or beginning and the "by" before it: "send it by Friday" is "send it".

    In the middle only Chinese reads well without; what cannot be cut safely stays as it is.
    """
    told = " ".join(text.split())
    prepared = prepared_days(told, vocabulary)
    found = _find(prepared, today, vocabulary)[:1]
    if not found or prepared != told[: len(prepared)].lower().replace("\u2019", "'"):
        return text
    words = vocabulary.groups["around_days"]
    before, after = any_of(meaning_of(words, "before")), any_of(meaning_of(words, "after"))
    behind = rf"(?:\s*{after})?[\s,\uff0c.\u3002]*"
    begin = re.search(rf"{before}\s*$", prepared[: found[0].start])
    start = begin.start() if begin else found[0].start
    end = re.match(behind, prepared[found[0].end :])
    stop = found[0].end + (end.end() if end else 0)
    in_the_middle = told[:start].strip() and told[stop:].strip(". \u3002")
    if in_the_middle and told[start:stop].isascii():
        return text
    return f"{told[:start]}{told[stop:]}".strip(" ,\uff0c") or text


def _span(found: list[_Found], text: str, today: date, vocabulary: Vocabulary) -> tuple[date, date]:
    bounds = vocabulary.groups["bounds"]
    days = [one for one in found if one.day]
    weeks = [one for one in found if one.week]
    length = next((one.length for one in found if one.length), 0)
    match days, weeks, length:
        case [], [one, *_], _ if one.week:
            until_its_end = _is_until(text[: one.start], bounds)
            return today if until_its_end else max(one.week, today), one.week + timedelta(4)
        case [], _, _:
            return today, today + timedelta(length - 1)
        case [one, *others], _, n if n and one.day and (others or not says_back(text, vocabulary)):
            return one.day, one.day + timedelta(n - 1)
        case [one, other, *_], _, _ if one.day and other.day:
            return one.day, other.day
    day = days[0].day or today
    if says_back(text, vocabulary):
        return today, day - timedelta(1)
    return (today if _is_until(text[: days[0].start], bounds) else day), day


def _is_until(before: str, bounds: Mapping[str, str]) -> bool:
    """Whether what stands before a day ends in "until", with or without "the end of"."""
    until, end = (any_of(meaning_of(bounds, name)) for name in ("until", "end"))
    return re.search(rf"{until}(?: ?{end})?\s*$", before[-_LEADING:]) is not None


def says_back(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a folded text says when somebody is back: any word for that, or the short ones that it ends with."""
    groups = vocabulary.groups
    back, last = any_of(meaning_of(groups["bounds"], "back")), any_of(groups["back_last"])
    return re.search(rf"{back}|{last}[\s.\u3002]*$", text) is not None


def _find(text: str, today: date, vocabulary: Vocabulary) -> list[_Found]:
    meaning, base = _Meaning(today, vocabulary), today
    several: list[_Found] = []
    for match in islice(day_grammar(vocabulary).finditer(text), _MOST_EXPRESSIONS):
        try:
            found = _READERS[match.lastgroup or ""](match, base, meaning)
        except (ValueError, OverflowError):
            continue
        several.append(replace(found, end=match.end(), weekday=match.lastgroup == "weekday"))
        base = found.day or base
    return list(_each_day_once(several, text))


def _each_day_once(several: list[_Found], text: str) -> Iterator[_Found]:
    """A weekday's name beside a date is a part of it: "Monday, 7 Dec" begins where "Monday" does."""
    for one in several:
        if any(_repeats(one, other, text) for other in several):
            continue
        named = (other.start for other in several if _repeats(other, one, text))
        yield replace(one, start=min((one.start, *named)))


def _repeats(one: _Found, other: _Found, text: str) -> bool:
    """Whether one is only the weekday's name beside a date."""
    first, second = sorted((one, other), key=lambda found: found.start)
    beside = not text[first.end : second.start].strip(" ,(")
    return beside and one.weekday and not other.weekday and other.day is not None


@dataclass(frozen=True)
class _Meaning:
    """What a reader of an expression looks up: today, and the words."""

    today: date
    vocabulary: Vocabulary

    def of(self, group: str, word: str) -> int:
        """The number that a word stands for."""
        return int(self.vocabulary.groups[group][word])


def _iso(match: re.Match[str], _base: date, _meaning: _Meaning) -> _Found:
    return _Found(match.start(), date(int(match["y"]), int(match["ym"]), int(match["yd"])))


def _han_date(match: re.Match[str], base: date, _meaning: _Meaning) -> _Found:
    return _Found(match.start(), _nearest(base, int(match["hm"]), int(match["hd"])))


def _end_of_month(match: re.Match[str], base: date, meaning: _Meaning) -> _Found:
    month = int(match["en"]) if match["en"] else meaning.of("months", match["em"])
    return _Found(match.start(), _month_end(_nearest(base, month, 1)))


def _day_month(match: re.Match[str], base: date, meaning: _Meaning) -> _Found:
    return _Found(match.start(), _nearest(base, meaning.of("months", match["dm"]), int(match["dd"])))


def _month_day(match: re.Match[str], base: date, meaning: _Meaning) -> _Found:
    return _Found(match.start(), _nearest(base, meaning.of("months", match["mm"]), int(match["md"])))


def _slashed(match: re.Match[str], base: date, _meaning: _Meaning) -> _Found:
    one, other = int(match["s1"]), int(match["s2"])
    month_first = other > 12 or (one <= 12 and any(ord(c) > 0x2E80 for c in match.string))
    day, month = (other, one) if month_first else (one, other)
    return _Found(match.start(), _nearest(base, month, day))


def _of_month(match: re.Match[str], base: date, _meaning: _Meaning) -> _Found:
    day = base.replace(day=int(match["om"]))
    if day < base:
        day = (base.replace(day=1) + timedelta(31)).replace(day=int(match["om"]))
    return _Found(match.start(), day)


def _ahead(match: re.Match[str], base: date, meaning: _Meaning) -> _Found:
    number, unit = match["n"] or match["n2"], match["u"] or match["u2"]
    return _Found(match.start(), meaning.today + timedelta(int(number) * meaning.of("units", unit)))


def _length(match: re.Match[str], _base: date, meaning: _Meaning) -> _Found:
    return _Found(match.start(), length=max(1, int(match["ln"]) * meaning.of("units", match["lu"])))


def _weekday(match: re.Match[str], base: date, meaning: _Meaning) -> _Found:
    weekday = meaning.of("weekdays", match["wd"])
    week = match["near"] or match["of"] or match["after"]
    if not week:
        return _Found(match.start(), base + timedelta((weekday - base.weekday()) % 7))
    ahead = meaning.of("nearness" if match["near"] else "weeks", week)
    return _Found(match.start(), _monday(meaning.today, ahead) + timedelta(weekday))


def _week(match: re.Match[str], _base: date, meaning: _Meaning) -> _Found:
    return _Found(match.start(), week=_monday(meaning.today, meaning.of("weeks", match["wk"])))


def _named(match: re.Match[str], _base: date, meaning: _Meaning) -> _Found:
    name = meaning.vocabulary.groups["days"][match["nm"]]
    return _Found(match.start(), _NAMED[name](meaning.today))


_READERS: Mapping[str, Callable[[re.Match[str], date, _Meaning], _Found]] = {
    "iso": _iso,
    "han": _han_date,
    "end_of_month": _end_of_month,
    "day_month": _day_month,
    "month_day": _month_day,
    "slashed": _slashed,
    "ahead": _ahead,
    "of_month": _of_month,
    "length": _length,
    "weekday": _weekday,
    "week": _week,
    "named": _named,
}
_NAMED: Mapping[str, Callable[[date], date]] = {
    "today": lambda today: today,
    "tomorrow": lambda today: today + timedelta(1),
    "in_two_days": lambda today: today + timedelta(2),
    "weekend": lambda today: _monday(today, 0) + timedelta(6),
    "month_end": lambda today: _month_end(today),
    "next_month_end": lambda today: _month_end(_month_end(today) + timedelta(1)),
    "year_end": lambda today: date(today.year, 12, 31),
}


def _monday(today: date, weeks_ahead: int) -> date:
    return today + timedelta(7 * weeks_ahead - today.weekday())


def _month_end(day: date) -> date:
    return (day.replace(day=1) + timedelta(31)).replace(day=1) - timedelta(1)


def _nearest(base: date, month: int, day: int) -> date:
    this_year = date(base.year, month, day)
    return date(base.year + 1, month, day) if (base - this_year).days > _LONG_AGO else this_year
