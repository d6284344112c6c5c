"""Ways out: what people type who do not want to go on now, and what then stands where the question was."""

from __future__ import annotations

import re
from collections.abc import Iterable

from conversations.toolkit.absent import is_away_alone, is_of_another
from conversations.toolkit.cards import NOTHING, Button, Card, Line, Part
from conversations.toolkit.commands import MAX_READ
from conversations.toolkit.effects import Effect, Start
from conversations.toolkit.events import Typed
from conversations.toolkit.typed_days import besides_days
from conversations.toolkit.understand import ABOUT_THE_BOT, asks_about, intent_alone, intent_in, is_negated
from conversations.toolkit.vocabulary import Vocabulary, any_of, fold, meaning_of
from conversations.toolkit.words import Phrase
from conversations.toolkit.words_within import longest_at, said_with, words_behind

SETTINGS = frozenset({"pause", "stop", "away"})
"""Ways out of more than the question, named as the topics of the settings that offer them."""

BACK = frozenset({"change", "undo"})
"""Ways back to what was answered before."""

_CLAUSE_ENDS = re.compile(r"[,;.!\n\uff0c\uff1b\uff01\u3002]")
_SHORT_WORD = 3
"""Characters of a Chinese word at most."""

WAYS = frozenset({"pause", "stop", "never_mind", "later"})
"""Those that are one without a day, named as what is typed first: intents. "Out of office" may be what is stuck."""


def way_out(text: str, vocabulary: Vocabulary) -> str | None:
    """Which way out somebody takes who says nothing else: "forget it", "pause for two weeks", "away until Friday".

    None for what may be an answer, as "pause the rollout" is, and for a command's bare word: that is asked about.
    """
    if fold(text) in vocabulary.command_words:
        return None
    intent = intent_alone(text, vocabulary)
    if intent is None:
        # Only a pause has a length, and an absence days: "later this week" may be an answer.
        besides = intent_alone(without := besides_days(text, vocabulary), vocabulary)
        if besides is None and fold(without) != fold(text) and is_away_alone(text, vocabulary):
            return "away"
        return besides if besides in SETTINGS - _of_others(text, vocabulary) else _told_to_stop(text, vocabulary)
    return intent if intent in WAYS else None


def _of_others(text: str, vocabulary: Vocabulary) -> frozenset[str]:
    """The ways that are none where somebody else takes them: "my manager is on leave till Monday"."""
    return frozenset({"away"}) if is_of_another(text, vocabulary) else frozenset()


def _told_to_stop(text: str, vocabulary: Vocabulary) -> str | None:
    """The way out of who tells the bot to stop in words of their own, "dont need this, stop pinging me"; None where any
    clause says more.
    """
    clauses = [each.strip() for each in _CLAUSE_ENDS.split(text[: MAX_READ + 1]) if each.strip()]
    if len(text) > MAX_READ or not any(_stops(each, vocabulary) for each in clauses):
        return None
    small = (*vocabulary.groups["around"], *vocabulary.groups["filler"], *vocabulary.groups["negated"])
    known = dict.fromkeys((*small, *vocabulary.first_words), "")
    alone = all(_stops(each, vocabulary) or said_with(known, each) is not None for each in clauses)
    return "stop" if alone else None


def _stops(clause: str, vocabulary: Vocabulary) -> bool:
    told = vocabulary.groups["told_to_stop"]
    begins, ends = (dict.fromkeys(meaning_of(told, each), "") for each in ("begins", "ends"))
    folded = fold(clause)
    behind, closed = words_behind(folded[len(word := longest_at(folded, 0, begins)) :].strip(), ends)
    one = len(behind.split()) == 1 and (behind.isascii() or len(behind) <= _SHORT_WORD)
    return bool(word and closed) and one


def asks_how(text: str, vocabulary: Vocabulary) -> bool:
    """Whether somebody only asks how to leave or to go back, and does neither: "how do I undo this?"."""
    if fold(text) in vocabulary.command_words or intent_in(text, vocabulary) not in BACK | WAYS:
        return False
    small = (*vocabulary.groups["around"], *vocabulary.groups["asking"])
    said = said_with({**dict.fromkeys(small, ""), **vocabulary.first_words}, text)
    return said is not None and asks_about(text, intent_in(text, vocabulary), vocabulary)


