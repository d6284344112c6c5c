"""What every platform keeps. A platform joins by its adapter and its recorded payloads; nothing in here changes for it.

Everything goes over the real edge into the real turn and store: bot.app serves, and the adapter speaks from outside.
"""

import asyncio
import random
from datetime import timedelta
from itertools import cycle

import pytest

from conversations.rules.weeks import week_of
from conversations.toolkit.cards import Bars, Divider, Fields, Heading, Line, Note, Points, Quote, Row, Table, Tree
from conversations.toolkit.forms import MAX_TEXT
from conversations.toolkit.words import LANGUAGES, Fact, Language, Phrase
from handlers.platform import Clicking, Commanding, Saying, Submitting
from tests.handlers.contract import probe
from tests.handlers.contract.adapter import Adapter, Reply
from tests.handlers.contract.doing import last, opened, probes
from tests.handlers.contract.house import TUESDAY, Bot, catalogue
from tests.handlers.contract.people import PEOPLE
from tests.handlers.hostile import STRINGS, plain
from tests.handlers.recorded import recorded

DELIVERY = "d" * 32
HEARD = {
    "click": Clicking(DELIVERY, "show", "primary"),
    "submit": Submitting(
        DELIVERY,
        "ask",
        {
            "what": ("Fix the pump",),
            "lines": ("One", "Two"),
            "kind": ("b",),
            "day": ("2026-12-03",),
            "who": ("marta",),
            "tick": ("true",),
        },
    ),
    "say": Saying("All fine.\n都好。"),
    "command": Commanding("checkin"),
}
"""What a person does, and what every platform makes of its own payload for it."""

ANSWERED = "SELECT subject, period FROM entry WHERE kind = 'check_in_answered' ORDER BY seq"
LONG = 600
"""Characters of a text that stands a dozen times on one card."""


def sentence(id_: str, **facts: Fact) -> str:
    """A sentence of the catalogue, as the tests' English readers get it."""
    return catalogue().text(Phrase(id_, facts), "en")


# --- what comes in -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", HEARD)
async def test_a_recorded_payload_means_the_same_everywhere(apart: Adapter, name: str) -> None:
    payload = apart.aimed(recorded(apart.name, name), DELIVERY)
    heard, again = await apart.hears(payload), await apart.hears(payload)
    assert heard.what == HEARD[name]
    assert heard.who.platform == apart.name
    assert heard.key
    assert heard.key == again.key


async def test_different_requests_have_different_keys(apart: Adapter) -> None:
    heard = [await apart.hears(apart.aimed(recorded(apart.name, name), DELIVERY)) for name in HEARD]
    assert len({each.key for each in heard}) == len(HEARD)


async def test_a_recorded_payload_is_taken_by_the_bot(chat: Adapter) -> None:
    shown = await probes(chat, "kinds hello")
    for name, says in (("click", "It says: primary"), ("submit", "what=Fix the pump / lines=One,Two / kind=b")):
        reply = await chat.plays(chat.aimed(recorded(chat.name, name), shown.delivery), "alice")
        assert reply == Reply("taken")
        assert says in (await last(chat, "alice")).says


# --- every effect ------------------------------------------------------------------------------------------------


async def test_a_message_is_shown_edited_in_place_and_posted_anew(chat: Adapter) -> None:
    first = await probes(chat, "show one")
    second = await probes(chat, "show two")
    assert (second.message, len(await chat.sees("alice"))) == (first.message, 1)
    assert second.delivery != first.delivery
    assert "It says: two" in second.says
    assert "It says: one" not in second.says
    third = await probes(chat, "again three")
    assert third.message != second.message
    assert [each.message for each in await chat.sees("alice")] == [first.message, third.message]


async def test_somebody_elses_message_reaches_them_alone_and_in_their_language(chat: Adapter) -> None:
    await chat.calls("tomas", "probe manager 明天")
    await chat.calls("tomas", "probe hr today")
    assert "上面写着：明天" in (await last(chat, "xiaodong")).says
    assert "It says: today" in (await last(chat, "hana")).says
    assert await chat.sees("tomas") == []
    assert await chat.sees("alice") == []


async def test_nobody_has_no_manager(chat: Adapter) -> None:
    assert (await chat.calls("sofia", "probe manager hello")).outcome == "taken"
    assert [len(await chat.sees(person)) for person in ("sofia", "hana", "marta")] == [0, 0, 0]


