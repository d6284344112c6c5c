"""House rule 1: one stem names a conversation's code, both content files and its test."""

import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest

# Beside the conversations stands what they share, and nothing else.
NOT_CONVERSATIONS = {"__init__", "entries", "toolkit", "rules"}


def missing(root: Path, name: str) -> Iterator[str]:
    """The places of a conversation that do not exist; what outgrew its file is a folder of the same stem."""
    places = {
        f"conversations/{name}": ".py",
        f"conversations/content/en/{name}": ".yaml",
        f"conversations/content/zh-CN/{name}": ".yaml",
        f"tests/conversations/test_{name}": ".py",
    }
    for place, ending in places.items():
        folder = root / place.replace("/test_", "/")
        if not (root / (place + ending)).is_file() and not any(folder.glob(f"*{ending}")):
            yield place + ending


def modules(root: Path) -> set[str]:
    found = [
        *root.glob("conversations/*.py"),
        *(init.parent for init in root.glob("conversations/*/__init__.py")),
    ]
    return {path.stem for path in found} - NOT_CONVERSATIONS


def catalogues(root: Path, language: str) -> set[str]:
    folder = root / "conversations/content" / language
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*.yaml")}


@pytest.fixture(scope="module")
def names() -> list[str]:
    return [each.name for each in importlib.import_module("conversations").CONVERSATIONS]


def test_every_conversation_has_its_four_places(root, names):
    assert names
    assert len(set(names)) == len(names)
    assert [place for name in names for place in missing(root, name)] == []


def test_every_module_is_a_conversation_of_the_list(root, names):
    assert modules(root) - set(names) == set()


def test_both_languages_have_the_same_catalogues(root):
    assert catalogues(root, "en") == catalogues(root, "zh-CN")


def test_a_missing_place_is_found(tmp_path):
    assert len(list(missing(tmp_path, "greeting"))) == 4
    for path in ("conversations/greeting.py", "conversations/content/en/greeting.yaml"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).touch()
    (tmp_path / "tests/conversations/greeting").mkdir(parents=True)
    (tmp_path / "tests/conversations/greeting/test_first.py").touch()
    assert list(missing(tmp_path, "greeting")) == ["conversations/content/zh-CN/greeting.yaml"]
    (tmp_path / "conversations/farewell").mkdir()
    (tmp_path / "conversations/farewell/__init__.py").touch()
    assert modules(tmp_path) == {"greeting", "farewell"}
    assert catalogues(tmp_path, "en") != catalogues(tmp_path, "zh-CN")
