"""The scene of talks by a script: booked with and without HR, put off, held, summed up, answered, looked back on; and
one with several at once.
"""

from dataclasses import replace
from datetime import date
from typing import Any

from bot import rhythms
from conversations.rules.roster import Department
from storage import roster
from tests.conversations.company import calendars, someone

DEALS = {"what_1": "Talk to the data team", "who_1": "mara", "by_1": "2027-01-22"}
THEIRS = {"what_2": "Send the draft on Thursdays", "who_2": "alice", "by_2": "2027-01-29"}


def interviews(all_: Any) -> None:
    """Mara arranges talks with Alice, and holds one of them."""
    _not_arranged(all_)
    _with_hr(all_)
    _away(all_)
    _together(all_)
    _held(all_)
    _after(all_)
    _without_hr(all_)
    _for_another(all_)


def _not_arranged(all_: Any) -> None:
    """Looked at and left; with somebody who is no longer hers; without anybody in HR."""
    all_.calls("mara", "interview-template low-performer")
    all_.taps("mara", "book", on="interview_template.script")
    all_.says("mara", "Alice", "12 January 10:00")
    all_.taps("mara", "not_now", on="interview.preview")
    all_.calls("mara", "interview-template low-performer Alice 12 January 10:00")
    alice, hana = all_.stage["alice"].person, all_.stage["hana"].person
    all_.stage.do(roster.update_person, replace(alice, manager="sven"))
    all_.taps("mara", "send", on="interview.preview")
    all_.stage.do(roster.update_person, alice)
    all_.stage.do(roster.update_person, replace(hana, roles=frozenset()))
    all_.calls("mara", "interview-template pip-kickoff Alice 12 January 10:00")
    all_.stage.do(roster.update_person, hana)


def _with_hr(all_: Any) -> None:
    all_.calls("mara", "interview-template pip-kickoff Alice 12 January 10:00")
    all_.taps("mara", "partner", "hana", on="interview.partner")
    all_.taps("mara", "send", on="interview.preview")
    all_.taps("hana", "talk_first", on="interview.hr")
    all_.taps("mara", "send", on="interview.talk_first")
    all_.taps("hana", "confirm", on="interview.hr")
    all_.fills("mara", "move", on="interview.booked", day="2027-01-14", at="15:00")
    all_.taps("mara", "keep", on="interview.moving")
    all_.taps("mara", "off", on="interview.booked")


def _held(all_: Any) -> None:
    all_.calls("mara", "interview-template low-performer Alice 13 January 10:00")
    all_.taps("mara", "send", on="interview.preview")
    all_.fills("alice", "other", on="interview.invited", day="2027-01-14", at="11:00", words="Wednesdays are hard")
    all_.taps("mara", "take", on="interview.wish")
    all_.taps("alice", "calendar", on="interview.invited")
    all_.taps("alice", "coming", on="interview.invited")
    all_.until("2027-01-14 10:55")
    all_.taps("mara", "start", on="interview.today")
    all_.taps("mara", "next", on="interview.step")
    all_.taps("mara", "reaction", "silence", on="interview.step")
    all_.taps("mara", "step", on="interview.reaction")
    all_.taps("mara", "pause", on="interview.step")
    all_.fills("mara", "move", on="interview.booked", day="2027-01-15", at="11:00")
    all_.until("2027-01-15 10:58")
    all_.taps("mara", "start", on="interview.today")
    all_.until("2027-01-15 11:40")
    all_.taps("mara", "end", on="interview.step")


