"""A company that lives through a quarter with every flow on, and the people who answer, are stuck, help, or do not."""

import asyncio
import heapq
import random
from collections import Counter
from collections.abc import AsyncIterator, Callable, Collection, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cache
from itertools import count

from sqlalchemy import bindparam, func, select

from bot.acting import Acting, House
from bot.desk import Arrived, Desk, Ready
from bot.showing import Showing
from conversations.rules.roster import Department, Person
from conversations.toolkit.cards import Button, Card, Line, buttons_of
from conversations.toolkit.effects import Show, To
from conversations.toolkit.events import Address, Started
from conversations.toolkit.forms import RawValues, fields_of, proposed
from conversations.toolkit.wire import from_json
from conversations.toolkit.words import Phrase, Verbatim
from handlers.platform import Clicking, Commanding, Submitting
from storage import deliveries, due, organisation, people, roster
from storage.database import Transaction
from storage.deliveries import Kept
from storage.schema import migrate
from storage.tables.base import rows_of
from storage.tables.delivery import OPEN, DeliveryStatus
from storage.tables.records import Goal
from tests.bot import quarter_talks
from tests.bot.company import CHECKIN, STUCK, Company, Watch, open_company, staff, the_house
from tests.bot.living import TICK
from tests.bot.quarter_talks import Talk
from tests.conversations.company import shelves

TEAMS = (
    ("production", "Europe/Berlin", "DE"), ("sales", "America/New_York", "US"), ("service", "Asia/Shanghai", "CN"),
    ("lab", "Europe/Berlin", "DE"), ("office", "Asia/Shanghai", "CN"),
)  # fmt: skip
EXTRAS: Mapping[str, timedelta] = {
    "lesson": timedelta(weeks=2, hours=30),
    "Renewal": timedelta(weeks=2, hours=28), "Delivery": timedelta(weeks=2, hours=53),
    "Return": timedelta(weeks=3, hours=28), "Repair": timedelta(weeks=7, hours=28),
    "move": timedelta(weeks=4, hours=27), "talks": timedelta(weeks=2, hours=30), "point": timedelta(weeks=3, hours=29),
    "counter": timedelta(weeks=6, hours=29), "close": timedelta(weeks=10, hours=28), **quarter_talks.EXTRAS,
}  # fmt: skip
"""What begins when: a lesson, each goal that somebody sets, by its first word, moving one, what its manager proposes
instead, and closing it; a rhythm of one-on-ones, and a point for the next one; and what a manager begins with somebody.
"""
AGAIN: Mapping[str, timedelta] = {
    "lesson": timedelta(weeks=1), "move": timedelta(weeks=3), "point": timedelta(weeks=2)
}  # fmt: skip
SOME: Mapping[str, tuple[int, Collection[int]]] = {
    "move": (2, (1,)), "talks": (10, (1, 4, 7)), "point": (10, (1,)), "counter": (5, (1, 3)), "close": (3, (1, 2)),
    **quarter_talks.SOME,
}  # fmt: skip
"""Who does what not all do, by the remainder of their number; those who lead set no rhythm of their own."""
TALKS = {"every": ("two_weeks",), "weekday": ("3",), "at": ("14:00",), "minutes": ("30",)}
GOAL = "from 82 to 90 % by the end of the year"
PLANS_EVERY = timedelta(days=3)
STEPS_A_COMMIT = 50
NEUTRAL = Phrase("weekly_checkin.neutral")

_next_held = select(func.min(deliveries.ledger.c.not_before)).where(
    OPEN, deliveries.ledger.c.status == DeliveryStatus.PENDING
)
_goals = rows_of(Goal)
_agreed = (
    select(_goals.c.id)
    .where(_goals.c.owner == bindparam("owner"), _goals.c.state == "agreed")
    .order_by(_goals.c.set_at)
).limit(1)
_whose_is_ready = (
    select(deliveries.ledger.c.recipient)
    .where(OPEN, deliveries.ledger.c.status == DeliveryStatus.PENDING)
    .where(deliveries.ledger.c.not_before.is_not(None))
)

