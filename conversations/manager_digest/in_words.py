"""The digest's taps in words: "reply to Alice: great", "mark all as read", "I'll take Bob's blocker"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from conversations.blocker import hearing
from conversations.manager_digest.naming_stuck import told_by_name, words_of
from conversations.rules.roster import Person
from conversations.rules.weeks import Week
from conversations.toolkit.commands import MAX_READ
from conversations.toolkit.day_grammar import prepared_days
from conversations.toolkit.reader import Blocker, Reader
from conversations.toolkit.talking import may_be_talk, refuses, tells_of_somebody
from conversations.toolkit.typed_days import besides_days
from conversations.toolkit.understand import grave_in, is_marked, is_question, yes_or_no
from conversations.toolkit.vocabulary import Vocabulary, fold, meaning_of
from conversations.toolkit.words_within import longest_at, longest_within, said_with, words_before

REPLY, READ, READ_ALL, TAKE, ONE_ON_ONE = "reply", "read", "read_all", "take", "one_on_one"
SHOW = "show"
ACTS = frozenset({READ, READ_ALL, TAKE, ONE_ON_ONE})
STUCK, WEEK, SMALL, NICK, TAKES = "of_stuck", "of_week", "small", "nick", "takes"
_NAME = "@"
_NAME_AT_MOST = 40
_ENDS_NAME, _BEFORE_WORDS = ":\uff1a", " :\uff1a,\uff0c\n-\u2013\u2014"
_LONGEST = 1000
_BRIEF = 80
_ASKS = ("?", "\uff1f")


@dataclass(frozen=True)
class Said:
    """What is to be done: an act of the digest, whom its words may name by id, what of theirs it is about ("" if not
    said), and the words of a reply.
    """

    act: str
    people: tuple[str, ...] = ()
    about: str = ""
    words: str = ""


@dataclass(frozen=True)
class Bare:
    """An act of the digest that names nobody, and the words of what is stuck that it does name."""

    act: str
    parts: tuple[str, ...] = ()

    def fits(self, what: str) -> bool:
        """Whether what is stuck has all the words that were said of it."""
        return all(part in fold(what) for part in self.parts)


def said_in(text: str, reports: Sequence[Person], vocabulary: Vocabulary) -> Said | None:
    """What a text asks to be done about a report; None for whatever says anything else."""
    groups = vocabulary.groups["digest_says"]
    names = {name: _NAME + " ".join(ids) for name, ids in _names(reports, groups).items()}
    if len(text) > MAX_READ:
        return None
    if reply := _reply_in(text, {name: ids for name, ids in names.items() if "'" not in name}, vocabulary):
        return reply
    known = {word: meaning for word, meaning in groups.items() if meaning not in (REPLY, NICK, TAKES)}
    if _asks_who_is_stuck(text, names, vocabulary):
        return Said(SHOW)
    days = _around_days(text, vocabulary)
    takes = dict.fromkeys(meaning_of(groups, TAKES), TAKE) if days else {}
    said = said_with({**days, **takes, **known, **names}, besides_days(text, vocabulary))
    acts = ACTS.intersection(said or ())
    named = [each for each in said or () if each.startswith(_NAME)]
    if len(acts) != 1 or len(named) != (READ_ALL not in acts) or (days and TAKE not in acts):
        return None
    about = {STUCK, WEEK}.intersection(said or ())
    return Said(next(iter(acts)), _ids(named), next(iter(about)) if len(about) == 1 else "")


def _around_days(text: str, vocabulary: Vocabulary) -> Mapping[str, str]:
    """The small words around a day by which somebody helps; none where a text names no day."""
    groups = vocabulary.groups
    if besides_days(text, vocabulary) == prepared_days(text, vocabulary):
        return {}
    return dict.fromkeys((*groups["around_days"], *groups["before_periods"], *groups["behind_periods"]), SMALL)


def promises(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text may promise help to whom the digest tells of, in the words of who is asked: "on it", "done by
    Friday"; not what is said to anybody: "ok", "Friday", "will do".
    """
    above = longest_within(fold(text), meaning_of(vocabulary.groups["talk"], "above"))
    meant = bool(above) or bool(_around_days(text, vocabulary))
    return meant and hearing.promises(text, vocabulary) and yes_or_no(text, vocabulary) is None


def _asks_who_is_stuck(text: str, names: Mapping[str, str], vocabulary: Vocabulary) -> bool:
    """Whether a text asks who is stuck, or what one of them or the team is stuck on, and nothing else."""
    said = [each for each in said_with({**vocabulary.groups["who_is_stuck"], **names}, text) or () if each != SMALL]
    if "stuck" not in said or not {"who", "what", "is"}.intersection(said):
        return False
    asks = said[0] == "is" or is_marked(text) or {"who", "what"}.intersection(said)
    return bool(asks) and ("who" in said or "team" in said or any(each.startswith(_NAME) for each in said))


