"""House rule 12: the README's tree is the folders, its commands exist.

The tree is the fenced block with a line that begins with `bot/`. Two spaces of indent mean one folder deeper;
a line may name several things: words that end in `/` or like a file.
"""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from bot.settings import Settings

ROOMS = ("bot", "handlers", "conversations", "storage")
FENCE = re.compile(r"^```[^\n]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"`([^`\n]+)`")
NAMED = re.compile(r"[\w.-]+(?:/[\w.-]+)*/?")
FILE = re.compile(r".+\.(py|yaml|json|toml|md|css|js|html)|Makefile|LICENSE")
MAKE = re.compile(r"(?:^|[\s$;&])make ((?:[a-z][\w-]*)(?: [a-z][\w-]*)*)", re.MULTILINE)
RAPPORT = re.compile(
    r"(?:^|[\s$;&]|\.venv/bin/|python -m )(?:rapport|bot) ([a-z][a-z-]*(?: [a-z][a-z-]*)*)", re.MULTILINE
)

ASK_ALL = """
import runpy, sys
for command in sys.argv[1:]:
    sys.argv = ["rapport", *command.split(), "--help"]
    try:
        runpy.run_module("bot", run_name="__main__")
    except SystemExit as end:
        if end.code:
            print(f"unknown: {command}")
"""
"""Asks `python -m bot` for the help of each, in one process: it takes seconds to start."""


def tree(readme: str) -> set[str]:
    """The paths that the README's tree names; folders end in a slash."""
    block = next((block for block in FENCE.findall(readme) if re.search(r"^bot/", block, re.MULTILINE)), "")
    paths: set[str] = set()
    parents: list[str] = []
    for line in filter(str.strip, block.splitlines()):
        depth = (len(line) - len(line.lstrip())) // 2
        first, *others = (word.strip("(),;:") for word in line.split())
        above = "".join(parents[:depth])
        paths.add(above + first)
        parents[depth:] = [first if first.endswith("/") else ""]
        inside = above + parents[depth]
        paths.update(
            inside + word for word in others if NAMED.fullmatch(word) and (word.endswith("/") or FILE.fullmatch(word))
        )
    return paths


def folders(files: list[Path]) -> set[str]:
    """The folders a tree must name: those at the top, and those right inside the four rooms."""
    found = set()
    for path in files:
        above = path.parts[:-1]
        if above and not above[0].startswith("."):
            found.add(f"{above[0]}/")
        if len(above) > 1 and above[0] in ROOMS:
            found.add(f"{above[0]}/{above[1]}/")
    return found


def tree_faults(readme: str, root: Path, files: list[Path]) -> list[str]:
    named = tree(readme)
    gone = [f"{path} is in the tree and not in the project" for path in named if not (root / path).exists()]
    unnamed = [f"{path} is in the project and not in the tree" for path in folders(files) - named]
    return sorted(gone + unnamed)


def commands(readme: str, pattern: re.Pattern[str]) -> list[str]:
    code = [*FENCE.findall(readme), *CODE.findall(FENCE.sub("", readme))]
    return sorted({found for text in code for found in pattern.findall(text)})


def make_faults(readme: str, makefile: str) -> list[str]:
    targets = {target for found in commands(readme, MAKE) for target in found.split()}
    return sorted(target for target in targets if not re.search(rf"^{target}:", makefile, re.MULTILINE))


@pytest.fixture(scope="module")
def readme(root: Path) -> str:
    path = root / "README.md"
    assert path.is_file(), "the project has no README.md"
    return path.read_text("utf-8")


def test_the_tree_is_the_folders(readme, root, house_files):
    assert tree(readme), "the README shows no tree"
    assert tree_faults(readme, root, [path.relative_to(root) for path in house_files]) == []


def test_its_make_targets_exist(readme, root):
    assert commands(readme, MAKE)
    assert make_faults(readme, (root / "Makefile").read_text()) == []


def test_its_rapport_commands_exist(readme, root):
    named = commands(readme, RAPPORT)
    assert named
    asked = [sys.executable, "-c", ASK_ALL, *named, "people fire", "fire"]
    told = subprocess.run(asked, cwd=root, capture_output=True, text=True, check=True)
    assert re.findall("^unknown: (.+)", told.stdout, re.MULTILINE) == ["people fire", "fire"]
    assert told.stdout.count("Usage: ") == len(named), told.stdout


def test_its_key_is_made_where_nobody_else_can_read_it(readme, tmp_path):
    [making] = [line for block in FENCE.findall(readme) for line in block.splitlines() if ".env" in line]
    subprocess.run(["sh", "-c", f"umask 022; {making}"], cwd=tmp_path, check=True)
    kept = tmp_path / ".env"
    assert kept.stat().st_mode & 0o077 == 0
    assert Settings(_env_file=kept).secret_key, "too short a key is refused"
    before = kept.read_text()
    subprocess.run(["sh", "-c", making], cwd=tmp_path, check=True)
    assert kept.read_text().startswith(before), "a second time does not destroy the first key"


README = """
Say `make run`, `make run PORT=8123`, then `rapport people import FILE --dry-run`.
On Slack: `/rapport checkin`.

```
bot/            wires things together
  app.py        the composition root
handlers/       one folder per platform
  web/          incoming.py (payload -> event)  templates/
```

```sh
make test
.venv/bin/rapport sign-in PERSON
```
"""


def test_what_a_readme_names():
    assert tree(README) == {
        "bot/",
        "bot/app.py",
        "handlers/",
        "handlers/web/",
        "handlers/web/incoming.py",
        "handlers/web/templates/",
    }
    assert commands(README, MAKE) == ["run", "test"]
    assert commands(README, RAPPORT) == ["people import", "sign-in"]


def test_a_wrong_readme_is_found(tmp_path):
    (tmp_path / "bot").mkdir()
    (tmp_path / "bot/app.py").touch()
    files = [
        Path("bot/app.py"),
        Path("docs/a.md"),
        Path("handlers/web/incoming.py"),
        Path("handlers/teams/cards.py"),
    ]
    assert tree_faults(README, tmp_path, files) == [
        "docs/ is in the project and not in the tree",
        "handlers/ is in the tree and not in the project",
        "handlers/teams/ is in the project and not in the tree",
        "handlers/web/ is in the tree and not in the project",
        "handlers/web/incoming.py is in the tree and not in the project",
        "handlers/web/templates/ is in the tree and not in the project",
    ]
    assert make_faults(README, "run: x\n") == ["test"]
