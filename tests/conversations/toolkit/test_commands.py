"""Commands: each has its words in every language, no word calls two, and help offers what menus show."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from conversations import CONVERSATIONS
from conversations.help import OWN
from conversations.help.calls import CALLS
from conversations.toolkit.catalogue import Catalogue
from conversations.toolkit.commands import Command, spoken_form
from conversations.toolkit.words import LANGUAGES, Language, Phrase

COMMANDS = [command for conversation in CONVERSATIONS for command in conversation.commands]


def lacks(command: Command, catalogue: Catalogue) -> Iterator[str]:
    """What commands.yaml does not say of a command."""
    there = set(catalogue.ids("commands."))
    wanted = (f"words.{command.name}", *(f"{command.name}.{part}" for part in ("word", "label", "does")))
    yield from (f"commands.yaml lacks {each}" for each in wanted if f"commands.{each}" not in there)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_command_has_its_words(command: Command, catalogue: Catalogue) -> None:
    assert list(lacks(command, catalogue)) == []


def test_a_command_without_words_is_found(catalogue: Catalogue) -> None:
    assert len(list(lacks(Command("never-heard-of"), catalogue))) == 4


def test_no_word_calls_two_commands(catalogue: Catalogue) -> None:
    calls: dict[str, set[str]] = {}
    for id_ in catalogue.ids("commands.words."):
        for word in catalogue.words(id_):
            calls.setdefault(spoken_form(word), set()).add(id_)
    assert {word: ids for word, ids in calls.items() if len(ids) > 1} == {}


def test_what_a_menu_sends_calls_the_command(catalogue: Catalogue) -> None:
    def word(name: str, language: Language) -> str:
        return spoken_form(catalogue.text(Phrase(f"commands.{name}.word"), language))

    sent = {(each.name, word(each.name, language)) for each in COMMANDS for language in LANGUAGES}
    ids = [(each.name, f"commands.words.{each.name}") for each in COMMANDS]
    assert sent - {(name, spoken_form(said)) for name, id_ in ids for said in catalogue.words(id_)} == set()


def test_help_offers_what_menus_show() -> None:
    shown = {each.name for each in COMMANDS if each.in_menu}
    assert [f"CALLS of conversations/help/calls.py lacks {name}" for name in sorted(shown - {*CALLS, *OWN})] == []
