"""A week in Teams end to end: signed by the strict Microsoft of the peers, which refuses what the real one refuses."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from io import StringIO

import pytest

from tests.handlers.contract import people
from tests.handlers.contract.house import Bot, serving
from tests.handlers.peers.microsoft.answers import Dialog
from tests.handlers.peers.microsoft.local import LocalMicrosoft
from tests.handlers.peers.microsoft.person import Person
from tests.handlers.peers.microsoft.signing import FORGERIES
from tests.handlers.teams.tenant import APP_ID, PASSWORD, TENANT, Tenant


@dataclass
class Week:
    """The bot, its Microsoft, and everybody with the app."""

    bot: Bot
    at: LocalMicrosoft
    everybody: dict[str, Person]

    def __getitem__(self, name: str) -> Person:
        return self.everybody[name]


@pytest.fixture
async def week(sqlite_url: str, logged: StringIO) -> AsyncIterator[Week]:
    """Everybody has installed the app."""
    started = await LocalMicrosoft.start(app_id=APP_ID, password=PASSWORD, tenant=TENANT)
    async with started as at, serving(sqlite_url, microsoft=Tenant(at)) as bot:
        made = Week(bot, at, {})
        for each in people.PEOPLE:
            at.add_user(each.id, email=each.email, shown=each.name)
            made.everybody[each.id] = at.as_user(each.id, f"{bot.base}/api/messages")
            await made[each.id].installs()
        yield made


async def test_a_form_a_digest_a_blocker_taken_and_its_receipt(week: Week) -> None:
    alice, marta = week["alice"], week["marta"]
    await alice.says("checkin")
    invite = await alice.sees(lambda shown: bool(shown.card))
    dialog = await alice.fetches(invite, {"button": "fill"})
    assert isinstance(dialog, Dialog)
    filled = {"in:plans#0": "Send the quote", "in:stuck": "yes", "in:stuck_on": "The drawing is missing"}
    assert await alice.submits(dialog, {**filled, "in:helper": "manager"}) == ""
    await week.bot.settled()
    await marta.says("/team")
    digest = await marta.sees(lambda shown: "The drawing is missing" in str(shown.card))
    assert (await marta.executes(digest, "press", {"button": "take"})).kind == "card"
    await alice.sees(lambda shown: "Marta Novák" in str(shown.card))


async def test_look_ups_old_clients_and_large_cards(week: Week) -> None:
    alice = week["alice"]
    await alice.says("probe kinds [x](https://evil.example) **b**")
    shown = await alice.sees(lambda each: "evil.example" in str(each.card))
    dialog = await alice.fetches(shown, {"button": "open"})
    assert isinstance(dialog, Dialog)
    [found] = await alice.searches(dialog, "in:who", "mart")
    assert found.title == "Marta Novák"
    assert await alice.submits(dialog, {"in:what": "y", "in:who": found.value}) == ""
    await alice.sees(lambda each: "who=marta" in str(each.card))
    await alice.falls_back(shown, "press", {"value": "row"})
    await alice.sees(lambda each: "It says: row" in str(each.card))
    await alice.says("probe large")
    await alice.sees(lambda each: "row 0 " in str(each.card))


async def test_a_removed_history_and_a_removed_app_are_got_over(week: Week) -> None:
    alice = week["alice"]
    await alice.says("probe again one")
    await week.bot.settled()
    alice.removes_history()
    await alice.says("probe again two")
    await alice.sees(lambda each: "It says: two" in str(each.card))
    await alice.uninstalls()
    await alice.installs()
    await alice.says("probe again three")
    await alice.sees(lambda each: "It says: three" in str(each.card))


async def test_a_group_is_told_nothing(week: Week) -> None:
    group = week.at.add_chat("groupChat", "alice", "marta")
    await week["alice"].says("probe show secret", group)
    told = [each.text for each in week["alice"].messages(group)]
    assert told == ["Please message me privately. I don’t show anything here."]


async def test_03_every_forgery_is_401(week: Week) -> None:
    alice = week["alice"]
    for name in FORGERIES:
        activity = week.at.activities.message(alice.user, alice.chat, week.at.service_url, "hello")
        assert (await alice.posts(activity, forged=name)).status == 401, name
