"""The door /api/messages on the real bot: whose requests come in, and whose do not (safety 3-7, 15, 23)."""

import ast
import asyncio
import json
import subprocess
import sys
import time
from dataclasses import replace
from io import StringIO

import jwt
import pytest
from aiohttp import ClientSession

from bot.settings import BadSettings, read_settings
from handlers.platform import Unavailable
from handlers.teams.clouds import CLOUDS
from handlers.teams.people import ASKED_EVERY
from handlers.teams.sign_in import Credentials
from handlers.teams.tokens import Keys, Verifier
from storage import identities, roster
from storage.tables.people import HowLinked
from tests.handlers.contract.house import TUESDAY, Bot, free_port, serving
from tests.handlers.peers.microsoft.faults import Fault
from tests.handlers.peers.microsoft.signing import FORGERIES, Forgery, Token
from tests.handlers.teams.tenant import APP_ID, OTHER_TENANT, TENANT, Tenant, microsoft, sends, user_id


@pytest.fixture
def at(bot: Bot) -> Tenant:
    """The Microsoft beside the bot; alice is in its directory."""
    assert bot.microsoft
    bot.microsoft.hires("alice")
    return bot.microsoft


async def _status(bot: Bot, activity: object, token: str | None) -> int:
    return (await sends(bot.base, activity, token))[0]


FORGED: dict[str, Forgery] = {
    **FORGERIES,
    "another algorithm": lambda token, _keys: f"Bearer {_signed(token, 'RS384')}",
    "several audiences": lambda token, _keys: token.but(aud=[APP_ID, "another bot"]).header,
    "another region": lambda token, _keys: token.but(serviceurl=token.claims["serviceurl"] + "amer/").header,
    "another tenant's": lambda token, _keys: token.but(tid=OTHER_TENANT).header,
}


def _signed(token: Token, algorithm: str) -> str:
    return jwt.encode(token.claims, token.key.private, algorithm, {"kid": token.key.kid})


@pytest.mark.parametrize("name", FORGED)
async def test_03_teams_4_a_token_that_is_not_microsofts_for_us_is_401(
    bot: Bot, at: Tenant, name: str, logged: StringIO
) -> None:
    """Teams 4: expired, forged, wrong-algorithm and garbage tokens answer 500 in the stock adapter, no `exp` passes."""
    before = await bot.snapshot()
    body = json.dumps(at.activity("alice", text="kanari-in-a-forged-request")).encode()
    header = FORGED[name](at.proof(), at.local.keys)
    reply = await at.local.posting.deliver(f"{bot.base}/api/messages", body, header)
    assert reply.status == 401
    assert await bot.snapshot() == before
    assert "kanari" not in logged.getvalue()


async def test_03_the_right_token_is_let_in(bot: Bot, at: Tenant) -> None:
    assert await _status(bot, at.activity("alice", text="hello"), at.token()) == 200
    assert await _status(bot, at.activity("alice", text="hello"), at.token(tid=TENANT)) == 200


async def test_03_a_key_that_does_not_speak_for_teams_signs_nothing(bot: Bot, at: Tenant) -> None:
    at.local.keys.published = [replace(at.local.keys.signing, endorsements=("webchat",))]
    assert await _status(bot, at.activity("alice", text="hello"), at.token()) in (401, 503)


@pytest.mark.parametrize("given", ["Bearer", "Bearer ", "Basic x", "bearer x", "Bearer a.b", "Bearer \u00e9.\u00e9.x"])
async def test_03_a_header_of_any_shape_is_401(bot: Bot, given: str) -> None:
    async with ClientSession() as http:
        response = await http.post(f"{bot.base}/api/messages", data=b"{", headers={"Authorization": given})
        assert response.status == 401


# --- keys that roll, hang and fail (safety 4; Teams 3) ---------------------------------------------------------------


async def test_04_teams_3_an_unknown_key_is_fetched_at_once_and_then_once_a_minute(at: Tenant, bot: Bot) -> None:
    """Teams 3: with the stock verifier a key rotation can break Teams for 24 hours."""
    before = at.local.calls.count("keys")
    assert await _status(bot, at.activity("alice", text="hello"), at.token()) == 200
    assert at.local.calls.count("keys") == before + 1
    clock = _Clock()
    async with ClientSession() as http:
        keys = Keys(at.cloud, lambda: http, clock)
        verifier = Verifier(at.cloud, APP_ID, TENANT, keys)
        await verifier.verify(f"Bearer {at.token()}")
        at.local.keys.rotate()
        clock.now += 61
        await verifier.verify(f"Bearer {at.token()}")
        fetched = at.local.calls.count("keys")
        for _ in range(20):
            assert await keys.of("third") is None
        assert at.local.calls.count("keys") == fetched
        clock.now += 61
        assert await keys.of("third") is None
        assert at.local.calls.count("keys") == fetched + 1
        await keys.close()


