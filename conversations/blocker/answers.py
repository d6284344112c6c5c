"""How a helper answers what is stuck: another day, somebody better placed, words, or no with the reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from conversations.blocker.hearing import is_plain
from conversations.rules import helping
from conversations.rules.roster import Person
from conversations.toolkit.asking import below
from conversations.toolkit.effects import Effect, RejectForm, Show
from conversations.toolkit.events import Clicked, Conflict, Event, Looked, Submitted
from conversations.toolkit.forms import (
    FAR_AHEAD,
    Answer,
    ChoiceField,
    DayField,
    Errors,
    Field,
    Form,
    Option,
    PersonField,
    Saying,
    TextField,
    read_form,
)
from conversations.toolkit.reaching import reachable
from conversations.toolkit.reader import Blocker, Reader
from conversations.toolkit.secrecy import may_be_withheld
from conversations.toolkit.vocabulary import Vocabulary
from conversations.toolkit.words import Day, Phrase, Verbatim, phrases_of

say = phrases_of("blocker")
MOST_WORDS = 1000
"""Characters of a reply or a reason."""

OTHER_WAYS = ("until", "suggest", "decline")


def answer_form(name: str, today: date, handy: date, said: str = "") -> Form:
    """The form in which a helper answers: `reply`, with what they `said` that went to nobody, or `other` ways; with
    what it is about behind a colon.
    """
    stem = name.partition(":")[0]
    reply = replace(_words("reply", required=True), value=(said,) if said else ())
    parts = _other_ways(today, handy) if stem == "other" else (reply,)
    return Form(name, say(f"{stem}.title"), parts, say(f"{stem}.submit"))


def headed(form: Form, raiser: str, what: str) -> Form:
    """The form below a line that says to whom it goes, and about what."""
    return replace(form, parts=(Saying(say("about", name=raiser, what=Verbatim(what))), *form.parts))


def _other_ways(today: date, handy: date) -> tuple[Field, ...]:
    """Another date, somebody better placed, or no, with the reason."""
    ways = tuple(Option(way, say(f"other.{way}")) for way in OTHER_WAYS)
    until = say("until.label")
    day, person, why = (("what", way) for way in OTHER_WAYS)
    return (
        ChoiceField("what", say("other.label"), required=True, options=ways, value=OTHER_WAYS[0]),
        DayField("until", until, required=True, shown_when=day, value=handy, earliest=today, latest=today + FAR_AHEAD),
        PersonField("helper", say("suggest.label"), say("suggest.hint"), required=True, shown_when=person),
        replace(_words("decline", required=True), shown_when=why),
    )


def _words(stem: str, *, required: bool) -> TextField:
    return TextField("text", say(f"{stem}.label"), say(f"{stem}.hint"), required, lines=4, max_length=MOST_WORDS)


def read_answer(form: Form, event: Submitted, found: Sequence[Person]) -> tuple[Mapping[str, Answer], Errors]:
    """What a helper's form says; somebody suggested must be known."""
    given, errors = read_form(form, event.values)
    if not errors and given.get("what") == "suggest" and given["helper"] not in {person.id for person in found}:
        errors = {"helper": Phrase("steps.nobody_found")}
    return given, errors


def answered_by_form(
    blocker: Blocker, event: Submitted, given: Mapping[str, Answer], *, others: bool = False
) -> helping.Help:
    """What a helper's submitted form does to a blocker; `others` of HR may be left with it."""
    match given.get("what"):
        case "until":
            return helping.take(blocker, event, date.fromisoformat(str(given["until"])))
        case "suggest":
            return helping.suggest(blocker, event, str(given["helper"]))
        case "decline":
            return helping.decline(blocker, event, str(given["text"]), others=others)
        case _:
            return helping.reply_to_blocker(blocker, event, str(given["text"]))


def refused(event: Submitted | Conflict, why: Phrase) -> RejectForm:
    """The form comes back with what happened meanwhile, and with the words in it."""
    return RejectForm({"what" if event.form.partition(":")[0] == "other" else "text": why})


def day_passed(now: date, effects: Sequence[Effect]) -> list[Effect]:
    """The effects of a promise whose button named a day that has passed: its cards say which day it is for instead."""
    line = say("day_passed", until=Day(now))
    return [replace(each, card=below(line, each.card)) if isinstance(each, Show) else each for each in effects]


def not_a_promise(day: date | None, today: date) -> Phrase | None:
    """Why nobody can promise help by a day that was typed; None for one that is good, or for none."""
    if day is None or today <= day <= today + FAR_AHEAD:
        return None
    return Phrase("words.errors.in_the_past" if day < today else "words.errors.too_far_ahead")


def not_sent(text: str, raiser: Person | None, vocabulary: Vocabulary, *, several: bool) -> Phrase | None:
    """Why the words of a no go to nobody: part of them may not be meant for who asked, or they give `several` who asked
    one reason, which may be of one of them. None where they may go.
    """
    if raiser and may_be_withheld(text, vocabulary, raiser):
        return say("withheld", name=raiser.name)
    return say("unsure") if several and not is_plain(text, vocabulary) else None


def what_was_done(event: Event) -> str:
    """The name of what a helper did, as the card says it afterwards."""
    match event:
        case Clicked():
            return event.button
        case Submitted():
            stem = event.form.partition(":")[0]
            named = event.values.get("what", ()) if stem == "other" else ()
            # Only what the form itself takes is kept: the card has a sentence for that, and for nothing else.
            return next((way for way in map(str.strip, named) if way in OTHER_WAYS), stem)
        case _:
            return ""


def found_for(reader: Reader, event: Event | Looked, raiser: str) -> Sequence[Person]:
    """People that a type-ahead finds, or the one that a form names; nobody suggests the raiser or themselves."""
    match event:
        case Submitted(values=values):
            people: Sequence[Person | None] = [reader.person(id_) for id_ in values.get("helper", ())]
        case Looked(what=text) if text:
            people = reader.find_people(text)
        case _:
            return ()
    return [person for person in reachable(reader, people) if person.id not in (raiser, reader.me.id)]
