"""What was stuck and is over by now, as the week remembers it."""

from __future__ import annotations

from conversations.toolkit.conversation import State


def over_in(state: State) -> tuple[tuple[str, str], ...]:
    """What was stuck and is over by now: the words, and "solved" or "gone"."""
    over = state.answers.get("over")
    pairs = over if isinstance(over, list | tuple) else ()
    return tuple((str(pair[0]), str(pair[1])) for pair in pairs if isinstance(pair, list | tuple))


def with_over(state: State, what: str, how: str) -> State:
    """The week remembers what was solved, so that its card does not read as if nothing had been stuck."""
    return state.at(state.stage, over=[*map(list, over_in(state)), [what, how]])
