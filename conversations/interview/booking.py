"""Who holds a talk books it: with whom, when, with HR where the script wants that, seen before it is sent."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time

from conversations.entries.interviews import InterviewArranged
from conversations.interview import cards, dates, forms, moving, together
from conversations.interview.facts import BOOKING, TalkFacts, say
from conversations.interview.moving import as_news, invites, shown
from conversations.interview.writing import record, tell_partner, tell_person
from conversations.rules.weeks import local_day
from conversations.toolkit.cards import Card
from conversations.toolkit.conversation import Result, State
from conversations.toolkit.effects import Cancel, Close, RejectForm, Show, Start, To
from conversations.toolkit.events import Event, Submitted, Told, Typed
from conversations.toolkit.forms import read_form
from conversations.toolkit.leaving import way_out
from conversations.toolkit.understand import intent_in, yes_or_no

HELP = "help"


def asked(state: State, event: Event, facts: TalkFacts) -> Result:
    """The next thing that is not known yet; once all is, the preview."""
    stage, card = _next(facts)
    return facts.plan.kept(state, stage), [shown(card, event, facts)]


def _next(facts: TalkFacts) -> tuple[str, Card]:
    plan, script = facts.plan, facts.script
    if plan.role == "host":
        return _next_together(facts)
    if script is None or (facts.refused and plan.person):
        return "refused", cards.refused()
    if not plan.person:
        return "who", cards.who(facts)
    at = dates.proposed(facts)
    wrong = dates.wrong_with(at, facts) if at else None
    if at is None or wrong:
        return "when", cards.when(facts, wrong)
    if script.needs_hr and not plan.partner:
        return ("partner", cards.partner(facts)) if facts.hr else ("no_hr", cards.no_hr(facts))
    return "preview", cards.preview(facts, at)


def _next_together(facts: TalkFacts) -> tuple[str, Card]:
    at = dates.proposed(facts)
    wrong = dates.wrong_with(at, facts) if at else None
    if not facts.may or facts.refused:
        return "refused", cards.refused()
    if facts.unknown:
        return "when", cards.when(facts, say("who.unknown", name=facts.unknown))
    if at is None or wrong:
        return "when", cards.when(facts, wrong)
    return "preview", together.preview(facts, at)


def typed(state: State, event: Typed, facts: TalkFacts) -> Result:
    """A name, a day, a time; what is plainly something else goes to help."""
    heard = facts.heard
    leaves = way_out(event.text, facts.vocabulary) or yes_or_no(event.text, facts.vocabulary) is False
    if leaves:
        return left(state, event)
    names_nobody = state.stage != "who" or not heard or not heard.rest
    elsewhere = bool(facts.unknown) and intent_in(event.text, facts.vocabulary) is not None
    if elsewhere or heard is None or (heard.day is None and heard.clock is None and names_nobody):
        return state, [Start(HELP, event.owner, arguments={"text": event.text})]
    return asked(state, event, facts)


def left(state: State, event: Event) -> Result:
    """Not now: nothing was sent, and nothing is kept."""
    card = cards.closed(say("left"))
    return state.at("not_now"), [Show(card, To(event.owner), fresh=isinstance(event, Typed)), Close()]


def sent(state: State, event: Event, facts: TalkFacts) -> Result:
    """The preview was seen: the person is invited, or HR is asked first."""
    at = dates.proposed(facts)
    if at is None or not facts.may or dates.wrong_with(at, facts):
        return asked(state, event, facts)
    if facts.script and facts.script.needs_hr:
        return _asks_hr(state, at, event, facts)
    return invites(state, at, event, facts)


def _asks_hr(state: State, at: datetime, event: Event, facts: TalkFacts) -> Result:
    plan = facts.plan
    if not any(each.id == plan.partner for each in facts.hr):
        return asked(state, event, replace(facts, plan=replace(plan, partner="")))
    minutes = facts.script.minutes if facts.script else 0
    told = {"holder": plan.holder, "person": plan.person, "scenario": plan.scenario, "at": at.isoformat()}
    card = cards.waits_for_hr(facts)
    return plan.kept(state, "asked"), [
        *tell_partner("asked", event, facts, **told, minutes=str(minutes)),
        shown(card, event, facts),
    ]


def confirmed(state: State, event: Told, facts: TalkFacts) -> Result:
    """HR takes part: now the person is invited, or has the new time, if that is still possible."""
    at = dates.proposed(facts)
    if event.actor != facts.plan.partner:
        return state, []
    if state.stage != "asked" or at is None:
        return moving.confirmed(state, event, facts)
    if not facts.may:
        return facts.plan.kept(state, "refused"), [shown(cards.refused(), event, facts)]
    wrong = dates.wrong_with(at, facts)
    if wrong:
        return facts.plan.kept(state, "when"), [shown(cards.when(facts, wrong), event, facts, fresh=True, news=True)]
    return as_news(invites(state, at, event, facts))


def talk_first(state: State, event: Told, facts: TalkFacts) -> Result:
    """HR would like to talk about it first: nothing reaches the person."""
    if event.actor != facts.plan.partner:
        return state, []
    if state.stage != "asked":
        return moving.talk_first(state, event, facts)
    return facts.plan.kept(state, "preview"), [shown(cards.talk_first(facts), event, facts, fresh=True, news=True)]


def submitted(state: State, event: Submitted, facts: TalkFacts) -> Result:
    """A day and a time from the form: proposed while it is booked, the new date once it is."""
    form = forms.form(forms.WHEN, "", facts)
    answers, errors = read_form(form, event.values) if form else ({}, {})
    at = forms.moment_of(answers, facts) if not errors else None
    wrong = dates.wrong_with(at, facts) if at else None
    if errors or at is None or wrong:
        return state, [RejectForm(errors or {"day": wrong or say("when.ask")})]
    local = replace(facts.plan, day=local_day(at, facts.viewer.zone), clock=time.fromisoformat(str(answers["at"])))
    if state.stage == "asked":
        # HR agreed to nothing yet: whoever was asked is asked anew, about the new time.
        after, effects = asked(state, event, replace(facts, plan=local))
        return after, [*tell_partner("withdrawn", event, facts), *effects]
    if state.stage in BOOKING:
        return asked(state, event, replace(facts, plan=local))
    return moving.moved(state, at, event, facts)


def called_off(state: State, event: Event, facts: TalkFacts) -> Result:
    """It is called off, and everybody of it hears so."""
    off = InterviewArranged(event.topic, None, facts.plan.minutes, "called_off")
    off_ = dates.dated(facts, None)
    line = say("off.done", name=facts.name_of("person"))
    return off_.plan.kept(state, "off"), [
        record(off, event, facts),
        tell_person("off", event, facts),
        *tell_partner("off", event, facts),
        Cancel(dates.TODAY),
        shown(cards.booked(off_, line, calls=False), event, facts),
        Close(),
    ]
