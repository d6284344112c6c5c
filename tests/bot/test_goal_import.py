"""`rapport goals` on real databases: in from files, out into files, nothing twice, and back again."""

import asyncio
import csv
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from typer.testing import CliRunner

from bot.goal_import import Asked, GoalDesk, goals_app
from conversations.entries.goals import GoalConfirmed, GoalMoved, GoalSet, ResultValue
from conversations.rules.goal_file.comparing import Comparison
from conversations.rules.goal_file.reading import FileWords, GoalFile, read_goal_file
from conversations.rules.goal_file.report import report_lines
from conversations.rules.goal_file.writing import as_csv, as_workbook
from conversations.rules.goals import GoalContent, KeyResult
from conversations.rules.indicator_files import load_library
from conversations.rules.indicator_library import Library
from conversations.rules.roster import Department, Person
from conversations.rules.roster_file.faults import Faults
from conversations.toolkit.catalogue import Catalogue
from conversations.toolkit.effects import Record
from conversations.toolkit.vocabulary import Vocabulary
from storage import due, goal_imports, people, records, roster
from storage.crypto import KeyRing
from storage.database import Database, Transaction
from storage.goal_imports import Undone
from storage.reader import StoreReader
from storage.schema import migrate
from tests.words import the_catalogue

RING = KeyRing("a secret of the tests, 32 characters and more")
AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
QUARTER = (date(2026, 10, 1), date(2026, 12, 31))
RENEWALS = KeyResult("r1", "Renewal rate", "number", Decimal(82), Decimal(90), "%")
CALLS = KeyResult("r2", "Calls", "number", Decimal(0), Decimal(300), "calls")
SIGNED = KeyResult("r3", "Contract signed", "yes_no")
STAY = GoalContent("Customers stay", *QUARTER, (RENEWALS, CALLS, SIGNED))
SALES = GoalContent("销售额", *QUARTER, (KeyResult("r1", "销售额", "number", Decimal(0), Decimal(500), "万元"),))
SECRET = GoalContent("Learn to delegate", *QUARTER, (replace(CALLS, id="r1"),), visibility="private")


def _found(tx: Transaction) -> None:
    """Max leads Ann and Li; Hana is HR in another department; Boss leads them."""
    for id_, manager, department in (("boss", "", "mgmt"), ("max", "boss", "sales"), ("ann", "max", "sales"),
                                     ("li", "max", "sales"), ("hana", "boss", "people")):  # fmt: skip
        roles = frozenset({"hr"}) if id_ == "hana" else frozenset()
        roster.insert_person(tx, Person(id_, id_.title(), f"{id_}@firma.cn", department, manager, roles=roles), AT)
    for goal, owner, content in (("g1", "ann", STAY), ("g2", "li", SALES), ("g3", "ann", SECRET)):
        audience = "pair" if content.visibility == "private" else "team"
        records.append(tx, owner, AT, Record(f"{goal}s", GoalSet(goal, content), owner, audience=audience))
        records.append(tx, "max", AT, Record(f"{goal}c", GoalConfirmed(goal, 1, "manager"), owner, audience=audience))
    records.append(
        tx, "li", AT, Record("d", GoalSet("g4", replace(SALES, title="Draft"), draft=True), "li", audience="self")
    )


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return the_catalogue()


class Company:
    """The company, its files and what is known of it."""

    def __init__(self, desk: GoalDesk) -> None:
        self.desk = desk

    async def person(self, who: str) -> Person:
        return await self.desk.database.read(people.person, who)

    async def take(self, text: str | bytes, who: str = "max", **asked):
        data = text if isinstance(text, bytes) else text.encode()
        return await self.desk.take(await self.person(who), Asked(data, **asked))

    async def told(self, text: str | bytes, who: str = "max", **asked) -> list[str]:
        report = await self.take(text, who, **asked)
        lines = report_lines(report.outcome, dry_run=report.dry_run, id_="ID")
        return [self.desk.catalogue.text(line.text, "en") for line in lines]

    async def goal(self, id_: str, who: str = "max"):
        def read(tx: Transaction):
            me = people.person(tx, who)
            return StoreReader(tx, me, {}.__getitem__, AT, vocabulary=Vocabulary({}, {}, {})).goal(id_)

        return await self.desk.database.read(read)

    async def history(self, id_: str, who: str = "max"):
        def read(tx: Transaction):
            me = people.person(tx, who)
            return StoreReader(tx, me, {}.__getitem__, AT, vocabulary=Vocabulary({}, {}, {})).goal_history(id_)

        return await self.desk.database.read(read)

    async def say(self, *values: tuple[str, int], id: str) -> None:
        """Ann says how far she is."""
        moved = GoalMoved("g1", "", tuple(ResultValue(result, Decimal(value)) for result, value in values))
        await self.desk.database.write(records.append, "ann", AT, Record(id, moved, "ann", audience="team"))

    async def known(self, owner: str, who: str = "max"):
        return (await self.desk.database.read(goal_imports.known_goals, await self.person(who)))[owner]


