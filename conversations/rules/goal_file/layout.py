"""Tables of goals as they are laid out elsewhere: a title above the header, months as columns, one cell for several
lines, a total at the end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice

from conversations.rules.goal_file.faults import say
from conversations.rules.goal_file.periods import is_named, period_in
from conversations.rules.roster_file.faults import shown
from conversations.rules.roster_file.table import Rows
from conversations.rules.roster_file.words import folded
from conversations.toolkit.words import Joined, Phrase, Verbatim

_MOST_ABOVE = 5
_FEW = 2
"""A title has no more cells than that, a header at least as many that are known."""
_MOST_LISTED = 10


def header_at(rows: Sequence[Sequence[str]], known: Mapping[str, str]) -> int:
    """Which of the first rows is the header: the first with columns that are known, below rows that are titles."""
    for at, cells in enumerate(rows[: _MOST_ABOVE + 1]):
        if sum(folded(cell) in known for cell in cells) >= _FEW:
            return at
        if sum(map(bool, cells)) > _FEW:
            break
    return 0


def below_titles(rows: Rows, known: Mapping[str, str]) -> Rows:
    """The rows from the header on."""
    first = list(islice(rows, _MOST_ABOVE + 1))
    yield from first[header_at([cells for _, cells in first], known) :]
    yield from rows


def without_titles(text: str, known: Mapping[str, str], delimiters: Sequence[str]) -> str:
    """A text whose lines above the header are empty, so that each line keeps its number."""
    lines = text.split("\n", _MOST_ABOVE + 1)
    for delimiter in delimiters:
        rows = [[cell.strip().strip('"') for cell in line.split(delimiter)] for line in lines[: _MOST_ABOVE + 1]]
        if at := header_at(rows, known):
            return "\n" * at + "\n".join(lines[at:])
    return text


class Layout:
    """Makes lines of goals of what stands otherwise, and notes what was done. `names` says what periods are called."""

    def __init__(self, known: Mapping[str, str], names: Mapping[str, str], totals: frozenset[str]) -> None:
        self.known, self.names, self.totals = known, names, totals
        self.notes: list[Phrase] = []
        self._above = ""
        self._taken: list[int] = []
        self._left: list[int] = []

    def rows(self, rows: Rows) -> Rows:
        """The rows with a month each: where months are columns, every cell of one is its actual."""
        at, header = next(rows, (1, []))
        columns = [self.known.get(folded(title), "") for title in header]
        months = [
            place
            for place, title in enumerate(header)
            if not columns[place] and (period_in(title, self.names) or is_named(title, self.names))
        ]
        if len(months) < _FEW or {"period", "actual"} & set(columns):
            yield at, header
            yield from rows
            return
        kept = [place for place in range(len(header)) if place not in months and columns[place] != "target"]
        titles = [next(word for word, column in self.known.items() if column == name) for name in ("period", "actual")]
        self.notes.append(say("note.months", columns=_listed([header[place] for place in months])))
        if "target" in columns:
            self.notes.append(say("note.no_targets", column=shown(header[columns.index("target")])))
        yield at, [*(header[place] for place in kept), *titles]
        for line, cells in rows:
            whole = [*cells, *([""] * (len(header) - len(cells)))]
            for place in months:
                if whole[place]:
                    yield line, [*(whole[each] for each in kept), header[place], whole[place]]

    def lines(self, lines: Iterator[tuple[int, dict[str, str]]]) -> Iterator[tuple[int, dict[str, str]]]:
        """The lines without totals, each with what one cell says of several."""
        for line, cells in lines:
            if any(folded(cells.get(name, "")) in self.totals for name in ("person", "goal", "period")):
                self._left.append(line)
                continue
            if not cells.get("period") and self._above and any(cells.values()):
                cells = {**cells, "period": self._above}
                self._taken.append(line)
            self._above = cells.get("period", "")
            yield line, cells

    def told(self) -> tuple[Phrase, ...]:
        """What was done, once the lines are read."""
        each: tuple[tuple[Callable[[Joined], Phrase], list[int]], ...] = (
            (lambda lines: say("note.from_above", lines=lines), self._taken),
            (lambda lines: say("note.totals", lines=lines), self._left),
        )
        return (*self.notes, *(made(_listed([str(line) for line in lines])) for made, lines in each if lines))


def _listed(names: Sequence[str]) -> Joined:
    more = (Verbatim("\u2026"),) if len(names) > _MOST_LISTED else ()
    return Joined((*(Verbatim(shown(name)) for name in names[:_MOST_LISTED]), *more))
