"""Which question a reply answers, and what it gives to another besides, which is judged by that one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from conversations.toolkit.cards import Card, buttons_of
from conversations.toolkit.conversation import Json
from conversations.toolkit.leaving import changed_to
from conversations.toolkit.questions import Answers, Question, Sentence, StepFacts, Unclear
from conversations.toolkit.understand import is_marked
from conversations.toolkit.vocabulary import Vocabulary


def judged(
    given: Mapping[str, Json] | Unclear, asked: Question, among: Sequence[Question], answers: Answers, facts: StepFacts
) -> Mapping[str, Json] | Unclear:
    """What was given and what that answers besides, or why the question to which a part of it belongs cannot take it:
    too long is said, never cut.
    """
    if isinstance(given, Unclear):
        return given
    besides: dict[str, Json] = {}
    for name, value in given.items():
        other = next((question for question in among if question.name == name), None)
        if other is not None and other is not asked and isinstance(other, Sentence):
            verdict = other.typed(str(value), answers, facts)
            if isinstance(verdict, Unclear):
                return verdict
            besides.update(verdict)
    return {**besides, **given}


def meant(text: str, asked: Question, among: Iterable[Question], answers: Answers, facts: StepFacts) -> Question:
    """The question that a reply to the invitation answers: one before the one it asks, if it clearly reads so."""
    for question in among:
        if question is asked:
            break
        if question.recognises(text, answers, facts):
            return question
    return asked


def means_at_once(text: str, name: str, card: Card, vocabulary: Vocabulary) -> bool:
    """Whether a reply to a card says in words what its one tap of this name says, where that is offered."""
    offered = name in (button.name for button in buttons_of(card))
    return bool(name) and offered and vocabulary.meaning(name, text) is not None and not is_marked(text)


def sends(text: str, vocabulary: Vocabulary) -> bool:
    """Whether somebody says to send what stands, and does not ask that: "send it", not "send it?"."""
    return vocabulary.meaning("share_it", text) == "send" and not is_marked(text)


def corrected(text: str, answered: Sequence[Question], answers: Answers, facts: StepFacts) -> Mapping[str, Json]:
    """What "change plan 2 to ..." gives to the one of these that it names, and "change it to ..." to the last that it
    clearly answers; nothing in doubt.
    """
    named = (question.changed(text, answers, facts) for question in answered)
    if said := next(filter(None, named), None):
        return said
    behind = changed_to(text, facts.vocabulary)
    for question in reversed(answered) if behind else ():
        given = question.typed(behind, {}, facts) if question.recognises(behind, {}, facts) else {}
        if given and not isinstance(given, Unclear):
            return given
    return {}
