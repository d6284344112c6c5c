"""The cards of the week: the invitation, the recap before sharing, and what stands afterwards with its receipts."""

from __future__ import annotations

from collections.abc import Iterator

from conversations.entries import (
    AgendaItemAdded,
    BlockerDeclined,
    CheckInRead,
    RephraseAsked,
    ReplyGiven,
)
from conversations.rules.cadence import closes_at
from conversations.toolkit.cards import Button, Card, Divider, Fields, Heading, Line, Note, Part, Quote, Row
from conversations.toolkit.conversation import State
from conversations.toolkit.reader import Blocker
from conversations.toolkit.words import Day, Instant, Phrase, Text, Verbatim, phrases_of
from conversations.weekly_checkin.facts import CheckinFacts
from conversations.weekly_checkin.questions import QUESTIONS

say = phrases_of("weekly_checkin")
OUTCOMES = QUESTIONS[0]


def invite(state: State, facts: CheckinFacts) -> Card:
    """The week's prompt: last week's plans to tap, one tap for an uneventful week, two ways to answer."""
    kind = str(state.answers.get("form") or ("first" if facts.first_time else "normal"))
    body: list[Part] = [
        Heading(say(f"invite.{kind}.title", name=facts.owner.name)),
        Line(say(f"invite.{kind}.text")),
    ]
    with_plans = OUTCOMES.when(state.answers, facts)
    if with_plans:
        body.extend(OUTCOMES.ask(say, state.answers, facts)[1:])
        body.append(Line(say("invite.reply")))
    body.append(Note(who_reads(facts)))
    return Card("weekly_checkin.invite", say("neutral"), tuple(body), _ways(with_plans, facts), asks="plans")


def _ways(with_plans: bool, facts: CheckinFacts) -> tuple[Button, ...]:
    quick = (Button("as_planned", say("invite.as_planned"), style="primary"),) if with_plans else ()
    form = Button("fill", say("invite.fill"), style="plain" if quick else "primary", opens="checkin")
    speak = Button("speak", say("invite.speak"), style="quiet")
    if facts.ignored >= 2:
        return (*quick, form, speak, *_other_rhythms())
    return (*quick, form, speak, Button("not_now", say("invite.not_now"), style="quiet"))


def _other_rhythms() -> tuple[Button, ...]:
    return tuple(
        Button("rhythm", say(f"invite.rhythm.{topic}"), topic, "quiet") for topic in ("slot", "often", "pause")
    )


def reminder(state: State, facts: CheckinFacts) -> Card:
    """The one reminder, a working day later."""
    with_plans = OUTCOMES.when(state.answers, facts)
    body: tuple[Part, ...] = (Line(say("reminder.text", until=_closing(facts))), Note(who_reads(facts)))
    return Card("weekly_checkin.reminder", say("neutral"), body, _ways(with_plans, facts), asks="plans")


def who_reads(facts: CheckinFacts) -> Phrase:
    """Who will read the answer, by name, and what may be quoted."""
    if facts.manager is None:
        return say("who_reads.nobody")
    return say("who_reads.manager", manager=facts.manager.name)


def recap(state: State, facts: CheckinFacts) -> Card:
    """What was said, before it is shared."""
    buttons = [
        Button("share", _share_label(facts), style="primary"),
        Button("fill", say("recap.change"), opens="checkin"),
    ]
    if state.answers.get("stuck") == "yes" and not state.answers.get("urgent"):
        buttons.append(Button("urgent", say("recap.make_urgent"), "yes", "quiet"))
    body = (Heading(say("recap.title")), *_answers(state, facts), Note(who_reads(facts)))
    return Card("weekly_checkin.recap", say("neutral"), body, tuple(buttons))


def _share_label(facts: CheckinFacts) -> Phrase:
    return say("recap.share", manager=facts.manager.name) if facts.manager else say("recap.keep")


def shared(state: State, facts: CheckinFacts) -> Card:
    """The week as it stands: answers, blockers and what came of them, receipts, change and undo."""
    body: list[Part] = [Heading(say("shared.title", monday=Day(facts.week.monday)))]
    body.extend(_answers(state, facts, with_blocker=False))
    for blocker in facts.blockers:
        body.append(_blocker_row(blocker, facts))
    receipts = tuple(_receipts(facts))
    if receipts:
        body.extend((Divider(), *receipts))
    body.append(Note(_standing(state, facts)))
    change = Button("fill", say("shared.change"), style="quiet", opens="checkin")
    undo = Button("undo", say("shared.undo"), style="quiet")
    return Card(
        "weekly_checkin.shared", say("neutral"), tuple(body), (change,) if _was_read(facts) else (change, undo),
        asks="plans" if state.answers.get("quick") and not state.answers.get("plans") else "",
    )  # fmt: skip


