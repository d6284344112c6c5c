"""Change, undo and what came of it in words, after the week is shared: what its card does and says."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from conversations.toolkit.asking import below
from conversations.toolkit.cards import Card, Line, Note, Quote
from conversations.toolkit.conversation import Result, State
from conversations.toolkit.dialogue import CLOSED, SHARED
from conversations.toolkit.effects import Effect, Show, Start, To
from conversations.toolkit.events import Started, Typed
from conversations.toolkit.reader import Blocker
from conversations.toolkit.words import Instant, Joined, Phrase, Verbatim
from conversations.weekly_checkin import cards, hurrying, noted, offers, whom
from conversations.weekly_checkin.adding import changed_in_words, offered, plans_back
from conversations.weekly_checkin.anew import shared_anew
from conversations.weekly_checkin.asked_instead import ask_named, beside_kept
from conversations.weekly_checkin.by_name import told_by_name
from conversations.weekly_checkin.cards import say
from conversations.weekly_checkin.facts import CheckinFacts, noted_in
from conversations.weekly_checkin.raising import end
from conversations.weekly_checkin.receipts import about_of, changed_in
from conversations.weekly_checkin.share import EDITED, undo
from conversations.weekly_checkin.waiting import waiting_in

ADDED = ("add", "told")
"""What words do that nobody asked for: they add a plan, or tell of one by its name."""

OF_WHAT_IS_OPEN = ("solved", "urgent", "gone", "helper", "away")
"""What is said of something that is open: each thing is shown with its taps."""

JUST_NOW = timedelta(minutes=30)
"""Within this time "undo" means what was sent last, beside the week's check-in too."""

LONG_AGO = timedelta(minutes=15)
"""After this time "undo" may mean anything: what was shared is taken back by its tap alone."""


def again(state: State, event: Started, facts: CheckinFacts) -> Result | None:
    """Take it back if that is wanted and still may be; else show it with what changes it. None where nothing is
    shared: then the dialogue shows where it stands.
    """
    wanted = event.arguments["again"]
    sooner = (
        hurrying.needed_sooner(event.arguments.get("text", ""), state, event, facts) if wanted == "urgent" else None
    )
    if isinstance(sooner, Phrase):
        return _open_still(state, event, facts, sooner)
    if sooner is not None:
        return shared_anew(sooner, state, event, facts, (Line(say("again.hurried")),))
    if wanted == "urgent" and (only := hurrying.only_one(facts)):
        return hurrying.hurry_said(only, state, event, facts)
    if wanted in OF_WHAT_IS_OPEN:
        said_of_it = hurrying.which(facts) if wanted == "urgent" else say(f"again.{wanted}")
        return _open_still(state, event, facts, said_of_it)
    if wanted == "named":
        return ask_named(state, event, facts)
    if wanted == "how":
        return _how(state, event, facts)
    if wanted == "kept":
        return beside_kept(_kept_back(state, event, facts), event, facts)
    if wanted == "undo" and (taken_back := just_sent(state, event, facts)):
        return taken_back
    said = event.arguments.get("text", "") if wanted == "change" else ""
    if said and state.stage in (SHARED, CLOSED) and (changed := changed_in_words(state, event, said, facts)):
        return changed
    if wanted in ADDED and state.stage in (SHARED, CLOSED):
        return _added(state, event, facts)
    if wanted == "undo" and state.stage == CLOSED:
        return state, [_shown(cards.shared(state, facts), say("again.corrected"), event)]
    if state.stage != SHARED:
        return None
    names = _who_read(state, facts)
    if wanted == "seen":
        return state, [_shown(cards.shared(state, facts), _seen(state, facts, names), event)]
    if wanted != "undo":
        return state, [_shown(cards.shared(state, facts), say("again.change"), event)]
    return _week_taken_back(state, event, facts, names)


def _added(state: State, event: Started, facts: CheckinFacts) -> Result:
    """Words that add to the week, or tell of one of its plans."""
    text = event.arguments.get("text", "")
    told = told_by_name(state, event, text, facts) if event.arguments["again"] == "told" else None
    return told or offered(state, event, text, facts)


