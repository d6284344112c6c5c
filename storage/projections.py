"""What is derived from entries: written in the same transaction, and the same again from the entries alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, time
from typing import Any

from sqlalchemy import bindparam, delete, update
from sqlalchemy import insert as plain_insert
from sqlalchemy.dialects.postgresql import insert

from conversations import entries
from storage import adoptions, blockers, goals, one_on_ones
from storage.database import Transaction
from storage.moves import Standing
from storage.tables import people, records
from storage.tables.base import insert_if_new, rows_of

_checkin = rows_of(records.CheckIn)
_prompted = rows_of(records.Prompted)
_absence = rows_of(people.Absence)
_pause = rows_of(people.Pause)
_preference = rows_of(people.Preference)
_delegation = rows_of(people.Delegation)
_department = rows_of(people.Department)

_ANNOUNCED = "announced"

_answered = insert(_checkin)
_answered = _answered.on_conflict_do_update(
    index_elements=["person", "week"],
    set_={"entry": _answered.excluded.entry, "quick": _answered.excluded.quick},
)
_withdrawn = delete(_checkin).where(_checkin.c.person == bindparam("person"), _checkin.c.entry == bindparam("entry"))
_prompt = insert_if_new(_prompted)
_left_out = delete(_prompted).where(_prompted.c.person == bindparam("whose"), _prompted.c.week == bindparam("in_week"))
_away = plain_insert(_absence)
_back = (
    delete(_absence)
    .where(_absence.c.person == bindparam("whose"), _absence.c.source == _ANNOUNCED)
    .where(_absence.c.first == bindparam("since"), _absence.c.last == bindparam("until"))
)
_name_lead = insert(_delegation)
_name_lead = _name_lead.on_conflict_do_update(
    index_elements=["person"],
    set_={"lead": _name_lead.excluded.lead, "manager": _name_lead.excluded.manager},
)
_end_lead = delete(_delegation).where(
    _delegation.c.person == bindparam("whose"), _delegation.c.manager == bindparam("named_by")
)
_begin_pause = plain_insert(_pause)
_end_pauses = update(_pause).where(
    _pause.c.person == bindparam("whose"), _pause.c.ended.is_(None), _pause.c.until > bindparam("on")
)
_resume_pause = (
    update(_pause)
    .where(_pause.c.person == bindparam("whose"), _pause.c.ended.is_not(None), _pause.c.until == bindparam("end"))
    .values(ended=None)
)
_open_department = update(_department).where(_department.c.id == bindparam("which"), _department.c.opened_at.is_(None))


def _upsert_preference(*names: str) -> Any:
    added = insert(_preference)
    return added.on_conflict_do_update(index_elements=["person"], set_={name: added.excluded[name] for name in names})


def _quiet(value: str) -> dict[str, object]:
    since, until = value.split("-")
    return {"quiet_from": time.fromisoformat(since), "quiet_to": time.fromisoformat(until)}


_SETTINGS: Mapping[str, Callable[[str], dict[str, object]]] = {
    "language": lambda value: {"language": value or None},
    "slot_day": lambda value: {"slot_day": int(value) if value else None},
    "slot_time": lambda value: {"slot_time": time.fromisoformat(value)},
    "quiet": _quiet,
    "every_weeks": lambda value: {"every_weeks": int(value)},
    "digest_day": lambda value: {"digest_day": int(value) if value else None},
    "channel": lambda value: {"channel": value or None},
}
"""How each setting's text is read; a setting that is not here is kept as an entry and nowhere else."""

_set: Mapping[tuple[str, ...], Any] = {
    names: _upsert_preference(*names)
    for names in (
        ("language",),
        ("slot_day",),
        ("slot_time",),
        ("quiet_from", "quiet_to"),
        ("every_weeks",),
        ("digest_day",),
        ("channel",),
        ("paused_until",),
        ("welcomed_at",),
    )
}


def _prefer(tx: Transaction, person: str, chosen: Mapping[str, object]) -> None:
    tx.conn.execute(_set[tuple(chosen)], {"person": person, **chosen})


def _on_check_in_answered(tx: Transaction, standing: Standing, entry: entries.CheckInAnswered) -> None:
    values = {"person": standing.subject, "week": entry.week, "entry": standing.id, "quick": entry.quick}
    tx.conn.execute(_answered, {**values, "answered_at": standing.at})


def _on_check_in_withdrawn(tx: Transaction, standing: Standing, entry: entries.CheckInWithdrawn) -> None:
    tx.conn.execute(_withdrawn, {"person": standing.subject, "entry": entry.checkin})


def _on_left_out(tx: Transaction, standing: Standing, entry: entries.CheckInLeftOut) -> None:
    tx.conn.execute(_left_out, {"whose": standing.subject, "in_week": entry.week})


def _on_prompted(tx: Transaction, standing: Standing, entry: entries.Prompted) -> None:
    tx.conn.execute(_prompt, {"person": standing.subject, "week": entry.week, "prompted_at": standing.at})