def _standing(state: State, facts: CheckinFacts) -> Phrase:
    if state.stage == "closed" or facts.at >= closes_at(facts.week, facts.owner.zone):
        return say("shared.after_close")
    if state.answers.get("quick") and not state.answers.get("plans"):
        return say("shared.quick", until=_closing(facts))
    return say("shared.until", until=_closing(facts))


def _was_read(facts: CheckinFacts) -> bool:
    return any(isinstance(written.entry, CheckInRead | ReplyGiven) for written in facts.receipts)


def _closing(facts: CheckinFacts) -> Day:
    return Day(facts.week.sunday)


def _answers(state: State, facts: CheckinFacts, with_blocker: bool = True) -> Iterator[Part]:
    chosen = state.answers.get("outcomes")
    outcomes = chosen if isinstance(chosen, dict) else {}
    for n, plan in enumerate(facts.last_plans if outcomes else ()):
        outcome = outcomes.get(str(n))
        if outcome:
            yield Row(Verbatim(plan), detail=say(f"outcomes.options.{outcome}"))
    hidden = {"outcomes", "goals"} | (set() if with_blocker else STUCK_NAMES)
    pairs = tuple(
        (question.label(say), told)
        for question in QUESTIONS
        if question.name not in hidden
        and question.when(state.answers, facts)
        and (told := question.recap(say, state.answers)) is not None
    )
    if pairs:
        yield Fields(pairs)


STUCK_NAMES = {"stuck_on", "helper", "helper_person", "needed_by", "urgent"}


def _blocker_row(blocker: Blocker, facts: CheckinFacts) -> Row:
    buttons = [
        Button("solved", say("blocker.solved"), blocker.id, "primary" if blocker.status == "taken" else "plain"),
        Button("gone", say("blocker.gone"), blocker.id, "quiet"),
    ]
    if blocker.status != "taken":
        buttons.append(Button("another", say("blocker.another"), blocker.id, "quiet", opens=f"another:{blocker.id}"))
    return Row(
        say("blocker.what", what=Verbatim(blocker.what)),
        tuple(buttons),
        detail=blocker_status(blocker, facts),
    )


def blocker_status(blocker: Blocker, facts: CheckinFacts) -> Text:
    """Where a blocker stands, in one line."""
    if blocker.status == "taken" and blocker.taken_until:
        return say("blocker.taken", name=facts.name_of(blocker.taken_by), until=Day(blocker.taken_until))
    if blocker.status == "declined":
        return say("blocker.declined")
    helper = facts.helper_name(blocker)
    return say("blocker.asked", name=helper) if helper else say("blocker.asked_hr")


def _receipts(facts: CheckinFacts) -> Iterator[Part]:
    for written in facts.receipts:
        name = facts.name_of(written.author)
        match written.entry:
            case CheckInRead():
                yield Note(say("receipt.read", name=name, at=Instant(written.at)))
            case ReplyGiven(text=text):
                yield Quote(text, say("receipt.replied", name=name))
            case BlockerDeclined(reason=reason):
                yield Quote(reason, say("receipt.declined", name=name))
            case RephraseAsked():
                yield Line(say("receipt.rephrase", name=name))
            case AgendaItemAdded():
                yield Note(say("receipt.one_on_one", name=name))
            case _:
                pass


def closed(state: State, facts: CheckinFacts) -> Card:
    """A week that ended without an answer: no mark, no reproach."""
    return Card("weekly_checkin.closed", say("neutral"), (Note(say("closed.text")),))


def suggest_helper(blocker: Blocker, by: str, helper: str, name: str) -> Card:
    """Somebody knows a better helper; the raiser decides."""
    body = (Line(say("suggest.text", by=by, name=name, what=Verbatim(blocker.what))),)
    ask = Button("pass_on", say("suggest.ask", name=name), f"{blocker.id}:person:{helper}", "primary")
    other = Button("another", say("blocker.another"), blocker.id, "quiet", opens=f"another:{blocker.id}")
    return Card("weekly_checkin.suggest", say("neutral"), body, (ask, other))


def offer_helper(blocker: Blocker, facts: CheckinFacts) -> Card:
    """Nobody answered: offer the raiser another helper."""
    body = (Line(say("offer.text", what=Verbatim(blocker.what), day=Day(blocker.raised_at.date()))),)
    buttons = [
        Button("pass_on", say("offer.above", name=facts.above.name), f"{blocker.id}:person:{facts.above.id}")
        for _ in range(1)
        if facts.above
    ]
    if facts.hr:
        buttons.append(Button("pass_on", say("offer.hr"), f"{blocker.id}:hr:"))
    buttons.append(Button("another", say("blocker.another"), blocker.id, opens=f"another:{blocker.id}"))
    buttons.append(Button("solved", say("blocker.solved"), blocker.id, "quiet"))
    return Card("weekly_checkin.offer", say("neutral"), body, tuple(buttons))
