"""The login, asked by the stock MSAL and by hand."""

import asyncio

import pytest

from tests.handlers.peers import stock
from tests.handlers.peers.microsoft.faults import Fault
from tests.handlers.peers.microsoft.local import LocalMicrosoft
from tests.handlers.peers.microsoft.login import claims_of

SCOPE = "https://api.botframework.com/.default"


def asked(ms, **form):
    usual = {
        "grant_type": "client_credentials",
        "client_id": ms.app_id,
        "client_secret": ms.password,
        "scope": SCOPE,
    }
    return ms.http.post(form.pop("url", ms.token_url), data={k: v for k, v in {**usual, **form}.items() if v})


async def test_the_stock_library_gets_a_token_once_and_keeps_it(ms):
    def twice():
        app = stock.msal_app(ms)
        return [app.acquire_token_for_client([SCOPE]) for _ in range(2)]

    first, second = await asyncio.to_thread(twice)
    assert first["access_token"] == second["access_token"]
    assert first["token_source"] == "identity_provider"
    assert ms.calls.count("token") == 1
    claims = claims_of(first["access_token"])
    assert (claims["appid"], claims["tid"], claims["aud"]) == (ms.app_id, ms.tenant, "https://api.botframework.com")


async def test_the_stock_library_is_told_of_a_wrong_secret(ms):
    app = await asyncio.to_thread(stock.msal_app, ms, client_credential="wrong")
    answer = await asyncio.to_thread(app.acquire_token_for_client, [SCOPE])
    assert (answer["error"], answer["error_codes"]) == ("invalid_client", [7000215])


@pytest.mark.parametrize(
    ("form", "status", "error", "number"),
    [
        ({"client_secret": "wrong"}, 401, "invalid_client", 7000215),
        ({"client_secret": None}, 401, "invalid_client", 7000215),
        ({"client_id": "somebody"}, 400, "unauthorized_client", 700016),
        ({"client_id": None}, 400, "invalid_request", 900144),
        ({"scope": "https://graph.microsoft.com/.default"}, 400, "invalid_resource", 500011),
        ({"scope": "https://api.botframework.com"}, 400, "invalid_scope", 1002012),
        ({"grant_type": "password"}, 400, "unsupported_grant_type", 70003),
        ({"grant_type": None}, 400, "invalid_request", 900144),
    ],
)
async def test_a_wrong_request_is_refused_as_documented(ms, form, status, error, number):
    async with asked(ms, **form) as answer:
        body = await answer.json()
    assert (answer.status, body["error"], body["error_codes"]) == (status, error, [number])
    assert body["error_description"].startswith(f"AADSTS{number}: ")
    assert body.keys() >= {"timestamp", "trace_id", "correlation_id"}
    assert [call.committed for call in ms.calls.of("token")] == [False]


async def test_a_bot_of_one_tenant_gets_no_token_elsewhere(ms):
    async with asked(ms, url=ms.token_url.replace(ms.tenant, "botframework.com")) as answer:
        assert (answer.status, (await answer.json())["error_codes"]) == (400, [90002])


async def test_a_token_expires_and_is_revoked():
    now = [0.0]
    ms = await LocalMicrosoft.start(app_id="app", password="p", tenant="t", token_lives=60, clock=lambda: now[0])
    async with ms:
        async with asked(ms) as answer:
            body = await answer.json()
        header = f"Bearer {body['access_token']}"
        assert body["expires_in"] == 60
        assert ms.login.accepts(header)
        assert not ms.login.accepts(header.lower())
        now[0] = 60.0
        assert not ms.login.accepts(header)
        now[0] = 59.0
        ms.login.revoke()
        assert not ms.login.accepts(header)


async def test_it_fails_on_demand_and_counts(ms):
    ms.faults.next(Fault(status=503), Fault(throttle=1), on="token")
    statuses = []
    for _ in range(3):
        async with asked(ms) as answer:
            statuses.append(answer.status)
    assert statuses == [503, 429, 429]
    assert [call.early for call in ms.calls.of("token")] == [False, False, True]
