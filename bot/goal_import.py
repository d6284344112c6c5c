"""`rapport goals`: targets and actuals in from a file (all of it or nothing), out as one, and an import taken back."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Annotated, TypeAlias
from uuid import uuid4

import typer

from bot.people_import import DONE, REFUSED, UNREADABLE, Spoken, read_file
from bot.reading import read_goals_apart
from bot.terminal import language as spoken
from conversations.rules.goal_file.comparing import compare
from conversations.rules.goal_file.faults import say
from conversations.rules.goal_file.goals import Comparison, Known, Side
from conversations.rules.goal_file.reading import COLUMNS, FileWords, GoalFile
from conversations.rules.goal_file.report import report_lines
from conversations.rules.goal_file.writing import Cell, as_csv, as_workbook, rows_of
from conversations.rules.indicator_library import Library
from conversations.rules.roster import Person
from conversations.rules.roster_file.faults import Faults
from conversations.rules.roster_file.report import Line
from conversations.rules.roster_file.words import folded
from conversations.rules.weeks import local_day
from conversations.toolkit.catalogue import Catalogue
from conversations.toolkit.vocabulary import Vocabulary
from conversations.toolkit.words import Fact, Language, Verbatim
from storage import audit, goal_imports, people
from storage.database import Database, Transaction
from storage.moves import Conflict

Reading: TypeAlias = Callable[[bytes, FileWords], Awaitable[GoalFile | Faults]]
"""How a file is read: its bytes, and what its words mean."""


@dataclass(frozen=True)
class Asked:
    """What an import is given and asked for. `columns` says of titles which column they are."""

    data: bytes
    columns: Mapping[str, str] = field(default_factory=dict)
    dry_run: bool = False
    create: bool = False


@dataclass(frozen=True)
class Report:
    """What came of it: faults, and then nothing was changed, or the difference. `id` is that of a finished import."""

    outcome: Faults | Comparison
    dry_run: bool = False
    id: str = ""


@dataclass(frozen=True)
class GoalDesk:
    """What files of goals need of the house. `at` is company time."""

    database: Database
    catalogue: Catalogue
    indicators: Library
    at: datetime
    reading: Reading = read_goals_apart

    async def take(self, who: Person, asked: Asked) -> Report:
        """Import a file in somebody's name, all of it or nothing. Raises StorageAway.

        It is read outside the transaction; if a goal moved meanwhile, it is compared again.
        """
        remembered = await self.database.read(goal_imports.remembered, who)
        found = await self.reading(asked.data, FileWords.of(self.catalogue, remembered, asked.columns))
        if isinstance(found, Faults):
            return Report(found)
        while True:
            compared = await self.database.read(self._compare, found, who, asked.create)
            if isinstance(compared, Faults) or asked.dry_run:
                return Report(compared, asked.dry_run)
            id_ = f"{self.at:%Y%m%d}-{uuid4().hex[:8]}" if compared else ""
            try:
                await self.database.write(_apply, id_, who, found, compared, self.at)
            except Conflict:
                continue
            return Report(compared, id=id_)

    async def table(self, who: Person) -> list[list[Cell]]:
        """The goals that somebody may read, as a table in their language; a draft is nobody's but its owner's."""
        goals, everybody = await self.database.write(_readable, who, self.at)
        return rows_of(goals, everybody, lambda column: self.catalogue.text(say(f"columns.{column}"), who.language))

    def _compare(self, tx: Transaction, found: GoalFile, who: Person, create: bool) -> Comparison | Faults:
        by_address = {person.email: person for person in people.everyone(tx) if person.email}
        words = Vocabulary.of(self.catalogue)
        departments = {folded(name): each for each in people.departments(tx) for name in (each.id, *each.name.values())}
        known, today = goal_imports.known_goals(tx, who), local_day(self.at, who.zone)
        return compare(found, Side(who, by_address, known, words, self.indicators, today, create, departments))


def _apply(tx: Transaction, id_: str, who: Person, found: GoalFile, compared: Comparison, at: datetime) -> None:
    if found.mapping:
        goal_imports.remember(tx, who, found.fingerprint, found.mapping, at)
    if id_:
        goal_imports.write(tx, id_, who, compared.changes, compared.proposals, at)


def _readable(tx: Transaction, who: Person, at: datetime) -> tuple[Sequence[Known], Mapping[str, Person]]:
    goals = goal_imports.read_goals(tx, who)
    audit.note(tx, at, who.id, "goals_exported", "", goals=len(goals))
    return goals, {person.id: person for person in people.everyone(tx)}


Opened: TypeAlias = Callable[[], AbstractAsyncContextManager[GoalDesk]]
By = Annotated[str, typer.Option("--by", help="Your e-mail address: what you may read and move decides.")]


def goals_app(opened: Opened) -> typer.Typer:
    """The command `goals`, over what `opened` gives for as long as a command lasts."""
    app = typer.Typer(help="Targets and actuals from files, and back into files.", no_args_is_help=True)

    @app.command(
        "import", help="Import targets and actuals from CSV or XLSX: all of it, or nothing if there is a fault."
    )
    def import_(
        file: Annotated[Path, typer.Argument(help="The file, CSV or XLSX.")],
        by: By,
        map_: Annotated[
            list[str] | None, typer.Option("--map", help='What a column holds, as "Result=actual"; said once.')
        ] = None,
        dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would change.")] = False,
        create: Annotated[bool, typer.Option("--create", help="Propose the goals that do not exist yet.")] = False,
        language: Spoken = None,
    ) -> None:
        raise typer.Exit(asyncio.run(_import(opened, file, by, map_ or [], dry_run, create, language or spoken())))

    @app.command("export", help="Write the goals that you may read to a file that can be imported again.")
    def export(
        file: Annotated[Path, typer.Argument(help="Where to write it: a name ending in .csv or .xlsx.")],
        by: By,
        language: Spoken = None,
    ) -> None:
        raise typer.Exit(asyncio.run(_export(opened, file, by, language or spoken())))

    @app.command("undo", help="Take the numbers of an import back.")
    def undo(
        id_: Annotated[str, typer.Argument(metavar="ID", help="The id that the import printed.")],
        by: By,
        language: Spoken = None,
    ) -> None:
        raise typer.Exit(asyncio.run(_undo(opened, id_, by, language or spoken())))

    return app


async def _import(
    opened: Opened, file: Path, by: str, mapped: Sequence[str], dry_run: bool, create: bool, language: Language
) -> int:
    async with opened() as desk:
        columns = dict(pair.rpartition("=")[::2] for pair in mapped)
        unknown = next((column for title, column in columns.items() if not title or column not in COLUMNS), None)
        if unknown is not None:
            return _tell(
                desk, language, "report.bad_map", REFUSED, column=Verbatim(unknown), columns=", ".join(COLUMNS)
            )
        who = await _who(desk, by, language)
        if who is None:
            return REFUSED
        try:
            data = read_file(file)
        except OSError:
            return _tell(desk, language, "report.no_file", UNREADABLE, file=Verbatim(str(file)))
        report = await desk.take(who, Asked(data, columns, dry_run, create))
        for line in _lines(report):
            typer.echo("  " * line.depth + desk.catalogue.text(line.text, language))
        return REFUSED if isinstance(report.outcome, Faults) else DONE


def _lines(report: Report) -> Iterator[Line]:
    return report_lines(report.outcome, dry_run=report.dry_run, id_=report.id)


async def _export(opened: Opened, file: Path, by: str, language: Language) -> int:
    writers: Mapping[str, Callable[[Sequence[Sequence[Cell]]], bytes]] = {".csv": as_csv, ".xlsx": as_workbook}
    async with opened() as desk:
        write = writers.get(file.suffix.lower())
        if write is None:
            return _tell(desk, language, "report.csv_or_xlsx", REFUSED)
        who = await _who(desk, by, language)
        if who is None:
            return REFUSED
        rows = await desk.table(who)
        try:
            await asyncio.to_thread(file.write_bytes, write(rows))
        except OSError:
            return _tell(desk, language, "report.not_written", UNREADABLE, file=Verbatim(str(file)))
        return _tell(desk, language, "report.exported", DONE, n=len(rows) - 1, file=Verbatim(str(file)))


async def _undo(opened: Opened, id_: str, by: str, language: Language) -> int:
    async with opened() as desk:
        who = await _who(desk, by, language)
        if who is None:
            return REFUSED
        done = await desk.database.write(goal_imports.undo, id_, who, desk.at)
        if done is None:
            return _tell(desk, language, "report.no_import", REFUSED, which=Verbatim(id_))
        _tell(desk, language, "report.undone", DONE, n=done.back)
        for id_, n in (("report.newer", done.newer), ("report.kept", done.kept)):
            if n:
                _tell(desk, language, id_, DONE, n=n)
        return DONE


async def _who(desk: GoalDesk, address: str, language: Language) -> Person | None:
    """In whose name it is done: an active person; says so if there is none."""
    found = await desk.database.read(people.by_email, address.strip().lower())
    if found is None:
        _tell(desk, language, "report.nobody", REFUSED, who=Verbatim(address))
    return found


def _tell(desk: GoalDesk, language: Language, id_: str, code: int, **facts: Fact) -> int:
    """Say how it ended, and give the exit code."""
    typer.echo(desk.catalogue.text(say(id_, **facts), language), err=code != DONE)
    return code
