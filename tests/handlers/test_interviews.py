"""A talk on each platform: booked, held by the running sheet, summed up, seen differently, looked back on."""

from datetime import timedelta

import pytest

from conversations.interview import running
from conversations.interview.facts import TalkFacts
from conversations.interview.plan import Plan
from conversations.toolkit.words import LANGUAGES, Phrase
from tests.conversations import company
from tests.conversations.company import BEGINS, someone
from tests.conversations.drawing import Walker
from tests.handlers.contract.adapter import Adapter, Reply
from tests.handlers.contract.doing import offering, opened
from tests.handlers.contract.house import Bot
from tests.handlers.test_scripts_fit import MOST_READ
from tests.words import the_catalogue, the_vocabulary


async def test_a_talk_from_booking_it_to_what_comes_days_later(chat: Adapter, bot: Bot) -> None:
    # The library is read when somebody first asks for a script: not while Slack waits for an answer.
    company.scripts().all()
    await _booked(chat)
    await bot.pass_time(timedelta(days=3, hours=3, minutes=55))
    await _held(chat)
    await _seen_differently(chat)
    await bot.pass_time(timedelta(days=3))
    assert "1 day since your talk with Alice Brown" in "\n".join(each.says for each in await chat.sees("marta"))
    await _changed(chat)
    kinds = [kind for kind in await bot.kinds("alice") if kind.startswith(("interview", "action"))]
    assert kinds == [
        "interview_arranged",
        "interview_held",
        "action_agreed",
        "interview_summed",
        "interview_acknowledged",
        "interview_reworded",
        "interview_summed",
        "interview_acknowledged",
    ]
    told = "\n".join(each.says for each in await chat.sees("alice"))
    assert "missed results" not in told, "which script it was reaches nobody but who holds the talk"


async def _booked(chat: Adapter) -> None:
    await chat.says("marta", "interview-template low-performer @Alice Friday 14:00")
    preview = await offering(chat, "marta", "send")
    assert "A talk with Marta Novák" in preview.says
    await chat.taps("marta", preview.delivery, preview.tap("send"))
    invited = await offering(chat, "alice", "coming")
    assert "Fri 4 Dec, 14:00, 45 minutes" in invited.says
    await chat.taps("alice", invited.delivery, invited.tap("coming"))
    assert "Alice Brown will be there." in (await offering(chat, "marta", "off")).says


async def _held(chat: Adapter) -> None:
    today = await offering(chat, "marta", "start")
    await chat.taps("marta", today.delivery, today.tap("start"))
    for tap, value in (("next", ""), ("reaction", "silence"), ("step", "")):
        step = await offering(chat, "marta", tap)
        await chat.taps("marta", step.delivery, step.tap(tap, value))
    step = await offering(chat, "marta", "end")
    assert "Step 2 of 6" in step.says
    await chat.taps("marta", step.delivery, step.tap("end"))
    after = await offering(chat, "marta", "write")
    given = {"what_1": ["Talk to the data team"], "who_1": ["alice"], "by_1": ["2026-12-11"], "text": ["It came late."]}
    refused = await chat.submits("marta", await opened(chat, "marta", after, "write"), given)
    assert refused.errors == {"who_1": "One of them should be yours. What can you take on, however small?"}
    sheet = await opened(chat, "marta", after, "write")
    assert await chat.submits("marta", sheet, {**given, "who_1": ["marta"]}) == Reply("taken")


async def _seen_differently(chat: Adapter) -> None:
    await chat.says("alice", "ok")
    summary = await offering(chat, "alice", "received")
    assert "Nothing has been sent to anybody." in summary.says
    assert "Marta Novák, by Fri 11 Dec: Talk to the data team" in summary.says
    sheet = await opened(chat, "alice", summary, "differ")
    assert await chat.submits("alice", sheet, {"text": ["The data came in May."]}) == Reply("taken")
    told = (await chat.sees("marta"))[-1].says
    assert "Alice Brown sees it differently." in told
    assert "The data came in May." in told