def only_declines(text: str, intent: str | None, vocabulary: Vocabulary) -> bool:
    """Whether a text says that the order of an intent is not wanted, and no more: "don't pause", not "don't stop the
    line".
    """
    groups = vocabulary.groups
    known = dict.fromkeys((*groups["around"], *groups["filler"], *groups["negated"], *vocabulary.first_words), "")
    brief = len(text) <= MAX_READ and said_with(known, besides_days(text, vocabulary)) is not None
    return brief and is_negated(text, intent, vocabulary)


def goes_back(text: str, vocabulary: Vocabulary) -> bool:
    """Whether somebody says no more than that an answer was wrong: "undo", "change my answer", "change the first, that
    was wrong".
    """
    if intent_alone(text, vocabulary) in BACK and not _names_a_topic(text, vocabulary):
        return True
    groups = vocabulary.groups
    named = (*groups["change_line"], *groups["ordinals"], *meaning_of(groups["status"], "now"), *groups["around"])
    words = {**dict.fromkeys(named, ""), **{each: way for way in BACK for each in vocabulary.words_of_intents[way]}}
    return len(text) <= MAX_READ and any(said_with(words, text) or ())


def _names_a_topic(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text names what may be asked about besides: a wrong one of those is no wrong answer."""
    said = said_with(vocabulary.first_words_around, text) or ()
    return not ABOUT_THE_BOT.isdisjoint({*said} - {"hello"})


def changed_to(text: str, vocabulary: Vocabulary, *meanings: str) -> str:
    """What stands behind "change it to" at the beginning of a reply, or behind "no, I meant"; "" if it does not begin
    so, or with none of these meanings.
    """
    groups = vocabulary.groups
    words = meaning_of(groups["change_to"], *(meanings or set(groups["change_to"].values())))
    lead = any_of(meaning_of(groups["hardly"], "lead"))
    begins = re.match(rf"\s*(?:{lead}[\s,\uff0c.!\u3002]+){{0,2}}", text, re.IGNORECASE)
    return _behind(words, text[begins.end() if begins else 0 :])


def without_correction(text: str, vocabulary: Vocabulary) -> str:
    """A reply without the words that only say that something else follows: "wait, actually I'm stuck on ..."."""
    lead = any_of(meaning_of(vocabulary.groups["correcting"], "lead"))
    begins = re.match(rf"(?:\s*{lead}[\s,\uff0c.!\u3002]*){{1,3}}(?=\S)", text, re.IGNORECASE)
    return text[begins.end() :] if begins else text


def all_changed_to(text: str, name: str, vocabulary: Vocabulary) -> str:
    """What stands behind "change plans to", said of all of what goes by this name; "" if it does not begin so."""
    return _behind(meaning_of(vocabulary.groups["change_all"], name), text)


def _behind(words: Iterable[str], text: str) -> str:
    found = re.match(rf"\s*{any_of(words)}[\s:\uff1a,\uff0c]*(\S.*)", text, re.IGNORECASE | re.DOTALL)
    return found[1] if found else ""


def further(way: str, event: Typed) -> list[Effect]:
    """What a way out leads to beyond the question: the settings, opened where it is wanted."""
    return [Start("settings", event.owner, arguments={"topic": way, "text": event.text})] if way in SETTINGS else []


def aside(name: str, neutral: Phrase, form: str, command: str, seen: Phrase) -> Card:
    """The draft of a conversation that its person has left, who has `seen` it, and the ways back: a tap, or the word
    of its command.
    """
    body: tuple[Part, ...] = (Line(Phrase("steps.aside.kept", {"seen": seen})),)
    if command:
        word = Phrase("steps.aside.word", {"word": Phrase(f"commands.{command}.word")})
        body = (*body, Line(word, rests=NOTHING))
    buttons = (
        Button("speak", Phrase("steps.aside.go_on"), style="primary"),
        Button("as_form", Phrase("steps.as_form"), style="quiet", opens=form),
    )
    return Card(f"{name}.aside", neutral, body, buttons)