async def test_a_form_opens_by_a_tap_or_by_itself(chat: Adapter) -> None:
    shown = await probes(chat, "show one")
    tapped = await chat.opens("alice", shown.delivery, shown.tap("open"))
    by_itself = await chat.calls("alice", "probe open")
    for reply in (tapped, by_itself):
        assert reply.sheet
        assert reply.sheet.form == "ask"
        assert reply.sheet.values["what"] == ("x",)
        assert "Think of this: x" in reply.sheet.says
        sent = await chat.submits("alice", reply.sheet, {"what": ["done"]})
        assert sent == Reply("taken")
        # What is answered once more before the first reply went takes its place.
        assert await chat.sees("alice")
    assert len([each for each in await chat.sees("alice") if "what=done" in each.says]) == 2


async def test_every_one_of_many_buttons_is_there_and_does_what_it_says(chat: Adapter) -> None:
    shown = await probes(chat, "many buttons")
    assert {tap.label for tap in shown.taps} >= {"Open", *(f"Number {n}" for n in range(7))}
    for tap in shown.taps:
        if tap.name == "show":
            assert (await chat.taps("alice", shown.delivery, tap)).outcome == "taken"
            assert f"It says: {tap.value}" in (await last(chat, "alice")).says
    reply = await chat.opens("alice", shown.delivery, shown.tap("open"))
    assert reply.sheet
    assert reply.sheet.form == "ask"


async def test_looking_at_a_form_changes_nothing(chat: Adapter, bot: Bot) -> None:
    shown = await probes(chat, "show one")
    before = await bot.snapshot()
    sheet = (await chat.opens("alice", shown.delivery, shown.tap("open"))).sheet
    assert sheet
    assert await chat.seeks("alice", sheet, "who", "mart") == ["Marta Novák"]
    assert await chat.seeks("alice", sheet, "who", "静") == ["李静"]
    assert await bot.snapshot() == before


async def test_a_form_with_errors_comes_back_with_what_is_wrong_and_nothing_is_lost(chat: Adapter, bot: Bot) -> None:
    shown = await probes(chat, "show one")
    sheet = (await chat.opens("alice", shown.delivery, shown.tap("open"))).sheet
    assert sheet
    before = await bot.snapshot()
    wrong = {
        "what": ["w" * (probe.SHORTEST + 1)],
        "lines": ["1", "2", "3", "4"],
        "kind": ["c"],
        "day": ["2026-11-30"],
        "tick": ["true"],
    }
    reply = await chat.submits("alice", sheet, wrong)
    assert reply.outcome == "taken"
    assert reply.errors == {
        "what": "This is too long. Please keep it to 40 characters.",
        "lines": "Please keep it to 3 at most.",
        "kind": "That’s not one of the choices. Please tap one of them.",
        "day": "That day has passed. Please choose today or later.",
    }
    assert await bot.snapshot() == before
    empty = await chat.submits("alice", sheet, {"what": ["  "], "day": ["someday"]})
    assert set(empty.errors) == {"what", "day"}
    # What was typed stays with the person: mended, the same form is taken.
    mended = await chat.submits("alice", sheet, {**wrong, "what": ["w"], "lines": ["1"], "kind": ["a"], "day": []})
    assert mended == Reply("taken")
    assert "what=w / lines=1 / kind=a / day= / who= / tick=True" in (await last(chat, "alice")).says


async def test_a_form_that_is_gone_takes_nothing_with_it(chat: Adapter, bot: Bot) -> None:
    shown = await probes(chat, "once one")
    sheet = await opened(chat, "alice", shown, "open")
    await probes(chat, "show two")
    before = await bot.snapshot()
    written = {"what": ["The quote goes out"], "lines": ["One", "Two"], "kind": ["a"]}
    reply = await chat.submits("alice", sheet, written)
    assert list(reply.errors.values()) == [sentence("words.over")]
    assert await bot.snapshot() == before
    # Slack and the page leave the form as it is; Teams needs what it shows instead.
    assert chat.name != "teams" or reply.hint == "The quote goes out\n\nOne\n\nTwo"


async def test_a_timer_wakes_once_and_a_cancelled_one_never(chat: Adapter, bot: Bot) -> None:
    await probes(chat, "show one")
    await chat.calls("alice", "probe wake")
    await bot.pass_time(timedelta(minutes=59))
    assert len(await chat.sees("alice")) == 1
    await bot.pass_time(timedelta(minutes=2))
    assert "It says: alarm" in (await last(chat, "alice")).says
    await chat.calls("alice", "probe wake")
    await chat.calls("alice", "probe cancel")
    await bot.pass_time(timedelta(hours=3))
    assert len(await chat.sees("alice")) == 2


