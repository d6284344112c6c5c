"""Slack has its answer in time, whatever it takes to show something, and whatever Slack itself does meanwhile."""

import asyncio
import time
from typing import Literal

import pytest

from conversations.toolkit.words import Phrase
from handlers.platform import Answer, Identity, Unavailable
from handlers.slack import people, workspace
from handlers.slack.people import FRESH, Member, People
from handlers.slack.reception import PATIENCE
from handlers.slack.workspace import Workspace
from tests.handlers.peers.slack.lines import HttpLine
from tests.handlers.peers.slack.person import Person
from tests.handlers.peers.slack.server import LocalSlack
from tests.handlers.slack.conftest import ALICE
from tests.handlers.slack.host import Host
from tests.handlers.slack.test_traps import OPENED

HINT = Answer("refused", hint=Phrase("words.private_only"))
ACK = 2.5
"""Seconds (safety.md, promise 2)."""


async def test_a_private_line_that_hangs_holds_up_no_acknowledgement(
    slack: LocalSlack, host: Host, alice: Person
) -> None:
    host.answers = [HINT]
    for method in ("chat.postEphemeral", "chat.postMessage"):
        slack.faults.next(method, "hang_before", seconds=20)
    began = time.monotonic()
    assert (await alice.mentions("checkin", "C1")).acked
    assert time.monotonic() - began < ACK
    assert len(host.taken) == 1


async def test_a_line_that_waits_for_its_place_is_said_after_the_acknowledgement(
    slack: LocalSlack, host: Host, alice: Person
) -> None:
    free = asyncio.Event()

    async def may_say(_to: Identity, _within: float, _once: str = "") -> bool:
        return await free.wait()

    host.may_say = may_say  # type: ignore[method-assign, assignment]
    host.answers = [HINT]
    began = time.monotonic()
    assert (await alice.mentions("checkin", "C1")).acked
    assert time.monotonic() - began < ACK
    assert alice.messages("C1") == []
    free.set()
    await slack.until(lambda: alice.messages("C1"))


async def test_a_form_that_hangs_holds_up_no_acknowledgement_and_leaves_a_button(
    slack: LocalSlack, host: Host, alice: Person
) -> None:
    host.answers = [Answer("taken", opened=OPENED)]
    slack.faults.next("views.open", "hang_before")
    slack.faults.next("chat.postEphemeral", "refuse", error="channel_not_found")
    began = time.monotonic()
    assert (await alice.command("/checkin")).status == 200
    assert time.monotonic() - began < ACK
    await slack.until(alice.messages)  # the offer came another way


async def test_who_slack_is_slow_to_tell_of_is_whom_it_said_before(slack: LocalSlack, host: Host) -> None:
    now = 1000.0
    async with host.serving() as platform:
        asks = People(platform._calls, lambda: now)
        slack.faults.next("users.info", "hang_before", seconds=people.PATIENCE + 0.5)
        with pytest.raises(Unavailable):
            await asks.member(ALICE)
        assert await asks.member(ALICE) == Member("member", "alice@example.com")
        now += FRESH + 1
        slack.faults.next("users.info", "hang_before")
        began = time.monotonic()
        assert (await asks.member(ALICE)).kind == "member"
        assert time.monotonic() - began < people.PATIENCE + 0.5


async def test_a_private_line_is_said_once_however_often_its_event_comes(
    slack: LocalSlack, host: Host, alice: Person
) -> None:
    """Slack repeats an event whose answer it missed; a refusal is given again, and so is a first answer's hint."""
    host.answers = [HINT, HINT, Answer("duplicate", hint=HINT.hint)]
    first = await alice.mentions("checkin", "C1")
    assert [each.only_for for each in alice.messages("C1")] == ["U1"]
    for _ in range(2):
        assert (await alice.line.send("events_api", first.payload)).status == 200
    assert len(host.taken) == 3
    assert [each.only_for for each in alice.messages("C1")] == ["U1"]


@pytest.mark.parametrize("outcome", ["taken", "refused", "unknown"])
async def test_a_line_that_another_replica_said_is_not_said_again(
    slack: LocalSlack, host: Host, alice: Person, outcome: Literal["taken", "refused", "unknown"]
) -> None:
    """A refusal is the same however often it is asked for: what is remembered is that its line was said."""
    refusal = Answer(outcome, hint=HINT.hint)
    host.answers = [refusal] * 4
    first = await alice.mentions("checkin", "C1")
    assert len(alice.messages("C1")) == 1
    heard = len(host.taken)
    async with host.serving():
        assert (await HttpLine(slack, host.base).send("events_api", first.payload)).status == 200
    assert len(host.taken) > heard
    assert len(alice.messages("C1")) == 1


async def test_a_line_that_may_have_been_said_is_not_said_another_way(
    slack: LocalSlack, host: Host, alice: Person
) -> None:
    host.answers = [HINT]
    slack.faults.next("chat.postEphemeral", "drop_after")
    assert (await alice.mentions("checkin", "C1")).acked
    assert [each.only_for for each in alice.messages("C1")] == ["U1"]
    assert not slack.calls.of("chat.postMessage")


async def test_a_form_that_was_asked_for_waits_longer_for_its_place_than_a_line(
    slack: LocalSlack, host: Host, alice: Person
) -> None:
    """While much is sent a line may be missed, but who is offered no form would have asked in vain."""

    async def may_say(_to: Identity, within: float, _once: str = "") -> bool:
        return within > PATIENCE

    host.may_say = may_say  # type: ignore[method-assign, assignment]
    host.answers = [HINT, Answer("taken", opened=OPENED)]
    await alice.says("checkin")
    assert alice.messages() == []
    await alice.says("my settings")
    assert [each.only_for for each in alice.messages()] == ["U1"]


async def test_a_token_that_slack_is_slow_to_tell_of_is_asked_about_once_by_all(slack: LocalSlack, host: Host) -> None:
    slack.faults.next("auth.test", "hang_before", seconds=workspace.PATIENCE + 0.5)
    async with host.serving() as platform:
        ours = Workspace(platform._calls, platform._ports.book)
        began = time.monotonic()
        told = await asyncio.gather(*(ours.ours() for _ in range(3)), return_exceptions=True)
        assert time.monotonic() - began < workspace.PATIENCE + 0.5
        assert [type(each) for each in told] == [Unavailable] * 3
        assert len(slack.calls.of("auth.test")) == 1
        with pytest.raises(Unavailable):
            await ours.ours()  # the question went on, and came to nothing
        assert len(slack.calls.of("auth.test")) == 1
        assert (await ours.ours()).team == slack.workspace.id
