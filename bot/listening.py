"""Listening: which question takes what somebody types, and whether they may mean something else by it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from bot import letters
from conversations.blocker.hearing import (
    ANSWER,
    DECLINED,
    REASON,
    TAKEN,
    Said,
    begins_with_an_answer,
    hears,
    is_short,
    leaves_or_sends,
    may_be_done,
    said_in,
    waits_for,
)
from conversations.blocker.right_above import is_of_it
from conversations.goal.hearing import NODS, WAITING, heard_in
from conversations.goals.cards import ASKS, NUDGED
from conversations.goals.which import going, meant
from conversations.help.cards import DOUBTS, STUCK
from conversations.help.doubting import settles
from conversations.manager_digest.below import OF_WEEK, RIGHT_BELOW
from conversations.manager_digest.naming_stuck import has_a_word_of
from conversations.manager_digest.nudged import OF_LATE
from conversations.toolkit.cards import Card, Quote, Row
from conversations.toolkit.understand import agrees, fits_any_question, outcome_in, yes_or_no
from conversations.toolkit.vocabulary import Vocabulary
from conversations.toolkit.words import Phrase, Text, Verbatim
from conversations.weekly_checkin.elsewhere import may_answer, names_on
from conversations.weekly_checkin.receipts import ELSEWHERE
from conversations.weekly_checkin.waiting import WHO
from storage import deliveries
from storage.database import Transaction
from storage.deliveries import Kept
from storage.listening import listening_before, newest_of, posted_since, topics_since, what_listens

BLOCKER, DIGEST, GOAL, GOALS, HELP = "blocker", "manager_digest", "goal", "goals", "help"
ONE_ON_ONE, WEEK = "one_on_one", "weekly_checkin"
PLANS, NOTES = "plans", "note_it"

SOON = timedelta(days=1)
"""Within this time what follows a question is its answer, though it was asked in passing or something came since."""

LONG = timedelta(days=30)
"""So long a question may still be meant that its person is in the middle of."""


Hears = Callable[[Kept], bool]
"""Whether a card that listens takes what is said now: who asks for help takes answers to that, and nothing else."""


@dataclass(frozen=True)
class Words:
    """What a person typed, and which card that listens may be meant."""

    tx: Transaction
    person: str
    text: str
    at: datetime
    vocabulary: Vocabulary

    def settles_a_doubt(self) -> Kept | None:
        """The card that just asked which words are meant, if nothing came since, and this answers it."""
        newest = listens_besides(self.tx, self.person, frozenset({GOAL}))
        if newest is None or newest.address.conversation != HELP or not self._is_just_above(newest):
            return None
        return newest if settles(newest.asks, self.text, self.vocabulary) else None

    def answers(self) -> Kept | None:
        """The card that listens: the newest that its person asked for, or that came while no other question was open.

        What the bot begins, and what a colleague brings about, never takes the answer to what was asked before; and an
        agenda hears what is said soon, for later there is "agenda: ...".
        """
        listening = self._newest(self._hears)
        if listening is None or listening.asked_for:
            return listening
        by_a_colleague = listening.address.conversation == BLOCKER
        for earlier in _begun_before(self.tx, listening, self.at - SOON, or_asked_for=by_a_colleague):
            listening = earlier
            if listening.asked_for:
                break
        return listening

    def newer_meant(self, listening: Kept) -> Kept | None:
        """The newest card that listens too, and came unasked after the one that does: words may be meant for it. Below
        the week words that may be said to a colleague may be meant for who asked for help since.
        """
        done = may_be_done(self.text, self.vocabulary) and self._asks_of_nothing_done(listening)
        if fits_any_question(self.text, self.vocabulary) and not done:
            return None
        newer = self._came_since(listening, self._hears)
        if newer or listening.address.conversation != WEEK:
            return newer
        asking = frozenset({ANSWER, TAKEN}) if done else waits_for(self.text, self.vocabulary)
        newest = self._came_since(listening, lambda card: self._may_ask(card, asking) or self._tells_of(card))
        return newest if newest and self._asks_for_help_lately(newest) else None

    def request_above(self) -> Mapping[str, str]:
        """By what help knows the card by which a colleague asked for help lately, for words that may be meant for it
        and of which help makes no more: where nothing else listens, and nothing but help has answered since. Empty
        without one.
        """
        done = may_be_done(self.text, self.vocabulary)
        asking = frozenset({ANSWER, TAKEN}) if done else waits_for(self.text, self.vocabulary)
        newest = self._newest(lambda card: self._may_ask(card, asking) or self._tells_of(card))
        if newest is None or not self._asks_for_help_lately(newest):
            return {}
        plainly = "yes" if begins_with_an_answer(self.text, self.vocabulary) else ""
        request = {"request": newest.address.key, "request_asks": newest.asks, "plainly": plainly}
        return request if posted_since(self.tx, newest) <= {HELP, BLOCKER} else {}

    def digest_above(self) -> Mapping[str, str]:
        """By what help knows that a digest or a nudge stands right above, where nothing listens; empty without one."""
        newest = newest_of(self.tx, self.person, DIGEST)
        if newest is None or self.at - newest.at >= OF_LATE or posted_since(self.tx, newest) - {HELP, DIGEST}:
            return {}
        return {RIGHT_BELOW: newest.name, OF_WEEK: newest.address.key}

    @cached_property
    def _newest_of_all(self) -> Kept | None:
        return what_listens(self.tx, self.person)

    @cached_property
    def _said(self) -> Said | None:
        return said_in(self.text, self.vocabulary)

    def _hears(self, card: Kept) -> bool:
        """Who asks for help hears only what answers that, and a goal's card what answers it; a card that asks which
        words are meant hears what is right below it, an offer to note what is stuck no "all done" for the week.
        """
        if card.asks == ELSEWHERE:
            return self.at - card.at < SOON and self._answers_offer(card)
        match card.address.conversation:
            case conversation if conversation == BLOCKER:
                return hears(card.asks, self._said) or (self._is_just_above(card) and self._is_of_it(card))
            case conversation if conversation == HELP and card.asks == STUCK:
                return not (self._says_all_is_done() and self._week_waits(card))
            case conversation if conversation == GOAL or card.asks == WAITING:
                return self._answers_a_goal(card)
            case _ if card.asks == WHO:
                return self._is_just_above(card) and yes_or_no(self.text, self.vocabulary) is True
            case _ if card.asks == ASKS:
                return self._names_a_goal(card)
            case _ if card.asks == NUDGED:
                return self._tells_how_it_goes(card)
            case _:
                return card.asks not in DOUBTS

    def _says_all_is_done(self) -> bool:
        """Whether this tells of last week's plans that they are done, and does not only nod."""
        nods = yes_or_no(self.text, self.vocabulary) is not None or agrees(self.text, NOTES, self.vocabulary)
        return outcome_in(self.text, self.vocabulary) == "done" and not nods

    def _week_waits(self, card: Kept) -> bool:
        """Whether a week that is still to be answered listened before this card."""
        before = listening_before(self.tx, card, self.at - LONG)
        week = next((each for each in before if each.address.conversation == WEEK), None)
        return week is not None and not letters.read(deliveries.card_of(self.tx, week)).casually

    def _is_of_it(self, card: Kept) -> bool:
        """Whether this is said to a colleague's card right above, though an older one would not hear it."""
        answers = card.asks == REASON and leaves_or_sends(self.text, self.vocabulary)
        return answers or is_of_it(card.asks, self.text, self.vocabulary)

    def _is_just_above(self, card: Kept) -> bool:
        """Whether nothing came since a card, and that not long ago."""
        return self.at - card.at < SOON and not posted_since(self.tx, card)

    def _names_a_goal(self, card: Kept) -> bool:
        """Whether this names one of the goals on a list of which one is meant, soon after it came."""
        if self.at - card.at >= SOON:
            return False
        return meant(self.text, self._titles(card), self.vocabulary) is not None

    def _tells_how_it_goes(self, card: Kept) -> bool:
        """Whether this tells of the goals that lay still how they go, right below their list; once some of them were
        told of there, of those that it names.
        """
        since = posted_since(self.tx, card)
        if self.at - card.at >= SOON or since - {GOAL, GOALS}:
            return False
        told = going(self.text, self._titles(card), self.vocabulary)
        return bool(told) and (not since or all(update.name for update, _, _ in told))

    def _titles(self, card: Kept) -> Sequence[str]:
        """The titles of the goals on a list."""
        rows = [part.text for part in letters.read(deliveries.card_of(self.tx, card)).body if isinstance(part, Row)]
        return [*map(_title, rows)]

    def _answers_a_goal(self, card: Kept) -> bool:
        """Whether this answers what a goal's card asks; what only nods does so right below it, and soon."""
        heard = heard_in(card.asks, self.text, self.at.date(), self.vocabulary)
        if heard is None or heard.says not in NODS:
            return heard is not None
        about = {card.address.key} if card.address.conversation == GOAL else set()
        return self.at - card.at < SOON and all(
            room == GOALS or (room == GOAL and topic in about) for room, topic in topics_since(self.tx, card)
        )

    def _may_ask(self, card: Kept, asking: frozenset[str]) -> bool:
        """Whether a card is neither a request, nor a goal's question, that is not meant, nor asks which words are."""
        if card.address.conversation == BLOCKER:
            return card.asks in asking
        return card.asks != ELSEWHERE and self._hears(card)

    def _answers_offer(self, card: Kept) -> bool:
        """An offer to ask somebody else hears a yes, a no or whom to ask."""
        offered = letters.read(deliveries.card_of(self.tx, card))
        return may_answer(self.text, self.vocabulary, names_on(offered))

    def _newest(self, hears: Hears) -> Kept | None:
        """The newest card that listens and hears this, but for an agenda of a day ago or more."""
        newest = self._newest_of_all
        if newest is None or (hears(newest) and not _is_old_agenda(newest, self.at)):
            return newest
        before = listening_before(self.tx, newest, self.at - LONG)
        return next((each for each in before if hears(each) and not _is_old_agenda(each, self.at)), None)

    def _came_since(self, listening: Kept, hears: Hears) -> Kept | None:
        newest = self._newest(hears)
        return newest if newest and newest.id != listening.id else None

    def _asks_of_nothing_done(self, listening: Kept) -> bool:
        """Whether a card asks for plans, and for nothing of last week's: what is done is none of them."""
        body = letters.read(deliveries.card_of(self.tx, listening)).body
        return listening.asks == PLANS and not any(isinstance(part, Row) for part in body)

    def _tells_of(self, card: Kept) -> bool:
        """Whether a short text has a word of what a colleague asks for help with: "fixed the sensor"."""
        if card.address.conversation != BLOCKER or card.asks in (DECLINED, REASON) or not is_short(self.text):
            return False
        body = letters.read(deliveries.card_of(self.tx, card)).body
        quoted = [part.words for part in body if isinstance(part, Quote)]
        return any(has_a_word_of(what, self.text, self.vocabulary) for what in quoted)

    def _asks_for_help_lately(self, card: Kept) -> bool:
        return card.address.conversation == BLOCKER and self.at - card.at < SOON


