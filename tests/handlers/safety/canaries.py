"""Canaries: words that can be told apart wherever they turn up, and a company whose people write them everywhere."""

import asyncio
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from bot.clock import Clock
from handlers.platform import Commanding, Identity, Incoming, Submitting
from storage import deliveries, people
from storage.crypto import KeyRing
from storage.database import Database, Transaction
from tests.handlers.contract.adapter import Adapter
from tests.handlers.contract.doing import checks_in, last, offering, opened
from tests.handlers.contract.house import SECRET, Bot
from tests.handlers.contract.slack import Slack, user_of
from tests.handlers.contract.teams import Teams
from tests.handlers.contract.web import Browser, Web
from tests.handlers.safety.chats import Chats
from tests.handlers.safety.process import Process


@dataclass
class Canaries:
    """Makes them and remembers them: `names` stand in the address book, `words` are what people wrote."""

    words: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)

    def word(self) -> str:
        """A word that somebody writes."""
        self.words.append(f"kanari{secrets.token_hex(8)}")
        return self.words[-1]

    def name(self) -> str:
        """Somebody's name."""
        self.names.append(f"Nomi{secrets.token_hex(8)}")
        return self.names[-1]

    def in_(self, text: str) -> list[str]:
        """Those that stand in a text."""
        return [each for each in (*self.words, *self.names) if each in text]


def roster(canaries: Canaries) -> str:
    """A CSV of people, every text in it a canary."""
    alice, tomas, marta, hana = (canaries.name() for _ in range(4))
    title = canaries.name()
    rows = (
        "name,email,department,manager,title,language,time_zone,region,roles",
        f"{hana},hana@{hana}.example.com,people,,{title},en,UTC,,hr",
        f"{marta},marta@{marta}.example.com,works,hana@{hana}.example.com,{title},en,UTC,,",
        f"{alice},alice@{alice}.example.com,works,marta@{marta}.example.com,{title},en,UTC,,",
        f"{tomas},tomas@{tomas}.example.com,works,marta@{marta}.example.com,{title},zh-CN,Asia/Shanghai,,",
    )
    return "\n".join(rows) + "\n"


DEPARTMENTS = "id,name_en,name_zh\nworks,Works,工厂\npeople,People,人力资源\n"


@dataclass
class Company:
    """The company of the process: its bot, its page, and its people's ids by their first names."""

    bot: Bot
    chat: Web
    ids: dict[str, str]


@asynccontextmanager
async def company(process: Process) -> AsyncIterator[Company]:
    """The people of a process, for as long as the context lasts."""
    database = Database.open(process.database_url, KeyRing(SECRET))
    bot = Bot(process.base, database, Clock())
    everyone = await database.read(people.everyone)
    chat = Web(bot)
    try:
        yield Company(bot, chat, {person.email.partition("@")[0]: person.id for person in everyone})
    finally:
        await chat.close()
        await database.close()


async def was_here_last_week(bot: Bot, person: str, canaries: Canaries) -> None:
    """A check-in of the week before, so that this week's asks everything."""
    turns = bot.turns
    turns.clock = Clock(lambda: datetime.now(UTC) - timedelta(days=7))
    who = Identity("web", "", person)
    await turns.take(Incoming(key="before:1", who=who, what=Commanding("checkin")))

    def invite(tx: Transaction) -> str:
        kept = deliveries.latest_of(tx, person, "weekly_checkin", person)
        assert kept
        return kept.id

    values = {"plans": (canaries.word(), canaries.word()), "stuck": ("no",)}
    sent = Submitting(await bot.read(invite), "checkin", values)
    assert (await turns.take(Incoming(key="before:2", who=who, what=sent))).errors == {}


async def lives(at: Company, canaries: Canaries) -> None:
    """A week of a company in which every field that can be filled is filled with a canary."""
    chat, alice, tomas, marta, hana = at.chat, *(at.ids[name] for name in ("alice", "tomas", "marta", "hana"))
    word = canaries.word
    await chat.calls(hana, "departments")
    for _ in range(2):
        listed = await offering(chat, hana, "open")
        await chat.taps(hana, listed.delivery, listed.tap("open"))
    await was_here_last_week(at.bot, alice, canaries)
    soon = (datetime.now(UTC) + timedelta(days=3)).date().isoformat()
    week = {
        "plans": [word(), word(), word()],
        "stuck": ["yes"],
        "stuck_on": [word()],
        "helper": ["manager"],
        "needed_by": [soon],
        "urgent": ["true"],
        "energy": ["4"],
        "sentence": [word()],
        "may_cite": ["true"],
    }
    await checks_in(chat, alice, week)
    await checks_in(chat, alice, {**week, "plans": [word()], "sentence": [word()]})
    await _errs(chat, alice, word)
    await chat.calls(tomas, "周签到")
    for said in (word(), word(), word()):
        await chat.says(tomas, said)
    for said in (word(), f"I'm stuck: {word()}", f"away until {word()}", f"pause {word()}", f"checkin {word()}"):
        await chat.says(alice, said)
        shown = await last(chat, alice)
        for tap in [tap for tap in shown.taps if tap.name in ("stuck", "as_answer")]:
            await chat.taps(alice, shown.delivery, tap)
    await chat.says(alice, word())
    await _manages(chat, marta, word)


