"""No pattern repeats a list of words: words that are made of each other are read in as many ways as there are cuts."""

import ast
from collections.abc import Iterator

import pytest

from tests.house.conftest import Source

WORDS = "\0"
"""What stands for the part of a pattern that is filled in."""


def patterns(source: Source) -> Iterator[tuple[int, str]]:
    """The raw strings with parts that are filled in, each with its line."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.JoinedStr) and (ast.get_source_segment(source.text, node) or "").startswith("rf"):
            yield (
                node.lineno,
                "".join(str(each.value) if isinstance(each, ast.Constant) else WORDS for each in node.values),
            )


def repeats_words(pattern: str) -> bool:
    """Whether a part that is filled in is repeated without end, so that its repeats may be cut in other ways."""
    opened, at = [0], 0
    while at < len(pattern):
        if pattern[at] == "\\":
            at += 1
        elif pattern[at] == "[":
            at = pattern.index("]", at + 2)
        elif pattern[at] == "(":
            opened.append(at)
        elif pattern[at] in f"){WORDS}":
            begin = opened.pop() if pattern[at] == ")" else at
            if WORDS in pattern[begin : at + 1] and _is_endless(pattern[at + 1 : at + 7]):
                return True
        at += 1
    return False


def _is_endless(behind: str) -> bool:
    repeat = behind[:1] if behind[:1] != "{" else behind.partition("}")[0]
    return (repeat in ("*", "+") and behind[1:2] != "+") or repeat.endswith(",")


@pytest.mark.parametrize(
    ("pattern", "repeated"),
    [
        (rf"(?:{WORDS}\s*)*x", True),
        (rf"(?:x(?:{WORDS}|y))+", True),
        (rf"{WORDS}+$", True),
        (rf"(?:{WORDS}){{2,}}", True),
        (rf"(?:{WORDS}\s*){{0,4}}(?:a)*[)*]{WORDS}?", False),
        (rf"(?:, {WORDS})*+\s+", False),
        (rf"(?:{WORDS}\)*)?", False),
    ],
)
def test_what_is_repeated_is_seen(pattern: str, repeated: bool) -> None:
    assert repeats_words(pattern) is repeated


def test_no_pattern_repeats_a_list_of_words(sources: list[Source]) -> None:
    found = [f"{each.name}:{line}" for each in sources for line, text in patterns(each) if repeats_words(text)]
    assert found == []
