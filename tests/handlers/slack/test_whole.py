"""Slack's part on the real bot: who is linked by an import, what is logged, and messages when Slack fails."""

import logging
import re
import time
from io import StringIO

import pytest

from handlers.slack.outgoing import PATH
from storage import identities, sending, sessions
from storage.database import Transaction
from storage.tables.delivery import DeliveryStatus
from storage.tables.people import HowLinked
from tests.handlers.contract import slack_screen
from tests.handlers.contract.adapter import Tap
from tests.handlers.contract.doing import STUCK, checks_in, last, opened, probes
from tests.handlers.contract.house import TUESDAY, Bot, serving
from tests.handlers.contract.people import PEOPLE
from tests.handlers.contract.slack import Slack, user_of
from tests.handlers.contract.web import Browser
from tests.handlers.peers.slack import events
from tests.handlers.peers.slack.person import Person

SENDING = {"chat.postMessage", "chat.update", "conversations.history"}
KINDS = ("again", "kinds", "record")
"""Three messages to everybody, none of which takes another one's place."""

ENDS_WITHIN = 240.0
"""Seconds: what is in doubt while nobody can look it up is looked up again after 15, and may be so several times."""


async def test_without_credentials_slack_has_no_door(sqlite_url: str, logged: StringIO) -> None:
    async with serving(sqlite_url) as bot:
        browser = Browser(bot.base)
        assert (await browser.http.post(bot.base + PATH)).status == 404
        await browser.close()


async def test_16_an_account_named_by_an_import_needs_no_address(bot: Bot) -> None:
    """The file names a user; the workspace is known once they speak, and an unconfirmed address does no harm."""
    assert bot.slack
    user = bot.slack.add_user("U0IMPORTED", email="other@example.org", email_confirmed=False)
    named = identities.Identity("slack", "", user.id)
    await bot.write(identities.link, named, "alice", HowLinked.IMPORT, TUESDAY)
    person = bot.slack.as_user(user.id, bot.base)
    await person.says("help")
    await person.hears()
    assert "What you can do here" in "\n".join(slack_screen.texts(person.messages()[0].blocks))


async def test_16_two_accounts_with_one_address_are_left_to_a_human(bot: Bot) -> None:
    assert bot.slack
    first = bot.slack.as_user(bot.slack.add_user("U0A", email="alice@example.com").id, bot.base)
    await first.says("help")
    await first.hears()
    second = bot.slack.as_user(bot.slack.add_user("U0B", email="alice@example.com").id, bot.base)
    before = len(first.messages())
    await second.says("help")
    await bot.settled()
    assert len(first.messages()) == before
    assert [each.only_for for each in second.messages()] == ["U0B"]
    assert len((await bot.snapshot())["identity_conflict"]) == 1


async def test_20_not_a_word_of_anybody_is_logged(bot: Bot, logged: StringIO, caplog: pytest.LogCaptureFixture) -> None:
    """At the lowest level, with forms, refusals and failures; slack_bolt and slack_sdk would log bodies."""
    caplog.set_level(logging.DEBUG)
    chat = Slack(bot)
    assert bot.slack
    bot.slack.faults.next("chat.postMessage", "refuse", error="invalid_blocks")
    await chat.says("alice", "canary-said")
    await checks_in(chat, "alice", {**STUCK, "plans": ["canary-plan"], "stuck_on": ["canary-stuck"]})
    await chat.calls("alice", "probe fail canary-failing")
    shown = await probes(chat, "kinds canary-shown")
    await chat.taps("tomas", shown.delivery, Tap("show", "canary-tapped", ""))
    sheet = await opened(chat, "alice", shown, "open")
    await chat.submits("alice", sheet, {"what": ["canary-form " * 10]})
    await chat.seeks("alice", sheet, "who", "canary-sought")
    for told in (logged.getvalue(), caplog.text):
        for secret in ("canary", bot.slack.token, bot.slack.signing_secret, "alice@example.com", "Alice Brown"):
            assert secret not in told, secret


@pytest.mark.slow
async def test_every_message_arrives_once_though_a_fifth_is_limited_and_a_tenth_cut_off(bot: Bot) -> None:
    chat = Slack(bot)
    assert bot.slack
    await chat.sees("alice")
    bot.slack.faults.share(seed=7, methods=SENDING, throttle=0.2, drop_before=0.05, drop_after=0.05)
    expected = [f"{what}-for-{person.id}" for what in KINDS for person in PEOPLE]
    for each in expected:
        what, _, person = each.split("-")
        await chat.calls(person, f"probe {what} {each}")
    await bot.until(_nothing_is_left, within=ENDS_WITHIN)
    assert sorted(_arrived(bot)) == sorted(expected)
    assert bot.slack.calls.early() == []
    assert {call.outcome for call in bot.slack.calls} >= {"ratelimited", "drop_before", "drop_after"}


