"""Reading a whole roster: line by line, then across lines; either all of it can be taken, or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from conversations.rules.roster import cycles
from conversations.rules.roster_file.company import Company, Roster, accounts_of
from conversations.rules.roster_file.department_file import Departments, read_departments
from conversations.rules.roster_file.directory import Directory
from conversations.rules.roster_file.faults import (
    MOST_FAULTS,
    Fault,
    Faults,
    Wrong,
    in_a_ring,
    in_order,
    say,
    shown,
)
from conversations.rules.roster_file.rows import Lines, PersonRow, read_lines
from conversations.rules.roster_file.table import decoded, read_csv
from conversations.rules.roster_file.words import RosterWords
from conversations.toolkit.words import Phrase

_REQUIRED = ("name", "email")


def read_people(data: bytes, words: RosterWords) -> Lines[PersonRow]:
    """Read a CSV file of people line by line; managers and departments are not looked up yet."""
    try:
        text, notes = decoded(data)
        table = read_csv(text, words.headers["people"], _REQUIRED, notes)
    except Wrong as wrong:
        return Lines((), [Fault("people", wrong.line, "", wrong.says)], (), {}, broken_off=True)
    lines = read_lines(PersonRow, "people", table, words)
    if not lines.rows and not lines.faults:
        return Lines((), [Fault("people", 0, "", say("fault.nobody_listed"))], (), {}, broken_off=True)
    return lines


def read_roster(
    people: bytes,
    departments: bytes | None,
    words: RosterWords,
    company: Company,
    deactivate_missing: bool = False,
) -> Roster | Faults:
    """Read files of people and departments against who works here; any fault at all refuses both.

    With `deactivate_missing` the file is everybody, so a manager must stand in it too.
    """
    lines = read_people(people, words)
    department_lines = None if departments is None else read_departments(departments, words)
    files = [each for each in (lines, department_lines) if each]
    faults = [fault for file in files for fault in file.faults]
    if any(file.broken_off for file in files):
        return in_order(faults)
    check = _Check(lines, Departments(company.departments, department_lines), company, deactivate_missing)
    rows = check.rows()
    faults += check.faults()
    if faults:
        return in_order(faults)
    notes = tuple(note for file in files for note in file.notes)
    return Roster(tuple(rows), tuple(check.departments.rows.values()), notes)


class _Check:
    """What can only be seen across lines: who stands there twice, who is named and missing, rings."""

    def __init__(
        self, lines: Lines[PersonRow], departments: Departments, company: Company, deactivate_missing: bool
    ) -> None:
        self.departments = departments
        self._lines, self._company = lines, company
        listed = {row.email for row in lines.rows}
        staying = () if deactivate_missing else company.people
        self._others = [person for person in staying if person.active and person.email not in listed]
        self._directory = Directory(
            (
                *((row.email, row.name) for row in lines.rows),
                *((person.email, person.name) for person in self._others),
            )
        )
        self._faults: list[Fault] = []

    def rows(self) -> Sequence[PersonRow]:
        """The lines with addresses and ids in the place of managers and departments as written."""
        rows = [self._resolved(row) for row in self._lines.rows]
        self.departments.resolve_heads(self._directory)
        self._note(self._repeated(rows))
        self._note(self._taken(rows))
        self._note(self._rings(rows))
        self._note(self._days(rows))
        return rows

    def faults(self) -> Sequence[Fault]:
        """What is wrong, in the people's file and the departments'."""
        return [*self._faults, *self.departments.faults]

    def _note(self, faults: Iterator[tuple[PersonRow, str, Phrase]]) -> None:
        for row, column, says in faults:
            self._faults.append(Fault("people", row.line, self._lines.titles.get(column, ""), says))

    def _resolved(self, row: PersonRow) -> PersonRow:
        found, wrong = dict[str, str](), dict[str, Phrase]()
        for column, find in (("manager", self._manager), ("department", self._department)):
            if getattr(row, column) and len(self._faults) < MOST_FAULTS:
                try:
                    found[column] = find(row)
                except Wrong as reason:
                    found[column], wrong[column] = "", reason.says
        self._note((row, column, says) for column, says in wrong.items())
        return row.model_copy(update=found) if found else row

    def _manager(self, row: PersonRow) -> str:
        address = self._directory.address(row.manager)
        if address == row.email:
            raise Wrong(say("fault.own_manager", name=shown(row.name)))
        return address

    def _department(self, row: PersonRow) -> str:
        return self.departments.id_of(row.department)

    def _repeated(self, rows: Sequence[PersonRow]) -> Iterator[tuple[PersonRow, str, Phrase]]:
        """Addresses and accounts that stand on two lines, told at the later one."""
        lines: dict[tuple[str, str], int] = {}
        for row in rows:
            accounts = {column: user for column, (_, user) in accounts_of(row).items()}
            for column, value in {"email": row.email, **accounts}.items():
                first = lines.setdefault((column, value), row.line)
                if first != row.line:
                    which = "fault.email_twice" if column == "email" else "fault.account_twice"
                    yield row, column, say(which, value=shown(value), first=first)

    def _taken(self, rows: Sequence[PersonRow]) -> Iterator[tuple[PersonRow, str, Phrase]]:
        """Accounts of somebody else, and people who have another one already: a human decides (safety 16)."""
        ids = {person.email: person.id for person in self._company.people}
        addresses = {person.id: person.email for person in self._company.people}
        held = {(platform, person): user for (platform, user), person in self._company.accounts.items()}
        for row in rows:
            me = ids.get(row.email, "")
            for column, (platform, user) in accounts_of(row).items():
                owner = self._company.accounts.get((platform, user), me)
                mine = held.get((platform, me), user)
                if owner != me:
                    other = shown(addresses.get(owner, "?"))
                    yield row, column, say("fault.account_taken", value=shown(user), other=other)
                elif mine != user:
                    yield row, column, say("fault.account_other", value=shown(user), held=shown(mine))

    def _rings(self, rows: Sequence[PersonRow]) -> Iterator[tuple[PersonRow, str, Phrase]]:
        """Managers who report to one another, told once, at the ring's first line."""
        by_address = {row.email: row for row in rows}
        for ring in cycles(self._managers(rows)):
            first = min((by_address[each] for each in ring if each in by_address), key=lambda row: row.line)
            start = ring.index(first.email)
            names = [self._directory.name(each) for each in (*ring[start:], *ring[:start])]
            yield first, "manager", say("fault.manager_cycle", ring=in_a_ring(names))

    def _days(self, rows: Sequence[PersonRow]) -> Iterator[tuple[PersonRow, str, Phrase]]:
        """Nobody leaves before they come, or is on notice once gone; what a file leaves out is as it was."""
        here = {person.email: person for person in self._company.people if person.active}
        for row in rows:
            was, days = here.get(row.email), dict[str, date | None]()
            for column in ("start_date", "notice_from", "leaving_date"):
                said = row if column in row.model_fields_set or was is None else was
                days[column] = getattr(said, column)
            first, notice, last = days.values()
            if first and last and last < first:
                yield row, "leaving_date", say("fault.leaves_before", last=last.isoformat(), first=first.isoformat())
            elif notice and last and notice > last:
                yield row, "notice_from", say("fault.notice_after", notice=notice.isoformat(), last=last.isoformat())

    def _managers(self, rows: Sequence[PersonRow]) -> Mapping[str, str]:
        """Who reports to whom after this import, by address."""
        addresses = {person.id: person.email for person in self._company.people}
        here = {person.email: addresses.get(person.manager, "") for person in self._company.people}
        kept = {person.email: here[person.email] for person in self._others}
        given = {row.email: row.manager for row in rows if "manager" in row.model_fields_set}
        unsaid = {row.email: here.get(row.email, "") for row in rows if row.email not in given}
        return {**kept, **unsaid, **given}
