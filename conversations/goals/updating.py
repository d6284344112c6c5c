"""What a line says of how a goal goes: "renewal rate is at 85% now", "behind, supplier late", "84"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from conversations.goal.asked import LESS
from conversations.goal.cards import PACES
from conversations.goal.correcting import without_lead, without_replaced
from conversations.goals.aims import Aims, aims_of, bare
from conversations.goals.beside_number import (
    by_how_much,
    is_instead,
    short_of,
    without_current,
    without_moved,
    without_past,
    without_start,
    without_whole,
)
from conversations.goals.finding import like, number_behind, running
from conversations.goals.paces import (
    before_doubt,
    denial_of,
    pace_before,
    pace_behind,
    paces_behind,
    without_end,
    without_small,
)
from conversations.rules.goal_sentence.title import LOOSE, aligned
from conversations.toolkit.commands import MAX_READ
from conversations.toolkit.numbers import DIGITS, numbers_of
from conversations.toolkit.reader import Goal
from conversations.toolkit.vocabulary import Vocabulary, any_of, fold, meaning_of

_NOTE = re.compile("[,;\uff0c\uff1b]")
PERCENT = "%"

_MARKS: Mapping[Aims, str] = {"": "", "perhaps": "?", "yes": "!"}
_RENAMES, _APART, _OR, _BY = "=", "~", "/", "@"
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_DASHES = " -\u2013\u2014"
_BRACKETS = " ()\uff08\uff09"
_ENDED = r"(?P<end>\s?[:\u2013\u2014\u3002]|\s-|-(?=\s)|\.(?=\s)|(?<=[^\x00-\x7f])\s)"
"""What stands behind a word for how it goes as a comma would; a space does behind a Chinese one."""


@dataclass(frozen=True)
class Update:
    """A line taken apart: whose name it says, "" for none; a number as it was written, or how it goes; and a note. One
    that `aims` says where it is to go, by when it is `due` perhaps, or what it is to be called. It counts at once where
    it is `sure`; `paces` are those that it may mean, and `apart` is what may be meant for nobody else.
    """

    name: str
    number: str = ""
    pace: str = ""
    note: str = ""
    due: str = ""
    aims: Aims = ""
    title: str = ""
    sure: bool = False
    apart: bool = False
    paces: tuple[str, ...] = ()

    @property
    def given(self) -> Mapping[str, str]:
        """What the goal's own conversation is told."""
        said = {
            "number": self.number,
            "pace": self.pace,
            "note": self.note,
            "due": self.due,
            "aims": self.aims,
            "title": self.title,
            "sure": "yes" if self.sure else "",
            "apart": "yes" if self.apart else "",
            "paces": _OR.join(self.paces),
        }
        return {"why": "update", **{name: each for name, each in said.items() if each}}

    @property
    def said(self) -> str:
        """What a button carries of it."""
        if self.title:
            return f"{_RENAMES}{self.title}"
        told = (each for each in (self.number, *(self.paces or (self.pace,))) if each)
        word = f"{_MARKS[self.aims]}{_OR.join(told) or self.due}"
        word += f"{_BY}{self.due}" if self.number and self.due else ""
        apart = _APART if word and self.apart else ""
        return f"{apart}{word}:{self.note}" if word and self.note else f"{apart}{word}"

    @classmethod
    def carried(cls, said: str) -> Update:
        """What a button carried."""
        if said.startswith(_RENAMES):
            return cls("", aims="yes", title=said.removeprefix(_RENAMES))
        if said.startswith(_APART):
            return replace(cls.carried(said.removeprefix(_APART)), apart=True)
        word, _, note = said.partition(":")
        aims: Aims = next((aims for aims, mark in _MARKS.items() if mark and word.startswith(mark)), "")
        word, _, day = word.removeprefix(_MARKS[aims]).partition(_BY)
        paces = [each for each in word.split(_OR) if each in PACES]
        number = _OR.join(each for each in word.split(_OR) if each not in PACES)
        due = number if _DAY.fullmatch(number) else ""
        pace = next(iter(paces), "")
        return cls("", "" if due else number, pace, note, due or day, aims, paces=tuple(paces[1:] and paces))


