"""A filled form as answers to its questions, and what is kept of one that was not taken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from conversations.toolkit.conversation import Json, State
from conversations.toolkit.events import Submitted
from conversations.toolkit.forms import Errors, Form, read_form
from conversations.toolkit.questions import Question

DRAFT = "draft"
"""The answers' name for what a refused form said, to be shown when it is opened again."""

TOGETHER = "together"
"""The answers' name for which questions the last reply answered, if several: they are undone together, too."""


def names_of(questions: Sequence[Question]) -> frozenset[str]:
    """All names under which the questions keep their answers."""
    return frozenset(name for q in questions for name in (q.name, f"{q.name}_shown"))


def read_questions(
    questions: Sequence[Question], form: Form, event: Submitted, facts: Any
) -> tuple[dict[str, Json], Errors]:
    """What a submitted form answers; errors name each field that cannot be taken."""
    typed, errors = read_form(form, event.values)
    answers: dict[str, Json] = {}
    for question in questions:
        wrong = question.wrong(typed, facts)
        if wrong:
            errors.setdefault(question.name, wrong)
    for question in () if errors else questions:
        answers.update(question.filled(typed, facts))
    return answers, errors


def draft_in(state: State) -> Mapping[str, Json]:
    """What was kept of a refused form."""
    draft = state.answers.get(DRAFT)
    return draft if isinstance(draft, Mapping) else {}
