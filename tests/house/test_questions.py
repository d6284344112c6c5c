"""The questions: a week's have a budget (product 7.2), each takes what is typed, and the recipe lists their kinds."""

import re
from collections.abc import Iterable
from dataclasses import fields, replace
from itertools import product

from bot.rhythms import CONVERSATIONS as BEGUN
from conversations import BY_NAME, CONVERSATIONS
from conversations.rules.budget import QUESTIONS_A_WEEK
from conversations.toolkit import questions
from conversations.toolkit.questions import Choice, PerItem, Question, Sentence
from conversations.toolkit.steps import Fill, Invite, Script
from conversations.toolkit.words import LANGUAGES, Phrase
from conversations.toolkit.words_needed import words_lacking
from conversations.weekly_checkin import weekly_checkin
from tests.words import the_catalogue, the_vocabulary


def questions_of(conversations: Iterable[object]) -> list[str]:
    """All questions that these conversations can ask, those included that follow from an answer."""
    scripts = [each for each in conversations if isinstance(each, Script)]
    fills = [step for script in scripts for step in script.steps if isinstance(step, Fill)]
    return [question.name for fill in fills for question in fill.questions]


def test_what_the_bot_asks_in_a_week_stays_within_its_budget():
    begun = [BY_NAME[name] for name in BEGUN.values()]
    asked = questions_of(begun)
    assert asked
    assert len(asked) <= QUESTIONS_A_WEEK, f"remove a question for the one that was added: {', '.join(asked)}"


def test_an_added_question_is_counted():
    more = [
        replace(step, questions=(*step.questions, Sentence(name="one_more"))) if isinstance(step, Fill) else step
        for step in weekly_checkin.steps
    ]
    assert len(questions_of([replace(weekly_checkin, steps=tuple(more))])) == len(questions_of([weekly_checkin])) + 1


def kinds_told(recipe: str) -> dict[str, set[str]]:
    """The kinds of questions in the recipe's table, and the arguments it names."""
    rows = re.findall(r"^\| `(\w+)` \|[^|]*\|([^|]*)\|", recipe, re.MULTILINE)
    return {name: set(re.findall(r"`(\w+)`", arguments)) for name, arguments in rows}


def test_the_recipe_lists_every_kind_of_question_and_its_arguments(root):
    exported = [getattr(questions, name) for name in questions.__all__ if name != "Question"]
    kinds = [each for each in exported if isinstance(each, type) and issubclass(each, Question)]
    shared = {each.name for each in fields(Question)}
    recipe = (root / "CONTRIBUTING.md").read_text("utf-8")
    assert kinds_told(recipe) == {kind.__name__: {each.name for each in fields(kind)} - shared for kind in kinds}
    assert all(f"`{name}`" in recipe for name in shared)


def test_every_option_has_words_by_which_people_type_it():
    assert [str(fault) for fault in words_lacking(CONVERSATIONS, the_catalogue())] == []


def test_what_stands_on_the_button_of_an_option_means_it_when_typed():
    catalogue, vocabulary = the_catalogue(), the_vocabulary()
    for script in (each for each in CONVERSATIONS if isinstance(each, Script)):
        for fill in (step for step in script.steps if isinstance(step, Fill)):
            for question in (each for each in fill.questions if isinstance(each, Choice)):
                for option, language in product(question.options, LANGUAGES):
                    label = catalogue.text(Phrase(f"{script.name}.{question.name}.options.{option}"), language)
                    assert vocabulary.label(question.name, label) == option
                    assert vocabulary.label(question.name, f"{label} or not") is None


def test_an_option_without_words_is_found_in_each_language():
    parking = Choice(name="parking", group="parking", options=("no", "yes"))
    days = PerItem(name="days", group="outcomes", items=lambda _facts: [], options=("done", "never"))
    moods = PerItem(name="moods", group="answer", items=lambda _facts: [], options=("no", "yes"))
    steps = (Invite(lambda _state, _facts: None, at_once="as_ever"), Fill("desk", (parking, days, moods)))
    desk = replace(weekly_checkin, name="desk", steps=steps)
    lacking = {str(fault) for fault in words_lacking([desk, BY_NAME["help"]], the_catalogue())}
    assert lacking == {
        f"content/{language}: lacks {id_}, where desk.{who} looks replies up; write it there"
        for language in ("en", "zh-CN")
        for id_, who in {
            "words.typed.as_ever.as_ever": "as_ever",
            "words.typed.parking.no": "parking",
            "words.typed.parking.yes": "parking",
            "words.typed.outcomes.never": "days",
            "steps.unclear_items.answer": "moods",
        }.items()
    }