def update_in(text: str, vocabulary: Vocabulary, *, asked: bool = False) -> Update | None:
    """What a line says of a goal; None where it ends neither in a number nor in a word for how it goes. Where that was
    `asked`, the word may also lead: "stuck on legal".
    """
    read = without_replaced(text[:MAX_READ].strip(), vocabulary)
    head, note = _parted(read, vocabulary)
    if name := without_small(short_of(fold(head), vocabulary), vocabulary):
        return Update(name, pace=PACES[0], note=read, paces=tuple(PACES))
    update = _said(head, vocabulary, asked=asked)
    if update is None:
        pace = pace_before(fold(read), vocabulary) if asked else ""
        return Update("", pace=pace, note=read) if pace else None
    if last := _said_last(update, head, note, vocabulary):
        return last
    more = update_in(note, vocabulary) if note else None
    if more is None or more.name or (more.number and update.number) or (more.pace and update.pace):
        return _with_pace(replace(update, note=note), vocabulary)
    both = Update(update.name, update.number or more.number, update.pace or more.pace, more.note)
    return _with_pace(both, vocabulary)


def _said_last(update: Update, head: str, note: str, vocabulary: Vocabulary) -> Update | None:
    """The update with another number that stands behind a comma, where that corrects the first, "85, no, 84", or tells
    what is so now, "83 last month, now 85"; None elsewhere.
    """
    notes, read = vocabulary.groups["goal_notes"], without_lead(note, vocabulary)
    then = re.compile(rf"\s?{any_of(meaning_of(notes, 'then'))}\s?")
    more = update_in(read, vocabulary) if update.number and (read != note or then.search(fold(head))) else None
    if more is None or not is_instead(more.number, update.number, vocabulary):
        return None
    if more.name and more.name not in meaning_of(notes, "current"):
        return None
    return replace(more, name=then.sub(" ", update.name).strip(), pace=more.pace or update.pace)


def _with_pace(update: Update, vocabulary: Vocabulary) -> Update:
    """An update of a number, with how it goes where a clause of its note says nothing else: "85, supplier late, at
    risk".
    """
    ends = [] if update.pace else [*(found.start() for found in _NOTE.finditer(update.note)), len(update.note)]
    for before, end in pairwise(ends):
        said = _said(update.note[before + 1 : end], vocabulary)
        if said and said.pace and not (said.name or said.number):
            return replace(update, pace=said.pace, note=update.note[:before] + update.note[end:])
    return update


def _parted(read: str, vocabulary: Vocabulary) -> tuple[str, str]:
    """What stands before the first comma, or what is as good as one behind a word for how it goes, or before what gives
    a reason; and what stands behind, the reason whole.
    """
    compared = aligned(read)
    if bracketed := _before_bracket(compared, vocabulary):
        return read[: len(bracketed)], read[len(bracketed) :].strip(_BRACKETS)
    comma = next((found for found in _NOTE.finditer(read) if not _is_within_number(read, found.start())), None)
    ended = re.search(any_of(vocabulary.groups["goal_states"]) + _ENDED, compared)
    notes = vocabulary.groups["goal_notes"]
    reasons, unsure = any_of(meaning_of(notes, "reasons")), any_of(meaning_of(notes, "unsure"))
    reason = re.search(rf"{reasons}|(?<=[\d%]\s){unsure}|(?<=[\d%]){unsure}", compared)
    cuts = [
        *([(comma.start(), comma.end())] if comma else ()),
        *([(ended.start("end"), ended.end("end"))] if ended else ()),
        *([(reason.start(), reason.start())] if reason and reason.start() else ()),
    ]
    at, behind = min(cuts, default=(len(read), len(read)))
    return read[:at], read[behind:].strip() if behind == at else read[behind:].lstrip(_DASHES).strip()


def _before_bracket(compared: str, vocabulary: Vocabulary) -> str:
    """What stands before the bracket that closes a line, where that says how far or how it goes: "85" of "85 (was 84)";
    "" elsewhere.
    """
    head = compared[:-1].rpartition("(")[0] if compared.endswith(")") else ""
    return head if head and not _NOTE.search(head) and _said(head, vocabulary) else ""


def _said(head: str, vocabulary: Vocabulary, *, asked: bool = False) -> Update | None:
    """The name, and the number or how it goes, before any note; nothing of what is denied, but what is not on track is
    at risk where that was `asked`.
    """
    head = without_current(fold(head), vocabulary)
    if found := paces_behind(without_end(head, vocabulary), vocabulary):
        name, pace = found[0].strip(LOOSE), found[1][-1]
        denial = denial_of(name, vocabulary)
        if not denial:
            return Update(without_small(found[0], vocabulary), pace=pace)
        name = without_small(name.removesuffix(denial), vocabulary)
        return Update(name, pace="at_risk") if asked and pace == "on_track" else None
    said = without_past(without_whole(without_end(head, vocabulary), vocabulary), vocabulary)
    bare = without_small(said, vocabulary)
    if numbers_of(bare, vocabulary, PERCENT):
        return Update("", number=by_how_much(said, bare, vocabulary))
    name, number = _number_before(bare, vocabulary) or number_behind(bare, vocabulary)
    name = without_moved(without_start(name, vocabulary), vocabulary) if number else name
    number = by_how_much(said, number, vocabulary)
    before = pace_behind(without_end(name, vocabulary), vocabulary) if number else None
    if before and not denial_of(before[0].strip(LOOSE), vocabulary):
        return Update(without_small(before[0], vocabulary), number=number, pace=before[1])
    return Update(without_small(name, vocabulary), number=number) if number else None


