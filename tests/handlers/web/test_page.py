"""A person's page over HTTP: what it shows, what it takes, and what comes back."""

import pytest

from conversations.toolkit.forms import MAX_TEXT
from handlers.platform import Clicking, Commanding, Identity, Outgoing, Saying, Sent, Submitting, TryLater
from tests.handlers.web import samples
from tests.handlers.web.conftest import Browser, Opens
from tests.handlers.web.host import Host


async def test_the_page_shows_the_conversation_in_the_persons_language(host: Host, opens: Opens) -> None:
    await host.show("lijing", samples.checkin("zh-CN"), "d-1")
    page = await (await (await opens(host, "lijing")).get("/")).text()
    assert '<html lang="zh-CN"' in page
    assert "李静，早。上周过得怎么样？" in page
    assert "周签到" in page
    assert '/goals"><strong>目标树</strong>' in page, "the tree with its search is a link in the rail"
    assert '<time datetime="2026-11-30T10:00:00+00:00">18:00</time>' in page


async def test_a_tap_becomes_an_event_of_whoever_is_signed_in(alice: Browser) -> None:
    answer = await alice.send("/act", delivery="d-alice", button="outcomes", value="1:done")
    assert answer.status == 200
    assert await answer.json() == {"errors": {}, "hint": "", "sheet": "", "reload": False}
    [taken] = alice.host.taken
    assert taken.who == Identity("web", "", "alice")
    assert taken.what == Clicking("d-alice", "outcomes", "1:done")


async def test_the_same_key_is_the_same_event_and_nobody_elses(host: Host, alice: Browser, opens: Opens) -> None:
    await host.show("tomas", samples.checkin("en"), "d-tomas")
    tomas = await opens(host, "tomas")
    for _ in range(3):
        answer = await alice.send("/act", key="k" * 32, delivery="d-alice", button="as_planned")
        assert answer.status == 200
    assert len(host.taken) == 1
    await tomas.send("/act", key="k" * 32, delivery="d-tomas", button="as_planned")
    first, second = (each.key for each in host.taken)
    assert first != second


async def test_somebody_elses_card_is_not_ours_to_press(host: Host, alice: Browser, opens: Opens) -> None:
    tomas = await opens(host, "tomas")
    pressed = await tomas.send("/act", delivery="d-alice", button="as_planned")
    assert pressed.status == 403
    assert (await pressed.json())["hint"] == "This button is meant for someone else."
    form = await tomas.get("/form?delivery=d-alice&form=checkin", headers={"Accept": "application/json"})
    assert form.status == 404
    assert "Commission" not in await form.text()
    found = await tomas.get("/options?delivery=d-alice&form=checkin&field=helper&text=a")
    assert await found.json() == {"options": []}
    submitted = await tomas.send("/submit", delivery="d-alice", form="checkin", values={"priorities": ["x"]})
    assert submitted.status == 403


async def test_a_form_opens_prefilled_and_changes_nothing(alice: Browser) -> None:
    answer = await alice.get("/form?delivery=d-alice&form=checkin")
    sheet = (await answer.json())["sheet"]
    assert 'value="Quote for the new filter"' in sheet
    assert alice.host.taken == []


async def test_what_is_wrong_comes_back_by_field(alice: Browser) -> None:
    wrong = {"priorities": ["  "], "needed_by": ["someday"], "stuck": ["yes"], "what": ["The sensors"]}
    answer = await alice.send("/submit", delivery="d-alice", form="checkin", values=wrong, version=3)
    errors = (await answer.json())["errors"]
    assert set(errors) == {"priorities", "needed_by"}
    assert all(isinstance(text, str) and text for text in errors.values())
    [taken] = alice.host.taken
    assert isinstance(taken.what, Submitting)
    assert taken.what.version == 3
    assert taken.what.values["needed_by"] == ("someday",)


async def test_words_stand_on_the_page_once_however_often_they_are_sent(alice: Browser) -> None:
    for _ in range(3):
        assert (await alice.send("/say", key="s" * 32, text="  all fine\r\nreally  ")).status == 200
    items = await alice.host.feed.latest("alice")
    assert [item.said for item in items if item.said] == ["all fine\nreally"]
    assert alice.host.taken[0].what == Saying("all fine\nreally")


async def test_a_command_from_the_menu_is_never_taken_for_an_answer(alice: Browser) -> None:
    answer = await alice.send("/say", text="checkin", command=True)
    assert alice.host.taken[0].what == Commanding("checkin")
    assert 'data-form="checkin"' in (await answer.json())["sheet"]


async def test_too_long_a_message_is_refused_kindly(alice: Browser) -> None:
    answer = await alice.send("/say", text="w" * (MAX_TEXT + 1))
    assert answer.status == 413
    assert "3,000" in (await answer.json())["hint"]
    assert alice.host.taken == []


async def test_while_the_database_is_away_nothing_is_acknowledged(alice: Browser) -> None:
    alice.host.away = True
    answer = await alice.send("/act", key="a" * 32, delivery="d-alice", button="as_planned")
    assert answer.status == 503
    assert answer.headers["Retry-After"] == "2"
    alice.host.away = False
    again = await alice.send("/act", key="a" * 32, delivery="d-alice", button="as_planned")
    assert again.status == 200
    assert len(alice.host.taken) == 1


async def test_a_private_hint_is_told_to_who_tapped(alice: Browser) -> None:
    answer = await alice.send("/act", delivery="d-alice", button="skip")
    assert (await answer.json())["hint"] == "Noted. Only you see this."


async def test_type_ahead_offers_people(alice: Browser) -> None:
    answer = await alice.get("/options?delivery=d-alice&form=checkin&field=helper&text=mart")
    assert (await answer.json())["options"] == [{"value": "marta", "label": "Marta Novák"}]


async def test_a_delivery_is_put_once_edited_in_place_and_found_again(host: Host) -> None:
    to = Identity("web", "", "alice")

    def outgoing(delivery: str, edits: str = "", neutral: bool = False) -> Outgoing:
        return Outgoing(
            delivery=delivery,
            to=to,
            card=samples.recap("en"),
            language="en",
            zone="UTC",
            edits=edits,
            neutral=neutral,
            at=samples.MONDAY,
        )

    assert await host.platform.send(outgoing("d1")) == Sent("d1")
    assert await host.platform.send(outgoing("d1")) == Sent("d1")
    assert await host.platform.send(outgoing("d2", edits="d1", neutral=True)) == Sent("d1")
    [item] = await host.feed.latest("alice")
    assert (item.message, item.delivery) == ("d1", "d2")
    assert item.card and item.card.buttons == ()
    assert await host.platform.look_up("d2", to) == Sent("d1")
    assert await host.platform.look_up("d9", to) is None
    host.feed.away = True
    with pytest.raises(TryLater):
        await host.platform.send(outgoing("d3"))