def _nothing_is_left(tx: Transaction) -> bool:
    return not sending.backlog(tx).keys() & {DeliveryStatus.PENDING, DeliveryStatus.SENDING}


def _arrived(bot: Bot) -> list[str]:
    """What stands in the chats, once for each message."""
    assert bot.slack
    messages = [each for chat in bot.slack.dms.values() for each in chat.messages if slack_screen.delivery_of(each)]
    found = [re.findall(r"\w+-for-\w+", "\n".join(slack_screen.texts(each.blocks))) for each in messages]
    return [words[0] for words in found]


@pytest.mark.parametrize("change", ["restricted", "deleted"])
async def test_15_who_is_no_member_any_more_has_neither_chat_nor_page(bot: Bot, change: str) -> None:
    chat = Slack(bot)
    await chat.calls("marta", "help")
    before = len(await chat.sees("marta"))
    browser = Browser(bot.base)
    await browser.sign_in(await bot.write(sessions.make_link, "marta", bot.clock.real()))
    assert bot.slack
    user = await chat.user("marta")
    setattr(user, change, True)
    assert (await bot.slack.event(events.user_event(bot.slack, "user_change", user))).acked
    await chat.calls("alice", "probe manager news")
    assert len(await chat.sees("marta")) == before
    assert (await browser.get("/form", delivery="d", form="f")).status == 401
    await browser.close()


async def test_who_writes_is_written_to_though_they_wrote_a_moment_ago(bot: Bot) -> None:
    """Something kept a message from them in between."""
    chat = Slack(bot)
    await chat.says("alice", "help")
    alice = identities.Identity("slack", chat.slack.workspace.id, user_of("alice"))
    await bot.settled()
    await bot.write(identities.unreachable, alice, "blocked")
    await chat.says("alice", "help")
    assert (await bot.read(identities.channels_of, "alice", bot.clock.real()))[0] == alice


async def test_a_company_that_brings_the_app_back_is_written_to_again(bot: Bot) -> None:
    chat = Slack(bot)
    await chat.calls("alice", "help")
    alice = identities.Identity("slack", chat.slack.workspace.id, user_of("alice"))
    await bot.write(identities.all_unreachable, alice.platform, alice.tenant, "not_installed")
    await chat.slack.as_user(alice.user, bot.base).opens_home()
    assert (await bot.read(identities.channels_of, "alice", bot.clock.real()))[0] == alice


async def test_removing_the_app_sends_people_to_the_page(bot: Bot) -> None:
    chat = Slack(bot)
    await chat.calls("alice", "probe show one")
    assert await last(chat, "alice")
    assert bot.slack
    for delivery in await bot.slack.uninstalls():
        assert delivery.acked
    alice = Person(bot.slack, bot.slack.users["UALICE"], bot.slack.line(bot.base))
    assert len(alice.messages()) == 1
    [reached] = await bot.read(identities.channels_of, "alice", bot.clock.real())
    assert reached == identities.Identity("web", "", "alice")


async def test_a_card_put_to_rest_is_not_posted_anew_when_it_is_gone(bot: Bot) -> None:
    """Retention, or an admin, deleted it."""
    assert bot.slack
    chat = Slack(bot)
    await chat.calls("alice", "help")
    assert len(await chat.sees("alice")) == 1
    bot.slack.dm(bot.slack.users[user_of("alice")]).messages.clear()
    await chat.calls("alice", "help")
    [shown] = await chat.sees("alice")
    assert shown.taps


async def test_a_message_that_slack_always_fails_at_is_tried_ever_more_rarely(bot: Bot) -> None:
    """internal_error leaves in doubt whether it was posted; that it was not found counts against it."""
    assert bot.slack
    chat = Slack(bot)
    await chat.user("alice")
    bot.slack.faults.next("chat.postMessage", "refuse", 2, error="internal_error")
    began = time.monotonic()
    await chat.says("alice", "help")
    await bot.slack.until(lambda: len(bot.slack.calls.of("chat.postMessage")) == 3, within=30)
    assert time.monotonic() - began > 2 + 8
    await bot.settled()
    assert len(await chat.sees("alice")) == 1