def _week_taken_back(state: State, event: Started, facts: CheckinFacts, names: Joined | None) -> Result:
    """What words changed a moment ago is as it was; else the whole week goes, unless it was read: `names` did. Where
    that may not be meant it goes by its tap alone, which says so and makes its person `sure`.
    """
    sure = "sure" in event.arguments
    if not sure and _is_recent(event, facts) and (back := plans_back(state, event, facts)):
        return back
    if not cards.may_undo(state, facts):
        return state, [_shown(cards.shared(state, facts), _too_late(names), event)]
    if not sure and (why := _asks(state, event, facts)):
        return state, [_shown(_naming_the_week(state, facts), why, event)]
    after, effects = undo(state, event, facts)
    others: list[Effect] = [one for one in effects if not isinstance(one, Show) or one.slot != "main"]
    return after, [*others, _shown(cards.recap(after, facts), say("again.undone"), event)]


def _kept_back(state: State, event: Started, facts: CheckinFacts) -> Result | None:
    """What was sent last with who read it, or could, and what takes it back, for who wants it kept from them; of what
    still waits it is asked again whom it is for, without the manager. Nothing is done; None where nothing is shared.
    """
    if waits := list(waiting_in(state).values()):
        asked: list[Effect] = []
        for each in waits:
            state, shown = whom.ask_of(replace(each, apart=True), state, event, facts, fresh=True)
            asked.extend(shown)
        return state, asked
    sent_last = _sent_last(state, event, facts)
    if state.stage not in (SHARED, CLOSED) and facts.blockers and not sent_last:
        return _open_still(state, event, facts, say("again.gone"))
    if sent_last or state.stage not in (SHARED, CLOSED):
        return _how(state, event, facts)
    return state, [_shown(cards.shared(state, facts), _who_could(state, facts), event)]


def _who_could(state: State, facts: CheckinFacts) -> Phrase:
    """Who has read what is shared, or could have: nobody knows who looked and said nothing."""
    names, manager, shared = _who_read(state, facts), facts.manager, facts.shared
    if names or not (manager and shared):
        return _too_late(names)
    if manager.id not in str(state.answers.get("shared_with", "")).split(" "):
        return say("again.unseen")
    may_undo = cards.may_undo(state, facts)
    readers, at = cards.names_of(manager, facts), Instant(shared.at)
    return say("again.kept" if may_undo else "again.kept_stays", readers=readers, at=at)


def _how(state: State, event: Started, facts: CheckinFacts) -> Result | None:
    """What was sent last with what takes it back, for who asks how; nothing is done. None where nothing is shared."""
    if blocker := _sent_last(state, event, facts):
        how = say("again.how_sent" if _may_go(blocker) else "again.sent_stays")
        return state, [noted.card_of(blocker.id, event, facts, Note(how), fresh=True)]
    if state.stage == CLOSED:
        return state, [_shown(cards.shared(state, facts), say("again.corrected"), event)]
    if state.stage != SHARED:
        return None
    names = _who_read(state, facts)
    told = say("again.how") if cards.may_undo(state, facts) else _too_late(names)
    return state, [_shown(cards.shared(state, facts), told, event)]


def _too_late(names: Joined | None) -> Phrase:
    return say("again.too_late_by", names=names) if names else say("again.too_late")


def _is_recent(event: Started, facts: CheckinFacts) -> bool:
    return facts.shared is None or event.at - facts.shared.at <= LONG_AGO


def _asks(state: State, event: Started, facts: CheckinFacts) -> Phrase | None:
    """Why a bare word takes no whole week back: it was shared a while ago, or changed since."""
    if facts.shared and not _is_recent(event, facts):
        return say("again.long_ago", at=Instant(facts.shared.at))
    return say("again.which") if state.answers.get(EDITED) else None


