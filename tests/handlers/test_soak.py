"""Platforms that answer a fifth of all calls with 429 and drop a tenth of the connections, both at once, in real time.

New messages, edits and check-ins for ten seconds, or for RAPPORT_TEST_SOAK_MINUTES and sixty people. Whether all of it
arrived, once, in order and never too early, is read from what the platforms noted; of the ledger only that it owns up.
"""

import asyncio
import os
import random
import re
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, field
from io import StringIO
from itertools import chain, cycle, takewhile
from typing import Any, NamedTuple

import pytest
from aiohttp import ClientSession
from sqlalchemy import select

from bot.pace import LIMITS
from conversations.entries import Welcomed
from conversations.rules.roster import Person
from conversations.toolkit.effects import Record
from handlers.platform import Commanding, Identity, Incoming, Submitting
from storage import deliveries, records, roster, sending
from storage.database import Transaction
from storage.tables.base import rows_of
from storage.tables.delivery import Delivery, DeliveryStatus
from tests.handlers.contract import adaptive, slack_screen
from tests.handlers.contract.doing import CHECKIN
from tests.handlers.contract.house import TUESDAY, Bot, serving
from tests.handlers.contract.people import WORKS
from tests.handlers.peers.microsoft.faults import Fault as AtMicrosoft
from tests.handlers.peers.slack.faults import Fault as AtSlack
from tests.handlers.peers.slack.server import LocalSlack
from tests.handlers.teams.tenant import TENANT, Tenant, microsoft, user_id

LONG = float(os.environ.get("RAPPORT_TEST_SOAK_MINUTES", 0)) * 60
SECONDS, PEOPLE, EVERY = (LONG, 60, 3.0) if LONG else (10.0, 10, 1.5)
AT_ONCE = 3
"""How long; half the people are on Slack, half in Teams; the seconds between two who ask, and for how many things, so
that these wait for each other. A Slack in such trouble takes less than a message a second.
"""

LIMITED, CUT, SEED = 0.2, 0.1, 1206
"""Of this seed also the first ten calls meet a bit of everything."""

LONGEST = 3
"""Seconds: the longest Retry-After."""

SETTLES_WITHIN = 180.0
"""Seconds: what is in doubt while nobody can look it up is looked up again after 15."""

SHOWING = ("chat.postMessage", "chat.update")
CHECK_IN = "checkin"
MARK = re.compile(r"\b([a-z0-9]+)-n(\d+)\b")

pytestmark = pytest.mark.slow

Mark = tuple[str, int]
"""What a message is called, and the number of its words: one person's numbers rise with all that they ask for."""


class Took(NamedTuple):
    """A message, or an edit, that a platform carried out. `told`: the connection held until it had said so."""

    chat: str
    mark: Mark
    delivery: str
    posted: bool
    told: bool


@dataclass(frozen=True)
class Told:
    """What a platform noted: how many calls, those it limited, cut off (before, after) and got too early; the calls
    whose end nobody of ours can know; and what it took, in order.
    """

    calls: int
    limited: int
    cut: tuple[int, int]
    early: int
    in_doubt: int
    took: Sequence[Took]

    def __str__(self) -> str:
        before, after = self.cut
        posts = [each for each in self.took if each.posted]
        return (
            f"{self.calls} calls, {self.limited} answered 429, {self.early} too early, {before} cut before and {after} "
            f"after they were taken, {self.in_doubt} in doubt, {len(posts)} messages and "
            f"{len(self.took) - len(posts)} edits taken"
        )


@dataclass
class Someone:
    """A person and what they had the bot show: the newest words of each message by its name."""

    who: Identity
    id: str
    chat: str
    commands: Callable[[str], Awaitable[object]]
    asked: dict[str, int] = field(default_factory=dict)
    number: int = 0

    async def puts(self, name: str) -> None:
        """Have a message shown, or changed if it is there."""
        self.number += 1
        self.asked[name] = self.number
        await self.commands(f"probe put {name}-n{self.number}")

    async def acts(self, bot: Bot, chance: random.Random) -> None:
        """Each time a new message, an edit of any earlier one, or a check-in shared again."""
        for _ in range(AT_ONCE):
            await self._act(bot, chance)

    async def _act(self, bot: Bot, chance: random.Random) -> None:
        notes = [name for name in self.asked if name != CHECK_IN]
        match chance.choice(("new", "edit", CHECK_IN)):
            case "new":
                await self.puts(f"note{len(notes)}")
            case "edit":
                await self.puts(chance.choice(notes))
            case _:
                await self._checks_in(bot)

    async def _checks_in(self, bot: Bot) -> None:
        """By a turn after which nobody is sent for: the engine finds what it left in the ledger."""
        self.number += 1
        who, key = self.who, f"soak:{self.id}:{self.number}"
        if CHECK_IN not in self.asked:
            await bot.turns.take(Incoming(key=f"{key}:asks", who=who, what=Commanding(CHECK_IN)))
        self.asked[CHECK_IN] = self.number
        kept = await bot.read(deliveries.latest_of, self.id, "weekly_checkin", self.id)
        assert kept
        values = {**CHECKIN, "plans": [f"{CHECK_IN}-n{self.number}"]}
        sent = Submitting(kept.id, CHECK_IN, {name: tuple(texts) for name, texts in values.items()})
        answer = await bot.turns.take(Incoming(key=key, who=who, what=sent))
        assert (answer.outcome, answer.errors) == ("taken", {})


