"""Commands: one list for slash commands, typed words, menus and buttons, in both languages."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Literal, TypeAlias

from conversations.rules.roster import Person

Role: TypeAlias = Literal["everyone", "manager", "hr", "admin"]

US = "rapport"
"""What the words for the bot itself mean among the words of commands: "rapport help" is "help"."""

MAX_READ = 500
"""Characters of a text that are looked at for a meaning: commands, and answers to a question, are short."""

_LONGEST = 5
_GAP = re.compile(r"[\s:\uff1a]+")


@dataclass(frozen=True)
class Command:
    """A command by its English name, which is also its slash name, and whose menus show it.

    The catalogues hold its words in every language (`commands.words.<name>`), the word that a menu sends
    (`commands.<name>.word`), its button's label (`.label`) and what it does in one line (`.does`).
    """

    name: str
    roles: tuple[Role, ...] = ("everyone",)
    in_menu: bool = True


def roles_of(person: Person) -> frozenset[Role]:
    """The roles by which commands are offered to a person."""
    roles: frozenset[Role] = frozenset[Role]({"everyone"}) | person.roles
    return roles | {"manager"} if person.has_digest else roles


def menu(commands: Iterable[Command], roles: frozenset[Role]) -> list[Command]:
    """Those of the commands that the menu of these roles shows, in their order."""
    return [command for command in commands if command.in_menu and roles.intersection(command.roles)]


def looked_at(text: str) -> str:
    """The part of a text that is looked at, full-width folded. One character may become 18: it is cut off again."""
    return unicodedata.normalize("NFKC", text[:MAX_READ])[:MAX_READ]


def spoken_form(text: str) -> str:
    """What is compared: lower case, full-width folded, without slash, outer spaces and closing punctuation."""
    folded = looked_at(text).strip().lower()
    return folded.lstrip("/").rstrip("?!.,\u3002~ ").strip()


def split_command(text: str, words: Mapping[str, str]) -> tuple[str, str] | None:
    """The name of the command that a text begins with, and what stands behind its word, as it was written.

    None if it begins with no command's word. `words` are the vocabulary's `command_words`: one may mean a command with
    an act of it, "new goal" as much as "goal add".
    """
    found = _split(text, words)
    if found is None or found[0] != US:
        return found
    behind = _split(found[1], words) if found[1] else ("help", "")
    return None if behind is None or behind[0] == US else behind


def _split(text: str, words: Mapping[str, str]) -> tuple[str, str] | None:
    told = text.strip()
    gaps = [found.span() for found in islice(_GAP.finditer(told), _LONGEST)]
    for end, begins in reversed([*gaps, (len(told), len(told))][:_LONGEST]):
        said = " ".join(told[:end].split())
        name = words.get(spoken_form(said)) if len(said) <= MAX_READ else None
        if name:
            command, _, act = name.partition(" ")
            return command, f"{act} {told[begins:]}".strip()
    return None
