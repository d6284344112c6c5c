"""An answer with another thought behind it: "all done btw I love cake"."""

from __future__ import annotations

import re

from conversations.toolkit.vocabulary import Vocabulary, any_of
from conversations.weekly_checkin.added import added_in


def before_it(text: str, vocabulary: Vocabulary) -> str:
    """The answer before the thought; "" where there is no thought, or it adds something."""
    found = re.search(any_of(vocabulary.groups["by_the_way"]), text, re.IGNORECASE)
    if found is None or added_in(text[found.end() :], vocabulary) is not None:
        return ""
    return text[: found.start()].strip(" ,;.\uff0c\uff1b\u3002")
