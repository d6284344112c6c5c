"""Sending to a strict Microsoft: the token, the chat that moves, and everything that can go wrong on the way."""

import asyncio
import socket
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest
from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.test_utils import TestServer

from bot.pace import LIMITS, Pace
from handlers.platform import Identity, InDoubt, Outgoing, Sent, TryLater, Undeliverable
from handlers.teams.connector import Connector
from handlers.teams.network import CONNECT_SECONDS, PublicAddresses, session
from handlers.teams.sign_in import AppToken, Credentials
from tests.handlers.contract import adaptive, probe
from tests.handlers.contract.house import TUESDAY
from tests.handlers.peers.microsoft.faults import Fault
from tests.handlers.peers.microsoft.limits import PER_TENANT, WRITES
from tests.handlers.teams.host import Host
from tests.handlers.teams.tenant import APP_ID, PASSWORD, TENANT, sends, user_id

ALICE = Identity("teams", TENANT, user_id("alice"))
NEUTRAL = "There is something for you"


@pytest.fixture
async def host() -> AsyncIterator[Host]:
    """A house whose Microsoft knows alice, with her chat kept."""
    async with Host().serving() as made:
        made.microsoft.hires("alice")
        made.chats[ALICE] = {
            "user": "29:alice",
            "conversation": made.microsoft.chat("alice").id,
            "service": made.microsoft.service,
        }
        yield made


def _outgoing(text: str = "hello", **more: Any) -> Outgoing:
    card = probe.simple("sent", text)
    return Outgoing(delivery="d" * 32, to=ALICE, card=card, language="en", zone="UTC", at=TUESDAY, **more)


def _messages(host: Host) -> list[dict[str, Any]]:
    return [*host.microsoft.messages("alice").values()]


async def test_a_message_is_posted_and_edited_in_place(host: Host) -> None:
    sent = await host.platform.send(_outgoing("one"))
    assert await host.platform.send(_outgoing("two", edits=sent.message)) == sent
    [message] = _messages(host)
    assert "It says: two" in adaptive.says(adaptive.card_of(message))
    assert host.microsoft.local.calls.count("create") == 0


async def test_21_summary_and_fallback_are_the_neutral_line(host: Host) -> None:
    await host.platform.send(_outgoing("secret"))
    await host.platform.send(_outgoing("secret", neutral=True))
    first, neutral = _messages(host)
    for message in (first, neutral):
        assert message["summary"] == NEUTRAL
        assert adaptive.card_of(message)["fallbackText"] == NEUTRAL  # type: ignore[index]
        assert "text" not in message
    assert "secret" not in str(neutral)


async def test_looking_up_is_not_possible(host: Host) -> None:
    with pytest.raises(NotImplementedError):
        await host.platform.look_up("d" * 32, ALICE)


# --- the token (Teams 2) ---------------------------------------------------------------------------------------------


async def test_teams_2_the_app_token_is_fetched_once_and_replaced_before_it_ends(host: Host) -> None:
    """The stock adapter signs in twice for every message: 15 messages a second in all."""
    await asyncio.gather(*(host.platform.send(_outgoing()) for _ in range(20)))
    assert host.microsoft.local.calls.count("token") == 1
    clock = _Clock()
    async with session(loopback=True) as http:
        token = AppToken(host.microsoft.cloud, Credentials(APP_ID, lambda: PASSWORD, TENANT), lambda: http, clock)
        first = await token.get()
        clock.now += 3599 - 301
        assert await token.get() == first
        clock.now += 2
        second = await token.get()
        assert second != first, "replaced while the old one is still good"
        token.spoiled(first)
        assert await token.get() == second, "what was refused was another one"
        token.spoiled(second)
        assert await token.get() != second


async def test_a_token_that_is_refused_is_replaced(host: Host) -> None:
    await host.platform.send(_outgoing())
    host.microsoft.local.login.revoke()
    with pytest.raises(TryLater) as later:
        await host.platform.send(_outgoing())
    assert later.value.reason == "unauthorized"
    await host.platform.send(_outgoing())


async def test_a_wrong_password_is_tried_again_later_and_not_told(host: Host) -> None:
    async with session(loopback=True) as http:
        wrong = Credentials(APP_ID, lambda: "wrong-password", TENANT)
        with pytest.raises(TryLater) as later:
            await AppToken(host.microsoft.cloud, wrong, lambda: http).get()
    assert "wrong-password" not in repr(later.value)


