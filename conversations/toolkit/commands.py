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
    return roles | {"manager"} if person.is_manager else roles


def menu(commands: Iterable[Command], roles: frozenset[Role]) -> list[Command]:
    """Those of the commands that the menu of these roles shows, in their order."""
    return [command for command in commands if command.in_menu and roles.intersection(command.roles)]


def spoken_form(text: str) -> str:
    """What is compared: lower case, full-width folded, without slash, outer spaces and closing punctuation."""
    folded = unicodedata.normalize("NFKC", text).strip().lower()
    return folded.lstrip("/").rstrip("?!.,\u3002~ ").strip()


def split_command(text: str, words: Mapping[str, str]) -> tuple[str, str] | None:
    """The name of the command that a text begins with, and what stands behind its word, as it was written.

    None if it begins with no command's word. `words` are the vocabulary's `command_words`.
    """
    tokens = text.split(maxsplit=_LONGEST)[:_LONGEST]
    for length in range(len(tokens), 0, -1):
        name = words.get(spoken_form(" ".join(tokens[:length])))
        rest = "".join(text.split(maxsplit=length)[length:]).strip()
        if name == US:
            return split_command(rest, words) if rest else ("help", "")
        if name:
            return name, rest
    return None
