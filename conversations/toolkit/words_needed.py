"""What the catalogues must hold for scripts to take typed answers: a reply is looked up as soon as somebody types."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from conversations.toolkit.catalogue import Catalogue
from conversations.toolkit.content_files import ContentFault
from conversations.toolkit.steps import Fill, Invite, Script
from conversations.toolkit.vocabulary import typed_id
from conversations.toolkit.words import LANGUAGES


def words_lacking(conversations: Iterable[object], catalogue: Catalogue) -> Iterator[ContentFault]:
    """A fault for each id that a question or an invitation of a script needs, in each language that lacks it."""
    needed = [each for script in conversations if isinstance(script, Script) for each in _needed(script)]
    for language in LANGUAGES:
        for id_, who in needed:
            if id_ not in catalogue.leaves[language]:
                yield ContentFault(f"content/{language}: lacks {id_}, where {who} looks replies up; write it there")


def _needed(script: Script[Any]) -> Iterator[tuple[str, str]]:
    for step in script.steps:
        match step:
            case Invite(at_once=group) if group:
                yield typed_id(group, group), f"{script.name}.{group}"
            case Fill(questions=questions):
                yield from ((id_, f"{script.name}.{each.name}") for each in questions for id_ in each.needs)
