"""The budget where messages are planned: what waits for a week with room, what changes what stands, what is exempt."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count

import pytest

from bot.desk import Arrived, Desk, Ready
from bot.hours import NO_ROOM
from bot.showing import Showing
from conversations.toolkit.cards import Button, Card
from conversations.toolkit.effects import Show, To
from conversations.toolkit.events import Address, Event, Started
from conversations.toolkit.words import Phrase
from storage import burden, deliveries, people
from storage.database import Transaction
from storage.deliveries import Kept
from tests.bot.company import Company, Watch, company, staff, the_house
from tests.bot.living import utc

MONDAY, NEXT = utc(11, 16, 9), utc(11, 23, 8)
"""Ten o'clock in Berlin, and the first hour of the week after."""

NEUTRAL = Phrase("weekly_checkin.neutral")


@dataclass
class Post:
    """A company to which the bot writes of its own accord."""

    company: Company
    watch: Watch
    numbers: "count[int]" = field(default_factory=count)

    async def begins(self, person: str, kind: str, topic: str = "", by: str = "", **more: object) -> Kept:
        """The bot begins something: in a conversation of its own unless `topic` says which."""
        n = next(self.numbers)
        address = Address("help", person, topic or f"topic {n}")
        event = Started(key=f"e{n}", at=self.watch.now, address=address, actor=by or None)
        card = Card(f"news.{n}", NEUTRAL, (), (Button("all", NEUTRAL),))
        show = Show(card, To(person), fresh=True, prompt=True, kind=kind, **more)  # type: ignore[arg-type]
        await self.company.database.write(self._shown, show, event)
        kept = await self.company.standing(address)
        assert kept
        return kept

    def _shown(self, tx: Transaction, show: Show, event: Event) -> None:
        Showing(tx, self.company.clock, the_house().calendars, lambda id_: people.person(tx, id_)).show(show, event, 0)

    async def carries(self, person: str) -> list[str]:
        """Bring what may come now; gives the names of the cards."""
        return await self.company.database.write(self._carried, person)

    def _carried(self, tx: Transaction, person: str) -> list[str]:
        desk, came = Desk(("web",), {}, self.company.clock, the_house().calendars), []
        while isinstance(ready := desk.next(tx, person), Ready):
            desk.arrived(tx, Arrived(ready.claim.delivery, ready.claim.edits or ready.claim.delivery.id))
            came.append(ready.claim.delivery.name)
        return came

    async def kept(self, id_: str) -> Kept:
        """A message as the ledger has it."""
        found = await self.company.database.read(deliveries.get, id_)
        assert found
        return found


@pytest.fixture
async def post(database_url: str) -> AsyncIterator[Post]:
    watch = Watch(MONDAY)
    async with company(database_url, staff(12), watch) as opened:
        yield Post(opened, watch)


async def test_the_third_nudge_waits_for_the_next_week_and_the_check_in_has_its_place(post: Post) -> None:
    first, second, third = [await post.begins("p1", "nudge") for _ in range(3)]
    assert (first.not_before, second.not_before, third.not_before) == (None, None, NEXT)
    request = await post.begins("p1", "request")
    assert request.not_before is None
    assert (await post.begins("p1", "request")).not_before == NEXT
    assert await post.carries("p1") == [first.name, second.name, request.name]
    post.watch.now = NEXT
    assert third.name in await post.carries("p1")


async def test_a_manager_has_room_for_two_more(post: Post) -> None:
    waits = [(await post.begins("p0", kind)).not_before for kind in ("nudge", "request", "news", "request", "reminder")]
    assert waits == [None] * 5
    assert (await post.begins("p0", "nudge")).not_before == NEXT


@pytest.mark.parametrize("kind", ["notice", "colleague"])
async def test_the_exempt_come_whatever_came_before(post: Post, kind: str) -> None:
    for _ in range(3):
        await post.begins("p1", "news")
    exempt = [await post.begins("p1", kind) for _ in range(4)]
    assert [each.not_before for each in exempt] == [None] * 4