def _after(all_: Any) -> None:
    text = "Two results came late. The data was missing."
    all_.fills("mara", "write", on="interview.after", text="Great job, keep it up.", **DEALS, **THEIRS)
    all_.fills("mara", "write", on="interview.draft", text=text, **DEALS, **THEIRS)
    all_.says("alice", "ok")
    all_.fills("alice", "differ", on="interview.summary", text="The data came in May.")
    all_.fills("mara", "change_summary", on="interview.answer", text="The data came in May.", why="Alice is right")
    all_.taps("alice", "version", on="interview.summary")
    all_.taps("alice", "paper", on="interview.summary")
    all_.stage.look("alice", "interview", "record", topic=_way(all_.stage, "alice"))
    all_.until("2027-01-18 10:30")
    all_.taps("alice", "useful", "yes", on="interview.pulse")
    all_.taps("alice", "respectful", "no", on="interview.pulse")


def _way(stage: Any, who: str) -> str:
    """The talk to whose paper somebody was just shown the way."""
    [link] = stage.chat(who)[-1].card.buttons
    return str(link.leads).rpartition("/")[2]


def _away(all_: Any) -> None:
    """Alice is away on the day of a talk."""
    all_.calls("mara", "interview-template low-performer Alice 20 January 10:00")
    all_.taps("mara", "send", on="interview.preview")
    for days in ([(date(2027, 1, 20), date(2027, 1, 20))], []):
        all_.stage.do(roster.set_leave, "alice", days)
        all_.stage.do(rhythms.plan_person, "alice", calendars, all_.stage.now)
        all_.stage.moves_on(minutes=1)


def _together(all_: Any) -> None:
    """Mara heads a department, and talks with all of it."""
    names = {"en": "Research", "zh-CN": "research"}
    all_.stage.do(roster.upsert_department, Department("research", names, head="mara"))
    all_.calls("mara", "interview-template kick-off 12 January 10:00")
    everybody = {f"guest.{who}": "true" for who in ("alice", "bob")}
    all_.fills("mara", "guests", on="interview.together_preview", **everybody)
    all_.taps("mara", "send", on="interview.together_preview")
    all_.taps("bob", "coming", on="interview.invited")
    all_.fills("alice", "other", on="interview.invited", day="2027-01-12", at="11:00", words="A little later")
    all_.until("2027-01-12 09:55")
    all_.taps("mara", "start", on="interview.today")
    all_.taps("mara", "end", on="interview.step")
    all_.fills("mara", "write", on="interview.together_after", text="One minute a week.", **DEALS)
    all_.taps("alice", "received", on="interview.summary")
    all_.stage.do(roster.upsert_department, Department("research", names))


def _without_hr(all_: Any) -> None:
    """Who confirmed for HR is in HR no more on the morning of the talk."""
    hana = all_.stage["hana"].person
    all_.calls("mara", "interview-template pip-kickoff Alice 19 January 10:00")
    all_.taps("mara", "partner", "hana", on="interview.partner")
    all_.taps("mara", "send", on="interview.preview")
    all_.taps("hana", "confirm", on="interview.hr")
    all_.until("2027-01-19 09:55")
    all_.stage.do(roster.update_person, replace(hana, roles=frozenset()))
    all_.taps("mara", "start", on="interview.today")
    all_.stage.do(roster.update_person, hana)


def _for_another(all_: Any) -> None:
    """HR talks with nobody whom they manage themselves: another in HR is asked to."""
    alice, sven = all_.stage["alice"].person, all_.stage["sven"].person
    all_.stage.do(roster.update_person, replace(alice, manager="hana"))
    all_.stage.do(roster.update_person, replace(sven, roles=frozenset({"hr"})))
    all_.calls("hana", "interview-template exit Alice 26 January 10:00")
    all_.taps("hana", "hand", "sven", on="interview.hand")
    for each in (alice, sven):
        all_.stage.do(roster.update_person, each)


def nothing_on_record(all_: Any) -> None:
    """With somebody new, of whom there is nothing yet."""
    all_.stage.hires(someone("nora", "Nora Lind", "research", "mara"))
    all_.calls("mara", "interview-template low-performer Nora 9 February 10:00")
    all_.taps("mara", "send", on="interview.preview")
    all_.until("2027-02-09 09:55")
    all_.taps("mara", "record", on="interview.today")
    all_.taps("mara", "start", on="interview.today")
