"""Safety 15, where no event told of it: who left or became a guest is found in Slack's list of users."""

import asyncio
import json
from collections.abc import Mapping
from io import StringIO
from typing import Any

import pytest

from handlers.platform import ChatPorts, Identity, InDoubt, Undeliverable
from handlers.slack.calls import Calls, Refused
from handlers.slack.outgoing import SlackPlatform
from handlers.slack.people import People
from handlers.slack.roll import PAUSE, TRIES, Roll
from handlers.slack.workspace import Workspace
from tests.handlers.contract.house import catalogue
from tests.handlers.peers.slack.person import Person
from tests.handlers.peers.slack.server import LocalSlack
from tests.handlers.slack.conftest import ALICE, TEAM
from tests.handlers.slack.host import Host
from tests.handlers.slack.test_traps import card_for_alice

CROWD = 450


@pytest.fixture
def calls(platform: SlackPlatform) -> Calls:
    """Calls that are connected."""
    return platform._calls


@pytest.fixture
def people(calls: Calls) -> People:
    """What Slack said of people."""
    return People(calls)


@pytest.fixture
def the_roll(host: Host, calls: Calls, people: People) -> Roll:
    """The roll, called quickly."""
    ports = ChatPorts(turns=host, reads=host, words=catalogue(), book=host, pacing=host, base_url="")
    return Roll(ports, calls, Workspace(calls, host), people, pause=0.01)


async def test_15_who_left_or_became_a_guest_is_signed_off(slack: LocalSlack, host: Host, the_roll: Roll) -> None:
    for n in range(CROWD):
        slack.add_user(f"U{n + 100}", deleted=n == 7, restricted=n == 230, is_bot=n == 231, ultra_restricted=n == 440)
    slack.add_user("U9", home="T0OTHER")
    await the_roll.call()
    assert host.left == ["U107", "U330", "U540", "U9"], "a bot is nobody who left"
    assert {"U1", "U106", "U549"} <= set(host.here)
    assert not {*host.left, "U331"} & set(host.here), "nor a member"
    assert len(slack.calls.of("users.list")) == 3


@pytest.mark.parametrize(
    "shows",
    [{"team_id": None}, {"team_id": "E0GRID"}, {"team_id": "T0OTHER", "enterprise_user": {"teams": [TEAM, "T0OTHER"]}}],
)
async def test_15_whose_workspace_is_told_otherwise_has_not_left(
    slack: LocalSlack, host: Host, the_roll: Roll, shows: dict[str, Any]
) -> None:
    """As on Enterprise Grid: a team that is missing or another's is no word of anybody's leaving."""
    for n in range(CROWD):
        slack.add_user(f"U{n + 100}", shows=shows)
    slack.users["U2"].deleted, slack.users["U2"].shows = True, shows
    await the_roll.call()
    assert host.left == ["U2"]
    assert "U2" not in host.here
    assert {call.args["team_id"] for call in slack.calls.of("users.list")} == {TEAM}


async def test_15_what_was_known_of_them_holds_no_more(
    slack: LocalSlack, host: Host, people: People, the_roll: Roll
) -> None:
    assert (await people.member(ALICE)).kind == "member"
    slack.users["U1"].restricted = True
    await the_roll.call()
    assert (await people.member(ALICE)).kind == "outsider"


@pytest.mark.parametrize("told", [True, False], ids=["told", "by another replica"])
async def test_15_what_is_heard_while_it_is_called_is_newer(
    slack: LocalSlack,
    host: Host,
    calls: Calls,
    people: People,
    the_roll: Roll,
    monkeypatch: pytest.MonkeyPatch,
    *,
    told: bool,
) -> None:
    """Alice becomes a guest, and Bob is back, between their page and the end of the list."""
    bob = Identity("slack", TEAM, "U2")
    host.lost_ones.append((bob, "left"))
    slack.users["U2"].deleted = True
    for n in range(CROWD):
        slack.add_user(f"U{n + 100}")
    called = calls.call

    async def call(method: str, **args: Any) -> Mapping[str, Any]:
        answer = await called(method, **args)
        if method == "users.list" and not args["cursor"]:
            host.lost_ones[:] = [(ALICE, "left")]
            for user in ("U1", "U2") if told else ():
                people.forget(user)
        return answer

    monkeypatch.setattr(calls, "call", call)
    await the_roll.call()
    assert (host.left, host.back) == ([], [])
    monkeypatch.undo()
    await the_roll.call()
    assert (host.left, host.back) == (["U2"], ["U1"]), "what the next list says is newer again"


async def test_15_who_is_back_is_found(slack: LocalSlack, host: Host, the_roll: Roll) -> None:
    host.lost_ones.append((ALICE, "left"))
    await the_roll.call()
    assert host.back == ["U1"]


