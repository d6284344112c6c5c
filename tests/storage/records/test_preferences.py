"""What people choose, when they are away, and whether they answered."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import text

from conversations.entries import (
    AwayAnnounced,
    CheckInAnswered,
    DepartmentOpened,
    Paused,
    PauseEnded,
    Prompted,
    SettingChanged,
    Welcomed,
)
from conversations.rules.roster import Department
from storage import people, roster

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
W47, W48 = "2026-W47", "2026-W48"


def test_what_somebody_chooses_stands_above_the_import(company) -> None:
    chosen = {
        "language": "zh-CN", "slot_day": "2", "slot_time": "14:30", "quiet": "17:00-08:30", "every_weeks": "2",
        "digest_day": "3", "channel": "teams", "goodbye": "2026-W48",
    }  # fmt: skip
    for name, value in chosen.items():
        company.write(SettingChanged(name, value), audience="self")  # type: ignore[arg-type]
    roster.update_person(company.tx, replace(company.person("ann"), title="Buyer"))
    ann = company.person("ann")
    assert (ann.language, ann.slot_day, ann.slot_time, ann.every_weeks) == ("zh-CN", 2, time(14, 30), 2)
    assert (ann.quiet_from, ann.quiet_to, ann.digest_day) == (time(17), time(8, 30), 3)
    assert ann.channel == "teams"
    company.write(SettingChanged("slot_day", ""), audience="self")
    ann = company.person("ann")
    assert (ann.slot_day, ann.slot_time) == (None, time(14, 30))
    company.write(SettingChanged("channel", ""), audience="self")
    assert company.person("ann").channel == ""


def test_pauses_are_counted_and_may_end_early(company) -> None:
    company.write(Paused(date(2026, 12, 7)), audience="self")
    assert company.person("ann").paused_until == date(2026, 12, 7)
    company.write(PauseEnded(), by="hana", hours=24, audience="self")
    assert company.person("ann").paused_until is None
    me = company.reads("ann")
    assert (me.pauses_taken("ann", date(2026, 10, 1)), me.pauses_taken("ann", date(2026, 11, 24))) == (1, 0)
    assert company.reads("tom").pauses_taken("ann", date(2026, 10, 1)) == 0


def test_days_away_are_known_without_a_reason(company) -> None:
    company.write(AwayAnnounced(date(2026, 12, 1), date(2026, 12, 4)), audience="self")
    roster.set_leave(company.tx, "ann", [])
    [away] = company.reads("tom").absences("ann", date(2026, 12, 4))
    assert (away.first, away.last) == (date(2026, 12, 1), date(2026, 12, 4))


def test_a_department_opens_once_and_a_welcome_stays(company) -> None:
    assert not people.departments(company.tx)[0].opened
    for hours in (0, 5):
        opened = DepartmentOpened("sales", MONDAY + timedelta(hours=hours))
        company.write(opened, "sales", by="hana", audience="organisation")
    company.write(Welcomed(), audience="self")
    roster.upsert_department(company.tx, Department("sales", {"en": "Sales", "zh-CN": "销售部"}, head="max"))
    assert people.departments(company.tx)[0].opened
    assert company.person("ann").welcomed
    at = company.tx.conn.execute(text("SELECT opened_at FROM department")).scalar()
    assert str(at).startswith("2026-11-23 09:00")


def test_prompts_ignored_in_a_row(company) -> None:
    for week in ("2026-W44", "2026-W45", "2026-W46", W47, W48):
        company.write(Prompted(week), audience="self")
        company.write(Prompted(week), audience="self")
    company.write(CheckInAnswered("2026-W45"))
    me = company.reads("ann")
    assert me.ignored_prompts("ann", W48) == 2
    assert me.ignored_prompts("ann", "2026-W49") == 3
    assert (me.last_answered_week("ann", W48), me.last_answered_week("ann", "2026-W45")) == ("2026-W45", "")
    manager, peer = company.reads("max"), company.reads("tom")
    assert (manager.ignored_prompts("ann", W48), manager.last_answered_week("ann", W48)) == (2, "2026-W45")
    assert (peer.ignored_prompts("ann", W48), peer.last_answered_week("ann", W48)) == (0, "")
