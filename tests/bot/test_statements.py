"""How many statements the usual turns send: one more than today's number may be an idea, two are a mistake."""

from collections.abc import Awaitable
from dataclasses import dataclass, field
from datetime import timedelta

from conversations.toolkit.cards import Card, buttons_of
from conversations.toolkit.wire import from_json
from handlers.platform import Clicking, Commanding, Saying, Submitting
from storage import deliveries
from tests.bot.company import CHECKIN, PLANS, STUCK, Company, Watch, company, staff
from tests.bot.living import utc

TODAY = {
    "check-in called": 16,
    "the same again": 3,
    "an outcome tapped": 9,
    "the week in one tap": 13,
    "check-in submitted": 15,
    "check-in changed": 23,
    "first check-in submitted": 13,
    "stuck": 21,
    "stuck and urgent": 30,
    "first answer spoken": 17,
    "somebody unknown": 1,
    "digest called": 18,
    "one answer read": 44,
    "a blocker taken": 48,
    "somebody asked": 22,
    "nothing due": 1,
}
"""Statements of each turn. Whoever needs fewer writes the smaller number down."""
MORE = 1

MONDAY = utc(11, 16, 9)
ASKED = len(PLANS)


@dataclass
class Counting:
    """A company, one turn of which is counted at a time."""

    company: Company
    sent: dict[str, int] = field(default_factory=dict)

    async def counts(self, name: str, turn: Awaitable[object]) -> None:
        """Note how many statements this takes."""
        with self.company.database.statements_counted() as seen:
            await turn
        self.sent[name] = len(seen)

    async def takes(self, name: str, person: str, what: Clicking | Submitting | Saying | Commanding, key: str) -> None:
        """Note how many statements this turn takes."""
        turn = self.company.takes(person, what, key)
        with self.company.database.statements_counted() as seen:
            answer = await turn
        assert answer.outcome in ("taken", "duplicate", "unknown") and not answer.errors, answer
        self.sent[name] = len(seen)

    async def tap(self, person: str, conversation: str, name: str) -> Clicking:
        """A tap on a button of the card that stands."""
        kept = await self.company.card(person, conversation)
        card: Card = from_json(Card, await self.company.database.read(deliveries.card_of, kept))
        button = next(button for button in buttons_of(card) if button.name == name)
        return Clicking(kept.id, button.name, button.value)

    async def form(self, person: str, values: dict[str, tuple[str, ...]]) -> Submitting:
        """The week's form, filled."""
        return Submitting((await self.company.card(person, "weekly_checkin")).id, "checkin", dict(values))


async def test_the_usual_turns(database_url: str) -> None:
    watch = Watch(MONDAY)
    async with company(database_url, staff(12), watch) as opened:
        counting = Counting(opened)
        for person in (f"p{n}" for n in range(1, 10)):
            await opened.calls(person, "checkin")
            await opened.takes(person, await counting.form(person, CHECKIN))
        watch.now += timedelta(weeks=1)
        await _the_week(counting)
        await _the_digest(counting)
        await _the_clock(counting, watch)
    assert set(counting.sent) == set(TODAY)
    over = {name: (n, TODAY[name]) for name, n in counting.sent.items() if n > TODAY[name] + MORE}
    assert over == {}, "statements sent, and today's number"


async def _the_week(counting: Counting) -> None:
    company, takes = counting.company, counting.takes
    for person in ("p2", "p3", "p4", "p11"):
        await company.calls(person, "checkin")
    await takes("check-in called", "p1", Commanding("checkin"), "called")
    await takes("the same again", "p1", Commanding("checkin"), "called")
    await takes("an outcome tapped", "p1", await counting.tap("p1", "weekly_checkin", "outcomes"), "tap")
    await takes("the week in one tap", "p1", await counting.tap("p1", "weekly_checkin", "as_planned"), "one tap")
    returning = {**CHECKIN, **{f"outcomes.{n}": ("done",) for n in range(ASKED)}, "energy": ("4",)}
    form = await counting.form("p2", returning)
    await takes("check-in submitted", "p2", form, "submitted")
    changed = await counting.form("p2", {**returning, "plans": ("Something else",)})
    await takes("check-in changed", "p2", changed, "changed")
    await takes("first check-in submitted", "p11", await counting.form("p11", CHECKIN), "first")
    await takes("stuck", "p3", await counting.form("p3", STUCK), "stuck")
    await takes("stuck and urgent", "p4", await counting.form("p4", {**STUCK, "urgent": ("yes",)}), "urgent")
    await company.calls("p5", "checkin")
    await takes("first answer spoken", "p5", Saying("done, done, done"), "spoken")
    await takes("somebody unknown", "nobody", Saying("hello"), "unknown")


async def _the_digest(counting: Counting) -> None:
    await counting.takes("digest called", "p0", Commanding("team"), "team")
    await counting.takes("one answer read", "p0", await counting.tap("p0", "manager_digest", "read"), "read")
    await counting.takes("a blocker taken", "p0", await counting.tap("p0", "manager_digest", "take"), "take")


async def _the_clock(counting: Counting, watch: Watch) -> None:
    turns = counting.company.turns
    watch.now += timedelta(days=6, hours=23)
    await counting.company.ticks.plan()
    while await turns.play_due():
        pass
    watch.now += timedelta(hours=1, seconds=1)
    await counting.counts("somebody asked", turns.play_due())
    while await turns.play_due():
        pass
    await counting.counts("nothing due", turns.play_due())
