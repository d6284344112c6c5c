"""The check of the bot's registration, against a login that refuses as Microsoft's does."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from handlers.findings import Finding
from handlers.teams.checkup import checkup
from handlers.teams.sign_in import Credentials
from tests.handlers.contract.house import free_port
from tests.handlers.peers.microsoft.faults import Fault
from tests.handlers.teams.tenant import APP_ID, OTHER_TENANT, PASSWORD, TENANT, Tenant, microsoft

GOOD = Credentials(APP_ID, lambda: PASSWORD, TENANT)


@pytest.fixture
async def tenant() -> AsyncIterator[Tenant]:
    """A Microsoft that runs."""
    async with microsoft() as tenant:
        yield tenant


def said(found: list[Finding]) -> list[tuple[str, str]]:
    return [(each.grade, each.text.id.removeprefix("doctor.teams.")) for each in found]


async def test_a_good_secret_gets_a_token(tenant: Tenant) -> None:
    assert said(await checkup(GOOD, tenant.cloud)) == [("fine", "fine")]


@pytest.mark.parametrize(
    ("wrong", "word", "code"),
    [
        ({"password": lambda: "not the secret"}, "bad_secret", "AADSTS7000215"),
        ({"app_id": TENANT}, "unknown_app", "AADSTS700016"),
        ({"tenant": OTHER_TENANT}, "unknown_tenant", "AADSTS90002"),
    ],
)
async def test_what_is_wrong_is_told_apart(tenant: Tenant, wrong: dict[str, object], word: str, code: str) -> None:
    found = await checkup(replace(GOOD, **wrong), tenant.cloud)
    assert said(found) == [("mend", word)]
    assert found[0].text.facts == {"code": code}
    assert "not the secret" not in repr(found)


async def test_a_secret_whose_time_is_over_is_said_to_have_ended(tenant: Tenant) -> None:
    tenant.local.login.ended.add(PASSWORD)
    assert said(await checkup(GOOD, tenant.cloud)) == [("mend", "expired")]


async def test_another_refusal_keeps_its_number(tenant: Tenant) -> None:
    tenant.local.faults.next(Fault(status=401, body={"error_codes": [7000112]}), on="token")
    [found] = await checkup(GOOD, tenant.cloud)
    assert (found.text.id, found.text.facts) == ("doctor.teams.refused", {"code": "AADSTS7000112"})


async def test_whoever_does_not_answer_is_away_and_not_wrong(tenant: Tenant) -> None:
    tenant.local.faults.next(Fault(status=403, body={"proxy": "says no"}), on="token")
    assert said(await checkup(GOOD, tenant.cloud)) == [("away", "away")]
    nobody = f"http://127.0.0.1:{free_port()}"
    assert said(await checkup(GOOD, replace(tenant.cloud, login=nobody))) == [("away", "away")]
    assert said(await checkup(GOOD, replace(tenant.cloud, metadata=nobody))) == [("fine", "fine"), ("away", "away")]
