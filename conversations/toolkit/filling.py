"""The questions as a form, a filled form as their answers, which answers stand, and what a refused form said."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from zlib import crc32

from conversations.toolkit.conversation import Json, State
from conversations.toolkit.events import Submitted
from conversations.toolkit.forms import Errors, Form, FormPart, Saying, read_form
from conversations.toolkit.questions import Answers, Lines, Question, Say
from conversations.toolkit.words import Phrase

if TYPE_CHECKING:
    from conversations.toolkit.steps import Fill

DRAFT = "draft"
"""The answers' name for what a refused form said, to be shown when it is opened again."""

SENT = "sent"
"""The answers' name for which form was taken last: the very same, sent once more, changes nothing."""

TOGETHER = "together"
"""The answers' name for which questions the last reply answered, if several: they are undone together, too."""


def names_of(questions: Sequence[Question]) -> frozenset[str]:
    """All names under which the questions keep their answers."""
    return frozenset(name for q in questions for name in (q.name, f"{q.name}_shown"))


def parts_of(fill: Fill, answers: Answers, say: Say, facts: Any) -> tuple[FormPart, ...]:
    """The fields of all questions that apply, or would with another answer in the same form, prefilled; and a line that
    says so where some of it was never taken.
    """
    parts: list[FormPart] = [Saying(fill.preface(facts))] if fill.preface else []
    if answers.get(DRAFT):
        parts.append(Saying(Phrase("steps.drafted")))
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


def left_out(question: Question, questions: Sequence[Question], answers: Answers, facts: Any) -> Mapping[str, Json]:
    """What it means to skip one: to skip what must be answered takes back the answer that had raised it."""
    raised_by = question.shown_when[0] if question.required and question.shown_when else ""
    by = next((each for each in questions if each.name == raised_by), None)
    return {**question.passed(answers, facts), **(by.taken_back(facts) if by else {})}


def skipping(question: Question, questions: Sequence[Question], answers: Answers, facts: Any) -> Mapping[str, Json]:
    """What is answered by who skips one and goes on: the lines that were said before stay as they are."""
    said = {each.name: answers[each.name] for each in questions if isinstance(each, Lines) and answers.get(each.name)}
    return {**said, **left_out(question, questions, answers, facts)}


def passed_over(questions: Sequence[Question], state: State, facts: Any) -> State:
    """At the summary everything was asked: what has no answer there was skipped, and is not asked again later."""
    open_ = (q.name for q in questions if q.spoken and q.when(state.answers, facts))
    return State(state.stage, {**dict.fromkeys(open_, None), **state.answers})


def without_the_rest(questions: Sequence[Question], state: State, facts: Any) -> dict[str, Json]:
    """The answers where somebody answers no more: what is open is skipped, with the lines that were said kept. Lines
    that were too many stay open: which of them are meant is for nobody else to say.
    """
    answers = dict(state.answers)
    for question in questions:
        if question.spoken and question.when(answers, facts) and not question.answered(answers, facts):
            before, skipped = dict(answers), left_out(question, questions, answers, facts)
            if isinstance(question, Lines):
                said = question.too_many(answers) or question.present(answers, facts)
                skipped = {question.name: list(said), question.anew: False}
            answers.update(skipped)
            answers.update(_with_room(questions, following(questions, before, answers, skipped, facts)))
    return answers


def _with_room(questions: Sequence[Question], lines: Mapping[str, Json]) -> Mapping[str, Json]:
    """The lines that others came to and that are not too many so: else those that were said stay as they are."""
    many = [each.name for each in questions if isinstance(each, Lines) and each.too_many(lines)]
    return {name: said for name, said in lines.items() if name not in many}


def without_raised(questions: Sequence[Question], state: State, given: Iterable[str]) -> State:
    """The state without the answers to questions that these raise: with another answer they are asked anew."""
    raising = set(given)
    for question in questions:
        if question.shown_when and question.shown_when[0] in raising:
            raising.add(question.name)
    raised = names_of([q for q in questions if q.name in raising])
    return undrafted(state, raised).without(*raised)


def undrafted(state: State, names: Iterable[str]) -> State:
    """The state whose draft says no more of these: what was said since goes before it."""
    left = {name: each for name, each in draft_in(state).items() if name not in set(names)}
    return state.at(state.stage, **{DRAFT: left}) if left else state.without(DRAFT)


def following(
    questions: Sequence[Question], before: Answers, after: Answers, given: Iterable[str], facts: Any
) -> Mapping[str, Json]:
    """The lines that were said before the answers that prefill them, with what these prefill now."""
    lines: dict[str, Json] = {}
    for question in questions:
        if isinstance(question, Lines) and question.name not in given:
            lines.update(question.followed(before, after, facts))
    return lines


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


def mark_of(event: Submitted) -> int:
    """What tells a form from any other that was opened at another time, or says something else."""
    return crc32(repr((event.version, sorted((name, *given) for name, given in event.values.items()))).encode())


def refused(questions: Sequence[Question], before: State, after: State, given: Answers) -> State:
    """The state after a form that was asked about and not taken: the answers stand as they did, so that the very same
    form may be sent once more; what it said is its draft.
    """
    names = names_of(questions) | {SENT}
    stood = {name: each for name, each in before.answers.items() if name in names}
    return State(after.stage, {**after.without(*names).answers, **stood, DRAFT: dict(given)})


def answers_mark(questions: Sequence[Question], answers: Answers) -> str:
    """What tells these answers from any others; what has none is as good as left out."""
    given = {q.name: answers[q.name] for q in questions if answers.get(q.name)}
    return json.dumps(given, sort_keys=True)


def draft_in(state: State) -> Mapping[str, Json]:
    """What was kept of a refused form."""
    draft = state.answers.get(DRAFT)
    return draft if isinstance(draft, Mapping) else {}
