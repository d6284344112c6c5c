"""The real words, read once for all tests of a process."""

from functools import cache

from bot.compiled import load_catalogue
from conversations.toolkit.catalogue import Catalogue
from conversations.toolkit.vocabulary import Vocabulary


@cache
def the_catalogue() -> Catalogue:
    """All that ships with the bot, in both languages."""
    return load_catalogue()


@cache
def the_vocabulary() -> Vocabulary:
    """The words that people type; what it finds out about them while asked is kept for the next test."""
    return Vocabulary.of(the_catalogue())
