"""What is typed of a goal that is to be closed: "churn as done, we learned to call earlier"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from conversations.goals.aims import bare
from conversations.goals.finding import like, running
from conversations.rules.goal_sentence.title import LOOSE, aligned
from conversations.toolkit.commands import MAX_READ
from conversations.toolkit.reader import Goal
from conversations.toolkit.vocabulary import Vocabulary, any_of, fold, meaning_of
from conversations.toolkit.words_within import longest_within, words_behind

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


def ended_by(
    text: str, goals: Sequence[Goal], vocabulary: Vocabulary, *, called: bool
) -> tuple[Ending, Sequence[Goal]] | None:
    """The goals that a line wants to close, or tells the end of, and what it says of that: "drop churn, we sold it". It
    names the goal as one, unless goals were `called` or all of it is the goal's name beside a word for leaving it. None
    is meant by an order for a goal of another name: "cancel the hiring goal".
    """
    said, words = ending_in(text, vocabulary), vocabulary.groups["goal_closings"]
    ending = _led(said, vocabulary)
    itself = any_of(meaning_of(vocabulary.groups["goal_revisions"], "itself"))
    closes = [found for found in re.finditer(any_of(words), ending.name) if not (found.start() and found[0].isascii())]
    dropped = any(words[found[0]] == "dropped" for found in closes)
    how = ending.how or ("dropped" if dropped else "")
    named = ending.name or fold(text)
    is_named = called or re.search(itself, named)
    if not (closes or ending.how) or not (is_named or how == "dropped") or any(map(str.isdigit, ending.name)):
        return None
    called_so = re.sub(any_of(words), " ", ending.name) if closes else ending.name
    name = bare(called_so, vocabulary)
    if re.search(itself, called_so):
        name = words_behind(name, vocabulary.groups["around"])[0]
    meant = like(name, running(goals)) if len(name) > 1 else ()
    if not is_named:
        meant = [goal for goal in meant if name in (title := fold(goal.counts.title)) and 2 * len(name) >= len(title)]
    leads = ending != said or (closes and not closes[0].start()) or said.how == "dropped"
    is_called = bool(name or running(goals)) and re.search(f"{itself}$", ending.name) is not None
    is_order = is_named and leads and (is_called if ending.name else bool(running(goals)))
    return (replace(ending, name=name, how=how), meant) if meant or is_order else None


def leaves(text: str, goals: Sequence[Goal], vocabulary: Vocabulary) -> bool:
    """Whether a line wants to leave a goal that it calls by its name, and nothing else: "stop the churn goal"."""
    ending, meant = ended_by(text, goals, vocabulary, called=False) or (Ending(""), ())
    return any(ending.name in fold(goal.counts.title) for goal in meant)


def names_none(text: str, goals: Sequence[Goal], vocabulary: Vocabulary) -> bool:
    """Whether a line wants to leave a goal by a name that none has, and not to be asked of goals: "stop the Foo goal",
    not "stop asking about my goal".
    """
    ending, meant = ended_by(text, goals, vocabulary, called=False) or (Ending(""), ())
    stops = longest_within(fold(text), vocabulary.words_of_intents["stop"])
    oneself = (each for each in meaning_of(vocabulary.groups["told_to_stop"], "ends") if each.isascii())
    asked = re.search(any_of(oneself), fold(text))
    return bool(ending.name) and not meant and not asked and stops in vocabulary.groups["goal_closings"]


def _led(ending: Ending, vocabulary: Vocabulary) -> Ending:
    """An end, how it came out also where that leads: "we missed Hudson"."""
    words = vocabulary.groups["goal_endings"]
    who = any_of(meaning_of(vocabulary.groups["goal_ended_as"], "who"))
    found = None if ending.how else re.match(rf"(?:{who}\s?)?(?P<how>{any_of(words)})(?P<name>.+)", ending.name)
    return replace(ending, name=found["name"].strip(LOOSE), how=words[found["how"]]) if found else ending


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
