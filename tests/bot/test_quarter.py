"""A quarter of a company with every flow on: nobody gets more than the budget but by the exempt kinds."""

import ast
import os
from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

import conversations
from conversations.interview.dates import NUDGED
from conversations.rules.budget import EVERYBODY, EXEMPT, MANAGERS
from conversations.rules.weeks import week_at
from storage.database import Transaction
from storage.tables.base import rows_of
from storage.tables.delivery import Burden, Delivery
from storage.tables.people import Person
from storage.tables.records import Goal
from tests.bot.living import utc
from tests.bot.quarter import Quarter, quarter

PEOPLE = int(os.environ.get("RAPPORT_TEST_QUARTER_PEOPLE", "50"))
"""The figures for a company of 200 take RAPPORT_TEST_QUARTER_PEOPLE=200 and four minutes."""

BEGINS, WEEKS = utc(9, 7, 6), 13
ENDS = BEGINS + timedelta(weeks=WEEKS)
WITHIN = timedelta(days=1)

_ledger, _burden, _goal, _person = rows_of(Delivery), rows_of(Burden), rows_of(Goal), rows_of(Person)


SENDINGS: dict[str, tuple[str, ...]] = {
    "blocker": ("blocker.asked",),
    "goal": ("goal.goal",),
    "goals.asking": ("goals.waiting", "goals.nudge"),
    "goals.brought": ("goals.brought", "goal.late"),
    "interview.again": ("interview.closed",),
    "improve.manager": ("improve.plan",),
    "improve.writing": ("improve.plan", "improve.closed"),
    "interview.closing": ("interview.answer", "interview.nudge"),
    "interview.holder": ("interview.today",),
    "interview.hosting": ("interview.today",),
    "interview.moving": (
        *("interview.booked", "interview.when", "interview.talk_first", "interview.wish", "interview.fell"),
        "interview.together",
    ),
    "interview.partner": ("interview.hr",),
    "interview.pulse": ("interview.pulse",),
    "interview.summary": ("interview.invited", "interview.paused", "interview.closed", "interview.summary"),
    "manager_digest": ("manager_digest.digest", "manager_digest.nudge"),
    "manager_digest.leads": ("manager_digest.lead",),
    "one_on_one": ("one_on_one.agenda", "one_on_one.reminder", "one_on_one.over"),
    "prep": ("prep.block", "prep.told"),
    "toolkit.dialogue": (),
    "weekly_checkin.blockers": (),
    "weekly_checkin.offers": ("weekly_checkin.offer",),
    "weekly_checkin.readers": ("weekly_checkin.lead",),
    "weekly_checkin.rhythm": ("weekly_checkin.invite", "weekly_checkin.reminder"),
    "welcome": ("welcome.first", "welcome.dispute"),
}
"""The cards with which the bot begins something, by the module that says so."""

NOT_HERE = {
    "interview.when": "to who booked a talk for a time that is past once HR confirms it: HR answers within days here",
    "goal.late": "HR's note: the goals of this quarter run to the end of the year, and are not three quarters through",
    "manager_digest.lead": "to who reads for a manager, once named by hand",
    "weekly_checkin.lead": "to those whose check-ins that one reads from then on",
    "one_on_one.over": "to two of whom one left or has another manager: nobody does in this quarter",
}
"""Those of them that do not come in this quarter, and why."""

BESIDE_THE_BUDGET: dict[str, set[str]] = {
    "urgent": {"blocker.asked"},
    "notice": {"welcome.first", "interview.today", "prep.block", "improve.plan"},
    "colleague": {
        *("blocker.asked", "goal.goal", "goals.brought", "goals.waiting", "one_on_one.agenda", "welcome.dispute"),
        *("weekly_checkin.offer", "improve.plan", "improve.closed", "prep.told"),
        *(card for of in ("again", "moving", "partner", "summary") for card in SENDINGS[f"interview.{of}"]),
        "interview.answer",
    },
}
"""What comes whatever room the week has, by the exempt kind as which it is counted: what is urgent, what was promised
for a certain day, and what one person asks or answers another.
"""

DID = {
    *("talks", "point", "skipped", "counter", "declined", "close", "book", "kick_off", "fact", "away", "improve"),
    *("withdraw", "wished", "talk_first", "called_off", "paused", "held", "differs", "reworded", "felt", "noted"),
    *("see", "closed"),
}
"""What people did in this quarter, each at least once."""