def told_by(text: str, vocabulary: Vocabulary) -> Update | None:
    """An update whose note comes first: "customer signed, renewal rate 87"."""
    for found in reversed([*_NOTE.finditer(text[:MAX_READ])]):
        update = update_in(text[found.end() :], vocabulary)
        if update and update.name:
            return replace(update, note=text[: found.start()].strip())
    return None


def heard_of(text: str, goals: Sequence[Goal], vocabulary: Vocabulary, *, asked: bool = False) -> Update | None:
    """What a line says of one of these goals; None where it says nothing of how far one is, or how it goes."""
    update = update_in(text, vocabulary, asked=asked)
    return counted(update, goals, vocabulary) if update else None


def counted(update: Update, goals: Sequence[Goal], vocabulary: Vocabulary) -> Update:
    """An update of how it goes, with the number that stands before that: "renewals at 85 and on track". As it was where
    none of the goals that it may mean is counted, or one says that number itself: "release 2 at risk".
    """
    open_ = running(goals)
    both = numbered(update, [goal.counts.title for goal in like(update.name, open_)], vocabulary)
    meant = like(both.name, open_) if both.name else [goal for goal in open_ if goal.standing.state == "agreed"]
    return both if any(map(_has_number, meant)) else update


def numbered(update: Update, titles: Iterable[str], vocabulary: Vocabulary) -> Update:
    """The same by titles alone, where none of those says that number."""
    if not update.pace or update.number or not update.name:
        return update
    joins = any_of(meaning_of(vocabulary.groups["for_whom"], "joins"))
    read = before_doubt(re.sub(rf"{joins}$", "", before_doubt(update.name, vocabulary)), vocabulary)
    alone = without_small(read, vocabulary)
    name, number = ("", alone) if numbers_of(alone, vocabulary, PERCENT) else number_behind(read, vocabulary)
    if not number or any(fold(number) in fold(title) for title in titles):
        return update
    return replace(update, name=without_small(name, vocabulary), number=number)


def updated_by(text: str, goals: Sequence[Goal], vocabulary: Vocabulary) -> tuple[Update, Sequence[Goal]] | None:
    """What a line that nobody asked for says, and of which goals it may; None where it names something else."""
    update = _corrected(text, goals, vocabulary) or heard_of(text, goals, vocabulary)
    if update is None or (not update.name and without_current(fold(text), vocabulary) != fold(text)):
        # "Good today" is said of oneself.
        return None
    aims = aims_of(text, [goal.counts.title for goal in goals], vocabulary) if update.number else ""
    name = bare(update.name, vocabulary) if aims else update.name
    # What is wanted by so much more or less is no number yet that it stands at.
    number = update.number.removeprefix(LESS) if aims else update.number
    update = replace(update, aims=aims, number=number, name=name if aims == "yes" else name or update.name)
    agreed = [goal for goal in running(goals) if goal.standing.state == "agreed"]
    if not update.name:
        meant: Sequence[Goal] = [goal for goal in agreed if _has_number(goal) or not update.number]
    else:
        meant = like(update.name, running(goals)) if len(update.name) > 1 else ()
    return (update, meant) if meant else None


def _corrected(text: str, goals: Sequence[Goal], vocabulary: Vocabulary) -> Update | None:
    """A number behind what leads a correction in, at which one of these goals may stand: "sorry, 85"."""
    read = without_lead(without_replaced(text, vocabulary), vocabulary)
    update = heard_of(read, goals, vocabulary) if read != text else None
    if update is None or update.name or not update.number:
        return None
    units = {each.unit for goal in goals for each in goal.counts.results if each.kind == "number"}
    return update if any(numbers_of(update.number, vocabulary, unit) for unit in units) else None


def _is_within_number(text: str, at: int) -> bool:
    return text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit()


def _has_number(goal: Goal) -> bool:
    return sum(each.kind == "number" for each in goal.counts.results) == 1


def _number_before(text: str, vocabulary: Vocabulary) -> tuple[str, str] | None:
    """The name behind a number that leads, and that number: "86% on renewals"; None where it does not stand so."""
    joins = any_of(vocabulary.groups["goal_named"])
    found = re.match(rf"(?P<number>{DIGITS}\s?%?)\s{joins}\s(?P<name>.+)", text)
    return (found["name"], found["number"].strip()) if found else None
