"""A talk on each platform: the weeks before it, booked, held by the running sheet, summed up, seen differently, looked
back on.
"""

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
from tests.handlers.contract.doing import STUCK, checks_in, last, offering, opened
from tests.handlers.contract.house import Bot
from tests.handlers.test_scripts_fit import MOST_READ
from tests.words import the_catalogue, the_vocabulary


async def test_a_talk_from_booking_it_to_what_comes_days_later(chat: Adapter, bot: Bot) -> None:
    # The library is read when somebody first asks for a script: not while Slack waits for an answer.
    company.scripts().all()
    await _lived(chat, bot)
    await _booked(chat)
    await bot.pass_time(timedelta(days=1))
    await _seen_before_by_the_person(chat)
    await bot.pass_time(timedelta(days=2, hours=3, minutes=55))
    await _looked_at(chat)
    await _held(chat)
    await _seen_differently(chat)
    await bot.pass_time(timedelta(days=3))
    assert "1 day since your talk with Alice Brown" in (await _reminded(chat))[-1]
    await _changed(chat)
    await _reminded_of_it_later(chat, bot)
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
    assert "missed goals" not in told, "which script it was reaches nobody but who holds the talk"


async def _lived(chat: Adapter, bot: Bot) -> None:
    """A week of Alice's: what she planned and what became of it, what was stuck and who took it, a fact by hand."""
    await checks_in(chat, "alice", STUCK)
    await chat.calls("marta", "team")
    digest = await last(chat, "marta")
    await chat.taps("marta", digest.delivery, digest.tap("take"))
    await bot.pass_time(timedelta(days=7))
    await checks_in(chat, "alice", {"outcomes.0": ["drop"], "plans": ["Call Acme"], "stuck": ["no"]})
    await chat.says("marta", "prep @Alice")
    sheet = await opened(chat, "marta", await offering(chat, "marta", "fact"), "fact")
    given = {"day": ["2026-12-04"], "text": ["The report came two days late."]}
    assert await chat.submits("marta", sheet, given) == Reply("taken")
    assert "The report came two days late." in (await last(chat, "alice")).says


async def _seen_before_by_the_person(chat: Adapter) -> None:
    """Two working days before, the list comes to Alice; she reads one of it whole, and adds her own account."""
    listed = await offering(chat, "alice", "note")
    assert "You and Marta Novák talk on Fri 11 Dec" in listed.says
    assert "Marta Novák has this same list" in listed.says
    await chat.taps("alice", listed.delivery, listed.tap("section", "months"))
    months = await offering(chat, "alice", "month")
    await chat.taps("alice", months.delivery, months.tap("month", "2026-12-01"))
    month = await offering(chat, "alice", "entry")
    assert "Dropped: Send the quote" in month.says
    assert "Marta Novák took it on Tue 1 Dec" in month.says
    await chat.taps("alice", month.delivery, month.tap("entry"))
    whole = await offering(chat, "alice", "entry")
    assert "The drawing is missing" in whole.says
    assert "Written down by Alice Brown on Tue 1 Dec" in whole.says
    await chat.taps("alice", whole.delivery, whole.tap("entry", ""))
    await chat.says("alice", "prep")
    sheet = await opened(chat, "alice", await offering(chat, "alice", "note"), "note")
    assert await chat.submits("alice", sheet, {"text": ["The drawing came on 3 December."]}) == Reply("taken")


async def _looked_at(chat: Adapter) -> None:
    """On the morning, Marta looks at the same list."""
    today = await offering(chat, "marta", "record")
    await chat.taps("marta", today.delivery, today.tap("record"))
    listed = (await offering(chat, "marta", "fact")).says
    assert "The drawing came on 3 December." in listed
    assert "Alice Brown, own account" in listed
    assert "without a record" not in "\n".join(each.says for each in await chat.sees("marta")).lower()


async def _reminded(chat: Adapter) -> list[str]:
    """What Marta was told of the days since the talk."""
    told = [each.says for each in await chat.sees("marta")]
    return [each for each in told if "since your talk with Alice Brown" in each]


async def _reminded_of_it_later(chat: Adapter, bot: Bot) -> None:
    """7 and 30 days after the talk, Marta alone is reminded, with what was agreed."""
    for days, on in ((7, timedelta(days=4)), (30, timedelta(days=24))):
        await bot.pass_time(on)
        newest = (await _reminded(chat))[-1]
        assert f"{days} days since your talk with Alice Brown" in newest
        assert "Talk to the data team" in newest
    assert not any("since your talk" in each.says for each in await chat.sees("alice"))


async def _booked(chat: Adapter) -> None:
    await chat.says("marta", "interview-template low-performer @Alice Friday 14:00")
    preview = await offering(chat, "marta", "send")
    assert "A talk with Marta Novák" in preview.says
    await chat.taps("marta", preview.delivery, preview.tap("send"))
    invited = await offering(chat, "alice", "coming")
    assert "Fri 11 Dec, 14:00, 45 minutes" in invited.says
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
    given = {"what_1": ["Talk to the data team"], "who_1": ["alice"], "by_1": ["2026-12-18"], "text": ["It came late."]}
    refused = await chat.submits("marta", await opened(chat, "marta", after, "write"), given)
    assert refused.errors == {"who_1": "One of them should be yours. What can you take on, however small?"}
    sheet = await opened(chat, "marta", after, "write")
    assert await chat.submits("marta", sheet, {**given, "who_1": ["marta"]}) == Reply("taken")


async def _seen_differently(chat: Adapter) -> None:
    await chat.says("alice", "ok")
    summary = await offering(chat, "alice", "received")
    assert "Nothing has been sent to anybody." in summary.says
    assert "Marta Novák, by Fri 18 Dec: Talk to the data team" in summary.says
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
@pytest.mark.parametrize("bare", [False, True])
def test_every_step_of_every_script_fits_on_a_phone(apart: Adapter, language, bare) -> None:
    catalogue = the_catalogue()
    walker, more = Walker(catalogue), catalogue.text(Phrase("words.chat.more"), language)
    mara, alice = someone("mara", "Mara Keller", "research", ""), someone("alice", "Alice Berger", "research", "mara")
    plan = Plan("holder", "mara", "alice")
    facts = TalkFacts(mara, BEGINS, plan, the_vocabulary(), holder=mara, person=alice)
    for script in company.scripts().all():
        for n in range(len(script.agenda)):
            card = running.sheet(n, 5, script, facts, bare=bare)
            assert more not in apart.draws(card, language), (script.id, n)
            told = walker.text(card, language, "UTC")
            assert len(told) <= MOST_READ[language] / 2, (script.id, n, len(told))
            assert "{" not in told, (script.id, n)
