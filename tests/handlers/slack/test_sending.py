"""Sending: traps 7 and 8 of platforms.md, what Slack's errors mean, and messages that are found again."""

import asyncio
import time
from dataclasses import replace

import pytest

from conversations.toolkit.cards import Bar, Bars, Heading, Line
from conversations.toolkit.words import Phrase, Verbatim
from handlers.platform import InDoubt, TryLater, Unavailable, Undeliverable, Unexplained
from handlers.slack.calls import Calls, Refused, client_of, session
from handlers.slack.outgoing import SlackPlatform
from storage.database import VersionConflict
from tests.handlers.contract import probe, slack_screen
from tests.handlers.contract.house import catalogue
from tests.handlers.peers.slack.person import Person
from tests.handlers.peers.slack.server import LocalSlack
from tests.handlers.slack.conftest import ALICE
from tests.handlers.slack.host import Host
from tests.handlers.slack.test_traps import card_for_alice

NEUTRAL = catalogue().text(probe.simple("x", "x").neutral, "en")


async def test_a_message_is_posted_to_the_person_and_edited_in_place(
    host: Host, platform: SlackPlatform, alice: Person
) -> None:
    sent = await platform.send(card_for_alice())
    assert sent.message == f"{alice.dm.id}:{alice.messages()[0].ts}"
    assert not host.slack.calls.of("conversations.open"), "platforms.md: post to the user's id"
    assert host.chats == {ALICE: {"channel": alice.dm.id}}
    changed = probe.simple("shown", "changed")
    assert await platform.send(card_for_alice(changed, delivery="e" * 32, edits=sent.message)) == sent
    [message] = alice.messages()
    assert "changed" in "\n".join(slack_screen.texts(message.blocks))
    assert slack_screen.delivery_of(message) == "e" * 32


async def test_21_notifications_hold_the_neutral_line_only(platform: SlackPlatform, alice: Person) -> None:
    for neutral in (False, True):
        await platform.send(card_for_alice(probe.every_kind("secret words"), neutral=neutral))
    full, cautious = alice.messages()
    assert full.text == cautious.text == NEUTRAL
    assert "secret" in str(full.blocks)
    assert "secret" not in str(cautious.blocks)


async def test_trap_7_a_post_whose_answer_is_lost_is_posted_once_and_found_again(
    slack: LocalSlack, platform: SlackPlatform, alice: Person
) -> None:
    """The stock client's connection retry posts twice when the connection drops after the server committed."""
    slack.faults.next("chat.postMessage", "drop_after")
    with pytest.raises(InDoubt):
        await platform.send(card_for_alice())
    [message] = alice.messages()
    found = await platform.look_up("d" * 32, ALICE)
    assert found
    assert found.message == f"{alice.dm.id}:{message.ts}"
    assert await platform.look_up("e" * 32, ALICE) is None
    edited = card_for_alice(delivery="e" * 32, edits=found.message)
    slack.faults.next("chat.update", "drop_after")
    with pytest.raises(InDoubt):
        await platform.send(edited)
    assert await platform.look_up("e" * 32, ALICE) == found


@pytest.mark.parametrize("status", [500, 502, 503])
async def test_trap_7_after_a_fault_of_slacks_nobody_knows(
    slack: LocalSlack, platform: SlackPlatform, alice: Person, status: int
) -> None:
    slack.faults.next("chat.postMessage", "break", status=status)
    with pytest.raises(InDoubt):
        await platform.send(card_for_alice())
    assert await platform.look_up("d" * 32, ALICE) is None


@pytest.mark.parametrize(
    "body",
    ['{"ok": true}', '{"ok": true, "channel": null, "ts": 1}', '{"ok": false, "error": null}', "[]", "<html>", ""],
)
async def test_trap_7_after_an_answer_that_says_nothing_nobody_knows(
    slack: LocalSlack, platform: SlackPlatform, alice: Person, body: str
) -> None:
    slack.faults.next("chat.postMessage", "odd", status=200, body=body)
    with pytest.raises(InDoubt):
        await platform.send(card_for_alice())
    assert await platform.look_up("d" * 32, ALICE)
    slack.faults.next("conversations.history", "odd", status=200, body=body)
    with pytest.raises(InDoubt):
        await platform.look_up("d" * 32, ALICE)


@pytest.mark.parametrize("status", [301, 302, 307, 308])
async def test_a_card_goes_to_nobody_to_whom_an_answer_points(
    slack: LocalSlack, host: Host, platform: SlackPlatform, alice: Person, status: int
) -> None:
    async with LocalSlack() as elsewhere:
        slack.faults.next("chat.postMessage", "odd", status=status, location=f"{elsewhere.api_url}chat.postMessage")
        with pytest.raises(InDoubt):
            await platform.send(card_for_alice())
        assert not elsewhere.calls.of("chat.postMessage")


