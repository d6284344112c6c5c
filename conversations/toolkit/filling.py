"""The questions as a form, a filled form as their answers, which answers stand, and what a refused form said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from conversations.toolkit.conversation import Json, State
from conversations.toolkit.events import Submitted
from conversations.toolkit.forms import Errors, Form, FormPart, Saying, read_form
from conversations.toolkit.questions import Answers, Question, Say

if TYPE_CHECKING:
    from conversations.toolkit.steps import Fill

DRAFT = "draft"
"""The answers' name for what a refused form said, to be shown when it is opened again."""

TOGETHER = "together"
"""The answers' name for which questions the last reply answered, if several: they are undone together, too."""


def names_of(questions: Sequence[Question]) -> frozenset[str]:
    """All names under which the questions keep their answers."""
    return frozenset(name for q in questions for name in (q.name, f"{q.name}_shown"))


def parts_of(fill: Fill, answers: Answers, say: Say, facts: Any) -> tuple[FormPart, ...]:
    """The fields of all questions that apply, or would with another answer in the same form, prefilled."""
    parts: list[FormPart] = [Saying(fill.preface(facts))] if fill.preface else []
    there: set[str] = set()
    for question in fill.questions:
        if (question.shown_when and question.shown_when[0] in there) or question.when(answers, facts):
            there.add(question.name)
            parts.extend(question.fields(say, answers, facts))
    return tuple(parts)


def pruned(questions: Sequence[Question], state: State, facts: Any) -> State:
    """Forget answers of questions that no longer apply, and skipped ones."""
    answers = state.answers
    gone = [q.name for q in questions if not q.when(answers, facts) or answers.get(q.name, "") is None]
    return state.without(*gone, *(f"{name}_shown" for name in gone))


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