def test_all_that_the_bot_begins_is_known_here() -> None:
    root = Path(conversations.__file__).parent
    trees = {path.relative_to(root): ast.parse(path.read_text("utf-8")) for path in root.rglob("*.py")}
    begin = {
        ".".join((*path.parent.parts, *([path.stem] if path.stem != "__init__" else [])))
        for path, tree in trees.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and any(given.arg == "prompt" for given in node.keywords)
    }
    assert begin == set(SENDINGS)
    assert set(NOT_HERE) < {each for of in SENDINGS.values() for each in of}


class Came(NamedTuple):
    """A message that the bot began, as the ledger has it once it came."""

    person: str
    name: str
    counts_as: str
    topic: str
    planned: datetime
    came: datetime


def _came(tx: Transaction) -> list[Came]:
    begun = select(_ledger).where(_ledger.c.counts_as != "", _ledger.c.status == "sent").order_by(_ledger.c.seq)
    return [Came(r.recipient, r.name, r.counts_as, r.topic, r.created_at, r.sent_at) for r in tx.conn.execute(begun)]


def _merged(tx: Transaction) -> int:
    """How often a flow changed its message that stood, for want of room: nobody else changes these."""
    changed = select(_ledger.c.id).where(_ledger.c.name.like("stand_in.%"), _ledger.c.prompt.is_(False))
    return len(tx.conn.execute(changed.where(_ledger.c.name.not_like("%.over"))).all())


def _missed(tx: Transaction) -> Counter[tuple[str, str]]:
    """What never came, by its card and by why."""
    never = select(_ledger.c.name, _ledger.c.reason).where(_ledger.c.status.in_(("missed", "failed")))
    return Counter((row.name, row.reason) for row in tx.conn.execute(never))


def _nudged(tx: Transaction) -> Counter[str]:
    """How often something was said after a talk: where the week has no room it changes the message that stands, or
    takes the place of the one that still waits.
    """
    said = select(_ledger.c.topic).where(_ledger.c.name == "interview.nudge")
    said = said.where(_ledger.c.status.in_(("sent", "superseded")))
    return Counter(tx.conn.execute(said).scalars())


def _unheard(tx: Transaction) -> list[str]:
    """Goals that wait for somebody's yes for over a week, of which no message came to them."""
    waits = select(_goal.c.id, _goal.c.owner, _goal.c.confirmed).where(
        _goal.c.state == "proposed", _goal.c.set_at < ENDS - timedelta(weeks=1)
    )
    managers = {row.id: row.manager for row in tx.conn.execute(select(_person.c.id, _person.c.manager))}
    told = select(_ledger.c.recipient, _ledger.c.about).where(_ledger.c.status == "sent")
    heard = {(row.recipient, id_) for row in tx.conn.execute(told) for id_ in row.about.split()}
    found = [(row.id, managers[row.owner] if row.confirmed == "owner" else row.owner) for row in tx.conn.execute(waits)]
    return [goal for goal, who in found if (who, goal) not in heard]


def _ledger_of_burden(tx: Transaction) -> Counter[str]:
    found: Counter[str] = Counter()
    for row in tx.conn.execute(select(_burden.c.what, _burden.c.n)):
        found[row.what] += row.n
    return found