def bare_in(text: str, stuck: Sequence[str], vocabulary: Vocabulary) -> Bare | None:
    """What a text asks to be done that names nobody and says no more, "take it"; or "the contract one" by words of what
    is stuck. None for all others.
    """
    if len(text) > MAX_READ or is_question(text, vocabulary):
        return None
    groups = vocabulary.groups["digest_says"]
    known = {word: meaning for word, meaning in groups.items() if meaning not in (REPLY, NICK, TAKES)}
    days = _around_days(text, vocabulary)
    words = {word: f"{_NAME}{word}" for what in stuck for word in words_of(what)}
    small = dict.fromkeys(vocabulary.groups["filler"], SMALL)
    said = said_with({**days, **small, **words, **known}, besides_days(text, vocabulary)) or ()
    acts, parts = ACTS.intersection(said), tuple(each.removeprefix(_NAME) for each in said if each.startswith(_NAME))
    if (
        len(acts) != 1
        or READ_ALL in acts
        or WEEK in said
        or (parts and STUCK not in said)
        or (days and TAKE not in acts)
    ):
        return None
    return Bare(next(iter(acts)), parts)


def may_order(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text may ask to do something, whatever it is about: "mark as read", "I'll take the contract"."""
    acts = meaning_of(vocabulary.groups["digest_says"], TAKE, ONE_ON_ONE)
    return bare_in(text, (), vocabulary) is not None or bool(longest_within(fold(text), acts))


def may_be_talk_of(text: str, reports: Sequence[Person], vocabulary: Vocabulary) -> bool:
    """Whether a short text may be said of what a digest told, though it orders nothing: "thanks Alice, great work"."""
    groups = vocabulary.groups
    small = (*_names(reports, groups["digest_says"]), *groups["filler"], *meaning_of(groups["talk"], "of", "above"))
    praise = (*meaning_of(groups["hardly"], "whole"), *meaning_of(groups["talk"], "praise"))
    known = {**dict.fromkeys(small, ""), **dict.fromkeys(praise, READ)}
    return may_be_talk(text, {**known, **dict.fromkeys(meaning_of(groups["digest_says"], READ), READ)}, vocabulary)


def praised_in(text: str, reports: Sequence[Person], vocabulary: Vocabulary) -> Said | None:
    """The reply that praise or thanks are which name one report, and say no more: "great work Bob"; None for others."""
    groups = vocabulary.groups
    names = {name: _NAME + " ".join(ids) for name, ids in _names(reports, groups["digest_says"]).items()}
    small = (*groups["filler"], *groups["greeting"], *meaning_of(groups["talk"], "of", "above", "you"))
    praise = (*meaning_of(groups["talk"], "praise"), *meaning_of(groups["judging"], "praise"))
    praise = (*praise, *vocabulary.words_of_intents["thanks"])
    read = dict.fromkeys(meaning_of(groups["digest_says"], READ), SMALL)
    known = {**dict.fromkeys(small, SMALL), **dict.fromkeys(praise, REPLY), **read, **names}
    said = said_with(known, text) if len(text) <= MAX_READ and not is_marked(text) else None
    named = [each for each in said or () if each.startswith(_NAME)]
    people = _ids(named)
    return (
        Said(REPLY, people, words=text.strip()) if said and REPLY in said and len(people) == len(named) == 1 else None
    )


def may_be_said_of_one(text: str, reports: Sequence[Person], vocabulary: Vocabulary) -> bool:
    """Whether a short line may be said of a report, or to them, rather than be what its writer plans: it begins with
    their name, "Bob seems unhappy", not "Bob onboarding plan", or names them beside praise, a no, "can't help Bob", or
    a question.
    """
    if len(text) > _BRIEF or "\n" in text.strip():
        return False
    folded, names = fold(text), _names(reports, vocabulary.groups["digest_says"])
    asks = any(mark in text for mark in _ASKS)
    name = longest_at(folded, 0, dict.fromkeys((each for each in names if "'" not in each), ""))
    if name and said_with(vocabulary.groups["planned_for"], folded[len(name) :]):
        return False
    if name and not longest_at(folded, len(name), vocabulary.groups["owns"]):
        return True
    talks = asks or may_be_talk_of(text, reports, vocabulary) or refuses(text, vocabulary)
    return talks and bool(longest_within(folded, names))


def may_answer_all(text: str, reports: Sequence[Person], vocabulary: Vocabulary) -> bool:
    """Whether a short line may be said of somebody whom the digest below told of: by no more than "he", by what answers
    who is stuck, "yes, Thursday", or by what one of them is to do, "let Alice wait".
    """
    if tells_of_somebody(text, vocabulary) or refuses(text, vocabulary) or hearing.said_in(text, vocabulary):
        return True
    folded = fold(text)
    lets, behind = words_before(folded, dict.fromkeys(meaning_of(vocabulary.groups["talk"], "lets"), ""))
    names = _names(reports, vocabulary.groups["digest_says"])
    return len(text) <= _BRIEF and bool(lets and longest_at(behind, 0, dict.fromkeys(names, "")))


def _reply_in(text: str, names: Mapping[str, str], vocabulary: Vocabulary) -> Said | None:
    groups, around = vocabulary.groups["digest_says"], vocabulary.groups["reply_around"]
    lead = dict.fromkeys(meaning_of(groups, REPLY), REPLY)
    before = dict.fromkeys(meaning_of(around, "before"), "")
    small = dict.fromkeys(meaning_of(groups, SMALL), SMALL)
    read = text.strip().replace("\u2019", "'")
    lower, at, led, begins = read.lower(), 0, "", False
    if len(lower) != len(read):
        return None
    while (word := longest_at(lower, at, {**small, **before, **lead, **names})) and word not in names:
        led, begins = led or lead.get(word, ""), begins or word in before
        at += len(word) + (lower[at + len(word) : at + len(word) + 1] == " ")
    if not led:
        return _let_know(read, at + len(word), names[word], around) if begins and word else None
    if word and longest_at(lower, at + len(word), vocabulary.groups["owns"]):
        # It is something of theirs that is written to, or about.
        return None
    if word:
        words = read[at + len(word) :].lstrip(_BEFORE_WORDS)
        return Said(REPLY, _ids([names[word]]), words=words[:_LONGEST])
    ends = min((found for mark in _ENDS_NAME if (found := read.find(mark, at)) > at), default=0)
    return Said(REPLY, words=read[ends + 1 :].strip()) if at < ends <= at + _NAME_AT_MOST else None


def _let_know(read: str, at: int, ids: str, around: Mapping[str, str]) -> Said | None:
    """A reply that says so behind the name: "let Alice know the sensors come"."""
    rest = read[at:].lstrip()
    says = longest_at(rest.lower(), 0, around)
    words = rest[len(says) :].lstrip(_BEFORE_WORDS)
    return Said(REPLY, _ids([ids]), words=words[:_LONGEST]) if words and around.get(says) == "behind" else None


def _names(reports: Sequence[Person], groups: Mapping[str, str]) -> Mapping[str, tuple[str, ...]]:
    """What each of them may be called, in full or short, also as owner of something; and who it may be."""
    called: dict[str, tuple[str, ...]] = {}
    for person in reports:
        for name in dict.fromkeys(_called(fold(person.name), meaning_of(groups, NICK))):
            for form in (name, f"{name}'s", f"{name}'") if name.isascii() else (name,):
                called[form] = (*called.get(form, ()), person.id)
    return called


def _called(name: str, before: Sequence[str]) -> Iterator[str]:
    yield name
    if " " in name:
        yield name.partition(" ")[0]
    elif not name.isascii():
        yield from (f"{each}{name[0]}" for each in before)
        if len(name) > 2:
            yield name[1:]


def _ids(named: Sequence[str]) -> tuple[str, ...]:
    return tuple(named[0].removeprefix(_NAME).split()) if named else ()


def digest_meant(text: str, owner: Person, week: Week, reader: Reader) -> str:
    """The week of the owner's last digest, for words that ask to do something about a report, the present one for those
    that ask who is stuck; "" for others, and where no digest came.
    """
    if not (text and owner.has_digest) or grave_in(text, reader.vocabulary):
        return ""
    said = said_in(text, reader.reports(), reader.vocabulary)
    if said and said.act == SHOW:
        return str(week)
    praised = praised_in(text, reader.reports(), reader.vocabulary)
    if not (said or praised or _is_bare(text, owner, reader)):
        return ""
    return last_sent(reader, week)


def last_sent(reader: Reader, week: Week) -> str:
    """The week of the reader's last digest, this one or the one before; "" if none came."""
    return next((str(each) for each in (week, week.previous) if _is_sent(reader, each)), "")


def _is_bare(text: str, owner: Person, reader: Reader) -> bool:
    """Whether it is an act that names nobody, and something is there that it may be done about; or tells of that."""
    waiting = [each for each in reader.blockers_for(owner.id) if each.helper_kind == "manager"]
    bare = bare_in(text, [each.what for each in waiting], reader.vocabulary)
    acts = bare is not None and (bool(waiting) or bare.act == READ)
    told = told_in(text, waiting, reader.reports(), reader.vocabulary) if waiting else ()
    return acts or bool(waiting and promises(text, reader.vocabulary)) or bool(told)


def told_in(text: str, blockers: Sequence[Blocker], reports: Sequence[Person], vocabulary: Vocabulary) -> Sequence[str]:
    """The ids of what is stuck that a text tells of, also by whose it is."""
    return told_by_name(text, blockers, _names(reports, vocabulary.groups["digest_says"]), vocabulary)


def _is_sent(reader: Reader, week: Week) -> bool:
    digest = reader.running("manager_digest", str(week))
    return digest is not None and digest.stage == "sent"
