"""On each platform: a judgement waits for facts, words are asked about, and the pulse takes two taps."""

from datetime import UTC, datetime, timedelta

from conversations.entries import DepartmentOpened
from conversations.toolkit.effects import Record
from storage import records
from tests.conversations import company
from tests.handlers.contract.adapter import Adapter, Reply
from tests.handlers.contract.doing import offering, opened
from tests.handlers.contract.house import Bot
from tests.handlers.contract.people import PEOPLE_ROOM, WORKS

FACTS = (
    ("2026-07-08", "The report came two days late."),
    ("2026-09-02", "The fair was booked on the day."),
    ("2026-11-10", "The second report came on time."),
)


async def test_a_judgement_waits_for_facts_and_words_are_asked_about(chat: Adapter, bot: Bot) -> None:
    company.scripts().all()
    await _opened_long_ago(bot)
    await _held(chat, bot)
    after = await offering(chat, "marta", "write")
    assert "not one dated fact" in after.says
    given = {"what_1": ["Talk to the data team"], "who_1": ["marta"], "by_1": ["2026-12-11"], "text": ["Great job."]}
    assert await chat.submits("marta", await opened(chat, "marta", after, "write"), given) == Reply("taken")
    for day, text in FACTS:
        waits = await offering(chat, "marta", "fact")
        assert "Not sent to Alice Brown yet" in waits.says
        sheet = await opened(chat, "marta", waits, "fact")
        assert await chat.submits("marta", sheet, {"day": [day], "text": [text]}) == Reply("taken")
        assert text in (await offering(chat, "alice", "dispute")).says
    waits = await offering(chat, "marta", "send_anyway")
    assert "“Great job”: what exactly went well" in waits.says
    await chat.taps("marta", waits.delivery, waits.tap("send_anyway"))
    summary = await offering(chat, "alice", "received")
    assert "It rests on 3 dated facts" in summary.says


async def test_the_pulse_takes_two_taps(chat: Adapter, bot: Bot) -> None:
    company.scripts().all()
    await _held(chat, bot)
    await bot.pass_time(timedelta(days=3))
    for name in ("useful", "respectful"):
        asked = await offering(chat, "alice", name)
        assert "two taps" in asked.says
        await chat.taps("alice", asked.delivery, asked.tap(name, "yes"))
    assert "talk_felt" in await bot.kinds("alice")
    assert "talk_felt" not in "\n".join(each.says for each in await chat.sees("marta"))


async def _opened_long_ago(bot: Bot) -> None:
    at = datetime(2026, 3, 2, 9, tzinfo=UTC)
    for department in (WORKS, PEOPLE_ROOM):
        entry = DepartmentOpened(department, at)
        record = Record(f"long-ago-{department}", entry, department, audience="organisation")
        await bot.write(records.append, "marta", at, record)


async def _held(chat: Adapter, bot: Bot) -> None:
    await chat.says("marta", "interview-template low-performer @Alice Friday 14:00")
    preview = await offering(chat, "marta", "send")
    await chat.taps("marta", preview.delivery, preview.tap("send"))
    await bot.pass_time(timedelta(days=3, hours=3, minutes=55))
    today = await offering(chat, "marta", "start")
    await chat.taps("marta", today.delivery, today.tap("start"))
    step = await offering(chat, "marta", "end")
    await chat.taps("marta", step.delivery, step.tap("end"))