def _join(tx: Transaction, ids: Sequence[str]) -> None:
    for id_ in ids:
        roster.insert_person(tx, Person(id_, id_, f"{id_}@example.com", WORKS, "marta"), TUESDAY)
        records.append(tx, id_, TUESDAY, Record(f"welcomed:{id_}", Welcomed(), id_, audience="self"))


def _on_slack(bot: Bot, slack: LocalSlack, id_: str) -> Someone:
    user = slack.add_user(f"U{id_.upper()}", name=id_, email=f"{id_}@example.com")
    person = slack.as_user(user.id, bot.base)
    slack.dm(user)

    async def commands(text: str) -> None:
        assert (await person.command("/rapport", text)).ok

    return Someone(Identity("slack", user.workspace, user.id), id_, user.id, commands)


def _in_teams(bot: Bot, at: Tenant, id_: str) -> Someone:
    at.hires(id_)
    person = at.local.as_user(id_, f"{bot.base}/api/messages")
    who = Identity("teams", TENANT, user_id(id_))
    return Someone(who, id_, at.chat(id_).id, lambda text: person.says(f"/{text}"))


def _trouble(slack: LocalSlack, at: Tenant) -> None:
    waits = range(1, LONGEST + 1)
    slack.faults.draws, at.local.faults.chance = random.Random(SEED), random.Random(SEED)
    slack.faults.shares = [
        *((LIMITED / LONGEST, AtSlack("throttle", seconds)) for seconds in waits),
        *((CUT / 2, AtSlack(kind)) for kind in ("drop_before", "drop_after")),
    ]  # fmt: skip
    rest = 1.0
    for share, fault in (
        *((LIMITED / LONGEST, AtMicrosoft(throttle=seconds)) for seconds in waits),
        *((CUT / 2, AtMicrosoft(cut=moment)) for moment in ("before", "after")),
    ):
        at.local.faults.share(share / rest, fault)  # of those that no fault before it struck
        rest -= share


def _told_by_slack(slack: LocalSlack) -> Told:
    took = []
    for call in slack.calls:
        if call.committed and call.method in SHOWING:
            delivery = call.args["metadata"]["event_payload"]["delivery"]
            posted, told = call.method == "chat.postMessage", call.outcome == "ok"
            marks = _marks("\n".join(slack_screen.texts(call.args["blocks"])))
            took += [Took(call.place, mark, delivery, posted, told) for mark in marks]
    outcomes = Counter(call.outcome for call in slack.calls)
    cut = outcomes["drop_before"], outcomes["drop_after"]
    in_doubt = sum(call.method in SHOWING and call.outcome.startswith("drop") for call in slack.calls)
    return Told(len(slack.calls), outcomes["ratelimited"], cut, len(slack.calls.early()), in_doubt, took)


def _told_by_teams(at: Tenant) -> Told:
    """An edit whose connection was cut is in no doubt: it is made again, and changes nothing."""
    took, record = [], at.local.calls
    for call in record:
        if call.committed and call.operation in ("send", "update"):
            card: dict[str, Any] = adaptive.card_of(call.activity) or {}
            delivery = next((action["data"]["delivery"] for action in adaptive.actions(card)), "")
            posted = call.operation == "send"
            took += [Took(call.chat, mark, delivery, posted, not call.cut) for mark in _marks(adaptive.says(card))]
    cut = Counter(call.cut for call in record)
    limited = sum(call.status == 429 for call in record)
    in_doubt = sum(bool(call.cut) for call in record.of("send"))
    return Told(len(record.calls), limited, (cut["before"], cut["after"]), len(record.early), in_doubt, took)