async def test_an_endless_retry_after_is_a_day(slack: LocalSlack, platform: SlackPlatform) -> None:
    slack.faults.next("chat.postMessage", "throttle", retry_after=10**300)
    with pytest.raises(TryLater) as told:
        await platform.send(card_for_alice())
    assert told.value.after == 86_400


async def test_trap_7_a_server_that_is_not_there_has_got_nothing(host: Host) -> None:
    async with host.serving(api_url="http://127.0.0.1:9/api/") as platform:
        with pytest.raises(TryLater):
            await platform.send(card_for_alice())


async def test_trap_8_a_limited_method_is_left_alone_until_its_time(
    slack: LocalSlack, platform: SlackPlatform, alice: Person
) -> None:
    """The stock handler sleeps inside the caller and does not coordinate tasks."""
    slack.faults.next("chat.postMessage", "throttle", retry_after=1)
    with pytest.raises(TryLater) as told:
        await platform.send(card_for_alice())
    assert told.value.after == 1
    began = time.monotonic()
    for _ in range(10):
        with pytest.raises(TryLater):
            await platform.send(card_for_alice())
    assert time.monotonic() - began < 0.5
    assert len(slack.calls.of("chat.postMessage")) == 1
    await asyncio.sleep(1.05)
    await platform.send(card_for_alice())
    assert slack.calls.early(grace=0) == []


async def test_trap_8_a_later_word_never_shortens_what_was_asked_for(slack: LocalSlack) -> None:
    """Two calls were under way when Slack had enough of both."""
    clock = [0.0]
    async with session() as connections:
        client = client_of(slack.token, slack.api_url)
        client.session = connections
        calls = Calls(client, lambda: clock[0])
        for seconds in (6, 1):
            slack.faults.next("users.info", "throttle", retry_after=seconds)
        ends = await asyncio.gather(*(calls.call("users.info", user="U1") for _ in range(2)), return_exceptions=True)
        assert [type(end) for end in ends] == [TryLater] * 2
        clock[0] = 5.5
        with pytest.raises(TryLater) as told:
            await calls.call("users.info", user="U1")
    assert told.value.after == 0.5
    assert len(slack.calls.of("users.info")) == 2


@pytest.mark.parametrize("fault", [Unavailable(), VersionConflict()])
async def test_a_message_that_is_there_is_there_whatever_becomes_of_its_chat(
    host: Host, platform: SlackPlatform, alice: Person, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    async def keep(*_about: object) -> None:
        raise fault

    monkeypatch.setattr(host, "keep_chat", keep)
    assert (await platform.send(card_for_alice())).message == f"{alice.dm.id}:{alice.messages()[0].ts}"


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        ("user_not_found", "left"),
        ("user_disabled", "left"),
        ("channel_not_found", "unknown_chat"),
        ("is_archived", "unknown_chat"),
        ("not_in_channel", "unknown_chat"),
        ("account_inactive", "not_installed"),
        ("token_revoked", "not_installed"),
        ("msg_too_long", "too_large"),
    ],
)
async def test_what_will_never_arrive_says_why(
    slack: LocalSlack, platform: SlackPlatform, alice: Person, error: str, reason: str
) -> None:
    slack.faults.next("chat.postMessage", "refuse", error=error)
    with pytest.raises(Undeliverable) as told:
        await platform.send(card_for_alice())
    assert told.value.reason == reason


@pytest.mark.parametrize(
    "error",
    [
        *("invalid_auth", "missing_scope", "messages_tab_disabled", "ratelimited", "org_login_required"),
        *("team_access_not_granted", "something_new", "restricted_action", "restricted_action_read_only_channel"),
    ],
)
async def test_what_somebody_has_to_mend_loses_nothing(
    slack: LocalSlack, platform: SlackPlatform, alice: Person, error: str
) -> None:
    slack.faults.next("chat.postMessage", "refuse", error=error)
    with pytest.raises(TryLater) as told:
        await platform.send(card_for_alice())
    assert told.value.after >= 30


@pytest.mark.parametrize(
    ("error", "reason", "counted"),
    [("something_new", "something_new", True), ("restricted_action", "preference", False)],
)
async def test_what_is_not_known_to_hold_for_all_holds_up_nobody_else(
    slack: LocalSlack, platform: SlackPlatform, alice: Person, error: str, reason: str, *, counted: bool
) -> None:
    slack.faults.next("chat.postMessage", "refuse", error=error)
    with pytest.raises(TryLater) as told:
        await platform.send(card_for_alice())
    assert told.value.alone
    assert (told.value.reason, told.value.counted) == (reason, counted)
    assert isinstance(told.value, Unexplained) is counted, "then it counts as others get through"


