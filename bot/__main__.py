"""python -m bot, the command `rapport`."""

from __future__ import annotations

import asyncio
import errno
import gc
import logging
import os
import signal
import sys
import webbrowser
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Annotated

import typer

from bot import quarantine as aside
from bot.app import App, lay_foundations
from bot.chat_apps import slack_app, teams_app
from bot.clock import real_now
from bot.compiled import load_catalogue
from bot.credentials import checks_of
from bot.doctor_command import add_doctor
from bot.goal_import import GoalDesk, goals_app
from bot.logs import set_up_logs
from bot.page import way_in
from bot.people_import import Importer, people_app
from bot.reading import read_apart
from bot.settings import BadSettings, Settings, read_settings
from bot.terminal import FAILED, answers, echo, fail, note, patiently
from bot.why import one_person
from conversations import CONVERSATIONS
from conversations.rules.calendar import CalendarError
from conversations.rules.calendar_tables import calendar_faults
from conversations.rules.indicator_files import indicator_faults, load_library
from conversations.rules.phrase_files import load_phrases, phrase_faults
from conversations.rules.scenario_files import load_scenarios, scenario_faults
from conversations.toolkit.catalogue import CONTENT, Catalogue, content_faults
from conversations.toolkit.content_files import ContentFault
from conversations.toolkit.words import LANGUAGES, Fact, Phrase
from conversations.toolkit.words_needed import words_lacking
from storage import audit, organisation, sessions
from storage.database import StorageAway, Transaction
from storage.engines import AlreadyServed, served_at
from storage.schema import SchemaNewer

COUNTED = ("scripts", "indicators", "lessons", "phrases", "cards")
BY_FILE = ("lessons",)
DEMO_DATABASE = "sqlite:///var/demo.db"
ELSEWHERE, DEMO_ELSEWHERE = "rapport run --port 8123", "make run PORT=8123"

HELP = {"help_option_names": ["-h", "--help"]}

cli = typer.Typer(
    help="Rapport: conversations about work, a minute a week.", no_args_is_help=True, context_settings=HELP
)
content = typer.Typer(help="Words, scripts and calendars.", no_args_is_help=True)
trail = typer.Typer(help="The trail of what was done.", no_args_is_help=True)


@cli.callback()
def everything() -> None:
    """Keep logs free of what people write, whatever the command."""
    set_up_logs()


@cli.command()
def run(
    demo: Annotated[bool, typer.Option("--demo", help="Serve the demonstration company.")] = False,
    port: Annotated[int | None, typer.Option(help="The port to listen on.")] = None,
) -> None:
    """Serve the bot until it is stopped."""
    if demo:
        set_up_logs(lowest=logging.WARNING)
    given = {"demo": True, "database_url": DEMO_DATABASE} if demo else {}
    try:
        with asyncio.Runner(loop_factory=_loop) as runner:
            runner.run(_serve(read_settings(port=port, **given)))
    except AlreadyServed:
        fail("cli.already_served")
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        fail("cli.port_taken", command=DEMO_ELSEWHERE if demo else ELSEWHERE)


@cli.command("sign-in")
def sign_in(person: Annotated[str, typer.Argument(help="E-mail address or name.")]) -> None:
    """Print a link that signs a person in to the page, once, within 15 minutes."""
    settings = read_settings()
    link = asyncio.run(_sign_in(settings, person))
    if isinstance(link, Phrase):
        fail(link.id, **link.facts)
    # Whoever serves it may have been told another port than we are.
    told = "" if settings.base_url else served_at(settings.database_url)
    address = told if told and answers(told) else settings.address
    typer.echo(way_in(address, link))
    if not settings.base_url and not answers(address):
        note("cli.not_served", address=address)


@content.command("check")
def check() -> None:
    """Check all content, ours and the company's, and count it.

    `cards` counts the sentences that cards are made of, in each language. Scripts, indicators, lessons and phrases are
    what the library holds of them.
    """
    own = read_settings().content_dir
    folders = ("calendars", "indicators", "scripts", "phrases", "causes")
    calendars, indicators, scripts, phrases, causes = (own / each if own else None for each in folders)
    ours = content_faults(own)
    catalogue = None if ours else load_catalogue(own)
    ours += words_lacking(CONVERSATIONS, catalogue) if catalogue else []
    faults = [*ours, *calendar_faults(calendars), *indicator_faults(indicators)]
    faults += scenario_faults(scripts)
    faults += phrase_faults(phrases, causes, scripts)
    for fault in faults:
        typer.echo(str(fault), err=True)
    counts = dict.fromkeys(COUNTED, 0)
    counts |= {what: len(list((CONTENT / "library" / what).rglob("*.yaml"))) for what in BY_FILE}
    if catalogue and not faults:
        counts |= {"indicators": len(load_library(indicators).records), "cards": len(catalogue.ids())}
        counts |= {"scripts": len(load_scenarios(scripts)), "phrases": len(load_phrases(phrases))}
    counts |= {"languages": len(LANGUAGES), "problems": len(faults)}
    note("cli.content_wrong" if faults else "cli.content_sound")
    typer.echo(" ".join(f"{what} {n}" for what, n in counts.items()))
    raise typer.Exit(FAILED if faults else 0)


