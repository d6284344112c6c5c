"""The recipe of CONTRIBUTING.md, followed to the letter in a copy of the tree, adds a conversation that works."""

import re
import shutil
import subprocess
import sys

import pytest

TREE = (
    "bot",
    "conversations",
    "docs",
    "handlers",
    "storage",
    "tests",
    "pyproject.toml",
    "CONTRIBUTING.md",
    ".gitignore",
)
CONTENT = "conversations/content"
EN, ZH = f"{CONTENT}/en", f"{CONTENT}/zh-CN"
SLACK, SCENES = "docs/slack.md", "tests/handlers/golden/scenes.py"
MENU = "tests/handlers/teams/test_manifest.py"
LISTS = ("conversations/__init__.py", "conversations/help/calls.py")
NEW = ("conversations/first_week.py", "tests/conversations/test_first_week.py")
CHECKED_BY = (
    "tests/conversations/test_first_week.py",
    "tests/conversations/toolkit/test_commands.py",
    "tests/conversations/test_catalogue.py::test_no_sentence_is_unused",
    "tests/conversations/test_catalogue.py::test_chinese_is_written_as_chinese",
    "tests/house/test_stems.py",
    "tests/house/test_questions.py",
    "tests/house/test_length.py",
    "tests/handlers/slack/test_manifest.py::test_every_command_and_event_is_in_it",
    "tests/handlers/slack/test_manifest.py::test_the_page_warns_of_every_short_command_before_slack_makes_the_app",
    "tests/handlers/teams/test_manifest.py",
)
SHOWN = ("invite", "settled", "settled.answered", "recap", "kept", "first_week.form")
PLAY_THE_LAST = """
import pathlib, sys
from conversations.toolkit.catalogue import Catalogue
from tests.handlers.golden.scenes import SCENES, played
kept = played(pathlib.Path(sys.argv[1]), Catalogue.load(), SCENES[-1:])
print(*kept.cards, *(f"{form}.form" for form in kept.forms))
"""


def insert(path, after, text):
    """Put a text behind the only place where another stands."""
    before = path.read_text("utf-8")
    assert before.count(after) == 1, f"{after!r} in {path.name}"
    path.write_text(before.replace(after, after + text), "utf-8")


def follow(recipe, tree):
    """Do what the recipe says."""
    code, english, chinese, *commands, test, scene = re.findall(r"```(?:python|yaml)\n(.*?)```", recipe, re.DOTALL)
    lists = re.search(r"\*\*4\. The lists.*?\n\n", recipe, re.DOTALL).group()
    imported, listed, called = re.findall(r"`([^`]*\bfirst_week\b[^`]*)`", lists)
    [short] = re.findall(r"`(/first-week)`", lists)
    [played] = re.findall(r"`(\w+,)` as the last of `SCENES`", recipe)
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
    [menu] = re.findall(r"names what all have there:\s`([^`]+)`", recipe)
    insert(tree / MENU, "OF_EVERYBODY = {", f"{menu}, ")
    insert(tree / SLACK, "the short commands: ", f"`{short}`, ")
    scenes = (tree / SCENES).read_text("utf-8")
    [last] = re.findall(r"^SCENES: .*?(\n    [^\n]*\n)\)", scenes, re.DOTALL | re.MULTILINE)
    insert(tree / SCENES, last, f"    {played}\n")
    insert(tree / SCENES, "Scene: TypeAlias = Callable[[Troupe], None]\n", f"\n\n{scene}\n\n")


RUFF = (["ruff", "check", *NEW], ["ruff", "format", "--check", *NEW])
TESTS = ["pytest", "-qx", "--tb=short", "-p", "no:cacheprovider"]


def complaints(tree, *commands):
    """What these say about the copy; "" if all is well."""
    for command in commands:
        done = subprocess.run([sys.executable, "-m", *command], cwd=tree, capture_output=True, text=True, check=False)
        if done.returncode:
            return done.stdout + done.stderr
    return ""


@pytest.fixture(scope="module")
def recipe(root):
    return (root / "CONTRIBUTING.md").read_text("utf-8").partition("## Rules of the house")[0]


def copied(root, to):
    leave = shutil.ignore_patterns("__pycache__", "node_modules", "*.db")
    for name in TREE:
        if (root / name).is_dir():
            shutil.copytree(root / name, to / name, ignore=leave)
        else:
            shutil.copy(root / name, to / name)
    return to


@pytest.fixture
def tree(root, tmp_path):
    return copied(root, tmp_path)


@pytest.fixture(scope="module")
def followed(root, recipe, tmp_path_factory):
    """A copy of the tree in which somebody did what the recipe says."""
    tree = copied(root, tmp_path_factory.mktemp("followed"))
    follow(recipe, tree)
    return tree


def test_the_recipe_works_as_it_stands(followed):
    assert complaints(followed, *RUFF, [*TESTS, *CHECKED_BY]) == ""


def test_its_scene_is_the_last_and_shows_every_card(followed, tmp_path):
    asked = [sys.executable, "-c", PLAY_THE_LAST, str(tmp_path)]
    shown = subprocess.run(asked, cwd=followed, capture_output=True, text=True, check=False)
    assert set(shown.stdout.split()) == {f"first_week.{name}" for name in SHOWN}, shown.stderr


def test_a_recipe_that_is_wrong_is_found(recipe, tree):
    follow(recipe.replace("recap: {ask: 这样存下来吗？, keep: 存下来}\n", ""), tree)
    assert "content/zh-CN: lacks first_week.recap.ask" in complaints(tree, [*TESTS, NEW[1]])


def test_an_option_that_nobody_can_type_stops_the_start(recipe, tree):
    chosen = 'Choice(name="settled", group="settling", options=("no", "yes"))'
    asked = recipe.replace('Scale(name="settled", low=1, high=5)', chosen).replace("import Scale,", "import Choice,")
    follow(asked, tree)
    (tree / ".env").write_text(f"RAPPORT_SECRET_KEY={'k' * 32}")
    assert "content/en: lacks words.typed.settling.no, where" in complaints(tree, ["bot", "sign-in", "nobody"])
