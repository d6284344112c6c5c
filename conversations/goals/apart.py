"""What one line says of several goals, apart: "renewals 85, Hudson 1,200"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from conversations.goals.aims import aims_of
from conversations.goals.finding import like, running
from conversations.goals.updating import Update, heard_of
from conversations.rules.goal_sentence.title import aligned
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


def clauses(piece: str, named: Callable[[str], Sequence[object]], vocabulary: Vocabulary) -> Iterator[str]:
    """A line, apart where a clause tells of another goal than the one before; `named` gives those that one names."""
    joins = any_of(meaning_of(vocabulary.groups["for_whom"], "joins"))
    marks = re.finditer(rf"{_CLAUSE}|(?<=\s){joins}(?=\s)|{_BEHIND_NUMBER}", piece)
    behind_pace = re.finditer(rf"{any_of(vocabulary.groups['goal_states'])}(\s)(?=\S)", aligned(piece))
    cuts = sorted([*(each.span() for each in marks), *(each.span(1) for each in behind_pace)])
    start, last = 0, list[object]()
    starts = [0, *(end for _, end in cuts)]
    ends = [*(begin for begin, _ in cuts), len(piece)]
    for at, (begins, ends_) in enumerate(zip(starts, ends, strict=True)):
        goals = [*named(piece[begins:ends_])]
        if goals and goals != last:
            if at:
                yield piece[start : ends[at - 1]]
            start, last = begins, goals
    yield piece[start:]


def told_apart(text: str, goals: Sequence[Goal], vocabulary: Vocabulary) -> Sequence[tuple[Update, Goal, str]]:
    """What is said of each goal that a line names, and in which part of it; none where it names one, or a part of it
    says nothing of any, or where it is to go.
    """

    def named(clause: str) -> Sequence[Goal]:
        update = heard_of(clause, goals, vocabulary)
        return like(update.name, running(goals)) if update and len(update.name) > 1 else ()

    read = text[:MAX_READ].strip()
    if aims_of(read, [goal.counts.title for goal in goals], vocabulary):
        return ()
    parts = [each.strip() for each in _parts(read, named, vocabulary)]
    told = [(heard_of(each, goals, vocabulary), named(each), each) for each in parts]
    found = [(update, meant[0], part) for update, meant, part in told if update and len(meant) == 1]
    is_each = len(found) == len(told) == len({goal.id for _, goal, _ in found})
    return found if is_each and len(found) > 1 else ()


def _parts(text: str, named: Callable[[str], Sequence[Goal]], vocabulary: Vocabulary) -> Iterator[str]:
    for piece in pieces(text):
        yield from clauses(piece, named, vocabulary)
