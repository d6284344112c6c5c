"""Safety 15, 16: who left is nobody at once, and nobody becomes somebody by a claim."""

import asyncio

import pytest

from handlers.platform import Identity, Incoming, PlatformName, Saying
from storage import feed, identities, roster, sessions
from storage.database import Transaction
from storage.tables.people import HowLinked
from tests.handlers.contract.adapter import Adapter
from tests.handlers.contract.doing import STUCK, checks_in, last, opened, probes
from tests.handlers.contract.house import TUESDAY, Bot
from tests.handlers.contract.web import Browser


async def _leaves(bot: Bot, person: str) -> None:
    await bot.write(roster.deactivate, person, bot.clock.company().date())


async def test_15_who_left_is_out_at_once_on_every_handle(chat: Adapter, bot: Bot) -> None:
    await checks_in(chat, "alice", STUCK)
    await chat.calls("marta", "team")
    digest = await last(chat, "marta")
    modal = await opened(chat, "marta", digest, "reply")
    await _leaves(bot, "marta")
    before = await bot.snapshot()
    assert (await chat.says("marta", "still here")).outcome == "refused"
    assert (await chat.calls("marta", "team")).outcome == "refused"
    assert (await chat.submits("marta", modal, {"text": ["still here"]})).outcome == "refused"
    for tap in digest.taps:
        acts = chat.opens if tap.opens else chat.taps
        assert (await acts("marta", digest.delivery, tap)).outcome == "refused"
    assert await bot.snapshot() == before


async def test_15_nothing_is_sent_to_who_left_nor_is_their_name_offered(chat: Adapter, bot: Bot) -> None:
    shown = await probes(chat, "show one", "tomas")
    sheet = await opened(chat, "tomas", shown, "open")
    assert await chat.seeks("tomas", sheet, "who", "Alice") == ["Alice Brown"]
    await _leaves(bot, "alice")
    assert await chat.seeks("tomas", sheet, "who", "Alice") == []
    await _leaves(bot, "xiaodong")
    before = (await bot.snapshot())["feed"]
    await chat.calls("tomas", "probe manager hello")
    await bot.settled()
    assert not [row for row in (await bot.snapshot())["feed"] if "xiaodong" in row and row not in before]


async def test_15_sessions_and_links_of_who_left_end(bot: Bot) -> None:
    browser = Browser(bot.base)
    link, spare = [await bot.write(sessions.make_link, "alice", bot.clock.real()) for _ in range(2)]
    await browser.sign_in(link)
    assert (await browser.get("/form", delivery="d", form="f")).status == 404
    await _leaves(bot, "alice")
    assert (await browser.get("/form", delivery="d", form="f")).status == 401
    assert (await browser.get(f"/sign-in/{spare}")).status == 404
    assert (await browser.sign_in(spare)).status == 404
    await browser.close()


@pytest.mark.parametrize("leaving", [True, False])
async def test_15_an_open_stream_gives_nothing_more_once_its_session_is_over(bot: Bot, leaving: bool) -> None:
    """Also where messages come so often that the stream never falls silent."""
    browser = Browser(bot.base)
    await browser.sign_in(await bot.write(sessions.make_link, "alice", bot.clock.real()))
    stream = await browser.http.get(f"{bot.base}/stream")
    await (_leaves(bot, "alice") if leaving else bot.write(sessions.end, browser.secret))
    await bot.write(feed.say, "alice", "late", "written afterwards", TUESDAY)
    told = await asyncio.wait_for(stream.text(), 10)
    assert "event: over" in told
    assert "written afterwards" not in told
    await browser.close()


@pytest.mark.parametrize(
    ("platform", "tenant", "user"),
    [
        *[(platform, "T1", "U1") for platform in ("slack", "teams")],
        ("slack", "", "alice"),
        ("teams", "", "alice@example.com"),
        ("web", "T1", "alice"),
        ("web", "", "nobody"),
        ("web", "", ""),
    ],
)
async def test_15_strangers_are_nobody(bot: Bot, platform: PlatformName, tenant: str, user: str) -> None:
    before = await bot.snapshot()
    who = Identity(platform, tenant, user)
    answer = await bot.turns.take(Incoming(key="k", who=who, what=Saying("my e-mail is alice@example.com")))
    assert answer.outcome == "unknown"
    assert await bot.snapshot() == before


async def test_16_an_account_is_linked_once_and_a_second_claim_waits_for_a_human(bot: Bot) -> None:
    def link(tx: Transaction, user: str, person: str) -> bool:
        return identities.link(tx, identities.Identity("slack", "T1", user), person, HowLinked.IMPORT, TUESDAY)

    def by_email(tx: Transaction, user: str, email: str) -> bool:
        return identities.introduce(tx, identities.Identity("slack", "T1", user), [email], TUESDAY)

    async def speaks_as(user: str) -> str:
        incoming = Incoming(key=f"k{user}", who=Identity("slack", "T1", user), what=Saying("help"))
        return (await bot.turns.take(incoming)).outcome

    assert await bot.write(link, "U1", "alice")
    assert await speaks_as("U1") == "taken"
    # Two users with the same e-mail: the second one is not linked, whatever the platform says of them.
    assert not await bot.write(by_email, "U2", "alice@example.com")
    assert await speaks_as("U2") == "unknown"
    # A user who is somebody already does not become somebody else.
    assert not await bot.write(link, "U1", "tomas")
    assert await bot.write(by_email, "U3", "tomas@example.com")
    assert len((await bot.snapshot())["identity_conflict"]) == 2