async def test_04_teams_3_stale_keys_count_for_a_day_while_new_ones_cannot_be_had(at: Tenant) -> None:
    clock, kid = _Clock(), at.local.keys.signing.kid
    async with ClientSession() as http:
        keys = Keys(at.cloud, lambda: http, clock)
        assert await keys.of(kid)
        at.local.faults.always(Fault(500), on="keys")
        clock.now += 23 * 3600
        assert await keys.of(kid)
        clock.now += 2 * 3600
        with pytest.raises(Unavailable):
            await keys.of(kid)
        at.local.faults.clear()
        clock.now += 10
        assert await keys.of(kid)
        await keys.close()


async def test_04_teams_3_all_who_wait_for_keys_share_one_fetch(bot: Bot, at: Tenant) -> None:
    before = at.local.calls.count("keys")
    sent = [_status(bot, at.activity("alice", text="hello"), at.token()) for _ in range(20)]
    assert set(await asyncio.gather(*sent)) == {200}
    assert at.local.calls.count("keys") == before + 1


async def test_04_teams_3_keys_that_hang_hold_nobody_else_up(bot: Bot, at: Tenant) -> None:
    at.local.faults.always(Fault(hang=True), on="keys")
    waiting = [asyncio.create_task(_status(bot, at.activity("alice", text="x"), at.token())) for _ in range(20)]
    await asyncio.sleep(0.05)
    took = []
    async with ClientSession() as http:
        for _ in range(100):
            began = time.monotonic()
            async with http.get(f"{bot.base}/healthz") as response:
                assert response.status == 200
            took.append(time.monotonic() - began)
    assert sorted(took)[98] < 0.2
    assert set(await asyncio.gather(*waiting)) == {503}, "no key, no verdict, and no false acknowledgement"


class _Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


# --- without credentials there is no door (safety 5) -----------------------------------------------------------------


async def test_05_teams_4_without_credentials_the_door_is_not_there(sqlite_url: str) -> None:
    """Teams 4: an empty app id switches the stock authentication off."""
    async with serving(sqlite_url) as alone, microsoft() as beside:
        beside.hires("alice")
        assert (await sends(alone.base, beside.activity("alice", text="hello"), beside.token()))[0] == 404


@pytest.mark.parametrize("lacking", ["teams_app_id", "teams_app_password", "teams_tenant_id"])
def test_05_half_of_the_credentials_start_nothing(lacking: str) -> None:
    given = {"teams_app_id": APP_ID, "teams_app_password": "p", "teams_tenant_id": TENANT, "port": free_port()}
    with pytest.raises(BadSettings, match=f"RAPPORT_{lacking.upper()}"):
        read_settings(**{**given, lacking: None})


def test_ids_are_compared_as_microsoft_writes_them_however_they_are_typed() -> None:
    typed = {"teams_app_id": APP_ID.upper(), "teams_app_password": "p", "teams_tenant_id": f"{{{TENANT.upper()}}}"}
    settings = read_settings(**typed)
    assert (settings.teams_app_id, settings.teams_tenant_id) == (APP_ID, TENANT)
    for name in ("teams_app_id", "teams_tenant_id"):
        with pytest.raises(BadSettings, match=f"^RAPPORT_{name.upper()}: .*a GUID, .*$") as refused:
            read_settings(**{**typed, name: "contoso.onmicrosoft.com"})
        assert "contoso" not in str(refused.value)


@pytest.mark.parametrize(("app_id", "tenant"), [("", TENANT), (APP_ID, "")])
def test_05_an_empty_audience_lets_nobody_in(app_id: str, tenant: str) -> None:
    with pytest.raises(ValueError, match="app_id, tenant"):
        Verifier(CLOUDS["public"], app_id, tenant, None)  # type: ignore[arg-type]


def test_05_credentials_are_not_printed() -> None:
    assert "secret" not in repr(Credentials("a", "secret".__str__, "t"))


