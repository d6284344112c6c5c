"""Words: Python holds ids and facts, the catalogues hold the sentences."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Annotated, Literal, TypeAlias

from pydantic import Discriminator

Language = Literal["en", "zh-CN"]
LANGUAGES: tuple[Language, ...] = ("en", "zh-CN")


@dataclass(frozen=True)
class Day:
    """A calendar date inside a sentence, written in the reader's language ("Fri 27 Nov"; Chinese likewise); as a `date`
    it names a week by the day that it begins with, which Chinese writes without the weekday.
    """

    day: date
    kind: Literal["day"] = "day"
    style: Literal["day", "date"] = "day"


@dataclass(frozen=True)
class Instant:
    """A moment (aware, UTC) inside a sentence, written in the reader's language and time zone."""

    at: datetime
    kind: Literal["instant"] = "instant"


@dataclass(frozen=True)
class Phrase:
    """A sentence by its id in the catalogues, with the facts for its placeholders."""

    id: str
    facts: Mapping[str, Fact] = field(default_factory=dict)
    kind: Literal["phrase"] = "phrase"


@dataclass(frozen=True)
class Joined:
    """Several texts in one: as the reader's language joins a list ("A, B and C"), or `listed` side by side, as whole
    sentences of a person are.
    """

    items: tuple[Text, ...]
    style: Literal["and", "listed"] = "and"
    kind: Literal["joined"] = "joined"


@dataclass(frozen=True)
class Verbatim:
    """What a person wrote or a name: shown as it is, escaped by every renderer, never translated."""

    text: str
    kind: Literal["verbatim"] = "verbatim"


@dataclass(frozen=True)
class Bilingual:
    """What a library or the roster holds in both languages: each reader sees it in their own. `facts`, where there are
    any, fill its placeholders.
    """

    en: str
    zh: str
    facts: Mapping[str, Fact] = field(default_factory=dict)
    kind: Literal["bilingual"] = "bilingual"


Text: TypeAlias = Annotated[Phrase | Verbatim | Bilingual | Joined | Day | Instant, Discriminator("kind")]
Fact: TypeAlias = str | int | Text


def phrases_of(conversation: str) -> Callable[..., Phrase]:
    """Give `say(id, **facts)`, which makes phrases from the catalogue of this conversation."""

    def say(id_: str, **facts: Fact) -> Phrase:
        return Phrase(f"{conversation}.{id_}", facts)

    return say
