"""`rapport doctor` and `rapport why`: what they find in a whole house, in words, without changing anything."""

import os
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.credentials import checks_of
from bot.doctor import examine, wrong_settings
from bot.settings import BadSettings, read_settings
from bot.why import explain
from conversations.rules.calendar import load_calendar
from conversations.rules.calendar_tables import load_overrides
from conversations.rules.roster import Department, Person
from conversations.toolkit.words import LANGUAGES, Phrase
from handlers.findings import Finding
from storage import identities, introducing, organisation, roster, sending
from storage.crypto import KeyRing
from storage.database import Database
from storage.schema import check_key, migrate
from storage.tables.people import HowLinked
from tests.bot.delivery.house import SECRET, Office
from tests.handlers.contract.house import credentials_of, free_port
from tests.handlers.peers.slack.server import LocalSlack
from tests.handlers.teams.tenant import APP_ID, PASSWORD, TENANT, Tenant, microsoft
from tests.words import the_catalogue

AT = datetime(2026, 6, 10, 9, tzinfo=UTC)
HTTPS = "https://rapport.example.com"
WORDS = the_catalogue()
PEOPLE = (
    Person("olga", "Olga", "olga@example.com", "sales", zone="Europe/Berlin", region="DE", roles=frozenset({"hr"})),
    Person("wei", "陈伟", "wei@example.com", "sales", manager="olga", zone="Asia/Shanghai", region="CN"),
)
SALES = Department("sales", {"en": "Sales", "zh-CN": "销售部"}, head="olga")


@pytest.fixture
async def slack() -> AsyncIterator[LocalSlack]:
    """A Slack that runs."""
    async with LocalSlack() as slack:
        yield slack


@pytest.fixture
async def tenant() -> AsyncIterator[Tenant]:
    """A Microsoft that runs."""
    async with microsoft() as tenant:
        yield tenant


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'rapport.db'}"


@pytest.fixture
async def database(url: str) -> AsyncIterator[Database]:
    """A database in which a small company stands."""
    migrate(url)
    check_key(url, KeyRing(SECRET))
    database = Database.open(url, KeyRing(SECRET))
    await database.write(lambda tx: [roster.insert_person(tx, each, AT) for each in PEOPLE])
    await database.write(roster.upsert_department, SALES)
    yield database
    await database.close()


async def examined(url: str, tenant: Tenant | None = None, at: datetime = AT, **given: object) -> list[Finding]:
    settings = read_settings(**{"secret_key": SECRET, "database_url": url, "base_url": HTTPS, **given})
    overrides = load_overrides()
    calendars: Callable = lambda region: load_calendar(region or "US", overrides)  # noqa: E731
    checks = checks_of(settings, tenant.cloud if tenant else None)
    found = list(await examine(settings, checks, calendars, at))
    for language in LANGUAGES:
        assert all(WORDS.text(each.text, language) for each in found)
    return found


def ids(found: Sequence[Finding], *grades: str) -> set[str]:
    return {each.text.id.removeprefix("doctor.") for each in found if each.grade in grades}


def said(found: Sequence[Finding], id_: str) -> str:
    [one] = [each for each in found if each.text.id == f"doctor.{id_}"]
    return WORDS.text(one.text, "en")


def teams_of(password: str = PASSWORD) -> Mapping[str, str]:
    return {"teams_app_id": APP_ID, "teams_app_password": password, "teams_tenant_id": TENANT}


async def test_a_house_in_order_has_nothing_to_mend(url, database, slack, tenant) -> None:
    found = await examined(url, tenant, **credentials_of(slack), **teams_of())
    assert ids(found, "mend", "away") == set()
    assert ids(found, "fine") == {
        "slack.fine", "teams.fine", "database.fine", "calendar.fine", "people.fine", "messages.fine",
    }  # fmt: skip
    assert f"Only its form was checked: {HTTPS}/healthz" in said(found, "address.untried")
    addresses = [WORDS.text(each.text, "en") for each in found if each.text.id == "doctor.address.called"]
    assert [f"{HTTPS}/slack/events" in addresses[0], f"{HTTPS}/api/messages" in addresses[1]] == [True, True]


async def test_each_platform_that_is_wrong_is_said_beside_the_rest(url, database, slack, tenant) -> None:
    wrong = {**credentials_of(slack), "slack_bot_token": "xoxb-wrong", "base_url": "http://rapport.example.com"}
    found = await examined(url, tenant, **{**wrong, **teams_of("a wrong secret")})
    assert ids(found, "mend") == {"slack.bad_token", "teams.bad_secret", "address.unreachable"}
    assert "database.fine" in ids(found, "fine")