async def test_urgent_ones_wait_for_neither_room_nor_morning(post: Post) -> None:
    post.watch.now = utc(11, 16, 22)
    urgent = await post.begins("p1", "colleague", urgent=True)
    assert (urgent.counts_as, urgent.not_before) == ("urgent", None)
    assert await post.carries("p1") == [urgent.name]


async def test_without_room_a_nudge_changes_the_message_that_stands(post: Post) -> None:
    stood = await post.begins("p1", "nudge", "pump")
    await post.carries("p1")
    await post.begins("p1", "nudge")
    again = await post.begins("p1", "nudge", "pump")
    assert (again.prompt, again.fresh, again.not_before) == (False, False, None)
    assert again.name in await post.carries("p1")
    assert (await post.kept(again.id)).message == stood.id, "the message that stood is edited, nothing new comes"
    came = await post.company.database.read(burden.of_person, "p1", "2026-11")
    assert came.begun == {"nudge": 2}


async def test_a_nudge_that_waits_gives_way_to_the_newer_one_and_keeps_its_place(post: Post) -> None:
    for _ in range(2):
        await post.begins("p1", "nudge")
    older = await post.begins("p1", "nudge", "pump")
    newer = await post.begins("p1", "nudge", "pump")
    assert ((await post.kept(older.id)).status, newer.not_before) == ("superseded", NEXT)
    others = [await post.begins("p1", "nudge") for _ in range(2)]
    assert [each.not_before for each in others] == [NEXT, NEXT + timedelta(weeks=1)]


async def test_what_finds_no_room_in_a_month_is_missed_and_the_ledger_says_why(post: Post) -> None:
    kept = [await post.begins("p1", "nudge") for _ in range(11)]
    assert [each.status for each in kept] == ["pending"] * 10 + ["missed"]
    assert kept[-1].reason == NO_ROOM


async def test_an_answer_counts_as_nothing(post: Post) -> None:
    answers = [await post.begins("p1", "request", by="p1") for _ in range(4)]
    assert [(each.counts_as, each.not_before) for each in answers] == [("", None)] * 4
    await post.carries("p1")
    assert (await post.company.database.read(burden.of_person, "p1", "2026-11")).messages == 0


async def test_what_could_not_be_sent_for_a_week_counts_when_it_comes(post: Post) -> None:
    late = [await post.begins("p1", "nudge") for _ in range(2)]
    post.watch.now = NEXT
    new = await post.begins("p1", "nudge")
    assert new.not_before is None
    assert await post.carries("p1") == [late[0].name, new.name]
    held = await post.kept(late[1].id)
    assert (held.status, held.not_before) == ("pending", NEXT + timedelta(weeks=1))


async def test_the_month_is_counted_as_it_comes(post: Post) -> None:
    await post.begins("p1", "request", questions=5)
    await post.begins("p1", "colleague", by="p2", questions=1)
    assert (await post.company.database.read(burden.of_person, "p1", "2026-11")).messages == 0
    await post.carries("p1")
    assert await post.carries("p1") == []
    came = await post.company.database.read(burden.of_person, "p1", "2026-11")
    assert (came.begun, came.questions) == ({"request": 1, "colleague": 1}, 6)
    total = await post.company.database.read(burden.totals, "2026-11")
    assert [(each.department, each.people, each.burden) for each in total] == [("works", 1, came)]


async def test_the_week_is_the_persons_own(database_url: str) -> None:
    watch = Watch(datetime.fromisoformat("2026-11-16T03:00+00:00"))
    async with company(database_url, staff(2, zone="Pacific/Auckland", region="NZ"), watch) as opened:
        post = Post(opened, watch)
        for _ in range(2):
            await post.begins("p1", "nudge")
        waits = await post.begins("p1", "nudge")
        assert waits.not_before == datetime.fromisoformat("2026-11-22T20:00+00:00"), "Monday at nine in Auckland"
