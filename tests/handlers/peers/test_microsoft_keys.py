"""The keys and the tokens, judged by the stock SDK: it takes the true ones and, where it is sound, refuses the rest."""

import asyncio

import pytest
from aiohttp import ClientTimeout
from botbuilder.schema import Activity

from tests.handlers.peers import stock
from tests.handlers.peers.microsoft.faults import Fault
from tests.handlers.peers.microsoft.signing import FORGERIES


def judged(ms, header, check=None):
    """What the stock SDK makes of a header, in a thread, as it blocks."""
    activity = Activity(type="message", channel_id="msteams", service_url=ms.service_url)
    check = check or stock.authentication(ms)
    return asyncio.to_thread(lambda: asyncio.run(check.authenticate_request(activity, header)))


async def test_the_stock_sdk_takes_a_true_token(ms):
    identity = (await judged(ms, ms.posting.authorization(ms.service_url))).claims_identity
    assert identity.is_authenticated
    assert (identity.claims["aud"], identity.claims["serviceurl"]) == (ms.app_id, ms.service_url)
    assert (ms.calls.count("metadata"), ms.calls.count("keys")) == (1, 1)


@pytest.mark.parametrize("name", FORGERIES)
async def test_the_stock_sdk_refuses_a_forged_token(ms, name):
    header = ms.posting.authorization(ms.service_url, name)
    if name in stock.TAKES:
        assert (await judged(ms, header)).claims_identity.is_authenticated
        return
    # It raises whatever comes to hand: PermissionError, an error of PyJWT, IndexError, TypeError.
    with pytest.raises(Exception):  # noqa: B017
        await judged(ms, header)


async def published(ms):
    async with ms.http.get(ms.openid_url) as answer:
        where = (await answer.json())["jwks_uri"]
    async with ms.http.get(where) as answer:
        return {key["kid"]: key for key in (await answer.json())["keys"]}


async def test_rotation_publishes_another_key(ms):
    first = ms.keys.signing.kid
    before = await published(ms)
    assert before.keys() == {ms.keys.unendorsed.kid, first}
    assert "msteams" in before[first]["endorsements"]
    assert "msteams" not in before[ms.keys.unendorsed.kid]["endorsements"]
    second = ms.keys.rotate().kid
    assert (await published(ms)).keys() == {ms.keys.unendorsed.kid, second}
    third = ms.keys.rotate(keep=True).kid
    assert (await published(ms)).keys() == {ms.keys.unendorsed.kid, second, third}
    assert ms.calls.count("keys") == 3


async def test_a_rotation_breaks_the_stock_sdk_as_it_does_in_earnest(ms):
    check = stock.authentication(ms)
    await judged(ms, ms.posting.authorization(ms.service_url), check)
    ms.keys.rotate()
    with pytest.raises(IndexError):
        await judged(ms, ms.posting.authorization(ms.service_url), check)


async def test_the_keys_fail_hang_and_dawdle_on_demand(ms):
    ms.faults.next(Fault(status=500), Fault(slow=0.05), on="keys")
    ms.faults.next(Fault(hang=True), on="metadata")
    with pytest.raises(TimeoutError):
        await ms.http.get(ms.openid_url, timeout=ClientTimeout(0.1))
    statuses = []
    for _ in range(2):
        async with ms.http.get(f"{ms.url}/v1/.well-known/keys") as answer:
            statuses.append(answer.status)
    assert statuses == [500, 200]
    assert len(await published(ms)) == 2
