"""Talks and improvement plans on each platform between two who read different languages: each reads their own."""

from datetime import timedelta

import pytest

from tests.conversations import company
from tests.handlers.contract.adapter import Adapter, Reply
from tests.handlers.contract.doing import offering, opened
from tests.handlers.contract.house import Bot
from tests.handlers.test_improving import PLAN

DEALS = {
    "what_1": ["周三给接口文档"],
    "who_1": ["xiaodong"],
    "by_1": ["2026-12-16"],
    "text": ["三次里有两次晚了两天。"],
}


@pytest.fixture(autouse=True)
def read() -> None:
    """The libraries are read when somebody first asks for them: not while Slack waits for an answer."""
    company.scripts().all()
    for shelf in company.shelves():
        shelf.all()


async def test_a_manager_who_reads_chinese_and_a_report_who_reads_english(chat: Adapter, bot: Bot) -> None:
    await _booked(chat)
    await bot.pass_time(timedelta(days=3, hours=3, minutes=55))
    await _held(chat)
    await _seen_differently(chat)
    await bot.pass_time(timedelta(days=3))
    told = [each.says for each in await chat.sees("xiaodong")]
    assert any("和Tomás Ruiz谈完1天了" in each and "周三给接口文档" in each for each in told)
    assert not any("低绩效" in each.says or "missed goals" in each.says for each in await chat.sees("tomas"))


async def _booked(chat: Adapter) -> None:
    await chat.says("xiaodong", "面谈模板 低绩效 @Tomás 周五 14:00")
    preview = await offering(chat, "xiaodong", "send")
    assert "和马晓东谈一谈" in preview.says
    assert "用的是对方自己设的语言" in preview.says
    await chat.taps("xiaodong", preview.delivery, preview.tap("send"))
    invited = await offering(chat, "tomas", "coming")
    assert "A talk with 马晓东" in invited.says
    assert "Fri 4 Dec, 14:00, 45 minutes" in invited.says
    await chat.taps("tomas", invited.delivery, invited.tap("coming"))
    assert "Tomás Ruiz会到。" in (await offering(chat, "xiaodong", "off")).says


async def _held(chat: Adapter) -> None:
    today = await offering(chat, "xiaodong", "start")
    await chat.taps("xiaodong", today.delivery, today.tap("start"))
    step = await offering(chat, "xiaodong", "reaction")
    await chat.taps("xiaodong", step.delivery, step.tap("reaction", "silence"))
    back = await offering(chat, "xiaodong", "step")
    await chat.taps("xiaodong", back.delivery, back.tap("step", ""))
    step = await offering(chat, "xiaodong", "end")
    await chat.taps("xiaodong", step.delivery, step.tap("end"))
    after = await offering(chat, "xiaodong", "write")
    sheet = await opened(chat, "xiaodong", after, "write")
    assert await chat.submits("xiaodong", sheet, DEALS) == Reply("taken")


async def _seen_differently(chat: Adapter) -> None:
    summary = await offering(chat, "tomas", "received")
    assert "三次里有两次晚了两天。" in summary.says, "what somebody wrote is nobody's to translate"
    assert "Received only says that you’ve got it." in summary.says
    sheet = await opened(chat, "tomas", summary, "differ")
    assert await chat.submits("tomas", sheet, {"text": ["One of the two was mine."]}) == Reply("taken")
    told = (await chat.sees("xiaodong"))[-1].says
    assert "One of the two was mine." in told
    assert "有不同看法" in told


async def test_a_plan_that_is_proposed_in_chinese_is_read_in_english(chat: Adapter, bot: Bot) -> None:
    await chat.says("xiaodong", "改进 Tomás")
    causes = await offering(chat, "xiaodong", "cause")
    await chat.taps("xiaodong", causes.delivery, causes.tap("cause", "resource"))
    sheet = await opened(chat, "xiaodong", await offering(chat, "xiaodong", "write"), "write")
    assert await chat.submits("xiaodong", sheet, PLAN) == Reply("taken")
    preview = await offering(chat, "xiaodong", "send")
    await chat.taps("xiaodong", preview.delivery, preview.tap("send"))
    proposal = await offering(chat, "tomas", "agree")
    assert "马晓东" in proposal.says
    await chat.taps("tomas", proposal.delivery, proposal.tap("agree"))
    plan = await offering(chat, "xiaodong", "note")
    assert "Tomás Ruiz同意" in plan.says