async def read_here(data: bytes, words: FileWords) -> GoalFile | Faults:
    """Read a file in this process: a child of its own takes a second; how a desk reads by itself is seen of a bomb."""
    return read_goal_file(data, words)


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library(None)


@pytest.fixture
async def company(migrated_url: str, catalogue: Catalogue, library: Library) -> AsyncIterator[Company]:
    database = Database.open(migrated_url, RING)
    await database.write(_found)
    yield Company(GoalDesk(database, catalogue, library, AT, read_here))
    await database.close()


HEAD = "person,goal,key result,period,target,actual,unit\n"
OCTOBER = (
    HEAD
    + "ann@firma.cn,Customers stay,Renewal rate,2026-10,,84%,%\nann@firma.cn,Customers stay,Calls,2026-10,100,96,\n"
)


async def test_numbers_come_in_and_the_same_file_again_changes_nothing(company):
    assert await company.told(OCTOBER) == [
        "Ann, Customers stay: Renewal rate 2026-10: 84%",
        "Ann, Customers stay: Calls 2026-10: 96 calls",
        "Imported as ID. To take it back: rapport goals undo ID",
    ]
    assert (await company.goal("g1")).values == {"r1": 84, "r2": 96}
    entry = (await company.history("g1"))[-1]
    assert (entry.author, entry.entry.measured[1].target) == ("max", 100)
    assert await company.told(OCTOBER) == ["Nothing to do. Everything already matches the file."]
    assert len(await company.history("g1")) == 3


async def test_a_dry_run_changes_nothing(company):
    lines = await company.told(OCTOBER, dry_run=True)
    assert lines[-1] == "This was a dry run. Nothing was changed."
    assert (await company.goal("g1")).values == {}


async def test_the_next_month_moves_on_and_a_late_correction_does_not_move_back(company):
    await company.take(OCTOBER)
    november = OCTOBER.replace("2026-10", "2026-11").replace("84%", "86%").replace("96", "210")
    assert (await company.told(november))[0] == "Ann, Customers stay: Renewal rate 2026-11: 86%"
    assert (await company.goal("g1")).values == {"r1": 86, "r2": 210}
    corrected = await company.told(OCTOBER.replace("84%", "83%"))
    assert corrected[:-1] == ["Ann, Customers stay: Renewal rate 2026-10: 84 → 83%"]
    assert (await company.goal("g1")).values == {"r1": 86, "r2": 210}
    assert await company.told(november) == ["Nothing to do. Everything already matches the file."]


async def test_what_was_said_by_hand_since_stays(company):
    await company.take(OCTOBER)
    moved = GoalMoved("g1", "on_track", (ResultValue("r1", Decimal(85)), ResultValue("r2", Decimal(120))), "By hand")
    record = Record("hand", moved, "ann", audience="team")
    await company.desk.database.write(records.append, "ann", AT, record)
    assert await company.told(OCTOBER) == ["Nothing to do. Everything already matches the file."]
    await company.take(OCTOBER.replace("2026-10", "2026-11"))
    goal = await company.goal("g1")
    assert (goal.values["r1"], goal.note, goal.standing.pace) == (84, "By hand", "on_track")


async def test_the_number_of_a_month_that_was_over_before_the_latest_word_is_history(company):
    await company.say(("r1", 88), id="hand")
    assert await company.told(OCTOBER) == [
        "Ann, Customers stay: Renewal rate 2026-10: 84%",
        "Ann, Customers stay: Calls 2026-10: 96 calls",
        "Line 2: 84% is kept for 2026-10. 88% was said later, on Mon 23 Nov, and stands.",
        "Imported as ID. To take it back: rapport goals undo ID",
    ]
    assert (await company.goal("g1")).values == {"r1": 88, "r2": 96}
    [october] = [each for each in await company.desk.table(await company.person("ann")) if "2026-10" in each][:1]
    assert 84 in october, "the month shows its own number"
    assert await company.told(OCTOBER) == ["Nothing to do. Everything already matches the file."]
    november = await company.told(OCTOBER.replace("2026-10", "2026-11").replace("84%", "86%"))
    assert november[0] == "Ann, Customers stay: Renewal rate 2026-11: 86%"
    assert (await company.goal("g1")).values["r1"] == 86, "that month was not over yet"