def _title(text: Text) -> str:
    """The title of a goal on a list, be it beside whose it is."""
    title = text.facts.get("title") if isinstance(text, Phrase) else text
    return title.text if isinstance(title, Verbatim) else ""


def listens_besides(tx: Transaction, person: str, conversations: frozenset[str]) -> Kept | None:
    """The newest card that listens, but for those of these conversations."""
    newest = what_listens(tx, person)
    if newest is None or newest.address.conversation not in conversations:
        return newest
    before = listening_before(tx, newest, newest.at - LONG)
    return next((each for each in before if each.address.conversation not in conversations), None)


def agenda_meant(tx: Transaction, person: str, at: datetime) -> Kept | None:
    """The agenda for which a point is that says no more: the newest, if its person asked for it or if lately there was
    no other.
    """
    newest = what_listens(tx, person)
    open_ = (newest, *listening_before(tx, newest, at - SOON)) if newest else ()
    lately = [each for each in open_ if each.address.conversation == ONE_ON_ONE and each.at > at - SOON]
    alone = len({each.address for each in lately}) == 1
    return lately[0] if lately and (lately[0].asked_for or alone) else None


def may_mean_another(tx: Transaction, card: Card, listening: Kept, below: frozenset[str], at: datetime) -> bool:
    """Whether what is said now may be about something else than the card that listens: nothing waits for it and the
    talk has moved on, or it was asked in passing a while ago, or anything but help's answers came since, or it came
    unasked while another question was open, which still is. `below` is what has posted since that card.
    """
    if card.briefly:
        came_between = not listening.asked_for and any(_begun_before(tx, listening, listening.at - LONG))
        return came_between or at - listening.at >= SOON or bool(below - {HELP})
    told = {GOAL} if listening.asks == NUDGED else set()
    return card.casually and bool(below - {listening.address.conversation, *told})


def _is_old_agenda(card: Kept, at: datetime) -> bool:
    return card.address.conversation == ONE_ON_ONE and at - card.at >= SOON


def _begun_before(tx: Transaction, listening: Kept, since: datetime, *, or_asked_for: bool = False) -> Iterator[Kept]:
    """The older questions that somebody is in the middle of: something waits for it, and they have begun to answer, or
    have asked for it themselves where that counts.
    """
    for earlier in listening_before(tx, listening, since):
        card = letters.read(deliveries.card_of(tx, earlier))
        begun = not card.untouched or (or_asked_for and earlier.asked_for)
        if begun and not card.casually:
            yield earlier
