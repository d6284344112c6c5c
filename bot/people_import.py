"""`rapport people`: an import (files in, a difference out; all of it or nothing), and erasing a person."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer
from uuid_utils import uuid7

from bot import rhythms
from bot.reading import Reading, read_here
from bot.rhythms import Calendars
from bot.terminal import language as spoken
from conversations.rules.roster_file.company import Company, PlatformName
from conversations.rules.roster_file.difference import Difference, difference
from conversations.rules.roster_file.faults import Faults, say
from conversations.rules.roster_file.report import Line, difference_lines, fault_lines
from conversations.rules.roster_file.table import MAX_BYTES
from conversations.rules.roster_file.words import RosterWords
from conversations.toolkit.catalogue import Catalogue
from conversations.toolkit.words import Fact, Language, Phrase, Verbatim
from handlers.slack.roll import HOURLY
from storage import audit, identities, imported, people, rates, roster
from storage.database import Database, Transaction
from storage.erasure import erase_person
from storage.tables.people import HowLinked

DONE, REFUSED, UNREADABLE = 0, 1, 2
"""Exit codes: imported (or nothing to do, or a dry run), faults in the files, no such file."""

REPLANNED_AT_A_TIME = 100
"""People whose rhythms are planned anew in one transaction."""

Spoken = Annotated[Language | None, typer.Option(help="The language of the answer; the terminal's if not given.")]

_COUNTED = ("added", "changed", "moved", "back", "gone", "linked")


@dataclass(frozen=True)
class Files:
    """What the importer gives and asks for; files as their bytes."""

    people: bytes
    departments: bytes | None = None
    dry_run: bool = False
    deactivate_missing: bool = False


@dataclass(frozen=True)
class Report:
    """What came of it: the files' faults, and then nothing was changed, or the difference."""

    outcome: Faults | Difference
    notes: tuple[Phrase, ...] = ()
    dry_run: bool = False
    platforms: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Importer:
    """What an import needs of the house. `at` is company time.

    Accounts are linked as users of the platform's tenant in `tenants`, "" where it is not known. `platforms` are the
    chat platforms that are set up.
    """

    database: Database
    catalogue: Catalogue
    at: datetime
    calendars: Calendars
    tenants: Mapping[PlatformName, str] = field(default_factory=dict)
    platforms: frozenset[str] = frozenset()
    has_own_calendar: Callable[[str], bool] = frozenset[str]().__contains__
    reading: Reading = read_here

    async def take(self, files: Files) -> Report:
        """Import people and departments, all of it or nothing. Raises StorageAway.

        Files are read outside the transaction, which would hold up everybody's turns; if the company changed
        meanwhile, they are read again.
        """
        words = RosterWords.of(self.catalogue, self.has_own_calendar)
        while True:
            company = await self.database.read(imported.company)
            found = await self.reading(files.people, files.departments, words, company, files.deactivate_missing)
            if isinstance(found, Faults):
                return Report(found)
            changes = difference(company, found, lambda: uuid7().hex, files.deactivate_missing)
            report = Report(changes, found.notes, files.dry_run, self.platforms)
            if files.dry_run or not changes:
                return report
            if await self.database.write(_apply, company, changes, self.at, self.tenants):
                await self._replan(changes)
                return report

    async def _replan(self, changes: Difference) -> None:
        """Ask everybody who changed, and the managers of who moved, at their new times.

        Some at a time, so that turns come in between. If this is cut short, nobody is asked wrongly: what comes due
        is looked at once more, and the clock plans everybody again.
        """
        everyone = [person.id for person in (*changes.updated, *changes.gone)]
        managers = (id_ for move in changes.moved for id_ in (move.old, move.new) if id_)
        ids = list(dict.fromkeys((*everyone, *managers)))
        for first in range(0, len(ids), REPLANNED_AT_A_TIME):
            some = ids[first : first + REPLANNED_AT_A_TIME]
            await self.database.write(_replan, some, self.calendars, self.at)


def _apply(
    tx: Transaction, company: Company, changes: Difference, at: datetime, tenants: Mapping[PlatformName, str]
) -> bool:
    """Write the difference; False, and nothing is written, if the company is no longer what was compared."""
    if imported.company(tx) != company:
        return False
    for department in (*changes.departments_added, *(each.department for each in changes.departments_changed)):
        roster.upsert_department(tx, department)
    for person in changes.added:
        roster.insert_person(tx, person, at)
    for person in changes.updated:
        roster.update_person(tx, person)
    for person in changes.gone:
        roster.deactivate(tx, person.id, at.astimezone(ZoneInfo(person.zone)).date())
    rhythms.end_namings(tx, at)
    for person, (platform, user) in changes.linked:
        identity = identities.Identity(platform, tenants.get(platform, ""), user)
        identities.link(tx, identity, person.id, HowLinked.IMPORT, at)
    rates.forget(tx, HOURLY)  # who is new is looked for in Slack within the minute, before anything is sent to them
    _note(tx, changes, at)
    return True


