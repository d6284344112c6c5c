"""Reading cells: a text in, the value out, or what is wrong with it and how to mend it (`Wrong`)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from typing import Literal, cast

from pydantic import ValidationInfo

from conversations.rules.roster_file.faults import Wrong, nearest, say, shown
from conversations.rules.roster_file.words import RosterWords, countries, folded, is_region, zones
from conversations.toolkit.words import Language, Phrase

Role = Literal["hr", "admin"]

MAX_SHORT = 120
"""Characters that a name, a title or a department takes."""
MAX_EMAIL = 254
MAX_PLATFORM_ID = 128
MOST_HOURS = 80

_EMAIL = re.compile(r"[^@\s,;:<>\"()]+@[^@\s,;:<>\"()]+\.[^@\s,;:<>\"().]+")
_SLACK_ID = re.compile(r"[UW][A-Z0-9]{2,}")
_TEAMS_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{1,2}:[^\s@]+", re.IGNORECASE)
_DISTANCE = re.compile(r"(etc/)?(utc|gmt)?[+-]?\d{1,2}(:?\d\d)?")
_YEAR_FIRST = re.compile(r"(\d{4})\D(\d{1,2})\D(\d{1,2})\D?|(\d{4})(\d\d)(\d\d)")
_YEAR_LAST = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-](\d{4}|\d\d)")
_EXCEL_DAY = re.compile(r"[1-6]\d{4}")
_HOURS = re.compile(r"(\d{1,3}(?:[.,]\d{1,2})?)(\D*)")
_SEPARATORS = re.compile(r"[,;/|、\s]+")


def _words(info: ValidationInfo) -> RosterWords:
    return cast(RosterWords, info.context)


def short_text(text: str) -> str:
    """A name, a title or a department of up to MAX_SHORT characters."""
    if len(text) > MAX_SHORT:
        raise Wrong(say("fault.too_long", limit=MAX_SHORT))
    return text


def person_name(text: str) -> str:
    """A person's name; nobody goes without one."""
    if not text:
        raise Wrong(say("fault.missing_name"))
    return short_text(text)


def email(text: str) -> str:
    """An e-mail address in small letters; nobody goes without one."""
    if not text:
        raise Wrong(say("fault.missing_email"))
    address = unicodedata.normalize("NFKC", text).lower()
    if len(address) > MAX_EMAIL or not _EMAIL.fullmatch(address):
        raise Wrong(say("fault.bad_email", value=shown(text)))
    return address


def somebody(text: str) -> str:
    """Another person by e-mail address (in small letters) or name; whether they exist is checked later."""
    return email(text) if "@" in unicodedata.normalize("NFKC", text) else short_text(text)


def language(text: str, info: ValidationInfo) -> Language:
    """A language of ours."""
    found = _words(info).languages.get(folded(text))
    if not found:
        raise Wrong(say("fault.bad_language", value=shown(text)))
    return cast(Language, found)


def zone(text: str, info: ValidationInfo) -> str:
    """A time zone by its name in the tz database, such as Asia/Shanghai."""
    found = zones().get(text.replace(" ", "_").casefold())
    if not found:
        raise Wrong(_about_zone(text, _words(info)))
    return found


