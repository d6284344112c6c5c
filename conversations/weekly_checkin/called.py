"""Somebody called by name and no more, behind "change it to": by whole or first name, by title, or familiarly."""

from __future__ import annotations

from collections.abc import Sequence

from conversations.rules.roster import Person
from conversations.toolkit.leaving import changed_to
from conversations.toolkit.reader import Reader
from conversations.toolkit.vocabulary import Vocabulary, fold, meaning_of
from conversations.toolkit.words_within import words_before, words_behind

_BRIEF, _SIGNS = 2, 3
"""Words of a name, or Chinese signs."""

NOTHING_TO_ASK = "nothing_to_ask"
"""The name of what help is told with words that name somebody, where nobody is asked about anything."""


def changes_whom(text: str, vocabulary: Vocabulary) -> str:
    """Words without those before a name that only say to ask them instead: "switch to Bob"."""
    return words_before(fold(text), vocabulary.groups["asked_instead"])[1]


def people_instead(reader: Reader, text: str) -> Sequence[Person]:
    """Whom the words behind "change it to" name, where they say no more than that."""
    name = name_instead(text, reader.vocabulary)
    called = (name, _family(name, reader.vocabulary))
    known = {each.id: each for word in called if word for each in reader.find_people(word)}
    return [each for each in known.values() if goes_by(each, name, reader.vocabulary)]


def name_instead(text: str, vocabulary: Vocabulary) -> str:
    """What may be a name behind "change it to", without the small words beside it; "" for nothing."""
    small = vocabulary.groups["beside_names"]
    return words_behind(words_before(fold(changed_to(text, vocabulary)), small)[1], small)[0]


def may_be_called(text: str, vocabulary: Vocabulary) -> bool:
    """Whether the words behind "change it to" say to ask somebody, be it that nobody goes by that: "ask Miller"."""
    words = fold(changed_to(text, vocabulary))
    asks, behind = words_before(words, dict.fromkeys(meaning_of(vocabulary.groups["helping_not"], "ask", "go"), ""))
    brief = len(behind.split()) <= _BRIEF if behind.isascii() else len(behind) <= _SIGNS
    return bool(asks and behind and brief)


def goes_by(person: Person, name: str, vocabulary: Vocabulary) -> bool:
    """Whether somebody is called so: "Bob", "Bob Nyman", "Ms Keller"."""
    full, family = fold(person.name), _family(name, vocabulary)
    if name in (full, full.partition(" ")[0], fold(person.email)):
        return bool(name)
    return bool(family) and (family in full.split()[1:] if family.isascii() else full.startswith(family))


def _family(name: str, vocabulary: Vocabulary) -> str:
    """A family name beside a title, or behind a word that only says how well one knows them; "" where neither is."""
    leading, behind = words_before(name, vocabulary.groups["familiar"])
    family, titles = words_behind(behind, vocabulary.groups["titles"])
    short = family.isascii() or len(family) == 1
    return family if (leading or titles) and family and short else ""
