"""Safety 28, by chat: the link that somebody asked for stands in their own chat alone, and works once."""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from io import StringIO

import pytest
from sqlalchemy import text

from storage import roster, sending
from storage.database import Transaction
from storage.tables.delivery import DeliveryStatus
from tests.handlers.contract.adapter import Adapter, Tap
from tests.handlers.contract.house import Bot, serving
from tests.handlers.contract.slack import Slack, user_of
from tests.handlers.contract.teams import Teams
from tests.handlers.contract.web import Browser, Web
from tests.handlers.peers.microsoft.chats import Chat
from tests.handlers.peers.slack.server import LocalSlack
from tests.handlers.teams.tenant import microsoft

PAGE = "https://rapport.example"
_LINK = re.compile(re.escape(PAGE) + r"/sign-in/([\w-]+)")


@pytest.fixture
async def bot(sqlite_url: str, logged: StringIO) -> AsyncIterator[Bot]:
    """The bot, whose page has an address."""
    async with (
        LocalSlack() as slack,
        microsoft() as beside,
        serving(sqlite_url, slack=slack, microsoft=beside, base_url=PAGE) as serves,
    ):
        yield serves


@pytest.fixture(params=[Slack, Teams])
def chat(request: pytest.FixtureRequest, bot: Bot) -> Adapter:
    """Each chat in turn."""
    make: Callable[[Bot], Adapter] = request.param
    return make(bot)


async def _messages(chat: Adapter, person: str) -> list[str]:
    """Somebody's messages as the platform has them, whole."""
    await chat.sees(person)
    if isinstance(chat, Slack):
        dm = chat.slack.dm(chat.slack.users[user_of(person)])
        return [json.dumps([each.text, each.blocks, each.metadata]) for each in dm.messages if each.bot_id]
    assert isinstance(chat, Teams)
    return [json.dumps(each) for each in chat.microsoft.messages(person).values()]


async def _link(chat: Adapter, person: str, words: str = "sign in") -> str:
    """The secret of the link that somebody gets who writes this."""
    await chat.says(person, words)
    found = _LINK.findall("\n".join(await _messages(chat, person)))
    assert len(set(found)) == 1, found
    return str(found[0])


async def _opens(bot: Bot, link: str) -> tuple[str, int, str]:
    """What a browser shows for a link, and what pressing its button gives: the status, and the cookie."""
    browser = Browser(bot.base)
    try:
        shown = await browser.text(f"/sign-in/{link}")
        used = await browser.sign_in(link)
        return shown, used.status, used.headers.get("Set-Cookie", "")
    finally:
        await browser.close()


@pytest.mark.parametrize(("person", "words"), [("alice", "sign in"), ("lijing", "登录")])
async def test_28_who_asks_in_a_chat_is_let_in_once(bot: Bot, chat: Adapter, person: str, words: str) -> None:
    link = await _link(chat, person, words)
    name = {"alice": "Alice Brown", "lijing": "李静"}[person]
    shown, status, cookie = await _opens(bot, link)
    assert name in shown
    assert status == 303
    assert cookie.startswith("__Host-rapport=")
    shown, status, cookie = await _opens(bot, link)
    assert (name in shown, status, cookie) == (False, 404, "")


async def test_28_a_link_from_a_chat_is_over_after_a_quarter_of_an_hour(bot: Bot, chat: Adapter) -> None:
    link = await _link(chat, "alice")
    bot.watch.moved += timedelta(minutes=15, seconds=1)
    shown, status, _ = await _opens(bot, link)
    assert ("Alice" in shown, status) == (False, 404)


async def test_28_a_link_of_somebody_who_leaves_opens_nothing(bot: Bot, chat: Adapter) -> None:
    link = await _link(chat, "alice")
    await bot.write(roster.deactivate, "alice", bot.clock.company().date())
    shown, status, _ = await _opens(bot, link)
    assert ("Alice" in shown, status) == (False, 404)


async def test_28_nobody_else_is_shown_a_link_and_nobody_gets_one_for_somebody_else(bot: Bot, chat: Adapter) -> None:
    link = await _link(chat, "alice")
    for person in ("tomas", "marta", "hana"):
        await chat.says(person, "help")
        assert link not in "\n".join(await _messages(chat, person))
    shown = (await chat.sees("alice"))[-1]
    before = await bot.read(_links)
    for person in ("tomas", "alice"):
        await chat.taps(person, shown.delivery, Tap("page", "", "Open my page"))
    assert await bot.read(_links) == before, "the button leads away and is no tap; a forged one makes no link"
    assert not _LINK.search("\n".join(await _messages(chat, "tomas")))


async def test_28_whoever_asks_again_has_one_link_before_them(bot: Bot, chat: Adapter) -> None:
    first = await _link(chat, "alice")
    second = await _link(chat, "alice")
    assert second != first
    assert first not in "\n".join(await _messages(chat, "alice"))


