"""Delivery by the real bot to a Microsoft that is in trouble: everything arrives once, and nothing comes too early."""

import time
from dataclasses import dataclass

import pytest
from aiohttp import web
from sqlalchemy import select

from storage import deliveries, identities
from tests.handlers.contract import adaptive
from tests.handlers.contract.house import Bot
from tests.handlers.peers.microsoft.faults import Fault
from tests.handlers.peers.microsoft.posting import until
from tests.handlers.peers.microsoft.refusals import Refused
from tests.handlers.teams.tenant import Tenant, sends


@pytest.fixture
async def at(bot: Bot) -> Tenant:
    """The Microsoft beside the bot; alice is known to both."""
    assert bot.microsoft
    bot.microsoft.hires("alice")
    assert await _calls(bot, bot.microsoft, "probe show before") == 200
    return bot.microsoft


async def _calls(bot: Bot, at: Tenant, command: str, of: str = "alice") -> int:
    status, _ = await sends(bot.base, at.activity(of, text=f"/{command}"), at.token())
    await bot.settled()
    return status


def _arrived(at: Tenant) -> int:
    says = [adaptive.says(adaptive.card_of(each)) for each in at.messages("alice").values()]
    return sum("It says: after" in each for each in says)


@pytest.mark.parametrize("operation", ["send", "update"])
@pytest.mark.parametrize("fault", [Fault(throttle=2), Fault(412), Fault(503)], ids=["429", "412", "503"])
async def test_what_fails_in_passing_arrives_once_and_never_before_its_time(
    bot: Bot, at: Tenant, fault: Fault, operation: str
) -> None:
    at.local.faults.next(fault, on=operation)  # type: ignore[arg-type]
    command = {"send": "probe again after", "update": "probe show after"}[operation]
    assert await _calls(bot, at, command) == 200
    await until(lambda: _arrived(at), 8, lambda: str(at.messages("alice")))
    await bot.settled()
    assert _arrived(at) == 1
    statuses = [call.status for call in at.local.calls.of(operation)]
    assert len(statuses) == {"send": 3, "update": 2}[operation]
    assert statuses[-1] < 300 <= statuses[-2]
    assert at.local.calls.early == []


class _Late(Fault):
    """A gateway that gives up after the message was posted."""

    def after(self, request: web.Request) -> None:
        raise Refused(504, {})


async def test_what_may_have_come_twice_is_noted(bot: Bot, at: Tenant) -> None:
    at.local.faults.next(_Late(), on="send")
    assert await _calls(bot, at, "probe again after") == 200
    await until(lambda: _arrived(at) == 2, 12, lambda: str(at.messages("alice")))
    await bot.settled()
    assert await _latest(bot, 1) == [("sent", "sent_again")]


async def test_a_chat_that_always_fails_holds_up_nobody_else(bot: Bot, at: Tenant) -> None:
    at.local.faults.always(_In(503, conversations=(at.chat("alice").id,)), on="send")
    assert await _calls(bot, at, "probe again bad") == 200
    at.hires("tomas")
    for n in range(4):
        began = time.monotonic()
        await _calls(bot, at, f"probe again good-{n}", of="tomas")
        assert f"good-{n}" in str(at.messages("tomas"))
        assert time.monotonic() - began < 0.9, "it would be one to two seconds for each fault"
    assert 1 <= sum(call.status == 503 for call in at.local.calls.of("send")) <= 2
    at.local.faults.clear()
    await until(lambda: "It says: bad" in str(at.messages("alice")), 20, str)
    await bot.settled()


async def test_two_chats_that_are_forbidden_without_a_reason_hold_up_nobody_else(bot: Bot, at: Tenant) -> None:
    said = {"error": {"code": "SomethingNew", "message": "no"}}
    at.hires("tomas")
    at.hires("lijing")
    await _calls(bot, at, "probe again before", of="lijing")
    chats = (at.chat("alice").id, at.chat("lijing").id)
    at.local.faults.always(_In(403, conversations=chats, body=said), on="send")
    for of in ("alice", "lijing"):
        await sends(bot.base, at.activity(of, text="/probe again bad"), at.token())
    for n in range(3):
        await sends(bot.base, at.activity("tomas", text=f"/probe again good-{n}"), at.token())
        await until(lambda n=n: f"good-{n}" in str(at.messages("tomas")), 20, lambda: str(at.messages("tomas")))
    assert sum(call.status == 403 for call in at.local.calls.of("send")) == 2
    assert (await _latest(bot, 12)).count(("pending", "forbidden")) == 2


async def test_a_message_that_teams_cannot_read_says_nothing_against_its_person(bot: Bot, at: Tenant) -> None:
    at.local.faults.next(Fault(400), on="send")
    assert await _calls(bot, at, "probe again unreadable") == 200
    assert await _calls(bot, at, "probe again after") == 200
    assert _arrived(at) == 1
    assert await _latest(bot, 2) == [("sent", ""), ("failed", "refused")]
    assert (await bot.read(identities.channels_of, "alice", bot.clock.real()))[0].platform == "teams"


async def _latest(bot: Bot, many: int) -> list[tuple[str, str]]:
    ledger = deliveries.ledger
    asked = select(ledger.c.status, ledger.c.reason).order_by(ledger.c.seq.desc()).limit(many)
    return [(row.status, row.reason) for row in await bot.read(lambda tx: tx.conn.execute(asked).all())]


@pytest.mark.parametrize("chat_too", [True, False], ids=["history removed", "message deleted"])
async def test_a_card_put_to_rest_is_not_posted_anew_when_it_is_gone(bot: Bot, at: Tenant, *, chat_too: bool) -> None:
    assert await _calls(bot, at, "help") == 200
    if chat_too:
        at.forgets_chat("alice")
    else:
        at.chat("alice").messages.clear()
    assert await _calls(bot, at, "help") == 200
    assert len(at.messages("alice")) == 1
    assert sorted(await _latest(bot, 2)) == [("missed", "out_of_sight"), ("sent", "")]


@dataclass(frozen=True)
class _In(Fault):
    """A fault of some conversations only."""

    conversations: tuple[str, ...] = ()

    async def before(self, request: web.Request) -> None:
        if any(each in request.path for each in self.conversations):
            await super().before(request)


async def test_a_removed_history_does_not_lose_what_is_on_its_way(bot: Bot, at: Tenant) -> None:
    at.forgets_chat("alice")
    assert await _calls(bot, at, "probe show after") == 200
    assert (_arrived(at), len(at.messages("alice"))) == (1, 1)
    assert at.local.calls.count("members") == 1, "who is known is not looked up again"
