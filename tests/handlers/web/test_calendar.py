"""The calendar file of a one-on-one: from a chat by a link that signs its reader in, on the page by a button."""

from conversations.toolkit.cards import Button, Card, Heading, led_to
from conversations.toolkit.words import Phrase
from tests.handlers.web.conftest import Browser, Opens
from tests.handlers.web.host import Host

LINK = "/sign-in/a-link-for-once"


async def test_one_of_the_two_gets_the_file_and_nobody_else(host: Host, alice: Browser, opens: Opens) -> None:
    got = await alice.get("/one-on-one/mara.ics")
    assert (got.status, got.content_type) == (200, "text/calendar")
    assert "attachment" in got.headers["Content-Disposition"]
    assert await got.text() == "alice with mara"
    assert (await alice.get("/one-on-one/tomas.ics")).status == 404
    assert (await (await opens(host)).get("/one-on-one/mara.ics")).status == 401


async def test_a_talk_is_for_who_is_in_it(host: Host, alice: Browser, opens: Opens) -> None:
    got = await alice.get("/interview/talk-1.ics")
    assert (got.status, got.content_type, await got.text()) == (200, "text/calendar", "a talk")
    assert 'filename="talk.ics"' in got.headers["Content-Disposition"]
    assert (await alice.get("/interview/talk-2.ics")).status == 404
    assert (await (await opens(host)).get("/interview/talk-1.ics")).status == 401


async def test_a_link_leads_to_it_whatever_the_id_of_the_other_is(host: Host, opens: Opens) -> None:
    for other in ("mara", "E-1042.x", "j%C3%B6rg%2F1"):
        host.sessions.links["a-link-for-once"] = "alice"
        used = await (await opens(host)).post(led_to(f"page/one-on-one/{other}.ics", LINK))
        assert (used.status, used.headers["Location"]) == (303, f"/one-on-one/{other}.ics")


async def test_on_the_page_the_button_downloads_it(host: Host, alice: Browser) -> None:
    button = Button("file", Phrase("one_on_one.calendar.button"), leads="page/one-on-one/mara.ics")
    card = Card("a.card", Phrase("one_on_one.neutral"), (Heading(Phrase("one_on_one.neutral")),), (button,))
    await host.show("alice", card, "d-1")
    assert 'href="one-on-one/mara.ics" download>' in await (await alice.get("/")).text()
