"""A goal on each platform: from a vague sentence to agreed, updated from the check-in, edited by both, closed."""

from datetime import timedelta

from tests.handlers.contract.adapter import Adapter, Reply, Shown
from tests.handlers.contract.doing import CHECKIN, checks_in, last, offering, opened
from tests.handlers.contract.house import Bot

FORTNIGHT = timedelta(days=14, hours=1)


async def test_a_goal_from_a_vague_sentence_to_closed(chat: Adapter, bot: Bot) -> None:
    await checks_in(chat, "alice", CHECKIN)
    await _set(chat)
    await bot.pass_time(FORTNIGHT)
    await _updated_from_the_check_in(chat)
    await _explained_and_in_the_digest(chat)
    await _edited_by_both_at_once(chat)
    await _closed(chat)
    kinds = [kind for kind in await bot.kinds("alice") if kind.startswith("goal_")]
    assert kinds == ["goal_set", "goal_confirmed", "goal_moved", "goal_moved", "goal_moved", "goal_closed"]


async def _set(chat: Adapter) -> None:
    """A vague sentence, what a coach says of it, the goal as it is meant, and the other side's yes."""
    await chat.says("alice", "goal add Improve customer renewals")
    draft = await last(chat, "alice")
    assert "How will you both see that it’s reached?" in draft.says
    values = {
        "title": ["Renewal rate"], "start": ["82"], "target": ["90"], "unit": ["%"], "due": ["2027-02-26"],
        "source": ["CRM"], "balance": ["Margin"],
    }  # fmt: skip
    assert await chat.submits("alice", await opened(chat, "alice", draft, "change"), values) == Reply("taken")
    draft = await offering(chat, "alice", "propose")
    assert "from 82% to 90%" in draft.says
    await chat.taps("alice", draft.delivery, draft.tap("propose"))
    asked = await offering(chat, "marta", "agree")
    assert "Alice Brown proposed this." in asked.says
    await chat.taps("marta", asked.delivery, asked.tap("agree"))
    assert "Agreed" in (await offering(chat, "alice", "pace")).says


async def _updated_from_the_check_in(chat: Adapter) -> None:
    await chat.calls("alice", "checkin")
    invite = await offering(chat, "alice", "fill")
    sheet = await opened(chat, "alice", invite, "fill")
    assert "Renewal rate" in sheet.says
    [goal] = (name for name in sheet.values if name.startswith("goals."))
    given = {"plans": ["Call Acme"], "stuck": ["no"], "outcomes.0": ["done"], goal: ["at_risk"]}
    assert await chat.submits("alice", sheet, given) == Reply("taken")


async def _explained_and_in_the_digest(chat: Adapter) -> None:
    await chat.says("alice", "goal explain renewal rate")
    explained = await offering(chat, "alice", "less")
    for told in ("Alice Brown wrote version 1", "Marta Novák agreed to version 1", "Alice Brown: At risk", "CRM"):
        assert told in explained.says
    await chat.calls("marta", "team")
    digest = await last(chat, "marta")
    assert "Alice Brown: Renewal rate" in digest.says
    assert "At risk" in digest.says
    await chat.taps("marta", digest.delivery, digest.tap("open"))


async def _edited_by_both_at_once(chat: Adapter) -> None:
    """Who sends second sees both values, and says which shall stand."""
    hers, his = await offering(chat, "alice", "update"), await offering(chat, "marta", "update")
    first, second = await opened(chat, "alice", hers, "update"), await opened(chat, "marta", his, "update")
    await chat.submits("alice", first, {"r.r1": ["84"]})
    await chat.submits("marta", second, {"r.r1": ["85"]})
    conflict = await offering(chat, "marta", "theirs")
    assert "You both changed this" in conflict.says
    assert "84" in conflict.says
    assert "85" in conflict.says
    await chat.taps("marta", conflict.delivery, conflict.tap("mine"))
    assert "85%, from 82% to 90%" in (await _card(chat, "alice")).says


async def _closed(chat: Adapter) -> None:
    card = await _card(chat, "alice")
    sheet = await opened(chat, "alice", card, "close")
    assert await chat.submits("alice", sheet, {"how": ["done"], "learned": ["Call early"]}) == Reply("taken")
    assert "Done" in (await offering(chat, "marta", "differ")).says, "told, and free to see it differently"


async def _card(chat: Adapter, person: str) -> Shown:
    return await offering(chat, person, "update")