async def talks(at: Company, beside: Chats, canaries: Canaries) -> None:
    """Two of them go on where they chat, one on Slack and one in Teams: by command, by form, in words."""
    alice, marta = at.ids["alice"], at.ids["marta"]
    emails = {person.id: person.email for person in await at.bot.read(people.everyone)}
    at.bot.slack, at.bot.microsoft, beside.slack.request_url = beside.slack, beside.at, at.bot.base
    beside.slack.add_user(user_of(alice), email=emails[alice])
    beside.at.hires(marta, emails[marta])
    await asyncio.gather(_talks(Slack(at.bot), alice, canaries), _talks(Teams(at.bot), marta, canaries))


async def _talks(chat: Adapter, person: str, canaries: Canaries) -> None:
    word = canaries.word
    week = {"plans": [word(), word()], "stuck": ["no"], "sentence": [word()], "may_cite": ["true"]}
    await checks_in(chat, person, week)
    await _errs(chat, person, word)
    await chat.says(person, word())
    assert canaries.in_("".join(shown.says for shown in await chat.sees(person)))


async def _errs(chat: Adapter, person: str, word: Callable[[], str]) -> None:
    """Everything that can be wrong in a form, said with a canary."""
    sheet = await opened(chat, person, await offering(chat, person, "fill"), "fill")
    wrong = {"stuck": [word()], "plans": [word() * 40], "helper_person": [word()], "needed_by": [word()]}
    # What is not there until something else is chosen can have nothing in it, where a platform keeps that.
    there = {name: given for name, given in wrong.items() if name in sheet.values}
    for values in (there, {"energy": [word()], word(): [word()]}, {"outcomes.0": [word()], "urgent": [word()]}):
        await chat.submits(person, sheet, values)


async def _manages(chat: Web, person: str, word: Callable[[], str]) -> None:
    """Every form that the digest opens is sent once wrong and once right."""
    await chat.calls(person, "team")
    for button, values in (("other", {"what": ["decline"]}), ("reply", {})):
        digest = await offering(chat, person, button)
        for tap in [tap for tap in digest.taps if tap.name == button]:
            sheet = (await chat.opens(person, digest.delivery, tap)).sheet
            assert sheet
            assert (await chat.submits(person, sheet, {**values, "text": [word() * 60]})).errors
            assert not (await chat.submits(person, sheet, {**values, "text": [word()]})).errors


async def misbehaves(browser: Browser, base: str, word: Callable[[], str]) -> None:
    """A canary in every place of a request that is refused."""
    post, get = browser.post, browser.get
    key = "k" * 32
    attempts: list[Awaitable[object]] = [
        get(f"/{word()}"),
        get(f"/sign-in/{word()}"),
        browser.sign_in(word()),
        get(f"/static/{word()}/{word()}"),
        get("/form", delivery=word(), form=word()),
        get("/options", delivery=word(), form=word(), field=word(), text=word()),
        get("/stream", after=word()) if not browser.secret else get("/form"),
        get("/metrics", **{word(): word()}),
        post("/act", json={"key": key, "delivery": word(), "button": word(), "value": word()}),
        post("/act", json={"key": word(), word(): word()}),
        post("/submit", json={"key": key, "delivery": word(), "form": word(), "values": {word(): [word()]}}),
        post("/say", json={"key": key, "text": word() * 200}),
        post("/say", data=word()),
        post("/say", data=b'{"key": "' + word().encode() + b"\xff"),
        post("/say", data=b"[" * 100_000 + word().encode()),
        post("/say", data=word() * 20_000),
        post("/say", json={"key": key, "text": word()}, headers={"X-Rapport-Token": word()}),
        post("/say", json={"key": key, "text": word()}, headers={"Origin": f"https://{word()}.example"}),
        post("/say", json={"key": key, "text": word()}, headers={"Content-Encoding": word()}),
        post("/sign-out", data={"token": word()}),
        post(f"/{word()}", data=word()),
        browser.http.get(base, headers={"Accept-Language": word(), "User-Agent": word(), "Referer": word()}),
        browser.http.get(base, headers={"Cookie": f"rapport={word()}; {word()}={word()}"}),
        browser.http.get(f"{base}/metrics", headers={"Authorization": f"Bearer {word()}"}),
        browser.http.request(word().upper(), base),
    ]
    for attempt in attempts:
        await attempt
