"""Files of strangers are read in a process of their own: one made to hurt takes neither time nor memory from us."""

from __future__ import annotations

import asyncio
import os
import pickle
import resource
import sys
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TypeAlias, TypeVar, TypeVarTuple

from bot.logs import log, set_up_logs
from conversations.rules.goal_file.reading import FileWords, GoalFile, read_goal_file
from conversations.rules.roster_file.company import Company, Roster
from conversations.rules.roster_file.faults import Faults, too_much
from conversations.rules.roster_file.roster_check import read_roster
from conversations.rules.roster_file.words import RosterWords

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

SECONDS = 30
MEGABYTES = 1024
"""What reading may take (safety 25); 100,000 people take 4 s and 400 MB."""

Reading: TypeAlias = Callable[[bytes, bytes | None, RosterWords, Company, bool], Awaitable[Roster | Faults]]
"""How files are read: people, departments, words, who works here, whether the file is everybody."""


async def read_here(
    people: bytes, departments: bytes | None, words: RosterWords, company: Company, deactivate_missing: bool
) -> Roster | Faults:
    """Read files of our own, such as the demonstration's, in this process."""
    return read_roster(people, departments, words, company, deactivate_missing)


async def read_apart(
    people: bytes,
    departments: bytes | None,
    words: RosterWords,
    company: Company,
    deactivate_missing: bool,
    *,
    seconds: float = SECONDS,
    megabytes: int = MEGABYTES,
) -> Roster | Faults:
    """Read files in a child process; one that takes too much is a fault of the file like any other."""
    asked = (people, departments, words, company, deactivate_missing)
    found = await apart(read_roster, *asked, seconds=seconds, megabytes=megabytes)
    return too_much(SECONDS, MEGABYTES) if found is None else found


async def read_goals_apart(data: bytes, words: FileWords) -> GoalFile | Faults:
    """Read a file of goals in a child process, as `read_apart` reads a roster."""
    found = await apart(read_goal_file, data, words)
    return too_much(SECONDS, MEGABYTES, "goals") if found is None else found


async def apart(
    read: Callable[[*Ts], T], *asked: *Ts, seconds: float = SECONDS, megabytes: int = MEGABYTES
) -> T | None:
    """What a function of ours finds in a child process; None if it takes more than this, or fails."""
    wanted = pickle.dumps((read, asked))
    # Found where we were found and, with -P, nowhere else: not in the folder that somebody happens to be in.
    where = {**_without_our_settings(os.environ), "PYTHONPATH": str(Path(__file__).parents[1])}
    command = (sys.executable, "-P", "-m", "bot.reading", str(megabytes))
    pipe = asyncio.subprocess.PIPE
    child = await asyncio.create_subprocess_exec(*command, stdin=pipe, stdout=pipe, env=where)
    told = b""
    try:
        async with asyncio.timeout(seconds):
            told, _ = await child.communicate(wanted)
    except TimeoutError:
        pass
    finally:
        with suppress(ProcessLookupError):
            child.kill()
        await child.wait()
    if not told:
        return None
    found: T = pickle.loads(told)  # noqa: S301  # our own child wrote it
    return found


def _without_our_settings(environment: Mapping[str, str]) -> Mapping[str, str]:
    """Neither the key nor the database is any business of whoever reads a stranger's file."""
    return {name: value for name, value in environment.items() if not name.upper().startswith("RAPPORT_")}


def _confine(megabytes: int) -> None:
    """Limit this process. macOS knows no limit of memory; that of time holds there too."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_AS, (megabytes * 1024 * 1024,) * 2)


def main() -> None:
    """The child: what is asked comes in, what was found goes out; nothing, if it cannot be read."""
    set_up_logs()
    _confine(int(sys.argv[1]))
    try:
        read, asked = pickle.load(sys.stdin.buffer)  # noqa: S301  # our own parent wrote it
        found = read(*asked)
        sys.stdout.buffer.write(pickle.dumps(found))
    except (MemoryError, SystemError):
        # What is written in C may say the latter where it got no memory.
        return
    except Exception as error:
        log.error("not_read", exc_info=error)


if __name__ == "__main__":
    main()
