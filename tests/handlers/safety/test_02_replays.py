"""Safety 2: whatever a platform sends again is taken once, and its first answer given again."""

import asyncio
import random

from sqlalchemy import text

from handlers.platform import Clicking, Identity, Incoming
from tests.handlers.contract.adapter import Adapter, Reply
from tests.handlers.contract.doing import probes
from tests.handlers.contract.house import Bot
from tests.handlers.recorded import NAMES, recorded


async def test_02_every_recorded_payload_four_times_in_any_order(chat: Adapter, bot: Bot) -> None:
    shown = await probes(chat, "kinds hello")
    payloads = {name: chat.aimed(recorded(chat.name, name), shown.delivery) for name in NAMES}
    before = await bot.read(lambda tx: tx.conn.execute(text("SELECT count(*) FROM inbox")).scalar_one())
    sent = [name for name in NAMES for _ in range(4)]
    random.Random(2).shuffle(sent)
    replies = await asyncio.gather(*(chat.plays(payloads[name], "alice") for name in sent))
    for name in NAMES:
        answers = [reply for each, reply in zip(sent, replies, strict=True) if each == name]
        assert answers == [answers[0]] * 4, name
        assert answers[0].outcome == "taken", name
    await bot.settled()
    once = await bot.snapshot()
    assert await bot.read(lambda tx: tx.conn.execute(text("SELECT count(*) FROM inbox")).scalar_one()) - before == 4
    for name in sent:
        await chat.plays(payloads[name], "alice")
    await bot.settled()
    assert await bot.snapshot() == once


async def test_02_another_persons_key_is_another_key(chat: Adapter, bot: Bot) -> None:
    mine, theirs = await probes(chat, "kinds mine"), await probes(chat, "kinds theirs", "tomas")
    payload = recorded(chat.name, "click")
    assert (await chat.plays(chat.aimed(payload, mine.delivery), "alice")).outcome == "taken"
    assert (await chat.plays(chat.aimed(payload, theirs.delivery), "tomas")).outcome == "taken"
    for person in ("alice", "tomas"):
        assert [each for each in await chat.sees(person) if "It says: primary" in each.says]


async def test_02_a_refusal_that_is_asked_for_again_stays_a_refusal(chat: Adapter) -> None:
    theirs = await probes(chat, "kinds theirs", "tomas")
    payload = chat.aimed(recorded(chat.name, "click"), theirs.delivery)
    first = await chat.plays(payload, "alice")
    assert first.outcome == "refused"
    before = await chat.sees("tomas")
    # Slack hears of a refusal beside the request, and of the same one only once.
    assert await chat.plays(payload, "alice") == (Reply("taken") if chat.name == "slack" else first)
    assert await chat.sees("tomas") == before


async def test_02_a_key_that_another_spent_gives_nothing_of_theirs(chat: Adapter, bot: Bot) -> None:
    """Should two people's keys ever be the same, the second one is not given the first one's form."""
    shown = await probes(chat, "kinds mine")
    first, second = (Identity("web", "", person) for person in ("alice", "tomas"))
    opens = Clicking(shown.delivery, "open")
    assert (await bot.turns.take(Incoming(key="same", who=first, what=opens))).opened
    assert (await bot.turns.take(Incoming(key="same", who=first, what=opens))).opened
    assert (await bot.turns.take(Incoming(key="same", who=second, what=opens))).opened is None
