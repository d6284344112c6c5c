"""`rapport slack manifest` and `rapport teams package`: what Slack and Teams are told of the app."""

from __future__ import annotations

import asyncio
import io
import zipfile
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from bot.clock import real_now
from bot.compiled import load_catalogue
from bot.people_import import Importer
from bot.settings import Settings
from bot.terminal import fail, note
from conversations import CONVERSATIONS
from conversations.toolkit.commands import Command
from conversations.toolkit.words import Language
from handlers.slack.manifest import BadManifest, as_yaml, manifest
from handlers.teams.manifest import DISTRIBUTION, About, BadPackage, fingerprint, package, version_of
from storage import organisation

Opened = Callable[[Settings], AbstractAsyncContextManager[Importer]]
HTTPS = "https://"


def slack_app(read: Callable[[], Settings]) -> typer.Typer:
    """The command `slack`."""
    app = typer.Typer(help="Rapport as a Slack app.", no_args_is_help=True)

    @app.callback()
    def several() -> None:
        """Rapport as a Slack app."""

    @app.command("manifest", help="Print the manifest of the Slack app: paste it where Slack asks for one.")
    def manifest_(
        socket_mode: Annotated[
            bool, typer.Option("--socket-mode", help="Slack needs no way in to this server.")
        ] = False,
        language: Annotated[Language, typer.Option(help="The language in which Slack describes the app.")] = "en",
    ) -> None:
        settings = read()
        if not socket_mode and not settings.address.startswith(HTTPS):
            fail("cli.slack_needs_https")
        words = load_catalogue(settings.content_dir)
        try:
            made = manifest(_commands(), words, settings.address, socket_mode=socket_mode, language=language)
        except BadManifest as fault:
            fail("cli.bad_app", fault=str(fault))
        typer.echo(as_yaml(made), nl=False)

    return app


def teams_app(read: Callable[[], Settings], opened: Opened) -> typer.Typer:
    """The command `teams`."""
    app = typer.Typer(help="Rapport as an app in Microsoft Teams.", no_args_is_help=True)

    @app.callback()
    def several() -> None:
        """Rapport as an app in Microsoft Teams."""

    @app.command("package", help="Write the app package for Microsoft Teams: an administrator uploads it.")
    def package_(
        to: Annotated[Path, typer.Option(help="Where to write it.")] = Path("rapport-teams.zip"),
    ) -> None:
        settings = read()
        about, words = _about(settings), load_catalogue(settings.content_dir)
        try:
            number = asyncio.run(_numbered(settings, opened, fingerprint(_commands(), words, about)))
            made = package(_commands(), words, about, number)
            to.write_bytes(made)
        except BadPackage as fault:
            fail("cli.bad_app", fault=str(fault))
        except OSError as fault:
            fail("cli.not_written", file=str(to), fault=str(fault.strerror))
        typer.echo(str(to))
        contents = ", ".join(zipfile.ZipFile(io.BytesIO(made)).namelist())
        note("cli.teams_made", version=version_of(version(DISTRIBUTION), number), contents=contents)
        note("cli.teams_upload")

    return app


_BESIDE_THE_ID = ("teams_app_password", "teams_tenant_id")


def _commands() -> list[Command]:
    return [command for conversation in CONVERSATIONS for command in conversation.commands]


def _about(settings: Settings) -> About:
    """What the package has to say of this app and of who runs it; ends with what is missing."""
    needed = {f"RAPPORT_{name.upper()}": getattr(settings, name) for name in ("teams_app_id", *_BESIDE_THE_ID)}
    needed["RAPPORT_BASE_URL"] = settings.address.startswith(HTTPS)
    missing = [name for name, value in needed.items() if not value]
    if missing or not settings.teams_app_id:
        fail("cli.teams_needs", settings=", ".join(missing))
    links = ("teams_website_url", "teams_privacy_url", "teams_terms_url")
    given = [str(getattr(settings, name) or "") for name in links]
    wrong = [f"RAPPORT_{name.upper()}" for name, url in zip(links, given, strict=True) if not url.startswith(HTTPS)]
    if wrong:
        fail("cli.teams_needs_links", settings=", ".join(wrong))
    return About(settings.teams_app_id, *given)


async def _numbered(settings: Settings, opened: Opened, content: str) -> int:
    """Which content this is, counted from 1: the database remembers, so that no version comes twice or falls."""
    async with opened(settings) as house:
        return await house.database.write(organisation.numbered, "teams_package", content, real_now())
