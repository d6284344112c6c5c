"""What came of an answer: where each blocker stands, who read, replied, declined; and who else could be asked."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from conversations.entries import (
    AgendaItemAdded,
    BlockerDeclined,
    CheckInRead,
    Entry,
    RephraseAsked,
    ReplyGiven,
)
from conversations.entries.one_on_ones import AgendaItemSettled
from conversations.rules.helping import APART
from conversations.rules.roster import Person
from conversations.rules.weeks import local_day
from conversations.toolkit.cards import Button, Card, Line, Note, Part, Quote, Row
from conversations.toolkit.conversation import State
from conversations.toolkit.reader import Blocker, Written
from conversations.toolkit.words import Day, Instant, Text, Verbatim, phrases_of
from conversations.weekly_checkin.facts import CheckinFacts

say = phrases_of("weekly_checkin")
ELSEWHERE = "elsewhere"
"""What an offer to ask somebody else listens for."""


def blocker_row(blocker: Blocker, facts: CheckinFacts) -> Row:
    """A blocker with where it stands and what its raiser can do; only the raiser closes it."""
    buttons = [
        Button("solved", say("blocker.solved"), blocker.id, "primary" if blocker.status == "taken" else "plain"),
        Button("gone", say("blocker.gone"), blocker.id, "quiet"),
    ]
    gone = facts.is_out_of_reach(blocker)
    if blocker.status != "taken" or gone or blocker.is_overdue(facts.today):
        buttons.append(Button("another", say("blocker.another"), blocker.id, "quiet", opens=f"another:{blocker.id}"))
    if gone and blocker.helper_kind == "manager" and facts.manager and facts.manager.id in facts.reached:
        ask = say("offer.above", name=facts.manager.name)
        buttons.append(Button("pass_on", ask, f"{blocker.id}:person:{facts.manager.id}"))
    if may_hurry(blocker, facts):
        buttons.append(Button("urgent_now", say("blocker.urgent"), blocker.id, "quiet"))
    return Row(
        say("blocker.what", what=Verbatim(blocker.what)),
        tuple(buttons),
        detail=_wanted_by(blocker, blocker_status(blocker, facts)),
    )


def may_hurry(blocker: Blocker, facts: CheckinFacts) -> bool:
    """Whether its raiser can still say that it is urgent."""
    settled = blocker.status != "open" or blocker.urgent or blocker.answered_at
    return not (settled or facts.is_out_of_reach(blocker))


def _wanted_by(blocker: Blocker, now: Text) -> Text:
    """Where it stands, and by when it is needed, until somebody has said when they help."""
    if blocker.needed_by is None or blocker.status != "open":
        return now
    return say("blocker.needed_by", now=now, day=Day(blocker.needed_by))


def blocker_status(blocker: Blocker, facts: CheckinFacts) -> Text:
    """Where a blocker stands, in one line."""
    if facts.is_out_of_reach(blocker) and blocker.status != "declined":
        return _out_of_reach(blocker, facts)
    if blocker.status == "taken" and blocker.taken_until:
        key = "blocker.overdue" if blocker.is_overdue(facts.today) else "blocker.taken"
        return say(key, name=facts.name_of(blocker.taken_by), until=Day(blocker.taken_until))
    if blocker.status == "declined":
        return say("blocker.declined")
    helper = facts.helper_name(blocker)
    if not helper:
        return say("blocker.asked_hr")
    if at := _read_at(blocker, facts):
        return say("blocker.asked_digest", name=helper, day=Day(local_day(at, facts.owner.zone)))
    late = "_late" if blocker.helper in facts.away and not blocker.answered_at else ""
    return say(f"blocker.asked_apart{late}" if blocker.audience in APART else f"blocker.asked{late}", name=helper)


def _read_at(blocker: Blocker, facts: CheckinFacts) -> datetime | None:
    """When the manager reads of it, where that is a digest still to come; None where who is to help was written to."""
    if blocker.helper_kind != "manager" or blocker.urgent or blocker.answered_at:
        return None
    raised_now = facts.manager_hears_at if blocker.raised_at == facts.at else facts.at
    at = facts.digests.get(blocker.id, raised_now)
    return at if at > facts.at else None


def _out_of_reach(blocker: Blocker, facts: CheckinFacts) -> Text:
    """Who was asked or took it, and why the raiser has to look elsewhere; an erased person has no name."""
    if blocker.status == "taken":
        name = facts.name_of(blocker.taken_by)
        return say("blocker.taker_gone", name=name) if name else say("blocker.taker_erased")
    helper = facts.helper_name(blocker)
    if not helper:
        return say("blocker.gone_from_hr" if blocker.helper_kind == "hr" else "blocker.asked_nobody")
    present = facts.manager if blocker.helper_kind == "manager" else facts.people.get(blocker.helper)
    never = present is not None and present.active and present.id == blocker.helper
    return say("blocker.not_reached" if never else "blocker.out_of_reach", name=helper)


RECEIPTS_AT_MOST = 8
"""A card holds so many, the latest: a message of Slack or Teams has an end."""


def receipts(
    facts: CheckinFacts, about: str = "", besides: Collection[str] = (), changed: Collection[str] = ()
) -> Iterator[Part]:
    """What came of the week's answers; `about` one blocker only, or `besides` those that have cards of their own.
    `changed` are the versions whose words no longer stand: what came of those says so.
    """
    known = [*facts.carried, *facts.receipts] if about else [*facts.receipts]
    talked = {w.entry.item: w for w in known if isinstance(w.entry, AgendaItemSettled) and w.entry.how == "talked"}
    known = [written for written in known if not isinstance(written.entry, AgendaItemSettled)]
    told = [w for w in _once(known) if (about_of(w.entry) == about if about else about_of(w.entry) not in besides)]
    for written in told[-RECEIPTS_AT_MOST:]:
        entry = written.entry
        after = talked.get(entry.item) if isinstance(entry, AgendaItemAdded) else None
        if after is not None:
            yield Note(say("receipt.talked", day=Day(local_day(after.at, facts.owner.zone))))
        else:
            yield from _receipt(written, facts, before="_before" if about_of(entry) in changed else "")


def _once(known: Sequence[Written]) -> Iterator[Written]:
    """All but what a reader read again, for two digests may bring the same, and each has its button; and a bare no
    whose reason came afterwards.
    """
    read: set[tuple[str, str]] = set()
    explained = {(w.author, about_of(w.entry)) for w in known if _is_why(w.entry)}
    for written in known:
        match written.entry:
            case CheckInRead(checkin=checkin):
                if (written.author, checkin) in read:
                    continue
                read.add((written.author, checkin))
            case BlockerDeclined(reason="", blocker=about) if (written.author, about) in explained:
                continue
            case _:
                pass
        yield written


def _is_why(entry: Entry) -> bool:
    return isinstance(entry, BlockerDeclined) and entry.afterwards


def _receipt(written: Written, facts: CheckinFacts, before: str) -> Iterator[Part]:
    name = facts.name_of(written.author)
    match written.entry:
        case BlockerDeclined(reason="") if name:
            yield Note(say("receipt.cannot", name=name))
        case ReplyGiven(text="") | BlockerDeclined(reason=""):
            yield Note(say("receipt.erased"))
        case CheckInRead():
            yield Note(say(f"receipt.read{before}", name=name, at=Instant(written.at)))
        case ReplyGiven(text=text):
            yield Quote(text, say(f"receipt.replied{before}", name=name))
        case BlockerDeclined(reason=reason):
            yield Quote(reason, say("receipt.declined", name=name))
        case RephraseAsked():
            yield Line(say("receipt.rephrase", name=name))
        case AgendaItemAdded():
            yield Note(say("receipt.one_on_one", name=name))
        case _:
            pass


def about_of(entry: Entry) -> str:
    """The blocker that an entry answers, or the version of the week's check-in."""
    match entry:
        case CheckInRead(checkin=checkin):
            return checkin
        case ReplyGiven(on=on) | RephraseAsked(on=on):
            return on
        case BlockerDeclined(blocker=blocker):
            return blocker
        case AgendaItemAdded(source=source):
            return source
        case _:
            return ""