async def test_a_sign_in_that_hangs_is_tried_once_for_all_and_puts_nothing_in_doubt(host: Host) -> None:
    """One call after the other would last longer than delivery waits, and what it gives up on is in doubt."""
    host.microsoft.local.faults.always(Fault(hang=True), on="token")
    async with asyncio.timeout(Pace().call - CONNECT_SECONDS):
        ends = await asyncio.gather(*(host.platform.send(_outgoing()) for _ in range(4)), return_exceptions=True)
    assert [(type(end), end.reason, end.alone) for end in ends] == [(TryLater, "sign_in", False)] * 4  # type: ignore[union-attr]
    assert host.microsoft.local.calls.count("token") == 1
    host.microsoft.local.faults.clear()
    await asyncio.sleep(2)
    assert await host.platform.send(_outgoing())


async def test_34_a_login_that_asks_for_patience_is_left_alone(host: Host) -> None:
    clock = _Clock()
    async with session(loopback=True) as http:
        token = AppToken(host.microsoft.cloud, Credentials(APP_ID, lambda: PASSWORD, TENANT), lambda: http, clock)
        host.microsoft.local.faults.next(Fault(503, headers={"Retry-After": "17"}), on="token")
        for clock.now, rest in ((0, 17), (10, 7)):
            with pytest.raises(TryLater) as later:
                await token.get()
            assert later.value.after == rest
        assert host.microsoft.local.calls.count("token") == 1
        clock.now = 17
        assert await token.get()


class _Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


# --- one connection (Teams 5) ----------------------------------------------------------------------------------------


async def test_teams_5_connections_are_kept_and_the_loop_is_never_held(host: Host) -> None:
    """The stock connector opens a TLS connection for every turn, in a small pool of threads."""
    for _ in range(30):
        await host.platform.send(_outgoing())
    assert len(host.microsoft.local.calls.of("send")) == 30
    assert len({call.peer for call in host.microsoft.local.calls}) == 1, "the token and all messages by one connection"

    seen = 0
    for operation in ("send", "token"):
        host.microsoft.local.faults.next(Fault(slow=0.3), on=operation)
    host.microsoft.local.login.revoke()
    with pytest.raises(TryLater):
        await host.platform.send(_outgoing())
    sending = asyncio.create_task(host.platform.send(_outgoing()))
    while not sending.done():
        seen += 1
        await asyncio.sleep(0.01)
    assert seen > 5, "while Microsoft took its time, everything else went on"


# --- what goes wrong -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [407, 408, 409, 412, 425, 429, 501, 503, 507, 520, 599])
async def test_what_fails_in_passing_is_tried_later_with_jitter(host: Host, status: int) -> None:
    waits = set()
    for _ in range(5):
        host.microsoft.local.faults.next(Fault(status), on="send")
        with pytest.raises(TryLater) as later:
            await host.platform.send(_outgoing())
        waits.add(later.value.after)
        assert later.value.alone == (status != 429), "only who is told to wait holds up the others"
    assert len(waits) == 5
    assert all(1 <= wait <= 2 for wait in waits)


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(("said", "wait"), [("17", 17.0), ("99999999", 3600.0)])
async def test_retry_after_is_obeyed(host: Host, said: str, wait: float, status: int) -> None:
    host.microsoft.local.faults.next(Fault(status, headers={"Retry-After": said}), on="send")
    with pytest.raises(TryLater) as later:
        await host.platform.send(_outgoing())
    assert (later.value.after, later.value.alone) == (wait, False)


@pytest.mark.parametrize("said", ["-1", "soon", "Wed, 21 Oct 2026 07:28:00 GMT", "\u0661"])
async def test_a_retry_after_that_is_no_number_is_a_second_or_two(host: Host, said: str) -> None:
    host.microsoft.local.faults.next(Fault(429, headers={"Retry-After": said}), on="send")
    with pytest.raises(TryLater) as later:
        await host.platform.send(_outgoing())
    assert 1 <= later.value.after <= 2


async def test_a_connection_that_breaks_after_the_request_leaves_a_post_in_doubt(host: Host) -> None:
    host.microsoft.local.faults.next(Fault(cut="after"), on="send")
    with pytest.raises(InDoubt):
        await host.platform.send(_outgoing())
    assert len(_messages(host)) == 1, "it was sent, and nobody told us"


@pytest.mark.parametrize("status", [500, 502, 504])
async def test_after_a_fault_of_a_gateway_nobody_knows_of_a_post_but_an_edit_is_tried_later(
    host: Host, status: int
) -> None:
    sent = await host.platform.send(_outgoing("one"))
    host.microsoft.local.faults.next(Fault(status), on="send")
    with pytest.raises(InDoubt):
        await host.platform.send(_outgoing())
    host.microsoft.local.faults.next(Fault(status), on="update")
    with pytest.raises(TryLater) as later:
        await host.platform.send(_outgoing("two", edits=sent.message))
    assert later.value.alone


