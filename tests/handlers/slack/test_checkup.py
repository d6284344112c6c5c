"""The check of the Slack app, against a Slack that knows good tokens from bad ones."""

from dataclasses import replace

import pytest

from handlers.findings import Finding
from handlers.slack.checkup import checkup
from handlers.slack.outgoing import Credentials
from tests.handlers.contract.house import free_port
from tests.handlers.peers.slack.server import LocalSlack


def given(slack: LocalSlack, **other: str) -> Credentials:
    return replace(Credentials(slack.token, slack.signing_secret, api_url=slack.api_url), **other)


def said(found: list[Finding]) -> list[tuple[str, str]]:
    return [(each.grade, each.text.id.removeprefix("doctor.slack.")) for each in found]


async def test_a_good_token_with_all_scopes_is_fine_and_nothing_else_is_asked(slack: LocalSlack) -> None:
    [found] = await checkup(given(slack))
    assert (found.grade, found.text.facts) == ("fine", {"team": slack.workspace.domain})
    assert [call.method for call in slack.calls] == ["auth.test"]


async def test_a_wrong_token_is_named_and_never_shown(slack: LocalSlack) -> None:
    found = await checkup(given(slack, bot_token="xoxb-somebody-elses"))
    assert said(found) == [("mend", "bad_token")]
    assert found[0].text.facts == {"error": "invalid_auth"}
    assert "xoxb-somebody-elses" not in repr(found)


@pytest.mark.parametrize(
    ("revoked", "word"),
    [("account_inactive", "removed"), ("token_revoked", "removed"), ("token_expired", "expired"), ("x", "refused")],
)
async def test_a_dead_token_says_why_it_died(slack: LocalSlack, revoked: str, word: str) -> None:
    slack.workspace.revoked = revoked
    assert said(await checkup(given(slack))) == [("mend", word)]


async def test_the_scopes_that_are_missing_are_listed(slack: LocalSlack) -> None:
    slack.workspace.scopes -= {"users:read.email", "im:write"}
    [found] = await checkup(given(slack))
    assert found.text.id == "doctor.slack.missing_scope"
    assert found.text.facts == {"scopes": "im:write, users:read.email"}


async def test_the_app_token_is_asked_for_a_socket_and_opens_none(slack: LocalSlack) -> None:
    found = await checkup(given(slack, app_token=slack.app_token))
    assert said(found) == [("fine", "fine"), ("fine", "socket_fine")]
    assert slack.sockets.connections == []
    found = await checkup(given(slack, app_token="xapp-wrong"))
    assert said(found) == [("fine", "fine"), ("mend", "bad_app_token")]


async def test_whoever_does_not_answer_is_away_and_not_wrong(slack: LocalSlack) -> None:
    slack.faults.next("auth.test", "throttle")
    assert said(await checkup(given(slack))) == [("away", "away")]
    slack.faults.next("auth.test", "break")
    assert said(await checkup(given(slack))) == [("away", "away")]
    found = await checkup(given(slack, api_url=f"http://127.0.0.1:{free_port()}/api/"))
    assert said(found) == [("away", "away")]
    assert found[0].text.facts == {"host": "127.0.0.1"}