def _naming_the_week(state: State, facts: CheckinFacts) -> Card:
    """The week, whose tap says what it takes back."""
    card = cards.shared(state, facts)
    named = (replace(each, label=say("again.whole")) if each.name == "undo" else each for each in card.buttons)
    return replace(card, buttons=tuple(named))


def just_sent(state: State, event: Started | Typed, facts: CheckinFacts) -> Result | None:
    """Take back the blocker that was sent last, beside the check-in and a moment ago; or say why it stays. None where
    nothing was, or the week was shared since.
    """
    blocker = _sent_last(state, event, facts)
    if blocker is None:
        return None
    if not _may_go(blocker):
        why = Note(say("again.sent_stays"))
        return state, [noted.card_of(blocker.id, event, facts, why, fresh=True)]
    left = facts.without(blocker.id)
    after, settled = offers.decided(state, blocker.id, event, left)
    kept = [id_ for id_ in noted_in(state) if id_ != blocker.id]
    # HR is written to at once: that nobody has it any more would not be all of the truth.
    undone = Note(say("again.told_undone" if blocker.helper_kind == "hr" else "again.sent_undone"))
    return after.at(after.stage, noted=kept), [
        *end(blocker, "withdrawn", event, facts),
        *settled,
        noted.card_of(blocker.id, event, left, Quote(blocker.what), undone, fresh=True),
    ]


def _sent_last(state: State, event: Started | Typed, facts: CheckinFacts) -> Blocker | None:
    """The blocker that was sent a moment ago, if the week was not shared since."""
    blocker = next((each for id_ in reversed(noted_in(state)) if (each := facts.blocker(id_))), None)
    shared_since = blocker and facts.shared and facts.shared.at > blocker.raised_at
    if blocker is None or shared_since or event.at - blocker.raised_at > JUST_NOW:
        return None
    return blocker


def _may_go(blocker: Blocker) -> bool:
    """Whether nobody has answered it, so that it can be taken back."""
    return blocker.answered_at is None and blocker.status == "open"


def _open_still(state: State, event: Started, facts: CheckinFacts, said: Phrase) -> Result:
    """What is open, each with its taps, below what is said of it: nobody guesses which of them is meant. The card of a
    shared week shows all that others left; without one the week before that has something open shows its own.
    """
    week: list[Show] = []
    if state.stage in (SHARED, CLOSED):
        week.append(_shown(cards.shared(state, facts), said, event))
    own = [replace(one, fresh=True) for one in noted.standing(state, event, facts) if isinstance(one, Show)]
    if own and not week:
        own[-1] = replace(own[-1], card=below(said, own[-1].card))
    earlier = max((each.week for each in facts.blockers if each.week < str(facts.week)), default="")
    about = {name: event.arguments[name] for name in ("again", "text") if name in event.arguments}
    further = [Start("weekly_checkin", event.owner, earlier, about)] if earlier and not week else []
    return state, [*week, *own, *further]


def _seen(state: State, facts: CheckinFacts, ever: Joined | None) -> Phrase:
    """Who read what stands now; else who `ever` read what was changed since; else that nobody did."""
    now = _who_read(state, facts, besides=changed_in(state))
    if now or ever:
        return say("again.seen", names=now) if now else say("again.seen_before", names=ever)
    return say("again.unseen")


def _who_read(state: State, facts: CheckinFacts, besides: tuple[str, ...] = ()) -> Joined | None:
    """Who read the week or answered it, in whatever wording but these, each once; None for nobody whose name may be
    said.
    """
    besides = (*besides, *noted_in(state))
    authors = [one.author for one in facts.receipts if about_of(one.entry) not in besides]
    week = str(facts.week)
    taken = [one.taken_by for one in facts.blockers if one.week == week and one.id not in besides and one.taken_by]
    names = [name for each in dict.fromkeys((*authors, *taken)) if (name := facts.name_of(each))]
    return Joined(tuple(Verbatim(name) for name in names)) if names else None


def _shown(card: Card, said: Phrase, event: Started) -> Show:
    return Show(below(said, card), To(event.owner), fresh=True)
