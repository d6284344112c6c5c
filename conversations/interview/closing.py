"""After the talk: what was agreed and a summary, what the person says to it, and what comes days later."""

from __future__ import annotations

from collections.abc import Iterator

from conversations.entries.interviews import InterviewReworded, InterviewSummed
from conversations.interview import forms, paper, versions
from conversations.interview.dates import AFTER
from conversations.interview.facts import TalkFacts, say
from conversations.interview.forms import CHANGE, SUM
from conversations.interview.writing import agreed, record, tell_person
from conversations.interview_template.sections import told
from conversations.toolkit.cards import Button, Card, Heading, Line, Note, Part, Points, Quote
from conversations.toolkit.conversation import Result, State
from conversations.toolkit.effects import Effect, RejectForm, Show, To
from conversations.toolkit.events import Due, Submitted, Told
from conversations.toolkit.forms import read_form
from conversations.toolkit.words import Day, Phrase, Text, Verbatim

TALKED = frozenset({"held", "summed", "answered"})
"""Stages of a talk that was held."""

NUDGE = "nudge"
"""The slots of what comes days later begin so. Each has its own: without room in a week one waits for the next, and
neither changes the one before nor takes its place.
"""


def after_talk(facts: TalkFacts) -> Card:
    """The talk is over: what was agreed is still fresh."""
    name = facts.name_of("person")
    readers = say("after.who" if facts.manages else "after.who_two", name=name)
    body = (Heading(say("after.title", name=name)), Line(say("after.line")), Note(readers), *alone(facts))
    return Card("interview.after", say("neutral"), body, (_write(),))


def alone(facts: TalkFacts) -> Iterator[Part]:
    """What who held the talk asks themselves, for nobody else to see."""
    if facts.script:
        yield Heading(Phrase("interview_template.section.self_check"), small=True)
        yield Points(tuple(told(each) for each in facts.script.self_check))
        yield Note(say("after.alone"))


def summed(state: State, event: Submitted, facts: TalkFacts) -> Result:
    """Agreements and a summary go to the person, once one of them is the holder's own."""
    form = forms.form(SUM, "", facts)
    if form is None or state.stage != "held" or facts.summary:
        return state, [RejectForm({"text": say("sum.gone")})]
    answers, errors = read_form(form, event.values)
    deals, missing = forms.deals_of(answers, facts) if not errors else ([], {})
    if errors or missing:
        return state, [RejectForm(errors or missing)]
    kept: list[Effect] = [agreed(*deal, event, facts, n) for n, deal in enumerate(deals)]
    card = _sent(say("sum.sent", name=facts.name_of("person")))
    return state.at("summed"), [
        *kept,
        record(InterviewSummed(event.topic, str(answers["text"])), event, facts),
        tell_person("summed", event, facts),
        Show(card, To(event.owner), about=(facts.plan.person,)),
    ]


def changed(state: State, event: Submitted, facts: TalkFacts) -> Result:
    """The summary is written anew, with the reason; the one before stays, and what was said to it beside it."""
    form = forms.form(CHANGE, "", facts) if facts.summary else None
    if form is None or event.version != form.version:
        return state, [RejectForm({"text": say("sum.gone")})]
    answers, errors = read_form(form, event.values)
    text = str(answers.get("text") or "")
    if errors or text == facts.text:
        return state, [RejectForm(errors or {"text": say("change.same")})]
    line = say("change.sent_anew" if facts.said else "change.sent", name=facts.name_of("person"))
    return state.at("summed"), [
        record(InterviewReworded(event.topic, str(answers["why"])), event, facts),
        record(InterviewSummed(event.topic, text), event, facts),
        tell_person("summed", event, facts),
        Show(_sent(line), To(event.owner), about=(facts.plan.person,)),
    ]


def answered(state: State, event: Told, facts: TalkFacts) -> Result:
    """The person has said which it is."""
    said = facts.said
    if said is None or state.stage not in TALKED:
        return state, []
    name = facts.name_of("person")
    body: tuple[Part, ...] = (
        Heading(say(f"answer.{said.how}", name=name)),
        *((Quote(said.comment, Verbatim(name)),) if said.comment else ()),
        Note(say(f"answer.next.{said.how}")),
    )
    card = Card("interview.answer", say("neutral"), body, (_change(), *versions.earlier(facts), paper.button()))
    shown = Show(card, To(event.owner), about=_about(facts), fresh=True, prompt=True, kind="colleague")
    return state.at("answered"), [shown]


def nudged(state: State, event: Due, facts: TalkFacts) -> Result:
    """What the script has for this day, once; with the summary to write, if nobody has."""
    after, _, days = event.timer.partition("_")
    all_ = facts.script.follow_up if facts.script else ()
    line = next((each.what for each in all_ if str(each.days) == days), None)
    if after != AFTER or line is None or state.stage not in TALKED:
        return state, []
    n, name, together = int(days), facts.name_of("person"), facts.plan.role == "host"
    title = say("nudge.together", n=n) if together else say("nudge.title", n=n, name=name)
    body = (Heading(title), Line(told(line)), *_open(facts))
    write = () if facts.summary else (_write(),)
    card = Card("interview.nudge", say("neutral"), body, write)
    about = facts.plan.guests if together else (facts.plan.person,)
    shown = Show(card, To(event.owner), f"{NUDGE}.{n}", about, fresh=True, prompt=True, kind="reminder")
    return state, [shown]


def _open(facts: TalkFacts) -> Iterator[Part]:
    """What was agreed, to look at again."""
    if facts.deals:
        yield Heading(say("deal.title"), small=True)
        yield deals(facts)
    elif not facts.summary:
        yield Note(say("nudge.no_summary"))


def deals(facts: TalkFacts) -> Points:
    """The agreements, each with who and by when."""
    return Points(tuple(_deal(facts, each.owner, each.what, Day(each.by) if each.by else None) for each in facts.deals))


def _deal(facts: TalkFacts, owner: str, what: str, by: Text | None) -> Phrase:
    mine = owner == facts.viewer.id
    name = facts.names.get(owner, "")
    who: Text = say("deal.you") if mine else Verbatim(name)
    if by is None:
        return say("deal.open", who=who, what=Verbatim(what))
    return say("deal.by", who=who, what=Verbatim(what), day=by)


def _sent(line: Phrase) -> Card:
    body = (Line(line), Note(say("sum.waits")))
    return Card("interview.summed", say("neutral"), body, (_change(), paper.button()))


def _change() -> Button:
    return Button("change_summary", say("change.button"), style="quiet", opens=CHANGE)


def _write() -> Button:
    return Button("write", say("after.write"), style="primary", opens=SUM)


def _about(facts: TalkFacts) -> tuple[str, ...]:
    return (facts.summary.id,) if facts.summary else (facts.plan.person,)
