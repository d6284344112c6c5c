"""Two people at one goal, however their turns fall: nothing is lost, and who comes second is shown both values."""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import reduce
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import Row, select

from bot.acting import Acting
from conversations.entries.goals import GoalSet
from conversations.rules.goal_moves import Dated, Move, after
from conversations.rules.goals import GoalContent, KeyResult
from conversations.toolkit.cards import Button, Card, buttons_of
from conversations.toolkit.effects import Record
from conversations.toolkit.events import Address, Started
from conversations.toolkit.forms import RawValues, fields_of, proposed
from conversations.toolkit.wire import from_json, to_json
from handlers.platform import Answer, Clicking, Submitting
from storage import deliveries, goals, records
from storage.database import Transaction
from storage.deliveries import Kept
from storage.tables import records as tables
from storage.tables.base import rows_of
from tests.bot.company import Company, Watch, company, staff, the_house
from tests.bot.living import utc

OWNER, MANAGER = "p1", "p0"
RATE = KeyResult("r1", "Renewal rate", "number", Decimal(10), Decimal(90), "%")
BEGINS = utc(11, 23, 9)
EXAMPLES, STEPS = 8, 9

_entry, _goal = rows_of(tables.Entry), rows_of(tables.Goal)
_entries = select(_entry).where(_entry.c.subject == OWNER, _entry.c.kind.in_(goals.KINDS)).order_by(_entry.c.seq)

whose = st.sampled_from((OWNER, MANAGER))
steps = st.one_of(
    st.tuples(st.just("opens"), whose, st.sampled_from(("update", "update", "change", "close"))),
    st.tuples(st.just("sends"), whose, st.just("")),
    st.tuples(st.just("both"), whose, st.sampled_from(("update", "change"))),
    st.tuples(st.just("taps"), whose, st.sampled_from(("agree", "pace", "mine", "theirs", "reopen"))),
)


SENT = (("sends", MANAGER, ""), ("sends", OWNER, ""))
AGREED = (("taps", MANAGER, "agree"), ("taps", OWNER, "agree"))


@dataclass(frozen=True)
class Held:
    """A form that somebody has open: what they wrote into it, and the field and the words that are theirs."""

    sheet: Submitting
    mine: str


@dataclass(frozen=True)
class Stands:
    """A goal as the database has it: its row, and its entries as they were appended."""

    row: Row[Any]
    rows: Sequence[Row[Any]]
    moves: Sequence[Dated]


