"""Whether somebody may want to keep their words from their manager: in doubt that is asked, never guessed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from conversations.rules.roster import Person
from conversations.toolkit.commands import MAX_READ
from conversations.toolkit.listed import Listed
from conversations.toolkit.understand import is_for_hr_alone
from conversations.toolkit.vocabulary import Vocabulary, any_of, fold, meaning_of
from conversations.toolkit.words_within import longest_at, longest_within, said_with, words_before

_CLAUSE = re.compile(r"[,;:.!?\n\uff0c\uff1b\uff1a\u3002\uff01\uff1f]+")
_APART = re.compile(r"[,;:.!?()\n\uff0c\uff1b\uff1a\u3002\uff01\uff1f\uff08\uff09\u2013\u2014]| - ")
_SENTENCE = re.compile(r"[;.!?\n\uff1b\u3002\uff01\uff1f]+")
_BESIDE = 30
"""Characters within which one word of a clause is beside another."""

_CLOSE = 12
"""Characters within which the manager is who must not know: "Mara really must not", not "show Mara why nobody can"."""

_SAID = ("not", "refused", "know", "secret", "apart", "alone", "shut", "out")
_TOGETHER = ({"secret", "manager"}, {"shut", "manager", "out"})
"""What keeps something from the manager wherever it stands in a clause."""

_FROM_SOMEBODY = ({"secret", "manager"}, {"secret", "pronoun"}, {"refused", "know", "pronoun"})
"""What keeps something from a colleague wherever it stands in a clause."""

_FAR = -(10**6)


def may_be_kept_from(text: str, vocabulary: Vocabulary, manager: Person | None) -> bool:
    """Whether words say, or may say, that the manager is not to know: certain ones, words for the bot alone, a "not"
    to the manager or HR or beside "know", a word of secrecy beside the manager or HR, or one that lets nobody but HR
    have them.
    """
    if is_for_hr_alone(text, vocabulary, manager) or is_told_apart(text, vocabulary):
        return True
    folded = _meant(text, vocabulary)
    called = [_mark(vocabulary, "helpers", "manager"), _mark(vocabulary, "kept_from", "above")]
    called += [_named(fold(manager.name))] if manager else []
    marks = [("manager", mark) for mark in called if mark.search(folded)]
    marks += [("manager", _mark(vocabulary, "kept_from", "pronoun"))] if marks and manager else []
    marks += [("hr", _hr(vocabulary)), ("anyone", _mark(vocabulary, "kept_from", "anyone"))]
    if not any(mark.search(folded) for _, mark in marks):
        return False
    # A word means one thing in the lists, but "never" is a "not" as well, and "keep it to HR" says "only".
    wide = {"not": ("not", "refused"), "alone": ("alone", "shut")}
    marks += [(each, _mark(vocabulary, "kept_from", *wide.get(each, (each,)))) for each in _SAID]
    clauses = [_said(marks, clause) for clause in _CLAUSE.split(folded)]
    everywhere = {kind for clause in clauses for _, _, kind in clause}
    beside_hr = "hr" in everywhere and not everywhere.isdisjoint(("secret", "apart"))
    return beside_hr or any(map(_keeps, clauses))


def is_told_apart(text: str, vocabulary: Vocabulary) -> bool:
    """Whether somebody says that what they write is for nobody else: by certain words, or by a clause of nothing but
    secrecy, "confidential: ..."; "between us" begins such a sentence, "strictly confidential" such a text, also without
    a comma.
    """
    folded, known, secret = fold(text)[:MAX_READ], _secrecy(vocabulary), vocabulary.groups["in_secret"]
    begins = {known.get(longest_at(each.strip(), 0, known)) for each in _SENTENCE.split(folded)}
    lead = {secret[word] for word in words_before(folded, secret)[0]}
    if "begins" in begins or lead >= {"beside", "apart"}:
        return True
    if _mark(vocabulary, "kept_from", "told_apart").search(folded):
        return True
    clauses = (set(said_with(known, clause) or ()) for clause in _APART.split(folded))
    return any(said & {"begins", "apart"} and "not" not in said for said in clauses)


def may_be_withheld(text: str, vocabulary: Vocabulary, reader: Person | None) -> bool:
    """Whether words that would go to a colleague at once may not be for them, or not to be passed on: any of secrecy,
    also of what is not known yet or for HR only; a "don't tell"; or that the colleague, somebody or anybody is not to
    know. Not a mere no to them: "can't help Alice".
    """
    plain = _mark(vocabulary, "untold", "plain")
    folded = plain.sub(" ", _meant(text, vocabulary))
    told = (*vocabulary.groups["in_secret"], *meaning_of(vocabulary.groups["kept_from"], "told_apart"))
    small = meaning_of(vocabulary.groups["in_secret"], "beside")
    secret = {*told, *meaning_of(vocabulary.groups["untold"], "yet", "confides")}.difference(small)
    if longest_within(plain.sub(" ", fold(text)), secret) or is_told_apart(folded, vocabulary):
        return True
    called = [_mark(vocabulary, "kept_from", "anyone")]
    called += [_named(fold(reader.name), meaning_of(vocabulary.groups["digest_says"], "nick"))] if reader else []
    marks = [("manager", mark) for mark in called]
    marks += [(each, _mark(vocabulary, "kept_from", each)) for each in ("know", "secret", "pronoun", "refused")]
    marks += [("not", _mark(vocabulary, "kept_from", "not", "refused"))]
    clauses = _APART.split(folded)
    return any(_withholds(_said(marks, each)) for each in clauses) or any(
        _is_not_to_tell(each, vocabulary) or _is_for_hr(each, vocabulary) for each in clauses
    )


def _withholds(said: Sequence[tuple[int, int, str]]) -> bool:
    """Whether a clause keeps something from somebody: by "they" only with what refuses, "she must not know"."""
    kinds = {kind for *_, kind in said}
    return any(each <= kinds for each in _FROM_SOMEBODY) or _hides(said)


def _is_not_to_tell(clause: str, vocabulary: Vocabulary) -> bool:
    """Whether a clause asks not to tell, "pls dont mention it": not who tells nothing, "they don't share it"."""
    groups, who = vocabulary.groups["untold"], _mark(vocabulary, "untold", "who")
    for found in _mark(vocabulary, "untold", "dont").finditer(clause):
        before, behind = clause[: found.start()].rstrip(), clause[found.end() :].lstrip()
        near = behind[:_CLOSE] if not behind.isascii() else ""
        tells = longest_at(behind, 0, dict.fromkeys(meaning_of(groups, "tell"), ""))
        said_by = any(each.end() == len(before) for each in who.finditer(before))
        if (tells or longest_within(near, meaning_of(groups, "tell"))) and not said_by:
            return True
    return False


def _is_for_hr(clause: str, vocabulary: Vocabulary) -> bool:
    """Whether a clause says no more than that HR alone has it: "HR only", not "only HR can do that"."""
    groups = vocabulary.groups
    small = dict.fromkeys((*groups["filler"], *groups["greeting"]), "")
    return "hr" in (said_with({**small, **dict.fromkeys(groups["hr_alone"], "hr")}, clause) or ())


@lru_cache(maxsize=4)
def _secrecy(vocabulary: Vocabulary) -> Mapping[str, str]:
    """Words of secrecy, and the small ones beside them in a clause that says no more."""
    groups = vocabulary.groups
    small = (*groups["filler"], *groups["around"], *groups["greeting"], *meaning_of(groups["in_secret"], "beside"))
    refused = dict.fromkeys(meaning_of(groups["kept_from"], "not", "refused"), "not")
    told = {w: m for w, m in groups["in_secret"].items() if m != "beside"}
    return Listed({**dict.fromkeys(small, ""), **refused, **told})


def mentions_hr(text: str, vocabulary: Vocabulary) -> bool:
    """Whether HR stands anywhere in a text, whatever is said of it."""
    return bool(_hr(vocabulary).search(_meant(text, vocabulary)))


def _meant(text: str, vocabulary: Vocabulary) -> str:
    """A text without what only looks as if it kept something from somebody."""
    return _mark(vocabulary, "kept_from", "ordinary").sub(" ", fold(text))


def _hr(vocabulary: Vocabulary) -> re.Pattern[str]:
    """HR, but not the unit of time: "24 hr"."""
    return _mark(vocabulary, "helpers", "hr", before=r"(?<!\d)(?<!\d )")


def _said(marks: Sequence[tuple[str, re.Pattern[str]]], clause: str) -> Sequence[tuple[int, int, str]]:
    """Where each kind of word stands in a clause. Each is looked for by itself: one may stand within another."""
    return sorted((*found.span(), kind) for kind, mark in marks for found in mark.finditer(clause))


def _keeps(said: Sequence[tuple[int, int, str]]) -> bool:
    """Whether a clause keeps something from the manager, or for HR."""
    kinds = {kind for *_, kind in said}
    return any(each <= kinds for each in _TOGETHER) or _refuses(said) or _hides(said)


def _refuses(said: Sequence[tuple[int, int, str]]) -> bool:
    """Whether something is refused to the manager: a "not" before who it is, or "must not" close behind; or nobody is
    to have it but HR.
    """
    ends: dict[str, int] = {}
    for start, end, kind in said:
        since = {before: start - ended for before, ended in ends.items()}
        match kind:
            case "manager" | "hr" if since.get("not", _BESIDE + 1) <= _BESIDE:
                return True
            case "hr" if since.get("alone", _CLOSE + 1) <= _CLOSE:
                return True
            case "alone" if since.get("hr", _CLOSE + 1) <= _CLOSE:
                return True
            case "refused" if since.get("manager", _CLOSE + 1) <= _CLOSE:
                return True
            case _:
                ends[kind] = end
    return False


def _hides(said: Sequence[tuple[int, int, str]]) -> bool:
    """Whether somebody is not to know: who stands close before the "not", between it and "know", or beside "know"."""
    person = refused = known = _FAR
    named = False
    for start, end, kind in said:
        match kind:
            case "manager" | "anyone" if start - known <= _BESIDE:
                return True
            case "manager" | "anyone":
                named, person = True, end
            case "not":
                named, refused = start - person <= _CLOSE, end
            case "know" if refused != _FAR and start - max(refused, person) <= _BESIDE:
                if named:
                    return True
                known = end
            case _:
                pass
    return False


@lru_cache(maxsize=64)
def _mark(vocabulary: Vocabulary, group: str, *meanings: str, before: str = "") -> re.Pattern[str]:
    return re.compile(before + any_of(meaning_of(vocabulary.groups[group], *meanings)))


@lru_cache(maxsize=1024)
def _named(name: str, before: Sequence[str] = ()) -> re.Pattern[str]:
    """A person's name, a part of it, or in Chinese what stands `before` its first sign; apart from the words, which are
    the same for everybody.
    """
    short = (f"{each}{name[0]}" for each in before) if not name.isascii() else ()
    return re.compile(any_of((name, *name.split(), *short)))
