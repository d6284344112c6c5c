"""The beginning of a tree that is too long for a message: no level is passed over, nothing is left out unsaid."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.toolkit.cards import Branch, Tree, lines_of
from conversations.toolkit.trees import TREE_LINES, beginning
from conversations.toolkit.words import Joined, Phrase, Verbatim
from tests.goal_tree import card_of_500

trees = st.recursive(
    st.just(()),
    lambda below: st.lists(below.map(lambda each: Branch(Verbatim("x"), None, each)), max_size=6).map(tuple),
).map(Tree)


def hidden(branch):
    """How many more a line says there are."""
    said = branch.detail.items[-1] if isinstance(branch.detail, Joined) else branch.detail
    for text in (said, branch.text):
        if isinstance(text, Phrase) and text.id in ("words.chat.below", "words.chat.beside"):
            return text.facts["n"]
    return 0


@given(trees, st.integers(1, 12))
def test_each_line_is_shown_or_counted_once(tree, most):
    lines = [each for _, each in lines_of(beginning(tree, most))]
    shown = sum(each.text == Verbatim("x") for each in lines)
    assert len(lines) <= most
    assert shown + sum(map(hidden, lines)) == len(list(lines_of(tree)))
    assert len(lines) == min(most, len(list(lines_of(tree)))) or len(tree.branches) > most


def test_what_fits_is_the_whole_tree():
    tree = Tree((Branch(Verbatim("a"), None, (Branch(Verbatim("b")),)), Branch(Verbatim("c"))))
    assert beginning(tree, 3) == tree


def test_of_500_goals_no_department_vanishes(catalogue):
    [tree] = [part for part in card_of_500(()).body if isinstance(part, Tree)]
    lines = list(lines_of(beginning(tree, TREE_LINES)))
    titles = [re.match(r"[A-Z]\w+", each.text.facts["title"].text)[0] for _, each in lines]
    assert titles[:3] == ["Company", "Sales0", "Team00"]
    assert [title for title in titles if title.startswith("Sales")] == [f"Sales{n}" for n in range(5)]
    assert [sum(title.startswith(f"Team{n}") for title in titles) for n in range(5)] == [7, 7, 7, 7, 6]
    told = {title: catalogue.text(each.detail, "en", "UTC") for title, (_, each) in zip(titles, lines, strict=True)}
    assert "more below" not in told["Company"]
    assert told["Sales0"].endswith("30 more below")
    assert told["Team46" if "Team46" in told else "Team45"].endswith("9 more below")


@pytest.mark.parametrize(("tops", "said"), [(40, 0), (41, 2), (506, 467)])
def test_many_that_stand_beside_each_other_are_counted(tops, said):
    lines = [each for _, each in lines_of(beginning(Tree((Branch(Verbatim("x")),) * tops), TREE_LINES))]
    assert len(lines) == 40
    assert hidden(lines[-1]) == said