async def test_a_teams_that_is_not_there_has_sent_nothing(host: Host) -> None:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    host.chats[ALICE] = {**host.chats[ALICE], "service": f"http://127.0.0.1:{port}/emea/"}
    with pytest.raises(TryLater):
        await host.platform.send(_outgoing())


async def test_not_installed_and_blocked_are_told_apart(host: Host) -> None:
    alice = host.microsoft.user("alice")
    for code in ("MessageWritesBlocked", "ConversationBlockedByUser"):
        alice.blocked = code
        assert await _refusal(host) == "blocked"
    alice.installed = False
    assert await _refusal(host) == "not_installed"
    host.chats.clear()
    assert await _refusal(host) == "not_installed", "nor is there a conversation to be had"


@pytest.mark.parametrize("code", ["BotDisabledByAdmin", "SomethingNew", ""])
async def test_what_an_administrator_has_to_mend_loses_nothing(host: Host, code: str) -> None:
    """A 403 that says nothing of the person may hold for the whole app; nobody is taken for somebody without it."""
    fault = Fault(403, body={"error": {"code": code, "message": "no"}} if code else {})
    host.microsoft.local.faults.next(fault, on="send")
    with pytest.raises(TryLater) as later:
        await host.platform.send(_outgoing())
    assert later.value.after >= 30
    assert (later.value.alone, later.value.counted) == (True, False), "no message is set aside for it"
    assert await host.platform.send(_outgoing())


async def _refusal(host: Host) -> str:
    with pytest.raises(Undeliverable) as told:
        await host.platform.send(_outgoing())
    return told.value.reason


async def test_a_message_that_is_gone_is_posted_anew(host: Host) -> None:
    """ActivityNotFoundInConversation: the bot's message was deleted, its chat is still there."""
    sent = await host.platform.send(_outgoing("old"))
    host.microsoft.chat("alice").messages.clear()
    with pytest.raises(Undeliverable) as missed:
        await host.platform.send(_outgoing("old", edits=sent.message, only_edits=True))
    assert missed.value.reason == "out_of_sight"
    again = await host.platform.send(_outgoing("new", edits=sent.message))
    assert again != sent
    [message] = _messages(host)
    assert "It says: new" in adaptive.says(adaptive.card_of(message))


@pytest.mark.parametrize("letter", ["w", "界", "😀"])
async def test_however_long_a_card_is_teams_takes_it(host: Host, letter: str) -> None:
    """28 KB of the body as it is sent: what is more stands on the page."""
    await host.platform.send(_outgoing(letter * 9000))
    [call] = host.microsoft.local.calls.of("send")
    assert call.status == 201


def test_delivery_never_sends_more_than_any_window_takes() -> None:
    """A full bucket and all that refills while the window lasts (platforms.md, "Numbers")."""
    limit = LIMITS["teams"]
    for windows, rate in ((WRITES, limit.chat), (PER_TENANT, limit.tenant)):
        assert all(rate.burst + rate.per_second * seconds <= most for seconds, most in windows)


async def test_what_delivery_sends_together_teams_takes_together() -> None:
    """The strict rates of one chat hold whatever delivery's bucket lets through at once."""
    async with Host(strict_rates=True).serving() as strict:
        strict.microsoft.hires("alice")
        for _ in range(LIMITS["teams"].chat.burst):
            await strict.platform.send(_outgoing())
        assert [call.status for call in strict.microsoft.local.calls.of("send")] == [201] * LIMITS["teams"].chat.burst


async def test_a_removed_chat_history_makes_the_conversation_anew_once(host: Host) -> None:
    sent = await host.platform.send(_outgoing("old"))
    host.microsoft.forgets_chat("alice")
    again = await host.platform.send(_outgoing("new", edits=sent.message))
    assert again != sent
    [message] = _messages(host)
    assert "It says: new" in adaptive.says(adaptive.card_of(message))
    assert host.chats[ALICE]["conversation"] == host.microsoft.chat("alice").id
    assert await host.platform.send(_outgoing("newer", edits=again.message)) == again
    created = [call.chat for call in host.microsoft.local.calls.of("create")]
    assert created == [f"with {ALICE.user}"], "the Entra object id, once"


async def test_a_place_found_by_sending_gives_way_to_the_one_they_write_from(host: Host) -> None:
    """They write, from another region, while a conversation is made for them; and again when it was made."""
    await sends(host.base, host.microsoft.activity("alice", text="hello"), host.microsoft.token())
    host.chats.clear()
    host.microsoft.local.faults.next(Fault(slow=0.3), on="create")
    sending = asyncio.create_task(host.platform.send(_outgoing()))
    await asyncio.sleep(0.1)
    region = host.microsoft.service + "emea/"
    words = {**host.microsoft.activity("alice", text="hello"), "serviceUrl": region}
    await sends(host.base, words, host.microsoft.token(serviceurl=region))
    await sending
    assert host.chats[ALICE]["service"] == region
    host.chats[ALICE] = {"conversation": "a:another"}
    await sends(host.base, {**words, "id": "2"}, host.microsoft.token(serviceurl=region))
    assert host.chats[ALICE]["service"] == region, "what is kept was not taken for granted"


