"""Questions: each is declared once and can be spoken (asked by itself, answered by a reply or a tap) or filled."""

from conversations.toolkit.questions.base import Answers, Question, Say, StepFacts, Unclear, always
from conversations.toolkit.questions.choices import Choice, Scale
from conversations.toolkit.questions.per_item import PerItem
from conversations.toolkit.questions.texts import ByDay, Lines, Sentence, Who
from conversations.toolkit.questions.tick import Tick

__all__ = [
    "Answers",
    "ByDay",
    "Choice",
    "Lines",
    "PerItem",
    "Question",
    "Say",
    "Scale",
    "Sentence",
    "StepFacts",
    "Tick",
    "Unclear",
    "Who",
    "always",
]