def _replan(tx: Transaction, ids: Sequence[str], calendars: Calendars, at: datetime) -> None:
    for id_ in ids:
        rhythms.plan_person(tx, id_, calendars, at)
    rhythms.look_again(tx, ids, at)


def _note(tx: Transaction, changes: Difference, at: datetime) -> None:
    """The trail keeps how much was changed, and whose rights."""
    counts: dict[str, str | int | bool] = {kind: len(getattr(changes, kind)) for kind in _COUNTED}
    audit.note(tx, at, "", "people_imported", "", **counts)
    for move in changes.moved:
        audit.note(tx, at, "", "manager_changed", move.person.id, old=move.old, new=move.new)
    given = {person.id: person.roles for person in changes.added if person.roles}
    for changed in changes.changed:
        if any(change.field == "roles" for change in changed.changes):
            given[changed.person.id] = changed.person.roles
    for id_, roles in given.items():
        audit.note(tx, at, "", "roles_given", id_, roles=",".join(sorted(roles)))


def report_lines(report: Report, language: Language) -> Iterator[Line]:
    """The report as lines to read, in a language."""
    if isinstance(report.outcome, Faults):
        yield from fault_lines(report.outcome)
        return
    yield from difference_lines(report.outcome, report.notes, language, report.platforms)
    if report.outcome:
        yield Line(say("report.dry_run") if report.dry_run else say("report.done"))


def print_report(report: Report, catalogue: Catalogue, language: Language) -> int:
    """Print the report to the importer's terminal, and nowhere else; gives the exit code."""
    for line in report_lines(report, language):
        typer.echo("  " * line.depth + catalogue.text(line.text, language))
    return REFUSED if isinstance(report.outcome, Faults) else DONE


def people_app(opened: Callable[[], AbstractAsyncContextManager[Importer]]) -> typer.Typer:
    """The command `people`, over what `opened` gives for as long as an import lasts."""
    app = typer.Typer(help="The people of the organisation.", no_args_is_help=True)

    @app.command("import", help="Import people from a CSV file: all of it, or nothing if there is a fault.")
    def import_(
        file: Annotated[Path, typer.Argument(help="The CSV file of people.")],
        departments: Annotated[Path | None, typer.Option(help="A CSV or YAML file of departments.")] = None,
        dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would change.")] = False,
        deactivate_missing: Annotated[
            bool, typer.Option("--deactivate-missing", help="End the access of whoever is not in the file.")
        ] = False,
        language: Spoken = None,
    ) -> None:
        raise typer.Exit(
            asyncio.run(_run(opened, file, departments, dry_run, deactivate_missing, language or spoken()))
        )

    @app.command("erase", help="Erase a person: what they wrote can never be read again.")
    def erase(
        email: Annotated[str, typer.Argument(help="The person's e-mail address.")],
        yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
        language: Spoken = None,
    ) -> None:
        raise typer.Exit(asyncio.run(_erase(opened, email, yes, language or spoken())))

    return app


async def _erase(
    opened: Callable[[], AbstractAsyncContextManager[Importer]], email: str, yes: bool, language: Language
) -> int:
    async with opened() as importer:
        words = partial(_tell, importer.catalogue, language)
        whose = await importer.database.read(people.anybody_by_email, email)
        if whose is None:
            return words("cli.nobody", REFUSED, who=email)
        if not yes:
            typer.echo(importer.catalogue.text(Phrase("cli.erase_asks", {"who": email}), language))
            again = await asyncio.to_thread(typer.prompt, ">", prompt_suffix=" ")
            if again.strip().lower() != email.strip().lower():
                return words("cli.erase_not", REFUSED)
        await importer.database.write(forget, whose, importer.at)
        return words("cli.erased", DONE, who=email)


def forget(tx: Transaction, whose: str, at: datetime) -> None:
    """Erase a person, after what they leave open or read for others is handed to those it is about."""
    rhythms.look_again(tx, [whose], at)
    rhythms.end_namings(tx, at, gone=whose)
    erase_person(tx, whose, "", at)


def _tell(catalogue: Catalogue, language: Language, id_: str, code: int, **facts: Fact) -> int:
    """Say how it ended, and give the exit code."""
    typer.echo(catalogue.text(Phrase(id_, facts), language), err=code != DONE)
    return code


async def _run(
    opened: Callable[[], AbstractAsyncContextManager[Importer]],
    file: Path,
    departments: Path | None,
    dry_run: bool,
    deactivate_missing: bool,
    language: Language,
) -> int:
    async with opened() as importer:
        try:
            given = None if departments is None else read_file(departments)
            files = Files(read_file(file), given, dry_run, deactivate_missing)
        except OSError as error:
            where = Verbatim(str(error.filename))
            typer.echo(importer.catalogue.text(say("report.no_file", file=where), language), err=True)
            return UNREADABLE
        return print_report(await importer.take(files), importer.catalogue, language)


def read_file(path: Path) -> bytes:
    """A file's bytes, no more than is needed to see that it is too big. Raises OSError."""
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)