async def test_closing_ends_timers_and_listening(chat: Adapter, bot: Bot) -> None:
    await chat.calls("alice", "probe ask question")
    await chat.calls("alice", "probe wake")
    await chat.says("alice", "an answer")
    assert "It says: an answer" in (await last(chat, "alice")).says
    await chat.calls("alice", "probe ask question")
    await chat.calls("alice", "probe close")
    await bot.pass_time(timedelta(hours=2))
    assert not [each for each in await chat.sees("alice") if "alarm" in each.says]
    await chat.says("alice", "not an answer any more")
    assert "It says: not an answer" not in (await last(chat, "alice")).says


async def test_an_entry_is_recorded_with_the_message_that_tells_of_it(chat: Adapter, bot: Bot) -> None:
    before = await bot.kinds("alice")
    shown = await probes(chat, "record talk about shifts")
    assert "It says: talk about shifts" in shown.says
    assert (await bot.kinds("alice"))[len(before) :] == ["agenda_item_added"]


async def test_another_conversation_is_started_and_told(chat: Adapter) -> None:
    await chat.calls("alice", "probe start")
    await chat.calls("alice", "probe tell news")
    started, told = await chat.sees("alice")
    assert "It says: inner" in started.says
    assert "It says: news" in told.says


async def test_a_turn_that_fails_leaves_nothing_and_is_not_acknowledged(chat: Adapter, bot: Bot) -> None:
    await probes(chat, "show one")
    before = await bot.snapshot()
    reply = await chat.calls("alice", "probe fail secret-words", key="k")
    assert reply.outcome != "taken"
    assert "secret-words" not in reply.hint
    after = await bot.snapshot()
    assert {table: after[table] for table in after if table != "feed"} == {
        table: before[table] for table in before if table != "feed"
    }


# --- what people do with it ----------------------------------------------------------------------------------------


async def test_the_same_request_four_times_among_others_is_taken_once(chat: Adapter) -> None:
    shown = await probes(chat, "kinds x")
    sheet = (await chat.opens("alice", shown.delivery, shown.tap("open"))).sheet
    assert sheet
    requests = {
        "tap": lambda key: chat.taps("alice", shown.delivery, shown.tap("show", "primary"), key=key),
        "submit": lambda key: chat.submits("alice", sheet, {"what": ["once"]}, key=key),
        "wrong": lambda key: chat.submits("alice", sheet, {"what": []}, key=key),
        "record": lambda key: chat.calls("alice", "probe record once", key=key),
        "open": lambda key: chat.calls("alice", "probe open", key=key),
    }
    sent = [name for name in requests for _ in range(4)]
    random.Random(4).shuffle(sent)
    replies = await asyncio.gather(*(requests[name](f"key of {name}") for name in sent))
    for name in requests:
        answers = [reply for each, reply in zip(sent, replies, strict=True) if each == name]
        assert answers == [answers[0]] * 4, name
        assert answers[0].outcome == "taken"
    says = [each.says for each in await chat.sees("alice")]
    assert sum("what=once" in each for each in says) == 1
    assert sum("It says: once" in each for each in says) == 1


async def test_a_stale_tap_gets_one_friendly_line_and_does_nothing(chat: Adapter, bot: Bot) -> None:
    first = await probes(chat, "show one")
    await probes(chat, "show two")
    posted = await probes(chat, "again three")
    await probes(chat, "again four")
    before = await bot.snapshot()
    for old in (first, posted):
        assert await chat.taps("alice", old.delivery, old.tap("show")) == Reply("taken", sentence("words.stale"))
    assert await bot.snapshot() == before


async def test_a_late_form_is_still_taken(chat: Adapter) -> None:
    first = await probes(chat, "show one")
    sheet = (await chat.opens("alice", first.delivery, first.tap("open"))).sheet
    assert sheet
    await probes(chat, "again two")
    assert await chat.submits("alice", sheet, {"what": ["late but whole"]}) == Reply("taken")
    assert "what=late but whole" in (await last(chat, "alice")).says


async def test_what_was_not_offered_cannot_be_pressed(chat: Adapter, bot: Bot) -> None:
    shown = await probes(chat, "show one")
    tap = shown.tap("show")
    before = await bot.snapshot()
    for other in (
        type(tap)("record", "one", "", ""),
        type(tap)("show", "another value", "", ""),
        type(tap)("", "", "", ""),
    ):
        assert (await chat.taps("alice", shown.delivery, other)).outcome in ("refused", "unreadable")
    assert await bot.snapshot() == before


async def test_writing_answers_what_listens_and_a_command_does_not(chat: Adapter) -> None:
    await probes(chat, "ask question")
    await chat.says("alice", "first line\nsecond line")
    assert "It says: first line\nsecond line" in (await last(chat, "alice")).says
    await probes(chat, "ask question")
    await chat.calls("alice", "settings")
    assert "What I write to you in" in (await last(chat, "alice")).says


