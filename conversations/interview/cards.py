"""What is seen of a talk before it: whom, when, HR, the preview, the invitation, and how it stands since."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from conversations.interview.facts import TalkFacts, say
from conversations.interview.forms import OTHER, WHEN
from conversations.interview.grounds import before
from conversations.interview.plan import SEVERAL
from conversations.interview_template.sections import told
from conversations.rules.roster import Person
from conversations.toolkit.cards import PAGE, Button, Card, Divider, Heading, Line, Note, Part, Points, Quote
from conversations.toolkit.words import Bilingual, Day, Instant, Phrase, Text, Verbatim

WHO, WHEN_ASKED = "who", "when"
"""What the cards listen for while a talk is booked."""

MOST_PEOPLE = 20


def who(facts: TalkFacts) -> Card:
    """With whom: those with whom one may hold this talk, or a name to type."""
    people = facts.several or facts.among
    line = _who_line(facts)
    buttons = (*_people(people), not_now())
    body: tuple[Part, ...] = (*title_of(facts), *((Line(line),) if line else ()), Line(say("who.ask")))
    return Card("interview.who", say("neutral"), (*body, Note(say("who.how"))), buttons, asks=WHO, casually=True)


def _who_line(facts: TalkFacts) -> Phrase | None:
    if facts.refused:
        return say("refused")
    return say("who.unknown", name=facts.unknown) if facts.unknown else None


def refused() -> Card:
    """Somebody is no longer, or never was, one with whom this talk is held."""
    return Card("interview.refused", say("neutral"), (Line(say("refused")), Note(say("nothing_sent"))))


def when(facts: TalkFacts, wrong: Phrase | None) -> Card:
    """When: a day and a time, to type or to choose."""
    day = facts.plan.day
    asked = say("when.ask_clock", day=Day(day)) if day and not facts.plan.clock else say("when.ask")
    body: tuple[Part, ...] = (*title_of(facts), *((Line(wrong),) if wrong else ()), Line(asked), Note(say("when.how")))
    buttons = (Button(WHEN, say("when.pick"), style="primary", opens=WHEN), not_now())
    return Card("interview.when", say("neutral"), body, buttons, asks=WHEN_ASKED, casually=True)


def partner(facts: TalkFacts) -> Card:
    """Who in HR takes part, before anything reaches the person."""
    buttons = tuple(Button("partner", Verbatim(each.name), each.id) for each in facts.hr[:MOST_PEOPLE])
    body = (*title_of(facts), Line(say("partner.ask", name=facts.name_of("person"))), Note(say("partner.why")))
    return Card("interview.partner", say("neutral"), body, (*buttons, not_now()))


def no_hr(facts: TalkFacts) -> Card:
    """There is nobody in HR who could take part: it goes no further."""
    return Card("interview.no_hr", say("neutral"), (*title_of(facts), Line(say("no_hr")), Note(say("nothing_sent"))))


def preview(facts: TalkFacts, at: datetime) -> Card:
    """Exactly what the person receives, before it is sent."""
    name, partner_ = facts.name_of("person"), facts.name_of("partner")
    first = say("preview.with_hr", name=name, hr=partner_) if partner_ else say("preview.line", name=name)
    send = say("preview.ask_hr", name=partner_) if partner_ else say("preview.send")
    body = (Line(first), Divider(), *invitation(facts, at), Divider(), *_read_as(facts))
    buttons = (
        Button("send", send, style="primary"),
        Button("change", say("preview.change"), opens=WHEN),
        not_now(),
    )
    return Card("interview.preview", say("neutral"), body, buttons)


def _read_as(facts: TalkFacts) -> Iterator[Part]:
    """In which language and zone it is read, where these are others."""
    person = facts.person
    if person and person.language != facts.viewer.language:
        yield Note(say("preview.language", name=person.name))
    if person and person.zone != facts.viewer.zone:
        yield Note(say("preview.zone", name=person.name))
    yield Note(say("preview.no_title"))
    yield from before(facts)


def invitation(facts: TalkFacts, at: datetime) -> tuple[Part, ...]:
    """The invitation itself: with whom, when, how long, what to think of, and what will be seen before."""
    plan, partner_ = facts.plan, facts.name_of("partner")
    minutes = plan.minutes or (facts.script.minutes if facts.script else 0)
    lines = plan.lines or lines_of(facts)
    holder = facts.name_of("holder")
    alone = say("invite.three", name=holder, hr=partner_) if partner_ else say("invite.two", name=holder)
    if plan.role in SEVERAL:
        alone = say("invite.several", name=holder, n=plan.several or len(facts.guests))
    return (
        Heading(say("invite.title", name=holder)),
        Line(say("invite.when", at=Instant(at), n=minutes)),
        Line(alone),
        Heading(say("invite.think"), small=True),
        Points(tuple(Bilingual(*each) for each in lines)),
        *((Note(say("invite.list", name=holder)),) if plan.both or facts.manages else ()),
        *((Note(say("invite.no_list")),) if plan.role in SEVERAL else ()),
    )


def lines_of(facts: TalkFacts) -> tuple[tuple[str, str], ...]:
    """What the script asks the person to think of."""
    texts = [told(each) for each in facts.script.prepare.employee] if facts.script else []
    return tuple((each.en, each.zh) for each in texts)


def closed(line: Phrase) -> Card:
    """What stands where nothing is left to do."""
    return Card("interview.closed", say("neutral"), (Line(line),))


def booked(facts: TalkFacts, line: Phrase, *, calls: bool = True) -> Card:
    """How a talk stands for who holds it."""
    at = facts.plan.at
    body: tuple[Part, ...] = (*title_of(facts), Line(line), *((Line(at_of(facts, at)),) if at else ()))
    return Card("interview.booked", say("neutral"), body, _holding(facts) if calls else ())


def _holding(facts: TalkFacts) -> tuple[Button, ...]:
    move = say("booked.move") if facts.plan.at else say("booked.rebook")
    begin = (Button("start", say("booked.start"), style="quiet"),) if facts.plan.at else ()
    off = say("booked.sure", name=facts.name_of("person"))
    return (
        Button("move", move, style="plain" if facts.plan.at else "primary", opens=WHEN),
        *calendar_button(facts),
        *begin,
        Button("off", say("booked.off"), style="danger", confirm=off),
    )


def waits_for_hr(facts: TalkFacts) -> Card:
    """HR is asked; the person knows of nothing yet."""
    line = say("asked.line", hr=facts.name_of("partner"), name=facts.name_of("person"))
    buttons = (Button("change", say("preview.change"), opens=WHEN), not_now())
    return Card("interview.waits", say("neutral"), (*title_of(facts), Line(line)), buttons)


def talk_first(facts: TalkFacts) -> Card:
    """HR would like a word before the person is invited."""
    body = (*title_of(facts), Line(say("talk_first.line", hr=facts.name_of("partner"))), Note(say("nothing_sent")))
    buttons = (
        Button("send", say("talk_first.again", name=facts.name_of("partner")), style="primary"),
        Button("change", say("preview.change"), opens=WHEN),
        not_now(),
    )
    return Card("interview.talk_first", say("neutral"), body, buttons)


def wish(facts: TalkFacts, at: datetime | None, words: str, *, fits: bool) -> Card:
    """The person asks for another time."""
    name = facts.name_of("person")
    line = say("wish.at", name=name, at=Instant(at)) if at else say("wish.line", name=name)
    # A pause has left no time that could stay.
    keep = (Button("keep", say("wish.keep"), style="quiet"),) if facts.plan.at else ()
    take = (Button("take", say("wish.take", at=Instant(at)), at.isoformat(), "primary"),) if at and fits else ()
    body: tuple[Part, ...] = (
        *title_of(facts),
        Line(line),
        *((Note(say("wish.cannot")),) if at and not fits else ()),
        *((Quote(words, Verbatim(name)),) if words else ()),
    )
    return Card("interview.wish", say("neutral"), body, (*take, Button("move", say("when.pick"), opens=WHEN), *keep))


def fell(facts: TalkFacts, free: datetime | None) -> Card:
    """One of the two is away when the talk is to be; the next time at which both are there is proposed."""
    line = say("fell.line", name=facts.name_of("person"))
    when_ = (Line(at_of(facts, facts.plan.at)),) if facts.plan.at else ()
    take = (Button("take", say("wish.take", at=Instant(free)), free.isoformat(), "primary"),) if free else ()
    buttons = (
        *take,
        Button("move", say("when.pick"), opens=WHEN),
        Button("keep", say("wish.keep"), style="quiet"),
        Button("off", say("booked.off"), style="danger", confirm=say("booked.sure", name=facts.name_of("person"))),
    )
    return Card("interview.fell", say("neutral"), (*title_of(facts), *when_, Line(line)), buttons)


def morning(facts: TalkFacts, at: datetime, line: Phrase | None = None) -> Card:
    """The morning of the talk: the script, what is on record, the running sheet. A `line` above says what is new."""
    record = (Button("record", say("today.record")),) if facts.manages else ()
    buttons = (
        Button("start", say("today.start"), style="primary"),
        Button("script", say("today.script")),
        *record,
        Button("move", say("booked.move"), style="quiet", opens=WHEN),
    )
    ready = facts.script.prepare.manager[:3] if facts.script else ()
    news = (Line(line),) if line else ()
    points = Points(tuple(told(each) for each in ready))
    body = (*title_of(facts), *news, Line(at_of(facts, at)), points, *before(facts))
    return Card("interview.today", say("neutral"), body, buttons)


def moving(facts: TalkFacts, at: datetime) -> Card:
    """HR is asked about another time; the person has the one that was."""
    hr, name = facts.name_of("partner"), facts.name_of("person")
    line = say("moving.asked", hr=hr, name=name, at=Instant(at))
    keep = (Button("keep", say("wish.keep"), style="quiet"),) if facts.plan.at else ()
    again = Button("move", say("when.pick"), opens=WHEN)
    off = Button("off", say("booked.off"), style="danger", confirm=say("booked.sure", name=name))
    return Card("interview.moving", say("neutral"), (*title_of(facts), Line(line)), (again, *keep, off))


def asked_of_hr(facts: TalkFacts, line: Phrase | None, before: datetime | None = None, *,
                moves: bool = False, over: bool = False) -> Card:  # fmt: skip
    """HR is asked to take part: which talk, who with whom, when, and where it `moves` what it was `before`, or to take
    it `over` from another in HR. With a `line` that says what came of it, no more.
    """
    plan = facts.plan
    title = told(facts.script.title) if facts.script else Verbatim("")
    who_ = say("hr.who", holder=facts.name_of("holder"), name=facts.name_of("person"))
    when_ = (Line(at_of(facts, plan.at)),) if plan.at else ()
    buttons = (
        Button("confirm", say("hr.confirm_over" if over else "hr.confirm"), style="primary"),
        Button("talk_first", say("hr.talk_first")),
    )
    was = (Note(say("hr.was", at=Instant(before))),) if before and not line else ()
    kind = "hr.note_over" if over else "hr.note_moved" if moves else "hr.note"
    note = Note(say(kind, name=facts.name_of("person")))
    body = (Heading(title), Line(who_), *when_, *was, Line(line) if line else note)
    return Card("interview.hr", say("neutral"), body, () if line else buttons)


def invited(facts: TalkFacts, line: Phrase | None, *, coming: bool = False) -> Card:
    """The invitation, as the person has it; the `line` above it says what is new."""
    at = facts.plan.at
    above = (Line(line),) if line else ()
    if at is None:
        suggest = Button(OTHER, say("invite.suggest"), style="primary", opens=OTHER)
        return Card("interview.paused", say("neutral"), above, (suggest,))
    yes = () if coming else (Button("coming", say("invite.yes"), style="primary"),)
    buttons = (*yes, Button(OTHER, say("invite.other"), opens=OTHER), *calendar_button(facts))
    return Card("interview.invited", say("neutral"), (*above, *invitation(facts, at)), buttons)


def calendar(facts: TalkFacts, talk: str) -> Card:
    """The way to the calendar file."""
    at = facts.plan.at
    link = Button("file", say("calendar.button"), style="primary", leads=f"{PAGE}/interview/{talk}.ics")
    body = (*((Line(say("calendar.line", at=Instant(at))),) if at else ()), Note(say("calendar.note")))
    return Card("interview.calendar", say("neutral"), body, (link,))


def calendar_button(facts: TalkFacts) -> tuple[Button, ...]:
    """What brings the calendar file, while there is a date."""
    return (Button("calendar", say("calendar.wish"), style="quiet"),) if facts.plan.at else ()


def title_of(facts: TalkFacts) -> tuple[Part, ...]:
    """What it is about, for who holds it: the script's title, and with whom."""
    title: Text = told(facts.script.title) if facts.script else say("neutral")
    name = facts.name_of("person")
    return (Heading(say("with", title=title, name=Verbatim(name)) if name else title),)


def at_of(facts: TalkFacts, at: datetime) -> Phrase:
    """When a talk is, and how long it takes."""
    return say("invite.when", at=Instant(at), n=facts.plan.minutes)


def _people(people: Sequence[Person]) -> tuple[Button, ...]:
    return tuple(Button("person", Verbatim(each.name), each.id) for each in people[:MOST_PEOPLE])


def not_now() -> Button:
    """What leaves it, with nothing sent."""
    return Button("not_now", say("not_now"), style="quiet")
