"""What is kept about a list of words gives what looking through it anew gives."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.toolkit.listed import Listed
from conversations.toolkit.vocabulary import meaning_of
from conversations.toolkit.words_within import longest_at, longest_within, said_with
from tests.words import the_vocabulary

_LETTERS = st.text("ab' 好的", max_size=4)
_WORDS = st.dictionaries(_LETTERS, st.sampled_from(["yes", "no", ""]), max_size=6)


@given(_WORDS, st.text("ab' 好的,", max_size=9))
def test_a_kept_list_finds_what_a_plain_one_finds(words: dict[str, str], text: str) -> None:
    kept = Listed(words)
    assert longest_within(text, kept) == longest_within(text, words)
    assert said_with(kept, text) == said_with(words, text)
    assert all(longest_at(text, at, kept) == longest_at(text, at, words) for at in range(len(text) + 1))


@pytest.mark.parametrize("meanings", [("yes",), ("no", "yes"), ("none of them",)])
def test_words_of_a_meaning_keep_their_order_however_often_they_are_asked_for(meanings: tuple[str, ...]) -> None:
    answers = the_vocabulary().groups["answer"]
    assert isinstance(answers, Listed)
    anew = tuple(word for word, meaning in answers.items() if meaning in meanings)
    assert [meaning_of(answers, *meanings), meaning_of({**answers}, *meanings)] == [anew, anew]
    assert meaning_of(answers, *meanings) == anew
