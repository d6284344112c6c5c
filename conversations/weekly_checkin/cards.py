"""The cards of the week: the invitation, the recap before sharing, and what stands afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from conversations.rules.helping import APART
from conversations.rules.roster import Person, called
from conversations.toolkit.asking import below
from conversations.toolkit.cards import NOTHING, Button, Card, Divider, Fields, Heading, Line, Note, Part, Row
from conversations.toolkit.conversation import State
from conversations.toolkit.dialogue import ASIDE, CLOSED, RECAP
from conversations.toolkit.effects import Effect, Show
from conversations.toolkit.reader import Blocker
from conversations.toolkit.words import Day, Phrase, Text, Verbatim, phrases_of
from conversations.weekly_checkin import goals_said
from conversations.weekly_checkin.facts import CheckinFacts, noted_in
from conversations.weekly_checkin.over import over_in
from conversations.weekly_checkin.questions import OUTCOMES, PLANS, PLANS_AT_MOST, QUESTIONS
from conversations.weekly_checkin.receipts import blocker_row, changed_in, receipts, was_read

say = phrases_of("weekly_checkin")
IGNORED_BEFORE_OFFERING = 2
TOLD = "told"
"""The answers' name for who had been told what was stuck before it was taken back; "" for HR."""

ORIGINAL = "original"
"""The answers' name for the plans of a week that was corrected after it closed."""

INSTEAD = "instead"
"""The answers' name for the lead whose digest did not bring the week, so that the manager's did."""

STUCK_NAMES = {"stuck", "stuck_on", "helper", "helper_person", "needed_by", "urgent"}


def invite(state: State, facts: CheckinFacts) -> Card:
    """The week's prompt: last week's plans to tap, one tap for an uneventful week, two ways to answer."""
    kind = _kind(state, facts)
    body = (
        Heading(say(f"invite.{kind}.title", name=called(facts.owner))),
        *_last_plans(kind, state, facts),
        *_other_rhythm(facts),
        *_waiting(facts),
        Note(who_reads(facts)),
    )
    return Card(
        "weekly_checkin.invite", say("neutral"), body, _ways(kind, facts), asks="plans", untouched=_untouched(state)
    )


def reminder(state: State, facts: CheckinFacts) -> Card:
    """The one reminder, a working day later."""
    kind = _kind(state, facts)
    body = (
        Line(say("reminder.text", until=_closing(facts))),
        *_last_plans(kind, state, facts),
        *_other_rhythm(facts),
        *_waiting(facts),
        Note(who_reads(facts)),
    )
    return Card(
        "weekly_checkin.reminder", say("neutral"), body, _ways(kind, facts), asks="plans", untouched=_untouched(state)
    )


def _untouched(state: State) -> bool:
    """Whether nothing is answered yet: then a command is no interruption."""
    return not state.answers.get("outcomes")


def _kind(state: State, facts: CheckinFacts) -> str:
    if facts.first_time:
        return "first"
    if state.answers.get("form") == "welcome_back":
        return "welcome_back"
    return "normal" if facts.last_plans else "without_plans"


def _last_plans(kind: str, state: State, facts: CheckinFacts) -> Iterator[Part]:
    older = kind == "normal" and facts.plans_are_older
    text = say("invite.normal.text_older") if older else say(f"invite.{kind}.text")
    if kind != "normal":
        yield Line(text, rests=say("plans.label"))
        return
    yield Line(text, rests=say("outcomes.ask_older" if older else "outcomes.ask"))
    yield from OUTCOMES.ask(say, state.answers, facts)[1:]
    yield Line(say("invite.reply"), rests=NOTHING)


def _other_rhythm(facts: CheckinFacts) -> Iterator[Part]:
    if facts.ignored >= IGNORED_BEFORE_OFFERING:
        yield Note(say("invite.rhythm.text"))


def _waiting(facts: CheckinFacts) -> Iterator[Part]:
    """What has long waited for their yes; no message of its own."""
    if facts.waits:
        yield Note(say("invite.waits", n=facts.waits.n, day=Day(facts.waits.since)))


def _ways(kind: str, facts: CheckinFacts) -> tuple[Button, ...]:
    at_once = say("invite.as_planned") if kind == "normal" else say("invite.nothing_special")
    quick = () if kind == "first" else (Button("as_planned", at_once, reader_of(facts), "primary"),)
    form = Button("fill", say("invite.fill"), style="plain" if quick else "primary", opens="checkin")
    speak = Button("speak", say("invite.speak"), style="quiet")
    if facts.ignored >= IGNORED_BEFORE_OFFERING:
        other = (Button("rhythm", say(f"invite.rhythm.{topic}"), topic, "quiet") for topic in ("slot", "stop"))
        return (*quick, form, speak, *other)
    return (*quick, form, speak, Button("not_now", say("invite.not_now"), style="quiet"))


