"""Every section of every script fits whole into a message of each platform and language, and is no wall of text."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from conversations.improve import cards as plans
from conversations.improve.facts import PlanFacts
from conversations.interview_template import cards
from conversations.interview_template.sections import REACTIONS, SECTIONS
from conversations.phrase import cards as phrases
from conversations.phrase.facts import PhraseFacts
from conversations.rules.scenarios import Scenario
from conversations.rules.situations import KINDS
from conversations.toolkit.cards import Card
from conversations.toolkit.catalogue import Catalogue
from conversations.toolkit.vocabulary import Vocabulary
from conversations.toolkit.words import LANGUAGES, Phrase
from tests.conversations import company
from tests.conversations.company import BEGINS, someone
from tests.conversations.drawing import Walker, lines_of
from tests.handlers.contract.adapter import Adapter
from tests.words import the_catalogue

MOST_READ = {"en": 2900, "zh-CN": 1100}
"""Characters of a card: two or three screens of a phone, read by thumb."""


def read_in_a_chat(script: Scenario) -> Iterator[Card]:
    """Every card of a script that a chat shows."""
    yield cards.script(script, cards.back_buttons(further_in=True), book=True)
    yield from (cards.section(script, section) for section in SECTIONS)
    yield from (cards.one_reaction(script, each) for each in script.reactions)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    """The real words."""
    return the_catalogue()


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_of_a_script_is_cut(apart: Adapter, catalogue: Catalogue, language) -> None:
    more, drawn = catalogue.text(Phrase("words.chat.more"), language), 0
    for script in company.scripts().all():
        for card in read_in_a_chat(script):
            assert more not in apart.draws(card, language), (script.id, card.name)
            drawn += 1
    assert drawn > 25 * (1 + len(SECTIONS) + 6)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_card_is_a_wall_of_text_and_none_is_empty(catalogue: Catalogue, language) -> None:
    walker = Walker(catalogue)
    for script in company.scripts().all():
        for card in read_in_a_chat(script):
            told = walker.text(card, language, "UTC")
            assert len(told) <= MOST_READ[language], (script.id, card.name, len(told))
            assert len(list(lines_of(card))) >= 3, (script.id, card.name)
            assert "{" not in told, (script.id, card.name)


def test_the_reactions_are_each_a_step_of_their_own() -> None:
    for script in company.scripts().all():
        card = cards.section(script, REACTIONS)
        assert [button.value for row in card.body if row.kind == "row" for button in row.buttons] == [
            each.kind for each in script.reactions
        ]


def phrases_and_causes(catalogue: Catalogue) -> Iterator[Card]:
    """Every card of a situation, of their lists and of a cause."""
    scripts, situations, causes = company.shelves()
    mara, alice = someone("mara", "Mara Keller", "research", ""), someone("alice", "Alice Berger", "research", "mara")
    words = Vocabulary.of(catalogue)
    looking = PhraseFacts(mara, situations, scripts, words)
    yield from (phrases.shelf(looking), *(phrases.kind(each, looking) for each in KINDS))
    yield from (phrases.situation(each, looking) for each in situations.all())
    planning = PlanFacts(mara, BEGINS, "p1", alice, mara, causes, words)
    yield from (plans.causes(planning), *(plans.helps(each, planning) for each in causes.all()))


@pytest.mark.parametrize("language", LANGUAGES)
def test_phrases_and_causes_fit_as_well(apart: Adapter, catalogue: Catalogue, language) -> None:
    walker, more = Walker(catalogue), catalogue.text(Phrase("words.chat.more"), language)
    for card in phrases_and_causes(catalogue):
        told = walker.text(card, language, "UTC")
        assert more not in apart.draws(card, language), told
        assert len(told) <= MOST_READ[language], (len(told), told)
        assert "{" not in told