def _about_zone(text: str, words: RosterWords) -> Phrase:
    """Distances and the names that people use are explained; else the nearest zone is suggested."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace(" ", "")
    if _DISTANCE.fullmatch(plain):
        return say("fault.zone_is_distance", value=shown(text))
    called = words.zones.get(folded(text)) or words.zones.get(folded(text.rpartition("/")[2]))
    if called:
        return say("fault.zone_called", value=shown(text), zone=called)
    near = nearest(text.casefold(), zones())
    if near:
        return say("fault.zone_nearest", value=shown(text), zone=near)
    return say("fault.zone_unknown", value=shown(text))


def region(text: str, info: ValidationInfo) -> str:
    """A region with a calendar: a country ("CN" or its name), a part ("DE-BY") or site ("CN-plant2")."""
    words = _words(info)
    country, dash, part = text.partition("-")
    country = country.strip().upper()
    for code in (country + dash + part.strip().upper(), country + dash + part.strip()):
        if is_region(code) or words.has_own_calendar(code):
            return code
    if country in countries() and dash:
        raise Wrong(say("fault.region_part_unknown", value=shown(text), country=country))
    found = words.regions.get(folded(text))
    if not found:
        raise Wrong(_about_region(text, words))
    return found


def _about_region(text: str, words: RosterWords) -> Phrase:
    near = nearest(folded(text), words.regions)
    if near:
        return say("fault.region_nearest", value=shown(text), region=near)
    return say("fault.region_unknown", value=shown(text))


def day(text: str) -> date | None:
    """A date, year first in any punctuation; None for an empty cell."""
    if not text:
        return None
    found = _YEAR_FIRST.fullmatch(unicodedata.normalize("NFKC", text).replace(" ", ""))
    if not found:
        raise Wrong(_about_day(text))
    try:
        read = date(*(int(number) for number in found.groups() if number))
    except ValueError:
        raise Wrong(say("fault.no_such_day", value=shown(text))) from None
    if not 1940 <= read.year <= 2100:
        raise Wrong(say("fault.no_such_day", value=shown(text)))
    return read


def _about_day(text: str) -> Phrase:
    if _YEAR_LAST.fullmatch(text):
        return say("fault.day_year_last", value=shown(text))
    if _EXCEL_DAY.fullmatch(text):
        return say("fault.day_as_number", value=shown(text))
    return say("fault.bad_day", value=shown(text))


def hours(text: str, info: ValidationInfo) -> float:
    """Hours a week, with or without their unit; a comma may stand for the point."""
    found = _HOURS.fullmatch(unicodedata.normalize("NFKC", text))
    unit = folded(found[2]) if found else ""
    if not found or (unit and unit not in _words(info).hours):
        raise Wrong(say("fault.bad_hours", value=shown(text), most=MOST_HOURS))
    read = float(found[1].replace(",", "."))
    if not 0 < read <= MOST_HOURS:
        raise Wrong(say("fault.bad_hours", value=shown(text), most=MOST_HOURS))
    return read


def roles(text: str, info: ValidationInfo) -> frozenset[Role]:
    """The roles that somebody gives them; being a manager is no such role, it comes from having reports."""
    words, found = _words(info), set[Role]()
    for word in _split(text):
        role = words.roles.get(folded(word))
        if folded(word) in words.managers:
            raise Wrong(say("fault.role_is_manager", value=shown(word)))
        if not role:
            raise Wrong(say("fault.bad_role", value=shown(word)))
        found.add(cast(Role, role))
    return frozenset(found)


def working_days(text: str, info: ValidationInfo) -> frozenset[int]:
    """Days of the week (Monday is 0), listed or from one to another."""
    words = _words(info)
    plain = unicodedata.normalize("NFKC", text).casefold()
    for until in words.ranges:
        plain = plain.replace(until, "-")
    found = set[int]()
    for word in _split(plain.replace(" - ", "-")):
        first, _, last = word.partition("-")
        ends = [words.days.get(folded(end)) for end in (first, last or first)]
        if None in ends:
            raise Wrong(say("fault.bad_working_days", value=shown(text)))
        begin, end = (int(each) for each in ends if each)
        found.update((begin + n) % 7 for n in range((end - begin) % 7 + 1))
    return frozenset(found)


def slack_id(text: str) -> str:
    """A Slack member ID (U... or W...), not a name."""
    member = text.upper()
    if not _SLACK_ID.fullmatch(member) or len(member) > MAX_PLATFORM_ID:
        raise Wrong(say("fault.bad_slack_id", value=shown(text)))
    return member


def teams_id(text: str) -> str:
    """An Entra object ID, small as activities bring it, or a Teams user ID ("29:..."); no name or address."""
    if not _TEAMS_ID.fullmatch(text) or len(text) > MAX_PLATFORM_ID:
        raise Wrong(say("fault.bad_teams_id", value=shown(text)))
    return text if ":" in text else text.lower()


def _split(text: str) -> Iterable[str]:
    return filter(None, _SEPARATORS.split(unicodedata.normalize("NFKC", text)))
