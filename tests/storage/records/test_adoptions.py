"""Departments and the indicators that they have adopted."""

from conversations.entries.indicators import IndicatorAdopted, IndicatorDropped
from storage import records


def adopts(company, indicator, department, hours=0):
    entry = IndicatorAdopted(indicator, department)
    company.write(entry, department, by="hana", hours=hours, audience="organisation")


def test_a_department_adopts_and_drops(company):
    adopts(company, "sales.win_rate", "sales", 1)
    adopts(company, "finance.days_to_close", "sales")
    adopts(company, "sales.win_rate", "rd")
    assert company.reads("ann").adoptions() == {
        "rd": ["sales.win_rate"],
        "sales": ["finance.days_to_close", "sales.win_rate"],
    }
    company.write(IndicatorDropped("sales.win_rate", "sales"), "sales", by="hana", hours=2, audience="organisation")
    company.write(IndicatorDropped("sales.win_rate", "rd"), "rd", by="hana", hours=2, audience="organisation")
    assert company.reads("ann").adoptions() == {"sales": ["finance.days_to_close"]}


def test_adopted_twice_is_adopted_once_and_keeps_its_place(company):
    adopts(company, "sales.win_rate", "sales")
    adopts(company, "sales.margin", "sales", 1)
    adopts(company, "sales.win_rate", "sales", 2)
    assert company.reads("ann").adoptions() == {"sales": ["sales.win_rate", "sales.margin"]}
    records.rebuild(company.tx)
    assert company.reads("ann").adoptions() == {"sales": ["sales.win_rate", "sales.margin"]}
