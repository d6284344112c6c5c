"""Safety 2, 15: who became a guest is out within the hour, and no late word of a removal counts."""

import asyncio
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import pytest

from conversations.toolkit.forms import Option
from conversations.toolkit.words import Verbatim
from handlers.platform import Saying
from handlers.teams.people import ASKED_EVERY
from handlers.teams.sign_in import TOKEN_SECONDS
from tests.handlers.peers.microsoft.faults import Fault
from tests.handlers.teams.host import Host
from tests.handlers.teams.tenant import sends, user_id
from tests.handlers.teams.test_talk import ALICE, EXECUTE, FORM


@pytest.fixture
async def host() -> AsyncIterator[Host]:
    """A house whose Microsoft knows alice."""
    async with Host().serving() as made:
        made.microsoft.hires("alice")
        yield made


async def _sends(host: Host, **more: Any) -> tuple[int, Any]:
    return await sends(host.base, host.microsoft.activity("alice", **more), host.microsoft.token())


def _lines(host: Host) -> list[str]:
    return [each.get("text", "") for each in host.microsoft.messages("alice").values()]


@dataclass
class _Hours:
    """A clock of hours."""

    now: float = 0.0

    def __call__(self) -> float:
        return self.now * 3600


GUEST = {"userRole": "guest"}
EVERYTHING = (
    {"text": "checkin"},
    EXECUTE,
    {"type": "invoke", "name": "task/fetch", "value": {"data": {"delivery": "d", "form": "ask"}}},
    {"type": "invoke", "name": "task/submit", "value": {"data": {"delivery": "d", "form": "ask"}}},
    {"type": "invoke", "name": "application/search", "value": {"queryText": "p", "dataset": "find|d|ask|who"}},
)


@pytest.fixture
def hours(host: Host) -> _Hours:
    """The clock by which it is time to look at somebody again."""
    hours = _Hours()
    people = host.platform._people
    people._now, people._began = hours, 0.0
    return hours


async def test_15_who_became_a_guest_is_out_within_an_hour(host: Host, hours: _Hours) -> None:
    for _ in range(3):
        await _sends(host, text="checkin")
    assert host.microsoft.local.calls.count("members") == 1, "and is looked up once an hour"
    host.microsoft.user("alice").roster = GUEST
    hours.now = 1
    await asyncio.sleep(ASKED_EVERY)
    host.taken.clear()
    host.found_options, host.forms[("d", "ask")] = [Option("1", Verbatim("somebody else"))], FORM
    for each in EVERYTHING:
        body = str(await _sends(host, **each))
        assert "somebody else" not in body
        assert "Input.Text" not in body
    assert (host.taken, host.gone) == ([], {ALICE: "left"})
    assert "I don’t know you yet" in _lines(host)[0]


@pytest.mark.parametrize("is_silent", [False, True])
@pytest.mark.parametrize("is_restarted", [False, True])
async def test_15_who_was_found_to_be_a_guest_within_the_hour_is_out_at_once(
    host: Host, hours: _Hours, *, is_silent: bool, is_restarted: bool
) -> None:
    """It is found as the app is installed anew; no trust in an older word lets them in again."""
    people = host.platform._people
    await _sends(host, text="one")
    host.microsoft.user("alice").roster, hours.now = GUEST, 0.2
    people._asking.clear()
    await _sends(host, type="installationUpdate", action="add")
    assert host.gone == {ALICE: "left"}
    people._asking.clear()
    if is_silent:
        host.microsoft.local.faults.always(Fault(503), on="members")
    if is_restarted:
        people._looked.clear()
    assert (await _sends(host, text="two"))[0] == (503 if is_silent else 200)
    assert [each.what for each in host.taken] == [Saying("one")]
    assert host.gone == {ALICE: "left"}


async def test_15_who_is_a_member_again_is_served_at_once(host: Host, hours: _Hours) -> None:
    host.microsoft.user("alice").roster = GUEST
    await _sends(host, text="one")
    host.microsoft.user("alice").roster = {}
    await asyncio.sleep(ASKED_EVERY)
    await _sends(host, text="two")
    assert [each.what for each in host.taken] == [Saying("two")]


async def test_15_what_the_directory_said_holds_for_a_day_while_it_does_not_answer(host: Host, hours: _Hours) -> None:
    await _sends(host, text="one")
    host.microsoft.local.faults.always(Fault(503), on="members")
    await asyncio.sleep(ASKED_EVERY)
    statuses = []
    for hours.now in (23.9, 24):
        statuses.append((await _sends(host, text=f"at {hours.now}"))[0])
    assert statuses == [200, 503]