def changed_in(state: State) -> tuple[str, ...]:
    """Ids of the versions of the week's check-in that were shared and then changed or taken back."""
    changed = state.answers.get("changed")
    return tuple(map(str, changed)) if isinstance(changed, list | tuple) else ()


def with_change(state: State) -> State:
    """The week remembers that what stands as its check-in no longer does."""
    checkin = state.answers.get("checkin")
    return state.at(state.stage, changed=[*changed_in(state), str(checkin)]) if checkin else state


def was_read(facts: CheckinFacts, besides: Collection[str] = ()) -> bool:
    """Whether somebody read or answered the week's check-in, in whatever wording it stood then."""
    seen = (w.entry for w in facts.receipts if about_of(w.entry) not in besides)
    return any(isinstance(entry, CheckInRead | ReplyGiven | RephraseAsked | AgendaItemAdded) for entry in seen)


def offer_helper(blocker: Blocker, facts: CheckinFacts, *first: Part) -> Card:
    """Nobody answered, or who was asked cannot help: offer the raiser another helper, after what is said `first`."""
    what, day = Verbatim(blocker.what), Day(local_day(blocker.raised_at, facts.owner.zone))
    declined = blocker.status == "declined"
    text = say("offer.declined", what=what) if declined else say("offer.text", what=what, day=day)
    buttons = [
        *(_asking(blocker, person) for person in offered_for(blocker, facts)),
        *_hr(blocker, facts),
        Button("another", say("blocker.another"), blocker.id, opens=f"another:{blocker.id}"),
        Button("solved", say("blocker.solved"), blocker.id, "quiet"),
    ]
    reasons = receipts(facts, about=blocker.id) if declined else ()
    body = (*first, *reasons, Line(text))
    return Card("weekly_checkin.offer", say("neutral"), body, tuple(buttons), asks=ELSEWHERE, casually=True)


