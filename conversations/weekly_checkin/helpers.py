"""Whom a person can ask for help: named, found, above the manager, or in HR."""

from __future__ import annotations

import re
from collections.abc import Sequence

from conversations.rules.roster import Person
from conversations.toolkit.events import Clicked, Conflict, Event, Looked, Started, Submitted, Typed
from conversations.toolkit.reaching import reachable
from conversations.toolkit.reader import Reader
from conversations.toolkit.vocabulary import Vocabulary, any_of, fold
from conversations.weekly_checkin.asked_for import names_asked
from conversations.weekly_checkin.asked_of import colleague_in


def found(reader: Reader, event: Event | Looked) -> Sequence[Person]:
    """Whom a name, a tap or a form means: nobody asks themselves, or somebody who may not be written to yet."""
    people: Sequence[Person | None]
    match event:
        case Typed(asks="helper" | "helper_person", text=text):
            name = _name_in(text, reader.vocabulary)
            people = reader.find_people(text) or reader.find_people(name) or _by_title(reader, name)
        case Typed(text=text) if names := names_asked(text, reader.vocabulary):
            people = reader.find_people(names[-1]) or _by_title(reader, names[-1])
        case Clicked(button="helper_person", value=id_):
            people = [reader.person(id_)]
        case Clicked(button="pass_on", value=value):
            people = [reader.person(id_) for id_ in value.split(":")[2:3] if id_]
        case Submitted(values=values) | Conflict(values=values):
            people = [reader.person(id_) for id_ in values.get("helper_person", ())]
        case Clicked(button="whom", value=value) if value.startswith("person:"):
            people = [reader.person(value.partition(":")[2])]
        case Started(arguments={"stuck": text, "whom": _}):
            people = [colleague_in(reader, text, reader.me)]
        case Looked(what=text) if text:
            people = reader.find_people(text)
        case _:
            return ()
    return [person for person in reachable(reader, people) if person.id != event.owner]


def _name_in(text: str, vocabulary: Vocabulary) -> str:
    """A name without the small words that people say before and behind it: "ask Bob, please"."""
    small = any_of(vocabulary.groups["beside_names"])
    bare = re.sub(rf"^(?:{small}[\s,\uff0c]*)+|(?:[\s,\uff0c]*{small})+$", "", fold(text))
    return bare or text


def _by_title(reader: Reader, name: str) -> Sequence[Person]:
    """Whoever a family name means beside a title, as colleagues say it in Chinese: Dai the engineer."""
    called = re.fullmatch(rf"(.{{1,2}}){any_of(reader.vocabulary.groups['titles'])}", name)
    return [each for each in reader.find_people(called[1]) if fold(each.name).startswith(called[1])] if called else ()


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
