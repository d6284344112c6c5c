"""What the house rules are checked on: the files of the house, read once."""

import ast
import os
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import cached_property
from pathlib import Path

import pytest

ROOMS = ("bot", "handlers", "conversations", "storage")
HIDDEN_BUT_OURS = (".ci", ".github", ".gitignore")


@dataclass(frozen=True)
class Source:
    """One Python file of the house."""

    name: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        """Its syntax tree; reports carry its lines."""
        return ast.parse(self.text, self.name)


def _kept(name: str, ignored: list[str]) -> bool:
    hidden = name.startswith(".") and name not in HIDDEN_BUT_OURS
    return not hidden and not any(fnmatch(name, pattern) for pattern in ignored)


def _walk(root: Path, ignored: list[str]) -> Iterator[Path]:
    for folder, below, names in os.walk(root):
        below[:] = sorted(name for name in below if _kept(name, ignored))
        yield from (Path(folder, name) for name in sorted(names) if _kept(name, ignored))


@pytest.fixture(scope="session")
def root(pytestconfig: pytest.Config) -> Path:
    """The folder of the project."""
    return pytestconfig.rootpath


@pytest.fixture(scope="session")
def house_files(root: Path) -> list[Path]:
    """Every file that belongs to the project: what .gitignore does not leave out, hidden folders apart."""
    lines = (root / ".gitignore").read_text().splitlines()
    return list(_walk(root, [line.rstrip("/") for line in lines if line and not line.startswith("#")]))


@pytest.fixture(scope="session")
def sources(root: Path, house_files: list[Path]) -> list[Source]:
    """The Python files of the four rooms."""
    ours = (path.relative_to(root) for path in house_files if path.suffix == ".py")
    return [Source(path.as_posix(), (root / path).read_text("utf-8")) for path in ours if path.parts[0] in ROOMS]


@pytest.fixture
def source() -> type[Source]:
    """Makes a file that a checker is tried on."""
    return Source
