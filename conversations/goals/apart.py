"""What one line says of several goals, apart: "renewals 85, Hudson 1,200"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from conversations.goals.aims import aims_of
from conversations.goals.finding import like, running
from conversations.goals.updating import Update, heard_of
from conversations.toolkit.commands import MAX_READ
from conversations.toolkit.reader import Goal
from conversations.toolkit.vocabulary import Vocabulary, any_of, meaning_of

_PIECE = re.compile("[\n;\uff1b]")
_BEHIND_NUMBER = r"(?<=[\d%])\s(?=[^\d\s%])"
"""Where no comma stands between two goals: "renewals 85 nps 33"."""

_CLAUSE = r"(?<!\d)[,\uff0c]|[,\uff0c](?!\d)|[\u3001\u3002]|\.(?=\s)"


def pieces(text: str) -> Iterator[str]:
    """The lines of a text, and what a semicolon sets apart."""
    yield from (piece for piece in _PIECE.split(text) if piece.strip())


def clauses(piece: str, named: Callable[[str], Sequence[Goal]], vocabulary: Vocabulary) -> Iterator[str]:
    """A line, apart where a clause tells of another goal than the one before; `named` gives those that one names."""
    joins = any_of(meaning_of(vocabulary.groups["for_whom"], "joins"))
    cuts = [*re.finditer(rf"{_CLAUSE}|(?<=\s){joins}(?=\s)|{_BEHIND_NUMBER}", piece)]
    start, last = 0, list[Goal]()
    starts = [0, *(found.end() for found in cuts)]
    ends = [*(found.start() for found in cuts), len(piece)]
    for at, (begins, ends_) in enumerate(zip(starts, ends, strict=True)):
        goals = [*named(piece[begins:ends_])]
        if goals and goals != last:
            if at:
                yield piece[start : ends[at - 1]]
            start, last = begins, goals
    yield piece[start:]


def told_apart(text: str, goals: Sequence[Goal], vocabulary: Vocabulary) -> Sequence[tuple[Update, Goal]]:
    """What is said of each goal that a line names; none where it names one, or a part of it says nothing of any, or
    where it is to go.
    """

    def named(clause: str) -> Sequence[Goal]:
        update = heard_of(clause, goals, vocabulary)
        return like(update.name, running(goals)) if update and len(update.name) > 1 else ()

    read = text[:MAX_READ].strip()
    if aims_of(read, [goal.counts.title for goal in goals], vocabulary):
        return ()
    told = [(heard_of(each.strip(), goals, vocabulary), named(each)) for each in _parts(read, named, vocabulary)]
    found = [(update, meant[0]) for update, meant in told if update and len(meant) == 1]
    is_each = len(found) == len(told) == len({goal.id for _, goal in found})
    return found if is_each and len(found) > 1 else ()


def _parts(text: str, named: Callable[[str], Sequence[Goal]], vocabulary: Vocabulary) -> Iterator[str]:
    for piece in pieces(text):
        yield from clauses(piece, named, vocabulary)
