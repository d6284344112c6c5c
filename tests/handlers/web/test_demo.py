"""The demonstration: there in demonstration mode, and nowhere else."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from handlers.web.demo import HAPPENINGS
from handlers.web.moments import MOVES
from handlers.web.ports import Moment
from tests.handlers.web import samples
from tests.handlers.web.conftest import Opens
from tests.handlers.web.host import Host, catalogue

MONDAY = samples.MONDAY


@pytest.mark.parametrize(
    ("method", "path"),
    [
        *(("GET", path) for path in ("/demo/two", "/demo/now", "/as/alice/", "/as/alice/stream", "/as/alice/form")),
        *(("POST", path) for path in ("/demo/move", "/as/alice/act", "/as/alice/say", "/as/alice/submit")),
    ],
)
async def test_outside_demonstration_mode_none_of_it_exists(host: Host, opens: Opens, method: str, path: str) -> None:
    stranger = await opens(host)
    answer = await (stranger.get(path) if method == "GET" else stranger.post(path, json={}))
    assert answer.status == 404
    assert "Set-Cookie" not in answer.headers
    front = await (await stranger.get("/")).text()
    assert "/demo/" not in front
    assert "Alice Brown" not in front


async def test_the_welcome_lets_one_be_anybody(playground: Host, opens: Opens) -> None:
    page = await (await (await opens(playground)).get("/?language=en")).text()
    assert all(person.name in page for person in samples.PEOPLE)
    assert page.index("Alice Brown") < page.index("李静")
    assert ">HR<" in page
    assert ">Manager<" in page
    chinese = await (await (await opens(playground)).get("/?language=zh-CN")).text()
    assert chinese.index("李静") < chinese.index("Alice Brown")


async def test_two_people_live_in_one_browser(playground: Host, opens: Opens) -> None:
    browser = await opens(playground)
    for person in ("alice", "lijing"):
        first = await browser.get(f"/as/{person}/")
        assert first.status == 303
        assert f"Path=/as/{person}/" in first.headers["Set-Cookie"]
    english, chinese = [await (await browser.get(f"/as/{each}/")).text() for each in ("alice", "lijing")]
    assert "Alice Brown" in english
    assert 'data-base="/as/alice"' in english
    assert 'lang="zh-CN"' in chinese
    assert (await browser.get("/as/nobody/")).status == 404


async def test_one_persons_session_opens_no_other_door(playground: Host, opens: Opens) -> None:
    browser = await opens(playground)
    secret = playground.sessions.begin("alice")
    answer = await browser.get("/as/marta/stream", headers={"Cookie": f"rapport-as={secret}"})
    assert answer.status == 401


async def test_the_two_phones_may_be_framed_by_us_alone(playground: Host, opens: Opens) -> None:
    page = await (await opens(playground)).get("/demo/two?left=alice&right=marta")
    assert "frame-ancestors 'self'" in page.headers["Content-Security-Policy"]
    assert 'src="/as/alice/"' in await page.text()


@pytest.mark.parametrize(("language", "place"), [("en", "Shanghai"), ("zh-CN", "上海")])
async def test_a_city_is_called_as_in_the_language_of_the_page(
    playground: Host, opens: Opens, language: str, place: str
) -> None:
    page = await (await opens(playground)).get(f"/demo/two?left=alice&right=lijing&language={language}")
    assert f'data-zone="Asia/Shanghai" data-place="{place}"' in await page.text()


@pytest.mark.parametrize(
    ("left", "right", "shown"), [("alice", "", "marta"), ("sofia", "x", "marta"), ("x", "", "sofia")]
)
async def test_who_was_not_named_is_found(playground: Host, opens: Opens, left: str, right: str, shown: str) -> None:
    page = await (await opens(playground)).get(f"/demo/two?left={left}&right={right}")
    assert f'src="/as/{shown}/' in await page.text()


async def test_who_is_beside_the_chosen_one_lives_on_until_something_is_done_there(
    playground: Host, opens: Opens
) -> None:
    browser = await opens(playground)
    page = await (await browser.get("/demo/two?left=alice&right=marta")).text()
    assert 'src="/as/alice/"' in page
    assert 'src="/as/marta/?watched=1"' in page
    await browser.get("/as/alice/")
    for _ in range(2):
        shown = await browser.get("/as/marta/?watched=1")
    assert playground.company.played == ["alice"]
    token = (await shown.text()).partition('data-token="')[2].partition('"')[0]
    hello = {"key": "k" * 16, "text": "hello"}
    refused = await browser.post("/as/marta/say", json=hello)
    assert (refused.status, playground.company.played) == (403, ["alice"])
    said = await browser.post("/as/marta/say", json=hello, headers={"X-Rapport-Token": token})
    assert (said.status, playground.company.played) == (200, ["alice", "marta"])


async def test_a_browser_that_comes_back_after_a_restart_plays_whom_it_played(playground: Host, opens: Opens) -> None:
    browser = await opens(playground)
    await browser.get("/as/alice/")
    playground.company.played.clear()
    assert (await browser.get("/as/alice/")).status == 200
    assert playground.company.played == ["alice"]


async def test_the_clock_moves_on_request_of_our_page_only(playground: Host, opens: Opens) -> None:
    browser = await opens(playground)
    assert (await browser.post("/demo/move", json={"to": "hour"}, headers={"Origin": "null"})).status == 403
    moved = await (await browser.post("/demo/move", json={"to": "hour", "zone": "Asia/Shanghai"})).json()
    assert datetime.fromisoformat(moved["now"]) == MONDAY + timedelta(hours=1)
    assert "Tomás Ruiz got the weekly check-in" in moved["happenings"]
    for odd in ({"to": "back"}, {"to": "hour", "zone": "../../etc"}, {"to": "hour", "by": 3}, {}):
        assert (await browser.post("/demo/move", json=odd)).status == 400
    unknown = await browser.post("/demo/move", json={"to": "hour", "zone": "Not/Anywhere"})
    assert unknown.status == 200


async def test_pressed_while_it_still_moves_the_clock_goes_on_from_where_it_will_be(
    playground: Host, opens: Opens
) -> None:
    playground.company.until = MONDAY + timedelta(days=1)
    browser = await opens(playground)
    assert (await (await browser.get("/demo/now")).json())["moving"]
    moved = await (await browser.post("/demo/move", json={"to": "hour"})).json()
    assert datetime.fromisoformat(moved["now"]) == MONDAY + timedelta(days=1, hours=1)


async def test_the_ticker_tells_who_and_never_what(playground: Host, opens: Opens) -> None:
    await playground.feed.said("alice", "k", "a private sentence")
    told = await (await (await opens(playground)).get("/demo/now?language=zh-CN")).json()
    assert "Alice Brown完成了周签到" in told["happenings"]
    assert "private" not in str(told)


def test_every_happening_has_its_line() -> None:
    lines = {id_.rsplit(".", 1)[1] for id_ in catalogue().ids("page.demo.happened.")}
    assert lines == {*HAPPENINGS, "other"}


@pytest.mark.parametrize(
    ("now", "zone", "workday", "monday"),
    [
        ("2026-11-30T10:00", "Europe/Prague", "2026-12-01T07:00", "2026-12-07T07:00"),
        ("2026-12-04T23:30", "Asia/Shanghai", "2026-12-07T00:00", "2026-12-07T00:00"),
        ("2026-11-30T06:59", "Europe/Prague", "2026-12-01T07:00", "2026-11-30T07:00"),
        ("2026-11-30T07:00", "Europe/Prague", "2026-12-01T07:00", "2026-12-07T07:00"),
        ("2026-03-27T20:00", "Europe/Prague", "2026-03-30T06:00", "2026-03-30T06:00"),
    ],
)
def test_days_begin_in_the_viewers_morning(now: str, zone: str, workday: str, monday: str) -> None:
    def at(text: str) -> datetime:
        return datetime.fromisoformat(text).replace(tzinfo=UTC)

    moment = Moment(at(now), None)
    assert MOVES["workday"](moment, ZoneInfo(zone), ()) == at(workday)
    assert MOVES["monday"](moment, ZoneInfo(zone), ()) == at(monday)
    assert MOVES["moment"](moment, ZoneInfo(zone), ()) is None


@pytest.mark.parametrize(
    ("now", "zones", "monday"),
    [
        ("2026-11-27T12:00", ("America/New_York", "Europe/Berlin"), "2026-11-30T15:00"),
        ("2026-11-27T12:00", ("Asia/Shanghai",), "2026-11-30T02:00"),
        ("2026-11-30T02:00", ("Asia/Shanghai",), "2026-12-07T02:00"),
        ("2026-11-30T09:00", ("America/New_York", "Asia/Shanghai"), "2026-11-30T15:00"),
        ("2026-12-01T01:00", ("Pacific/Honolulu",), "2026-12-07T20:00"),
        ("2026-11-30T23:30", ("Pacific/Honolulu",), "2026-12-07T20:00"),
    ],
)
def test_a_week_begins_when_everybody_shown_has_been_asked(now: str, zones: tuple[str, ...], monday: str) -> None:
    moment = Moment(datetime.fromisoformat(now).replace(tzinfo=UTC), None)
    shown = [replace(samples.PEOPLE[0], zone=zone) for zone in zones]
    assert MOVES["monday"](moment, ZoneInfo("UTC"), shown) == datetime.fromisoformat(monday).replace(tzinfo=UTC)