async def test_text_is_taken_up_to_the_limit_and_refused_kindly_beyond(chat: Adapter, bot: Bot) -> None:
    await probes(chat, "ask question")
    longest = "界" * chat.most_text
    assert chat.most_text <= MAX_TEXT
    assert (await chat.says("alice", longest)).outcome == "taken"
    assert longest in (await last(chat, "alice")).says
    before = await bot.snapshot()
    beyond = await chat.says("alice", longest + "界")
    assert beyond.outcome == "too_large"
    assert "3,000" in beyond.hint
    assert await bot.snapshot() == before


async def test_a_card_that_is_too_large_for_some_still_arrives(chat: Adapter) -> None:
    shown = await probes(chat, "large")
    assert "A probe" in shown.says
    assert "row 0 " in shown.says
    tapped = await chat.taps("alice", shown.delivery, shown.tap("show", "tapped"))
    assert tapped == Reply("taken")
    first = await chat.taps("alice", shown.delivery, shown.tap("show", "row0"))
    assert first == Reply("taken")


# --- how it is drawn -----------------------------------------------------------------------------------------------


async def test_every_kind_of_part_is_drawn_and_every_button_works(chat: Adapter) -> None:
    assert {type(part) for part in probe.every_kind("x").body} == {
        *(Heading, Line, Note, Quote, Row, Fields, Table, Bars, Tree, Points, Divider)
    }
    shown = await probes(chat, "kinds the words")
    assert shown.says.count("the words") >= 10
    for tap in shown.taps:
        if tap.opens:
            assert (await chat.opens("alice", shown.delivery, tap)).sheet
            continue
        assert await chat.taps("alice", shown.delivery, tap) == Reply("taken")
        assert f"It says: {tap.value}" in (await last(chat, "alice")).says


async def test_hostile_words_come_back_as_they_were_written(chat: Adapter) -> None:
    """Safety 10, 11: two hundred strings through the bot and back, on cards, in forms and as one's own words."""
    shape = [(tap.name, tap.opens) for tap in (await probes(chat, "kinds harmless")).taps]
    # A chat holds so many messages; everybody gets their share.
    for text, person in zip(STRINGS, cycle(each.id for each in PEOPLE), strict=False):
        shown = await probes(chat, f"kinds {text[:LONG]}", person)
        assert [(tap.name, tap.opens) for tap in shown.taps] == shape, text
        assert plain(shown.says).count(plain(text[:LONG])) >= 10, text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_neutral_drawing_and_the_preview_hold_no_content(apart: Adapter, language: Language) -> None:
    """Safety 21: what may stand on a lock screen is the neutral line and nothing else."""
    card = probe.every_kind("secret words")
    neutral = catalogue().text(card.neutral, language)
    drawn = apart.draws(card, language, neutral=True)
    assert neutral in drawn
    assert "secret" not in drawn
    assert apart.previews(card, language) == neutral
    assert "secret" in apart.draws(card, language)


# --- the week, end to end --------------------------------------------------------------------------------------------


async def test_a_week_on_this_platform(chat: Adapter, bot: Bot) -> None:
    """The weekly transcript: a form in English, replies in Chinese, the digest, a blocker taken, the receipt."""
    await chat.calls("alice", "checkin")
    invite = await last(chat, "alice")
    sheet = (await chat.opens("alice", invite.delivery, invite.tap("fill"))).sheet
    assert sheet
    stuck = {"plans": ["Send the quote"], "stuck": ["yes"], "stuck_on": ["The drawing is missing"]}
    assert await chat.submits("alice", sheet, {**stuck, "helper": ["manager"]}) == Reply("taken")
    shared = await last(chat, "alice")
    assert shared.message == invite.message
    assert "The drawing is missing" in shared.says

    await chat.calls("lijing", "周签到")
    for words in ("联系客户", "没有"):
        await chat.says("lijing", words)
    recap = await last(chat, "lijing")
    await chat.taps("lijing", recap.delivery, recap.tap("share"))
    assert "联系客户" in (await last(chat, "lijing")).says

    await chat.calls("marta", "team")
    digest = await last(chat, "marta")
    assert "The drawing is missing" in digest.says
    assert "联系客户" in digest.says
    await chat.taps("marta", digest.delivery, digest.tap("take"))
    receipt = await last(chat, "alice")
    assert receipt.message == shared.message
    assert "Marta Novák" in receipt.says
    assert "blocker_taken" in await bot.kinds("alice")
    kept = await bot.read(lambda tx: tx.conn.exec_driver_sql(ANSWERED).all())
    assert [tuple(row) for row in kept] == [(person, str(week_of(TUESDAY.date()))) for person in ("alice", "lijing")]