def not_now(facts: CheckinFacts) -> Card:
    """Somebody leaves this week out: no reproach, no reminder, and a way back."""
    buttons = (
        Button("fill", say("invite.fill"), opens="checkin"),
        Button("rhythm", say("not_now.longer"), "pause", "quiet"),
    )
    body = (Line(say("not_now.text", until=_closing(facts))),)
    return Card("weekly_checkin.not_now", say("neutral"), body, buttons, asks="plans", untouched=True)


def reader_of(facts: CheckinFacts) -> str:
    """The ids of who will read the answer, the manager's first; "" for nobody."""
    return " ".join(each.id for each in (facts.manager, facts.lead) if each)


def names_of(manager: Person, facts: CheckinFacts) -> Text:
    """Who will read the answer, by name."""
    lead = facts.lead
    return say("who_reads.both", manager=manager.name, lead=lead.name) if lead else Verbatim(manager.name)


def who_reads(facts: CheckinFacts) -> Phrase:
    """Who will read the answer, by name, and what may be quoted."""
    if facts.manager is None:
        return say("who_reads.nobody")
    if facts.lead:
        return say("who_reads.lead", readers=names_of(facts.manager, facts), lead=facts.lead.name)
    return say("who_reads.manager", manager=facts.manager.name)


def recap(state: State, facts: CheckinFacts) -> Card:
    """What was said, before it is shared."""
    buttons = [
        Button("share", _share(facts), reader_of(facts), "primary"),
        Button("fill", say("recap.change"), opens="checkin"),
    ]
    if state.answers.get("stuck") == "yes" and not state.answers.get("urgent"):
        buttons.append(Button("urgent", say("recap.make_urgent"), "yes", "quiet"))
    told = {"goals_stay": goals_said.stay(state), "goals_read": goals_said.reads_note(state, facts)}
    goals = (Note(say(f"recap.{name}")) for name, applies in told.items() if applies)
    answers = _answers(state, facts, hidden=_said_already(state))
    body = (Heading(say("recap.title")), *answers, *goals, _readers(state, facts))
    return Card("weekly_checkin.recap", say("neutral"), body, tuple(buttons), asks=RECAP)


def _share(facts: CheckinFacts) -> Phrase:
    return say("recap.share", manager=names_of(facts.manager, facts)) if facts.manager else say("recap.keep")


def _readers(state: State, facts: CheckinFacts) -> Note:
    """Who reads it; that what only HR is asked about stays with HR."""
    for_hr = state.answers.get("stuck") == "yes" and state.answers.get("helper") == "hr"
    if for_hr and facts.manager:
        key = "who_reads.but_hr_both" if facts.lead else "who_reads.but_hr"
        return Note(say(key, manager=names_of(facts.manager, facts)))
    return Note(who_reads(facts))


def _said_already(state: State) -> set[str]:
    """What goes without saying beside the next answer: that something is stuck, that a colleague can help."""
    return {about for about, said in (("stuck", "stuck_on"), ("helper", "helper_person")) if state.answers.get(said)}


def shared(state: State, facts: CheckinFacts) -> Card:
    """The week as it stands: answers, blockers and what came of them, receipts, change and undo."""
    body: list[Part] = [Heading(say("shared.title", monday=Day(facts.week.monday, style="date")))]
    noted = noted_in(state)
    blockers = [blocker for blocker in facts.blockers if blocker.id not in noted and _stands_here(blocker, facts)]
    standing = [part for each in blockers for part in (blocker_row(each, facts), *receipts(facts, about=each.id))]
    over = [Row(say("blocker.what", what=Verbatim(what)), detail=say(f"blocker.{how}")) for what, how in over_in(state)]
    body.extend(_answers(state, facts, hidden=STUCK_NAMES if standing or over else STUCK_NAMES - {"stuck"}))
    body.extend((*standing, *over))
    apart = (*noted, *(blocker.id for blocker in blockers))
    came_of_it = tuple(receipts(facts, besides=apart, changed=changed_in(state)))
    if came_of_it:
        body.extend((Divider(), *came_of_it))
    if (original := PLANS.recap(say, {PLANS.name: state.answers.get(ORIGINAL)})) is not None:
        body.append(Note(say("shared.original", plans=original)))
    listening = listens(state, facts)
    body.append(Note(_standing(state, facts, listening)))
    if facts.manager and facts.lead and state.answers.get(INSTEAD) == facts.lead.id:
        body.append(Note(say("lead.instead", manager=facts.manager.name, lead=facts.lead.name)))
    buttons = [Button("fill", say("shared.change"), style="quiet", opens="checkin")]
    if may_undo(state, facts):
        buttons.append(Button("undo", say("shared.undo"), style="quiet"))
    asks = "plans" if listening else ""
    return Card("weekly_checkin.shared", say("neutral"), tuple(body), tuple(buttons), asks=asks, casually=listening)


