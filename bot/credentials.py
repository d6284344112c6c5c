"""What the chat platforms are let in with, from the settings; and whether they still let us in."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TypeAlias

from pydantic import SecretStr

from bot.settings import Settings
from handlers.findings import Finding
from handlers.platform import PlatformName
from handlers.slack import checkup as of_slack
from handlers.slack.outgoing import Credentials as SlackCredentials
from handlers.teams import checkup as of_teams
from handlers.teams.clouds import CLOUDS, Cloud
from handlers.teams.sign_in import Credentials as TeamsCredentials

Check: TypeAlias = Callable[[], Awaitable[Sequence[Finding]]]
"""Asks a platform about our credentials; it raises nothing for what the platform says or does not say."""


def slack_of(settings: Settings) -> SlackCredentials | None:
    """The Slack app's, if there is one; never in the demonstration, whose invented people are nobody's colleagues."""
    if settings.demo or settings.slack_bot_token is None:
        return None
    return SlackCredentials(
        bot_token=settings.slack_bot_token.get_secret_value(),
        signing_secret=_plain(settings.slack_signing_secret),
        app_token=_plain(settings.slack_app_token),
        api_url=str(settings.slack_api_url),
    )


def teams_of(settings: Settings) -> TeamsCredentials | None:
    """All of them, or Teams is not there (safety.md 5); it never is in the demonstration."""
    if settings.demo:
        return None
    app_id, password, tenant = settings.teams_app_id, settings.teams_app_password, settings.teams_tenant_id
    return TeamsCredentials(app_id, password.get_secret_value, tenant) if app_id and password and tenant else None


def cloud_of(settings: Settings, microsoft: Cloud | None = None) -> Cloud:
    """Microsoft's cloud; `microsoft` stands in for it, in tests."""
    return microsoft or CLOUDS[settings.teams_cloud]


def checks_of(settings: Settings, microsoft: Cloud | None = None) -> Mapping[PlatformName, Check]:
    """One check for each chat platform whose credentials are set."""
    checks: dict[PlatformName, Check] = {}
    slack, teams = slack_of(settings), teams_of(settings)
    if slack:
        checks["slack"] = lambda: of_slack.checkup(slack)
    if teams:
        checks["teams"] = lambda: of_teams.checkup(teams, cloud_of(settings, microsoft))
    return checks


def _plain(secret: SecretStr | None) -> str:
    return secret.get_secret_value() if secret else ""
