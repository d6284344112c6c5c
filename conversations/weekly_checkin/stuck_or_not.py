"""Whether anything is stuck, where words may say so or not: they are kept, and two taps say which."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from conversations.toolkit.cards import Button, Line, Part
from conversations.toolkit.conversation import Json
from conversations.toolkit.questions import Answers, Choice, Say, StepFacts, Unclear
from conversations.toolkit.words import Phrase, Verbatim

DOUBTED = "stuck_doubted"
"""The answers' name for the words of which nobody knows whether they say what is stuck."""

NO, PLAN, OLD = "no", "plan", "old"
"""What else they may be: a no with more behind it, another plan, or what is open already; as the options and taps are
called.
"""


@dataclass(frozen=True, kw_only=True)
class StuckOrNot(Choice):
    """The choice, and in doubt whether words are what is stuck, or what else they may be; `besides` gives what they
    answer of other questions, as where they are typed.
    """

    besides: Callable[[str, Any], Mapping[str, Json] | Unclear] = lambda _text, _facts: {}

    def ask(self, say: Say, answers: Answers, facts: StepFacts) -> tuple[Part, ...]:
        """How it is asked by itself; in doubt, what the words are."""
        else_, _ = doubted_in(answers)
        if else_ == OLD:
            return (Line(Phrase("weekly_checkin.stuck_doubted.old.ask", {"what": Verbatim(open_in(answers)[1])})),)
        return (
            (Line(Phrase(f"weekly_checkin.stuck_doubted.{else_}.ask")),) if else_ else super().ask(say, answers, facts)
        )

    def buttons(self, say: Say, answers: Answers, facts: StepFacts) -> tuple[Button, ...]:
        """The taps that answer it, or that say what the words are."""
        else_, _ = doubted_in(answers)
        if not else_:
            return super().buttons(say, answers, facts)
        id_, _ = open_in(answers)
        solved = (Button("solved", Phrase("weekly_checkin.blocker.solved"), id_),) if id_ else ()
        stuck = "new" if id_ else "stuck"
        return (
            Button(self.name, Phrase(f"weekly_checkin.stuck_doubted.{else_}.tap"), else_),
            *solved,
            Button(self.name, Phrase(f"weekly_checkin.stuck_doubted.{stuck}"), self.options[-1]),
        )

    def clicked(self, value: str, answers: Answers, facts: StepFacts) -> Mapping[str, Json]:
        """The answers that a tap gives; with a yes the words that were kept are what is stuck."""
        else_, words = doubted_in(answers)
        if value == OLD:
            # It stands as it was noted, and nothing is said of anything else.
            return {DOUBTED: None, self.name: None} if else_ == OLD else {}
        if value == PLAN:
            return {DOUBTED: None, **as_plan(words, answers)} if else_ == PLAN else {}
        given = super().clicked(value, answers, facts)
        return self._settled(given, words, facts) if given and else_ else given

    def typed(self, text: str, answers: Answers, facts: StepFacts) -> Mapping[str, Json] | Unclear:
        """The answers that a reply gives; a bare yes means the words that were kept."""
        else_, words = doubted_in(answers)
        given = super().typed(text, answers, facts)
        if not else_ or isinstance(given, Unclear):
            return given
        says_yes = given.get(self.name) == self.options[-1] and self.else_to not in given
        return self._settled(given, words if says_yes else "", facts)

    def _settled(self, given: Mapping[str, Json], words: str, facts: StepFacts) -> Mapping[str, Json]:
        is_stuck = given.get(self.name) == self.options[-1] and words
        besides = self.besides(words, facts) if is_stuck else {}
        told = {} if isinstance(besides, Unclear) or not is_stuck else {self.else_to: words, **besides}
        return {DOUBTED: None, **told, **given}


def doubted_in(answers: Answers) -> tuple[str, str]:
    """What words may be beside what is stuck, and those words; "" and "" where there is no doubt."""
    kept = answers.get(DOUBTED)
    return (str(kept[0]), str(kept[1])) if isinstance(kept, list | tuple) else ("", "")


def open_in(answers: Answers) -> tuple[str, str]:
    """The id and the words of the blocker that doubted words may tell of; "" and "" for none."""
    kept = answers.get(DOUBTED)
    return (str(kept[2]), str(kept[3])) if isinstance(kept, list | tuple) and kept[0] == OLD else ("", "")


def in_doubt(else_: str, text: str, answers: Answers, besides: Mapping[str, Json], *about: str) -> Unclear | None:
    """Ask of these words, once, what they are; and what they answered besides. `about` is the id and words of what is
    open already.
    """
    if doubted_in(answers)[1] == text:
        return None
    said = Phrase("weekly_checkin.stuck_doubted.said", {"text": Verbatim(text)})
    return Unclear(said, {**besides, DOUBTED: [else_, text, *about]})


def as_plan(words: str, answers: Answers) -> Mapping[str, Json]:
    """This week's plans with these words as the last."""
    there = answers.get("plans")
    plans = list(there) if isinstance(there, list | tuple) else []
    return {"plans": [*plans, words]} if words not in plans else {}
