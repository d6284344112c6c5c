"""The recipe of CONTRIBUTING.md, followed to the letter in a copy of the tree, adds a conversation that works."""

import re
import shutil
import subprocess
import sys

import pytest

TREE = ("bot", "conversations", "handlers", "storage", "tests", "pyproject.toml")
CONTENT = "conversations/content"
EN, ZH = f"{CONTENT}/en", f"{CONTENT}/zh-CN"
LISTS = ("conversations/__init__.py", "conversations/help/__init__.py")
NEW = ("conversations/first_week.py", "tests/conversations/test_first_week.py")
CHECKED_BY = (
    "tests/conversations/test_first_week.py",
    "tests/conversations/toolkit/test_commands.py",
    "tests/conversations/test_catalogue.py::test_no_sentence_is_unused",
    "tests/conversations/test_catalogue.py::test_chinese_is_written_as_chinese",
)


def insert(path, after, text):
    """Put a text behind the only place where another stands."""
    before = path.read_text("utf-8")
    assert before.count(after) == 1, f"{after!r} in {path.name}"
    path.write_text(before.replace(after, after + text), "utf-8")


def follow(recipe, tree):
    """Do what the recipe says."""
    code, english, chinese, *commands, test = re.findall(r"```(?:python|yaml)\n(.*?)```", recipe, re.DOTALL)
    lists = re.search(r"\*\*4\. The lists.*?\n\n", recipe, re.DOTALL).group()
    imported, listed, called = re.findall(r"`([^`]*\bfirst_week\b[^`]*)`", lists)
    written = zip((*NEW, f"{EN}/first_week.yaml", f"{ZH}/first_week.yaml"), (code, test, english, chinese), strict=True)
    for name, text in written:
        (tree / name).write_text(text, "utf-8")
    for folder, text in zip((EN, ZH), commands, strict=True):
        shown, _, words = text.partition("words:\n")
        insert(tree / folder / "commands.yaml", "\nwords:\n", words)
        with (tree / folder / "commands.yaml").open("a", encoding="utf-8") as file:
            file.write(shown)
    for name in LISTS:
        insert(tree / name, "from conversations.departments import departments\n", f"{imported}\n")
    insert(tree / LISTS[0], "CONVERSATIONS: tuple[Conversation[Any], ...] = (\n", f"    {listed}\n")
    insert(tree / LISTS[1], "CALLS: Mapping[str, Call] = {\n", f"    {called}\n")


RUFF = (["ruff", "check", *NEW], ["ruff", "format", "--check", *NEW])
TESTS = ["pytest", "-qx", "--tb=short", "-p", "no:cacheprovider"]


def complaints(tree, *commands):
    """What these say about the copy; "" if all is well."""
    for command in commands:
        done = subprocess.run([sys.executable, "-m", *command], cwd=tree, capture_output=True, text=True, check=False)
        if done.returncode:
            return done.stdout + done.stderr
    return ""


@pytest.fixture
def recipe(root):
    return (root / "CONTRIBUTING.md").read_text("utf-8").partition("## Rules of the house")[0]


@pytest.fixture
def tree(root, tmp_path):
    leave = shutil.ignore_patterns("__pycache__", "node_modules", "*.png", "*.db")
    for name in TREE:
        if (root / name).is_dir():
            shutil.copytree(root / name, tmp_path / name, ignore=leave)
        else:
            shutil.copy(root / name, tmp_path / name)
    return tmp_path


def test_the_recipe_works_as_it_stands(recipe, tree):
    follow(recipe, tree)
    assert complaints(tree, *RUFF, [*TESTS, *CHECKED_BY]) == ""


def test_a_recipe_that_is_wrong_is_found(recipe, tree):
    follow(recipe.replace("recap: {keep: 存下来}\n", ""), tree)
    assert "content/zh-CN: lacks first_week.recap.keep" in complaints(tree, [*TESTS, NEW[1]])
