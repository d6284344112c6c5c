"""A whole reply that is a number, as people type it, and a number as it is read."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.toolkit.numbers import number_of, number_text, numbers_of
from conversations.toolkit.vocabulary import Vocabulary
from tests.words import the_vocabulary


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return the_vocabulary()


@pytest.mark.parametrize(
    ("text", "unit", "number"),
    [
        ("62", "", "62"),
        ("62 %", "%", "62"),
        ("６２％", "%", "62"),
        ("-3.5", "", "-3.5"),
        ("1,200", "", "1200"),
        ("3k", "", "3000"),
        ("$40k", "$", "40000"),
        ("1.2M", "", "1200000"),
        ("6.2万", "", "62000"),
        ("6.2万", "万元", "6.2"),
        ("3000万元", "万元", "3000"),
        ("5 days", "days", "5"),
        ("sixty", "", "60"),
        ("sixty-five", "", "65"),
        ("Three", "", "3"),
        ("三", "", "3"),
        ("四十五天", "天", "45"),
        ("一百二十家", "家", "120"),
        ("三百五", "", "350"),
        ("两千零八", "", "2008"),
        ("六点二万", "", "62000"),
        ("一万五千", "", "15000"),
        ("九成", "%", "90"),
        ("九成", "", "90"),
        ("nine out of ten", "%", "90"),
    ],
)
def test_a_number_is_read(text: str, unit: str, number: str, vocabulary: Vocabulary) -> None:
    assert number_of(text, vocabulary, unit) == Decimal(number)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        "an",
        "5 or 6",
        "three four",
        "about it",
        "5 apples",
        "一个",
        "%",
        "9" * 80,
        "1.2.3",
        "999999999999999,999,999",
        "999999999999999 million",
    ],
)
def test_anything_else_is_none(text: str, vocabulary: Vocabulary) -> None:
    assert number_of(text, vocabulary) is None


@pytest.mark.parametrize("text", ["999999999999999,999,999", "-999999999999999 million"])
def test_what_nobody_can_mean_is_none(text: str, vocabulary: Vocabulary) -> None:
    assert number_of(text, vocabulary) is None


@pytest.mark.parametrize(
    ("text", "unit", "numbers"),
    [
        ("3k", "kits", (3000, 3)),
        ("5k", "km", (5000, 5)),
        ("2m", "members", (2_000_000, 2)),
        ("3千", "千克", (3000, 3)),
        ("3 k", "k€", (3,)),
        ("6.2万", "万元", (Decimal("6.2"),)),
        ("5 d", "days", (5,)),
        ("5k", "days", (5000,)),
        ("about it", "days", ()),
    ],
)
def test_what_may_be_a_multiple_or_the_beginning_of_the_unit_is_both(
    text: str, unit: str, numbers: tuple[int, ...], vocabulary: Vocabulary
) -> None:
    assert numbers_of(text, vocabulary, unit) == numbers
    assert number_of(text, vocabulary, unit) == (numbers[0] if len(numbers) == 1 else None)


@given(st.text(max_size=70))
def test_whatever_is_typed_is_a_number_or_none(vocabulary: Vocabulary, text: str) -> None:
    assert isinstance(number_of(text, vocabulary), Decimal | None)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("62", "62"),
        ("0.50", "0.5"),
        ("1200000", "1,200,000"),
        ("98.25", "98.25"),
        ("0.004", "0.004"),
        ("-0.125", "-0.125"),
    ],
)
def test_a_number_is_written(number: str, text: str) -> None:
    assert number_text(Decimal(number)) == text
