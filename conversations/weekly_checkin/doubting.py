"""Words that may be the answer, or something else: their person says which, once."""

from __future__ import annotations

from conversations.manager_digest.below import RIGHT_BELOW
from conversations.toolkit.conversation import Result, State
from conversations.toolkit.effects import Start
from conversations.toolkit.events import Typed
from conversations.toolkit.listing import says_none_planned
from conversations.toolkit.putting_off import says_only_when
from conversations.toolkit.understand import intent_in, outcome_in, small_talk_in
from conversations.toolkit.vocabulary import Vocabulary, fold, meaning_of
from conversations.toolkit.words_within import longest_at, longest_within, words_before
from conversations.weekly_checkin.clause import clauses_of
from conversations.weekly_checkin.felt import is_felt
from conversations.weekly_checkin.named import clauses_in
from conversations.weekly_checkin.status import is_labelled, status_in
from conversations.weekly_checkin.told_stuck import tells_of_stuck

DOUBTED = "doubted"
"""The answers' name for the words of which its person was asked whether they are an answer."""

IN_WORDS = ("plans", "stuck", "stuck_on")
"""Questions that any words may answer: "who approves the bonus plan?" may well be what is stuck."""

BRIEF = 40
"""Characters in which somebody talks; more are a plan that is written out."""


def doubted(state: State, event: Typed, room: str = "", *, stuck: bool = False, right_below: str = "") -> Result | None:
    """Ask whether it is the answer, or meant for this room, or `stuck`; None once that was asked of these words. The
    room gets to know the card that they stand `right_below`.
    """
    words = f"{event.asks}:{event.text}"
    if state.answers.get(DOUBTED) == words:
        return None
    there = {"conversation": "weekly_checkin", "key": event.topic, "asks": event.asks, "room": room}
    there |= {**({"stuck": "yes"} if stuck else {}), **({RIGHT_BELOW: right_below} if right_below else {})}
    asking = Start("help", event.owner, "", {"text": event.text, "doubted": "yes", **there})
    return state.at(state.stage, **{DOUBTED: words}), [asking]


def may_be_stuck(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a reply where plans are asked may tell what is stuck, and nothing in it says which: "report blocked by
    finance", not "audit, report blocked by finance".
    """
    status = status_in(text, vocabulary)
    known = (status is not None and status.stuck is not None) or is_labelled(text, "now", vocabulary)
    return not known and any(tells_of_stuck(text[start:end], vocabulary) for start, end in clauses_of(text))


def is_hardly_a_plan(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a short line may be talk, a question without its mark, or the correction of what was said elsewhere."""
    folded = fold(text)
    if len(folded) > BRIEF:
        return False
    groups = vocabulary.groups
    begins = longest_at(folded, 0, dict.fromkeys(meaning_of(groups["hardly"], "begins"), ""))
    nods = groups["answer"].get(folded) == "yes" or folded in meaning_of(groups["hardly"], "whole")
    happened = folded.endswith(tuple(groups["happened"]))
    talks = bool(begins) or _shrugs_first(text, vocabulary)
    return talks or nods or happened or _asks(folded, vocabulary) or corrects(text, vocabulary)


def is_no_plan(text: str, vocabulary: Vocabulary, *, told: bool) -> bool:
    """Whether a reply where plans are asked is hardly one: talk, how somebody feels, no more than a time, or, where
    last week's have been `told` or there are none, no more than what became of one.
    """
    bare = told and outcome_in(text, vocabulary) is not None and not says_none_planned(text, vocabulary)
    return bare or is_felt(text, vocabulary) or says_only_when(text, vocabulary) or is_hardly_a_plan(text, vocabulary)


def _shrugs_first(text: str, vocabulary: Vocabulary) -> bool:
    """Whether it begins with a shrug, whatever follows: "don't know yet, ask me on Wednesday"."""
    first = next((text[start:end] for start, end in clauses_in(text)), "")
    return small_talk_in(first, vocabulary) == "shrug"


def answers_back(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a short line replies to something that was asked or said before: "nope try Sven", "he is sick"."""
    folded = fold(text)
    return len(folded) <= BRIEF and bool(longest_at(folded, 0, vocabulary.groups["answers_back"]))


def _asks(folded: str, vocabulary: Vocabulary) -> bool:
    """Whether it begins as a question does: "can I ...", "what is ...", not "what-if analysis"; in Chinese also whether
    it ends so.
    """
    groups = vocabulary.groups
    word = longest_at(folded, 0, groups["asking"])
    behind, does = folded[len(word) :].strip(), dict.fromkeys(meaning_of(groups["hardly"], "does"), "")
    begins = bool(word) and (" " in word or not word.isascii() or bool(longest_at(behind, 0, does)))
    closing = (each for each in (*groups["asking"], *groups["question"]) if not each.isascii())
    return begins or folded.endswith(tuple(closing)) or _asks_about_pay(folded, vocabulary)


def _asks_about_pay(folded: str, vocabulary: Vocabulary) -> bool:
    asks = longest_within(folded, vocabulary.groups["asking"])
    return bool(asks) and intent_in(folded, vocabulary) in ("pay", "payday")


def corrects(text: str, vocabulary: Vocabulary) -> bool:
    """Whether it corrects something, where nothing has been answered: "no, I meant the 21st"."""
    lead, behind = words_before(fold(text), dict.fromkeys(meaning_of(vocabulary.groups["hardly"], "lead"), ""))
    corrects = vocabulary.groups["change_to"]
    word = longest_at(behind, 0, corrects)
    return bool(word) and (bool(lead) or corrects[word] == "meant")
