"""Whom a person can ask for help: named, found, above the manager, or in HR."""

from __future__ import annotations

import re
from collections.abc import Sequence

from conversations.rules.roster import Person
from conversations.toolkit.conversation import State
from conversations.toolkit.events import Clicked, Conflict, Event, Looked, Started, Submitted, Told, Typed
from conversations.toolkit.reaching import reachable
from conversations.toolkit.reader import Blocker, Reader, Written
from conversations.toolkit.understand import fits_any_question, yes_or_no
from conversations.toolkit.vocabulary import Vocabulary, fold
from conversations.toolkit.words_within import words_before, words_behind
from conversations.weekly_checkin.asked_for import by_title, colleague_in, name_beside, named_beside, people_asked
from conversations.weekly_checkin.called import changes_whom, people_instead
from conversations.weekly_checkin.dotted import with_slashes
from conversations.weekly_checkin.stuck_or_not import doubted_in
from conversations.weekly_checkin.waiting import waiting_in

_PARTS = re.compile(r"[\s.'_-]")
_HAN = 0x2E80
"""Above this stand the characters of Chinese."""

_AMONG = 100
"""So many whose names have something in them are looked through for those whose names begin so."""

_MOST = 8
_SHORTEST = 2


def found(reader: Reader, state: State, event: Event | Looked) -> Sequence[Person]:
    """Whom a name, a tap or a form means: nobody asks themselves, or somebody who may not be written to yet."""
    people: Sequence[Person | None]
    match event:
        case Typed(asks="helper" | "helper_person", text=text):
            name = _name_in(text, reader.vocabulary)
            people = _called(reader, text) or _called(reader, name) or by_title(reader, name)
            people = people or named_beside(reader, with_slashes(text, reader.me.language))
        case Typed(asks="elsewhere", text=text):
            name = _name_in(text, reader.vocabulary)
            people = _called(reader, name) or by_title(reader, name) or named_beside(reader, text)
            people = people or people_asked(reader, text)
            named = str(state.answers.get("elsewhere_named") or "")
            is_yes = yes_or_no(text, reader.vocabulary) is True
            people = people or ([reader.person(named)] if named and is_yes else ())
        case Typed(asks="needed_by", text=text):
            people = named_beside(reader, text)
        case Typed(text=text):
            people = people_asked(reader, text) or (named_beside(reader, text) if may_name(state) else ())
            people = people or people_instead(reader, text)
        case Clicked(button="helper_person", value=id_):
            people = [reader.person(id_)]
        case Clicked(button="pass_on", value=value):
            people = [reader.person(id_) for id_ in value.split(":")[2:3] if id_]
        case Submitted(values=values) | Conflict(values=values):
            people = [reader.person(id_) for id_ in values.get("helper_person", ())]
        case Clicked(button="whom", value=value) if ":person:" in value:
            people = [reader.person(value.rpartition(":")[2])]
        case Started(arguments={"stuck": _, "whom": _, "named": text}):
            people = named_alone(reader, text)
        case Started(arguments={"stuck": text, "whom": _}):
            people = [colleague_in(reader, text, reader.me)]
        case Started(arguments={"again": "change" | "named" as how, "text": text}):
            people = _instead(reader, text) if how == "named" else people_instead(reader, text)
        case Looked(what=text) if text:
            people = reader.find_people(text)
        case _:
            return ()
    return [person for person in reachable(reader, people) if person.id != event.owner]


def known(
    reader: Reader,
    state: State,
    event: Event | Looked,
    receipts: Sequence[Written],
    blockers: Sequence[Blocker],
    found_now: Sequence[Person],
) -> dict[str, Person]:
    """Everybody whom the week's cards may name, by id."""
    ids = {written.author for written in receipts}
    ids |= {str(state.answers.get(each) or "") for each in ("helper_person", "told")}
    ids |= {waiting.person for waiting in waiting_in(state).values()}
    ids |= {event.actor or "", event.facts.get("helper", "")} if isinstance(event, Told) else set()
    ids |= {blocker.helper for blocker in blockers} | {blocker.taken_by for blocker in blockers}
    named = [person for id_ in ids if id_ and (person := reader.person(id_))]
    return {person.id: person for person in (*named, *found_now)}


def may_name(state: State) -> bool:
    """Whether no more than a name may say who can help: that is asked of what waits, or it is asked what words are."""
    return bool(waiting_in(state)) or bool(doubted_in(state.answers)[0])


def _name_in(text: str, vocabulary: Vocabulary) -> str:
    """A name without the small words that people say before and behind it: "ask Bob, please"."""
    small = vocabulary.groups["beside_names"]
    _, behind = words_before(fold(text), small)
    name, _ = words_behind(behind, small)
    return name or text


def named_alone(reader: Reader, text: str) -> Sequence[Person]:
    """The one whom a reply names to whoever offers to note what is stuck, and says no more but by when: "ask Bob"."""
    name = name_beside(text, reader.vocabulary)
    people = (_called(reader, name) or by_title(reader, name)) if name else ()
    return people if len(people) == 1 else ()


def _instead(reader: Reader, text: str) -> Sequence[Person]:
    return named_alone(reader, changes_whom(text, reader.vocabulary))


def _called(reader: Reader, typed: str) -> Sequence[Person]:
    """Whose names begin as it is typed, not who merely has it in theirs; an answer is nobody's name."""
    if fits_any_question(typed, reader.vocabulary):
        return ()
    return [each for each in reader.find_people(typed, _AMONG) if _begins(fold(typed), each)][:_MOST]


def _begins(typed: str, person: Person) -> bool:
    """Whether each word begins a part of the name, one with two letters or more; in Chinese it is a part of it."""
    name, email = fold(person.name), fold(person.email)
    if any(ord(character) > _HAN for character in typed):
        return typed in name
    if "@" in typed:
        return email.startswith(typed)
    parts = (*_PARTS.split(name), *_PARTS.split(email.partition("@")[0]))
    words = [word for word in _PARTS.split(typed) if word]
    begun = all(any(part.startswith(word) for part in parts) for word in words)
    return begun and max(map(len, words), default=0) >= _SHORTEST


def hr_beside(reader: Reader, owner: Person) -> Sequence[Person]:
    """HR, without oneself and the own manager."""
    return [hr for hr in reader.people_with_role("hr") if hr.id not in (owner.id, owner.manager)]


def above(reader: Reader, owner: Person, manager: Person) -> Person | None:
    """The next one above the manager who can be asked."""
    seen = {owner.id, manager.id}
    while (manager_ := reader.manager_of(manager.id)) and manager_.id not in seen:
        if reachable(reader, [manager_]):
            return manager_
        seen.add(manager_.id)
        manager = manager_
    return None