async def test_two_months_at_once_move_on_past_a_word_said_between_them(company):
    await company.say(("r1", 88), id="hand")
    november = OCTOBER.replace("2026-10", "2026-11").removeprefix(HEAD)
    assert not [line for line in await company.told(OCTOBER + november) if line.startswith("Line")]
    assert (await company.goal("g1")).values["r1"] == 84


async def test_hr_learns_that_a_later_number_stands_but_not_which(company):
    await company.say(("r1", 88), id="hand")
    told = await company.told(OCTOBER, "hana")
    assert told[2] == "Line 2: 84% is kept for 2026-10. A later number has been said since, and stands."
    assert (await company.goal("g1")).values["r1"] == 88


CHINESE = "邮箱,指标,考核月份,实绩,单位\nli@firma.cn,销售额,2026年10月,120,万元\n"


async def test_a_chinese_file_in_the_encodings_that_excel_writes(company):
    for n, encoding in enumerate(("utf-8", "utf-8-sig", "gb18030", "utf-16"), 120):
        report = await company.take(CHINESE.replace("120", str(n)).encode(encoding))
        assert isinstance(report.outcome, Comparison), encoding
        assert (await company.goal("g2")).values == {"r1": n}


async def test_other_headers_are_said_once(company):
    odd = CHINESE.replace("实绩", "本月做了多少").replace("考核月份", "当月")
    assert "--map" in (await company.told(odd))[1]
    columns = {"本月做了多少": "actual", "当月": "period"}
    await company.take(odd, columns=columns, dry_run=True)
    assert isinstance((await company.take(odd)).outcome, Faults), "a dry run keeps nothing"
    await company.take(odd, columns=columns)
    november = odd.replace("10月,120", "11月,260")
    assert (await company.told(november))[0] == "Li, 销售额: 销售额 2026-11: 260 万元"
    swapped = "单位,邮箱,指标,当月,本月做了多少\n万元,li@firma.cn,销售额,2026年11月,400\n"
    assert isinstance((await company.take(swapped)).outcome, Comparison), "whatever the order of the columns"


async def test_what_one_said_of_columns_turns_no_other_file_round(company):
    turned = {"target": "actual", "actual": "target"}
    line = "ann@firma.cn,Customers stay,Calls,{},{},,\n"
    await company.take(HEAD + line.format("2026-11", 7), "ann", columns=turned)
    assert (await company.told(OCTOBER))[1] == "Ann, Customers stay: Calls 2026-10: 96 calls"
    told = await company.told(HEAD + line.format("2026-10", 8), "ann")
    assert told[0] == "Ann, Customers stay: Calls 2026-10: 96 → 8 calls"


WRONG = {
    "nobody": ("eve@firma.cn,Customers stay,Calls,2026-10,,1,", "Line 2, person: eve@firma.cn is not on the roster"),
    "no address": ("ann@,Customers stay,Calls,2026-10,,1,", "Line 2, person: “ann@” is not an e-mail address"),
    "no department": ("Ann,Customers stay,Calls,2026-10,,1,", "Line 2, person: Ann is not on the roster"),
    "not theirs": ("boss@firma.cn,Customers stay,Calls,2026-10,,1,", "doesn’t report to you"),
    "no goal": ("ann@firma.cn,Customers leave,Calls,2026-10,,1,", "Line 2, goal: There is no goal “Customers leave”"),
    "a draft": ("li@firma.cn,Draft,,2026-10,,1,", "There is no goal “Draft”"),
    "no result": ("ann@firma.cn,Customers stay,Visits,2026-10,,1,", "no key result “Visits”"),
    "which result": ("ann@firma.cn,Customers stay,,2026-10,,1,", "several key results"),
    "no number": ("ann@firma.cn,Customers stay,Calls,2026-10,,many,", "Line 2, actual: “many” isn’t a number"),
    "too long": (f"ann@firma.cn,Customers stay,Calls,2026-10,,{'1' * 30}.12345678,", "isn’t a number"),
    "decimal comma": ('ann@firma.cn,Customers stay,Calls,2026-10,,"1,5",', "“1,5” isn’t a number"),
    "error": ("ann@firma.cn,Customers stay,Calls,2026-10,,#N/A,", "“#N/A” isn’t a number"),
    "unit": ("ann@firma.cn,Customers stay,Renewal rate,2026-10,,1,万元", "“万元” is not the unit"),
    "yes or no": ("ann@firma.cn,Customers stay,Contract signed,2026-10,,7,", "Write 1 or 0"),
    "outside": ("ann@firma.cn,Customers stay,Calls,2026-09,,1,", "The goal runs in 2026-Q4, not in 2026-09."),
    "not yet": ("ann@firma.cn,Customers stay,Calls,2026-12,,1,", "2026-12 hasn’t begun"),
    "no period": ("ann@firma.cn,Customers stay,Calls,soon,,1,", "“soon” isn’t a period"),
}  # fmt: skip


