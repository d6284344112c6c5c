"""Bars on the page: a picture that is read aloud, and a table where there are more than a phone shows."""

import re

from conversations.toolkit.cards import MOST_BARS, Bar, Bars, Card
from conversations.toolkit.words import Verbatim
from handlers.web import cards
from handlers.web.drawing import Drawing, Manner
from handlers.web.elsewhere import Shown
from handlers.web.ports import FeedItem
from tests.handlers.web import samples
from tests.handlers.web.host import catalogue

DRAWING = Drawing(catalogue(), "/static/x")


def drawn(*sizes: int) -> str:
    axes = (Verbatim("月份"), Verbatim("记录"))
    bars = tuple(Bar(Verbatim(f"{n}月"), size, Verbatim(f"{size}条")) for n, size in enumerate(sizes, 1))
    card = Card("sample", Verbatim("x"), (Bars(Verbatim("每个月有多少记录"), axes, bars),))
    return cards.message(DRAWING, FeedItem(1, "m", samples.MONDAY, "d", card), Manner("zh-CN", "Asia/Shanghai"))


def test_the_picture_shows_each_month_and_says_what_it_has() -> None:
    html = drawn(0, 4, 2)
    assert 'aria-label="每个月有多少记录: 1月: 0条; 2月: 4条; 3月: 2条"' in html
    assert re.findall(r"<text[^>]*>([^<]*)</text>", html) == ["–", "1月", "4", "2月", "2", "3月"]
    tall = [int(height) for height in re.findall(r'<rect x="[^"]*" y="[^"]*" width="[^"]*" height="(\d+)"', html)]
    assert tall[0] == 2 * tall[1]
    assert html.count('class="gap"') == 1


def test_more_months_than_a_phone_shows_are_a_table() -> None:
    html = drawn(*range(MOST_BARS + 1))
    assert "<svg role" not in html
    assert html.count("<tr>") == MOST_BARS + 2


def test_slacks_chart_is_shown_to_who_looks_at_it_in_the_demonstration() -> None:
    points = [{"label": "9月", "value": 0}, {"label": "10月", "value": 3}]
    axis = {"categories": ["9月", "10月"], "x_label": "月份", "y_label": "记录"}
    chart = {"type": "bar", "series": [{"name": "记录", "data": points}], "axis_config": axis}
    block = {"type": "data_visualization", "title": "每个月有多少记录", "chart": chart}
    shown = Shown(Verbatim("x"), {"text": "x", "blocks": [block]}, {})
    html = DRAWING.draw("elsewhere.html", Manner("zh-CN"), shown=[shown])
    assert "<figcaption>每个月有多少记录</figcaption>" in html
    assert re.findall(r"<text[^>]*>([^<]*)</text>", html) == ["–", "9月", "3", "10月"]