async def _changed(chat: Adapter) -> None:
    """Marta changes the summary, and Alice is asked anew."""
    answer = await offering(chat, "marta", "change_summary")
    sheet = await opened(chat, "marta", answer, "change_summary")
    given = {"text": ["The data came in May."], "why": ["Alice is right"]}
    assert await chat.submits("marta", sheet, given) == Reply("taken")
    anew = await offering(chat, "alice", "agreed")
    assert "It is now version 2." in anew.says
    assert "To version 1, you said: I see it differently." in anew.says
    await chat.taps("alice", anew.delivery, anew.tap("version", "1"))
    assert "It came late." in (await chat.sees("alice"))[-1].says
    await chat.taps("alice", anew.delivery, anew.tap("agreed"))
    assert "Alice Brown agrees with the summary." in (await chat.sees("marta"))[-1].says


async def test_several_are_invited_to_one_talk(chat: Adapter, bot: Bot) -> None:
    company.scripts().all()
    await chat.says("marta", "interview-template kick-off Friday 14:00")
    preview = await offering(chat, "marta", "send")
    assert "4 people receive this:" in preview.says
    sheet = await opened(chat, "marta", preview, "guests")
    nobody = {f"guest.{who}": [] for who in ("alice", "lijing", "tomas", "xiaodong")}
    chosen = {**nobody, "guest.alice": ["true"], "guest.tomas": ["true"]}
    assert (await chat.submits("marta", sheet, chosen)).outcome == "taken"
    preview = await offering(chat, "marta", "send")
    assert "2 people receive this:" in preview.says
    await chat.taps("marta", preview.delivery, preview.tap("send"))
    invited = await offering(chat, "alice", "coming")
    await chat.taps("alice", invited.delivery, invited.tap("coming"))
    theirs = await offering(chat, "tomas", "coming")
    sheet = await opened(chat, "tomas", theirs, "other")
    await chat.submits("tomas", sheet, {"at": ["11:00"], "words": ["Mornings"]})
    card = await offering(chat, "marta", "off")
    assert "There (1): Alice Brown" in card.says
    assert "Tomás Ruiz: Mornings" in card.says
    await chat.taps("marta", card.delivery, card.tap("start"))
    step = await offering(chat, "marta", "end")
    await chat.taps("marta", step.delivery, step.tap("end"))
    sheet = await opened(chat, "marta", await offering(chat, "marta", "write"), "write")
    given = {"what_1": ["Answer soon"], "who_1": ["marta"], "by_1": ["2026-12-11"], "text": ["One minute a week."]}
    assert await chat.submits("marta", sheet, given) == Reply("taken")
    summary = await offering(chat, "alice", "received")
    assert "agreed" not in {tap.name for tap in summary.taps}
    await chat.taps("alice", summary.delivery, summary.tap("received"))
    assert "Received (1): Alice Brown" in "\n".join(each.says for each in await chat.sees("marta"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_step_of_every_script_fits_on_a_phone(apart: Adapter, language) -> None:
    catalogue = the_catalogue()
    walker, more = Walker(catalogue), catalogue.text(Phrase("words.chat.more"), language)
    mara, alice = someone("mara", "Mara Keller", "research", ""), someone("alice", "Alice Berger", "research", "mara")
    plan = Plan("holder", "mara", "alice")
    facts = TalkFacts(mara, BEGINS, plan, the_vocabulary(), holder=mara, person=alice)
    for script in company.scripts().all():
        for n in range(len(script.agenda)):
            card = running.sheet(n, 5, script, facts)
            assert more not in apart.draws(card, language), (script.id, n)
            told = walker.text(card, language, "UTC")
            assert len(told) <= MOST_READ[language] / 2, (script.id, n, len(told))
            assert "{" not in told, (script.id, n)
