"""Delivery by the real bot to a Microsoft that is in trouble: everything arrives once, and nothing comes too early."""

import pytest

from tests.handlers.contract import adaptive
from tests.handlers.contract.house import Bot
from tests.handlers.peers.microsoft.faults import Fault
from tests.handlers.peers.microsoft.posting import until
from tests.handlers.teams.tenant import Tenant, sends


@pytest.fixture
async def at(bot: Bot) -> Tenant:
    """The Microsoft beside the bot; alice is known to both."""
    assert bot.microsoft
    bot.microsoft.hires("alice")
    assert await _calls(bot, bot.microsoft, "probe show before") == 200
    return bot.microsoft


async def _calls(bot: Bot, at: Tenant, command: str) -> int:
    status, _ = await sends(bot.base, at.activity("alice", text=f"/{command}"), at.token())
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


async def test_a_removed_history_does_not_lose_what_is_on_its_way(bot: Bot, at: Tenant) -> None:
    at.forgets_chat("alice")
    assert await _calls(bot, at, "probe show after") == 200
    assert (_arrived(at), len(at.messages("alice"))) == (1, 1)
    assert at.local.calls.count("members") == 1, "who is known is not looked up again"
