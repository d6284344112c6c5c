"""Understanding a short reply. In doubt nothing is understood: then the bot asks again and offers taps."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import cast

from conversations.entries import Outcome
from conversations.rules.roster import Person
from conversations.toolkit.commands import MAX_READ
from conversations.toolkit.how_it_is import tells_how_it_is
from conversations.toolkit.listed import Listed, longest_first
from conversations.toolkit.vocabulary import Vocabulary, any_of, fold, meaning_of
from conversations.toolkit.words_within import is_free, longest_within, said_with, words_behind

ABOUT_THE_BOT = frozenset(
    {"hello", "who_reads", "what_can_you_do", "why", "late", "missing", "pay", "payday", "human"}
    | {"language", "english", "chinese"}
)
"""Intents that are no answer when they are asked: "is there a bonus?", while "the bonus" may be what is stuck."""


_ASKED = frozenset("?\uff1f")
_TRAILS_OFF = ("\u2026", "...", "\u3002\u3002")
_CLAUSE_ENDS = re.compile(r"[,;:.!?\n\uff0c\uff1b\uff1a\uff01\uff1f\u3002\u3001]")

GRAVE = ("distress", "mistreated", "exhausted", "leaving")
"""Intents heard in the middle of any sentence, the gravest first: never an answer, so never kept."""


def options_in(text: str, group: str, vocabulary: Vocabulary) -> list[str]:
    """The options of a group that a reply names, in order: "done, still on it, dropped".

    A reply that holds any other word names none, so "no sensors yet" is not a no.
    """
    groups = vocabulary.groups
    words = {**dict.fromkeys((*groups["filler"], *groups["ordinals"], *groups["greeting"]), ""), **groups[group]}
    return [option for option in said_with(words, text) or () if option]


def with_places(text: str, count: int, vocabulary: Vocabulary) -> str:
    """A text with the digits of the places that it names among so many: "the first is done" with "1" for "first"."""
    last_week = dict.fromkeys(meaning_of(vocabulary.groups["status"], "last"), "")
    places = {**vocabulary.groups["ordinals"], **last_week}

    def digit(found: re.Match[str]) -> str:
        place = places.get(fold(found[0]), "")
        return str(count) if place == "last" else place or found[0]

    return re.sub(any_of(places), digit, text, flags=re.IGNORECASE)


def place_changed(text: str, count: int, vocabulary: Vocabulary) -> tuple[int, str]:
    """Which of so many is to be another, and what: "change plan 2 to ...", "change: 2. ..."; 0 and "" for none."""
    words = vocabulary.groups["change_line"]
    change, line, to, becomes = (any_of(meaning_of(words, each)) for each in ("change", "line", "to", "becomes"))
    place = rf"(?P<place>[1-9]|{any_of(vocabulary.groups['ordinals'])})"
    named = rf"(?:{line}[\s:\uff1a#]*){{0,4}}{place}(?:\s*{line}){{0,4}}\s*"
    asked = rf"{change}[\s:\uff1a]*{named}(?:{becomes}|{to}|[.):,\u3001\uff1a\uff0c])"
    found = re.match(
        rf"\s*(?:{asked}|{named.replace('<place>', '<it>')}{becomes})[\s:\uff1a]*(?P<said>\S.*)", text, re.IGNORECASE
    )
    if found is None:
        return 0, ""
    if closes_with_intent(found["said"], "change", vocabulary):
        # "Change the first, I got that wrong" wishes to, and does not say what to.
        return 0, ""
    nth = int(with_places(found["place"] or found["it"], count, vocabulary))
    return (nth, found["said"].strip()) if nth <= count else (0, "")


def option_in(text: str, group: str, vocabulary: Vocabulary) -> str | None:
    """The one option that a reply names, once or for all things: "yes please", "all done"; None in doubt."""
    said = set(options_in(text, group, vocabulary))
    return said.pop() if len(said) == 1 else None


def behind_option(text: str, group: str, option: str, vocabulary: Vocabulary) -> str:
    """What stands behind the words of an option that lead a reply in: "no power" of "I'm stuck: no power"."""
    lead, text = any_of(meaning_of(vocabulary.groups[group], option)), text.strip()
    found = re.match(rf"{lead}\s*[:,\uff1a\uff0c]\s*(\S.*)", text.replace("’", "'"), re.IGNORECASE | re.DOTALL)
    return text[found.start(1) :] if found else text


def option_greeted(text: str, group: str, vocabulary: Vocabulary) -> str | None:
    """The option that is all of a reply but its greeting: "Hi, no"."""
    greetings = vocabulary.groups["greeting"]
    if not longest_within(fold(text), greetings):
        return None
    words = {**dict.fromkeys(greetings, ""), **vocabulary.groups[group]}
    said = [option for option in said_with(words, text) or () if option]
    return said[0] if len(said) == 1 else None


def yes_or_no(text: str, vocabulary: Vocabulary) -> bool | None:
    """What a reply to a yes-or-no question says: "yes please", "not now"; None if it says neither or both."""
    said = option_in(text, "answer", vocabulary)
    return None if said is None or tells_how_it_is(text, vocabulary) else said == "yes"


def agrees(text: str, group: str, vocabulary: Vocabulary) -> bool:
    """Whether a reply says yes, what stands for it in a group, or both: "ok, send it". Who trails off ("ok...") thinks
    about it still, and "ok now" tells how something is.
    """
    groups = vocabulary.groups
    if text.rstrip().endswith(_TRAILS_OFF) or (fold(text) not in groups[group] and tells_how_it_is(text, vocabulary)):
        return False
    beside = dict.fromkeys((*groups["filler"], *groups["ordinals"], *groups["greeting"]), "")
    words = {**beside, **groups["answer"], **dict.fromkeys(groups[group], "yes")}
    return {*(said_with(words, text) or ())} - {""} == {"yes"}


def is_number(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text is a number and nothing else: the answer on a scale, never somebody's words about their work."""
    numbers = vocabulary.groups["numbers"]
    said = said_with({**dict.fromkeys(vocabulary.groups["filler"], ""), **numbers}, text)
    return said is not None and (any(said) or any(map(str.isdigit, text)))