@cli.command()
def quarantine(release: Annotated[str, typer.Option(help="The name of what is to be tried again.")] = "") -> None:
    """List what failed five times and was set aside: due moments, and messages."""
    lines = asyncio.run(_quarantine(read_settings(), release))
    if lines is None:
        fail("cli.not_set_aside", key=release)
    catalogue = load_catalogue()
    _say("cli.set_aside" if lines else "cli.nothing_set_aside", catalogue)
    for line in lines:
        echo(line, catalogue)


@trail.command("verify")
def verify() -> None:
    """Check that nobody changed the trail or the entries."""
    faults = asyncio.run(_verify(read_settings()))
    for fault in faults:
        typer.echo(f"{fault.where} {fault.seq} {fault.wrong}", err=True)
    _say("cli.trail_broken" if faults else "cli.trail_sound")
    raise typer.Exit(FAILED if faults else 0)


async def _serve(settings: Settings) -> None:
    with patiently():
        foundations = lay_foundations(settings)
    app = App(foundations, say=lambda phrase: echo(phrase, foundations.catalogue))
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for sign in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(sign, stopped.set)
    try:
        port = await app.start()
        # What stands now stands to the end. Walking it again and again would hold everybody up for 0.1 to 0.2 s.
        gc.freeze()
        abroad = settings.base_url and not settings.demo
        address = settings.address if abroad else f"http://{settings.host}:{port}"
        foundations.database.tell_address(address)
        _say("cli.serving_demo" if settings.demo else "cli.serving", foundations.catalogue, address=address)
        if settings.demo and settings.has_chats:
            _say("cli.demo_without_chats", foundations.catalogue)
        if settings.demo and sys.stdout.isatty():
            await asyncio.to_thread(webbrowser.open, address)
        await stopped.wait()
    finally:
        await app.stop()


async def _sign_in(settings: Settings, who: str) -> str | Phrase:
    async with _opened(settings) as database:
        return await database.database.write(_link, who)


def _link(tx: Transaction, who: str) -> str | Phrase:
    person = one_person(tx, who)
    return person if isinstance(person, Phrase) else sessions.make_link(tx, person.id, real_now())


async def _quarantine(settings: Settings, release: str) -> Sequence[Phrase] | None:
    """What is set aside, after a release if one is asked for; None if there is nothing of that name."""
    async with _opened(settings) as importer:
        if release and not await importer.database.write(aside.release, release):
            return None
        return await importer.database.read(aside.listed)


async def _verify(settings: Settings) -> list[audit.Fault]:
    async with _opened(settings) as importer:
        await importer.database.write(audit.seal)
        return await importer.database.read(audit.verify)


@asynccontextmanager
async def _opened(settings: Settings) -> AsyncIterator[Importer]:
    """The house without its server: for commands that look or change something and end."""
    with patiently():
        foundations = lay_foundations(settings)
    try:
        calendars, own = foundations.calendars, foundations.has_own_calendar
        yield Importer(
            foundations.database,
            foundations.catalogue,
            real_now(),
            calendars,
            platforms=frozenset(checks_of(settings)),
            has_own_calendar=own,
            reading=read_apart,
        )
    finally:
        await foundations.database.close()


@asynccontextmanager
async def _desk_opened(settings: Settings) -> AsyncIterator[GoalDesk]:
    """The same, for files of goals."""
    with patiently():
        foundations = lay_foundations(settings)
    try:
        house = await foundations.database.read(organisation.get)
        at = real_now() + (house.ahead if house else timedelta(0))
        yield GoalDesk(foundations.database, foundations.catalogue, foundations.indicators, at)
    finally:
        await foundations.database.close()


def _loop() -> asyncio.AbstractEventLoop:
    """The quickest event loop there is here; uvloop does not exist for Windows."""
    try:
        import uvloop
    except ImportError:
        return asyncio.new_event_loop()
    return uvloop.new_event_loop()


def _say(id_: str, catalogue: Catalogue | None = None, **facts: Fact) -> None:
    echo(Phrase(id_, facts), catalogue or load_catalogue())


def main() -> None:
    """The command `rapport`; what stops the start is said plainly, without a traceback."""
    # Pinyin is read character by character; the dictionary of phrases would take 40 MB and is never asked.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")
    cli.add_typer(people_app(lambda: _opened(read_settings())), name="people")
    add_doctor(cli, read_settings, _opened)
    cli.add_typer(goals_app(lambda: _desk_opened(read_settings())), name="goals")
    cli.add_typer(content, name="content")
    cli.add_typer(teams_app(read_settings, _opened), name="teams")
    cli.add_typer(trail, name="audit")
    cli.add_typer(slack_app(read_settings), name="slack")
    try:
        cli()
    except BadSettings as fault:
        typer.echo(str(fault), err=True)
        raise SystemExit(FAILED) from None
    except (ContentFault, CalendarError, SchemaNewer, StorageAway, OSError) as fault:
        typer.echo(f"{type(fault).__name__}: {fault}", err=True)
        raise SystemExit(FAILED) from None


if __name__ == "__main__":
    main()