@pytest.mark.slow
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_quarter(database_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    async with quarter(database_url, PEOPLE, BEGINS) as living:
        await living.lives(ENDS)
        read = living.company.database.read
        came, missed, merged = await read(_came), await read(_missed), await read(_merged)
        unheard, nudged = await read(_unheard), await read(_nudged)
        burden = await read(_ledger_of_burden)
    weeks = by_week(living, came)
    with capsys.disabled():
        print(
            *figures(weeks, came),
            f"changed what stood: {merged}, never came: {dict(missed)}",
            f"proposals unheard of: {len(unheard)}, done: {dict(living.did)}",
            "by card: " + ", ".join(f"{name} {n}" for name, n in sorted(Counter(e.name for e in came).items())),
            sep="\n",
        )
    leads = {person.manager for person in living.people.values()}
    over = {
        (person, week): dict(kinds)
        for (person, week), kinds in weeks.items()
        if counted(kinds) > (MANAGERS if person in leads else EVERYBODY).messages
        or kinds["request"] > (MANAGERS if person in leads else EVERYBODY).requests
    }
    assert over == {}, "messages in the week of somebody, by kind"
    kinds = Counter(each.counts_as for each in came)
    assert set(kinds) == {"request", "reminder", "nudge", "news", "notice", "colleague", "urgent"}
    assert max(each.came - each.planned for each in came if each.counts_as == "urgent") < WITHIN
    assert unheard == [], "proposals whose other side was never told"
    assert {name for name, n in living.did.items() if n} == DID
    names = {each.name for each in came}
    assert names - {"stand_in.lesson"} == {each for of in SENDINGS.values() for each in of} - set(NOT_HERE)
    beside = {kind: {each.name for each in came if each.counts_as == kind} for kind in EXEMPT if kind}
    assert beside == {kind: names - set(NOT_HERE) for kind, names in BESIDE_THE_BUDGET.items()}
    assert unreminded(living, nudged, came) == {}, "talks of which nobody was reminded after 1, 7 and 30 days"
    assert early_lists(living, came) == [], "lists that did not come two working days before the talk"
    questions = burden.pop("questions")
    assert burden == kinds, "the burden ledger counts what came, and nothing else"
    assert questions > kinds["request"]


def unreminded(living: Quarter, nudged: Counter[str], came: list[Came]) -> dict[str, int]:
    """Talks that were held, with how often their holder was reminded afterwards, by a message or where one stood, if
    that was not on all three days that are promised, or was no message of its own even once.
    """
    new = {each.topic for each in came if each.name == "interview.nudge"}
    held = {topic: talk for topic, talk in living.talks.items() if talk.held}
    return {
        f"{talk.holder} with {talk.person or 'their team'}": nudged[topic]
        for topic, talk in held.items()
        if nudged[topic] != len(NUDGED) or topic not in new
    }


def early_lists(living: Quarter, came: list[Came]) -> list[str]:
    """With whom a talk was held who did not get what is on record once, two working days before it was to be."""
    found = []
    for talk in living.talks.values():
        zone = ZoneInfo(living.people[talk.holder].zone)
        days = {two_working_days_before(at.astimezone(zone).date()) for at in talk.dates}
        lists = [each.came for each in came if each.person == talk.person and each.name == "prep.block"]
        if talk.person and talk.held and (len(lists) != 1 or lists[0].astimezone(zone).date() not in days):
            found.append(talk.person)
    return found


def two_working_days_before(day: date) -> date:
    """In weeks without holidays."""
    return day - timedelta(days=2 if day.weekday() > 1 else 4)


def by_week(living: Quarter, came: list[Came]) -> dict[tuple[str, str], Counter[str]]:
    """What came to each person in each of their own weeks, by kind: by when it came, not by when it was planned."""
    found: dict[tuple[str, str], Counter[str]] = {}
    for each in came:
        week = week_at(each.came, living.people[each.person].zone)
        found.setdefault((each.person, str(week)), Counter())[each.counts_as] += 1
    return found


def counted(kinds: Counter[str]) -> int:
    """Those that count against the budget."""
    return sum(n for kind, n in kinds.items() if kind not in EXEMPT)


def figures(weeks: dict[Any, Counter[str]], came: list[Came]) -> list[str]:
    """The table: how many of each kind, how many in a person's week at most, how long the longest waited."""
    lines = [f"\n{PEOPLE} people, {WEEKS} weeks, {len(weeks)} person-weeks with messages, {len(came)} messages"]
    lines.append(f"{'kind':<12}{'messages':>9}{'a week':>9}{'most':>6}{'longest wait':>20}")
    for kind in sorted({each.counts_as for each in came}):
        of_kind = [each for each in came if each.counts_as == kind]
        most, wait = max(kinds[kind] for kinds in weeks.values()), max(each.came - each.planned for each in of_kind)
        exempt = " exempt" if kind in EXEMPT else ""
        lines.append(f"{kind:<12}{len(of_kind):>9}{len(of_kind) / PEOPLE / WEEKS:>9.2f}{most:>6}{wait!s:>20}{exempt}")
    histogram = Counter(map(counted, weeks.values()))
    lines.append("counted messages in a person's week: " + ", ".join(f"{n}: {histogram[n]}" for n in sorted(histogram)))
    return lines