async def test_a_line_that_cannot_be_taken_refuses_the_file_and_says_why(company):
    good = "ann@firma.cn,Customers stay,Renewal rate,2026-10,,84,%\n"
    for what, (line, says) in WRONG.items():
        told = await company.told(HEAD + line + "\n" + good)
        assert told[0] == "Nothing was imported. 1 problem to fix:", what
        assert says in told[1], what
    assert (await company.goal("g1")).values == {}


async def test_all_that_is_wrong_is_told_at_once(company):
    lines = (
        "ann@firma.cn,Customers stay,Calls,soon,,1,",
        "ann@firma.cn,Customers stay,Calls,2026-10,,many,",
        "eve@firma.cn,Customers stay,Calls,2026-10,,1,",
        "ann@firma.cn,Customers leave,Calls,2026-10,,1,",
    )
    told = await company.told(HEAD + "\n".join(lines))
    assert told[0] == "Nothing was imported. 4 problems to fix:"
    assert [line.split(",")[0] for line in told[1:]] == ["Line 2", "Line 3", "Line 4", "Line 5"]


@pytest.mark.parametrize(
    ("written", "read"), [("13,5", "13.5"), ("1.234,5", "1,234.5"), ("1.234.567", "1,234,567"), ("0,126", "0.126"),
                          ("13.5", "13.5"), ("-2,5", "-2.5")],
)  # fmt: skip
async def test_a_file_with_semicolons_has_decimal_commas(company, written, read):
    line = HEAD.replace(",", ";") + f"ann@firma.cn;Customers stay;Calls;Okt 2026;;{written};\n"
    assert (await company.told(line, dry_run=True))[0] == f"Ann, Customers stay: Calls 2026-10: {read} calls"


async def test_what_may_be_thousands_or_decimals_is_asked_about(company):
    line = HEAD.replace(",", ";") + "ann@firma.cn;Customers stay;Calls;2026-10;;1,200;\n"
    assert (await company.told(line))[1].endswith("Write 1200 or 1,2000.")


@pytest.mark.parametrize(
    ("actual", "note"),
    [
        ("0.84", "Line 2: 0.84 counts as 0.84%. If 84% is meant, write it like that and import the file again."),
        ("8", "Line 2: 8 counts as 8%. If 80% is meant, write it like that and import the file again."),
        ("40", "Line 2: 40 counts as 40%, which is far off this goal’s start and target. Check that it’s right."),
        ("-84%", "Line 2: -84% counts as -84%. If 84% is meant, write it like that and import the file again."),
        ("(84)", "Line 2: (84) counts as -84%. If 84% is meant, write it like that and import the file again."),
    ],
)
@pytest.mark.parametrize("dry_run", [True, False])
async def test_a_number_that_can_hardly_be_meant_is_not_taken_without_a_word(company, actual, note, dry_run):
    line = HEAD + "ann@firma.cn,Customers stay,Renewal rate,2026-10,,{},\n"
    assert (await company.told(line.format(actual), dry_run=dry_run))[1] == note
    assert len(await company.told(line.format("84"))) == 2


async def test_thousands_that_may_be_decimals_are_told(company):
    line = HEAD + 'ann@firma.cn,Customers stay,Calls,2026-10,,"1,200",\n'
    assert (await company.told(line, dry_run=True))[1] == (
        "Line 2: 1,200 counts as 1,200 calls. If 1.2 calls is meant, write it like that and import the file again."
    )


async def test_of_a_goal_that_hr_may_not_read_no_doubt_tells_how_far_off_a_number_is(company):
    line = HEAD + "ann@firma.cn,Customers stay,Renewal rate,2026-10,,0.84,\n"
    assert len(await company.told(line, "hana", dry_run=True)) == 2


async def test_the_same_number_twice_in_a_file_is_asked_about(company):
    line = "ann@firma.cn,Customers stay,Calls,2026-10,,1,\n"
    assert "Line 2 already has this" in (await company.told(HEAD + line * 2))[1]


async def test_what_was_agreed_is_not_changed_by_a_file(company):
    told = await company.told(HEAD + "ann@firma.cn,Customers stay,Calls,2026Q4,400,96,\n")
    assert told[1].startswith("Line 2: the file’s target is 400, but 300 was agreed.")
    assert (await company.goal("g1")).counts == STAY