async def test_a_platform_out_of_reach_is_something_to_mend(url, database) -> None:
    nobody = f"http://127.0.0.1:{free_port()}/api/"
    given = {"slack_bot_token": "xoxb-1", "slack_app_token": "xapp-1", "slack_api_url": nobody}
    found = await examined(url, **given)
    assert ids(found, "away") == {"slack.away"}
    assert "doesn’t answer at 127.0.0.1" in said(found, "slack.away")
    assert "address.called" not in ids(found, "look"), "with a socket nobody calls"


def test_settings_that_cannot_be_read_are_findings_too() -> None:
    with pytest.raises(BadSettings) as fault:
        read_settings(secret_key=SECRET, slack_bot_token="xoxb-1")
    [found] = wrong_settings(fault.value)
    assert found.grade == "mend"
    told = WORDS.text(found.text, "en")
    assert "RAPPORT_SLACK_SIGNING_SECRET: missing in .env; Slack needs it over https" in told
    assert "RAPPORT_SLACK_APP_TOKEN in its place (Socket Mode)" in told


DOTS = "these dots stand for a secret; put the real one in their place"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("SLACK_BOTTOKEN=xoxb-1", "SLACK_BOTTOKEN: there is no such setting; the nearest is RAPPORT_SLACK_BOT_TOKEN"),
        ("QWXYZ=1", "QWXYZ: there is no such setting"),
        ("SLACK_BOT_TOKEN=xoxb-...", f"SLACK_BOT_TOKEN: {DOTS}"),
        ("SLACK_SIGNING_SECRET=...", f"SLACK_SIGNING_SECRET: {DOTS}"),
        ("TEAMS_APP_PASSWORD=…", f"TEAMS_APP_PASSWORD: {DOTS}"),
        ("SLACK_SIGNING_SECRET=xoxb-1", "SLACK_SIGNING_SECRET: is a token; copy the Signing Secret"),
        ("BASE_URL=rapport.example.com", "BASE_URL: an address that begins with https://"),
        ("BASE_URL=https://a:b@rapport.example.com", "BASE_URL: only https://, the host and at most a path"),
        ("BASE_URL=https://rapport.example.com/?x=1", "BASE_URL: only https://, the host and at most a path"),
        ("BASE_URL=https://rapport.example.com/slack/events", "BASE_URL: without /slack/events"),
        ("HOST=https://rapport.example.com", "HOST: an address to listen on"),
        ("TEAMS_CLOUD=GCC", "TEAMS_CLOUD: one of public, gcc-high, dod, china"),
        ("TRUSTED_PROXIES=proxy.example.com", "TRUSTED_PROXIES: addresses or networks such as 10.0.0.7"),
        ("PORT=many", "PORT: Input should be a valid integer, unable to parse string as an integer"),
    ],
)
def test_what_is_mistyped_is_named_as_it_was_written(tmp_path, line, said) -> None:
    (tmp_path / ".env").write_text(f"RAPPORT_{line}\n", "utf-8")
    with pytest.raises(BadSettings) as fault:
        read_settings(_env_file=tmp_path / ".env")
    assert str(fault.value).startswith(f"RAPPORT_{said}")


def test_tokens_that_were_swapped_are_told_apart_before_slack_is_asked() -> None:
    with pytest.raises(BadSettings) as fault:
        read_settings(secret_key=SECRET, slack_bot_token="xapp-swapped", slack_app_token="xoxb-swapped")
    bot, app = str(fault.value).splitlines()
    assert bot.startswith("RAPPORT_SLACK_BOT_TOKEN: has to begin with xoxb-; copy the Bot User OAuth Token")
    assert app.startswith(
        "RAPPORT_SLACK_APP_TOKEN: has to begin with xapp-; copy the App-Level Token from Basic Information"
    )
    assert "swapped" not in str(fault.value)


async def test_a_key_that_is_missing_is_said_first_and_everything_else_is_looked_at(url, database, slack) -> None:
    slack.workspace.revoked = "token_revoked"
    found = await examined(url, secret_key=None, **credentials_of(slack))
    assert [each.text.id for each in found if each.grade == "mend"] == ["doctor.settings.wrong", "doctor.slack.removed"]
    assert "RAPPORT_SECRET_KEY" in said(found, "settings.wrong")
    await database.write(lambda tx: tx.conn.execute(text("DELETE FROM alembic_version")))
    assert ids(await examined(url, secret_key=None), "mend") == {"settings.wrong", "database.none"}


