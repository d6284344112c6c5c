"""`rapport people import` on real databases: all of it or nothing, and what the importer reads."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from typer.testing import CliRunner

from bot.people_import import Files, Importer, Report, people_app
from conversations.entries import LeadNamed
from conversations.rules.calendar import Calendar, load_calendar
from conversations.rules.calendar_tables import load_overrides
from conversations.rules.roster_file.faults import Faults
from conversations.toolkit.catalogue import Catalogue
from conversations.toolkit.effects import Record
from storage import audit, identities, imported, people, records, roster, sessions
from storage.crypto import KeyRing
from storage.database import Database, Transaction
from storage.schema import migrate
from storage.tables.base import rows_of
from storage.tables.people import HowLinked
from storage.tables.records import Audit
from tests.words import the_catalogue

RING = KeyRing("a secret of the tests, 32 characters and more")
AT = datetime(2026, 11, 23, 20, 0, tzinfo=UTC)
FILE = """\
姓名,邮箱,部门,直属主管,职务,语言,时区,地区,入职日期,每周工时,角色,Slack ID
王芳,wang.fang@firma.cn,管理部,,总经理,中文,Asia/Shanghai,CN,2019-03-01,40,,U0WANG
李强,li.qiang@firma.cn,研发部,王芳,工程师,中文,Asia/Shanghai,CN,2024-03-01,40,,U0LI
Ann Meyer,ann@firma.cn,研发部,li.qiang@firma.cn,Engineer,en,Europe/Berlin,DE-BY,2020-01-01,20,"hr,admin",
"""
DEPARTMENTS = "编号,名称,上级部门,负责人\nmgmt,管理部,,王芳\nrd,研发部,管理部,李强\n"


@cache
def calendar_of(region: str) -> Calendar:
    return load_calendar(region or "US", load_overrides(None))


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return the_catalogue()


@pytest.fixture
async def database(migrated_url: str) -> AsyncIterator[Database]:
    database = Database.open(migrated_url, RING)
    yield database
    await database.close()


@pytest.fixture
def take(database: Database, catalogue: Catalogue):
    """Import files, given as text, on a Monday evening."""
    importer = Importer(database, catalogue, AT, calendar_of, {"slack": "T0FIRMA"})

    async def take(people: str, departments: str | None = None, **asked: bool) -> Report:
        given = None if departments is None else departments.encode()
        return await importer.take(Files(people.encode(), given, **asked))

    return take


async def by_email(database: Database, email: str):
    return await database.read(people.by_email, email)


async def trail(database: Database) -> list[tuple[str, str, str]]:
    def read(tx: Transaction) -> list[tuple[str, str, str]]:
        rows = tx.conn.execute(select(rows_of(Audit)).order_by(rows_of(Audit).c.seq))
        return [(row.action, row.subject, row.facts) for row in rows]

    return await database.read(read)


async def test_an_import_stands_in_the_address_book(database, take):
    report = await take(FILE, DEPARTMENTS)
    assert len(report.outcome.added) == 3
    wang, li, ann = [await by_email(database, f"{name}@firma.cn") for name in ("wang.fang", "li.qiang", "ANN")]
    assert (li.manager, ann.manager, wang.manager) == (wang.id, li.id, "")
    assert (ann.zone, ann.region, ann.weekly_hours, ann.roles) == ("Europe/Berlin", "DE-BY", 20, {"hr", "admin"})
    assert (li.language, li.start_date, li.title) == ("zh-CN", date(2024, 3, 1), "工程师")
    departments = {each.id: each for each in await database.read(people.departments)}
    assert (departments["rd"].parent, departments["rd"].head) == ("mgmt", li.id)
    assert not departments["rd"].opened, "only HR opens a department"
    assert (await database.read(people.by_identity, "slack", "T0FIRMA", "U0LI")).id == li.id
    assert (await database.read(people.by_identity, "web", "", ann.id)).id == ann.id


async def test_the_same_files_again_change_nothing(database, take):
    await take(FILE, DEPARTMENTS)
    before = await database.read(imported.company)
    report = await take(FILE, DEPARTMENTS, deactivate_missing=True)
    assert not report.outcome
    assert await database.read(imported.company) == before


async def test_a_dry_run_tells_and_changes_nothing(database, take):
    report = await take(FILE, DEPARTMENTS, dry_run=True)
    assert len(report.outcome.added) == 3
    assert (await database.read(imported.company)).people == ()
    assert await trail(database) == []


async def test_one_fault_on_the_last_line_changes_nothing(database, take):
    await take(FILE, DEPARTMENTS)
    before, told = await database.read(imported.company), await trail(database)
    report = await take(FILE.replace("工程师", "Lead") + "Ben,ben@firma.cn,,Zoltan,,,Mars,,,,,\n", DEPARTMENTS)
    assert isinstance(report.outcome, Faults)
    assert {fault.line for fault in report.outcome.items} == {5}
    assert await database.read(imported.company) == before
    assert await trail(database) == told


async def test_a_new_manager_and_new_roles_are_in_the_trail(database, take):
    await take(FILE)
    ann, wang, li = [await by_email(database, f"{name}@firma.cn") for name in ("ann", "wang.fang", "li.qiang")]
    report = await take(FILE.replace("li.qiang@firma.cn,Engineer", "王芳,Engineer").replace('"hr,admin"', "hr"))
    assert [move.new for move in report.outcome.moved] == [wang.id]
    assert (await database.read(people.manager_of, ann.id)).id == wang.id
    assert await database.read(people.reports, li.id) == []
    actions = {(action, subject): facts for action, subject, facts in await trail(database)}
    assert actions["manager_changed", ann.id] == f'{{"new": "{wang.id}", "old": "{li.id}"}}'
    assert actions["roles_given", ann.id] == '{"roles": "hr"}'
    assert await database.read(audit.verify) == []


async def test_who_is_no_longer_in_the_file_is_locked_out_at_once_if_asked_for(database, take):
    await take(FILE)
    li = await by_email(database, "li.qiang@firma.cn")
    secret = await database.write(sessions.begin, li.id, AT)
    shorter = "\n".join(line for line in FILE.replace("li.qiang@firma.cn,Engineer", "王芳,Engineer").splitlines()
                        if not line.startswith("李强"))  # fmt: skip
    await take(shorter)
    assert await by_email(database, "li.qiang@firma.cn")
    report = await take(shorter, deactivate_missing=True)
    assert [person.id for person in report.outcome.gone] == [li.id]
    assert await by_email(database, "li.qiang@firma.cn") is None
    assert await database.read(people.by_identity, "slack", "T0FIRMA", "U0LI") is None
    assert await database.read(sessions.find, secret, AT + timedelta(seconds=1)) is None
    assert (await database.read(people.person, li.id)).leaving_date == date(2026, 11, 24), "the day in Shanghai"
    back = await take(FILE)
    assert [person.id for person in back.outcome.back] == [li.id]
    assert (await by_email(database, "li.qiang@firma.cn")).leaving_date is None


async def test_nobody_is_linked_by_an_address_and_no_link_is_replaced(database, take):
    await take(FILE)
    ann, li = await by_email(database, "ann@firma.cn"), await by_email(database, "li.qiang@firma.cn")
    assert ann.id not in (await database.read(imported.company)).accounts.values()
    linked = identities.Identity("slack", "T0FIRMA", "U0SSO")
    await database.write(identities.link, linked, ann.id, HowLinked.VERIFIED_EMAIL, AT)
    for file in (FILE.replace("U0LI", "U0SSO"), FILE.replace("U0LI", "U0NEW")):
        assert isinstance((await take(file)).outcome, Faults)
    assert (await database.read(people.by_identity, "slack", "T0FIRMA", "U0SSO")).id == ann.id
    assert (await database.read(people.by_identity, "slack", "T0FIRMA", "U0LI")).id == li.id


class Meddled(Database):
    """A database into which somebody else writes, once, just before our own transaction."""

    meddle: Callable[[Transaction], None] | None = None

    async def write(self, fn, *args, **how):
        meddle, self.meddle = self.meddle, None
        if meddle:
            await super().write(meddle)
        return await super().write(fn, *args, **how)


async def test_a_change_in_between_is_not_overwritten(database, migrated_url, take, catalogue):
    """Between reading and writing somebody else imports: the files are compared again with what stands then."""
    await take(FILE)
    ann = await by_email(database, "ann@firma.cn")
    meddled = Meddled.open(migrated_url, RING)
    meddled.meddle = lambda tx: roster.update_person(tx, replace(ann, title="Principal engineer"))
    files = Files(b"name,email,hours\nAnn Meyer,ann@firma.cn,32\n")
    report = await Importer(meddled, catalogue, AT, calendar_of).take(files)
    await meddled.close()
    assert [change.field for change in report.outcome.changed[0].changes] == ["weekly_hours"]
    ann = await by_email(database, "ann@firma.cn")
    assert (ann.title, ann.weekly_hours) == ("Principal engineer", 32)


LINES = st.lists(
    st.tuples(
        st.integers(0, 7),
        st.integers(-1, 7),
        st.sampled_from(["R&D", "Sales", ""]),
        st.sampled_from(["hr", "admin", ""]),
        st.sampled_from(["Europe/Berlin", "Asia/Shanghai", "Asia/Beijing", ""]),
    ),
    min_size=1,
    max_size=8,
)


def written(lines) -> str:
    return "name,email,manager,department,roles,time zone\n" + "".join(
        f"P{who},p{who}@b.cc,{'' if above < 0 else f'p{above}@b.cc'},{department},{role},{zone}\n"
        for who, above, department, role, zone in lines
    )


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(LINES, st.booleans()), min_size=1, max_size=4))
async def test_any_files_in_any_order(database, take, files):
    """Whatever is imported: a fault changes nothing, the same again changes nothing, the book is as was foretold."""
    for lines, deactivate_missing in files:
        before = await database.read(imported.company)
        report = await take(written(lines), deactivate_missing=deactivate_missing)
        after = await database.read(imported.company)
        if isinstance(report.outcome, Faults):
            assert after == before
        else:
            told = {person.id: replace(person, leaving_date=None) for person in report.outcome.after.people}
            assert {person.id: replace(person, leaving_date=None) for person in after.people} == told
            assert not (await take(written(lines), deactivate_missing=deactivate_missing)).outcome


# --- the command ---------------------------------------------------------------------------------------------------


@pytest.fixture
def command(tmp_path, catalogue: Catalogue, caplog) -> Callable[..., tuple[int, str]]:
    """Run `people ...` on an SQLite database; gives the exit code and what was printed."""
    url = f"sqlite:///{tmp_path / 'rapport.db'}"
    migrate(url)
    (tmp_path / "people.csv").write_text(FILE)
    (tmp_path / "departments.csv").write_text(DEPARTMENTS)
    (tmp_path / "bad.csv").write_text(FILE.replace("王芳,工程师", "王方,工程师"))

    @asynccontextmanager
    async def opened() -> AsyncIterator[Importer]:
        database = Database.open(url, RING)
        yield Importer(database, catalogue, AT, calendar_of)
        await database.close()

    def run(*words: str, typed: str = "", locale: str = "C.UTF-8") -> tuple[int, str]:
        arguments = [str(tmp_path / word) if word.endswith(".csv") else word for word in words]
        result = CliRunner(env={"LC_ALL": locale}).invoke(people_app(opened), arguments, input=typed)
        assert not caplog.records, "no line of a roster is for a log"
        return result.exit_code, result.output

    return run


def test_the_command_says_what_it_did(command):
    code, printed = command("import", "people.csv", "--departments", "departments.csv", "--dry-run")
    assert code == 0
    assert printed.splitlines()[:4] == [
        "New: 2 departments",
        "  管理部, head: 王芳",
        "  研发部, head: 李强",
        "New: 3 people",
    ]
    assert printed.splitlines()[-1] == "This was a dry run. Nothing was changed."
    assert command("import", "people.csv")[1].splitlines()[-1] == "Imported."
    assert command("import", "people.csv", "--language", "zh-CN") == (
        0,
        "没有变化，现在和文件里写的一样。\n"
        "有 1 个人没有聊天账号，只能用网页：Ann Meyer。\n"
        "有 2 个部门没有负责人：研发部和管理部。\n",
    )


def test_the_command_speaks_the_terminals_language_unless_told_otherwise(command):
    command("import", "people.csv")
    assert command("import", "people.csv", locale="zh_CN.UTF-8")[1].startswith("没有变化")
    assert command("import", "people.csv", "--language", "en", locale="zh_CN.UTF-8")[1].startswith("Nothing to do")


async def person_of(tmp_path, email: str) -> str | None:
    database = Database.open(f"sqlite:///{tmp_path / 'rapport.db'}", RING)
    try:
        return await database.read(people.anybody_by_email, email)
    finally:
        await database.close()


def test_whoever_is_erased_is_gone_and_nobody_else(command, tmp_path):
    command("import", "people.csv", "--departments", "departments.csv")
    code, printed = command("erase", "Ann@firma.cn", "--yes")
    assert (code, printed.split(" is erased")[0]) == (0, "Ann@firma.cn")
    assert asyncio.run(person_of(tmp_path, "ann@firma.cn")) is None
    assert asyncio.run(person_of(tmp_path, "li.qiang@firma.cn"))
    assert command("erase", "ann@firma.cn", "--yes")[0] == 1, "nobody has that address any more"


@pytest.mark.parametrize(("typed", "code"), [("LI.qiang@firma.cn\n", 0), ("li.qiang@firma.com\n", 1), ("\n\nno\n", 1)])
def test_erasing_asks_for_the_address_once_more(command, tmp_path, typed, code):
    command("import", "people.csv", "--departments", "departments.csv")
    ended, printed = command("erase", "li.qiang@firma.cn", "--language", "zh-CN", typed=typed)
    assert ended == code
    assert "谁都恢复不了" in printed
    assert (asyncio.run(person_of(tmp_path, "li.qiang@firma.cn")) is None) == (code == 0)


def test_the_command_says_what_is_wrong(command):
    assert command("import", "bad.csv", "--language", "zh-CN") == (
        1,
        "什么都没有导入。请先改好下面这些，再试一次。\n人员：1 处要改\n"
        "  第 3 行，直属主管：名单里没有人叫“王方”。请检查名字，或者直接写邮箱。\n",
    )
    code, printed = command("import", "nowhere.csv")
    assert code == 2
    assert "that I can read. Check the path." in printed


async def test_a_move_ends_for_good_whom_a_lead_reads_for(database, take):
    """Back under the same manager nobody is read by a lead who was named before."""
    await take(FILE, DEPARTMENTS)
    wang, li, ann = [await by_email(database, f"{name}@firma.cn") for name in ("wang.fang", "li.qiang", "ann")]
    away, back = FILE.replace("王芳,工程师", ",工程师"), FILE.replace("li.qiang@firma.cn,Engineer", "王芳,Engineer")
    await take(back)
    named = Record("named", LeadNamed(li.id), ann.id, audience="pair")
    await database.write(records.append, wang.id, AT, named)
    assert (await by_email(database, "ann@firma.cn")).lead == li.id
    await take(away)
    await take(back)
    await database.write(records.rebuild)
    assert (await by_email(database, "ann@firma.cn")).lead == ""