async def test_15_two_turns_while_it_is_called_are_newer_too(
    slack: LocalSlack, host: Host, calls: Calls, people: People, the_roll: Roll, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Alice is back before her page, and a guest again after it."""
    host.lost_ones.append((ALICE, "left"))
    called = calls.call

    async def call(method: str, **args: Any) -> Mapping[str, Any]:
        answer = await called(method, **args)
        if method == "users.list":
            people.forget("U1")
        return answer

    monkeypatch.setattr(calls, "call", call)
    await the_roll.call()
    assert host.back == []


@pytest.mark.parametrize("is_asked", [True, False], ids=["asked about", "told of"])
async def test_15_what_is_heard_of_members_while_it_is_called_is_newer_than_their_page(
    slack: LocalSlack,
    host: Host,
    calls: Calls,
    people: People,
    the_roll: Roll,
    monkeypatch: pytest.MonkeyPatch,
    *,
    is_asked: bool,
) -> None:
    """Alice is back, and the newcomer becomes a guest; who shares the newcomer's address waits for the next list."""
    slack.add_user("U9", email="new@example.com")
    slack.add_user("U10", email="NEW@example.com")
    slack.users["U1"].deleted = True
    for n in range(CROWD):
        slack.add_user(f"U{n + 100}", email="")
    called = calls.call

    async def call(method: str, **args: Any) -> Mapping[str, Any]:
        answer = await called(method, **args)
        if method == "users.list" and not args["cursor"]:
            slack.users["U1"].deleted, slack.users["U9"].restricted = False, True
            for user in ("U1", "U9"):
                if is_asked:
                    await people.member(Identity("slack", TEAM, user))
                else:
                    people.forget(user)
        return answer

    monkeypatch.setattr(calls, "call", call)
    await the_roll.call()
    assert (host.left, {"U9", "U10"} & set(host.here)) == ([], set())
    assert {"U2", "U100"} <= set(host.here)
    monkeypatch.undo()
    await the_roll.call()
    assert (host.left, {"U9", "U10"} & set(host.here)) == (["U9"], {"U10"})


async def test_34_a_page_that_is_refused_for_now_is_asked_for_again(
    slack: LocalSlack, host: Host, the_roll: Roll
) -> None:
    slack.users["U2"].deleted = True
    slack.faults.next("users.list", "throttle", retry_after=1)
    slack.faults.next("users.list", "drop_before")
    await the_roll.call()
    assert host.left == ["U2"]
    slack.faults.share(methods={"users.list"}, drop_before=1.0)
    before = len(slack.calls.of("users.list"))
    with pytest.raises(InDoubt):
        await the_roll.call()
    tries = len(slack.calls.of("users.list")) - before
    assert tries <= 2 * TRIES, "and not for ever; the client repeats a read that broke off once"


async def test_a_list_that_begins_again_ends(slack: LocalSlack, host: Host, the_roll: Roll) -> None:
    for n in range(CROWD):
        slack.add_user(f"U{n + 100}", deleted=n == 440)
    slack.workspace.list_turns = True
    async with asyncio.timeout(5):
        await the_roll.call()
    assert len(slack.calls.of("users.list")) <= 4
    assert set(host.left) == {"U540"}


async def test_16_members_are_told_of_with_the_address_that_is_confirmed(
    slack: LocalSlack, host: Host, the_roll: Roll
) -> None:
    slack.add_user("U3", email="bob@example.com", email_confirmed=False)
    slack.add_user("U4", email="guest@example.com", restricted=True)
    await the_roll.call()
    assert host.here == {"U1": "alice@example.com", "U2": "bob@example.com", "U3": ""}


async def test_it_is_called_at_the_start_by_one_replica(slack: LocalSlack, host: Host, the_roll: Roll) -> None:
    host.sweeps_at_start = True
    async with the_roll.running(), the_roll.running():
        await slack.until(lambda: host.here)
    assert len(slack.calls.of("users.list")) == 1


async def test_one_replica_calls_it_and_within_the_tier(slack: LocalSlack, host: Host, the_roll: Roll) -> None:
    assert 60 / PAUSE <= 20 / 2, "half of tier 2"
    slack.users["U2"].deleted = True
    async with the_roll.running(looks=0.01), the_roll.running(looks=0.01):
        await slack.until(lambda: host.left)
    assert host.left == ["U2"]


async def test_the_app_that_was_brought_back_is_found_again(host: Host, the_roll: Roll) -> None:
    await the_roll.call()
    assert ("slack", TEAM, "not_installed") in host.found_teams


async def test_a_roll_that_was_not_called_is_in_the_log(
    slack: LocalSlack, host: Host, the_roll: Roll, logged: StringIO
) -> None:
    host.sweeps_at_start = True
    slack.faults.next("users.list", "refuse", error="missing_scope")
    async with the_roll.running():
        await slack.until(logged.getvalue)
    [line] = map(json.loads, logged.getvalue().splitlines())
    assert (line["event"], line["platform"], line["error"]) == ("roll_not_called", "slack", "Refused")


async def test_a_dead_token_ends_it(slack: LocalSlack, host: Host, the_roll: Roll) -> None:
    await the_roll.call()
    slack.workspace.revoked = "account_inactive"
    with pytest.raises(Refused):
        await the_roll.call()


async def test_a_removal_that_was_told_of_ends_with_the_first_request_that_is_signed_after_it(
    slack: LocalSlack, host: Host, alice: Person
) -> None:
    await alice.says("hello")
    host.found_teams.clear()
    await slack.uninstalls()
    assert host.found_teams == []
    slack.workspace.revoked = ""
    await alice.says("hello again")
    assert host.found_teams == [("slack", TEAM, "not_installed")]
    asked = len(slack.calls.of("auth.test"))
    await alice.says("and again")
    assert len(slack.calls.of("auth.test")) == asked, "and nobody asks any more"


async def test_so_does_one_that_showed_in_sending(
    slack: LocalSlack, host: Host, platform: SlackPlatform, alice: Person
) -> None:
    await alice.says("hello")
    host.found_teams.clear()
    slack.faults.next("chat.postMessage", "refuse", error="account_inactive")
    with pytest.raises(Undeliverable):
        await platform.send(card_for_alice())
    await alice.says("hello again")
    assert host.found_teams == [("slack", TEAM, "not_installed")]
