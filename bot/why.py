"""`rapport why PERSON`: what was sent to somebody, what waits, and why; never a word of what a message says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.doctor_reasons import why_one
from bot.trial import named
from conversations.rules.roster import Person
from conversations.rules.weeks import local_day
from conversations.toolkit.words import Instant, Phrase, Verbatim, phrases_of
from storage import audit, identities, people, waiting
from storage.database import Transaction
from storage.deliveries import Kept

say = phrases_of("doctor")

SHOWN = 20
"""Messages that are listed, the newest of all."""


def one_person(tx: Transaction, who: str) -> Person | Phrase:
    """The active person of this e-mail address or name; or that there is nobody, or that there are several."""
    found = people.find(tx, who)
    exact = [person for person in found if person.name == who] or found
    if len(exact) == 1:
        return exact[0]
    return Phrase("cli.several" if exact else "cli.nobody", {"who": who})


def explain(
    tx: Transaction, who: str, now: datetime, test_list: Sequence[str] = ()
) -> tuple[Person, Sequence[Phrase]] | Phrase:
    """How somebody is reached and what became of the newest messages to them; or why it is not one person.

    The trail keeps that it was asked. `now` is real time, `test_list` as the settings have it.
    """
    person = one_person(tx, who)
    if isinstance(person, Phrase):
        return person
    audit.note(tx, now, "", "deliveries_shown", person.id)
    messages = [_message(each, now) for each in waiting.latest_to(tx, person.id, SHOWN)]
    said = [say("why.person", name=Verbatim(person.name), zone=Verbatim(person.zone))]
    if named(tx, test_list).trial.leaves_out(person.id):
        said.append(say("why.test_list"))
    said += _reached(tx, person, now)
    return person, [*said, *(messages or [say("why.nothing")])]


def _reached(tx: Transaction, person: Person, now: datetime) -> Iterator[Phrase]:
    today = local_day(now, person.zone)
    opened = {each.id for each in people.departments(tx) if each.opened}
    if person.department not in opened:
        yield say("why.closed")
    away = any(each.first <= today for each in people.absences(tx, person.id, today))
    if away or (person.paused_until and person.paused_until > today):
        yield say("why.quiet")
    chats = identities.chats_of(tx, person.id)
    for chat in chats:
        yield say("why.reached" if chat.works else "why.cut_off", platform=Phrase(f"settings.channel.{chat.platform}"))
    if not chats:
        yield say("why.page_only")


def _message(message: Kept, now: datetime) -> Phrase:
    """A line of the list: the conversation by its name in the code, which says nothing of what was written."""
    later = message.not_before is not None and message.not_before > now
    why = why_one(message, later=later)
    facts = {"at": Instant(message.created_at), "what": Verbatim(message.address.conversation)}
    if why is None:
        return say("why.sent", platform=_platform(message), **facts)
    if message.not_before and later:
        return say("why.waits_until", until=Instant(message.not_before), why=why, **facts)
    return say("why.not_sent", why=why, **facts)


def _platform(message: Kept) -> Phrase:
    on_page = message.chat.platform in ("", identities.WEB)
    return Phrase(f"settings.channel.{'page' if on_page else message.chat.platform}")