async def test_hr_brings_numbers_of_goals_it_does_not_read_and_learns_nothing_from_it(company):
    assert await company.goal("g1", "hana") is None
    await company.take(OCTOBER)
    told = await company.told(OCTOBER.replace("84%", "85%"), "hana")
    assert told[0] == "Ann, Customers stay: Renewal rate 2026-10: 85%", "not what stood before"
    assert (await company.history("g1"))[-1].author == "hana"
    line = "ann@firma.cn,Learn to delegate,Calls,2026-10,,1,\n"
    assert "There is no goal" in (await company.told(HEAD + line, "hana"))[1], "private stays between the two"
    assert isinstance((await company.take(HEAD + line, "max")).outcome, Comparison)
    target = await company.told(HEAD + "ann@firma.cn,Customers stay,Calls,2026Q4,400,97,\n", "hana")
    assert "300" not in " ".join(target)
    assert "doesn’t report to you" in (await company.told(OCTOBER, "li"))[1]


async def test_of_a_goal_that_hr_may_not_read_only_the_words_of_the_file_are_told(company):
    line = HEAD + "ann@firma.cn,g1,r2,2026-10,,1,{}\n"
    assert (await company.told(line.format(""), "hana", dry_run=True))[0] == "Ann, g1: r2 2026-10: 1"
    told = await company.told(line.format("zz"), "hana", dry_run=True)
    assert told[1] == (
        "Line 2, unit: “zz” is not the unit of this goal. Check the unit, and convert the number if it needs it."
    )


@pytest.mark.parametrize("line", ["2026Q4,{},1,", "2026-10,{},1,", "2026-10,1,{},", "2026Q4,,{},"])
async def test_no_guess_of_what_hr_may_not_read_is_told_to_be_right(company, line):
    await company.take(OCTOBER)
    whole = HEAD + "ann@firma.cn,Customers stay,Calls,2026Q4,,300,\n"
    await company.take(whole)
    told = [
        await company.told(
            HEAD + "ann@firma.cn,Customers stay,Calls," + line.format(guess) + "\n", "hana", dry_run=True
        )
        for guess in (300, 100, 96)
    ]
    assert len({str(each).translate(str.maketrans("", "", "0123456789")) for each in told}) == 1, told


async def test_what_hr_has_said_is_not_written_again(company):
    await company.take(OCTOBER)
    assert (await company.told(OCTOBER, "hana"))[-1].startswith("Imported as ID")
    entries = len(await company.history("g1"))
    assert await company.told(OCTOBER, "hana") == ["Nothing to do. Everything already matches the file."]
    assert len(await company.history("g1")) == entries
    later = OCTOBER.replace("100,96", "100,97")
    assert (await company.told(later, "hana"))[0] == "Ann, Customers stay: Calls 2026-10: 97"
    assert ["ann@firma.cn", "Customers stay", "Calls", "", "2026-10", 100, 97, "calls"] in (
        await company.desk.table(await company.person("ann"))
    )


async def test_a_goal_that_nobody_has_is_proposed_if_asked_and_the_owner_is_asked_to_agree(company):
    fresh = HEAD + "ann@firma.cn,New customers,,2026-11,12,3,\n"
    told = await company.told(fresh, create=True)
    assert told[:2] == [
        "Ann: proposed “New customers” with 1 key result, to be agreed",
        "Ann, New customers: New customers 2026-11: 3",
    ]
    goals = await company.desk.database.read(goal_imports.known_goals, await company.person("ann"))
    new = next(goal for goal in goals["ann"] if goal.content.title == "New customers")
    assert (new.state, new.content.due, new.content.results[0].target) == ("proposed", date(2026, 12, 31), 12)
    assert (await company.goal(new.id)).standing.waits_for == {"owner"}
    waiting = await company.desk.database.write(due.claim, AT, AT, 10)
    assert [(each.address.conversation, each.address.owner, each.address.key) for each in waiting] == [
        ("goal", "ann", new.id)
    ]
    assert (await company.goal(new.id)).values == {"r1": 3}
    assert await company.told(fresh, create=True) == ["Nothing to do. Everything already matches the file."]
    more = await company.take(fresh.replace("New customers", "More"), create=True)
    back = await company.desk.database.write(goal_imports.undo, more.id, await company.person("max"), AT)
    assert back == Undone(back=1), "its numbers; what was proposed is its owner's to refuse"
    assert (
        "has to come from them or their manager"
        in (await company.told(fresh.replace("New customers", "Other"), "hana", create=True))[1]
    )


async def test_of_what_is_better_the_less_there_is_no_file_says_where_it_began(company):
    fresh = HEAD + "ann@firma.cn,Shorter repairs,Time to repair,2026-11,4,10,h\n"
    await company.take(fresh, create=True)
    goals = await company.desk.database.read(goal_imports.known_goals, await company.person("ann"))
    new = next(goal for goal in goals["ann"] if goal.content.title == "Shorter repairs")
    [result] = new.content.results
    assert (result.start, result.direction) == (None, "down")
    assert (await company.goal(new.id)).progress == 0


