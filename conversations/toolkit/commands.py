"""Commands: one list for slash commands, typed words, menus and buttons, in both languages."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from conversations.rules.roster import Person

Role: TypeAlias = Literal["everyone", "manager", "hr", "admin"]

US = "rapport"
"""What the words for the bot itself mean among the words of commands: "rapport help" is "help"."""

MAX_READ = 500
"""Characters of a text that are looked at for a meaning: commands, and answers to a question, are short."""

_LONGEST = 5


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

    None if it begins with no command's word. `words` are the vocabulary's `command_words`.
    """
    found = _split(text, words)
    if found is None or found[0] != US:
        return found
    behind = _split(found[1], words) if found[1] else ("help", "")
    return None if behind is None or behind[0] == US else behind


def _split(text: str, words: Mapping[str, str]) -> tuple[str, str] | None:
    tokens = text.split(maxsplit=_LONGEST)[:_LONGEST]
    for length in range(len(tokens), 0, -1):
        said = " ".join(tokens[:length])
        name = words.get(spoken_form(said)) if len(said) <= MAX_READ else None
        if name:
            return name, "".join(text.split(maxsplit=length)[length:]).strip()
    return None
