"""A form that comes again: a platform lets people send what failed on the way once more, though it had arrived."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from conversations.toolkit.conversation import Json, State
from conversations.toolkit.events import Submitted
from conversations.toolkit.filling import mark_of
from conversations.toolkit.forms import Form

TAKEN = "forms_taken"
"""The answers' name for what tells the forms of each name that were taken from each other."""


def numbered(form: Form, state: State) -> Form:
    """The form with a version that is another one as soon as one of its name was taken."""
    return replace(form, version=len(_marks(state, form.name)))


def came_again(event: Submitted, state: State) -> bool:
    """Whether this very form was taken already: with the same words, and before it could be opened anew."""
    return event.version is not None and mark_of(event) in _marks(state, event.form)


def taken(event: Submitted, state: State) -> State:
    """The state after a form was taken."""
    marks = [*_marks(state, event.form), mark_of(event)]
    return state.at(state.stage, **{TAKEN: {**_every(state), event.form: marks}})


def _marks(state: State, name: str) -> Sequence[Json]:
    marks = _every(state).get(name)
    return marks if isinstance(marks, list | tuple) else ()


def _every(state: State) -> Mapping[str, Json]:
    every = state.answers.get(TAKEN)
    return every if isinstance(every, Mapping) else {}