def offer_named(blocker: Blocker, person: Person | None, facts: CheckinFacts) -> Card:
    """Whether the colleague whom its raiser named is to be asked, or HR if nobody: nobody is before that."""
    what = Verbatim(blocker.what)
    ask, line = Button("pass_on", say("offer.hr"), f"{blocker.id}:hr:", "primary"), say("offer.named_hr", what=what)
    if person:
        ask = replace(_asking(blocker, person), style="primary")
        line = say("offer.named", name=person.name, what=what)
    other = Button("another", say("blocker.another"), blocker.id, "quiet", opens=f"another:{blocker.id}")
    return Card("weekly_checkin.offer", say("neutral"), (Line(line),), (ask, other), asks=ELSEWHERE, casually=True)


def offered_for(blocker: Blocker, facts: CheckinFacts) -> Iterator[Person]:
    """The manager and who is above them; not for what the manager shall not read, and nobody is asked twice."""
    known = [*facts.carried, *facts.receipts]
    declined = {w.author for w in known if isinstance(w.entry, BlockerDeclined) and w.entry.blocker == blocker.id}
    manager = facts.manager if facts.manager and facts.manager.id in facts.reached else None
    for person in (manager, facts.above) if blocker.audience not in APART else ():
        if person and person.id not in {blocker.helper, *declined}:
            yield person


def _asking(blocker: Blocker, person: Person) -> Button:
    return Button("pass_on", say("offer.above", name=person.name), f"{blocker.id}:person:{person.id}")


def _hr(blocker: Blocker, facts: CheckinFacts) -> Iterator[Button]:
    if facts.hr and blocker.helper_kind != "hr":
        yield Button("pass_on", say("offer.hr"), f"{blocker.id}:hr:")


def suggest_helper(blocker: Blocker, by: str, helper: str, name: str) -> Card:
    """Somebody knows a better helper; the raiser decides."""
    body = (Line(say("suggest.text", by=by, name=name, what=Verbatim(blocker.what))),)
    ask = Button("pass_on", say("suggest.ask", name=name), f"{blocker.id}:person:{helper}", "primary")
    other = Button("another", say("blocker.another"), blocker.id, "quiet", opens=f"another:{blocker.id}")
    return Card("weekly_checkin.suggest", say("neutral"), body, (ask, other))


def all_the_same(blocker: Blocker, person: Person | None, facts: CheckinFacts, reads: Person | None = None) -> Card:
    """Whom its raiser was about to ask, HR if nobody, when somebody else answered first, or a manager who is new
    `reads` it then: the raiser decides, knowing that.
    """
    named = f"person:{person.id}" if person else "hr:"
    label = say("suggest.ask", name=person.name) if person else say("offer.hr")
    known = f":{reads.id}" if reads else ""
    ask = Button("pass_on", label, f"{blocker.id}:{named}:{blocker.version}{known}")
    leave = Button("leave", say("another.leave"), blocker.id, "primary")
    now = say("another.reads", name=reads.name) if reads else blocker_status(blocker, facts)
    text = say("another.ask_first", what=Verbatim(blocker.what), now=now)
    return Card("weekly_checkin.another", say("neutral"), (Line(text),), (ask, leave))


def offer_settled(blocker: Blocker | None, facts: CheckinFacts) -> Card:
    """What stands in place of an offer that was decided."""
    if blocker is None:
        return Card("weekly_checkin.offer.settled", say("neutral"), (Note(say("blocker.closed")),))
    row = Row(say("blocker.what", what=Verbatim(blocker.what)), detail=blocker_status(blocker, facts))
    return Card("weekly_checkin.offer.settled", say("neutral"), (row,))