async def test_who_never_wrote_gets_a_conversation_by_their_entra_id(host: Host) -> None:
    host.chats.clear()
    sent = await host.platform.send(_outgoing())
    assert len(_messages(host)) == 1
    assert host.chats[ALICE]["service"] == host.microsoft.cloud.service
    assert isinstance(sent, Sent)


async def test_a_database_that_is_away_puts_a_message_off(host: Host) -> None:
    host.away = True
    with pytest.raises(TryLater):
        await host.platform.send(_outgoing())


async def test_a_message_that_teams_finds_too_large_is_told_so(host: Host) -> None:
    host.microsoft.local.faults.next(Fault(413), on="send")
    with pytest.raises(Undeliverable) as refused:
        await host.platform.send(_outgoing())
    assert refused.value.reason == "too_large"


@pytest.mark.parametrize("status", [400, 402, 415, 422, 451])
async def test_a_message_that_teams_cannot_read_is_told_from_a_chat_that_is_gone(host: Host, status: int) -> None:
    host.microsoft.local.faults.next(Fault(status), on="send")
    assert await _refusal(host) == "refused"


# --- the address is looked at again each time (safety 6) -------------------------------------------------------------


async def test_06_the_address_is_checked_again_at_every_message_before_a_token_goes(host: Host) -> None:
    for service in ("https://evil.example/", "http://localhost/", "http://127.0.0.1@evil.example/", ""):
        host.chats[ALICE] = {**host.chats[ALICE], "service": service}
        with pytest.raises(Undeliverable):
            await host.platform.send(_outgoing())
    assert not [*host.microsoft.local.calls]


async def test_06_no_redirect_is_followed(host: Host) -> None:
    host.microsoft.local.faults.next(Fault(307, headers={"Location": "https://evil.example/"}), on="send")
    with pytest.raises(TryLater) as later:
        await host.platform.send(_outgoing())
    assert later.value.reason == "status_307"


class _Resolver(AbstractResolver):
    """A name server that somebody else holds."""

    def __init__(self, *addresses: str) -> None:
        self.addresses = addresses

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        return [
            ResolveResult(hostname=host, host=each, port=port, family=family, proto=0, flags=0)
            for each in self.addresses
        ]

    async def close(self) -> None:
        pass


@pytest.mark.parametrize(
    "address",
    [
        "10.0.0.1",
        "127.0.0.1",
        "169.254.169.254",
        "192.168.1.1",
        "100.64.0.1",
        "::1",
        "fd00::1",
        "fe80::1%eth0",
        "0.0.0.0",  # noqa: S104  # an address to refuse
    ],
)
async def test_06_an_allowed_name_that_turns_to_the_house_itself_reaches_nothing(address: str) -> None:
    """DNS rebinding."""
    with pytest.raises(OSError, match="no public address"):
        await PublicAddresses(_Resolver(address)).resolve("smba.trafficmanager.net")
    found = await PublicAddresses(_Resolver(address, "52.112.0.1")).resolve("smba.trafficmanager.net")
    assert [each["host"] for each in found] == ["52.112.0.1"]


async def test_06_the_proxy_of_the_house_may_stand_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "http://proxy.internal:3128")
    found = await PublicAddresses(_Resolver("10.0.0.1")).resolve("proxy.internal")
    assert [each["host"] for each in found] == ["10.0.0.1"]


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_06_a_redirected_sign_in_gives_no_password_away(host: Host, status: int) -> None:
    reached: list[str] = []

    async def points(_request: web.Request) -> web.Response:
        return web.Response(status=status, headers={"Location": f"{login}/elsewhere"})

    async def elsewhere(request: web.Request) -> web.Response:
        reached.append(await request.text())
        return web.json_response({"access_token": "theirs", "expires_in": 3600})

    app = web.Application()
    app.add_routes([web.post(f"/{TENANT}/oauth2/v2.0/token", points), web.route("*", "/elsewhere", elsewhere)])
    async with TestServer(app, host="127.0.0.1") as server, session(loopback=True) as http:
        login = str(server.make_url("")).rstrip("/")
        cloud = replace(host.microsoft.cloud, login=login)
        token = AppToken(cloud, Credentials(APP_ID, lambda: PASSWORD, TENANT), lambda: http)
        with pytest.raises(TryLater):
            await Connector(cloud, token, lambda: http).create(host.microsoft.service, APP_ID, ALICE.user, TENANT)
    assert reached == []