# --- addresses (safety 6) --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        "http://smba.trafficmanager.net/emea/",
        "https://evil.example/",
        "https://smba.trafficmanager.net.evil.example/",
        "https://evil.example/smba.trafficmanager.net/",
        "https://smba.trafficmanager.net@evil.example/",
        "https://user:password@smba.trafficmanager.net/",
        "https://smba.trafficmanager.net:8443/",
        "https://smba.trafficmanager.net./",
        "https://smbа.trafficmanager.net/",
        "https://xn--smb-8cd.trafficmanager.net/",
        "https://169.254.169.254/",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://2852039166/",
        "https://smba.trafficmanager.net/../..//evil",
        "https://smba.trafficmanager.net/%2e%2e/",
        "https://smba.trafficmanager.net/?x=https://evil.example",
        "https://smba.trafficmanager.net/#evil",
        "https://smba.trafficmanager.net\\@evil.example/",
        "https://evil.example\\.smba.trafficmanager.net/",
        "https://smba.trafficmanager.net/emea/\r\nX: y",
        "https:// smba.trafficmanager.net/",
        "//smba.trafficmanager.net/",
        "file:///etc/passwd",
        "",
        "https://smba.trafficmanager.net/" + "a" * 300,
    ],
)
def test_06_nothing_goes_to_an_address_that_is_not_teams(address: str) -> None:
    assert not CLOUDS["public"].may_be_told(address)


@pytest.mark.parametrize(
    ("cloud", "address"),
    [
        ("public", "https://smba.trafficmanager.net/emea/"),
        ("public", "https://smba.trafficmanager.net/emea/72f988bf-86f1-41af-91ab-2d7cd011db47/"),
        ("public", "https://SMBA.trafficmanager.net:443/teams"),
        ("public", "https://smba.infra.gcc.teams.microsoft.com/gcc"),
        ("gcc-high", "https://smba.infra.gov.teams.microsoft.us/gcch"),
        ("dod", "https://smba.infra.dod.teams.microsoft.us/dod"),
        ("china", "https://frontend.botapi.msg.infra.teams.microsoftonline.cn/teams"),
        *((name, cloud.service) for name, cloud in CLOUDS.items()),
    ],
)
def test_06_each_cloud_knows_its_own_addresses_and_no_others(cloud: str, address: str) -> None:
    assert [name for name, each in CLOUDS.items() if each.may_be_told(address)] == [cloud]


# --- tenants and people (safety 7, 15, 16) ---------------------------------------------------------------------------


EVERY_KIND: list[dict[str, object]] = [
    {"text": "hello"},
    {"type": "invoke", "name": "adaptiveCard/action", "value": {}},
    {"type": "invoke", "name": "task/fetch", "value": {}},
    {"type": "invoke", "name": "task/submit", "value": {}},
    {"type": "invoke", "name": "application/search", "value": {}},
    {"type": "installationUpdate", "action": "add"},
    {"type": "installationUpdate", "action": "remove"},
    {"type": "conversationUpdate"},
]


@pytest.mark.parametrize(
    "more",
    [
        {"conversation": {"conversationType": "personal", "tenantId": OTHER_TENANT, "id": "a:1"}},
        {"channelData": {"tenant": {"id": OTHER_TENANT}}},
        {"channelData": {}, "conversation": {"conversationType": "personal", "id": "a:1"}},
        {"from": {"id": "28:another-bot", "aadObjectId": user_id("alice")}},
        {"from": {"id": "29:alice", "aadObjectId": user_id("alice"), "role": "bot"}},
        {"from": {"id": "29:alice", "aadObjectId": user_id("alice"), "role": "skill"}},
        {"from": {"id": "29:somebody"}},
    ],
)
async def test_07_another_tenant_and_bots_are_refused_at_every_handler(
    bot: Bot, at: Tenant, more: dict[str, object]
) -> None:
    before, asked = await bot.snapshot(), len([*at.local.calls.of("members")])
    for kind in EVERY_KIND:
        assert await _status(bot, at.activity("alice", **{**kind, **more}), at.token()) == 403, kind
    assert await bot.snapshot() == before
    assert len([*at.local.calls.of("members")]) == asked, "nobody was looked up either"


@pytest.mark.parametrize(
    "more",
    [
        {"userRole": "guest"},
        {"userRole": "anonymous"},
        {"userRole": None},
        {"tenantId": OTHER_TENANT},
        {"tenantId": None},
        {"aadObjectId": user_id("bob"), "objectId": user_id("bob")},
        {"objectId": user_id("bob")},
    ],
)
async def test_15_guests_and_other_tenants_become_nobody(bot: Bot, at: Tenant, more: dict[str, object]) -> None:
    at.user("alice").roster = more
    before = await bot.snapshot()
    status, _ = await sends(bot.base, at.activity("alice", text="checkin"), at.token())
    assert status == 200
    assert await bot.snapshot() == before
    [line] = [each["text"] for each in at.messages("alice").values()]
    assert line.startswith("I don’t know you yet")
    assert "我还不认识你" in line


