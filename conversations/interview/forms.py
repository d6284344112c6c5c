"""The forms of a talk: when it is, another time, what was agreed with a summary, and what one sees differently."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from conversations.interview.facts import TalkFacts, say
from conversations.rules.weeks import instant_of
from conversations.toolkit.forms import (
    FAR_AHEAD,
    Answer,
    ChoiceField,
    DayField,
    Errors,
    Form,
    FormPart,
    Option,
    Saying,
    TextField,
    TickField,
    holding,
)
from conversations.toolkit.words import Phrase, Verbatim

WHEN, OTHER, SUM, DIFFER, CHANGE, GUESTS = "when", "other", "sum", "differ", "change_text", "guests"
LEADING = {WHEN: "day", OTHER: "words", SUM: "text", DIFFER: "text", CHANGE: "text"}
"""The field of each form at which it is said that the form is not taken any more."""

MOST_CHOSEN = 40
"""People of whom a form lets one choose; more than that are all invited."""

DEALS = 3
"""Agreements of one talk: what is more, nobody keeps."""

LONGEST, SUMMARY, COMMENT = 300, 2000, 2000
"""Characters of an agreement, a summary, a comment."""

_CLOCK = tuple(time(hour, minute) for hour in range(8, 18) for minute in (0, 30))
_USUAL = time(10)


def form(name: str, words: str, facts: TalkFacts) -> Form | None:
    """A form, prefilled; `words` are what was typed before it was opened. None for one that there is not."""
    made = _FORMS.get(name)
    return made(words, facts) if made else None


def moment_of(answers: Mapping[str, Answer], facts: TalkFacts) -> datetime | None:
    """What day and time a sent form names, in the zone of who sent it; None without a day."""
    day, clock = str(answers.get("day") or ""), str(answers.get("at") or "")
    if not (day and clock):
        return None
    return instant_of(date.fromisoformat(day), time.fromisoformat(clock), facts.viewer.zone)


def _when(_words: str, facts: TalkFacts) -> Form:
    plan = facts.plan
    local = plan.at.astimezone(ZoneInfo(facts.viewer.zone)) if plan.at else None
    day, clock = (local.date(), local.time()) if local else (plan.day, plan.clock)
    future = day if day and day >= facts.today else None
    return Form(WHEN, say("when.title"), (_day(facts, future, required=True), _at(clock or _USUAL)), say("when.submit"))


def _other(words: str, facts: TalkFacts) -> Form:
    parts: tuple[FormPart, ...] = (
        _day(facts, None, required=False),
        _at(_USUAL),
        TextField(
            "words", say("other.words"), say("other.hint"), value=holding(words[:LONGEST]), lines=3, max_length=LONGEST
        ),
        Saying(say("other.reads" if facts.plan.at else "other.reads_paused", name=facts.name_of("holder"))),
    )
    return Form(OTHER, say("other.title"), parts, say("other.submit"))


def _sum(_words: str, facts: TalkFacts) -> Form:
    name, together = facts.name_of("person"), facts.plan.role == "host"
    deals = (part for n in range(1, DEALS + 1) for part in _deal(n, facts))
    hint = say("together.hint" if together else "sum.hint")
    text = TextField("text", say("sum.text"), hint, required=True, lines=8, max_length=SUMMARY)
    reads = say("together.reads") if together else say("sum.reads", name=name)
    submit = say("together.submit") if together else say("sum.submit", name=name)
    return Form(SUM, say("sum.title"), (Saying(say("sum.how")), *deals, text, Saying(reads)), submit)


def _guests(_words: str, facts: TalkFacts) -> Form:
    chosen = {each.id for each in facts.guests}
    ticks = (TickField(guest(each.id), Verbatim(each.name), value=each.id in chosen) for each in facts.among)
    return Form(GUESTS, say("together.choose"), (*ticks,), say("when.submit"))


def guest(person: str) -> str:
    """The name of the field that says whether somebody is invited."""
    return f"guest.{person}"


def _deal(n: int, facts: TalkFacts) -> tuple[FormPart, ...]:
    others = [each for each in (facts.person, *facts.guests[:MOST_CHOSEN]) if each]
    owners = (Option(facts.viewer.id, say("sum.me")), *(Option(each.id, Verbatim(each.name)) for each in others))
    first = n == 1
    second = facts.plan.person or facts.viewer.id
    shown = None if first else (f"what_{n - 1}", "*")
    return (
        TextField(f"what_{n}", say("sum.what", n=n), say("sum.what_hint") if first else None, required=first,
                  shown_when=shown, max_length=LONGEST),
        ChoiceField(f"who_{n}", say("sum.who"), options=owners, value=facts.viewer.id if first else second,
                    shown_when=(f"what_{n}", "*")),
        DayField(f"by_{n}", say("sum.by"), earliest=facts.today, latest=facts.today + FAR_AHEAD,
                 shown_when=(f"what_{n}", "*")),
    )  # fmt: skip


def _differ(words: str, facts: TalkFacts) -> Form:
    before = facts.said.comment if facts.said else ""
    text = TextField(
        "text", say("differ.text"), say("differ.hint"), required=True, lines=6, max_length=COMMENT,
        value=holding(words[:COMMENT] or before),
    )  # fmt: skip
    parts = (text, Saying(say("differ.reads", name=facts.name_of("holder"))))
    return Form(DIFFER, say("differ.title"), parts, say("differ.submit"), len(facts.versions))


def _change(_words: str, facts: TalkFacts) -> Form:
    name = facts.name_of("person")
    text = TextField(
        "text", say("sum.text"), say("sum.hint"), required=True, value=holding(facts.text), lines=8, max_length=SUMMARY
    )
    why = TextField("why", say("change.why"), say("change.why_hint"), required=True, lines=2, max_length=LONGEST)
    reads = say("change.reads_anew" if facts.said else "change.reads", name=name)
    parts = (text, why, Saying(say("change.stays")), Saying(reads))
    return Form(CHANGE, say("change.title"), parts, say("sum.submit", name=name), len(facts.versions))


def deals_of(answers: Mapping[str, Answer], facts: TalkFacts) -> tuple[list[tuple[str, str, date]], Errors]:
    """The agreements of a sent form, and what is missing: by when, or one that its sender keeps."""
    deals: list[tuple[str, str, date]] = []
    errors: Errors = {}
    for n in range(1, DEALS + 1):
        what, by = str(answers.get(f"what_{n}") or ""), str(answers.get(f"by_{n}") or "")
        if what and not by:
            errors[f"by_{n}"] = say("sum.no_day")
        elif what:
            deals.append((str(answers.get(f"who_{n}") or facts.viewer.id), what, date.fromisoformat(by)))
    if not errors and all(owner != facts.viewer.id for owner, _, _ in deals):
        errors["who_1"] = say("sum.none_of_yours")
    return deals, errors


def _day(facts: TalkFacts, value: date | None, *, required: bool) -> DayField:
    return DayField(
        "day", say("when.day"), required=required, value=value, earliest=facts.today, latest=facts.today + FAR_AHEAD
    )


def _at(value: time) -> ChoiceField:
    times = sorted({*_CLOCK, value.replace(second=0, microsecond=0)})
    options = tuple(Option(f"{each:%H:%M}", Verbatim(f"{each:%H:%M}")) for each in times)
    return ChoiceField("at", say("when.clock"), required=True, options=options, value=f"{value:%H:%M}", look="menu")


_FORMS: Mapping[str, Callable[[str, TalkFacts], Form]] = {
    WHEN: _when,
    OTHER: _other,
    SUM: _sum,
    DIFFER: _differ,
    CHANGE: _change,
    GUESTS: _guests,
}


def nothing_said(answers: Mapping[str, Answer]) -> Phrase | None:
    """What is wrong with a wish for another time that names none and says nothing."""
    return None if answers.get("day") or answers.get("words") else say("other.nothing")
