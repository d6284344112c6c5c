"""The digest's card: stuck first, then the rest; over twelve reports only what stands out."""

from __future__ import annotations

from collections.abc import Sequence

from conversations.manager_digest.facts import Answered, DigestFacts
from conversations.toolkit.cards import Button, Card, Divider, Heading, Line, Note, Part, Row
from conversations.toolkit.conversation import State
from conversations.toolkit.reader import Blocker
from conversations.toolkit.words import Day, Joined, Phrase, Text, Verbatim, phrases_of

say = phrases_of("manager_digest")
MANY_REPORTS = 12
EXCEPTIONS_AT_MOST = 7


def digest(state: State, facts: DigestFacts) -> Card:
    """The week at a glance, each answer with what can be done about it."""
    body: list[Part] = [Heading(say("title", monday=Day(facts.week.monday)))]
    if not facts.answers and not facts.blockers:
        return Card("manager_digest.empty", say("neutral"), (*body, Line(say("empty"))))
    body.append(Note(say("count", n=len(facts.answers))))
    shown_blockers, shown_answers, left = _chosen(state, facts)
    if shown_blockers:
        body.append(Heading(say("stuck", n=len(facts.blockers))))
        body.extend(_blocker_row(blocker, state, facts) for blocker in shown_blockers)
    if shown_blockers and shown_answers:
        body.append(Divider())
    body.extend(_answer_row(answer, state) for answer in shown_answers)
    if left:
        body.append(Note(say("left", n=left)))
    return Card("manager_digest.digest", say("neutral"), tuple(body), _buttons(state, facts, left))


def _chosen(state: State, facts: DigestFacts) -> tuple[Sequence[Blocker], Sequence[Answered], int]:
    few = len(facts.reports) <= MANY_REPORTS or state.answers.get("all")
    if few:
        return facts.blockers, facts.answers, 0
    blockers = facts.blockers[:EXCEPTIONS_AT_MOST]
    room = EXCEPTIONS_AT_MOST - len(blockers)
    standing_out = [answer for answer in facts.answers if _stands_out(answer)][:room]
    left = len(facts.answers) - len(standing_out) + len(facts.blockers) - len(blockers)
    return blockers, standing_out, left


def _stands_out(answer: Answered) -> bool:
    """Something was dropped, or the writer added a sentence: what a manager would want to see first."""
    dropped = any(outcome.outcome == "drop" for outcome in answer.checkin.outcomes)
    return dropped or bool(answer.checkin.sentence)


def _blocker_row(blocker: Blocker, state: State, facts: DigestFacts) -> Row:
    text = say("blocker.what", name=facts.name_of(blocker.raiser), what=Verbatim(blocker.what))
    if blocker.status == "taken" and blocker.taken_until:
        detail: Text = say("blocker.taken", until=Day(blocker.taken_until))
    elif blocker.needed_by:
        key = "blocker.needed_urgently" if blocker.urgent else "blocker.needed"
        detail = say(key, since=Day(blocker.raised_at.date()), day=Day(blocker.needed_by))
    else:
        key = "blocker.since_urgent" if blocker.urgent else "blocker.since"
        detail = say(key, since=Day(blocker.raised_at.date()))
    done = _done(state, blocker.id)
    return Row(text, _blocker_buttons(blocker, facts, done), say(f"done.{done}") if done else detail)


def _blocker_buttons(blocker: Blocker, facts: DigestFacts, done: str) -> tuple[Button, ...]:
    reply = Button("reply", say("buttons.reply"), blocker.id, "quiet", opens=f"reply:{blocker.id}")
    other = Button("other", say("buttons.other"), blocker.id, "quiet", opens=f"other:{blocker.id}")
    if blocker.status == "taken":
        return (reply, other)
    take = Button("take", say("buttons.take", until=Day(facts.handy_day(blocker))), blocker.id, "primary")
    discuss = Button("one_on_one", say("buttons.one_on_one"), blocker.id, "quiet")
    rephrase = Button("rephrase", say("buttons.rephrase"), blocker.id, "quiet")
    return (take, reply, discuss, rephrase, other) if not done else (take, reply, other)


def _answer_row(answer: Answered, state: State) -> Row:
    id_ = answer.written.id
    done = _done(state, id_)
    text = say("answer.line", name=answer.person.name, summary=_summary(answer))
    detail = say(f"done.{done}") if done else _detail(answer)
    read = () if done else (Button("read", say("buttons.read"), id_),)
    reply = Button("reply", say("buttons.reply"), id_, "quiet", opens=f"reply:{id_}")
    discuss = () if done == "one_on_one" else (Button("one_on_one", say("buttons.one_on_one"), id_, "quiet"),)
    return Row(text, (*read, reply, *discuss), detail)


def _summary(answer: Answered) -> Phrase:
    checkin = answer.checkin
    if checkin.quick and not checkin.plans:
        return say("answer.as_planned")
    counts = {kind: sum(o.outcome == kind for o in checkin.outcomes) for kind in ("done", "continue", "drop")}
    told = tuple(say(f"answer.{kind}", n=count) for kind, count in counts.items() if count)
    return say("answer.counts", counts=Joined(told)) if told else say("answer.first")


def _detail(answer: Answered) -> Text | None:
    plans = tuple(Verbatim(plan) for plan in answer.checkin.plans)
    sentence = answer.checkin.sentence
    if plans and sentence:
        return say("answer.plans_and_sentence", plans=Joined(plans), sentence=Verbatim(sentence))
    if plans:
        return say("answer.plans", plans=Joined(plans))
    return Verbatim(sentence) if sentence else None


def _done(state: State, id_: str) -> str:
    done = state.answers.get("done")
    return str(done.get(id_, "")) if isinstance(done, dict) else ""


def _buttons(state: State, facts: DigestFacts, left: int) -> tuple[Button, ...]:
    unread = [answer for answer in facts.answers if not _done(state, answer.written.id)]
    read_all = (Button("read_all", say("buttons.read_all", n=len(unread)), style="primary"),) if unread else ()
    show_all = (Button("show_all", say("buttons.show_all"), style="quiet"),) if left else ()
    return (*read_all, *show_all)


def nudge(state: State, facts: DigestFacts, waiting: Sequence[Blocker]) -> Card:
    """One list of what has waited two working days, each with its ways out."""
    rows = tuple(_blocker_row(blocker, state, facts) for blocker in waiting)
    body: tuple[Part, ...] = (Heading(say("nudge.title", n=len(waiting))), *rows, Note(say("nudge.text")))
    return Card("manager_digest.nudge", say("neutral"), body)
