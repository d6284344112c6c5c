"""What is seen of improvement plans: whose, the causes and what helps, the preview, and the plan as it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from conversations.entries.improvements import ImprovementStep
from conversations.improve.facts import CLOSE, HubFacts, PlanFacts, say
from conversations.improve.forms import DIFFER, NOTE, PLAN, TRAINING, every
from conversations.interview_template.sections import closing_line, pair, told
from conversations.rules.causes import Cause
from conversations.rules.improving import Improvement, Version
from conversations.rules.indicators import Both
from conversations.rules.weeks import local_day
from conversations.toolkit.cards import (
    Button,
    Card,
    Divider,
    Fields,
    Heading,
    Line,
    Note,
    Part,
    Points,
    Quote,
    Row,
)
from conversations.toolkit.words import Day, Joined, Phrase, Text, Verbatim

SAYS = "says"
"""What a proposal listens for: what is typed is answered with the choices, and sent to nobody."""

MOST_NOTES, MOST_LISTED = 6, 12


def hub(facts: HubFacts, said: Phrase | None = None) -> Card:
    """The plans that are not over, and with whom one may be made."""
    own = [each for each in facts.plans if each.person.id == facts.viewer.id]
    others = [each for each in facts.plans if each not in own]
    without = [each for each in facts.reports if each.id not in {one.person.id for one in others}][:MOST_LISTED]
    nothing = () if facts.plans or without else (Line(say("hub.nothing")),)
    body: tuple[Part, ...] = (
        *((Line(said),) if said else ()),
        Heading(say("hub.title")),
        *(Row(say("hub.own"), (_open(each.id),), _stands(each.plan, facts)) for each in own),
        *(Row(Verbatim(each.person.name), (_open(each.id),), _stands(each.plan, facts)) for each in others),
        *(Row(Verbatim(each.name), (Button("begin", say("hub.begin"), each.id),)) for each in without),
        *nothing,
        *((Note(say("hub.formal")),) if facts.reports else ()),
    )
    return Card("improve.hub", say("neutral"), body)


def _open(id_: str) -> Button:
    return Button("open", say("hub.open"), id_)


def _stands(plan: Improvement, facts: HubFacts) -> Phrase:
    return say(f"stands.{plan.standing(facts.today)}", day=Day(plan.counts.what.ends))


def closed(line: Phrase) -> Card:
    """What stands where nothing is left to do."""
    return Card("improve.closed", say("neutral"), (Line(line),))


def causes(facts: PlanFacts) -> Card:
    """The first question: what the gap comes from."""
    rows = (Row(told(each.title), (Button("cause", say("causes.look"), each.id),), told(each.means))
            for each in facts.all_causes)  # fmt: skip
    name = facts.person.name if facts.person else ""
    lead: tuple[Part, ...] = (Heading(say("title", name=name)), Line(say("causes.ask")))
    body = (*lead, *rows, Note(say("causes.how", name=name)))
    return Card("improve.causes", say("neutral"), body, (_not_now(),))


def helps(cause: Cause, facts: PlanFacts) -> Card:
    """One cause: how it shows, what to ask first, what each side may take on; and the way to the plan."""
    name = facts.person.name if facts.person else ""
    body: tuple[Part, ...] = (
        Heading(told(cause.title)),
        Line(told(cause.means)),
        *_list("helps.signs", cause.signs),
        _small("helps.ask"),
        Points(tuple(told(each) for each in cause.ask), said=True),
        *_list("helps.manager", cause.manager),
        *_list("helps.employee", cause.employee),
        *_list("helps.mind", cause.mind),
        *(part for each in cause.wording for part in (Divider(), pair(each))),
        closing_line(),
    )
    buttons = (
        Button("write", say("helps.write", name=name), style="primary", opens=PLAN),
        Button("causes", say("helps.others")),
        _not_now(),
    )
    return Card("improve.helps", say("neutral"), body, buttons)


def _list(title: str, items: Sequence[Both]) -> Iterator[Part]:
    yield _small(title)
    yield Points(tuple(told(each) for each in items))


def preview(version: Version, facts: PlanFacts) -> Card:
    """Exactly what the person receives, before it is sent; it waits while another plan of theirs stands."""
    name = facts.person.name if facts.person else ""
    body: tuple[Part, ...] = (
        Line(say("preview.another" if facts.another else "preview.line", name=name)),
        Divider(),
        *_version(version, facts),
        Divider(),
        Note(say("preview.how", name=name)),
        Note(say("hub.formal")),
    )
    send = Button("send", say("preview.send", name=name), style="primary")
    first = Button("open", say("preview.open"), facts.another, "primary") if facts.another else send
    buttons = (first, Button("write", say("preview.change"), opens=PLAN), _not_now())
    return Card("improve.preview", say("neutral"), body, buttons)


def plan(shown: Improvement, facts: PlanFacts, said: Phrase | None = None) -> Card:
    """The plan as it stands for one of the two."""
    body: tuple[Part, ...] = (
        *((Line(said),) if said else ()),
        Heading(say("title", name=facts.other.name if facts.other else "")),
        Line(_status(shown, facts)),
        *_version(shown.counts, facts, live=shown.agreed is not None and shown.closed is None),
        *_pending(shown, facts),
        *_trainings(shown, facts),
        *_notes(shown, facts),
        *_outcome(shown, facts),
        Note(say("readers", name=facts.other.name if facts.other else "")),
    )
    asks = SAYS if facts.is_own and (shown.waits or _to_answer(shown)) else ""
    return Card("improve.plan", say("neutral"), body, tuple(_buttons(shown, facts)), asks=asks, casually=True)


def _status(shown: Improvement, facts: PlanFacts) -> Phrase:
    standing, name = shown.standing(facts.today), facts.other.name if facts.other else ""
    if standing in ("proposed", "differs"):
        return say(f"status.{'own' if facts.is_own else 'manager'}.{standing}", name=name)
    return say(f"status.{standing}", day=Day(shown.closes_from))


def _version(version: Version, facts: PlanFacts, *, live: bool = False) -> Iterator[Part]:
    what, cause = version.what, facts.cause(version.what.cause)
    yield Fields(
        (
            (say("field.gap"), Verbatim(what.gap)),
            *(((say("field.cause"), told(cause.title)),) if cause else ()),
            (say("field.every"), every(what.every_weeks)),
            (say("field.ends"), Day(what.ends)),
        )
    )
    yield _small("steps")
    for each in version.steps:
        yield _step(each, facts, live=live)


def _step(step: ImprovementStep, facts: PlanFacts, *, live: bool) -> Row:
    mine = step.owner == facts.viewer.id
    who: Text = say("you") if mine else Verbatim(facts.name_of(step.owner) or (facts.other.name if facts.other else ""))
    is_done = facts.is_done(step)
    late = live and not is_done and step.by < facts.today
    state = "step.done" if is_done else "step.late" if late else "step.by"
    tick = (Button("done", say("step.tick"), step.step),) if live and facts.may_do(step) else ()
    return Row(Verbatim(step.what), tick, say(state, who=who, day=Day(step.by)))


def _pending(shown: Improvement, facts: PlanFacts) -> Iterator[Part]:
    """A version that is not agreed to beside the one that counts, and what was said against the last."""
    if shown.agreed and shown.latest is not shown.agreed and not (shown.closed or shown.lapsed):
        yield from (Divider(), _small("pending"), *_version(shown.latest, facts))
    said = shown.latest.said
    if said and said.how == "differs" and said.comment:
        yield Quote(said.comment, Verbatim(facts.person.name if facts.person else ""))


def _trainings(shown: Improvement, facts: PlanFacts) -> Iterator[Part]:
    if not shown.trainings:
        return
    yield _small("trainings")
    for each in shown.trainings:
        content, by, material = (Verbatim(line) for line in each.lines)
        there = each.training in shown.attended
        confirm = (Button("attended", say("training.attended"), each.training),) if facts.is_own and not there else ()
        detail = say("training.detail", by=by, day=Day(each.day), hours=say("hours", n=each.hours))
        more = (*((material,) if material.text else ()), *((say("training.was_there"),) if there else ()))
        yield Row(content, confirm, Joined((detail, *more), "listed"))


def _notes(shown: Improvement, facts: PlanFacts) -> Iterator[Part]:
    if shown.notes:
        yield _small("notes")
    for each in shown.notes[-MOST_NOTES:]:
        day = Day(local_day(each.at, facts.viewer.zone))
        yield Quote(each.text, say("noted_by", name=facts.name_of(each.author), day=day))


def _outcome(shown: Improvement, facts: PlanFacts) -> Iterator[Part]:
    if shown.closed is None:
        return
    yield from (Divider(), Heading(say(f"outcome.{shown.closed.how}"), small=True))
    yield Quote(shown.closed.text, Verbatim(facts.manager.name if facts.manager else ""))
    if facts.rests and facts.rests.first and facts.rests.last:
        yield Note(say("outcome.rests", n=facts.rests.facts, first=Day(facts.rests.first), last=Day(facts.rests.last)))
    if facts.gone:
        yield Line(say("outcome.gone", n=facts.gone))
    if facts.gone and facts.is_own:
        yield Line(say("outcome.anew"))
    if facts.rests and facts.rests.excuse:
        yield Note(say("outcome.little"))
    if shown.closed.how != "reached":
        yield Note(say("outcome.nothing_follows"))
    if shown.answer:
        yield Line(say(f"answered.{shown.answer.how}", name=facts.person.name if facts.person else ""))
        if shown.answer.comment:
            yield Quote(shown.answer.comment, Verbatim(facts.person.name if facts.person else ""))


def _buttons(shown: Improvement, facts: PlanFacts) -> Iterator[Button]:
    standing = shown.standing(facts.today)
    if facts.is_own:
        yield from _answers(shown, facts)
    elif facts.manages and standing == "over":
        yield Button("close", say("close.button"), style="primary", opens=CLOSE)
    if standing in ("running", "over"):
        yield Button("note", say("note.button"), opens=NOTE)
    if facts.manages:
        yield from _managing(shown, standing)


def _answers(shown: Improvement, facts: PlanFacts) -> Iterator[Button]:
    """What came of it may be answered anew once it rests on less."""
    if shown.waits:
        yield Button("agree", say("agree"), style="primary")
        yield Button("differ", say("differ.button"), opens=DIFFER)
    elif _to_answer(shown) or facts.gone:
        yield Button("received", say("received"))
        yield Button("agree", say("agree"))
        yield Button("differ", say("differ.button"), opens=DIFFER)


def _to_answer(shown: Improvement) -> bool:
    return shown.closed is not None and shown.answer is None


def _managing(shown: Improvement, standing: str) -> Iterator[Button]:
    if standing in ("running", "over"):
        yield Button("training", say("training.button"), opens=TRAINING)
    if standing in ("proposed", "differs", "running"):
        yield Button("write", say("change"), style="primary" if standing == "differs" else "plain", opens=PLAN)
    if shown.agreed is None and standing in ("proposed", "differs"):
        yield Button("withdraw", say("withdraw.button"), style="danger", confirm=say("withdraw.sure"))


def _small(title: str) -> Heading:
    return Heading(say(title), small=True)


def _not_now() -> Button:
    return Button("not_now", say("not_now"), style="quiet")