@pytest.mark.parametrize("error", ["message_not_found", "cant_update_message", "channel_not_found"])
async def test_a_message_that_is_gone_is_posted_anew(
    slack: LocalSlack, platform: SlackPlatform, alice: Person, error: str
) -> None:
    first = await platform.send(card_for_alice())
    slack.faults.next("chat.update", "refuse", error=error)
    again = await platform.send(card_for_alice(edits=first.message))
    assert again != first
    assert len(alice.messages()) == 2
    slack.faults.next("chat.update", "refuse", error=error)
    with pytest.raises(Undeliverable) as missed:
        await platform.send(card_for_alice(edits=again.message, only_edits=True))
    assert missed.value.reason == "out_of_sight"
    assert len(alice.messages()) == 2


async def test_a_card_beyond_slacks_limits_is_cut_and_shows_the_way(platform: SlackPlatform, alice: Person) -> None:
    """50 blocks, and about 13,200 characters seen as msg_blocks_too_long: the local Slack refuses both."""
    many = tuple(Line(probe.say("said", text=f"line {n}")) for n in range(200))
    long = tuple(Line(probe.say("said", text="w" * 2900)) for _ in range(9))
    for body in (many, long):
        await platform.send(card_for_alice(replace(probe.simple("x", "x"), body=(Heading(probe.say("title")), *body))))
    for message in alice.messages():
        says = "\n".join(slack_screen.texts(message.blocks))
        assert catalogue().text(Phrase("words.chat.more"), "en") in says
        assert [slack_screen.carried(each)[0] for each in slack_screen.buttons(message.blocks)] == ["show", "open"]


async def test_where_slack_takes_no_charts_they_arrive_as_tables(
    slack: LocalSlack, platform: SlackPlatform, alice: Person
) -> None:
    bars = Bars(probe.say("title"), (probe.say("title"),) * 2, (Bar(Verbatim("Oct"), 2, Verbatim("2 items")),))
    card = replace(probe.simple("x", "x"), body=(bars,))
    slack.faults.next("chat.postMessage", "refuse", error="invalid_blocks")
    await platform.send(card_for_alice(card))
    await platform.send(card_for_alice(card, delivery="e" * 32))
    kinds = [[block["type"] for block in message.blocks if block["type"] != "actions"] for message in alice.messages()]
    assert kinds == [["context", "table"], ["data_visualization"]]
    slack.faults.next("chat.postMessage", "refuse", error="invalid_blocks")
    with pytest.raises(Refused):
        await platform.send(card_for_alice(delivery="f" * 32))


async def test_where_slacks_limit_is_another_the_neutral_line_arrives(
    slack: LocalSlack, platform: SlackPlatform, alice: Person
) -> None:
    slack.faults.next("chat.postMessage", "refuse", error="msg_blocks_too_long")
    await platform.send(card_for_alice(probe.every_kind("words")))
    [message] = alice.messages()
    assert "words" not in str(message.blocks)


@pytest.mark.parametrize(
    ("error", "raised"),
    [
        ("missing_scope", TryLater),
        ("token_expired", TryLater),
        ("account_inactive", NotImplementedError),
        ("is_archived", NotImplementedError),
        ("invalid_limit", TryLater),
        ("something_new", TryLater),
    ],
)
async def test_a_look_up_that_is_refused_is_no_proof_that_nothing_is_there(
    slack: LocalSlack, host: Host, platform: SlackPlatform, alice: Person, error: str, raised: type[Exception]
) -> None:
    await platform.send(card_for_alice())
    slack.faults.next("conversations.history", "refuse", error=error)
    with pytest.raises(raised) as told:
        await platform.look_up("d" * 32, ALICE)
    assert getattr(told.value, "alone", True), "and holds up nobody else"
    slack.faults.next("conversations.history", "refuse", error="channel_not_found")
    assert await platform.look_up("d" * 32, ALICE) is None


async def test_a_chat_is_looked_up_though_nothing_was_kept_of_it(
    slack: LocalSlack, host: Host, platform: SlackPlatform, alice: Person
) -> None:
    await platform.send(card_for_alice())
    host.chats.clear()
    assert await platform.look_up("d" * 32, ALICE)
    alice.user.deleted = True
    assert await platform.look_up("d" * 32, ALICE) is None
