"""What is stuck: without the label that its person put before it, since the cards that tell of it have one already, and
where words only point back at it.
"""

from __future__ import annotations

import re

from conversations.toolkit.understand import says_something
from conversations.toolkit.vocabulary import Vocabulary, any_of, meaning_of
from conversations.toolkit.words_within import said_with


def points_back(clause: str, vocabulary: Vocabulary) -> bool:
    """Whether a clause says no more than that what stands before it is stuck: "the scope is gone, stuck here"."""
    here = dict.fromkeys(meaning_of(vocabulary.groups["status"], "stuck_here"), "here")
    said = said_with({**dict.fromkeys(vocabulary.groups["around"], ""), **here}, clause)
    return said is not None and "here" in said


def unlabelled(text: str, vocabulary: Vocabulary) -> str:
    """The words behind "Stuck:" or "still stuck on"; all of them where nothing would be left."""
    status = vocabulary.groups["status"]
    named = any_of((*meaning_of(status, "stuck"), *meaning_of(vocabulary.groups["stuck"], "yes")))
    on, still = any_of(meaning_of(status, "stuck_at")), any_of(meaning_of(status, "stuck_still"))
    label = rf"\s*(?:{named}\s*[:,\uff1a\uff0c\u2013\u2014-]\s*|{on}\s*[:\uff1a]\s*|{still}[\s:\uff1a]*)?"
    found = re.match(label, text.replace("’", "'"), re.IGNORECASE)
    behind = text[found.end() if found else 0 :].strip()
    return behind if says_something(behind) else text.strip()
