"""On every platform: a reply that is sent once more, in a request of its own, is given once."""

from tests.handlers.contract.adapter import Adapter
from tests.handlers.contract.doing import STUCK, checks_in, last, opened
from tests.handlers.contract.house import Bot

REPLY = {"text": ["I’ll look into it"]}


async def test_02_a_reply_to_a_digest_that_is_sent_again_is_given_once(chat: Adapter, bot: Bot) -> None:
    await checks_in(chat, "alice", STUCK)
    await chat.calls("marta", "team")
    sheet = await opened(chat, "marta", await last(chat, "marta"), "reply")
    for _ in range(2):
        answer = await chat.submits("marta", sheet, REPLY)
        assert not answer.errors
    await bot.settled()
    assert "".join(message.says for message in await chat.sees("alice")).count("look into it") == 1
    assert [kind for kind in await bot.kinds("alice") if kind == "reply_given"] == ["reply_given"]
