"""Product 7.2: the questions of a week have a budget; whoever adds one removes one."""

from collections.abc import Iterable
from dataclasses import replace

from bot.rhythms import CONVERSATIONS
from conversations import BY_NAME
from conversations.rules.budget import QUESTIONS_A_WEEK
from conversations.toolkit.questions import Sentence
from conversations.toolkit.steps import Fill, Script
from conversations.weekly_checkin import weekly_checkin


def questions_of(conversations: Iterable[object]) -> list[str]:
    """All questions that these conversations can ask, those included that follow from an answer."""
    scripts = [each for each in conversations if isinstance(each, Script)]
    fills = [step for script in scripts for step in script.steps if isinstance(step, Fill)]
    return [question.name for fill in fills for question in fill.questions]


def test_what_the_bot_asks_in_a_week_stays_within_its_budget():
    begun = [BY_NAME[name] for name in CONVERSATIONS.values()]
    asked = questions_of(begun)
    assert asked
    assert len(asked) <= QUESTIONS_A_WEEK, f"remove a question for the one that was added: {', '.join(asked)}"


def test_an_added_question_is_counted():
    more = [
        replace(step, questions=(*step.questions, Sentence(name="one_more"))) if isinstance(step, Fill) else step
        for step in weekly_checkin.steps
    ]
    assert len(questions_of([replace(weekly_checkin, steps=tuple(more))])) == len(questions_of([weekly_checkin])) + 1