async def test_16_an_address_that_the_directory_vouches_for_links_once(bot: Bot, at: Tenant) -> None:
    at.hires("mallory", "alice@example.com")
    for person in ("alice", "mallory"):
        assert await _status(bot, at.activity(person, text="settings"), at.token()) == 200
    await bot.settled()
    linked = (await bot.snapshot())["identity"]
    assert [row for row in linked if user_id("alice") in row]
    assert [row for row in linked if user_id("mallory") in row] == []
    assert len((await bot.snapshot())["identity_conflict"]) == 1, "a human decides"
    assert len(at.messages("mallory")) == 1, "only that they are not known"


async def test_16_a_mail_address_does_not_settle_whose_the_sign_in_name_is(bot: Bot, at: Tenant) -> None:
    """Eve signs in as Alice, who has another account already, and her mail address is Hana's."""
    at.hires("eve", "hana@example.com").roster = {"userPrincipalName": "alice@example.com"}
    other = identities.Identity("teams", TENANT, "other")
    await bot.write(identities.link, other, "alice", HowLinked.VERIFIED_EMAIL, TUESDAY)
    assert await _status(bot, at.activity("eve", text="help"), at.token()) == 200
    after = await bot.snapshot()
    assert [row for row in after["identity"] if user_id("eve") in row] == []
    assert [row for row in after["identity_conflict"] if user_id("eve") in row]


async def test_the_app_that_comes_back_reaches_whom_an_import_linked(bot: Bot, at: Tenant) -> None:
    """Their address in the directory is nobody's here."""
    at.hires("alice", "a.brown@corp.example")
    await bot.write(
        identities.link, identities.Identity("teams", "", user_id("alice")), "alice", HowLinked.IMPORT, TUESDAY
    )
    for action in ("add", "remove", "add"):
        await asyncio.sleep(ASKED_EVERY)
        change = at.activity("alice", type="installationUpdate", action=action)
        assert await _status(bot, change, at.token()) == 200
    [first, *_] = await bot.read(identities.channels_of, "alice", bot.clock.real())
    assert first.platform == "teams"


async def test_16_who_left_is_not_linked_again(bot: Bot, at: Tenant) -> None:
    await bot.write(roster.deactivate, "alice", bot.clock.company().date())
    assert await _status(bot, at.activity("alice", text="checkin"), at.token()) == 200
    assert [row for row in (await bot.snapshot())["identity"] if user_id("alice") in row] == []


# --- sizes and shapes (safety 23) ------------------------------------------------------------------------------------


async def test_23_a_body_of_150_mb_is_refused_before_it_comes(bot: Bot) -> None:
    host, port = bot.base.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    began = time.monotonic()
    writer.write(b"POST /api/messages HTTP/1.1\r\nHost: x\r\nContent-Length: 157286400\r\n\r\n" + b"x" * 65536)
    await writer.drain()
    answer = await reader.readline()
    assert b"413" in answer
    assert time.monotonic() - began < 0.5
    writer.close()


async def test_23_a_long_body_without_a_length_is_refused_too(bot: Bot, at: Tenant) -> None:
    async def endless() -> object:
        for _ in range(40):
            yield b" " * 10_000

    async with ClientSession() as http:
        headers = {"Authorization": f"Bearer {at.token()}"}
        async with http.post(f"{bot.base}/api/messages", data=endless(), headers=headers) as response:
            assert response.status == 413


ODD = [
    b"",
    b"null",
    b"[]",
    b"{}",
    b"\xff\xfe",
    b"[" * 100_000,
    b'{"a":' * 50_000,
    b'{"type":"message","value":' + b"[" * 5000 + b"]" * 5000 + b"}",
    b'{"type": "message", "id": "\\ud800"}',
]


async def test_23_a_body_of_any_other_shape_is_400_and_quick(bot: Bot, at: Tenant) -> None:
    headers = {"Authorization": f"Bearer {at.token()}"}
    async with ClientSession() as http:
        await http.post(f"{bot.base}/api/messages", data=b"", headers=headers)
        for body in ODD:
            began = time.monotonic()
            async with http.post(f"{bot.base}/api/messages", data=body, headers=headers) as response:
                assert response.status == 400, body[:40]
            assert time.monotonic() - began < 0.2, body[:40]


