"""Every card and form of every conversation, as each platform draws it in each language, against what it was before.

A change that is meant is taken over with `pytest tests/handlers/test_golden.py --snapshot-update`, and looked at.
"""

import re
from pathlib import Path

import pytest

from conversations.help.cards import AFTER
from conversations.toolkit.cards import Card, Heading, buttons_of
from conversations.toolkit.catalogue import Catalogue
from conversations.toolkit.words import LANGUAGES, Language
from conversations.weekly_checkin.questions import QUESTIONS
from tests.handlers.contract.adapter import Adapter
from tests.handlers.golden.book import Book
from tests.handlers.golden.named import patterns
from tests.handlers.golden.scenes import Keeper, Troupe, played, signing_in
from tests.words import the_catalogue


def point(all_: Troupe) -> None:
    """Somebody puts two points on an agenda."""
    all_.says("mara", "1:1 Bob")
    all_.fills("mara", "add", on="one_on_one.agenda", points=["The fair", "Travel"])


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Keeper:
    """Every card and form, from playing the scenes."""
    return played(tmp_path_factory.mktemp("stage"), the_catalogue())


def test_cards_and_forms_are_drawn_as_before(apart: Adapter, kept: Keeper, pytestconfig: pytest.Config) -> None:
    drawn: dict[str, str] = {}
    for language in LANGUAGES:
        drawn |= {f"{name}.{language}": apart.draws(card, language) for name, card in kept.cards.items()}
        drawn |= {f"{name}.form.{language}": apart.draws_form(form, language) for name, form in kept.forms.items()}
    Book(apart.name, apart.suffix, pytestconfig.getoption("update_snapshots")).holds(drawn)


def test_every_card_in_the_code_is_shown_in_a_scene(kept: Keeper) -> None:
    named = patterns()
    missing = [where for pattern, where in named.items() if not any(re.fullmatch(pattern, name) for name in kept.cards)]
    assert missing == [], "let somebody be shown it in tests/handlers/golden/scenes.py"
    assert [name for name in kept.cards if not any(re.fullmatch(pattern, name) for pattern in named)] == []


def test_every_question_and_every_first_word_is_shown_in_a_scene(kept: Keeper, catalogue: Catalogue) -> None:
    asked = {f"weekly_checkin.{question.name}" for question in QUESTIONS if question.spoken}
    answered = {f"help.{intent}" for intent in AFTER}
    settled = set(catalogue.ids("help.settled."))
    assert (asked | answered | settled) - kept.cards.keys() == set()


def test_no_card_is_empty_and_no_name_stands_for_two_things(kept: Keeper) -> None:
    for name, card in kept.cards.items():
        assert card.body, name
        assert not card.neutral.facts, name
        assert [part for part in card.body if isinstance(part, Heading)][1:] == [] or len(card.body) > 2, name
        pressed = [(button.name, button.value) for button in buttons_of(card)]
        assert len(pressed) == len(set(pressed)), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_previews_say_the_neutral_line_only(
    apart: Adapter, kept: Keeper, catalogue: Catalogue, language: Language
) -> None:
    """Safety 21, for every card there is."""
    for name, card in kept.cards.items():
        assert apart.previews(card, language) == catalogue.text(card.neutral, language), name
        neutral = apart.draws(card, language, neutral=True)
        assert neutral == apart.draws(_without_content(card), language, neutral=True), name
        assert len(card.body) == 0 or neutral != apart.draws(card, language), name


def test_a_scene_more_changes_nothing_that_another_draws(tmp_path: Path, catalogue: Catalogue) -> None:
    alone, behind = tmp_path / "alone", tmp_path / "behind"
    alone.mkdir()
    behind.mkdir()
    drawn = played(alone, catalogue, (point,)).cards["one_on_one.agenda"]
    assert "The fair" in repr(drawn)
    assert played(behind, catalogue, (signing_in, point)).cards["one_on_one.agenda"] == drawn


def _without_content(card: Card) -> Card:
    return Card(card.name, card.neutral, ())


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    """The real words."""
    return the_catalogue()
