"""Small groups are shown together or not at all, and leave nobody over."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.rules.small_groups import LEAST, gathered


@pytest.mark.parametrize(
    ("sizes", "shown"),
    [
        ({}, []),
        ({"a": 4}, []),
        ({"a": 5}, [("a",)]),
        ({"a": 5, "b": 0}, [("a",)]),
        ({"a": 3, "b": 2}, [("a", "b")]),
        ({"a": 9, "b": 3, "c": 4}, [("a",), ("b", "c")]),
        ({"a": 9, "b": 6, "c": 2}, [("a",), ("b", "c")]),
    ],
)
def test_the_groups_that_may_be_shown(sizes: dict[str, int], shown: list[tuple[str, ...]]) -> None:
    assert gathered(sizes) == shown


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 12)))
def test_no_group_is_small_and_nobody_is_left_over(sizes: dict[str, int]) -> None:
    groups = gathered(sizes)
    named = [name for group in groups for name in group]
    assert len(named) == len(set(named))
    assert all(sum(sizes[name] for name in group) >= LEAST for group in groups)
    left_over = sum(sizes.values()) - sum(sizes[name] for name in named)
    assert left_over == 0 or (not groups and left_over < LEAST)
