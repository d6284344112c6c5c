"""The commands `doctor` and `why`, for whoever looks after the server."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from functools import lru_cache
from typing import Annotated

import typer

from bot.clock import real_now
from bot.compiled import load_catalogue
from bot.credentials import checks_of
from bot.doctor import examine, wrong_settings
from bot.people_import import Importer
from bot.settings import BadSettings, Settings
from bot.terminal import FAILED, language
from bot.why import explain
from conversations.rules.calendar import load_calendar
from conversations.rules.calendar_tables import load_overrides
from conversations.toolkit.catalogue import Catalogue
from conversations.toolkit.words import Phrase
from handlers.findings import Finding, Grade

MARKS: dict[Grade, str] = {"fine": "✓", "look": "·", "mend": "✗", "away": "✗"}
TO_MEND: frozenset[Grade] = frozenset({"mend", "away"})

Opened = Callable[[Settings], AbstractAsyncContextManager[Importer]]


def add_doctor(cli: typer.Typer, read: Callable[[], Settings], opened: Opened) -> None:
    """Add the commands."""

    @cli.command("doctor", help="Say what is right and what is not, and how to mend it. It changes nothing.")
    def doctor() -> None:
        raise typer.Exit(_told(asyncio.run(_examined(read)), load_catalogue()))

    @cli.command("why", help="Say what was sent to somebody, what waits, and why; never what a message says.")
    def why(person: Annotated[str, typer.Argument(help="E-mail address or name.")]) -> None:
        raise typer.Exit(asyncio.run(_explained(read(), opened, person)))


async def _examined(read: Callable[[], Settings]) -> Sequence[Finding]:
    try:
        settings = read()
    except BadSettings as fault:
        return wrong_settings(fault)
    overrides = load_overrides(settings.content_dir / "calendars" if settings.content_dir else None)
    calendars = lru_cache(lambda region: load_calendar(region or "US", overrides))
    return await examine(settings, checks_of(settings), calendars, real_now())


def _told(found: Sequence[Finding], words: Catalogue) -> int:
    """Print what was found, what is to be mended last, where it is read; gives the exit code."""
    to_mend = [each for each in found if each.grade in TO_MEND]
    for finding in (*(each for each in found if each not in to_mend), *to_mend):
        typer.echo(f"{MARKS[finding.grade]} {words.text(finding.text, language())}")
    ends = Phrase("doctor.ends_to_mend", {"n": len(to_mend)}) if to_mend else Phrase("doctor.ends_fine")
    typer.echo(words.text(ends, language()))
    return FAILED if to_mend else 0


async def _explained(settings: Settings, opened: Opened, who: str) -> int:
    async with opened(settings) as house:
        found = await house.database.write(explain, who, real_now(), settings.test_list)
        if isinstance(found, Phrase):
            typer.echo(house.catalogue.text(found, language()), err=True)
            return FAILED
        person, lines = found
        for line in lines:
            typer.echo(house.catalogue.text(line, language(), person.zone))
        return 0
