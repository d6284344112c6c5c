"""The app package: what is in it, in both languages, by Microsoft's own schemas."""

import io
import json
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from jsonschema.validators import Draft4Validator

from conversations import CONVERSATIONS
from conversations.toolkit.catalogue import Catalogue
from conversations.toolkit.commands import Command, Role
from conversations.toolkit.vocabulary import Vocabulary
from conversations.toolkit.words import Phrase
from handlers.teams.manifest import MOST_COMMANDS, SELDOM, About, BadPackage, fingerprint, package, version_of
from tests.handlers.contract.house import SECRET
from tests.handlers.teams.tenant import APP_ID, TENANT
from tests.words import the_catalogue

ONE_MOMENT = the_catalogue().text(Phrase("cli.one_moment"), "en")
"""What a command says on a busy machine before anything else."""

SCHEMAS = Path(__file__).with_name("schema")
PAGE = "https://rapport.example.com"
ABOUT = About(APP_ID, "https://example.com/it", "https://example.com/privacy", "https://example.com/terms")

OF_EVERYBODY = {"checkin", "goal", "settings", "help"}
OF_MANAGERS = {"team", "one-on-one", "interview-template"}


@cache
def _words() -> Catalogue:
    return the_catalogue()


def _commands() -> list[Any]:
    return [command for conversation in CONVERSATIONS for command in conversation.commands]


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    """The package, unpacked."""
    with zipfile.ZipFile(io.BytesIO(package(_commands(), _words(), ABOUT, 1))) as zipped:
        assert zipped.testzip() is None
        return {name: zipped.read(name) for name in zipped.namelist()}


def _faults(schema: str, of: Any) -> list[str]:
    validator = Draft4Validator(json.loads((SCHEMAS / schema).read_text("utf-8")))
    return [f"{error.json_path}: {error.message[:200]}" for error in validator.iter_errors(of)]


def test_the_manifest_fits_the_official_schema(files: dict[str, bytes]) -> None:
    manifest = json.loads(files["manifest.json"])
    assert _faults("manifest-1.19.json", manifest) == []
    assert _faults("manifest-1.19.json", {**manifest, "unknown": 1})
    assert _faults("manifest-1.19.json", {**manifest, "id": "not a guid"})


def test_the_chinese_words_fit_the_official_schema_and_the_manifest(files: dict[str, bytes]) -> None:
    chinese, manifest = json.loads(files["zh-cn.json"]), json.loads(files["manifest.json"])
    assert _faults("localization-1.19.json", chinese) == []
    [bot] = manifest["bots"]
    [listed] = bot["commandLists"]
    titles = [name for name in chinese if name.endswith(".title")]
    assert len(titles) == len(listed["commands"]) <= MOST_COMMANDS
    assert not any(chinese[name].isascii() for name in chinese if name != "$schema")
    assert [each["file"] for each in manifest["localizationInfo"]["additionalLanguages"]] == ["zh-cn.json"]


def test_every_command_of_the_menu_calls_what_it_names(files: dict[str, bytes]) -> None:
    """In a chat of two, Teams has no slash commands: choosing from the list writes the title (platforms.md)."""
    words = Vocabulary.of(_words()).command_words
    manifest, chinese = json.loads(files["manifest.json"]), json.loads(files["zh-cn.json"])
    english = [each["title"] for each in manifest["bots"][0]["commandLists"][0]["commands"]]
    translated = [text for name, text in chinese.items() if name.endswith(".title")]
    called = [(words[one], words[other]) for one, other in zip(english, translated, strict=True)]
    assert all(one == other for one, other in called)
    assert {one for one, _ in called} == {command.name for command in _commands() if command.in_menu} - SELDOM
    assert {words[title] for title in english} >= OF_EVERYBODY | OF_MANAGERS