async def test_a_number_that_nobody_can_mean_is_refused(company):
    told = await company.told(OCTOBER.replace("84%", '"999999999999999,999,999,999,999,999"'))
    assert "isn’t a number" in told[1]


MONTHS = "".join(
    f"ann@firma.cn,Sales,,2026-{month:02},{month * 10},{month * 9 if month < 3 else ''},k\n" for month in range(1, 13)
)


async def test_the_months_of_a_year_are_one_goal_with_their_targets(company):
    told = await company.told(HEAD + MONTHS, create=True)
    assert told[0] == "Ann: proposed “Sales” with 1 key result, to be agreed"
    [new] = [goal for goal in await company.known("ann") if goal.content.title == "Sales"]
    assert (new.content.starts, new.content.due) == (date(2026, 1, 1), date(2026, 12, 31))
    assert (new.content.results[0].target, new.values) == (120, {"r1": 18})
    assert [new.measured["r1", f"2026-{month:02}"].target for month in (1, 11)] == [10, 110]
    assert await company.told(HEAD + MONTHS, create=True) == ["Nothing to do. Everything already matches the file."]


async def test_a_month_told_twice_is_refused_where_it_stands(company):
    told = await company.told(HEAD + MONTHS + "ann@firma.cn,Sales,,2026-03,31,,k\n", create=True)
    assert told[1].startswith("Line 14, period:")


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ("".join(f"ann@firma.cn,Sales,R{n},2026-12,9,,k\n" for n in range(6)), "more than 5 key results"),
        (f"ann@firma.cn,{'S' * 201},,2026-12,9,,k\n", "More than 200 characters"),
        (f"ann@firma.cn,Sales,{'R' * 201},2026-12,9,,k\n", "More than 200 characters"),
        (f"ann@firma.cn,Sales,,2026-12,9,,{'u' * 21}\n", "More than 20 characters"),
        ("ann@firma.cn,Sales,,1990,9,,k\n", "1990 is more than two years away"),
        ("ann@firma.cn,Sales,,9999,9,,k\n", "9999 is more than two years away"),
        ("ann@firma.cn,Sales,,0001,9,5,k\n", "more than two years away"),
    ],
)
async def test_what_is_proposed_keeps_to_what_the_forms_take(company, lines, says):
    told = await company.told(HEAD + lines, create=True)
    assert says in told[1], told


async def test_a_departments_goal_is_named_by_the_department_and_held_by_its_head(company):
    ours = HEAD + "Sales,Fewer returns,,2026-Q4,4,6,%\n"
    sales = Department("sales", {"en": "Sales", "zh-CN": "销售部"})
    await company.desk.database.write(roster.upsert_department, sales)
    assert "has no head" in (await company.told(ours, create=True))[1]
    await company.desk.database.write(roster.upsert_department, replace(sales, head="max"))
    assert (await company.told(ours, create=True))[0].startswith("Max: proposed “Fewer returns”")
    [new] = [goal for goal in await company.known("max") if goal.content.team == "sales"]
    assert (new.audience, new.values) == ("pair", {"r1": 6}), "a proposal stays between the two until both agree"
    assert "6 → 5" in (await company.told(ours.replace("4,6", "4,5").replace("Sales", "销售部")))[0]


@pytest.mark.parametrize("create", [True, False])
async def test_what_october_began_goes_on_in_november(company, create):
    october = HEAD + "ann@firma.cn,New customers,,2026-10,4,3,\n"
    await company.take(october, create=True)
    november = october.replace("2026-10,4,3", "2026-11,8,7")
    assert await company.told(november, create=create) == [
        "Ann, New customers: New customers 2026-11: 7",
        "Imported as ID. To take it back: rapport goals undo ID",
    ]
    assert await company.told(october, create=create) == ["Nothing to do. Everything already matches the file."]
    assert await company.told(november, create=create) == ["Nothing to do. Everything already matches the file."]


async def test_a_goal_that_does_not_run_then_says_when_it_does_to_who_reads_it(company):
    september = OCTOBER.replace("2026-10", "2026-09")
    assert "The goal runs in 2026-Q4, not in 2026-09." in (await company.told(september))[1]
    assert "Q4" not in (await company.told(september, "hana"))[1]


async def test_an_import_is_taken_back_once_and_what_stood_before_stands_again(company):
    first = (await company.take(OCTOBER)).id
    second = (await company.take(OCTOBER.replace("2026-10", "2026-11").replace("84%", "86%"))).id
    database, mara = company.desk.database, await company.person("max")
    assert await database.write(goal_imports.undo, second, await company.person("hana"), AT) is None
    assert await database.write(goal_imports.undo, second, mara, AT) == Undone(back=1)
    assert (await company.goal("g1")).values == {"r1": 84, "r2": 96}
    assert await database.write(goal_imports.undo, second, mara, AT) == Undone()
    assert await database.write(goal_imports.undo, first, mara, AT) == Undone(back=1)
    assert (await company.goal("g1")).values == {}
    assert (await company.told(OCTOBER))[0] == "Ann, Customers stay: Renewal rate 2026-10: 84%"
    stands = await company.goal("g1")
    await database.write(records.rebuild)
    assert await company.goal("g1") == stands


