"""The scene of one-on-ones: prepared, reminded of, held, moved by both at once, and over."""

from dataclasses import replace
from typing import Any

from bot import rhythms
from storage import roster

TUESDAYS = {"every": "week", "weekday": "1", "at": "14:00", "minutes": "30"}


def one_on_ones(all_: Any) -> None:
    """Bob and Mara, on the first Tuesdays of a year; then Bob has another manager."""
    all_.says("mara", "1:1 Bob")
    all_.taps("mara", "dates", on="one_on_one.agenda")
    all_.fills("mara", "move", on="one_on_one.agenda", day="2027-01-04", at="15:00")
    all_.fills("mara", "rhythm", on="one_on_one.agenda", **TUESDAYS)
    all_.taps("mara", "calendar", on="one_on_one.agenda")
    all_.says("mara", "1:1 Alice")
    all_.taps("mara", "dates", on="one_on_one.agenda")
    all_.says("bob", "1:1: the test bench", "the course in May")
    all_.taps("bob", "put_on", on="one_on_one.offer")
    all_.says("bob", "1:1: leave in July")
    all_.fills("bob", "add", on="one_on_one.agenda", points=["The new desk", "Travel", "A student for the summer"])
    all_.fills("bob", "act", on="one_on_one.agenda", what="Send the list of benches", owner="mara", by="2027-01-06")
    all_.says("mara", "1:1 the fair")
    all_.taps("mara", "to", "bob", on="one_on_one.whom")
    all_.until("2027-01-05 11:50")
    all_.says("bob", "I'm stuck")
    all_.until("2027-01-05 12:01")
    all_.says("bob", "The pump in bench C leaks")
    all_.taps("bob", "dismiss", on="help.which_is_meant")
    all_.until("2027-01-05 14:10")
    all_.taps("bob", "open", on="one_on_one.reminder")
    all_.says("bob", "Bench C is sold", "I send the figures by Friday")
    all_.taps("bob", "talked", on="one_on_one.agenda")
    all_.taps("bob", "next_time", on="one_on_one.agenda")
    all_.says("mara", "1:1 Bob")
    texts = ("Bench C is sold, B is ours", "Bench C is sold. Ask for D.")
    all_.at_once("bob", "mara", "write", on="one_on_one.agenda", text=texts)
    all_.taps("mara", "mine", on="one_on_one.conflict")
    all_.taps("mara", "finish", on="one_on_one.agenda")
    all_.taps("mara", "dates", on="one_on_one.agenda")
    all_.calls("mara", "one-on-one")
    moved = replace(all_.stage["bob"].person, manager="sven")
    all_.stage.do(roster.update_person, moved)
    all_.stage.do(rhythms.look_again, ["bob"], all_.stage.now)
    all_.stage.moves_on(minutes=1)
    all_.calls("mara", "one-on-one")
    all_.says("mara", "1:1 Alice")
    all_.fills("mara", "rhythm", on="one_on_one.agenda", every="none", weekday="1", at="14:00", minutes="30")
    all_.stage.do(roster.update_person, replace(all_.stage["kim"].person, manager=""))
    all_.says("kim", "1:1")
