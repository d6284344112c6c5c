"""Text between us and Slack: what people wrote comes out of Slack's escapes, what goes in is inert and fits."""

from __future__ import annotations

import re
from dataclasses import dataclass

from conversations.toolkit.words import LANGUAGES, Fact, Language, Phrase, Text, Verbatim
from handlers.mentions import mention
from handlers.platform import Words

# Overrides and isolates reach past the words they stand in, and Slack closes none of them.
_TURNING = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
_CONTROLS = dict.fromkeys(code for code in (*range(0x20), 0x7F) if chr(code) not in "\t\n")
_NOTHING = "–"
"""Stands where there is nothing: Slack refuses an empty text."""

_TYPED = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>")
_MARKED = re.compile(r"<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>")
_ESCAPES = (("<", "&lt;"), (">", "&gt;"), ("&", "&amp;"))


@dataclass(frozen=True)
class Pen:
    """Writes texts for one reader."""

    words: Words
    language: Language = "en"
    zone: str = "UTC"

    def text(self, text: Text) -> str:
        """Any text as plain, inert words, never empty."""
        return inert(self.words.text(text, self.language, self.zone))

    def own(self, words: str) -> str:
        """A person's own words."""
        return self.text(Verbatim(words))

    def chat(self, id_: str, **facts: Fact) -> str:
        """A sentence that chats need beside the conversations."""
        return self.text(Phrase(f"words.chat.{id_}", facts))


def in_every_language(words: Words, id_: str) -> str:
    """A sentence of `words.chat` for somebody whose language nobody knows yet."""
    return "\n".join(Pen(words, language).chat(id_) for language in LANGUAGES)


def inert(text: str) -> str:
    """The text without control characters and without marks that turn what stands after it; never empty."""
    kept = tidy(text).translate(_TURNING)
    return kept if kept.strip() else _NOTHING


def tidy(text: str) -> str:
    """One kind of line end, and no control characters: PostgreSQL takes no NUL, and nobody means them."""
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_CONTROLS)


def cut(text: str, most: int) -> str:
    """The text, shortened to what Slack takes in this place."""
    return text if len(text) <= most else text[: most - 1] + "…"


def written(text: str, bot: str = "") -> str:
    """What somebody wrote, out of Slack's escapes: links as they were typed, mentions of the bot left out, those of
    people marked, for only the address book knows them.

    Source: docs.slack.dev, "Formatting message text". A bracket that a person typed arrives escaped, so every bracket
    here is Slack's own.
    """
    plain = _MARKED.sub(lambda found: _unmarked(found, bot), tidy(text))
    for mark, escape in _ESCAPES:
        plain = plain.replace(escape, mark)
    return plain.strip()


def filled_in(text: str) -> str:
    """What somebody wrote into a field, where nothing is escaped, with the people marked whom it mentions."""
    return _TYPED.sub(lambda found: mention(found[1], found[0]), text)


def escaped(text: str) -> str:
    """A text for the one place that Slack reads as markup: the notification."""
    for mark, escape in reversed(_ESCAPES):
        text = text.replace(mark, escape)
    return text


def _unmarked(found: re.Match[str], bot: str) -> str:
    mark, target, label = found[1], found[2], found[3]
    match mark:
        case "@" if target == bot:
            return ""
        case "@":
            return mention(target, f"@{label or target}")
        case "#":
            return mark + (label or target)
        case "!":
            return label or f"@{target.partition('^')[0]}"
        case _:
            return label or target
