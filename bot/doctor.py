"""`rapport doctor`: what is right and what is not, from the settings to the messages that wait. It changes nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.credentials import Check
from bot.doctor_reasons import why_lost, why_waiting
from bot.keys import keys_of
from bot.pace import Pace
from bot.settings import BadSettings, Settings
from bot.trial import Named, named
from conversations.rules.calendar import Calendar, calendar_warnings
from conversations.rules.roster import Department, Person
from conversations.toolkit.words import Bilingual, Joined, Phrase, Text, Verbatim, phrases_of
from handlers.findings import Finding, Grade
from handlers.platform import PlatformName
from storage import due, identities, introducing, organisation, people, schema, waiting
from storage.crypto import KeyRing, UnknownMasterKey
from storage.database import Database, StorageAway, Transaction
from storage.engines import file_of
from storage.schema import SchemaNewer, SchemaOlder
from storage.waiting import Group

say = phrases_of("doctor")

NAMED = 5
"""People or departments that are named; the rest is counted."""

JUST_WRITTEN = timedelta(minutes=1)
LOOKED_BACK = timedelta(days=7)


@dataclass(frozen=True)
class Company:
    """What the database says of itself, as one transaction saw it."""

    everyone: Sequence[Person]
    departments: Sequence[Department]
    known: Mapping[PlatformName, frozenset[str]]
    claimed: frozenset[str]
    waits: Sequence[Group]
    lost: Sequence[Group]
    set_aside: int
    serves: bool
    test_list: Named


async def examine(
    settings: Settings, checks: Mapping[PlatformName, Check], calendars: Callable[[str], Calendar], now: datetime
) -> Sequence[Finding]:
    """Everything that was looked at, in the order in which one would mend it. `now` is real time."""
    asked = asyncio.gather(*(check() for check in checks.values()))
    ring, no_key = _key(settings)
    database, company = await _database(settings, ring, tuple(checks), now)
    of_platforms = [finding for findings in await asked for finding in findings]
    found = [*no_key, *_address(settings, tuple(checks)), *of_platforms, *database]
    if company:
        found += [*_calendars(company, calendars, now), *_people(company), *_departments(company)]
        found += [*_test_list(company.test_list), *_messages(company)]
    return found


# --- settings ------------------------------------------------------------------------------------------------------


def wrong_settings(fault: BadSettings) -> Sequence[Finding]:
    """What is wrong with the settings themselves, one finding for each."""
    return [Finding("mend", say("settings.wrong", fault=Verbatim(line))) for line in str(fault).splitlines()]


def _key(settings: Settings) -> tuple[KeyRing | None, Sequence[Finding]]:
    """The keys; None, and what is wrong, where there are none: whatever needs no key is looked at all the same."""
    try:
        return keys_of(settings), ()
    except BadSettings as fault:
        return None, wrong_settings(fault)


def _address(settings: Settings, platforms: Sequence[PlatformName]) -> Iterator[Finding]:
    """A form that people, Slack and Microsoft can call; that they reach it only they can tell."""
    called = {"teams": "/api/messages"} if "teams" in platforms else {}
    if settings.slack_signing_secret and not settings.slack_app_token:
        called["slack"] = "/slack/events"
    if settings.has_page:
        yield Finding("look", say("address.untried", address=settings.address))
        for name, path in sorted(called.items()):
            told = say("address.called", platform=Phrase(f"settings.channel.{name}"), address=settings.address + path)
            yield Finding("look", told)
    else:
        word = "address.unreachable" if called else "address.no_page"
        yield Finding("mend" if called else "look", say(word, address=settings.address))


# --- the database --------------------------------------------------------------------------------------------------


async def _database(
    settings: Settings, ring: KeyRing | None, platforms: Sequence[PlatformName], now: datetime
) -> tuple[Sequence[Finding], Company | None]:
    wrong = await asyncio.to_thread(_wrong_database, settings.database_url, ring)
    if wrong:
        return [Finding("mend", wrong)], None
    if ring is None:
        return [], None
    database = Database.open(settings.database_url, ring)
    try:
        company = await database.read(_company, platforms, now, settings.test_list)
    except StorageAway:
        return [Finding("mend", say("database.away"))], None
    finally:
        await database.close()
    return [Finding("fine", say("database.fine"))], company


def _wrong_database(url: str, ring: KeyRing | None) -> Phrase | None:
    """Why the database cannot be used. A file that is not there is not made by looking for it."""
    file = file_of(url)
    if file and not file.exists():
        return say("database.none")
    try:
        schema.check(url)
        if ring:
            schema.check_key(url, ring)
    except SchemaOlder as older:
        return say("database.older" if str(older) else "database.none")
    except SchemaNewer:
        return say("database.newer")
    except UnknownMasterKey:
        return say("database.other_key")
    except StorageAway:
        return say("database.away")
    return None


def _company(tx: Transaction, platforms: Sequence[PlatformName], now: datetime, test_list: Sequence[str]) -> Company:
    return Company(
        everyone=people.everyone(tx),
        departments=people.departments(tx),
        known={name: identities.known_on(tx, name) for name in platforms},
        claimed=frozenset().union(*(introducing.unsettled(tx, name) for name in platforms)),
        waits=waiting.waiting(tx, now - JUST_WRITTEN, now),
        lost=waiting.lost(tx, now - LOOKED_BACK),
        set_aside=len(due.quarantined(tx)),
        serves=bool(organisation.living(tx, now - timedelta(seconds=Pace().silence))),
        test_list=named(tx, test_list),
    )


# --- the company ---------------------------------------------------------------------------------------------------


def _calendars(company: Company, calendars: Callable[[str], Calendar], now: datetime) -> Iterator[Finding]:
    regions = sorted({person.region for person in company.everyone})
    used = [calendars(region) for region in regions]
    warnings = calendar_warnings(used, now.date())
    for warning in warnings:
        told = Phrase(f"words.calendar_warnings.{warning.id}", {"region": warning.region, "year": str(warning.year)})
        yield Finding("mend", say("calendar.missing", what=told, region=warning.region))
    if used and not warnings:
        named = Joined(tuple(Verbatim(each) for each in sorted({calendar.region for calendar in used})))
        yield Finding("fine", say("calendar.fine", regions=named))


def _people(company: Company) -> Iterator[Finding]:
    everyone = company.everyone
    if not everyone:
        yield Finding("mend", say("people.none"))
        return
    yield Finding("fine", say("people.fine", n=len(everyone)))
    yield from _counted("mend", "people.no_zone", [each for each in everyone if each.zone == "UTC"])
    at_the_top = [each for each in everyone if not each.manager]
    if len(at_the_top) > 1:
        yield from _counted("mend", "people.no_manager", at_the_top)
    if not any("hr" in each.roles for each in everyone):
        yield Finding("mend", say("people.no_hr"))
    if company.known:
        known = frozenset().union(*company.known.values(), company.claimed)
        yield from _counted("mend", "people.claimed", [each for each in everyone if each.id in company.claimed])
        yield from _counted("look", "people.unknown", [each for each in everyone if each.id not in known])


def _departments(company: Company) -> Iterator[Finding]:
    active = {person.id for person in company.everyone}
    headless = [each for each in company.departments if each.head not in active]
    yield from _counted("mend", "departments.no_head", headless)
    yield from _counted("look", "departments.closed", [each for each in company.departments if not each.opened])


def _test_list(listed: Named) -> Iterator[Finding]:
    yield from _counted("look", "test_list.on", listed.people)
    if listed.unknown:
        yield Finding("mend", say("test_list.unknown", names=Joined(tuple(map(Verbatim, listed.unknown)))))


def _counted(grade: Grade, word: str, found: Sequence[Person] | Sequence[Department]) -> Iterator[Finding]:
    if found:
        names: list[Text] = [_named(each) for each in found[:NAMED]]
        rest = [say("more", n=len(found) - NAMED)] if len(found) > NAMED else []
        yield Finding(grade, say(word, n=len(found), names=Joined((*names, *rest))))


def _named(each: Person | Department) -> Text:
    return Verbatim(each.name) if isinstance(each, Person) else Bilingual(each.name["en"], each.name["zh-CN"])


def _messages(company: Company) -> Iterator[Finding]:
    if company.waits and not company.serves:
        yield Finding("mend", say("messages.not_served", n=sum(group.count for group in company.waits)))
    for why, n in why_waiting(company.waits):
        yield Finding("look", say("messages.wait", n=n, why=why))
    for why, n in why_lost(company.lost):
        yield Finding("look", say("messages.lost", n=n, why=why))
    if company.set_aside:
        yield Finding("mend", say("messages.set_aside", n=company.set_aside))
    if not company.waits and not company.lost:
        yield Finding("fine", say("messages.fine"))
