"""What is typed of a goal that is to be closed: "churn as done, we learned to call earlier"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from conversations.rules.goal_sentence.title import LOOSE, aligned
from conversations.toolkit.commands import MAX_READ
from conversations.toolkit.vocabulary import Vocabulary, any_of, fold, meaning_of

MARK = "#"
_CUT = re.compile(r"[,;:\uff0c\uff1b\uff1a\u2013\u2014\u3002]|\.(?=\s|$)|\s-(?=\s)")


@dataclass(frozen=True)
class Ending:
    """Whose name it says, "" for none; how it came out, "" where it does not say; and what was learned."""

    name: str
    how: str = ""
    learned: str = ""

    @property
    def given(self) -> Mapping[str, str]:
        """What the goal's own conversation is told."""
        said = {"how": self.how, "note": self.learned}
        return {"why": "close", **{name: each for name, each in said.items() if each}}

    @property
    def said(self) -> str:
        """What a button carries of it."""
        return f"{MARK}{self.how}:{self.learned}"


def carried(said: str) -> Ending | None:
    """What a button carried; None where it is about no end."""
    how, _, learned = said.removeprefix(MARK).partition(":")
    return Ending("", how, learned) if said.startswith(MARK) else None


def ending_in(text: str, vocabulary: Vocabulary) -> Ending:
    """A name before the first comma, or what is as good as one; how it came out stands before it or right behind."""
    read = text[:MAX_READ].strip()
    reason = re.search(any_of(meaning_of(vocabulary.groups["goal_notes"], "reasons")), aligned(read))
    cut = _CUT.search(read)
    cuts = [*([cut.span()] if cut else ()), *([(reason.start(), reason.start())] if reason else ())]
    at, behind = min(cuts, default=(len(read), len(read)))
    name, how = _how_behind(fold(read[:at]), vocabulary)
    learned = read[behind:].lstrip(LOOSE) + text.strip()[MAX_READ:]
    if not how and (found := _CUT.search(f"{learned},")):
        first, how = _how_behind(fold(learned[: found.start()]), vocabulary)
        is_whole = bool(how) and not first
        learned, how = (learned[found.end() :].lstrip(LOOSE), how) if is_whole else (learned, "")
    return Ending(_bare(name, vocabulary), how, learned)


def _how_behind(name: str, vocabulary: Vocabulary) -> tuple[str, str]:
    """A name without the word for how it came out that ends it, and what that means."""
    words = vocabulary.groups["goal_endings"]
    ends = re.search(rf"{any_of(words)}$", name)
    if ends is None:
        return name, ""
    joint = any_of(vocabulary.groups["goal_ended_as"])
    return re.sub(rf"{joint}\s*$", "", name[: ends.start()].strip(LOOSE)).strip(LOOSE), words[ends[0]]


def _bare(name: str, vocabulary: Vocabulary) -> str:
    """A name without the small words before it."""
    small = any_of(vocabulary.groups["goal_moved"])
    begun = re.match(rf"(?:{small}\s*)", name)
    return name[begun.end() :].strip(LOOSE) if begun else name.strip(LOOSE)
