"""What answers "Is anything stuck?" without being stuck: good news, a question about the question, a correction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from conversations.toolkit.understand import closes_with_intent, is_question, says_something, small_talk_in
from conversations.toolkit.vocabulary import Vocabulary, fold, meaning_of
from conversations.toolkit.words_within import longest_at, longest_within, said_with, words_before
from conversations.weekly_checkin.clause import clauses_of
from conversations.weekly_checkin.named import told_of
from conversations.weekly_checkin.not_stuck import denies_stuck

_MARKS = (":", "~", "(", "/", "\u2026", "\uff5e", "\uff08", "\uff1a")
"""What may stand behind a no that ends there."""


def is_good_news(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a reply says that nothing is stuck, or all is well: in every clause, or solved in the last one, or at the
    end of the only one. "Looks good, but ..." is none, nor is "until it is solved".
    """
    if is_question(text, vocabulary):
        return False
    groups = vocabulary.groups
    clauses = list(_clauses(text, vocabulary))
    solved = (*vocabulary.words_of_intents["solved"], *meaning_of(groups["good_news"], "solved"))
    well = (*solved, *meaning_of(groups["good_news"], "well"), *meaning_of(groups["outcomes"], "done"))
    told = [each for each in clauses if not _tells_nothing(each, vocabulary)]
    if told and all(_is_well(each, well, vocabulary) for each in told):
        return True
    if len(clauses) > 1:
        return _says(clauses[-1], solved, vocabulary)
    folded = fold(text)
    ends = closes_with_intent(text, "solved", vocabulary) or folded.endswith(meaning_of(groups["good_news"], "solved"))
    return ends and not longest_within(folded, meaning_of(groups["good_news"], "unless"))


