"""Situations at work in which the words are hard to find: for each what to say, what not to, and why."""

from __future__ import annotations

from typing import Literal, get_args

from pydantic import Field

from conversations.rules.indicators import Both, Words
from conversations.rules.scenarios import Part, Wording

Kind = Literal["work", "feedback", "news", "answers"]
"""What it is about: handing over and following up, saying how it went, news nobody likes, and what one says to what the
other said.
"""
KINDS: tuple[Kind, ...] = get_args(Kind)


class Situation(Part):
    """One situation. `when` says in a line when it is the right one, `remember` what its words rest on, `scripts` the
    ids of those for the whole talk it may need; `also` is what people type for it.
    """

    id: str = Field(pattern=r"^[a-z]+(-[a-z]+)*$", max_length=32)
    title: Both
    kind: Kind
    also: Words
    when: Both
    pairs: tuple[Wording, ...] = Field(min_length=3, max_length=6)
    remember: Both
    scripts: tuple[str, ...] = Field(default=(), max_length=2)
    version: int = Field(ge=1)
