"""Safety 10, 11: words that want to be more than words go through a real week and stay words, for every reader."""

from tests.handlers.contract.adapter import Adapter
from tests.handlers.contract.doing import checks_in, last, opened
from tests.handlers.hostile import STRINGS, plain

EVERY = 7
"""The corpus is walked in these strides here; tests/handlers/test_contract.py sends all of it."""


def _short(text: str) -> str:
    return plain(text)[:100].strip()


async def test_10_from_the_writer_to_the_manager_and_back(chat: Adapter) -> None:
    harmless = {"plans": ["one", "two"], "stuck": ["yes"], "stuck_on": ["three"], "helper": ["manager"]}
    mine = [tap.name for tap in (await checks_in(chat, "alice", harmless)).taps]
    await chat.calls("marta", "team")
    managers = [tap.name for tap in (await last(chat, "marta")).taps]
    for text in map(_short, STRINGS[::EVERY]):
        shown = await checks_in(chat, "alice", {**harmless, "plans": [text, f"{text}'\""], "stuck_on": [text]})
        assert plain(shown.says).count(text) >= 2, text
        assert [tap.name for tap in shown.taps] == mine, text
        await chat.calls("marta", "team")
        digest = await last(chat, "marta")
        assert plain(digest.says).count(text) >= 2, text
        assert [tap.name for tap in digest.taps] == managers, text


async def test_10_a_managers_words_stay_words(chat: Adapter) -> None:
    for text in map(_short, STRINGS[:: EVERY * 4]):
        shown = await checks_in(chat, "alice", {"plans": ["one"], "stuck": ["no"]})
        await chat.calls("marta", "team")
        digest = await last(chat, "marta")
        sheet = await opened(chat, "marta", digest, "reply")
        assert not (await chat.submits("marta", sheet, {"text": [text]})).errors
        after = await last(chat, "alice")
        assert text in plain(after.says), text
        assert {tap.name for tap in after.taps} <= {tap.name for tap in shown.taps}, text
