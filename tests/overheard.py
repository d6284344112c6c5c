"""Over the whole run, no test's log may hold what people wrote in it (safety 20).

What people say, send in a form or give with a command is noted as a turn takes it; what a bot in the test's own process
logs, and whatever is written to its output and errors, is looked through once the test has ended. Bots that run as
processes of their own have words made for this (tests/handlers/safety/canaries.py).
"""

import json
from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from typing import Any

import pytest

from bot import logs
from bot.turns import Turns
from handlers.platform import Commanding, Incoming, Saying, Submitting

Wrapped = Callable[..., Any]

_written: set[str] = set()
_logged: list[str] = []


def words_of(incoming: Incoming) -> Iterator[str]:
    """What somebody wrote themselves: a sentence, or Chinese; what a form offers is one word of ours."""
    match incoming.what:
        case Saying(text=text) | Commanding(text=text):
            said: Iterable[str] = text.splitlines()
        case Submitting(values=values):
            said = (line for each in values.values() for value in each for line in value.splitlines())
        case _:
            said = ()
    for line in map(str.strip, said):
        if len(line) > 8 and (" " in line or not line.isascii()):
            yield line


def overheard(words: Iterable[str], log: str) -> list[str]:
    """Which of these words stand in a log, as they are or as JSON writes them."""
    return sorted(word for word in words if word in log or json.dumps(word)[1:-1] in log)


def _noting(take_in: Wrapped) -> Wrapped:
    @wraps(take_in)
    def takes(self: Turns, tx: object, incoming: Incoming, *more: object) -> object:
        _written.update(words_of(incoming))
        return take_in(self, tx, incoming, *more)

    return takes


def _logging(write: Wrapped) -> Wrapped:
    @wraps(write)
    def writes(*given: object) -> object:
        line = write(*given)
        _logged.append(line if isinstance(line, str) else json.dumps(line, default=str))
        return line

    return writes


def listen() -> None:
    """Note from now on what is written to the bot, and what it logs."""
    Turns.take_in = _noting(Turns.take_in)  # type: ignore[method-assign]
    logs.only_allowed = _logging(logs.only_allowed)  # type: ignore[assignment]
    logs._OnlyShape.format = _logging(logs._OnlyShape.format)  # type: ignore[method-assign]


def look_through(report: pytest.TestReport) -> None:
    """Let a test fail whose log holds what somebody wrote in it."""
    if report.when != "teardown":
        return
    log = "\n".join((*_logged, report.capstdout, report.capstderr))
    found = overheard(_written, log)
    _written.clear()
    _logged.clear()
    if found and report.passed:
        report.outcome = "failed"
        report.longrepr = f"what people wrote stands in the log: {found[:5]}"
