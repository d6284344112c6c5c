"""Whom a conversation may write to in one turn: everyone, departments, managers, HR, a list; no channel yet."""

from dataclasses import replace

import pytest

from bot import audience
from bot.audience import AudienceTooLarge, recipients_of
from bot.showing import Showing
from conversations.rules.roster import Department
from conversations.toolkit.cards import Card
from conversations.toolkit.effects import Audience, Channel, ManagerOf, Show, To
from conversations.toolkit.events import Address, Started
from conversations.toolkit.words import Phrase
from storage import deliveries, people, roster
from tests.bot.company import company, real_now, staff, the_house


@pytest.fixture
async def works(database_url):
    async with company(database_url, staff(12)) as opened:
        await opened.database.write(roster.upsert_department, Department("lab", {"en": "Lab", "zh-CN": "实验室"}))
        for person in staff(12)[10:]:
            await opened.database.write(roster.update_person, replace(person, department="lab"))
        yield opened


async def test_each_audience_is_its_people_now(works):
    async def who(to):
        return set(await works.database.read(recipients_of, to))

    assert await who(To("p3")) == {"p3"}
    assert await who(ManagerOf("p3")) == {"p0"}
    assert await who(ManagerOf("p0")) == set()
    assert await who(Audience("everyone")) == {f"p{n}" for n in range(12)}
    assert await who(Audience("department", ("lab", "nowhere"))) == {"p10", "p11"}
    assert await who(Audience("managers")) == {"p0", "p10"}
    assert await who(Audience("hr")) == {"p0"}
    assert await who(Audience("list", ("p3", "p4", "p3", "nobody"))) == {"p3", "p4"}


async def test_too_many_for_one_turn_are_refused(works, monkeypatch):
    monkeypatch.setattr(audience, "MOST_AT_ONCE", 11)
    with pytest.raises(AudienceTooLarge, match="everyone: 12 people"):
        await works.database.read(recipients_of, Audience("everyone"))


async def test_a_channel_that_is_none_is_noted_and_raises_nothing(works):
    address = Address("help", "p1")
    event = Started(key="e", at=real_now(), address=address, actor="p1")

    def turn(tx):
        showing = Showing(tx, works.clock, the_house().calendars, lambda id_: people.person(tx, id_))
        showing.show(Show(Card("news", Phrase("weekly_checkin.neutral"), ()), Channel("slack", "C1")), event, 0)
        return showing.recipients

    assert await works.database.write(turn) == {}
    kept = await works.database.read(deliveries.standing_in, address, "slack:C1", "main")
    assert (kept.status, kept.reason) == ("failed", "no_such_channel")
