"""Whatever is typed is read in no time (safety.md 26): 100 kB of each shape, in less than 50 ms."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import product

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from conversations.help import first_words
from conversations.toolkit import levels, understand
from conversations.toolkit.commands import split_command
from conversations.toolkit.questions import ByDay, Choice, Lines, PerItem, Question, Scale, Sentence, Who
from conversations.toolkit.secrecy import may_be_kept_from
from conversations.toolkit.typed_days import day_in, span_in
from conversations.toolkit.vocabulary import Vocabulary, fold
from tests.words import the_vocabulary

SIZE, MOST = 100_000, 0.05
TODAY = date(2026, 11, 23)

SHAPES = {
    **{
        **{f"{ord(each):x}": each for each in "\ufdfa\u3300\ufb03\u0130\u1fa7\u2475\u00bd\u00df\u0344\u212b"},
    },
    **{
        "combining": "e\u0301\u0323",
        "marks alone": "\u0315\u0300\u05ae\u0062",
        "jamo": "\u1100\u1161\u11a8",
        "joiners": "a\u200d",
        "surrogates": "\ud800",
        "nulls": "\0",
        "right to left": "\u202e\u0645",
        "other digits": "\u0663\uff13",
        "spaces": " \u3000\u00a0\t",
        "lines": "\n- ",
        "slashes": "/",
        "questions": "?\uff1f",
        "us": "rapport ",
        "command": "help ",
        "command cut": "/rapport /help ",
        "first words": "i'm stuck ",
        "answers": "done, still on it, ",
        "numbered": "1. done 2. ",
        "days": "3 days in 3 days ",
        "dates": "2026-12-01 to 30 nov ",
        "weekdays": "next monday of next week ",
        "half a date": "2026-",
        "months": "nov ",
        "digits": "9",
        "slashed": "4/",
        "people": "%_@\\",
    },
    **{f"han {character}": character for character in "下一十周号天月年不没"},
}


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return the_vocabulary()


@dataclass(frozen=True)
class Facts:
    """What a question needs to know."""

    vocabulary: Vocabulary
    today: date = TODAY
    found: tuple[()] = field(default=())

    def may_call(self, _name: str) -> bool:
        return True


QUESTIONS: tuple[Question, ...] = (
    PerItem(name="outcomes", group="outcomes", items=lambda _facts: ("a", "b"), options=("done", "continue", "drop")),
    Lines(name="plans", at_most=3),
    Choice(name="stuck", group="stuck", options=("no", "yes"), else_to="stuck_on"),
    Sentence(name="stuck_on"),
    Who(name="helper_person"),
    ByDay(name="needed_by"),
    Scale(name="energy", low=1, high=5),
)


def reads(text: str, words: Vocabulary) -> Iterator[tuple[str, Callable[[], object]]]:
    """Everything that reads typed text, by name."""
    facts = Facts(words)
    yield "fold", lambda: fold(text)
    yield "split_command", lambda: split_command(text, words.command_words)
    yield "day_in", lambda: day_in(text, TODAY, words)
    yield "span_in", lambda: span_in(text, TODAY, words)
    yield from (
        (f"options_in {group}", lambda g=group: understand.options_in(text, g, words)) for group in words.groups
    )
    yield "may_be_kept_from", lambda: may_be_kept_from(text, words, None)
    yield "yes_or_no", lambda: understand.yes_or_no(text, words)
    yield "is_nothing", lambda: understand.is_nothing(text, words)
    yield "outcome_in", lambda: understand.outcome_in(text, words)
    yield "level_in", lambda: levels.level_in(text, 1, 5, words)
    yield "tells_level", lambda: levels.tells_level(text, "energy", 1, 5, words)
    yield "is_question", lambda: understand.is_question(text, words)
    yield "intent_in", lambda: understand.intent_in(text, words)
    yield "begins_with_intent", lambda: understand.begins_with_intent(text, "stuck", words)
    yield "meaning", lambda: words.meaning("days", text)
    yield "intent_of", lambda: first_words.intent_of(text, words)
    yield "says_more", lambda: first_words.says_more(text, words)
    yield "nearest_commands", lambda: first_words.nearest_commands(text, facts)  # type: ignore[arg-type]
    for question in QUESTIONS:
        yield f"{question.name} typed", lambda q=question: q.typed(text, {}, facts)
        yield f"{question.name} recognises", lambda q=question: q.recognises(text, {}, facts)


def slow(text: str, words: Vocabulary) -> dict[str, float]:
    """What takes too long over this text; the best of three, as other work may come in between."""
    found = {}
    for name, read in reads(text, words):
        took = min(_took(read) for _ in range(1 if _took(read) < MOST else 3))
        if took >= MOST:
            found[name] = took
    return found


def _took(read: Callable[[], object]) -> float:
    began = time.process_time()
    read()
    return time.process_time() - began


@pytest.fixture(scope="module", autouse=True)
def warm(vocabulary: Vocabulary) -> None:
    """Patterns are compiled once, before anybody writes."""
    for _, read in reads("on 3 december", vocabulary):
        read()


@pytest.mark.parametrize("shape", SHAPES)
def test_100_kb_of_one_shape(shape: str, vocabulary: Vocabulary) -> None:
    piece = SHAPES[shape]
    assert slow(piece * (SIZE // len(piece)), vocabulary) == {}


@pytest.mark.parametrize(
    ("before", "after"), list(product(("", "help ", "rapport ", "1. ", "by "), ("", "?", " done")))
)
def test_100_kb_between_known_words(before: str, after: str, vocabulary: Vocabulary) -> None:
    for piece in ("x", "\ufdfa", "下", " "):
        assert slow(before + piece * SIZE + after, vocabulary) == {}


pieces = st.sampled_from(sorted(SHAPES.values())) | st.text(max_size=6)


@settings(max_examples=60, deadline=None)
@given(mixture=st.lists(pieces, min_size=1, max_size=5))
@example(mixture=["rapport ", "\ufdfa"])
def test_100_kb_of_any_mixture(vocabulary: Vocabulary, mixture: list[str]) -> None:
    whole = "".join(mixture) or "x"
    assert slow((whole * (SIZE // len(whole) + 1))[:SIZE], vocabulary) == {}


def test_the_bots_name_counts_once(vocabulary: Vocabulary) -> None:
    words = vocabulary.command_words
    assert split_command("rapport", words) == ("help", "")
    assert split_command("/rapport help me", words) == ("help", "me")
    assert split_command("rapport rapport", words) is None


def test_a_command_with_a_long_text_behind_it_is_one(vocabulary: Vocabulary) -> None:
    assert split_command("help " + "\ufdfa" * SIZE, vocabulary.command_words) == ("help", "\ufdfa" * SIZE)
    assert split_command("help" + "!" * SIZE, vocabulary.command_words) is None
