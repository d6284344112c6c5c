"""Safety 28: a sign-in link works once, for a quarter of an hour, and only when its button is pressed on our page."""

from datetime import timedelta

import pytest

from storage import sessions
from tests.handlers.contract.house import Bot
from tests.handlers.contract.web import Browser


async def _link(bot: Bot, person: str = "alice") -> str:
    return await bot.write(sessions.make_link, person, bot.clock.real())


async def test_28_looking_uses_nothing_up_and_pressing_does(bot: Bot, stranger: Browser) -> None:
    link = await _link(bot)
    for _ in range(3):
        assert "Alice Brown" in await stranger.text(f"/sign-in/{link}")
        assert not stranger.secret
    assert (await stranger.sign_in(link)).status == 303
    first = stranger.secret
    assert "Alice Brown" in await stranger.text("/")
    again = Browser(bot.base)
    assert (await again.sign_in(link)).status == 404
    assert not again.secret
    assert "Alice Brown" not in await again.text("/")
    await again.close()
    assert stranger.secret == first


async def test_28_of_many_who_press_at_once_one_is_let_in(bot: Bot, stranger: Browser) -> None:
    link = await _link(bot)
    browsers = [Browser(bot.base) for _ in range(8)]
    answers = [(await each.sign_in(link)).status for each in browsers]
    assert sorted(answers) == [303] + [404] * 7
    for each in browsers:
        await each.close()


async def test_28_an_old_link_opens_nothing(bot: Bot, stranger: Browser) -> None:
    link = await _link(bot)
    bot.watch.moved += timedelta(minutes=15, seconds=1)
    assert "Alice" not in await stranger.text(f"/sign-in/{link}")
    assert (await stranger.sign_in(link)).status == 404


@pytest.mark.parametrize(("idle", "whole"), [(timedelta(hours=12), False), (timedelta(days=7), True)])
async def test_28_sessions_end_when_idle_and_after_a_week(
    bot: Bot, stranger: Browser, idle: timedelta, whole: bool
) -> None:
    await stranger.sign_in(await _link(bot))
    steps = 20 if whole else 1
    for _ in range(steps):
        assert (await stranger.get("/form", delivery="d", form="f")).status == 404
        bot.watch.moved += idle / steps + timedelta(seconds=1)
    assert (await stranger.get("/form", delivery="d", form="f")).status == 401


async def test_28_a_new_session_is_never_one_that_was_there_before(bot: Bot, stranger: Browser) -> None:
    """Login fixation: whatever cookie stood in the browser, signing in makes a new one and ends the old one."""
    stranger.http.cookie_jar.update_cookies({"rapport": "chosen-by-somebody-else"})
    await stranger.sign_in(await _link(bot))
    first = stranger.secret
    assert first != "chosen-by-somebody-else"
    await stranger.sign_in(await _link(bot, "tomas"))
    assert stranger.secret != first
    old = Browser(bot.base, first)
    assert (await old.get("/form", delivery="d", form="f")).status == 401
    await old.close()
