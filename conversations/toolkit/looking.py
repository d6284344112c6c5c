"""What is typed below a list of a library: mostly a word to look for, and sometimes meant for somebody else."""

from __future__ import annotations

from collections.abc import Callable

from conversations.toolkit.commands import split_command
from conversations.toolkit.leaving import way_out
from conversations.toolkit.understand import intent_in
from conversations.toolkit.vocabulary import Vocabulary

_ELSEWHERE = frozenset({"stuck", "away", "manager_wrong", "human", "who_reads", "stop", "pause"})
"""Intents that are no words of a library; pay, tests and deadlines are looked for too."""


def behind_command(text: str, command: str, vocabulary: Vocabulary) -> str:
    """What stands behind a library's own word, where it was typed again: "indicator win rate"."""
    found = split_command(text, vocabulary.command_words)
    return found[1] if found and found[0] == command else text


def is_meant_elsewhere(text: str, command: str, vocabulary: Vocabulary, names_one: Callable[[str], bool]) -> bool:
    """Whether a text is no search: "stop", another command, or "I'm stuck", unless it names something that is here."""
    if way_out(text, vocabulary):
        return True
    found = split_command(text, vocabulary.command_words)
    elsewhere = found[0] != command if found else intent_in(text, vocabulary) in _ELSEWHERE
    return elsewhere and not names_one(text)
