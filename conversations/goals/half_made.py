"""Goals that are half made: what was said of each is kept, under a number, while another one is begun."""

from __future__ import annotations

from collections.abc import Mapping

from conversations.toolkit.conversation import Json, State

KEPT = "half_made"
"""The answers' name for what is known of each that was set aside, the oldest first."""

COUNT = "drafts"
"""The answers' name for how many drafts were kept so far: the number of the one at hand."""


def number(state: State) -> int:
    """The number of what is being drafted: another one, or changed, it has another."""
    return int(str(state.answers.get(COUNT) or 0))


def aside(state: State) -> Mapping[str, Mapping[str, Json]]:
    """What was set aside, by number: the answers about each."""
    kept = state.answers.get(KEPT)
    halves = kept if isinstance(kept, Mapping) else {}
    return {id_: about for id_, about in halves.items() if isinstance(about, Mapping)}


def answers_about(state: State, id_: str) -> Mapping[str, Json]:
    """The answers about one that was set aside, else about the one at hand."""
    return aside(state).get(id_, state.answers)


def set_aside(state: State, names: tuple[str, ...]) -> State:
    """The state that keeps these answers apart from those about what comes next."""
    about: Mapping[str, Json] = {name: state.answers[name] for name in names if name in state.answers}
    return state.at(state.stage, **{KEPT: {**aside(state), str(number(state)): about}})


def without(state: State, id_: str) -> State:
    """The state once one of them is taken up, or is not wanted any more."""
    left: Mapping[str, Json] = {each: about for each, about in aside(state).items() if each != id_}
    return state.at(state.stage, **{KEPT: left}) if left else state.without(KEPT)
