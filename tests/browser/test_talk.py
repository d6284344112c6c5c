"""A hard talk in Chromium, in either language: prepared from what is on record, booked, held on a phone with a pause in
the middle, summed up, seen differently, looked back on.
"""

from dataclasses import dataclass

import pytest
from playwright.async_api import Locator, Page, expect

from conversations.toolkit.words import Language
from tests.browser.visiting import DESK, Visitor, move, pass_hours, picture, says, shoot, words

pytestmark = pytest.mark.browser


FRIDAY = "2026-11-27"
"""The day of the talk: the demonstration begins on the Monday before it."""


@dataclass(frozen=True)
class Told:
    """Who talks with whom, and what they say and write."""

    language: Language
    holder: str
    person: str
    prepares: str
    books: str
    own: str
    deal: str
    sums_up: str
    differs: str

    def says(self, id_: str, **facts: str | int) -> str:
        """A sentence of the catalogues in this language."""
        return words(id_, self.language, **facts)


ENGLISH = Told(
    "en", "Naomi Keller", "Carlos Rivera", "prep Carlos", "interview-template low-performer @Carlos Friday 14:00",
    "The Portuguese help pages went out in October.", "Ask IT for the second phone line",
    "Two answers a week came after the promised day. We agreed what would help.",
    "The phone line was down in both weeks.",
)  # fmt: skip
CHINESE = Told(
    "zh-CN", "沈若溪", "叶蓁", "面谈准备 叶蓁", "面谈模板 绩效不好 叶蓁 周五14:00", "十月上线了新的引导页。",
    "跟测试组约好每周三给测试机", "有两次提交比说好的晚，我们商量了怎么改。", "那两周测试机都不在。",
)  # fmt: skip

EASTERN_FIRST = (CHINESE, ENGLISH)
"""As the day goes: who is at work in New York in the morning would find Shanghai asleep."""


async def test_a_hard_talk_from_the_record_to_what_comes_days_later(visitor: Visitor) -> None:
    director = await visitor.opens("/demo/two?language=en", size=DESK)
    sides = [(told, await visitor.is_(told.holder), await visitor.is_(told.person)) for told in EASTERN_FIRST]
    for told, holder, _ in sides:
        await _prepared(holder, told)
        await _booked(holder, told)
    for told, holder, person in sides:
        await _invited(holder, person, director, told)
    await move(director, words("page.demo.moves.workday", "en"), 2)
    for told, _, person in sides:
        await _brought(person, director, told)
    await move(director, words("page.demo.moves.workday", "en"), 2)
    for told, holder, person in sides:
        await _held(holder, person, director, told)
        await _summed_up(holder, told)
        await _seen_differently(holder, person, told)
        await _on_paper(person, told)
    await move(director, words("page.demo.moves.workday", "en"), 2)
    for told, holder, _ in sides:
        nudge = holder.locator("#feed > article", has_text=told.says("interview.nudge.title", n=1, name=told.person))
        await pass_hours(director, nudge)
        await expect(nudge).to_contain_text(told.deal)
        await shoot(holder, f"talk-10-nudge-{told.language}", nudge)


def _last(page: Page, button: str) -> Locator:
    """The last message that offers this button."""
    return page.locator(f"#feed > article:has([data-button={button}])").last


async def _prepared(page: Page, told: Told) -> None:
    """The months as a chart, and the same months as a list."""
    await says(page, told.prepares)
    chart = page.locator("#feed > article:has(.bars)").last
    await expect(chart.locator(".bars rect:not(.gap)").first).to_be_visible()
    await shoot(page, f"talk-1-chart-{told.language}", chart)
    await chart.locator("[data-button=section][data-value=months]").click()
    months = _last(page, "month")
    await shoot(page, f"talk-2-months-{told.language}", months)
    await months.locator("[data-button=month]").last.click()
    await expect(months.locator(".bars")).to_have_count(0)
    await shoot(page, f"talk-2-month-{told.language}", page.locator("#feed > article").last)


async def _booked(holder: Page, told: Told) -> None:
    """What is sent is seen before."""
    await says(holder, told.books)
    preview = _last(holder, "send")
    await expect(preview).to_contain_text(told.says("interview.invite.title", name=told.holder))
    await shoot(holder, f"talk-3-preview-{told.language}", preview)
    await preview.locator("[data-button=send]").click()


async def _invited(holder: Page, person: Page, director: Page, told: Told) -> None:
    """Within working hours, and without a word of which script it is."""
    invited = _last(person, "coming")
    await pass_hours(director, invited)
    await expect(invited).to_contain_text(told.holder)
    await shoot(person, f"talk-4-invited-{told.language}", invited)
    await invited.locator("[data-button=coming]").click()
    await expect(_last(holder, "off")).to_contain_text(told.person)