# --- the database --------------------------------------------------------------------------------------------------


async def test_a_database_that_is_not_there_is_not_made(url, tmp_path) -> None:
    assert ids(await examined(url), "mend") == {"database.none"}
    assert list(tmp_path.iterdir()) == []


async def test_another_key_is_noticed(url, database) -> None:
    assert ids(await examined(url, secret_key="another secret, 32 characters or more"), "mend") == {
        "database.other_key"
    }


@pytest.mark.parametrize(
    ("done", "word"),
    [
        ("UPDATE alembic_version SET version_num = '9999_of_tomorrow'", "database.newer"),
        ("DELETE FROM alembic_version", "database.none"),
    ],
)
async def test_a_database_of_another_release_is_told_apart(url, database, done, word) -> None:
    await database.write(lambda tx: tx.conn.execute(text(done)))
    assert ids(await examined(url), "mend") == {word}


async def test_a_server_that_is_away_is_said_without_its_password(url) -> None:
    found = await examined(f"postgresql://someone:a-password@127.0.0.1:{free_port()}/rapport")
    assert ids(found, "mend") == {"database.away"}
    assert "a-password" not in repr(found)


# --- the company ---------------------------------------------------------------------------------------------------


async def test_people_and_departments_that_lack_something_are_named_up_to_five(url, database) -> None:
    def add(tx) -> None:
        for n in range(7):
            roster.insert_person(tx, Person(f"p{n}", f"Person {n}", f"p{n}@example.com", "lab"), AT)
        roster.upsert_department(tx, Department("lab", {"en": "Lab", "zh-CN": "实验室"}))

    await database.write(add)
    found = await examined(url)
    assert ids(found, "mend") == {"people.no_zone", "people.no_manager", "departments.no_head"}
    assert said(found, "people.no_zone").startswith("7 people have UTC")
    assert "Person 3, Person 4 and 2 more" in said(found, "people.no_zone")
    assert said(found, "departments.no_head").startswith("One department has no head: Lab.")
    assert "people.unknown" not in ids(found, "look"), "nobody is to be known where there is no chat platform"


async def test_who_is_not_known_on_a_chat_is_worth_knowing_and_nothing_to_mend(url, database, slack) -> None:
    account = identities.Identity("slack", "T", "U1")
    await database.write(identities.link, account, "olga", HowLinked.IMPORT, AT)
    found = await examined(url, **credentials_of(slack))
    assert "陈伟" in said(found, "people.unknown")
    assert "Olga" not in said(found, "people.unknown")
    assert ids(found, "mend") == set()


async def test_whose_account_is_not_clear_is_to_be_mended(url, database, slack) -> None:
    twice = {"S1": "wei@example.com", "S2": "wei@example.com"}
    await database.write(introducing.newcomers, "slack", "T", twice, AT)
    found = await examined(url, **credentials_of(slack))
    assert "people.claimed" in ids(found, "mend")
    assert "陈伟" in said(found, "people.claimed")
    assert "陈伟" not in said(found, "people.unknown")


async def test_a_calendar_that_is_missing_is_said_with_its_file(url, database) -> None:
    assert "calendar.fine" in ids(await examined(url, at=datetime(2026, 10, 31, tzinfo=UTC)), "fine")
    found = await examined(url, at=datetime(2030, 11, 1, tzinfo=UTC))
    assert [each.text.id for each in found].count("doctor.calendar.missing") == 2, "for this year and the next"
    found = await examined(url, at=datetime(2031, 3, 1, tzinfo=UTC))
    assert ids(found, "mend") == {"calendar.missing"}
    assert "CN.yaml" in said(found, "calendar.missing")
    assert "in 2031" in said(found, "calendar.missing")


# --- messages ------------------------------------------------------------------------------------------------------