def _on_setting_changed(tx: Transaction, standing: Standing, entry: entries.SettingChanged) -> None:
    read = _SETTINGS.get(entry.name)
    if read is not None:
        _prefer(tx, standing.subject, read(entry.value))


def _on_paused(tx: Transaction, standing: Standing, entry: entries.Paused) -> None:
    resumed = entry.again and tx.conn.execute(_resume_pause, {"whose": standing.subject, "end": entry.until}).rowcount
    if not resumed:
        values = {"entry": standing.id, "person": standing.subject, "until": entry.until, "ended": None}
        tx.conn.execute(_begin_pause, {**values, "began": standing.at.astimezone(UTC).date()})
    _prefer(tx, standing.subject, {"paused_until": entry.until})


def _on_pause_ended(tx: Transaction, standing: Standing, entry: entries.PauseEnded) -> None:
    today = standing.at.astimezone(UTC).date()
    tx.conn.execute(_end_pauses, {"whose": standing.subject, "on": today, "ended": today})
    _prefer(tx, standing.subject, {"paused_until": None})


def _on_away_announced(tx: Transaction, standing: Standing, entry: entries.AwayAnnounced) -> None:
    values = {"person": standing.subject, "first": entry.first, "last": entry.last}
    tx.conn.execute(_away, {**values, "source": _ANNOUNCED, "entry": standing.id})


def _on_away_ended(tx: Transaction, standing: Standing, entry: entries.AwayEnded) -> None:
    tx.conn.execute(_back, {"whose": standing.subject, "since": entry.first, "until": entry.last})


def _on_lead_named(tx: Transaction, standing: Standing, entry: entries.LeadNamed) -> None:
    tx.conn.execute(_name_lead, {"person": standing.subject, "lead": entry.lead, "manager": standing.author})


def _on_lead_ended(tx: Transaction, standing: Standing, entry: entries.LeadEnded) -> None:
    tx.conn.execute(_end_lead, {"whose": standing.subject, "named_by": standing.author})


def _on_department_opened(tx: Transaction, standing: Standing, entry: entries.DepartmentOpened) -> None:
    tx.conn.execute(_open_department, {"which": entry.department, "opened_at": entry.at})


def _on_welcomed(tx: Transaction, standing: Standing, entry: entries.Welcomed) -> None:
    _prefer(tx, standing.subject, {"welcomed_at": standing.at})


_PROJECTIONS: Mapping[type, Callable[[Transaction, Standing, Any], None]] = {
    entries.CheckInAnswered: _on_check_in_answered,
    entries.CheckInWithdrawn: _on_check_in_withdrawn,
    entries.Prompted: _on_prompted,
    entries.CheckInLeftOut: _on_left_out,
    entries.ReplyGiven: blockers.answered,
    entries.HelperSuggested: blockers.answered,
    entries.BlockerRaised: blockers.raised,
    entries.BlockerHurried: blockers.moved,
    entries.BlockerTaken: blockers.moved,
    entries.BlockerDeclined: blockers.moved,
    entries.BlockerPassed: blockers.moved,
    entries.BlockerClosed: blockers.moved,
    entries.GoalSet: goals.moved,
    entries.GoalConfirmed: goals.moved,
    entries.GoalMoved: goals.moved,
    entries.GoalClosed: goals.moved,
    entries.GoalReopened: goals.moved,
    entries.IndicatorAdopted: adoptions.on_adopted,
    entries.IndicatorDropped: adoptions.on_dropped,
    entries.SettingChanged: _on_setting_changed,
    entries.Paused: _on_paused,
    entries.PauseEnded: _on_pause_ended,
    entries.AwayAnnounced: _on_away_announced,
    entries.AwayEnded: _on_away_ended,
    entries.DepartmentOpened: _on_department_opened,
    entries.Welcomed: _on_welcomed,
    entries.LeadNamed: _on_lead_named,
    entries.LeadEnded: _on_lead_ended,
    **one_on_ones.PROJECTIONS,
}
"""What each kind of entry changes beside the record; the others change nothing."""

_forget = (
    delete(_checkin),
    delete(_prompted),
    delete(rows_of(records.Blocker)),
    delete(rows_of(records.Goal)),
    delete(rows_of(records.Adoption)),
    *one_on_ones.FORGET,
    delete(_preference),
    delete(_delegation),
    delete(_pause),
    delete(_absence).where(_absence.c.source == _ANNOUNCED),
    update(_department).values(opened_at=None),
)


def project(tx: Transaction, standing: Standing) -> None:
    """Let an entry that was just written take effect."""
    act = _PROJECTIONS.get(type(standing.entry))
    if act is not None:
        act(tx, standing, standing.entry)


def forget(tx: Transaction) -> None:
    """Empty everything that `project` writes."""
    for statement in _forget:
        tx.conn.execute(statement)