def says_solved(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a reply says that something is solved, and no more: "solved!", "it's fixed, thanks"."""
    solved = (*vocabulary.words_of_intents["solved"], *meaning_of(vocabulary.groups["good_news"], "solved"))
    told = [each for each in _clauses(text, vocabulary) if not _tells_nothing(each, vocabulary)]
    return bool(told) and all(_says(each, solved, vocabulary) for each in told) and not is_question(text, vocabulary)


def says_no(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a reply says no, and nothing else: "no, thankfully", "nothing right now"."""
    parts = [_parted(text[start:end], vocabulary) for start, end in clauses_of(text)]
    only = all((no and not rest) or _tells_nothing(rest, vocabulary) for no, rest in parts)
    return only and any(no for no, _ in parts) and not is_question(text, vocabulary)


def begins_with_no(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a reply begins with a no that ends there, or says first that nothing is stuck, and goes on: "no, just
    busy", "not blocked, just slow", not "no answer from Bob".
    """
    clauses = clauses_of(text)
    if not clauses:
        return False
    first = text[slice(*clauses[0])]
    return bool(_parted(first, vocabulary)[0]) or _denies_before_but(first, vocabulary)


def _denies_before_but(clause: str, vocabulary: Vocabulary) -> bool:
    """Whether a clause says that nothing is stuck, up to its end or a "but": "no blockers but busy"."""
    denied = vocabulary.groups["denied"]
    before = {word: meaning for word, meaning in denied.items() if meaning != "but"}
    folded = fold(clause)
    behind = words_before(folded, before)[1]
    ends = not behind or denied.get(longest_at(behind, 0, denied)) == "but"
    return ends and denies_stuck(folded.removesuffix(behind), vocabulary, trouble=True)


def tells_of_done(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a reply tells of a thing that somebody has done: "got the report done", not "got the wrench back"."""
    groups = vocabulary.groups
    if is_question(text, vocabulary) or longest_within(fold(text), meaning_of(groups["good_news"], "unless")):
        return False
    small = dict.fromkeys((*groups["filler"], *meaning_of(groups["correcting"], "lead")), "")
    _, clause = words_before(fold(text), {word: "" for word in small if word not in groups["did_it"]})
    told = told_of(clause, (), vocabulary) if longest_at(clause, 0, groups["did_it"]) else None
    return told is not None and told.outcome == "done"


def behind_yes(text: str, vocabulary: Vocabulary) -> str:
    """What a reply adds to its yes: "the wrench broke" of "yes and the wrench broke"; "" where it does not begin so."""
    groups, read = vocabulary.groups, text.strip()
    yes = dict.fromkeys((*meaning_of(groups["answer"], "yes"), *meaning_of(groups["adds"], "adds")), "")
    said, behind = words_before(fold(read), yes)
    agrees = bool(said) and groups["answer"].get(said[0]) == "yes"
    at = read.lower().replace("\u2019", "'").find(behind) if agrees and says_something(behind) else -1
    return read[at:] if at > 0 else ""


def _clauses(text: str, vocabulary: Vocabulary) -> Iterator[str]:
    """The clauses of a reply; the no that one begins with is a clause of its own."""
    for start, end in clauses_of(text):
        no, rest = _parted(text[start:end], vocabulary)
        yield from filter(None, (no, rest))


def _parted(clause: str, vocabulary: Vocabulary) -> tuple[str, str]:
    """The no that a clause begins with, if it ends there, and what it says behind that: a thing may follow a "no",
    nobody says "nope" before one.
    """
    denied, folded = vocabulary.groups["denied"], fold(clause)
    leads = {word: each for word, each in denied.items() if each in ("no", "nope", "aside", "closing")}
    said, rest = words_before(folded, leads)
    meant = [leads[word] for word in said]
    if not {"no", "nope"} & set(meant):
        return "", clause
    begun = longest_at(rest, 0, denied)
    ends = not says_something(rest) or meant[-1] in ("nope", "closing") or denied.get(begun) in ("opens", "but")
    if not (ends or rest.startswith(_MARKS)):
        return "", clause
    return folded.removesuffix(rest), rest if says_something(rest) else ""


def _tells_nothing(clause: str, vocabulary: Vocabulary) -> bool:
    """Whether a clause says no more than how sure somebody is, or how they feel: "thankfully", "just tired"."""
    small = [word for word, each in vocabulary.groups["denied"].items() if each in ("aside", "closing", "but", "opens")]
    return said_with(dict.fromkeys(small, ""), clause) is not None or bool(small_talk_in(clause, vocabulary))


def _is_well(clause: str, well: Iterable[str], vocabulary: Vocabulary) -> bool:
    folded, good = fold(clause), meaning_of(vocabulary.groups["good_news"], "well")
    no = vocabulary.meaning("stuck", clause) == "no" or denies_stuck(clause, vocabulary, trouble=True)
    begun, rest = _parted(clause, vocabulary)
    whole = no or (begun and not rest) or folded in good
    return bool(whole) or vocabulary.first_words.get(folded) == "thanks" or _says(clause, well, vocabulary)


def _says(clause: str, words: Iterable[str], vocabulary: Vocabulary) -> bool:
    """Whether a clause holds one of these words, and beside them only small ones; a yes or a no is none."""
    groups = vocabulary.groups
    beside = (word for word, each in groups["denied"].items() if each in ("aside", "closing", "opens"))
    small = (*groups["filler"], *groups["greeting"], *groups["around"], *groups["ordinals"], *beside)
    known = {**dict.fromkeys(small, ""), **dict.fromkeys(words, "said")}
    told = said_with({word: known[word] for word in known.keys() - groups["answer"].keys()}, clause)
    return told is not None and "said" in told


def asks_what_is_meant(text: str, vocabulary: Vocabulary) -> bool:
    """Whether somebody asks what the question means: "what do you mean", "what counts as stuck?"."""
    groups = vocabulary.groups
    stuck = (*vocabulary.words_of_intents["stuck"], *meaning_of(groups["status"], "stuck"))
    small = dict.fromkeys((*groups["around"], *groups["asking"]), "")
    said = said_with({**small, **dict.fromkeys((*stuck, *groups["meaning"]), "meant")}, text)
    asks = is_question(text, vocabulary) or bool(longest_within(fold(text), groups["asking"]))
    return said is not None and "meant" in said and asks


def may_be_no_answer(text: str, vocabulary: Vocabulary) -> bool:
    """Whether words hardly are what is stuck, though nobody knows what else they are: a correction of what was said
    before, "same as last week", "send it?", or a question to the bot without its mark.
    """
    groups, folded = vocabulary.groups, fold(text)
    leads = dict.fromkeys(meaning_of(groups["correcting"], "lead"), "")
    said, behind = words_before(folded, leads)
    corrects = meaning_of(groups["correcting"], "plainly") + (tuple(groups["change_to"]) if said else ())
    if words_before(behind, dict.fromkeys(corrects, ""))[0]:
        return True
    if _takes_back(text, vocabulary):
        return True
    # Who says to send it is shown what stands.
    sends = groups["share_it"].get(folded) == "send" and not is_question(text, vocabulary)
    if folded in groups["share_it"] and not sends and not is_good_news(text, vocabulary):
        return True
    same = dict.fromkeys(meaning_of(groups["status"], "same", "same_alone"), "same")
    only = said_with({**dict.fromkeys((*groups["filler"], *groups["around"]), ""), **same}, text)
    if only is not None and "same" in only:
        return True
    asks = bool(words_before(folded, dict.fromkeys(groups["asking"], ""))[0])
    return asks and bool(longest_within(folded, groups["to_the_bot"]))


def _takes_back(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a reply begins with a no and more that takes back what was said before: "no wait, visit Berlin", not "no,
    the printer broke". In Chinese a clause ends there: a word may go on.
    """
    groups, clauses = vocabulary.groups, clauses_of(text)
    first = fold(text[slice(*clauses[0])]) if len(clauses) > 1 or text.isascii() else ""
    backs = meaning_of(groups["hardly"], "lead")
    leads = (*backs, *meaning_of(groups["correcting"], "lead"))
    said, behind = words_before(first, dict.fromkeys(leads, ""))
    no = dict.fromkeys(meaning_of(groups["denied"], "no", "nope"), "")
    begun = [longest_at(word, 0, no) for word in said]
    at = next((n for n, each in enumerate(begun) if each and _is_back(said[n], each, backs)), len(said))
    takes_back = len(said) > at + 1 or any(word not in no for word in said[at:])
    goes_on = says_something(fold(text).removeprefix(first)) or says_something(behind)
    return takes_back and goes_on and (not says_something(behind) or behind.isascii())


def _is_back(word: str, no: str, backs: Iterable[str]) -> bool:
    """Whether a word that begins with a no takes back what was said: "no", "no wait", not a word for sorry."""
    return word in backs or word.removeprefix(no).strip() in backs