@dataclass
class Two:
    """The owner of a goal and their manager, each with a chat and with forms that they opened."""

    company: Company
    runner: asyncio.Runner
    goal: str = ""
    numbers: "count[int]" = field(default_factory=count)
    held: dict[str, list[Held]] = field(default_factory=dict)

    async def begins(self) -> None:
        """A goal that both agreed to, on the page of both."""
        self.goal, self.held = f"g{next(self.numbers)}", {OWNER: [], MANAGER: []}
        content = GoalContent(f"Renewals {self.goal}", date(2026, 11, 2), date(2027, 6, 30), (RATE,))
        record = Record(self.goal, GoalSet(self.goal, content, alone=True), OWNER, audience="team")
        await self.company.database.write(records.append, OWNER, BEGINS, record)
        for each in (OWNER, MANAGER):
            await self.company.database.write(self._opens, each)

    def _opens(self, tx: Transaction, who: str) -> None:
        address = Address("goal", who, self.goal)
        started = Started(key=f"{who}:{self.goal}", at=BEGINS, address=address, actor=who)
        Acting(the_house(), tx, self.company.clock).play(started)

    async def plays(self, history: Sequence[tuple[str, str, str]]) -> None:
        """Play these steps, and look after each whether it did what it may."""
        await self.begins()
        for what, who, name in history:
            before = await self.stands()
            wrote = await getattr(self, what)(who, name, before)
            now = await self.stands()
            assert now.rows[: len(before.rows)] == before.rows, "entries are only appended"
            assert len(now.rows) - len(before.rows) == wrote, (what, who, name)
            assert [each.move.goal for each in now.moves] == [self.goal] * now.row.version, "versions have no gaps"
            assert reduce(after, now.moves, None) == goals.standing_of(now.row), "what stands is what the entries say"

    # --- the steps: each gives how many entries it is to append --------------------------------------------------

    async def opens(self, who: str, form: str, _before: Stands) -> int:
        """Somebody opens a form, and fills it in at once; it is sent later, or never."""
        if opened := await self._filled(who, form):
            self.held[who].append(opened)
        return 0

    async def sends(self, who: str, _: str, before: Stands) -> int:
        """They send what they opened first."""
        if not self.held[who]:
            return 0
        sent = self.held[who].pop(0)
        answer = await self.company.takes(who, sent.sheet)
        assert answer.outcome == "taken" and not answer.errors, answer
        if sent.sheet.version == before.row.version:
            return 1
        await self._is_shown_both(who, sent)
        return 0

    async def both(self, _: str, form: str, before: Stands) -> int:
        """Each opens a form on the same version, and both send it at the same moment."""
        found = {who: await self._filled(who, form) for who in (OWNER, MANAGER)}
        sent = {who: each for who, each in found.items() if each}
        answers = await asyncio.gather(*(self.company.takes(who, each.sheet) for who, each in sent.items()))
        assert all(each.outcome == "taken" and not each.errors for each in answers), answers
        if len(sent) < len(found):
            return len(sent)
        first = (await self.stands()).rows[-1].author
        second = MANAGER if first == OWNER else OWNER
        await self._is_shown_both(second, sent[second], sent[first].mine)
        return 1

    async def taps(self, who: str, name: str, before: Stands) -> int:
        """They tap what stands in their chat: to choose between two values, on the card of those."""
        slot = "conflict" if name in ("mine", "theirs") else "main"
        kept, button = await self._finds(who, name, slot)
        if kept is None or button is None:
            return 0
        answer = await self.company.takes(who, Clicking(kept.id, button.name, button.value))
        assert answer.outcome == "taken", answer
        if name != "mine":
            return 0 if name == "theirs" else 1
        now = await self.stands()
        if now.row.version == before.row.version:
            assert await self._finds(who, "theirs", "conflict") != (None, None), "what cannot be taken is still there"
            return 0
        assert now.rows[-1].author == who
        return 1

    # --- how -----------------------------------------------------------------------------------------------------

    async def stands(self) -> Stands:
        """The goal in the database."""
        return await self.company.database.read(self._stands)

    def _stands(self, tx: Transaction) -> Stands:
        row = tx.conn.execute(select(_goal).where(_goal.c.id == self.goal)).one()
        read = [(each, records.read_entry(tx, each)) for each in tx.conn.execute(_entries)]
        ours = [(each, move) for each, move in read if isinstance(move, Move) and move.goal == self.goal]
        return Stands(row, [each for each, _ in ours], [Dated(each.id, each.at, move) for each, move in ours])

    async def card(self, who: str, slot: str = "main") -> tuple[Kept, Card] | None:
        """What stands of the goal in somebody's chat."""
        return await self.company.database.read(self._card, who, slot)

    def _card(self, tx: Transaction, who: str, slot: str) -> tuple[Kept, Card] | None:
        kept = deliveries.standing_in(tx, Address("goal", who, self.goal), who, slot)
        return (kept, from_json(Card, deliveries.card_of(tx, kept))) if kept else None

    async def _finds(self, who: str, name: str, slot: str = "main") -> tuple[Kept | None, Button | None]:
        found = await self.card(who, slot)
        buttons = [each for each in buttons_of(found[1]) if each.name == name] if found else []
        return (found[0], buttons[0]) if found and buttons else (None, None)

    async def _filled(self, who: str, form: str) -> Held | None:
        """A form with something of their own in it, as it stands now; None if the goal has no such button."""
        kept, button = await self._finds(who, form)
        if kept is None or button is None:
            return None
        answer: Answer = await self.company.takes(who, Clicking(kept.id, button.name, button.value))
        assert answer.opened
        # Two places, for three might be a thousand and would be asked about; the last no zero, which nobody is shown.
        opened, n = answer.opened.form, next(self.numbers)
        mine = f"{20 + n % 60}.{11 + 2 * (n % 40)}"
        own: dict[str, RawValues] = {
            "update": {"r.r1": (mine,)},
            "change": {"title": (f"Renewals {mine}",), "reason": ("Better",)},
            "close": {"how": ("done",), "learned": (mine,)},
        }
        values = {each.name: proposed(each) for each in fields_of(opened)} | dict(own[form])
        return Held(Submitting(kept.id, form, values, opened.version), mine)

    async def _is_shown_both(self, who: str, sent: Held, theirs: str = "") -> None:
        found = await self.card(who, "conflict")
        assert found, "who comes second is shown so"
        told = to_json(Card, found[1]).decode()
        assert sent.mine in told, "what they wrote"
        assert theirs in told, "and what stands"


@pytest.fixture
def two(database_url: str) -> Iterator[Two]:
    """The two in a new, empty database, and what plays their turns."""
    with asyncio.Runner() as runner:
        context = company(database_url, staff(2), Watch(BEGINS))
        yield Two(runner.run(context.__aenter__()), runner)
        runner.run(context.__aexit__(None, None, None))


@example(history=[("both", OWNER, "update"), ("taps", OWNER, "mine"), ("taps", MANAGER, "mine")])
@example(history=[("both", OWNER, "change"), ("taps", OWNER, "theirs"), ("taps", MANAGER, "mine")])
@example(history=[("opens", OWNER, "change"), ("opens", MANAGER, "update"), *SENT, ("taps", OWNER, "mine"), *AGREED])
@example(history=[("opens", OWNER, "update"), ("opens", MANAGER, "close"), *SENT, ("taps", OWNER, "reopen")])
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=st.lists(steps, min_size=3, max_size=STEPS))
def test_however_their_turns_fall_nothing_is_lost(two: Two, history: list[tuple[str, str, str]]) -> None:
    two.runner.run(two.plays(history))
