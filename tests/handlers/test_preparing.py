"""What is on record for a talk, on each platform: the list, and each thing of it whole, for the two and nobody else."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import text

from conversations.prep import cards
from conversations.prep.adding import MOST_WORDS
from conversations.prep.facts import Place, PrepFacts
from conversations.rules.evidence.facts import Act, Block, Fact
from conversations.toolkit.words import LANGUAGES, Phrase
from tests.conversations.company import someone
from tests.handlers.contract.adapter import Adapter, Shown, Tap
from tests.handlers.contract.doing import offering, opened
from tests.handlers.contract.house import Bot
from tests.words import the_catalogue, the_vocabulary

LONG = f"The report came on Tuesday. {'The review was moved by a week. ' * 17}It ends here."
GUESSED = "0192f0c1-0000-7000-8000-000000000000"


async def trail(bot: Bot, action: str) -> list[str]:
    """Who is in the audit trail with an action, and about whom."""
    asked = "SELECT actor, subject FROM audit WHERE action = :action ORDER BY seq"
    return await bot.read(lambda tx: [" ".join(row) for row in tx.conn.execute(text(asked), {"action": action})])


async def adds(chat: Adapter) -> Shown:
    """Marta looks at what is on record of Alice, and writes a long fact down; gives her list of those."""
    await chat.says("marta", "prep @Alice")
    sheet = await opened(chat, "marta", await offering(chat, "marta", "fact"), "fact")
    assert (await chat.submits("marta", sheet, {"day": ["2026-11-24"], "text": [LONG]})).outcome == "taken"
    return await lists(chat, "marta")


async def lists(chat: Adapter, who: str) -> Shown:
    """The list of facts by hand in the newest card of what is on record."""
    overview = await offering(chat, who, "section")
    await chat.taps(who, overview.delivery, overview.tap("section", "added"))
    return await offering(chat, who, "entry")


async def test_a_long_fact_is_told_whole_and_read_whole_by_the_two(chat: Adapter, bot: Bot) -> None:
    assert len(LONG) <= MOST_WORDS
    listed = await adds(chat)
    assert "It ends here." not in listed.says
    assert "It ends here." in (await offering(chat, "alice", "person")).says, "word for word, at once"
    looks = len(await trail(bot, "evidence_read"))
    await chat.taps("marta", listed.delivery, listed.tap("entry"))
    whole = await offering(chat, "marta", "unadd")
    assert "It ends here." in whole.says
    assert "Written down by Marta Novák on Tue 1 Dec" in whole.says
    assert len(await trail(bot, "evidence_read")) == looks + 1
    await chat.says("alice", "prep")
    theirs = await lists(chat, "alice")
    await chat.taps("alice", theirs.delivery, theirs.tap("entry"))
    whole = await offering(chat, "alice", "dispute")
    assert "It ends here." in whole.says
    sheet = await opened(chat, "alice", whole, "dispute")
    assert "It ends here." in sheet.says
    assert (await chat.submits("alice", sheet, {"text": ["It came on Monday."]})).outcome == "taken"
    whole = await offering(chat, "alice", "dispute")
    assert "It ends here." in whole.says
    assert "It came on Monday." in whole.says
    await chat.taps("alice", whole.delivery, whole.tap("entry", ""))
    assert "It ends here." not in (await offering(chat, "alice", "section")).says


async def test_a_guessed_entry_and_somebody_elses_list_open_nothing(chat: Adapter, bot: Bot) -> None:
    listed = await adds(chat)
    before = await bot.snapshot()
    for who, tap in (("marta", Tap("entry", GUESSED, "")), ("xiaodong", listed.tap("entry"))):
        reply = await chat.taps(who, listed.delivery, tap)
        assert reply.outcome in ("refused", "unreadable"), who
    assert await bot.snapshot() == before
    assert set(await trail(bot, "request_refused")) <= {"marta ", "marta marta", "xiaodong marta"}
    assert "xiaodong marta" in await trail(bot, "request_refused")


def _facts(*told: Fact, own: bool) -> PrepFacts:
    mara, alice = someone("mara", "Mara Keller", "research", ""), someone("alice", "Alice Berger", "research", "mara")
    first, last = date(2026, 7, 1), date(2026, 12, 1)
    block = Block("alice", first, last, told, (), (), (), 22, 22, is_recent=False)
    people = {"mara": mara, "alice": alice}
    facts = PrepFacts(alice if own else mara, last, the_vocabulary(), subject=alice, manager=mara, people=people)
    return replace(facts, block=block, place=Place("alice", first, last, "added"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("own", [True, False])
def test_a_page_of_the_longest_facts_and_the_longest_of_them_are_cut_nowhere(apart: Adapter, language, own) -> None:
    longest, day = "\u957f" * MOST_WORDS, date(2026, 11, 10)
    added = Fact("", day, "added", "added", longest, acts=(Act("", day, "added", "mara"),), disputed=longest, by="mara")
    facts = _facts(*(replace(added, entry=f"e{n}", of=f"f{n}") for n in range(cards.A_PAGE)), own=own)
    more = the_catalogue().text(Phrase("words.chat.more"), language)
    listed, _ = cards.card(facts)
    assert listed.name == "prep.added"
    assert more not in apart.draws(listed, language)
    assert facts.place
    whole, about = cards.card(replace(facts, place=replace(facts.place, entry="e3")))
    assert (whole.name, about) == ("prep.entry", ("e3",))
    drawn = apart.draws(whole, language)
    assert more not in drawn
    assert drawn.count(longest) == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_check_in_of_many_plans_is_read_to_its_end(apart: Adapter, language) -> None:
    plans = tuple(f"{n} {'Write to the customer ' * 8}" for n in range(8))
    fact = Fact("e1", date(2026, 11, 10), "checkins", "checkin", "A sentence.", done=plans, dropped=plans, by="alice")
    facts = _facts(fact, own=True)
    assert facts.place
    whole, _ = cards.card(replace(facts, place=replace(facts.place, entry="e1")))
    drawn = apart.draws(whole, language)
    assert the_catalogue().text(Phrase("words.chat.more"), language) not in drawn
    assert drawn.count("7 Write to the customer") == 2
