"""Commanding: whether a text that begins with a command's word is that command, or somebody's own sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime

from conversations.goals.acts import means_a_goal
from conversations.interview_template.facts import booking_in
from conversations.prep.naming import is_called, means_a_talk
from conversations.rules.roster import Person
from conversations.rules.weeks import local_day
from conversations.toolkit.commands import split_command
from conversations.toolkit.reader import Reader
from conversations.toolkit.vocabulary import Vocabulary, fold
from conversations.toolkit.words import Language
from handlers.platform import Saying

GOAL, INDICATOR, ONE_ON_ONE, PREP, TEMPLATE = "goal", "indicator", "one-on-one", "prep", "interview-template"
IMPROVE, CHECKIN = "improve", "checkin"

LIBRARIES: Mapping[str, Callable[[Reader], Callable[[str, Language], bool]]] = {
    INDICATOR: lambda reader: reader.indicators.names_one,
    TEMPLATE: lambda reader: reader.scripts.names_one,
    "phrase": lambda reader: reader.phrases.names_one,
}
"""Commands whose word may stand before the name of what their library holds."""

MOST_SOUGHT = 3
"""Words that are looked for in the library at the most: more are a sentence of somebody's own."""

_COLON = re.compile("[:\uff1a]")
_LISTS = re.compile("[,;\n\uff0c\uff1b\u3001]")


def is_command(name: str, behind: str, text: str, reader: Reader, person: Person, at: datetime) -> bool:
    """Whether a text that begins with a command's word is nothing else: the bare word, or with one of its acts, or
    with the name of what its library holds and no list, or of whom one has a one-on-one with, or with a point for
    that, or, where a talk is arranged or prepared, with whose it is, or with for whom a goal is, or how one of one's
    own goes.
    """
    if name == ONE_ON_ONE and (_is_set_apart(behind, text) or reader.find_people(_COLON.split(behind)[0])):
        return True
    if name in LIBRARIES and behind and not _lists(text) and LIBRARIES[name](reader)(behind, person.language):
        return True
    if name == TEMPLATE and booking_in(behind, reader, local_day(at, person.zone)):
        return True
    if name == IMPROVE and behind:
        return any(is_called(each, behind) for each in (*reader.reports(), *reader.find_people(behind)))
    if name == PREP and behind:
        return means_a_talk(behind, reader, local_day(at, person.zone))
    if name == GOAL and means_a_goal(behind, reader, local_day(at, person.zone)):
        return True
    acts = reader.vocabulary.groups.get(f"{name}_acts", {})
    first = fold(behind.partition(" ")[0])
    return not first or first in acts or any(first.startswith(word) for word in acts if not word.isascii())


def behind_checkin(text: str, vocabulary: Vocabulary) -> str:
    """What stands behind the name of the check-in, an answer to it: "all done" of "/checkin all done"; "" for none."""
    name, behind = split_command(text, vocabulary.command_words) or ("", "")
    return behind if name == CHECKIN else ""


def _lists(text: str) -> bool:
    """Whether a text without a slash is of several parts: "interviews on Wednesday, offsite prep" are plans."""
    return _LISTS.search(text.strip()) is not None and not text.lstrip().startswith("/")


def said(saying: Saying, vocabulary: Vocabulary) -> str:
    """What somebody said, without any doubt about whom it mentions where it begins with a command's word."""
    return saying.exact if saying.exact and split_command(saying.exact, vocabulary.command_words) else saying.text


def reads_as_one(name: str, behind: str, text: str) -> bool:
    """Whether a text may be a command with something behind it that is not known: "indicator rework", "goal: ...", not
    "indicator reviews from 2 to 4 a month", which is a plan or a goal.
    """
    sought = name == INDICATOR and len(behind.split()) <= MOST_SOUGHT and not any(map(str.isdigit, behind))
    return _is_set_apart(behind, text) or (sought and bool(behind) and "\n" not in text.strip())


def _is_set_apart(behind: str, text: str) -> bool:
    """Whether a colon sets a command's word apart from what stands behind it, all in one line: "1:1: the budget"."""
    is_marked = text.strip().removesuffix(behind).rstrip().endswith((":", "\uff1a"))
    return bool(behind) and "\n" not in text.strip() and is_marked
