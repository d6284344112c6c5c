"""Words that are made of each other, repeated, are read in no time by all that reads them (safety.md 26): who cut "can
help can help ..." into "can", "help" and "can help" in every way there is would need twice as long for each one more.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from conversations.rules.evidence.spans import span_in as evidence_span
from conversations.rules.goal_sentence import said_in
from conversations.toolkit import leaving, numbers, understand
from conversations.toolkit.commands import MAX_READ
from conversations.toolkit.typed_days import besides_days, span_in, without_day
from conversations.toolkit.vocabulary import Vocabulary, fold
from conversations.toolkit.words_within import words_before, words_behind
from conversations.weekly_checkin.asked_for import asking_in
from conversations.weekly_checkin.status import status_in

TODAY = date(2026, 11, 23)
MOST = 0.5
"""Seconds over one text: many times what any takes, and soon over for who reads it in every way."""

TIMES = (18, 22, 24, 32)
AROUND = (("", "~x"), ("x", "x"))

Reads = Callable[[str], object]


def readers(vocabulary: Vocabulary) -> Mapping[str, Reads]:
    """What looks through a typed text with patterns, or word by word, by name."""
    return {
        "asking": lambda text: asking_in(text, vocabulary),
        "status": lambda text: status_in(text, vocabulary),
        "place changed": lambda text: understand.place_changed(text, 3, vocabulary),
        "with places": lambda text: understand.with_places(text, 3, vocabulary),
        "changed to": lambda text: leaving.changed_to(text, vocabulary),
        "numbers": lambda text: numbers.numbers_of(text, vocabulary),
        "besides days": lambda text: besides_days(text, vocabulary),
        "span": lambda text: span_in(text, TODAY, vocabulary),
        "without a day": lambda text: without_day(text, TODAY, vocabulary),
        "goal": lambda text: said_in(text, TODAY, vocabulary),
        "evidence": lambda text: evidence_span(text, TODAY, vocabulary),
    }


def readers_of(group: str, vocabulary: Vocabulary) -> Mapping[str, Reads]:
    """What reads any list, with this group's."""
    words = vocabulary.groups[group]
    return {
        "options": lambda text: understand.options_in(text, group, vocabulary),
        "words before": lambda text: words_before(fold(text), words),
        "words behind": lambda text: words_behind(fold(text), words),
    }


def made_of_each_other(words: Sequence[str]) -> Sequence[str]:
    """The longest word that another of them begins or ends, and the shortest that does: "can help" and "help"."""
    within = [each for each in words if any(each != part and each.startswith(part) for part in words)]
    within += [each for each in words if any(each != part and each.endswith(part) for part in words)]
    parts = [part for part in words if any(each != part and part in each for each in within)]
    return [max(within, key=len), min(parts, key=len)] if within else []


def texts(words: Sequence[str]) -> Iterator[str]:
    """Texts of these words, ever longer, between others."""
    for word in made_of_each_other(words):
        piece = f"{word} " if word.isascii() else word
        for times in (*TIMES, MAX_READ // len(piece)):
            yield from ((before + piece * times)[: MAX_READ - len(after)] + after for before, after in AROUND)


def slow(read: Reads, words: Sequence[str]) -> str:
    """The first text that takes too long, "" if none does; the best of three, as other work may come in between."""
    return next((text for text in texts(words) if all(_took(read, text) > MOST for _ in range(3))), "")


def _took(read: Reads, text: str) -> float:
    began = time.process_time()
    read(text)
    return time.process_time() - began


def test_repeated_words_of_each_list_are_read_in_no_time(vocabulary: Vocabulary) -> None:
    everything = readers(vocabulary)
    for read in everything.values():
        read("on 3 december")  # patterns are compiled once, before anybody writes
    found = {
        (group, name): text
        for group, words in vocabulary.groups.items()
        for name, read in {**everything, **readers_of(group, vocabulary)}.items()
        if (text := slow(read, tuple(words)))
    }
    assert found == {}


def test_words_cut_in_every_way_are_found_out() -> None:
    cuts = re.compile(r"(?:(?:can help|can|help)\s*)*")
    assert slow(cuts.fullmatch, ("can help", "can", "help")).startswith("can help ")