async def test_messages_that_wait_are_counted_by_why(url, database) -> None:
    office, now = Office(database), datetime.now(UTC)
    [limited, locked, kept, blocked, _] = await office.plan("wei", "a", "b", "c", "d", "e")
    later = now + timedelta(hours=3)

    def settle(tx) -> None:
        sending.later(tx, limited, later, "ratelimited")
        sending.later(tx, locked, later, "sign_in")
        sending.hold(tx, kept, later, date(2026, 11, 30), "")
        sending.failed(tx, blocked, "blocked")

    await database.write(settle)
    found = await examined(url, at=now + timedelta(minutes=2))
    waits = {WORDS.text(each.text, "en") for each in found if each.text.id == "doctor.messages.wait"}
    assert waits == {
        "One message is waiting: the platform limits how fast Rapport may write. Nothing to mend.",
        "One message is waiting: the platform refuses our secret. Its line in `rapport doctor` says how to mend that.",
        "One message is waiting: held back on purpose, for working hours or a week with room. Nothing to mend.",
        "One message is waiting: next in line, as soon as Rapport gets that far.",
    }
    assert "has blocked the app" in said(found, "messages.lost")
    assert "4 messages are waiting for it" in said(found, "messages.not_served")
    assert "陈伟" not in "".join(WORDS.text(each.text, "en") for each in found if "messages" in each.text.id)
    await database.write(organisation.beat, "a replica", now + timedelta(minutes=2))
    assert "messages.not_served" not in ids(await examined(url, at=now + timedelta(minutes=2)), "mend")


async def test_why_tells_of_one_person_what_went_and_what_waits(url, database) -> None:
    office, now = Office(database), datetime.now(UTC)
    account = identities.Identity("slack", "T", "U1")
    await database.write(identities.link, account, "wei", HowLinked.IMPORT, AT)
    await database.write(identities.unreachable, account, "not_installed")
    sent, kept = await office.plan("wei", "a", "b")
    await office.plan("olga", "c")

    def settle(tx) -> None:
        sending.sent(tx, sent, "1.1", now)
        sending.hold(tx, kept, now + timedelta(hours=3), date(2026, 11, 30), "")

    await database.write(settle)
    person, lines = await database.write(explain, "wei@example.com", now)
    told = [WORDS.text(line, "en", person.zone) for line in lines]
    assert told[0] == "陈伟, time zone Asia/Shanghai:"
    assert "isn’t open yet" in told[1]
    assert "Can’t be reached on Slack" in told[2]
    assert [line.endswith("sent, the web page") or "waits until" in line for line in told[3:]] == [True, True]
    assert "for working hours or a week with room" in told[4]
    assert await database.write(explain, "e", now) == Phrase("cli.several", {"who": "e"})
    assert await database.write(explain, "nobody@example.com", now) == Phrase(
        "cli.nobody", {"who": "nobody@example.com"}
    )


# --- the command ---------------------------------------------------------------------------------------------------


@pytest.fixture
def told(url, tmp_path, pytestconfig):
    """Run a command to its end: its exit code and what it printed."""

    def told(*words: str, **more: str) -> tuple[int, str, str]:
        given = {
            **os.environ, "RAPPORT_SECRET_KEY": SECRET, "RAPPORT_DATABASE_URL": url, "LC_ALL": "C.UTF-8",
            "PYTHONPATH": str(pytestconfig.rootpath), "RAPPORT_BASE_URL": HTTPS, **more,
        }  # fmt: skip
        command = [sys.executable, "-m", "bot", *words]
        done = subprocess.run(command, cwd=tmp_path, env=given, capture_output=True, text=True, check=False, timeout=60)
        assert "Traceback" not in done.stderr
        return done.returncode, done.stdout, done.stderr

    return told


def test_the_command_ends_with_what_is_to_be_mended_and_with_1(told) -> None:
    code, out, _ = told("doctor")
    assert code == 1
    assert out.splitlines()[-2:] == [
        "✗ There is no database yet. `rapport people import` or `rapport run` makes one.",
        "One thing to mend, marked ✗.",
    ]
    code, out, _ = told("doctor", RAPPORT_SLACK_BOT_TOKEN="xoxb-a-secret", LC_ALL="zh_CN.UTF-8")
    assert code == 1
    assert "RAPPORT_SLACK_SIGNING_SECRET" in out
    assert "有1个问题要处理" in out
    assert "xoxb-a-secret" not in out


async def test_the_command_ends_with_0_where_all_is_well(told, database) -> None:
    # Of China's official calendar the next year's may be missing on the day on which this runs.
    await database.write(lambda tx: roster.update_person(tx, replace(PEOPLE[1], region="FR")))
    code, out, _ = told("doctor")
    assert (code, out.splitlines()[-1]) == (0, "Nothing to mend.")
    code, out, _ = told("why", "Olga")
    assert code == 0
    assert out.startswith("Olga, time zone Europe/Berlin:\n")
    code, _, err = told("why", "nobody@example.com")
    assert code == 1
    assert "There is nobody called" in err
