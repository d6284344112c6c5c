"""Signing in by a link, signing out, and what a session may not do."""

import pytest

from conversations.toolkit.words import Phrase
from handlers.web.guard import token_of
from tests.handlers.web.conftest import Browser, Opens
from tests.handlers.web.host import Host

LINK = "/sign-in/a-link-for-once"


async def test_a_link_is_shown_without_being_used(host: Host, opens: Opens) -> None:
    host.sessions.links["a-link-for-once"] = "alice"
    stranger = await opens(host)
    for _ in range(3):
        page = await stranger.get(LINK)
        assert page.status == 200
        assert "Alice Brown" in await page.text()
        assert "Set-Cookie" not in page.headers
    assert host.sessions.secrets == {}


async def test_its_button_uses_it_up(host: Host, opens: Opens) -> None:
    host.sessions.links["a-link-for-once"] = "alice"
    stranger = await opens(host)
    used = await stranger.post(LINK)
    assert (used.status, used.headers["Location"]) == (303, "/")
    cookie = used.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert "Path=/;" in cookie + ";"
    assert "Alice Brown" in await (await stranger.get("/")).text()
    assert (await stranger.post(LINK)).status == 404


@pytest.mark.parametrize("link", ["a-link-for", "a-link-for-once%3E", "a-link%20for", "", "a/b"])
async def test_a_mangled_one_has_the_page_of_one_that_is_over(host: Host, opens: Opens, link: str) -> None:
    host.sessions.links["a-link-for-once"] = "alice"
    page = await (await opens(host)).get(f"/sign-in/{link}")
    assert page.status == 404
    assert host.words.text(Phrase("page.faults.link_over"), "en") in await page.text()


async def test_a_stranger_is_sent_to_a_chat_only_where_there_is_one(host: Host, opens: Opens) -> None:
    told = await (await (await opens(host)).get("/")).text()
    assert "rapport sign-in" in told
    assert "Slack" not in told


async def test_a_link_leads_to_a_paper_and_there_again_once_it_is_used(host: Host, opens: Opens) -> None:
    host.sessions.links["a-link-for-once"] = "alice"
    stranger, there = await opens(host), f"{LINK}?to=/interview-template/stay"
    assert f'action="{there}"' in await (await stranger.get(there)).text()
    used = await stranger.post(there)
    assert (used.status, used.headers["Location"]) == (303, "/interview-template/stay")
    again = await stranger.get(there)
    assert (again.status, again.headers["Location"]) == (303, "/interview-template/stay")
    assert (await (await opens(host)).get(there)).status == 404, "it works once; only who is signed in goes on"


async def test_somebody_elses_link_is_asked_about_first(host: Host, alice: Browser) -> None:
    host.sessions.links["a-link-for-once"] = "tomas"
    shown = await alice.get(f"{LINK}?to=/interview-template/stay")
    assert shown.status == 200
    assert "Tomás Ruiz" in await shown.text()


@pytest.mark.parametrize(
    "to", ["//evil.example", "https://evil.example", "/\\evil.example", "/a/b/c", "/a?b", "/.", "/%2Fevil.example"]
)
async def test_a_link_leads_nowhere_else(host: Host, opens: Opens, to: str) -> None:
    host.sessions.links["a-link-for-once"] = "alice"
    used = await (await opens(host)).post(LINK, params={"to": to})
    assert used.headers["Location"] == "/"


async def test_another_site_cannot_sign_anybody_in(host: Host, opens: Opens) -> None:
    host.sessions.links["a-link-for-once"] = "alice"
    stranger = await opens(host)
    assert (await stranger.post(LINK, headers={"Origin": "https://evil.example"})).status == 403
    assert await host.sessions.peek("a-link-for-once")


async def test_signing_in_ends_the_session_that_was_here(host: Host, alice: Browser) -> None:
    host.sessions.links["a-link-for-once"] = "tomas"
    await alice.post(LINK)
    assert await host.sessions.person(alice.secret) is None
    assert "Tomás Ruiz" in await (await alice.get("/")).text()


async def test_with_https_the_cookie_never_travels_in_the_clear(opens: Opens) -> None:
    host = Host(base_url="https://rapport.example.com")
    host.sessions.links["a-link-for-once"] = "alice"
    used = await (await opens(host)).post(LINK)
    assert used.headers["Set-Cookie"].startswith("__Host-rapport=")
    assert "Secure" in used.headers["Set-Cookie"]
    assert "Strict-Transport-Security" in used.headers


async def test_signing_out_ends_the_session_here_and_there(host: Host, alice: Browser) -> None:
    assert (await alice.post("/sign-out", data={"token": "wrong"})).status == 403
    assert (await alice.post("/sign-out", data=b"a&" * 50)).status in (400, 403)
    out = await alice.post("/sign-out", data={"token": token_of(alice.secret)})
    assert out.status == 303
    assert await host.sessions.person(alice.secret) is None
    assert "Sign in" in await (await alice.get("/")).text()


async def test_a_stranger_learns_how_to_sign_in_in_their_language(host: Host, opens: Opens) -> None:
    stranger = await opens(host)
    english = await (await stranger.get("/", headers={"Accept-Language": "fr, en;q=0.5"})).text()
    assert "There is no password to remember." in english
    chinese = await (await stranger.get("/", headers={"Accept-Language": "zh-TW"})).text()
    assert "不用记密码" in chinese
    assert "demo" not in english


async def test_who_left_is_out(host: Host, alice: Browser) -> None:
    host.people.pop("alice")
    assert (await alice.send("/say", text="still here?")).status == 401
    assert host.taken == []