async def test_what_was_said_since_stays_and_every_other_number_of_an_import_is_taken_back(company):
    database, mara = company.desk.database, await company.person("max")
    await company.say(("r2", 50), id="before")
    first = (await company.take(OCTOBER)).id
    await company.say(("r3", 1), id="tick")
    await company.say(("r1", 85), id="hand")
    calls = HEAD + "ann@firma.cn,Customers stay,Calls,2026-11,,120,\n"
    second = (await company.take(calls)).id
    assert await database.write(goal_imports.undo, first, mara, AT) == Undone(newer=1)
    assert (await company.goal("g1")).values == {"r1": 85, "r2": 120, "r3": 1}
    assert await database.write(goal_imports.undo, second, mara, AT) == Undone(back=1)
    assert (await company.goal("g1")).values == {"r1": 85, "r2": 50, "r3": 1}
    stands = await company.goal("g1")
    await database.write(records.rebuild)
    assert await company.goal("g1") == stands


async def test_a_number_that_two_files_gave_stands_until_both_are_taken_back(company):
    database, mara = company.desk.database, await company.person("max")
    first = (await company.take(OCTOBER)).id
    second = (await company.take(OCTOBER.replace("2026-10", "2026-11"))).id
    assert await database.write(goal_imports.undo, first, mara, AT) == Undone(newer=1)
    assert (await company.goal("g1")).values == {"r1": 84, "r2": 96}
    assert await database.write(goal_imports.undo, second, mara, AT) == Undone(back=1)
    assert (await company.goal("g1")).values == {}


@pytest.mark.parametrize("write", [as_csv, as_workbook])
@pytest.mark.parametrize("who", ["max", "ann"])
async def test_what_is_exported_comes_in_again_and_changes_nothing(company, write, who):
    await company.take(OCTOBER)
    hand = GoalMoved("g1", "", (ResultValue("r1", Decimal(85)), ResultValue("r2", Decimal("-0.5"))))
    await company.desk.database.write(records.append, "ann", AT, Record("hand", hand, "ann", audience="team"))
    rows = await company.desk.table(await company.person(who))
    assert ["ann@firma.cn", "Customers stay", "Calls", "", "2026-10", 100, 96, "calls"] in rows
    mine = [rows[0], *(row for row in rows[1:] if who == "max" or row[0] == "ann@firma.cn")]
    assert await company.told(write(mine), who) == ["Nothing to do. Everything already matches the file."]


async def test_nobody_exports_what_they_may_not_read(company):
    assert len(await company.desk.table(await company.person("hana"))) == 1
    titles = {row[1] for row in await company.desk.table(await company.person("li"))}
    assert titles == {"goal", "Customers stay", "销售额"}, "the team's, no private one, no draft"


async def test_what_was_written_while_a_goal_was_private_stays_between_the_two(company):
    numbers = HEAD + "ann@firma.cn,Learn to delegate,Calls,2026-10,,83,\n"
    await company.take(numbers)
    shared = GoalSet("g3", replace(SECRET, title="Delegate", visibility="team"))
    database = company.desk.database
    await database.write(records.append, "ann", AT, Record("w", shared, "ann", audience="team"))
    told = await company.told(numbers, "hana", dry_run=True)
    assert "There is no goal" in told[1], "before Max has agreed"
    assert "Delegate" not in {row[1] for row in await company.desk.table(await company.person("li"))}
    await database.write(
        records.append, "max", AT, Record("y", GoalConfirmed("g3", 2, "manager"), "ann", audience="pair")
    )
    rows = await company.desk.table(await company.person("li"))
    told = [row for row in rows if "elegate" in row[1]]
    assert {row[1] for row in told} == {"Delegate"}
    assert not [row for row in told if 83 in row]
    assert 83 in next(row for row in await company.desk.table(await company.person("max")) if row[1] == "Delegate")


async def test_what_a_manager_proposes_by_a_file_others_read_in_the_yes_alone(company):
    await company.take(HEAD + "ann@firma.cn,New customers,,2026-11,12,3,\n", create=True)
    new = next(goal for goal in await company.known("ann") if goal.content.title == "New customers")
    yes = GoalConfirmed(new.id, 1, "owner", new.content)
    await company.desk.database.write(records.append, "ann", AT, Record("y", yes, "ann", audience="team"))
    assert (await company.goal(new.id, "li")).counts == new.content
    assert "goal_set" not in [each.entry.kind for each in await company.history(new.id, "li")]