def _marks(text: str) -> set[Mark]:
    return {(name, int(number)) for name, number in MARK.findall(text)}


def _standing(shown: Iterable[str]) -> Counter[Mark]:
    return Counter(mark for text in shown for mark in _marks(text))


def _on_screen(slack: LocalSlack, one: Someone) -> list[str]:
    return ["\n".join(slack_screen.texts(each.blocks)) for each in slack.dms[one.chat].messages]


def _arrived(one: Someone, told: Told, standing: Counter[Mark], lost: Counter[Mark]) -> None:
    """Everything they asked for stands there once, with its last words, and came in order; `lost` once more."""
    assert standing == Counter(one.asked.items()) + lost, one.id
    marks = [each.mark for each in told.took if each.chat == one.chat]
    assert dict(marks) == one.asked, one.id
    numbers = list(dict.fromkeys(number for _, number in marks))
    assert numbers == sorted(numbers), one.id


def _nothing_is_left(tx: Transaction) -> bool:
    return not sending.backlog(tx).keys() & {DeliveryStatus.PENDING, DeliveryStatus.SENDING}


def _ledger(tx: Transaction) -> dict[str, tuple[str, str]]:
    kept = rows_of(Delivery)
    return {row.id: (row.status, row.reason) for row in tx.conn.execute(select(kept)).all()}


async def _meters(bot: Bot) -> dict[str, int]:
    async with ClientSession() as http, http.get(f"{bot.base}/metrics") as told:
        found = re.findall(r'^rapport_deliveries_total\{status="(\w+)"\} (\d+)', await told.text(), re.MULTILINE)
    return {status: int(number) for status, number in found}


async def _goes_on(bot: Bot, everybody: Sequence[Someone], trouble: Callable[[], None]) -> None:
    """Everybody is known and has a message; then, in trouble, a request every so often until all is settled."""
    await bot.write(_join, [one.id for one in everybody])
    for one in everybody:
        await one.puts("note0")
        await asyncio.sleep(0.05)  # so many who are new at once would be too many for Teams
    await bot.until(_nothing_is_left, within=SETTLES_WITHIN)
    trouble()
    end, chance = time.monotonic() + SECONDS, random.Random(3)
    for one in takewhile(lambda _: time.monotonic() < end, cycle(everybody)):
        await one.acts(bot, chance)
        await asyncio.sleep(EVERY)
    await bot.until(_nothing_is_left, within=SETTLES_WITHIN)


async def test_every_message_arrives_once_and_none_before_its_retry_after(sqlite_url: str, logged: StringIO) -> None:
    async with (
        LocalSlack(strict_rates=True) as slack,
        microsoft(strict_rates=True) as at,
        serving(sqlite_url, slack=slack, microsoft=at, limits=LIMITS) as bot,
    ):
        on_slack = [_on_slack(bot, slack, f"s{n}") for n in range(PEOPLE // 2)]
        in_teams = [_in_teams(bot, at, f"t{n}") for n in range(PEOPLE // 2)]
        in_turn = list(chain(*zip(on_slack, in_teams, strict=True)))
        await _goes_on(bot, in_turn, lambda: _trouble(slack, at))
        meters, ledger = await _meters(bot), await bot.read(_ledger)
    by_slack, by_teams = _told_by_slack(slack), _told_by_teams(at)
    # Teams cannot be asked what became of a message: one whose answer was lost is there, and is sent again.
    lost = [each for each in by_teams.took if each.posted and not each.told]
    asked = sum(len(one.asked) for one in in_turn)
    print(f"\nSlack: {by_slack}\nTeams: {by_teams}, {len(lost)} of them twice")
    print(f"{sum(one.number for one in in_turn)} requests, {asked} messages, {Counter(ledger.values())}, {meters}")
    assert max(Counter((each.chat, each.mark) for each in by_slack.took).values()) == 1
    for one in on_slack:
        _arrived(one, by_slack, _standing(_on_screen(slack, one)), Counter())
    for one in in_teams:
        shown = [adaptive.says(adaptive.card_of(each)) for each in at.messages(one.id).values()]
        _arrived(one, by_teams, _standing(shown), Counter(each.mark for each in lost if each.chat == one.chat))
    assert by_slack.early == by_teams.early == 0
    assert all(told.limited and all(told.cut) for told in (by_slack, by_teams))
    assert {status for status, _ in ledger.values()} <= {"sent", "superseded"}
    assert {ledger[each.delivery][1] for each in lost} <= {"sent_again"}, "what is there twice is noted"
    assert meters["in_doubt"] == by_slack.in_doubt + by_teams.in_doubt > 0