async def _brought(person: Page, director: Page, told: Told) -> None:
    """Two working days before, the same list; one adds to it."""
    brought = person.locator("#feed > article:has([data-opens=note])").last
    await pass_hours(director, brought)
    await shoot(person, f"talk-5-list-{told.language}", brought)
    await brought.locator("[data-opens=note]").click()
    await person.locator("#sheet [name=text]").fill(told.own)
    await person.locator("#sheet [type=submit]").click()
    await expect(brought.locator("blockquote")).to_contain_text(told.own)


async def _held(holder: Page, person: Page, director: Page, told: Told) -> None:
    """On a phone: a step, what to say to silence, a pause, and on the same day to the end."""
    today = _last(holder, "record")
    await pass_hours(director, today)
    await shoot(holder, f"talk-6-today-{told.language}", today)
    await today.locator("[data-button=start]").click()
    step = _last(holder, "pause")
    await step.locator("[data-button=next]").click()
    await expect(step.locator("[data-button=back]")).to_be_visible()
    await shoot(holder, f"talk-7-step-{told.language}", step)
    await step.locator("[data-button=reaction][data-value=silence]").click()
    reaction = _last(holder, "step")
    await shoot(holder, f"talk-7-silence-{told.language}", reaction)
    await reaction.locator("[data-button=step]").click()
    await step.locator("[data-button=pause]").click()
    await picture(holder, f"talk-7-pause-{told.language}-phone")
    await holder.locator("#confirm-yes").click()
    await _another_time(holder, person, told)
    await _last(holder, "start").locator("[data-button=start]").click()
    await expect(step).to_be_visible()
    while await step.locator("[data-button=next]").count():
        before = await step.locator("h2").inner_text()
        await step.locator("[data-button=next]").click()
        await expect(step.locator("h2")).not_to_have_text(before)
    await expect(step).to_contain_text(told.says("interview.run.close"))
    await shoot(holder, f"talk-7-close-{told.language}", step)
    await step.locator("[data-button=end]").click()


async def _another_time(holder: Page, person: Page, told: Told) -> None:
    """After the pause the person says when; the holder takes it with a tap."""
    await _last(person, "other").locator("[data-button=other]").click()
    await person.locator("#sheet [name=day]").fill(FRIDAY)
    await person.locator("#sheet [name=at]").select_option("16:00")
    await shoot(person, f"talk-7-another-time-{told.language}")
    await person.locator("#sheet [type=submit]").click()
    wish = holder.locator("#feed > article:has([data-button=take]):has([data-button=move])")
    await shoot(holder, f"talk-7-wish-{told.language}", wish)
    await wish.locator("[data-button=take]").click()
    await expect(wish).to_have_count(0)


async def _summed_up(holder: Page, told: Told) -> None:
    await _last(holder, "write").locator("[data-button=write]").click()
    given = {"what_1": told.deal, "by_1": "2026-12-11", "text": told.sums_up}
    for name, value in given.items():
        await holder.locator(f"#sheet [name={name}]").fill(value)
    await shoot(holder, f"talk-8-summing-up-{told.language}")
    await holder.locator("#sheet [type=submit]").click()
    await expect(holder.locator("#sheet [type=submit]")).to_be_hidden()


async def _seen_differently(holder: Page, person: Page, told: Told) -> None:
    """In one's own words, which the other reads at once."""
    summary = _last(person, "differ")
    await expect(summary).to_contain_text(told.deal)
    await shoot(person, f"talk-8-summary-{told.language}", summary)
    await summary.locator("[data-button=differ]").click()
    await person.locator("#sheet [name=text]").fill(told.differs)
    await person.locator("#sheet [type=submit]").click()
    await expect(summary.locator("blockquote").last).to_contain_text(told.differs)
    await shoot(person, f"talk-9-differs-{told.language}", summary)
    heard = holder.locator("#feed > article", has_text=told.differs).last
    await expect(heard).to_contain_text(told.says("interview.answer.disagreed", name=told.person))
    await shoot(holder, f"talk-9-heard-{told.language}", heard)


async def _on_paper(person: Page, told: Told) -> None:
    """The talk as a document to print, which names both and not the script."""
    await _last(person, "paper").locator("[data-button=paper]").click()
    link = person.locator("#feed > article a.button", has_text=told.says("interview.paper.page")).last
    await expect(link).to_be_visible()
    paper = await person.context.new_page()
    await paper.goto(str(await link.evaluate("each => each.href")))
    for said in (told.holder, told.person, told.deal, told.sums_up, told.differs):
        await expect(paper.locator("main")).to_contain_text(said)
    await picture(paper, f"talk-9-paper-{told.language}")
    await paper.close()
