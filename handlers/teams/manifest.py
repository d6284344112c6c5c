"""The app package: the manifest of what the bot really does, its words in both languages, and two icons, zipped."""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from pydantic import JsonValue

from conversations.toolkit.commands import Command
from conversations.toolkit.words import Language, Phrase
from handlers.platform import Words
from handlers.teams.elements import Element

SCHEMA_VERSION = "1.19"
"""The newest feature that the bot needs is older; every cloud of Microsoft's knows this one."""

SCHEMA = f"https://developer.microsoft.com/json-schemas/teams/v{SCHEMA_VERSION}/MicrosoftTeams.schema.json"
MOST_COMMANDS = 10
"""A list of more than this is no valid manifest."""

SELDOM = frozenset({"departments", "burden"})
"""Commands of a menu that the list leaves out: everybody has the same list, and few are those who call them."""

DISTRIBUTION = "rapport-bot"
CHINESE = "zh-cn.json"
ACCENT = "#1D6A58"
ICONS = ("color.png", "outline.png")
_LONG_AGO = (1980, 1, 1, 0, 0, 0)


MOST_CONTENTS = 1000
"""Contents that may be numbered within one patch of the project's version."""

_LONGEST: Mapping[str, int] = {"name": 30, "full": 100, "short": 80, "about": 4000, "word": 32, "does": 128}
"""Characters, by the schema; a company may have put its own words in the place of ours."""


class BadPackage(ValueError):
    """Teams would not take this package."""


@dataclass(frozen=True)
class About:
    """What the package says beside the bot's own words: whose app it is, and three addresses with https."""

    app_id: str
    website: str
    privacy: str
    terms: str

    def __post_init__(self) -> None:
        """Raises BadPackage unless the addresses have https."""
        for address in (self.website, self.privacy, self.terms):
            if not address.startswith("https://"):
                raise BadPackage(f"{address}: not_https")


def fingerprint(commands: Sequence[Command], words: Words, about: About) -> str:
    """The same as long as nothing but the version would change in the package."""
    files = _files(commands, words, about, "")
    return hashlib.sha256(b"".join(files[name] for name in sorted(files))).hexdigest()


def package(commands: Sequence[Command], words: Words, about: About, number: int) -> bytes:
    """The zip that an administrator uploads; the same every time. `number` counts its contents. Raises BadPackage."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in _files(commands, words, about, version_of(version(DISTRIBUTION), number)).items():
            zipped.writestr(zipfile.ZipInfo(name, _LONG_AGO), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def version_of(project: str, number: int) -> str:
    """The package's version: it rises with the project's, and in between with each new content."""
    major, minor, patch = map(int, re.findall(r"\d+", project)[:3])
    return f"{major}.{minor}.{patch * MOST_CONTENTS + number}"


def _files(commands: Sequence[Command], words: Words, about: About, version_: str) -> Mapping[str, bytes]:
    shown, icons = _shown(commands), Path(__file__).with_name("icons")
    return {
        "manifest.json": _written(manifest(shown, words, about, version_)),
        CHINESE: _written(chinese(shown, words)),
        **{name: (icons / name).read_bytes() for name in ICONS},
    }


def _shown(commands: Sequence[Command]) -> Sequence[str]:
    shown = [command.name for command in commands if command.in_menu and command.name not in SELDOM]
    if len(shown) > MOST_COMMANDS:
        # Cut off, one of them would be missed by somebody who never heard of it.
        raise BadPackage(f"{', '.join(shown)}: more_than_{MOST_COMMANDS}; put one into SELDOM of {__name__}")
    return shown


def manifest(commands: Sequence[str], words: Words, about: About, version_: str) -> Element:
    """The manifest, in English. It asks for no permission: the bot reads what is written to it, and nothing else."""
    said = _Said(words, "en")
    listed: list[JsonValue] = [said.command(name) for name in commands]
    bot: Element = {
        "botId": about.app_id,
        "scopes": ["personal"],
        "isNotificationOnly": False,
        "supportsFiles": False,
        "supportsCalling": False,
        "supportsVideo": False,
        "commandLists": [{"scopes": ["personal"], "commands": listed}],
    }
    return {
        "$schema": SCHEMA,
        "manifestVersion": SCHEMA_VERSION,
        "version": version_,
        "id": about.app_id,
        "localizationInfo": {
            "defaultLanguageTag": "en",
            "additionalLanguages": [{"languageTag": "zh-cn", "file": CHINESE}],
        },
        "developer": {
            "name": said("name"),
            "websiteUrl": about.website,
            "privacyUrl": about.privacy,
            "termsOfUseUrl": about.terms,
        },
        "name": {"short": said("name"), "full": said("full")},
        "description": {"short": said("short"), "full": said("about")},
        "icons": {"color": ICONS[0], "outline": ICONS[1]},
        "accentColor": ACCENT,
        "bots": [bot],
        "defaultInstallScope": "personal",
    }


def chinese(commands: Sequence[str], words: Words) -> Element:
    """What the manifest says in Chinese, by the path of each text in it."""
    said = _Said(words, "zh-CN")
    told: Element = {
        "$schema": SCHEMA.replace("MicrosoftTeams.schema", "MicrosoftTeams.Localization.schema"),
        "name.short": said("name"),
        "name.full": said("full"),
        "description.short": said("short"),
        "description.full": said("about"),
    }
    for n, name in enumerate(commands):
        for part, text in said.command(name).items():
            told[f"bots[0].commandLists[0].commands[{n}].{part}"] = text
    return told


class _Said:
    """The words of the package in one language."""

    def __init__(self, words: Words, language: Language) -> None:
        self._words, self._language = words, language

    def __call__(self, id_: str) -> str:
        return self._within(Phrase(f"teams.{id_}"))

    def command(self, name: str) -> dict[str, JsonValue]:
        """A command as its menu shows it; choosing it writes its title into the message."""
        return {
            "title": self._within(Phrase(f"commands.{name}.word")),
            "description": self._within(Phrase(f"commands.{name}.does")),
        }

    def _within(self, phrase: Phrase) -> str:
        text, most = self._words.text(phrase, self._language), _LONGEST[phrase.id.rpartition(".")[2]]
        if len(text) > most:
            raise BadPackage(f"{phrase.id} ({self._language}): longer_than_{most}")
        return text


def _written(element: Element) -> bytes:
    return json.dumps(element, ensure_ascii=False, indent=2).encode() + b"\n"