def _stands_here(blocker: Blocker, facts: CheckinFacts) -> bool:
    """Whether a blocker stands on the week's card: what is open on the present one, and on that which raised it."""
    return not facts.is_over or blocker.week == str(facts.week)


def may_undo(state: State, facts: CheckinFacts) -> bool:
    """Whether a check-in may be taken back: until somebody read it or answered what is stuck, or the week closed."""
    raised = facts.blocker(str(state.answers.get("blocker") or ""))
    answered = bool(over_in(state)) or (raised is not None and raised.answered_at is not None)
    return not (state.stage == CLOSED or facts.is_over or answered or was_read(facts, noted_in(state)))


def listens(state: State, facts: CheckinFacts) -> bool:
    """Whether, after the one tap, what matters this week can still be said by just saying it."""
    plans = state.answers.get("plans")
    room = not isinstance(plans, list | tuple) or len(plans) < PLANS_AT_MOST
    return bool(state.answers.get("one_tap")) and room and not facts.is_over


def _standing(state: State, facts: CheckinFacts, listening: bool) -> Phrase:
    """Until when it can be changed, and who reads it: that follows the manager only when it is shared again."""
    until, reader = _closing(facts), reader_of(facts)
    if facts.is_over:
        return say("shared.after_close")
    if facts.manager is None:
        return say("shared.kept_quick" if listening else "shared.kept", until=until)
    shared_with = str(state.answers.get("shared_with", reader)).split(" ")
    if facts.manager.id not in shared_with:
        key = "shared.with_another_stuck" if _reads_what_is_stuck(facts.manager, facts) else "shared.with_another"
        return say(key, manager=facts.manager.name, until=until)
    if facts.lead and facts.lead.id not in shared_with:
        return say("shared.without_lead", manager=facts.manager.name, lead=facts.lead.name, until=until)
    names = names_of(facts.manager, facts)
    return say("shared.quick" if listening else "shared.until", manager=names, until=until)


def _reads_what_is_stuck(manager: Person, facts: CheckinFacts) -> bool:
    """Whether somebody was asked for help, and this manager named as reading it too, since they are the manager."""
    return any(each.manager_then == manager.id and each.audience not in APART for each in facts.blockers)


def _closing(facts: CheckinFacts) -> Day:
    return Day(facts.week.sunday)


def _answers(state: State, facts: CheckinFacts, hidden: set[str]) -> Iterator[Part]:
    chosen = state.answers.get("outcomes")
    outcomes = chosen if isinstance(chosen, dict) else {}
    for n, plan in enumerate(facts.last_plans if outcomes else ()):
        outcome = outcomes.get(str(n))
        if outcome:
            yield Row(Verbatim(plan), detail=say(f"outcomes.options.{outcome}"))
    pairs = tuple(
        (question.label(say), told)
        for question in QUESTIONS
        if question.name not in hidden | {"outcomes", "goals"}
        and question.when(state.answers, facts)
        and (told := question.recap(say, state.answers)) is not None
    )
    if pairs:
        yield Fields(pairs)
    yield from goals_said.rows(state, facts)


def naming_the_week(effect: Effect, facts: CheckinFacts) -> Effect:
    """A card that asks something, below the week that it is about."""
    if not isinstance(effect, Show) or not effect.card.asks:
        return effect
    return replace(effect, card=below(say("shared.title", monday=Day(facts.week.monday, style="date")), effect.card))


def closed(state: State, facts: CheckinFacts) -> Card:
    """A week that ended unshared: no mark, no reproach, and what was written is still there."""
    if not has_begun(state):
        return Card("weekly_checkin.closed", say("neutral"), (Note(say("closed.text", sunday=Day(facts.week.sunday))),))
    finished = (Button("share", _share(facts), reader_of(facts), "primary"),) if state.stage == RECAP else ()
    buttons = (*finished, Button("fill", say("closed.look"), opens="checkin"))
    body = (Line(say("closed.begun", seen=seen(state, facts))), *_answers(state, facts, hidden=_said_already(state)))
    return Card("weekly_checkin.closed.begun", say("neutral"), body, buttons)


def seen(state: State, facts: CheckinFacts) -> Phrase:
    """Who else has seen what is not shared: taken back is not unseen."""
    told = state.answers.get(TOLD)
    if told == "":
        return say("seen.told_hr")
    if name := facts.name_of(str(told or "")):
        return say("seen.told", name=name)
    return say("seen.back") if changed_in(state) else Phrase("steps.aside.unseen")


def has_begun(state: State) -> bool:
    """Whether somebody has answered something that was never shared."""
    return state.stage in (ASIDE, RECAP) or any(question.name == state.stage for question in QUESTIONS)
