"""What goes wrong on demand, and what the record proves afterwards."""

import asyncio
from collections import Counter
from itertools import pairwise

import pytest
from aiohttp import ClientError, ClientTimeout

from tests.handlers.peers.microsoft.faults import Fault, Faults
from tests.handlers.peers.microsoft.limits import Limits
from tests.handlers.peers.microsoft.local import LocalMicrosoft
from tests.handlers.peers.microsoft.refusals import Refused
from tests.handlers.peers.samples import SETTINGS


@pytest.fixture
async def sends(ms):
    """Sends a text to Alice and returns the status, 0 for no answer; with a token, as ours would."""
    form = {"grant_type": "client_credentials", "client_id": ms.app_id, "client_secret": ms.password}
    async with ms.http.post(ms.token_url, data=form | {"scope": "https://api.botframework.com/.default"}) as answer:
        header = {"Authorization": f"Bearer {(await answer.json())['access_token']}"}
    chat = ms.as_user("alice", "").chat.id

    async def send(text, chat=chat, seconds=5.0):
        url = f"{ms.service_url}v3/conversations/{chat}/activities"
        body = {"type": "message", "text": text}
        try:
            async with ms.http.post(url, json=body, headers=header, timeout=ClientTimeout(seconds)) as answer:
                return answer.status
        except (ClientError, TimeoutError):
            return 0

    return send


async def test_a_cut_before_the_commit_leaves_nothing(ms, sends):
    ms.faults.next(Fault(cut="before"), on="send")
    assert [await sends("one"), await sends("two")] == [0, 201]
    assert ms.calls.arrivals() == {"two": 1}


async def test_a_cut_after_the_commit_leaves_the_message(ms, sends):
    ms.faults.next(Fault(cut="after"), on="send")
    assert [await sends("one"), await sends("one")] == [0, 201]
    assert ms.calls.arrivals() == {"one": 2}
    assert [each.text for each in ms.as_user("alice", "").messages()] == ["one", "one"]


async def test_a_call_hangs_until_it_is_given_up(ms, sends):
    ms.faults.next(Fault(hang=True), Fault(slow=0.05))
    assert await sends("one", seconds=0.1) == 0
    assert await sends("two") == 201
    assert ms.calls.arrivals() == {"two": 1}


@pytest.mark.parametrize("status", [412, 500, 502, 503, 504])
async def test_a_failing_service_answers_and_does_nothing(ms, sends, status):
    ms.faults.always(Fault(status=status), on="send")
    assert [await sends("x"), await sends("x")] == [status, status]
    ms.faults.clear()
    assert await sends("x") == 201
    assert ms.calls.arrivals() == {"x": 1}


async def test_what_comes_before_its_retry_after_is_refused_and_recorded(ms, sends):
    other = ms.add_chat("groupChat", "alice")
    ms.faults.next(Fault(throttle=1), on="send")
    assert [await sends("a"), await sends("a"), await sends("a", other.id)] == [429, 429, 201]
    first, early, elsewhere = ms.calls.of("send")
    assert [call.early for call in (first, early, elsewhere)] == [False, True, False]
    assert ms.calls.early == [early]
    assert (first.retry_after, early.retry_after) == (1, 1)
    await asyncio.sleep(1.05)
    assert await sends("a") == 201
    assert ms.calls.early == [early]
    assert ms.calls.arrivals() == {"a": 2}
    assert all(one.at <= two.at for one, two in pairwise(ms.calls))


async def test_a_share_of_the_calls_fails_and_the_same_ones_each_time():
    def struck(seed):
        faults = Faults(seed)
        faults.share(0.2, Fault(throttle=1), on="send")
        faults.share(0.1, Fault(cut="after"))
        return [faults.take("send") for _ in range(2000)]

    first = struck(7)
    assert first == struck(7) != struck(8)
    counts = Counter(fault and (fault.throttle, fault.cut) for fault in first)
    assert 350 < counts[1, ""] < 450
    assert 120 < counts[0, "after"] < 200


def allowed(limits, times, operation="send", chat="a"):
    """How many of these calls pass, each at its time."""
    passed = 0
    for at in times:
        try:
            limits.check(operation, chat, at)
        except Refused:
            continue
        passed += 1
    return passed


@pytest.mark.parametrize(
    ("calls", "pace", "passes"),
    [
        (8, 0.01, 7),  # 7 in a second
        (9, 0.19, 8),  # 8 in two
        (61, 0.45, 60),  # 60 in half a minute
        (1801, 1.9, 1800),  # 1,800 in an hour
        (1801, 2.0, 1801),  # slow enough
    ],
)
def test_a_chat_has_its_rates(calls, pace, passes):
    assert allowed(Limits(True), [number * pace for number in range(calls)]) == passes


def test_a_roster_may_be_read_twice_as_often():
    assert allowed(Limits(True), [0.0] * 20, "members") == 14


def test_all_chats_together_have_fifty_a_second():
    limits = Limits(True)
    assert sum(allowed(limits, [0.0], chat=f"chat {number}") for number in range(60)) == 50
    assert sum(allowed(limits, [1.0], chat=f"later {number}") for number in range(60)) == 50


def test_rates_are_only_kept_when_asked_for():
    assert allowed(Limits(False), [0.0] * 100) == 100


async def test_strict_rates_answer_over_http():
    async with await LocalMicrosoft.start(**SETTINGS, strict_rates=True) as ms:
        ms.add_user("alice", email="alice@example.com").installed = True
        url = f"{ms.service_url}v3/conversations/{ms.as_user('alice', '').chat.id}/activities"
        answers = [await ms.http.post(url, json={}) for _ in range(8)]
    assert [each.status for each in answers] == [401] * 7 + [429]
    assert int(answers[-1].headers["Retry-After"]) >= 1
    assert (await answers[-1].json())["error"]["code"] == "Throttled"


async def test_what_nobody_offers_is_recorded_too(ms):
    async with ms.http.get(f"{ms.url}/teams/v2/nothing") as answer:
        assert answer.status == 404
    assert [(call.operation, call.status) for call in ms.calls] == [("unknown", 404)]