@pytest.mark.parametrize(("role", "needed"), [("everyone", OF_EVERYBODY), ("manager", OF_MANAGERS)])
def test_the_menu_holds_what_a_role_needs_and_nothing_to_which_that_leads(role: Role, needed: set[str]) -> None:
    shown = [command for command in _commands() if command.in_menu and command.name not in SELDOM]
    assert {command.name for command in shown if role in command.roles} == needed
    assert all(command.roles == ("hr",) for command in _commands() if command.name in SELDOM)


def test_a_command_that_the_menu_has_no_room_for_pushes_no_other_out() -> None:
    shown = [command for command in _commands() if command.in_menu and command.name not in SELDOM]
    full = [Command(f"command-{n}") for n in range(MOST_COMMANDS - len(shown))]
    more = [*_commands(), *full, Command("first-week")]
    with pytest.raises(BadPackage, match=rf"checkin, .*first-week: more_than_{MOST_COMMANDS}; put one into SELDOM"):
        package(more, _words(), ABOUT, 1)
    assert {command.name for command in _commands()} >= SELDOM


def test_it_asks_for_nothing_but_a_private_chat(files: dict[str, bytes]) -> None:
    manifest = json.loads(files["manifest.json"])
    assert not {"permissions", "authorization", "webApplicationInfo", "devicePermissions"} & manifest.keys()
    assert manifest["bots"][0]["scopes"] == ["personal"]
    assert (manifest["id"], manifest["bots"][0]["botId"]) == (APP_ID, APP_ID)


@pytest.mark.parametrize(("name", "side"), [("color.png", 192), ("outline.png", 32)])
def test_the_icons_have_their_sizes(files: dict[str, bytes], name: str, side: int) -> None:
    assert files[name][:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", files[name][16:24]) == (side, side)


def test_the_package_is_the_same_every_time() -> None:
    first, second = (package(_commands(), _words(), ABOUT, 1) for _ in range(2))
    assert first == second
    assert len(first) < 100_000


def test_who_runs_the_app_and_its_terms_are_three_addresses_of_the_company(files: dict[str, bytes]) -> None:
    developer = json.loads(files["manifest.json"])["developer"]
    assert (developer["websiteUrl"], developer["privacyUrl"], developer["termsOfUseUrl"]) == (
        ABOUT.website, ABOUT.privacy, ABOUT.terms,
    )  # fmt: skip


@pytest.mark.parametrize("page", ["http://rapport.example.com", "", "ftp://x"])
@pytest.mark.parametrize("link", ["website", "privacy", "terms"])
def test_without_https_there_is_no_package(link: str, page: str) -> None:
    with pytest.raises(BadPackage, match="not_https"):
        replace(ABOUT, **{link: page})


@pytest.mark.parametrize(
    ("stem", "own", "fault"),
    [
        ("teams", "name: " + "n" * 31, r"teams.name \(en\): longer_than_30"),
        ("teams", "short: " + "s" * 81, r"teams.short \(en\): longer_than_80"),
        ("commands", "checkin:\n  does: " + "d" * 129, r"commands.checkin.does \(en\): longer_than_128"),
    ],
)
def test_words_of_a_company_that_are_too_long_for_teams_are_named(
    tmp_path: Path, stem: str, own: str, fault: str
) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / f"{stem}.yaml").write_text(own)
    with pytest.raises(BadPackage, match=fault):
        package(_commands(), Catalogue.load(tmp_path), ABOUT, 1)


def test_the_version_rises_with_the_project_and_with_each_content() -> None:
    versions = [version_of(*each) for each in (("0.1.0", 1), ("0.1.0", 2), ("0.1.1", 2), ("0.2.0", 2), ("1.0.0", 3))]
    assert versions == ["0.1.1", "0.1.2", "0.1.1002", "0.2.2", "1.0.3"]
    numbers = [tuple(map(int, each.split("."))) for each in versions]
    assert numbers == sorted(set(numbers))


