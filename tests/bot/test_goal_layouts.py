"""Files of goals as companies keep them: what is sure is read, what was done is told, the rest says how to mend it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from conversations.rules.goal_file.reading import FileWords, GoalFile, read_goal_file
from conversations.rules.goal_file.workbook import write_workbook
from conversations.toolkit.catalogue import Catalogue
from tests.words import the_catalogue

HEAD = "person,goal,key result,period,target,actual\n"
ANN = "ann@firma.cn"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return the_catalogue()


@pytest.fixture
def read(catalogue):
    """What a file says, and what is told of it: the lines, the notes and faults in English."""

    def reading(data: str | bytes):
        words = FileWords.of(catalogue, {})
        found = read_goal_file(data.encode() if isinstance(data, str) else data, words)
        lines, faults = (found.lines, found.faults) if isinstance(found, GoalFile) else ((), found.items)
        said = [each.says for each in faults] + list(found.notes if isinstance(found, GoalFile) else ())
        return (
            [(each.line, each.result, str(each.period), each.target, each.actual) for each in lines],
            [catalogue.text(each, "en") for each in said],
        )

    return reading


def test_months_as_columns_are_a_line_each(read):
    lines, said = read(f"person,goal,key result,2026-10,Nov 2026,Dec-26\n{ANN},Stay,Calls,96,120,\n")
    assert lines == [(2, "Calls", "2026-10", "", "96"), (2, "Calls", "2026-11", "", "120")]
    assert said == [
        "These columns are months, and what stands in them counts as reached in each: 2026-10, Nov 2026 and Dec-26."
    ]


def test_months_as_columns_in_a_workbook_in_chinese(read):
    rows = [["销售部 2026"], ["邮箱", "目标", "2026年10月", "2026年11月"], [ANN, "续约率", Decimal(84), Decimal(86)]]
    lines, _ = read(write_workbook(rows))
    assert [(period, actual) for _, _, period, _, actual in lines] == [("2026-10", "84"), ("2026-11", "86")]


def test_a_target_beside_months_is_told_to_be_left(read):
    lines, said = read(f"person,goal,target,2026-10,2026-11\n{ANN},Stay,300,96,120\n")
    assert [target for *_, target, _ in lines] == ["", ""]
    assert any("“target” is not read beside months" in each for each in said)


def test_a_cell_for_several_lines_counts_for_each(read):
    lines, said = read(f"{HEAD}{ANN},Stay,Calls,2026-10,,96\n{ANN},Stay,Renewal rate,,,84\n")
    assert [period for _, _, period, _, _ in lines] == ["2026-10", "2026-10"]
    assert said == ["Lines without a period take the one above: 3."]


def test_nobody_is_taken_from_above(read):
    lines, said = read(f"{HEAD}{ANN},Stay,Calls,2026-10,,96\n,Stay,Renewal rate,2026-10,,84\n")
    assert [line for line, *_ in lines] == [2]
    assert said == ["The e-mail address is missing. It’s how I tell people apart."]


@pytest.mark.parametrize("title", ["Sales goals 2026\n", '"Goals, as of October"\n\n', "Goals,,,,,\nSales,,,,,\n"])
def test_titles_above_the_header_are_left_and_lines_keep_their_numbers(read, title):
    lines, said = read(f"{title}{HEAD}{ANN},Stay,Calls,2026-10,,96\n")
    assert lines == [(title.count("\n") + 2, "Calls", "2026-10", "", "96")]
    assert said == []


@pytest.mark.parametrize("total", ["Total,,,,,96", "合计,,,,,96", f"{ANN},Stay,,Grand total,,96"])
def test_a_total_is_left_out_with_a_note(read, total):
    lines, said = read(f"{HEAD}{ANN},Stay,Calls,2026-10,,96\n{total}\n")
    assert len(lines) == 1
    assert said == ["Lines left out as totals: 3."]


@pytest.mark.parametrize("written", ["Oct-26", "Okt-26", "10/2026", "10.2026", "2026-10", "October 2026"])
def test_months_as_spreadsheets_show_them(read, written):
    assert read(f"{HEAD}{ANN},Stay,Calls,{written},,96\n") == ([(2, "Calls", "2026-10", "", "96")], [])


@pytest.mark.parametrize("written", ["10月", "Oct", "October"])
def test_a_month_without_a_year_is_of_the_only_year_in_the_file(read, written):
    lines, said = read(f"{HEAD}{ANN},Stay,Calls,{written},,96\n{ANN},Stay,Calls,2026-11,,120\n")
    assert [period for _, _, period, _, _ in lines] == ["2026-10", "2026-11"]
    assert said == [f"“{written}” counts as 2026-10: 2026 is the only year in the file."]


def test_a_month_of_no_known_year_says_how_to_write_it(read):
    assert read(f"{HEAD}{ANN},Stay,Calls,10月,,96\n") == ([], ["“10月” has no year. Write it with one, like 2026-10."])


@pytest.mark.parametrize(("written", "meant"), [("85,5", "85.5"), ("1.234,5", "1234.5"), ("85.5", "85.5")])
def test_a_file_with_tabs_has_decimal_commas_too(read, written, meant):
    lines, _ = read(f"{HEAD}{ANN},Stay,Calls,2026-10,,".replace(",", "\t") + f"{written}\n")
    assert [actual for *_, actual in lines] == [meant]


def test_what_may_be_thousands_or_decimals_with_tabs_is_asked(read):
    _, said = read(f"{HEAD}{ANN},Stay,Calls,2026-10,,".replace(",", "\t") + "12,345\n")
    assert said == ["“12,345” may be thousands or decimals. Write 12345 or 12,3450."]
