"""The digest's card: stuck first, then the rest; over twelve reports only what stands out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce

from conversations.manager_digest import goal_news, leads
from conversations.manager_digest.facts import MANY_REPORTS, Answered, DigestFacts, done_in
from conversations.rules.cadence import closes_at
from conversations.rules.weeks import Week, local_day
from conversations.toolkit.cards import Button, Card, Divider, Heading, Line, Note, Part, Row
from conversations.toolkit.conversation import State
from conversations.toolkit.reader import Blocker, Goal
from conversations.toolkit.words import Day, Joined, Phrase, Text, Verbatim, phrases_of

say = phrases_of("manager_digest")
OLD = 3
"""Working days after which it is said how long something is open."""

ELSEWHERE_AT_MOST = 3
EXCEPTIONS_AT_MOST = ROWS_A_PAGE = 7


@dataclass(frozen=True)
class Chosen:
    """What the digest shows, and how much it leaves out."""

    blockers: Sequence[Blocker]
    answers: Sequence[Answered]
    left: int
    next_page: int | None = None
    goals: Sequence[Goal] = ()

    def unread(self, state: State) -> Sequence[Answered]:
        """The answers shown that the manager has done nothing about."""
        return [answer for answer in self.answers if answer.written.id not in done_in(state)]


def choose(state: State, facts: DigestFacts) -> Chosen:
    """All of it, seven to a page; over twelve reports at most seven exceptions until the manager asks for all."""
    if len(facts.people) <= MANY_REPORTS or state.answers.get("all"):
        return _page(int(str(state.answers.get("page") or 0)), facts)
    blockers = facts.blockers[:EXCEPTIONS_AT_MOST]
    goals = facts.goals.asking[: min(goal_news.ROWS_AT_MOST, EXCEPTIONS_AT_MOST - len(blockers))]
    room = EXCEPTIONS_AT_MOST - len(blockers) - len(goals)
    standing_out = [answer for answer in facts.answers if _stands_out(answer, facts)][:room]
    left = len(facts.answers) - len(standing_out) + len(facts.blockers) - len(blockers)
    return Chosen(blockers, standing_out, left, goals=goals)


def _page(number: int, facts: DigestFacts) -> Chosen:
    """One page: 50 blocks (Slack) or 28 KB (Teams) hold no more than a handful of rows with their buttons."""
    rows = [*facts.blockers, *facts.answers]
    pages = max(1, -(-len(rows) // ROWS_A_PAGE))
    page = number % pages
    shown = rows[page * ROWS_A_PAGE :][:ROWS_A_PAGE]
    blockers = [row for row in shown if isinstance(row, Blocker)]
    answers = [row for row in shown if isinstance(row, Answered)]
    goals = facts.goals.every[: goal_news.ROWS_AT_MOST] if page == 0 else ()
    return Chosen(blockers, answers, len(rows) - len(shown), (page + 1) % pages if pages > 1 else None, goals)


def digest(state: State, facts: DigestFacts) -> Card:
    """The week at a glance, each answer with what can be done about it."""
    if not facts.people:
        return Card("manager_digest.nobody", say("neutral"), (Line(say("nobody")),))
    body: list[Part] = [Heading(say("title", monday=Day(facts.week.monday, style="date")))]
    if not facts.answers and not facts.blockers and not facts.elsewhere and not facts.goals.every:
        if not facts.delegated:
            body.append(Line(say("empty")))
        body.extend(leads.parts(state, facts))
        return Card("manager_digest.empty", say("neutral"), tuple(body), leads.buttons(state, facts))
    chosen = choose(state, facts)
    count = "count_all" if facts.at >= closes_at(facts.week, facts.manager.zone) else "count"
    body.append(Note(say(count, n=len({each.key for each in (*facts.answers, *facts.delegated)}))))
    if chosen.blockers:
        body.append(Heading(say("stuck", n=len(facts.blockers))))
        body.extend(_blocker_row(blocker, state, facts) for blocker in chosen.blockers)
    body.extend(_asked_elsewhere(facts))
    told = len(chosen.goals)
    body.extend(
        goal_news.parts(
            chosen.goals, len(facts.goals.every) - told, facts.people, facts.goals, facts.manager.zone, facts.today
        )
    )
    if (chosen.blockers or told) and chosen.answers:
        body.append(Divider())
    body.extend(_answer_row(answer, state, facts) for answer in chosen.answers)
    if chosen.left:
        body.append(Note(say("left", n=chosen.left)))
    body.extend(leads.parts(state, facts))
    return Card(
        "manager_digest.digest", say("neutral"), tuple(body), (*_buttons(state, chosen), *leads.buttons(state, facts))
    )


def _stands_out(answer: Answered, facts: DigestFacts) -> bool:
    """Something was dropped, the writer added a sentence, or whoever was to read it did not get it: what a manager
    would want to see first.
    """
    dropped = any(outcome.outcome == "drop" for outcome in answer.checkin.outcomes)
    return dropped or bool(answer.checkin.sentence) or answer.written.id in facts.reach.instead


def _blocker_row(blocker: Blocker, state: State, facts: DigestFacts) -> Row:
    text = say("blocker.what", name=facts.name_of(blocker.raiser), what=Verbatim(blocker.what))
    done = _done(blocker.id, state, facts)
    said_already = ("take", "until") if blocker.status == "taken" else ()
    stands = _where_it_stands(blocker, facts)
    if blocker.status == "open" and (n := facts.workdays_open(blocker)) >= OLD:
        stands = say("blocker.age", raised=stands, n=n)
    told = _with(stands, *(each for each in done if each not in said_already))
    return Row(text, _blocker_buttons(blocker, facts, bool(done)), told)


def _asked_elsewhere(facts: DigestFacts) -> Iterator[Part]:
    """What waits for a colleague, and for whom; the manager is told, and not asked."""
    if facts.elsewhere:
        yield Heading(say("elsewhere.title"))
    for blocker in facts.elsewhere[:ELSEWHERE_AT_MOST]:
        text = say("blocker.what", name=facts.name_of(blocker.raiser), what=Verbatim(blocker.what))
        name, since = facts.helpers.get(blocker.helper, ""), Day(local_day(blocker.raised_at, facts.manager.zone))
        until = blocker.taken_until if blocker.status == "taken" else None
        asked = say("elsewhere.declined" if blocker.status == "declined" else "elsewhere.asked", name=name, since=since)
        yield Row(text, (), say("elsewhere.taken", name=name, until=Day(until)) if until else asked)
    if (left := len(facts.elsewhere) - ELSEWHERE_AT_MOST) > 0:
        yield Note(say("left", n=left))


def _done(id_: str, state: State, facts: DigestFacts, key: str = "") -> tuple[str, ...]:
    """What the manager did about it: what is on the agenda stays there, whatever was done since, and in whatever
    version an answer of this `key` was put there.
    """
    agenda = ("one_on_one",) if (key or id_) in facts.on_agenda else ()
    last = _last(id_, state, facts)
    return tuple(dict.fromkeys((*agenda, *((last,) if last else ()))))


def _last(id_: str, state: State, facts: DigestFacts) -> str:
    return facts.done.get(id_) or done_in(state).get(id_, "")


def _where_it_stands(blocker: Blocker, facts: DigestFacts) -> Phrase:
    since = Day(local_day(blocker.raised_at, facts.manager.zone))
    if blocker.status == "taken" and blocker.taken_until:
        key = "blocker.overdue" if blocker.is_overdue(facts.today) else "blocker.taken"
        return say(key, until=Day(blocker.taken_until))
    if blocker.needed_by:
        key = "blocker.needed_urgently" if blocker.urgent else "blocker.needed"
        needed = say(key, since=since, day=Day(blocker.needed_by))
        return say("blocker.too_late", needed=needed) if blocker.needed_by < facts.today else needed
    return say("blocker.since_urgent" if blocker.urgent else "blocker.since", since=since)


def _blocker_buttons(blocker: Blocker, facts: DigestFacts, done: bool) -> tuple[Button, ...]:
    reply = Button("reply", say("buttons.reply"), blocker.id, "quiet", opens=f"reply:{blocker.id}")
    other = Button("other", say("buttons.other"), blocker.id, "quiet", opens=f"other:{blocker.id}")
    day = facts.handy_day(blocker)
    take = Button("take", say("buttons.take", until=Day(day)), f"{blocker.id}:{day}", "primary")
    match blocker.status:
        case "taken":
            return (take, reply, other) if blocker.is_overdue(facts.today) else (reply, other)
        case "declined":
            return (take, reply, other)
    discuss = Button("one_on_one", say("buttons.one_on_one"), blocker.id, "quiet")
    rephrase = Button("rephrase", say("buttons.rephrase"), blocker.id, "quiet")
    return (take, reply, discuss, rephrase, other) if not done else (take, reply, other)


def _answer_row(answer: Answered, state: State, facts: DigestFacts) -> Row:
    id_ = answer.written.id
    done = _done(id_, state, facts, answer.key)
    text = _whose(answer, facts.week)
    # A tap says which version it is about: nobody is told that something was read that was never shown.
    shown = f"{answer.key}:{id_}"
    read = () if id_ in done_in(state) else (Button("read", say("buttons.read"), shown),)
    reply = Button("reply", say("buttons.reply"), shown, "quiet", opens=f"reply:{shown}")
    discuss = () if "one_on_one" in done else (Button("one_on_one", say("buttons.one_on_one"), shown, "quiet"),)
    has_words = bool(answer.checkin.plans or answer.checkin.sentence)
    rephrase = (Button("rephrase", say("buttons.rephrase"), shown, "quiet"),) if has_words and not done else ()
    before = ("reply_before",) if _last(answer.checkin.corrects, state, facts) == "reply" and not done else ()
    late = ("corrected",) if _is_corrected(answer) else ()
    return Row(text, (*read, reply, *discuss, *rephrase), _with(_detail(answer), *late, *done, *before))


def _is_corrected(answer: Answered) -> bool:
    """Whether the words are other ones than those that stood there when the week closed."""
    closed = closes_at(Week.parse(answer.written.period), answer.person.zone)
    return bool(answer.checkin.corrects) and answer.written.at >= closed


def _whose(answer: Answered, present: Week) -> Phrase:
    """Whose answer it is, and of which week if it is not of this one."""
    name, summary, week = answer.person.name, _summary(answer), Week.parse(answer.written.period)
    if week == present:
        return say("answer.line", name=name, summary=summary)
    if week == present.previous:
        return say("answer.line_late", name=name, summary=summary)
    return say("answer.line_older", name=name, summary=summary, monday=Day(week.monday))


def _with(detail: Text | None, *done: str) -> Text | None:
    """What was written stays readable beside what the manager did about it."""
    for each in done:
        detail = say("answer.and_done", what=detail, done=say(f"done.{each}")) if detail else say(f"done.{each}")
    return detail


def _summary(answer: Answered) -> Phrase:
    checkin = answer.checkin
    if checkin.quick and not checkin.plans:
        return say("answer.as_planned")
    if told := _came_of_it(answer):
        return reduce(lambda before, item: say("answer.counts", before=before, item=item), told)
    return say("answer.first" if checkin.plans else "answer.nothing")


def _came_of_it(answer: Answered) -> Sequence[Phrase]:
    """How many of the plans before were done, go on and were dropped; nothing where nobody said."""
    counts = Counter(each.outcome for each in answer.checkin.outcomes)
    return [say(f"answer.{kind}", n=counts[kind]) for kind in ("done", "continue", "drop") if counts[kind]]


def _detail(answer: Answered) -> Text | None:
    plans = Joined(tuple(Verbatim(plan) for plan in answer.checkin.plans), "listed")
    sentence = answer.checkin.sentence
    if not plans.items:
        return Verbatim(sentence) if sentence else None
    # Where the line above says that these are the week's plans, nobody has to read it twice.
    told = plans if not _came_of_it(answer) else say("answer.plans", plans=plans)
    return say("answer.and_sentence", plans=told, sentence=Verbatim(sentence)) if sentence else told


def _buttons(state: State, chosen: Chosen) -> tuple[Button, ...]:
    unread = [answer.written.id for answer in chosen.unread(state)]
    label = say("buttons.read_these" if chosen.left else "buttons.read_all", n=len(unread))
    read = (Button("read_all", label, ",".join(unread), "primary"),) if unread else ()
    return (*read, *_further(chosen))


def _further(chosen: Chosen) -> tuple[Button, ...]:
    match chosen:
        case Chosen(next_page=0):
            return (Button("next", say("buttons.first"), "0", "quiet"),)
        case Chosen(next_page=int(page)):
            return (Button("next", say("buttons.next"), str(page)),)
        case Chosen(left=left) if left:
            return (Button("show_all", say("buttons.show_all", n=left)),)
        case _:
            return ()


def nudge(state: State, facts: DigestFacts, waiting: Sequence[Blocker]) -> Card:
    """One list of what has waited two working days, each with its ways out; what was closed meanwhile is gone."""
    if not waiting:
        return Card("manager_digest.nudge", say("neutral"), (Note(say("nudge.over")),))
    rows = tuple(_blocker_row(blocker, state, facts) for blocker in waiting[:ROWS_A_PAGE])
    open_ = any(blocker.status == "open" and blocker.id not in facts.done for blocker in waiting)
    note = (Note(say("nudge.text")),) if open_ else ()
    body: tuple[Part, ...] = (Heading(say("nudge.title", n=len(waiting))), *rows, *note)
    return Card("manager_digest.nudge", say("neutral"), body)