def test_what_the_package_says_is_its_fingerprint_and_its_version_is_not() -> None:
    known = fingerprint(_commands(), _words(), ABOUT)
    assert fingerprint(_commands(), _words(), ABOUT) == known
    assert fingerprint(_commands(), _words(), replace(ABOUT, terms="https://example.com/terms/2")) != known
    assert fingerprint(_commands()[1:], _words(), ABOUT) != known
    assert package(_commands(), _words(), ABOUT, 1) != package(_commands(), _words(), ABOUT, 2)


@pytest.fixture
def told(tmp_path: Path) -> Callable[..., tuple[int, str]]:
    """Run the command: its exit code and what it said."""

    def told(**more: str) -> tuple[int, str]:
        given = {
            "RAPPORT_SECRET_KEY": SECRET,
            "RAPPORT_TEAMS_APP_ID": APP_ID,
            "RAPPORT_TEAMS_APP_PASSWORD": "the password of the bot",
            "RAPPORT_TEAMS_TENANT_ID": TENANT,
            "RAPPORT_BASE_URL": PAGE,
            "RAPPORT_TEAMS_WEBSITE_URL": ABOUT.website,
            "RAPPORT_TEAMS_PRIVACY_URL": ABOUT.privacy,
            "RAPPORT_TEAMS_TERMS_URL": ABOUT.terms,
            "LC_ALL": "C.UTF-8",
            "PYTHONPATH": str(Path(__file__).parents[3]),
        }
        command = [sys.executable, "-m", "bot", "teams", "package", "--to", more.pop("to", "app.zip")]
        done = subprocess.run(command, cwd=tmp_path, env={**given, **more}, capture_output=True, text=True, check=False)
        assert "Traceback" not in done.stderr
        assert "the password" not in done.stdout + done.stderr
        return done.returncode, done.stdout + done.stderr.removeprefix(f"{ONE_MOMENT}\n")

    return told


def _version(folder: Path) -> str:
    with zipfile.ZipFile(folder / "app.zip") as zipped:
        return str(json.loads(zipped.read("manifest.json"))["version"])


def test_the_command_writes_it_and_counts_each_change(told: Callable[..., tuple[int, str]], tmp_path: Path) -> None:
    versions = []
    for terms in (ABOUT.terms, ABOUT.terms, "https://example.com/new", ABOUT.terms):
        code, said = told(RAPPORT_TEAMS_TERMS_URL=terms)
        assert (code, said.splitlines()[0]) == (0, "app.zip")
        assert "Manage apps, Upload new app" in said, "what comes next"
        versions.append(_version(tmp_path))
        assert f"Version {versions[-1]}, with manifest.json, zh-cn.json, color.png, outline.png." in said
    project = version("rapport-bot")
    assert versions == [version_of(project, number) for number in (1, 1, 2, 3)]


def test_where_nothing_can_be_written_the_command_says_so(told: Callable[..., tuple[int, str]]) -> None:
    code, said = told(to="nowhere/app.zip")
    assert (code, said) == (
        1,
        "nowhere/app.zip can’t be written: No such file or directory. Choose another place with --to.\n",
    )


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"RAPPORT_BASE_URL": "http://127.0.0.1:8080"}, ["RAPPORT_BASE_URL"]),
        ({"RAPPORT_TEAMS_TERMS_URL": ""}, ["RAPPORT_TEAMS_TERMS_URL"]),
        (
            {"RAPPORT_TEAMS_WEBSITE_URL": "", "RAPPORT_TEAMS_PRIVACY_URL": "http://example.com"},
            ["RAPPORT_TEAMS_WEBSITE_URL", "RAPPORT_TEAMS_PRIVACY_URL"],
        ),
    ],
)
def test_the_command_says_what_is_missing(
    told: Callable[..., tuple[int, str]], tmp_path: Path, wrong: dict[str, str], named: list[str]
) -> None:
    code, said = told(**wrong)
    assert code == 1
    assert not (tmp_path / "app.zip").exists()
    assert [name in said for name in named] == [True] * len(named)
