"""Safety 40: of an erased person's words none is left, wherever it stood: every table is walked, every seal opened."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from io import StringIO

import pytest
from sqlalchemy import LargeBinary, Row, select

from storage import audit
from storage.crypto import ORGANISATION, Erased
from storage.database import Transaction
from storage.erasure import BLOT, erase_person
from storage.records import read_entry
from storage.schema import metadata, migrate
from tests.handlers.contract.doing import checks_in, offering, opened
from tests.handlers.contract.house import Bot, serving
from tests.handlers.contract.web import Web

REPLY, REASON, OWN, SAID = "kanari-reply", 'kanari "reason"', "kanari-own-plan", "kanari-said"
CANARY = "kanari"
WEEK = {"plans": ["alices-plan"], "stuck": ["yes"], "stuck_on": ["alices-blocker"], "helper": ["manager"]}

Place = tuple[str, str]
SEALED: Mapping[Place, Callable[[Row], tuple[str, str]]] = {
    ("delivery", "card"): lambda row: (row.owner, row.id),
    ("feed", "card"): lambda row: (row.person, f"{row.person}|{row.message}"),
    ("feed", "said"): lambda row: (row.person, f"{row.person}|{row.message}"),
    ("running", "state"): lambda row: (row.owner, f"{row.conversation}|{row.owner}|{row.key}"),
    ("inbox", "answer"): lambda row: (row.person, row.key),
    ("seal", "sealed"): lambda row: (ORGANISATION, str(row.number)),
}
"""Whose key seals a column, and in which place."""
WHOLE = {("entry", "body")}
PLAIN = {("entry", "hash"), ("seal", "digest"), ("data_key", "wrapped")}


def test_40_every_sealed_column_is_opened() -> None:
    sealed = {
        (table.name, column.name)
        for table in metadata.tables.values()
        for column in table.c
        if isinstance(column.type, LargeBinary)
    }
    assert sealed == {*SEALED, *WHOLE, *PLAIN}


def _left(tx: Transaction) -> set[Place]:
    """Where a canary can be read by whoever has the database and the master key."""
    return {
        place
        for table in metadata.tables.values()
        for row in tx.conn.execute(select(table)).all()
        for place, told in _told(tx, table.name, row)
        if CANARY in told
    }


def _told(tx: Transaction, table: str, row: Row) -> Iterator[tuple[Place, str]]:
    for column, value in row._mapping.items():
        place = (table, column)
        try:
            match value:
                case bytes() if place in SEALED:
                    whose, where = SEALED[place](row)
                    yield place, repr(tx.box.open(whose, value, table, column, where))
                case bytes() if place in WHOLE:
                    yield place, repr(read_entry(tx, row))
                case _:
                    yield place, repr(value)
        except Erased:
            continue


@pytest.fixture
async def chat(database_url: str, logged: StringIO) -> AsyncIterator[Web]:
    """The page, with the bot behind it, on either database."""
    await asyncio.to_thread(migrate, database_url)
    async with serving(database_url) as bot:
        chat = Web(bot)
        yield chat
        await chat.close()


async def _answers(chat: Web, button: str, values: dict[str, list[str]]) -> None:
    """Marta answers from her digest."""
    digest = await offering(chat, "marta", button)
    for tap in [tap for tap in digest.taps if tap.name == button]:
        sheet = (await chat.opens("marta", digest.delivery, tap)).sheet
        assert sheet
        assert not (await chat.submits("marta", sheet, values)).errors


def _page(shown: list) -> str:
    return "\n".join(each.says for each in shown)


async def test_40_no_word_of_an_erased_person_is_left_also_in_others_records(chat: Web) -> None:
    bot: Bot = chat.bot
    await checks_in(chat, "alice", WEEK)
    await checks_in(chat, "marta", {"plans": [OWN], "stuck": ["yes"], "stuck_on": [OWN], "helper": ["manager"]})
    await chat.says("marta", SAID)
    await chat.calls("sofia", "team")
    await chat.calls("marta", "team")
    await _answers(chat, "reply", {"text": [REPLY]})
    await _answers(chat, "other", {"what": ["decline"], "text": [REASON]})
    await bot.settled()
    page = _page(await chat.sees("alice"))
    assert REPLY in page
    assert REASON in page
    assert {("entry", "body"), ("delivery", "card"), ("feed", "card"), ("feed", "said")} <= await bot.read(_left)

    await bot.write(erase_person, "marta", "hana", bot.clock.company())
    bot.database.keys.drop("marta")
    assert await bot.read(_left) == set()
    page = _page(await chat.sees("alice"))
    assert CANARY not in page
    assert BLOT in page
    assert "alices-plan" in page, "what is hers stays"
    await bot.write(audit.seal)
    assert await bot.read(audit.verify) == []


async def test_40_the_owner_is_told_that_an_answer_was_erased(chat: Web) -> None:
    await checks_in(chat, "alice", WEEK)
    await chat.calls("marta", "team")
    await _answers(chat, "reply", {"text": [REPLY]})
    await chat.bot.settled()
    await chat.bot.write(erase_person, "marta", "hana", chat.bot.clock.company())
    sheet = await opened(chat, "alice", await offering(chat, "alice", "fill"), "fill")
    assert not (await chat.submits("alice", sheet, {"plans": ["alices-plan"], "stuck": ["no"]})).errors
    await chat.bot.settled()
    assert "It was deleted along with the data of the person who wrote it." in _page(await chat.sees("alice"))


async def test_40_what_others_wrote_is_left_alone(chat: Web) -> None:
    """Short words that stand everywhere in a card's making are not taken out of it."""
    await checks_in(chat, "alice", {**WEEK, "plans": ["quote", "text"]})
    await chat.calls("marta", "team")
    await _answers(chat, "reply", {"text": ["quote"]})
    await chat.bot.settled()
    before = await chat.sees("alice")
    await chat.bot.write(erase_person, "marta", "hana", chat.bot.clock.company())
    after = await chat.sees("alice")
    assert [[tap.name for tap in each.taps] for each in after] == [[tap.name for tap in each.taps] for each in before]
    assert "text" in _page(after)
