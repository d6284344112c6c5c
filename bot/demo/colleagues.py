"""The colleagues: whoever is not played by a visitor answers by themselves, as the company's clock moves on."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from hashlib import sha256
from zoneinfo import ZoneInfo

from bot import letters
from bot.demo import answering
from bot.demo.answering import Act, Prompted
from bot.demo.delivering import deliver
from bot.demo.story import Life, Story, ToldWeek
from bot.listening import BLOCKER, GOAL, GOALS, listens_besides
from bot.turns import Turns
from conversations.rules.roster import Person
from conversations.rules.weeks import Week, week_of
from conversations.toolkit.cards import buttons_of
from conversations.toolkit.dialogue import RECAP
from conversations.toolkit.events import Address
from conversations.toolkit.reader import Blocker
from handlers.platform import Clicking, Identity, Incoming, Saying
from storage import deliveries, feed, people
from storage.database import Transaction

MOST_REPLIES = 14
"""Replies in one spoken check-in before somebody gives up."""

RECENTLY = timedelta(weeks=1)
"""How long ago the week of a digest may be to which somebody still reacts; a later one brings what was not read."""


@dataclass
class Colleagues:
    """What they still have to answer, by when. `this_week` is the story's week 0, that of the founding."""

    turns: Turns
    story: Story
    this_week: Week
    played: set[str] = field(default_factory=set)
    _reacted: set[tuple[Address, str]] = field(default_factory=set)
    _waiting: list[tuple[datetime, int, str]] = field(default_factory=list)
    _seen: int = 0

    def look(self, tx: Transaction) -> None:
        """Take note of the cards that are new in the ledger."""
        for kept in deliveries.begun_after(tx, self._seen):
            self._seen = kept.seq
            minutes = _delay(kept)
            if minutes is not None and kept.recipient not in self.played:
                heapq.heappush(self._waiting, (kept.at + timedelta(minutes=minutes), kept.seq, kept.id))

    @property
    def silent_from(self) -> datetime:
        """When the written story ends, in company time: from then on nobody answers by themselves."""
        end = self.this_week.monday + timedelta(weeks=self.story.last_week + 1)
        return datetime.combine(end, time(0), UTC)

    @property
    def next_at(self) -> datetime | None:
        """When the next of them answers, in company time."""
        return self._waiting[0][0] if self._waiting else None

    def act(self, tx: Transaction) -> tuple[str, ...]:
        """Let the next one answer; gives whose deliveries wait."""
        _, _, id_ = heapq.heappop(self._waiting)
        kept = deliveries.get(tx, id_)
        person = people.person(tx, kept.recipient) if kept else None
        life = self.story.lives.get(person.email) if person else None
        if kept is None or person is None or life is None or not kept.standing or person.id in self.played:
            return ()
        if life.never_answers:
            return ()
        recipients: dict[str, None] = {}
        for n, sent in enumerate(self._answers(tx, kept, person, life)):
            incoming = Incoming(key=f"demo:{id_}:{n}", who=Identity("web", "", person.id), what=sent)
            if isinstance(sent, Saying):
                feed.say(tx, person.id, incoming.key, sent.text, self.turns.clock.company())
            recipients.update(self.turns.take_nested(tx, incoming).recipients)
            deliver(tx, self.turns, (person.id,))
        return tuple(recipients)

    def _answers(self, tx: Transaction, kept: deliveries.Kept, person: Person, life: Life) -> Iterator[Act]:
        match kept.name:
            case "weekly_checkin.invite" | "weekly_checkin.reminder":
                week = life.week(Week.parse(kept.address.key).ordinal - self.this_week.ordinal)
                if week and not week.silent:
                    yield from self._checks_in(tx, kept, person, life, week)
            case "weekly_checkin.shared" | "weekly_checkin.noted":
                yield from self._closes(tx, kept, person, life)
            case "manager_digest.digest" | "manager_digest.nudge" if self._is_to_react(kept):
                self._reacted.add((kept.address, kept.slot))
                yield from self._reacts(tx, kept, person, life)
            case "blocker.asked":
                prompted = self._prompted(tx, kept, person)
                taps = (b for b in buttons_of(prompted.card) if b.name == "take")
                yield from (Clicking(kept.id, button.name, button.value) for button in taps)

    def _is_to_react(self, kept: deliveries.Kept) -> bool:
        """Once for each, and not to those of weeks ago: after a start nobody knows which were read, and none is now."""
        recent = week_of((self.turns.clock.company() - RECENTLY).date())
        return (kept.address, kept.slot) not in self._reacted and Week.parse(kept.address.key) >= recent

    def _checks_in(
        self, tx: Transaction, kept: deliveries.Kept, person: Person, life: Life, week: ToldWeek
    ) -> Iterator[Act]:
        prompted = self._prompted(tx, kept, person)
        quick = answering.quickly(prompted) if week.quick else None
        if quick:
            yield quick
        elif life.way == "form" or not week.plans or week.sentence or (week.stuck and week.stuck.helper != "manager"):
            yield answering.by_form(week, prompted)
        else:
            yield from self._talks(tx, kept, person, week, prompted)

    def _talks(
        self, tx: Transaction, kept: deliveries.Kept, person: Person, week: ToldWeek, prompted: Prompted
    ) -> Iterator[Act]:
        standing: deliveries.Kept | None = kept
        for button, value in answering.taps_of_outcomes(week, prompted):
            standing = deliveries.standing_in(tx, kept.address, person.id, "main")
            if standing:
                yield Clicking(standing.id, button, value)
        for _ in range(MOST_REPLIES):
            listening = listens_besides(tx, person.id, frozenset({BLOCKER, GOAL, GOALS}))
            if listening is None or listening.address != kept.address or listening.asks == RECAP:
                break
            card = letters.read(deliveries.card_of(tx, listening))
            reply, tap = answering.in_words(week, listening.asks), answering.without_words(card)
            if reply:
                yield Saying(reply)
            elif tap:
                yield Clicking(listening.id, tap.name, tap.value)
            else:
                break
        recap = deliveries.standing_in(tx, kept.address, person.id, "main")
        if recap and recap.name == "weekly_checkin.recap":
            taps = (b for b in buttons_of(self._prompted(tx, recap, person).card) if b.name == "share")
            yield from (Clicking(recap.id, share.name, share.value) for share in taps)

    def _reacts(self, tx: Transaction, kept: deliveries.Kept, person: Person, life: Life) -> Iterator[Act]:
        number = Week.parse(kept.address.key).ordinal - self.this_week.ordinal
        prompted = self._prompted(tx, kept, person)
        wanted = [button.value.partition(":")[0] for button in buttons_of(prompted.card) if button.name == "take"]
        for blocker in wanted:
            now = deliveries.standing_in(tx, kept.address, person.id, kept.slot)
            if now is None:
                return
            found = self._blocker(tx, person, blocker)
            if found and found.answered_at:
                # Before a start, of which nobody here knows.
                continue
            raiser = self._email(tx, found.raiser) if found else ""
            done = answering.reaction(life, raiser, number, self._prompted(tx, now, person), blocker)
            if done:
                yield done
        last = deliveries.standing_in(tx, kept.address, person.id, "main")
        if last and last.name == "manager_digest.digest":
            taps = (b for b in buttons_of(self._prompted(tx, last, person).card) if b.name == "read_all")
            yield from (Clicking(last.id, button.name, button.value) for button in taps)

    def _closes(self, tx: Transaction, kept: deliveries.Kept, person: Person, life: Life) -> Iterator[Act]:
        week = life.week(Week.parse(kept.address.key).ordinal - self.this_week.ordinal)
        if week is None or week.stuck is None or week.stuck.resolved_after_days is None:
            return
        taps = (b for b in buttons_of(self._prompted(tx, kept, person).card) if b.name == "solved")
        yield from (Clicking(kept.id, button.name, button.value) for button in taps)

    def _prompted(self, tx: Transaction, kept: deliveries.Kept, person: Person) -> Prompted:
        card = letters.read(deliveries.card_of(tx, kept))
        today = self.turns.clock.company().astimezone(ZoneInfo(person.zone)).date()
        return Prompted(kept.id, card, today, lambda email: people.by_email(tx, email))

    def _blocker(self, tx: Transaction, manager: Person, blocker: str) -> Blocker | None:
        return self.turns.house.reader(tx, manager, self.turns.clock.company()).blocker(blocker)

    def _email(self, tx: Transaction, id_: str) -> str:
        person = people.person(tx, id_)
        return person.email if person else ""


_MINUTES = {
    "weekly_checkin.invite": (4, 240),
    "weekly_checkin.reminder": (10, 120),
    "weekly_checkin.shared": (3 * 24 * 60, 5 * 24 * 60),
    "weekly_checkin.noted": (2 * 24 * 60, 4 * 24 * 60),
    "manager_digest.digest": (20, 200),
    "manager_digest.nudge": (15, 90),
    "blocker.asked": (10, 180),
}
"""Between how many minutes and how many a card of this name waits for its answer."""


def _delay(kept: deliveries.Kept) -> int | None:
    """How long this one waits: different for each card, and the same whenever the story is told again."""
    span = _MINUTES.get(kept.name)
    if span is None:
        return None
    low, high = span
    seed = f"{kept.address.owner}:{kept.address.key}:{kept.recipient}:{kept.name}:{kept.slot}"
    return low + int.from_bytes(sha256(seed.encode()).digest()[:4]) % (high - low)
