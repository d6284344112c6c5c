"""The live page: what comes, in order, resumed where it broke off, for as long as the session lives."""

import asyncio
from dataclasses import replace

from tests.handlers.web import samples
from tests.handlers.web.conftest import Browser


async def _events(browser: Browser, wanted: int, query: str = "", **headers: str) -> list[dict[str, str]]:
    """The first events of a stream that are no signs of life."""
    found: list[dict[str, str]] = []
    async with asyncio.timeout(5):
        response = await browser.get(f"/stream{query}", headers=headers)
        assert response.content_type == "text/event-stream"
        event: dict[str, str] = {}
        while len(found) < wanted and (raw := await response.content.readline()):
            line = raw.decode().rstrip("\n")
            name, _, value = line.partition(": ")
            if line:
                event[name] = f"{event[name]}\n{value}" if name in event else value
            elif event.pop("event", None) not in (None, "life") or not event:
                found.append(event)
                event = {}
            else:
                event = {}
    response.close()
    return [each for each in found if each]


async def test_new_and_changed_messages_come_as_they_happen(alice: Browser) -> None:
    following = asyncio.create_task(_events(alice, 2, "?after=1"))
    await asyncio.sleep(0.1)
    await alice.send("/act", delivery="d-alice", button="outcomes", value="0:done")
    await alice.send("/say", text="that was all")
    changed, said = await following
    assert 'id="m-d-alice"' in changed["data"]
    assert 'aria-pressed="true"' in changed["data"]
    assert "that was all" in said["data"]
    assert int(changed["id"]) < int(said["id"])


async def test_a_broken_stream_goes_on_where_it_was(alice: Browser) -> None:
    for n in range(3):
        await alice.host.show("alice", samples.recap("en"), f"d{n}")
    [first, *_] = await _events(alice, 4)
    resumed = await _events(alice, 2, "?after=0", **{"Last-Event-ID": str(int(first["id"]) + 1)})
    assert [int(each["id"]) for each in resumed] == [int(first["id"]) + 2, int(first["id"]) + 3]


async def test_odd_places_to_resume_from_begin_at_the_beginning(alice: Browser) -> None:
    for odd in ("-1", "x", "１", "9" * 40):
        [event] = await _events(alice, 1, f"?after={odd}")
        assert "m-d-alice" in event["data"]


async def test_nobody_hears_what_is_said_to_somebody_else(alice: Browser) -> None:
    following = asyncio.create_task(_events(alice, 1, "?after=1"))
    await asyncio.sleep(0.1)
    await alice.host.show("tomas", samples.receipt("for Tomás only"), "d-tomas")
    await alice.host.show("alice", samples.receipt("for Alice"), "d-2")
    [event] = await following
    assert "for Alice" in event["data"]
    assert "Tomás only" not in event["data"]


async def _ends_with(alice: Browser) -> str:
    async with asyncio.timeout(5):
        response = await alice.get("/stream?after=99")
        whole = (await response.content.read()).decode()
    return whole.strip().split("\n\n")[-1].splitlines()[0]


async def test_the_stream_ends_with_the_session(alice: Browser) -> None:
    ending = asyncio.create_task(_ends_with(alice))
    await asyncio.sleep(0.1)
    await alice.host.sessions.end(alice.secret)
    assert await ending == "event: over"


async def test_another_language_draws_the_page_anew(alice: Browser) -> None:
    ending = asyncio.create_task(_ends_with(alice))
    await asyncio.sleep(0.1)
    alice.host.people["alice"] = replace(samples.ALICE, language="zh-CN")
    assert await ending == "event: reload"
    answer = await alice.send("/say", text="checkin", command=True)
    assert (await answer.json())["reload"] is False