async def test_an_export_has_what_is_agreed_while_a_manager_wants_to_change_it(company):
    change = GoalSet("g1", replace(STAY, title="Customers stay for now"), "manager")
    await company.desk.database.write(records.append, "max", AT, Record("w", change, "ann", audience="pair"))
    titles = {row[1] for row in await company.desk.table(await company.person("li"))}
    assert titles == {"goal", "Customers stay", "销售额"}


EVIL = ["=HYPERLINK(1)", "+1", "-1+1", "@SUM(1)", "a;=1+1", "a\t=1", "＝1+1", "\t=1"]


async def test_no_cell_of_an_export_is_a_formula_and_it_is_still_read_again(company):
    results = tuple(replace(CALLS, id=f"r{n}", title=title) for n, title in enumerate(EVIL))
    content = replace(STAY, title="=1+1", results=results)
    await company.desk.database.write(
        records.append, "ann", AT, Record("e", GoalSet("g9", content), "ann", audience="team")
    )
    rows = await company.desk.table(await company.person("ann"))
    for delimiter in ",;\t|":
        cells = [
            cell
            for line in csv.reader(StringIO(as_csv(rows).decode("utf-8-sig")), delimiter=delimiter)
            for cell in line
        ]
        assert not [cell for cell in cells if cell.strip()[:1] in tuple("=+@＝") or cell.strip().startswith("-1+")]
    mine = [rows[0], *(row for row in rows[1:] if row[0] == "ann@firma.cn")]
    assert await company.told(as_csv(mine), "ann") == ["Nothing to do. Everything already matches the file."]


async def test_a_bomb_is_refused_in_the_child(company):
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as file:
        file.writestr("xl/workbook.xml", b"0" * 3_000_000)
    company.desk = GoalDesk(company.desk.database, company.desk.catalogue, company.desk.indicators, AT)
    told = await company.told(packed.getvalue())
    assert told[1].startswith("The workbook unpacks to more than 50 MB, or to far more")
    assert (await company.told(OCTOBER))[0] == "Ann, Customers stay: Renewal rate 2026-10: 84%"


# --- the command ---


@pytest.fixture
def command(tmp_path, catalogue, library):
    """Run `goals ...` on an SQLite database; gives the exit code and what was printed."""
    url = f"sqlite:///{tmp_path / 'rapport.db'}"
    migrate(url)

    @asynccontextmanager
    async def opened() -> AsyncIterator[GoalDesk]:
        database = Database.open(url, RING)
        yield GoalDesk(database, catalogue, library, AT, read_here)
        await database.close()

    async def begin() -> None:
        async with opened() as desk:
            await desk.database.write(_found)

    asyncio.run(begin())
    (tmp_path / "october.csv").write_text(OCTOBER)
    (tmp_path / "november.csv").write_text(OCTOBER.replace("2026-10", "2026-11"))

    def run(*words: str) -> tuple[int, str]:
        arguments = [str(tmp_path / word) if "." in word and "@" not in word else word for word in words]
        result = CliRunner(env={"LC_ALL": "C.UTF-8"}).invoke(goals_app(opened), arguments)
        return result.exit_code, result.output

    return run


def test_the_command_imports_exports_and_takes_back(command, tmp_path):
    mine = ("--by", "max@firma.cn")
    code, printed = command("import", "october.csv", *mine, "--language", "zh-CN")
    assert (code, printed.splitlines()[0]) == (0, "Ann，Customers stay：Renewal rate 2026-10：84%")
    id_ = printed.split()[-1]
    assert command("export", "goals.xlsx", *mine)[0] == 0
    assert command("import", "goals.xlsx", *mine) == (0, "Nothing to do. Everything already matches the file.\n")
    assert command("import", "november.csv", *mine)[0] == 0
    told = "0 goals stand as before.\n1 goal has newer numbers by now. They stay.\n"
    assert command("undo", id_, *mine) == (0, told)


def test_the_command_says_what_is_wrong_with_what_was_typed(command):
    assert command("import", "october.csv", "--by", "eve@firma.cn") == (1, "Nobody has the address eve@firma.cn.\n")
    assert "“number” isn’t a column" in command("import", "october.csv", "--by", "max@firma.cn", "--map", "x=number")[1]
    assert command("import", "gone.csv", "--by", "max@firma.cn")[0] == 2
    assert command("export", "goals.pdf", "--by", "max@firma.cn")[0] == 1
    assert command("undo", "nothing", "--by", "max@firma.cn") == (1, "You have made no import “nothing”.\n")
