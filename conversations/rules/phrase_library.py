"""Situations and causes as they are used: read when somebody first asks for one, found by words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from conversations.rules.causes import Cause
from conversations.rules.library_search import Findable
from conversations.rules.library_shelf import Shelf
from conversations.rules.situations import Situation
from conversations.toolkit.words import Language


class Phrases(Shelf[Situation]):
    """All situations by id."""

    def __init__(self, read: Callable[[], Mapping[str, Situation]]) -> None:
        """Know how they are read."""
        super().__init__(read, _situation)


class Causes(Shelf[Cause]):
    """The causes by id."""

    def __init__(self, read: Callable[[], Mapping[str, Cause]]) -> None:
        """Know how they are read."""
        super().__init__(read, _cause)


def _situation(situation: Situation) -> Findable[Situation]:
    title, also, when = situation.title, situation.also, situation.when
    names: Mapping[Language, str] = {"en": title.en, "zh-CN": title.zh}
    others: Mapping[Language, Sequence[str]] = {"en": (situation.id, *also.en), "zh-CN": also.zh}
    said = (text for pair in situation.pairs for text in (pair.say.en, pair.say.zh, pair.avoid.en, pair.avoid.zh))
    return Findable(situation, names, others, (when.en, when.zh, *said))


def _cause(cause: Cause) -> Findable[Cause]:
    names: Mapping[Language, str] = {"en": cause.title.en, "zh-CN": cause.title.zh}
    return Findable(cause, names, {"en": (cause.id,), "zh-CN": ()}, (cause.means.en, cause.means.zh))


NO_PHRASES, NO_CAUSES = Phrases(dict), Causes(dict)
"""Where there are none."""