def says_something(text: str) -> bool:
    """Whether a text holds any letter, character or digit: a thumb up says neither what is planned nor stuck."""
    return any(character.isalnum() for character in text)


def is_nothing(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a reply says that there is nothing: "no", "none"."""
    return option_in(text, "nothing", vocabulary) is not None


def outcome_in(text: str, vocabulary: Vocabulary) -> Outcome | None:
    """What became of a plan: "all done", "still on it", "dropped"; None if it does not clearly say."""
    return cast("Outcome | None", option_in(text, "outcomes", vocabulary))


def fits_any_question(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text says nothing by itself, only together with what was asked: "2", "yes", "skip", "all done"."""
    short = (option_in(text, group, vocabulary) for group in ("answer", "nothing", "outcomes", "skip", "stuck"))
    return is_number(text, vocabulary) or not says_something(text) or any(said is not None for said in short)


def is_for_hr_alone(text: str, vocabulary: Vocabulary, manager: Person | None) -> bool:
    """Whether somebody says that only HR, or not their manager, is to read it; also who calls the manager by name."""
    groups, name = vocabulary.groups, fold(manager.name) if manager else ""
    names = {name, name.partition(" ")[0]} - {""}
    folded = fold(text)
    if longest_within(folded, groups["hr_alone"]):
        return True
    named = any(each in folded for each in names)
    not_to = (f"{words}{gap}{each}" for words in groups["not_to"] for gap in ("", " ") for each in names)
    return named and bool(longest_within(folded, not_to))


def is_about_the_manager(text: str, vocabulary: Vocabulary, manager: Person | None) -> bool:
    """Whether somebody tells of their manager, by the word or by name."""
    name = fold(manager.name) if manager else ""
    called = (name, name.partition(" ")[0], *meaning_of(vocabulary.groups["helpers"], "manager"))
    return manager is not None and bool(longest_within(fold(text), called))


def is_question(text: str, vocabulary: Vocabulary) -> bool:
    """Whether somebody asks instead of answering."""
    folded, closing = fold(text), vocabulary.groups["question"]
    ends = [word for word in closing if folded.endswith(word)]
    return is_marked(text) or (bool(ends) and closing[max(ends, key=len)] == "question")


def is_marked(text: str) -> bool:
    """Whether a question mark closes a text."""
    return text.rstrip().endswith(("?", "\uff1f"))


def asks_about(text: str, intent: str | None, vocabulary: Vocabulary) -> bool:
    """Whether somebody who has the words of an intent asks about it: "how do I undo this", not "undo what I wrote". A
    question is no order: it is answered, and what it is about is left as it is.
    """
    folded, asking = fold(text), vocabulary.groups["asking"]
    words = longest_within(folded, vocabulary.words_of_intents.get(intent, ())) if intent else ""
    if not words or is_question(text, vocabulary):
        return bool(words)
    before, _, behind = folded.partition(words)
    # In Chinese what asks may follow: "undo, how".
    return bool(longest_within(before, asking) or longest_within(behind, (w for w in asking if not w.isascii())))


def is_negated(text: str, intent: str | None, vocabulary: Vocabulary) -> bool:
    """Whether the words of an intent are said with a "not" right before them: "don't pause", "I don't want to stop".
    What is not wanted is no order.
    """
    folded, small = fold(text), vocabulary.groups["negated"]
    said = longest_within(folded, vocabulary.words_of_intents.get(intent, ())) if intent else ""
    before = _CLAUSE_ENDS.split(folded.partition(said)[0])[-1] if said else ""
    leading = words_behind(before.strip(), small)[1]
    return any(small[each] == "not" for each in leading) and not asks_about(text, intent, vocabulary)


def intent_in(text: str, vocabulary: Vocabulary) -> str | None:
    """What somebody wants who just begins to write: the intent of the longest known words, else None.

    What is grave goes before all, whatever else is said. "Finish the harassment training" is none, "not stuck" is not
    stuck; "never mind, undo" undoes.
    """
    if grave := grave_in(text, vocabulary):
        return grave
    rest = _without(fold(text), vocabulary.groups["not_stuck"])
    intent = vocabulary.first_words.get(longest_within(rest, _not_grave(vocabulary)))
    return "undo" if intent == "never_mind" and _undoes(rest, vocabulary) else intent


def _undoes(folded: str, vocabulary: Vocabulary) -> bool:
    said = longest_within(folded, vocabulary.words_of_intents["undo"])
    return bool(said) and not is_negated(folded, "undo", vocabulary) and _ASKED.isdisjoint(folded)


@lru_cache(maxsize=4)
def _not_grave(vocabulary: Vocabulary) -> Listed:
    return Listed({word: intent for word, intent in vocabulary.first_words.items() if intent not in GRAVE})


def grave_in(text: str, vocabulary: Vocabulary) -> str | None:
    """Which grave thing somebody tells of, else None: a part of what `intent_in` looks for, at a part of its cost."""
    told = _without(fold(text), vocabulary.groups["no_distress"])
    return next((each for each in GRAVE if longest_within(told, vocabulary.words_of_intents[each])), None)


def _without(folded: str, topics: Iterable[str]) -> str:
    """A text without these: what stands in them is not meant."""
    for topic in longest_first(topics):
        folded = folded.replace(topic, " ")
    return folded


def intent_alone(text: str, vocabulary: Vocabulary) -> str | None:
    """The intent of a text that says nothing else: "and who can read this?", not "write what anybody can read".

    None if any word stands in it beside those of intents and the small ones around them.
    """
    if len(text) > MAX_READ:
        return None
    said = said_with(vocabulary.first_words_around, text)
    return intent_in(text, vocabulary) if said and any(said) else None


def asks_the_bot(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text can only be meant for the bot: a question about the bot itself, a greeting, a cry for help.

    It is answered at once, whatever is being asked meanwhile: nobody means it as an answer. A cry for help is heard
    in the middle of any sentence, and so is that somebody wants to leave; that a bug "is killing me" is none.
    """
    if intent_in(text, vocabulary) in GRAVE:
        return True
    intent = intent_alone(text, vocabulary)
    if intent in ("erase", "worn_out"):
        return True
    if intent == "human" and not longest_within(fold(text), vocabulary.groups["helpers"]):
        return True
    if intent == "hello" and _only_greets(text, vocabulary):
        return True
    asks = is_question(text, vocabulary) or bool(longest_within(fold(text), vocabulary.groups["asking"]))
    return intent in ABOUT_THE_BOT and asks


def _only_greets(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text greets, or asks who is there, and adds nothing: "hi, no" and "hi, 4" are answers."""
    hello = vocabulary.words_of_intents["hello"]
    known = dict.fromkeys((*hello, *vocabulary.groups["greeting"], *vocabulary.groups["called"]), "")
    has_a_number = any(character.isdigit() for character in text)
    return not has_a_number and said_with(known, text) is not None


def small_talk_in(text: str, vocabulary: Vocabulary) -> str:
    """What a text is that only tells how somebody feels, laughs or shrugs: what answers it; "" if it says more."""
    if len(text) > MAX_READ or any(map(str.isdigit, text)):
        return ""
    groups = vocabulary.groups
    small = (*groups["filler"], *groups["greeting"], *groups["called"], *groups["around"])
    words = {**dict.fromkeys(small, ""), **groups["small_talk"]}
    return next((each for each in said_with(words, text) or () if each not in ("", "small")), "")


def begins_with_intent(text: str, intent: str, vocabulary: Vocabulary) -> bool:
    """Whether somebody begins with the words of an intent: "I'm stuck on ...", not "replace the stuck valve"."""
    folded = fold(text)
    words = vocabulary.words_of_intents[intent]
    return any(folded.startswith(word) and is_free(folded, 0, len(word)) for word in words)


def closes_with_intent(text: str, intent: str, vocabulary: Vocabulary) -> bool:
    """Whether somebody ends with the words of an intent: "Legal is solved". A single word counts only alone: not
    "it isn't solved".
    """
    folded, words = fold(text), vocabulary.words_of_intents[intent]
    return folded in words or folded.endswith(tuple(word for word in words if " " in word or not word.isascii()))