async def test_21_a_link_stands_in_no_notification(bot: Bot, chat: Adapter) -> None:
    link = await _link(chat, "alice")
    if isinstance(chat, Slack):
        previews = [each.text for each in chat.slack.dm(chat.slack.users[user_of("alice")]).messages if each.bot_id]
        assert all(call.args.get("unfurl_links") is False for call in chat.slack.calls.of("chat.postMessage"))
    else:
        assert isinstance(chat, Teams)
        sent = list(chat.microsoft.messages("alice").values())
        previews = [f"{each.get('text', '')}{each['summary']}" for each in sent]
    assert previews
    assert not any(link in each or "sign-in/" in each for each in previews)


async def test_18_20_a_link_is_kept_nowhere_and_logged_nowhere(bot: Bot, chat: Adapter, logged: StringIO) -> None:
    """Not in the ledger, sealed or not, nor in any answer that is remembered: only its hash, until it is used."""
    link = await _link(chat, "alice")
    cards = await bot.read(_cards)
    assert any("sign_in.link" in each for each in cards)
    assert not any(link in each or "sign-in/" in each for each in cards)
    assert link not in await bot.read(_everything)
    assert link not in logged.getvalue()
    await _opens(bot, link)
    assert await bot.read(_links) == 0
    assert link not in await bot.read(_everything)
    assert link not in logged.getvalue()


async def test_28_a_link_that_did_not_arrive_is_made_anew_and_arrives_once(bot: Bot, logged: StringIO) -> None:
    chat = Slack(bot)
    await chat.user("alice")
    chat.slack.faults.next("chat.postMessage", "throttle", retry_after=1)
    assert (await chat.says("alice", "sign in")).outcome == "taken"
    links: set[str] = set()
    for _ in range(200):
        links = set(_LINK.findall("\n".join(await _messages(chat, "alice"))))
        if links:
            break
        await asyncio.sleep(0.05)
    await bot.until(_nothing_is_left)
    [link] = links
    assert len(chat.slack.calls.of("chat.postMessage")) == 2
    assert (await _opens(bot, link))[1] == 303
    assert link not in logged.getvalue()


async def test_28_in_a_channel_nothing_is_shown_and_no_link_is_made(bot: Bot) -> None:
    assert bot.slack
    assert bot.microsoft
    slack, teams = Slack(bot), Teams(bot)
    await slack.user("alice")
    await teams.sees("alice")
    bot.slack.add_channel("C1", user_of("alice"), user_of("tomas"), bot.slack.workspace.bot)
    person = bot.slack.as_user(user_of("alice"), bot.base)
    await person.mentions("sign in", "C1")
    await person.command("/rapport", "sign in", "C1")
    await person.command("/sign-in", "", "C1")
    room = Chat("channel", bot.microsoft.local.tenant, [bot.microsoft.user("alice"), bot.microsoft.user("tomas")])
    bot.microsoft.local.chats.add(room)
    for words in ("sign in", "/sign-in"):
        activity = bot.microsoft.activity("alice", text=words, conversation=room.account)
        await bot.microsoft.asks(bot.base, activity, bot.microsoft.token())
    await bot.settled()
    public = [each.text for each in bot.slack.channels["C1"].messages if each.bot_id and not each.only_for]
    assert public == []
    assert {each.text for each in room.messages.values()} == {
        "Please message me privately. I don\u2019t show anything here."
    }
    assert await bot.read(_links) == 0


async def test_without_an_address_there_is_no_link_and_on_the_page_none_is_needed(
    sqlite_url: str, logged: StringIO
) -> None:
    async with (
        LocalSlack() as slack,
        microsoft() as beside,
        serving(sqlite_url, slack=slack, microsoft=beside) as bot,
    ):
        for chat in (Slack(bot), Teams(bot)):
            await chat.says("alice", "sign in")
            assert "the web page has no address yet" in (await chat.sees("alice"))[-1].says
        web = Web(bot)
        await web.says("alice", "sign in")
        assert "You’re already signed in" in (await web.sees("alice"))[-1].says
        await web.close()
        assert await bot.read(_links) == 0


def _links(tx: Transaction) -> int:
    return int(tx.conn.execute(text("SELECT count(*) FROM sign_in_link")).scalar_one())


def _cards(tx: Transaction) -> list[str]:
    rows = tx.conn.execute(text("SELECT id, owner, card FROM delivery WHERE card IS NOT NULL")).all()
    return [tx.box.open(row.owner, row.card, "delivery", "card", row.id).decode() for row in rows]


def _nothing_is_left(tx: Transaction) -> bool:
    return not sending.backlog(tx).keys() & {DeliveryStatus.PENDING, DeliveryStatus.SENDING}


def _everything(tx: Transaction) -> str:
    names = tx.conn.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars().all()
    every = (tx.conn.execute(text(f'SELECT * FROM "{name}"')).all() for name in names)  # our own tables
    return "\n".join(str(row) for rows in every for row in rows)