async def test_23_an_unsigned_body_is_not_even_read(bot: Bot, at: Tenant) -> None:
    assert await _status(bot, {"deep": "nonsense"}, "garbage") == 401


async def test_what_nobody_listens_to_is_acknowledged_and_changes_nothing(bot: Bot, at: Tenant) -> None:
    before = await bot.snapshot()
    for kind in ("typing", "messageReaction", "endOfConversation", "event", "anything"):
        assert await _status(bot, at.activity("alice", type=kind), at.token()) == 200
    assert await bot.snapshot() == before


async def test_20_no_word_of_any_request_stands_in_a_log(bot: Bot, at: Tenant, logged: StringIO) -> None:
    """Whether it is taken, refused, unreadable, fails in the turn or finds Microsoft away."""
    word = "kanari7f3a"
    said = [f"probe show {word}", f"/probe fail {word}", f"probe open {word}", word, word * 700]
    values: list[dict[str, object]] = [
        {"name": "adaptiveCard/action", "value": {"action": {"type": "Action.Execute", "data": {"button": word}}}},
        {"name": "task/submit", "value": {"data": {"delivery": word, "form": word, "in:what": word, "in:bad": [word]}}},
        {"name": "task/submit", "value": {"data": {"delivery": word, "form": word, "in:what": word}}},
        {"name": "application/search", "value": {"queryText": word, "dataset": word}},
        {"name": word, "value": {word: word}},
    ]
    sent = [at.activity("alice", text=text) for text in said]
    sent += [at.activity("alice", type="invoke", **value) for value in values]
    for activity in sent:
        await sends(bot.base, activity, at.token())
        await sends(bot.base, activity, at.token(aud=word))
    told = {"error": {"code": word}}
    at.local.faults.next(Fault(500, body=told), Fault(403, body=told), on="send")
    await sends(bot.base, at.activity("alice", text=f"probe again {word}"), at.token())
    await asyncio.sleep(0.1)
    assert "request_failed" in logged.getvalue(), "what fails is told, without its words"
    for secret in (word, "the password of the bot", *at.local.login.expiry, "alice@example.com"):
        assert secret not in logged.getvalue()


async def test_an_invoke_that_nobody_knows_is_501(bot: Bot, at: Tenant) -> None:
    activity = at.activity("alice", type="invoke", name="composeExtension/query", value={})
    assert await _status(bot, activity, at.token()) == 501


def test_botbuilder_is_loaded_only_where_teams_is_served(pytestconfig: pytest.Config) -> None:
    """It takes half a second and 30 MB, which who has no Teams should not pay."""
    asked = "import sys, bot.__main__; sys.exit(any(name.startswith('botbuilder') for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", asked], cwd=pytestconfig.rootpath, check=False).returncode == 0


def test_42_teams_7_only_dispatch_and_schema_of_botbuilder_are_used(pytestconfig: pytest.Config) -> None:
    """Never CloudAdapter.process, botbuilder-dialogs and -testing, or the state storage with its jsonpickle."""
    root = pytestconfig.rootpath
    naming = [path for path in (root / "handlers").rglob("*.py") if "from botb" in path.read_text("utf-8")]
    assert [path.name for path in naming] == ["hearing.py"]
    names = {
        f"{node.module}.{each.name}"
        for node in ast.walk(ast.parse(naming[0].read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and str(node.module).startswith("bot")
        for each in node.names
    }
    assert names == {
        "botbuilder.core.CloudAdapterBase",
        "botbuilder.core.InvokeResponse",
        "botbuilder.core.TurnContext",
        "botbuilder.core.teams.TeamsActivityHandler",
        "botbuilder.schema.Activity",
        "botbuilder.schema.ActivityTypes",
        "botbuilder.schema.ChannelAccount",
        "botbuilder.schema.ConversationAccount",
        "botframework.connector.auth.BotFrameworkAuthentication",
        "botframework.connector.auth.ClaimsIdentity",
        "botframework.connector.auth.authenticate_request_result.AuthenticateRequestResult",
        "botframework.connector.auth.connector_factory.ConnectorFactory",
    }
    for lock in ("run", "dev"):
        pinned = (root / f"requirements/{lock}.txt").read_text("utf-8")
        for banned in ("botbuilder-dialogs", "botbuilder-testing", "botbuilder-integration"):
            assert banned not in pinned
