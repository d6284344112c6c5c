"""The app package: what is in it, in both languages, by Microsoft's own schemas."""

import io
import json
import struct
import subprocess
import sys
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema.validators import Draft4Validator

from conversations import CONVERSATIONS
from conversations.toolkit.catalogue import Catalogue
from conversations.toolkit.vocabulary import Vocabulary
from handlers.teams.manifest import MOST_COMMANDS, package
from tests.handlers.contract.house import SECRET
from tests.handlers.teams.tenant import APP_ID, TENANT

SCHEMAS = Path(__file__).with_name("schema")
PAGE = "https://rapport.example.com"


@cache
def _words() -> Catalogue:
    return Catalogue.load()


def _commands() -> list[Any]:
    return [command for conversation in CONVERSATIONS for command in conversation.commands]


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    """The package, unpacked."""
    with zipfile.ZipFile(io.BytesIO(package(_commands(), _words(), APP_ID, PAGE))) as zipped:
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
    assert {one for one, _ in called} == {command.name for command in _commands() if command.in_menu}
    assert {words[title] for title in english} >= {"checkin", "settings", "help", "team"}


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
    first, second = (package(_commands(), _words(), APP_ID, PAGE) for _ in range(2))
    assert first == second
    assert len(first) < 100_000


@pytest.mark.parametrize("page", ["http://rapport.example.com", "", "ftp://x"])
def test_without_https_there_is_no_package(page: str) -> None:
    with pytest.raises(ValueError, match=page or "^$"):
        package(_commands(), _words(), APP_ID, page)


@pytest.mark.parametrize(("page", "status"), [(PAGE, 0), ("http://127.0.0.1:8080", 1)])
def test_the_command_writes_it_or_says_what_is_missing(tmp_path: Path, page: str, status: int) -> None:
    given = {
        "RAPPORT_SECRET_KEY": SECRET,
        "RAPPORT_TEAMS_APP_ID": APP_ID,
        "RAPPORT_TEAMS_APP_PASSWORD": "the password of the bot",
        "RAPPORT_TEAMS_TENANT_ID": TENANT,
        "RAPPORT_BASE_URL": page,
        "LC_ALL": "C.UTF-8",
    }
    command = [sys.executable, "-c", "from bot.__main__ import main; main()", "teams", "package", "--to", "app.zip"]
    root = Path(__file__).parents[3]
    told = subprocess.run(
        command, cwd=tmp_path, env={**given, "PYTHONPATH": str(root)}, capture_output=True, text=True, check=False
    )
    assert told.returncode == status, told.stderr
    assert (tmp_path / "app.zip").exists() == (status == 0)
    assert "the password" not in told.stdout + told.stderr
    if status:
        assert "RAPPORT_BASE_URL" in told.stderr
