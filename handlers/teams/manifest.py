"""The app package: the manifest of what the bot really does, its words in both languages, and two icons, zipped."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Sequence
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
MOST_COMMANDS = 12
DISTRIBUTION = "rapport-bot"
CHINESE = "zh-cn.json"
ACCENT = "#1D6A58"
ICONS = ("color.png", "outline.png")
_LONG_AGO = (1980, 1, 1, 0, 0, 0)


def package(commands: Sequence[Command], words: Words, app_id: str, base_url: str) -> bytes:
    """The zip that an administrator uploads; the same every time. Raises ValueError unless the page has https."""
    if not base_url.startswith("https://"):
        raise ValueError(base_url)
    shown = [command.name for command in commands if command.in_menu][:MOST_COMMANDS]
    icons = Path(__file__).with_name("icons")
    files = {
        "manifest.json": _written(manifest(shown, words, app_id, base_url)),
        CHINESE: _written(chinese(shown, words)),
        **{name: (icons / name).read_bytes() for name in ICONS},
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in files.items():
            zipped.writestr(zipfile.ZipInfo(name, _LONG_AGO), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def manifest(commands: Sequence[str], words: Words, app_id: str, base_url: str) -> Element:
    """The manifest, in English. It asks for no permission: the bot reads what is written to it, and nothing else."""
    said = _Said(words, "en")
    listed: list[JsonValue] = [said.command(name) for name in commands]
    bot: Element = {
        "botId": app_id,
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
        "version": version(DISTRIBUTION),
        "id": app_id,
        "localizationInfo": {
            "defaultLanguageTag": "en",
            "additionalLanguages": [{"languageTag": "zh-cn", "file": CHINESE}],
        },
        "developer": {
            "name": said("name"),
            "websiteUrl": base_url,
            "privacyUrl": base_url,
            "termsOfUseUrl": base_url,
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
        return self._words.text(Phrase(f"teams.{id_}"), self._language)

    def command(self, name: str) -> dict[str, JsonValue]:
        """A command as its menu shows it; choosing it writes its title into the message."""
        word = Phrase(f"commands.{name}.word")
        does = Phrase(f"commands.{name}.does")
        return {
            "title": self._words.text(word, self._language),
            "description": self._words.text(does, self._language),
        }


def _written(element: Element) -> bytes:
    return json.dumps(element, ensure_ascii=False, indent=2).encode() + b"\n"
