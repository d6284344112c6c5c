"""What phrases know before a turn: who looks, all situations, the words that are typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from conversations.rules.phrase_library import Phrases
from conversations.rules.roster import Person
from conversations.rules.scenario_library import Scripts
from conversations.rules.situations import Situation
from conversations.toolkit.commands import roles_of
from conversations.toolkit.events import Event, Looked
from conversations.toolkit.looking import behind_command, is_meant_elsewhere
from conversations.toolkit.reader import Reader
from conversations.toolkit.vocabulary import Vocabulary, fold

COMMAND = "phrase"
HOLDING = frozenset({"manager", "hr"})
"""Roles to which the scripts for whole talks are offered."""


@dataclass(frozen=True)
class PhraseFacts:
    """Who looks, the situations, and the scripts that some of them lead on to."""

    me: Person
    phrases: Phrases
    scripts: Scripts
    vocabulary: Vocabulary

    @property
    def holds_talks(self) -> bool:
        """Whether a script for the whole talk is of use to who looks."""
        return bool(HOLDING & roles_of(self.me))

    def of_kind(self, kind: str) -> Sequence[Situation]:
        """The situations of one kind."""
        return [each for each in self.phrases.all() if each.kind == kind]

    def search(self, text: str) -> Sequence[Situation]:
        """What a text may mean; of a whole sentence at least what is said between the small words."""
        found = self.phrases.search(text, self.me.language)
        return found or self.phrases.search(self._without_small_words(text), self.me.language)

    def _without_small_words(self, text: str) -> str:
        small = {*self.vocabulary.groups["around"], *self.vocabulary.groups["asking"]}
        return " ".join(word for word in fold(text).split() if word not in small)

    def without_command(self, text: str) -> str:
        """What stands behind this conversation's own word, where it was typed again."""
        return behind_command(text, COMMAND, self.vocabulary)

    def means_something_else(self, text: str) -> bool:
        """Whether a text that was typed below a list is no search."""
        return is_meant_elsewhere(
            text, COMMAND, self.vocabulary, lambda said: self.phrases.names_one(said, self.me.language)
        )


def gather(reader: Reader, event: Event | Looked) -> PhraseFacts:
    """Fetch the facts of a turn or a look."""
    me = reader.person(event.owner) or reader.me
    return PhraseFacts(me, reader.phrases, reader.scripts, reader.vocabulary)
