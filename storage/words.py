"""Words that somebody writes into another's record: sealed once more, with their writer's own key.

So they go when their writer is erased, and the entry around them, which is the other's, stays.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from conversations.entries import AgendaItemAdded, BlockerDeclined, Entry, GoalClosed, GoalMoved, GoalSet, ReplyGiven
from conversations.entries.evidence import EvidenceAdded
from conversations.entries.goals import GoalReopened
from conversations.entries.improvements import (
    ImprovementClosed,
    ImprovementNoted,
    ImprovementProposed,
    ImprovementStep,
    ImprovementTrained,
)
from conversations.entries.interviews import InterviewAgreed, InterviewReworded, InterviewSummed
from conversations.entries.one_on_ones import ActionAgreed, AgendaItemReworded, TalkNoted
from storage.crypto import Erased
from storage.database import Transaction

WORDS: Mapping[type, str] = {
    ReplyGiven: "text",
    BlockerDeclined: "reason",
    AgendaItemAdded: "text",
    AgendaItemReworded: "text",
    ActionAgreed: "what",
    TalkNoted: "text",
    InterviewAgreed: "what",
    InterviewSummed: "text",
    EvidenceAdded: "text",
    InterviewReworded: "why",
    ImprovementProposed: "gap",
    ImprovementStep: "what",
    ImprovementNoted: "text",
    ImprovementTrained: "told",
    ImprovementClosed: "text",
    GoalSet: "reason",
    GoalMoved: "note",
    GoalClosed: "learned",
    GoalReopened: "reason",
}
"""The kinds of entries that others write words into, and the field that holds them."""


def sealed_words(tx: Transaction, entry: Entry, author: str, subject: str, id_: str) -> Entry:
    """The entry as it is kept. Raises Erased for a writer who was erased."""
    text = _words(entry, author, subject)
    if not text:
        return entry
    sealed = tx.box.seal(author, text.encode(), "entry", "words", id_)
    return _with(entry, b64encode(sealed).decode())


def opened_words(tx: Transaction, entry: Entry, author: str, subject: str, id_: str) -> Entry:
    """The entry as it was written, its words "" if their writer was erased. Raises Tampered."""
    kept = _words(entry, author, subject)
    if not kept:
        return entry
    try:
        return _with(entry, tx.box.open(author, b64decode(kept), "entry", "words", id_).decode())
    except Erased:
        return _with(entry, "")


def words_of(entry: Entry) -> str:
    """The words of an entry of one of these kinds, "" for others."""
    return str(getattr(entry, WORDS[type(entry)])) if type(entry) in WORDS else ""


def without_words(entry: Entry) -> Entry:
    """An entry of one of these kinds as it is for those who do not read its words."""
    return _with(entry, "")


def _words(entry: Entry, author: str, subject: str) -> str:
    return words_of(entry) if author != subject else ""


def _with(entry: Entry, text: str) -> Entry:
    changed: dict[str, Any] = {WORDS[type(entry)]: text}
    return replace(entry, **changed)