Way = Callable[["Quarter", Transaction, Kept, Card], Clicking | Submitting | None]


@cache
def whole_house() -> House:
    """All conversations with the scripts, situations and causes that ship with the bot."""
    scripts, phrases, causes = shelves()
    return replace(the_house(), scripts=scripts, phrases=phrases, causes=causes)


def everybody(size: int) -> list[Person]:
    """So many people in five departments; whoever leads the leaders is HR, and so is one more."""
    found = []
    for n, person in enumerate(staff(size)):
        team, zone, region = TEAMS[n // 10 % len(TEAMS)]
        roles = frozenset({"hr"}) if n in (0, 11) else frozenset()
        found.append(replace(person, department=team, zone=zone, region=region, roles=roles))
    return found


@dataclass
class Quarter:
    """The company, its clock, and what people are about to do."""

    company: Company
    watch: Watch
    people: Mapping[str, Person]
    chance: random.Random = field(default_factory=lambda: random.Random(7))
    acts: list[tuple[datetime, int, str, str]] = field(default_factory=list)
    extras: list[tuple[datetime, int, str, str]] = field(default_factory=list)
    numbers: "count[int]" = field(default_factory=count)
    did: Counter[str] = field(default_factory=Counter)
    talks: dict[str, Talk] = field(default_factory=dict)

    async def lives(self, until: datetime) -> None:
        """Let time pass; some moments in each commit, for what is tried here is when, not how it is written."""
        while self.watch.now < until:
            await self.company.ticks.plan()
            soon = min(self.watch.now + PLANS_EVERY, until)
            while await self.company.database.write(self._some_steps, soon):
                pass
            self.watch.now = soon

    def _some_steps(self, tx: Transaction, until: datetime) -> bool:
        return all(self._step(tx, until) for _ in range(STEPS_A_COMMIT))

    def _step(self, tx: Transaction, until: datetime) -> bool:
        held = tx.conn.execute(_next_held).scalar()
        coming = (due.next_at(tx), held, *(queue[0][0] for queue in (self.acts, self.extras) if queue))
        following = min((at for at in coming if at), default=until)
        if following + TICK >= until:
            return False
        self.watch.now = max(self.watch.now, following + TICK)
        wait_for = [*(self.company.turns.play_due_in(tx) or ()), *self._act(tx), *self._extra(tx)]
        if held and held <= self.watch.now:
            wait_for += tx.conn.execute(_whose_is_ready.where(deliveries.ledger.c.not_before <= held)).scalars()
        for recipient in dict.fromkeys(wait_for):
            self.carries(tx, recipient)
        return True

    # --- what comes ----------------------------------------------------------------------------------------------

    def carries(self, tx: Transaction, recipient: str) -> None:
        """Bring what may come now, as the courier does."""
        desk = Desk(("web",), {}, self.company.clock, the_house().calendars)
        while isinstance(ready := desk.next(tx, recipient), Ready):
            kept = ready.claim.delivery
            desk.arrived(tx, Arrived(kept, ready.claim.edits or kept.id))
            if kept.prompt:
                self._read(kept)

    def _read(self, kept: Kept) -> None:
        """They will do something about it after a while, or do not."""
        if self.chance.random() < LIKELY.get(kept.name, 0):
            hours = self.chance.choice((1, 2, 5, 26))
            heapq.heappush(
                self.acts, (self.watch.now + timedelta(hours=hours), next(self.numbers), kept.recipient, kept.id)
            )

    # --- what people do ------------------------------------------------------------------------------------------

    def _act(self, tx: Transaction) -> Iterator[str]:
        while self.acts and self.acts[0][0] <= self.watch.now:
            _, _, person, seen = heapq.heappop(self.acts)
            first = deliveries.get(tx, seen)
            kept = deliveries.standing_in(tx, first.address, person, first.slot) if first else None
            if kept and kept.status == DeliveryStatus.SENT and kept.name in LIKELY:
                card: Card = from_json(Card, deliveries.card_of(tx, kept))
                if react := quarter_talks.REACTIONS.get(kept.name):
                    yield from react(self, tx, kept, card)
                elif what := WAYS[kept.name](self, tx, kept, card):
                    yield from self.takes(tx, person, what)
                    if kept.name == "goals.waiting" and self.chance.random() < 0.5:
                        # One tap each, until they leave the rest for another day.
                        heapq.heappush(self.acts, (self.watch.now + TICK, next(self.numbers), person, kept.id))

    def takes(self, tx: Transaction, person: str, what: Clicking | Submitting | Commanding) -> tuple[str, ...]:
        """One turn of somebody; gives for whom something waits."""
        taken = self.company.turns.take_in(tx, self.company.incoming(person, what))
        assert taken.answer.outcome == "taken" and not taken.answer.errors, (what, taken.answer)
        return tuple(taken.recipients)

    def _extra(self, tx: Transaction) -> Iterator[str]:
        """What people do unasked: they set goals and move them; and a lesson a week, which a later release begins."""
        while self.extras and self.extras[0][0] <= self.watch.now:
            at, n, person, kind = heapq.heappop(self.extras)
            if again := AGAIN.get(kind):
                heapq.heappush(self.extras, (at + again, n, person, kind))
            match kind:
                case "lesson":
                    yield from self._lesson(tx, at, n, person)
                case "talks" | "point":
                    yield from self._talks(tx, person, kind)
                case "counter" | "close":
                    yield from self._at_a_goal(tx, at, person, kind)
                case _ if kind in quarter_talks.EXTRAS:
                    yield from quarter_talks.begins(self, tx, person, kind, at)
                case _:
                    yield from self._goal(tx, person, kind)

    def _lesson(self, tx: Transaction, at: datetime, n: int, person: str) -> Iterator[str]:
        event = Started(key=f"extra:lesson:{n}:{at}", at=at, address=Address("help", person, "lesson"), actor=None)
        card = Card("stand_in.lesson", NEUTRAL, (Line(Verbatim(f"{at}")),))
        calendars = the_house().calendars
        showing = Showing(tx, self.company.clock, calendars, lambda id_: people.person(tx, id_))
        showing.show(Show(card, To(person), fresh=True, prompt=True, kind="news"), event, 0)
        yield from showing.recipients

    def _goal(self, tx: Transaction, person: str, kind: str) -> Iterator[str]:
        """Set one more goal and propose it, or move the first of those that may be moved."""
        command, taps = ("goal", "pace") if kind == "move" else (f"goal add {kind} rate {GOAL}", "propose")
        yield from self.takes(tx, person, Commanding(command))
        kept = deliveries.latest_of(tx, person, "goals", person)
        assert kept
        card: Card = from_json(Card, deliveries.card_of(tx, kept))
        found = [button for button in buttons_of(card) if button.name == taps]
        if found:
            yield from self.takes(tx, person, Clicking(kept.id, taps, found[0].value))

    def _talks(self, tx: Transaction, person: str, kind: str) -> Iterator[str]:
        """Meet every two weeks, or put something on the agenda of the next talk."""
        yield from self.takes(tx, person, Commanding("one-on-one" if kind == "talks" else "one-on-one The test bench"))
        kept = deliveries.standing_in(tx, Address("one_on_one", person, self.people[person].manager), person, "main")
        self.did[kind] += 1
        if kept and kind == "talks":
            yield from self.takes(tx, person, Submitting(kept.id, "rhythm", TALKS))

    def _at_a_goal(self, tx: Transaction, at: datetime, owner: str, kind: str) -> Iterator[str]:
        """The first agreed goal of somebody: they close it, or their manager proposes to change it."""
        goal = tx.conn.execute(_agreed, {"owner": owner}).scalar()
        who = owner if kind == "close" else self.people[owner].manager
        if not goal or not who:
            return
        self.did[kind] += 1
        address = Address("goal", who, goal)
        acting = Acting(the_house(), tx, self.company.clock)
        acting.play(Started(key=f"extra:{kind}:{goal}", at=at, address=address, actor=who))
        yield from acting.recipients
        kept = deliveries.standing_in(tx, address, who, "main")
        assert kept
        if kind == "close":
            values: RawValues = {"how": ("done",), "learned": ("Call early",)}
            yield from self.takes(tx, who, Submitting(kept.id, "close", values, _version(tx, goal)))
            return
        [button] = [each for each in buttons_of(from_json(Card, deliveries.card_of(tx, kept))) if each.name == "change"]
        tapped = self.company.incoming(who, Clicking(kept.id, button.name, button.value))
        opened = self.company.turns.take_in(tx, tapped).answer.opened
        assert opened
        values = {each.name: proposed(each) for each in fields_of(opened.form)}
        given = {**values, "title": ("Renewal rate of the region",), "reason": ("The market grew",)}
        yield from self.takes(tx, who, Submitting(kept.id, "change", given, opened.form.version))


def _version(tx: Transaction, goal: str) -> int:
    return int(tx.conn.execute(select(_goals.c.version).where(_goals.c.id == goal)).scalar_one())


def _checkin(quarter: Quarter, _tx: Transaction, kept: Kept, _card: Card) -> Submitting:
    """A quarter of all weeks has something stuck; of that, an eighth is urgent."""
    chance, me = quarter.chance, quarter.people[kept.recipient]
    if chance.random() > 0.25:
        return Submitting(kept.id, "checkin", dict(CHECKIN))
    values = {**STUCK, **({"urgent": ("true",)} if chance.random() < 0.125 else {})}
    kind = chance.choice(("manager", "manager", "person", "hr"))
    if kind == "hr" and "hr" not in me.roles:
        values["helper"] = ("hr",)
    elif kind == "person" or not me.manager:
        other = chance.choice([id_ for id_ in quarter.people if id_ not in (me.id, me.manager)])
        values |= {"helper": ("person",), "helper_person": (other,)}
    return Submitting(kept.id, "checkin", values)


def _help(quarter: Quarter, _tx: Transaction, kept: Kept, card: Card) -> Clicking | Submitting | None:
    """Take the first that waits, or decline it."""
    takes, others = _buttons(card, "take"), [b for b in buttons_of(card) if b.opens.startswith("other")]
    how = quarter.chance.random()
    if others and how < 0.15:
        return Submitting(kept.id, others[0].opens, {"what": ("decline",), "text": ("Not my field",)})
    return Clicking(kept.id, takes[0].name, takes[0].value) if takes else None


def _digest(quarter: Quarter, tx: Transaction, kept: Kept, card: Card) -> Clicking | Submitting | None:
    """Read it all, or help somebody."""
    read = _buttons(card, "read_all")
    if read and quarter.chance.random() < 0.5:
        return Clicking(kept.id, read[0].name, read[0].value)
    return _help(quarter, tx, kept, card)


def _offer(quarter: Quarter, _tx: Transaction, kept: Kept, card: Card) -> Clicking | None:
    """Ask one of those who are offered, or say that it is solved."""
    found = [*_buttons(card, "pass_on"), *_buttons(card, "solved")]
    chosen = quarter.chance.choice(found) if found else None
    return Clicking(kept.id, chosen.name, chosen.value) if chosen else None


def _dispute(_quarter: Quarter, _tx: Transaction, kept: Kept, card: Card) -> Clicking | None:
    """Say that the manager is wrong, which HR is told."""
    wrong = _buttons(card, "not_my_manager")
    return Clicking(kept.id, wrong[0].name, wrong[0].value) if wrong else None


def _agree(quarter: Quarter, tx: Transaction, kept: Kept, card: Card) -> Clicking | Submitting | None:
    """Say yes to what is proposed, or no to one in three, where that can be said at once."""
    yes = _buttons(card, "agree")
    if yes and _opening(card, "decline") and quarter.chance.random() < 1 / 3:
        quarter.did["declined"] += 1
        return Submitting(kept.id, "decline", {"reason": ("Too much",)}, _version(tx, kept.address.key))
    return Clicking(kept.id, yes[0].name, yes[0].value) if yes else None


def _move(quarter: Quarter, _tx: Transaction, kept: Kept, card: Card) -> Clicking | None:
    """Say of one of the goals how it goes."""
    found = _buttons(card, "pace")
    chosen = quarter.chance.choice(found) if found else None
    return Clicking(kept.id, chosen.name, chosen.value) if chosen else None


def _skip(quarter: Quarter, _tx: Transaction, kept: Kept, card: Card) -> Clicking | None:
    """Leave out every fifth talk."""
    found = _buttons(card, "skip")
    if not found or quarter.chance.random() > 0.2:
        return None
    quarter.did["skipped"] += 1
    return Clicking(kept.id, found[0].name, found[0].value)


def _opening(card: Card, form: str) -> list[Button]:
    return [button for button in buttons_of(card) if button.opens == form]


def _buttons(card: Card, name: str) -> list[Button]:
    return [button for button in buttons_of(card) if button.name == name and not button.opens]


WAYS: Mapping[str, Way] = {
    "welcome.first": _dispute,
    "weekly_checkin.invite": _checkin,
    "weekly_checkin.reminder": _checkin,
    "manager_digest.digest": _digest,
    "manager_digest.nudge": _help,
    "blocker.asked": _help,
    "weekly_checkin.offer": _offer,
    "goal.goal": _agree,
    "goals.waiting": _agree,
    "goals.nudge": _move,
    "one_on_one.reminder": _skip,
}
DO_SOMETHING: Mapping[str, float] = {
    "welcome.first": 0.06,
    "weekly_checkin.invite": 0.6,
    "weekly_checkin.reminder": 0.5,
    "manager_digest.digest": 0.5,
    "manager_digest.nudge": 0.4,
    "blocker.asked": 0.5,
    "weekly_checkin.offer": 0.6,
    "goal.goal": 0.7,
    "goals.waiting": 0.7,
    "goals.nudge": 0.5,
    "one_on_one.reminder": 1,
}
LIKELY = {**DO_SOMETHING, **quarter_talks.LIKELY}
"""How likely it is that somebody does something about a message."""


@asynccontextmanager
async def quarter(url: str, size: int, begins: datetime) -> AsyncIterator[Quarter]:
    """A company of so many people whose departments HR opens as it begins, one a day."""
    watch, staff_ = Watch(begins), everybody(size)
    await asyncio.to_thread(migrate, url)
    async with open_company(url, watch, whole_house()) as opened:
        await opened.database.write(_founded, staff_, begins)
        living = Quarter(opened, watch, {person.id: person for person in staff_})
        for n, person in enumerate(staff_):
            for kind, after in EXTRAS.items():
                of, which = SOME.get(kind, (1, (0,)))
                if n % of in which:
                    living.extras.append((begins + after + timedelta(minutes=n), n, person.id, kind))
        heapq.heapify(living.extras)
        await opened.database.write(_opened, living)
        yield living


def _founded(tx: Transaction, staff_: list[Person], at: datetime) -> None:
    organisation.found(tx, "Works", at, demo=False)
    for n, (team, _, _) in enumerate(TEAMS):
        roster.upsert_department(tx, Department(team, {"en": team.title(), "zh-CN": team}, head=f"p{10 * n}"))
    for person in staff_:
        roster.insert_person(tx, person, at)


def _opened(tx: Transaction, living: Quarter) -> None:
    living.takes(tx, "p0", Commanding("departments"))
    for team, _, _ in TEAMS:
        latest = deliveries.latest_of(tx, "p0", "departments", "p0")
        assert latest
        living.takes(tx, "p0", Clicking(latest.id, "open", team))
    for person in living.people:
        living.carries(tx, person)
