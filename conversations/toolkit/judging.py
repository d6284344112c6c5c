"""What a reply gives to another question besides is judged by that one: too long is said, never cut."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from conversations.toolkit.conversation import Json
from conversations.toolkit.questions import Answers, Question, Sentence, StepFacts, Unclear


def judged(
    given: Mapping[str, Json] | Unclear, asked: Question, among: Sequence[Question], answers: Answers, facts: StepFacts
) -> Mapping[str, Json] | Unclear:
    """What was given, or why the question to which a part of it belongs cannot take it."""
    if isinstance(given, Unclear):
        return given
    for name, value in given.items():
        other = next((question for question in among if question.name == name), None)
        if other is not None and other is not asked and isinstance(other, Sentence):
            verdict = other.typed(str(value), answers, facts)
            if isinstance(verdict, Unclear):
                return verdict
    return given
