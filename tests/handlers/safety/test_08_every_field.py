"""Safety 8, 9: ids that a request carries give no rights; every field of every recorded payload is tried."""

from dataclasses import replace

import pytest

from tests.handlers.contract.adapter import Adapter, Tap
from tests.handlers.contract.doing import STUCK, checks_in, last, opened, probes
from tests.handlers.contract.house import Bot
from tests.handlers.recorded import NAMES, recorded


@pytest.mark.parametrize("name", NAMES)
async def test_08_no_field_can_be_changed_to_anybodys_harm(chat: Adapter, bot: Bot, name: str) -> None:
    mine, theirs = await probes(chat, "kinds mine"), await probes(chat, "kinds theirs", "tomas")
    others = ("tomas", "lijing", "marta", "hana")
    stood = {person: await chat.sees(person) for person in others}
    payload = chat.aimed(recorded(chat.name, name), mine.delivery)
    before = await bot.snapshot()
    for altered in chat.altered(payload, theirs.delivery):
        reply = await chat.plays(altered.payload, "alice")
        assert reply.outcome != "away", altered
        if not altered.chosen:
            assert reply.outcome in ("refused", "unreadable"), altered
            assert await bot.snapshot() == before, altered
            continue
        await bot.settled()
        before = await bot.snapshot()
    assert {person: await chat.sees(person) for person in others} == stood
    assert (await chat.plays(payload, "alice")).outcome == "taken"


async def test_08_a_form_that_a_card_does_not_offer_stays_shut(chat: Adapter) -> None:
    shown = await probes(chat, "kinds mine")
    theirs = await probes(chat, "kinds theirs", "tomas")
    sheet = await opened(chat, "alice", shown, "open")
    for delivery, form in (
        (theirs.delivery, "ask"),
        (shown.delivery, "checkin"),
        (shown.delivery, "ask:more"),
        ("0" * 32, "ask"),
    ):
        reply = await chat.opens("alice", delivery, Tap("open", "", "", form))
        assert (reply.outcome, reply.sheet) == ("refused", None), form
        assert await chat.seeks("alice", replace(sheet, delivery=delivery, form=form), "who", "mart") == []
        sent = await chat.submits("alice", replace(sheet, delivery=delivery, form=form), {"what": ["mine now"]})
        assert sent.outcome == "refused", form
    assert not [each for each in await chat.sees("tomas") if "mine now" in each.says]


async def test_09_a_forwarded_click_counts_as_who_sends_it(chat: Adapter, bot: Bot) -> None:
    """What alice could press, tomas presses with his own session: the actor is who is signed in, nobody else."""
    shown = await probes(chat, "kinds mine")
    for name in ("click", "submit"):
        payload = chat.aimed(recorded(chat.name, name), shown.delivery)
        before = await bot.snapshot()
        assert (await chat.plays(payload, "tomas")).outcome == "refused"
        assert await bot.snapshot() == before
        assert (await chat.plays(payload, "alice")).outcome == "taken"
        await bot.settled()


async def test_09_a_managers_buttons_are_not_their_reports_buttons(chat: Adapter, bot: Bot) -> None:
    await checks_in(chat, "alice", STUCK)
    await chat.calls("marta", "team")
    digest = await last(chat, "marta")
    assert digest.taps
    before = await bot.snapshot()
    for person in ("alice", "lijing", "tomas", "xiaodong", "hana", "sofia"):
        for tap in digest.taps:
            acts = chat.opens if tap.opens else chat.taps
            assert (await acts(person, digest.delivery, tap)).outcome == "refused", (person, tap)
    assert await bot.snapshot() == before


@pytest.mark.parametrize(
    ("form", "what"), [("reply", ["zzz"]), ("other", ["until", "zzz"]), ("other", [" until", "decline"])]
)
async def test_08_a_field_that_a_form_does_not_have_leaves_the_page_readable(
    chat: Adapter, form: str, what: list[str]
) -> None:
    """What was done is told in sentences of ours; a name without one would have shut the page for good."""
    await checks_in(chat, "alice", STUCK)
    await chat.calls("marta", "team")
    sheet = await opened(chat, "marta", await last(chat, "marta"), form)
    reply = await chat.submits("marta", sheet, {"text": ["hi"], "until": ["2026-12-04"], "what": what})
    assert (reply.outcome, reply.errors) == ("taken", {})
    assert "alice" in (await last(chat, "marta")).says.lower()