@pytest.mark.parametrize("hangs", ["token", "members"])
async def test_a_directory_that_hangs_keeps_nobody_waiting_for_long(host: Host, hours: _Hours, hangs: Any) -> None:
    """Of whom it said a day ago that they are members are served; others are told to come again."""
    names = ["alice", "bob", "cem", "dana"]
    for name in names[1:]:
        host.microsoft.hires(name)
    host.microsoft.local.faults.always(Fault(hang=True), on=hangs)
    for hours.now, status in ((25, 503), (1, 200)):
        began = time.monotonic()
        words = [sends(host.base, host.microsoft.activity(name, text="hi"), host.microsoft.token()) for name in names]
        assert [status for status, _ in await asyncio.gather(*words)] == [status] * 4
        assert time.monotonic() - began < TOKEN_SECONDS + 0.5
        await asyncio.sleep(ASKED_EVERY)
    began = time.monotonic()
    await _sends(host, text="once more")
    assert time.monotonic() - began < 0.5, "and it is left alone for a minute"
    assert host.microsoft.local.calls.count("members") <= 2 * len(names)


@pytest.mark.parametrize(
    "fault",
    [
        *(Fault(status, body={"x": 1}) for status in (200, 400, 404, 410, 500)),
        Fault(403, body={"error": {"code": "BotNotInConversationRoster"}}),
        Fault(404, body={"error": {"code": "ConversationNotFound"}}),
        Fault(200, body={"aadObjectId": ALICE.user, "userRole": "user"}),
        Fault(200, body={"aadObjectId": ALICE.user, "tenantId": ALICE.tenant}),
        Fault(200, body={"aadObjectId": user_id("bob"), "tenantId": ALICE.tenant, "userRole": "guest"}),
    ],
    ids=lambda fault: f"{fault.status} {fault.body}",
)
async def test_an_answer_that_does_not_say_who_somebody_is_is_none(host: Host, hours: _Hours, fault: Fault) -> None:
    """Known people's words are heard, for a day; of strangers nobody becomes known."""
    await _sends(host, text="one")
    host.microsoft.local.faults.always(fault, on="members")
    for hours.now, status in ((2, 200), (25, 503)):
        host.platform._people._asking.clear()
        assert (await _sends(host, text=f"at {hours.now}"))[0] == status
    host.known, host.emails, hours.now = set(), {"alice@example.com": "alice"}, 2
    host.platform._people._asking.clear()
    await _sends(host, text="and a stranger")
    assert [each.what for each in host.taken] == [Saying("one"), Saying("at 2")]
    assert (host.gone, host.known) == ({}, set())


@pytest.mark.parametrize(
    "clear",
    [
        Fault(404, body={"error": {"code": "MemberNotFoundInConversation"}}),
        Fault(200, body={"aadObjectId": ALICE.user, "userRole": "guest"}),
        Fault(200, body={"aadObjectId": ALICE.user, "tenantId": "another"}),
    ],
    ids=["not there", "guest", "another tenant's"],
)
async def test_15_who_is_no_member_any_more_is_refused(host: Host, hours: _Hours, clear: Fault) -> None:
    await _sends(host, text="one")
    for hours.now, fault in ((1, clear), (1.1, Fault(503))):
        host.microsoft.local.faults.always(fault, on="members")
        host.platform._people._asking.clear()
        await _sends(host, text="two")
    assert [each.what for each in host.taken] == [Saying("one")]


@pytest.mark.parametrize("newer", [{"type": "installationUpdate", "action": "add"}, {"text": "hello"}])
async def test_02_a_removal_that_is_told_of_late_cuts_nobody_off(host: Host, newer: dict[str, Any]) -> None:
    late = host.microsoft.activity("alice", type="installationUpdate", action="remove")
    await asyncio.sleep(0.01)
    await _sends(host, **newer)
    await sends(host.base, late, host.microsoft.token())
    assert host.gone == {}
    await asyncio.sleep(0.01)
    await _sends(host, type="installationUpdate", action="remove")
    assert host.gone == {ALICE: "not_installed"}


@pytest.mark.parametrize("timestamp", [None, "", "soon", 7, "2026-11-27T09:00:00"])
async def test_a_removal_without_a_time_counts(host: Host, timestamp: object) -> None:
    await _sends(host, text="hello", timestamp="2026-11-27T08:00:00.1234567Z")
    await _sends(host, type="installationUpdate", action="remove", timestamp=timestamp)
    assert host.gone == {ALICE: "not_installed"}
