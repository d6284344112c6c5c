"""Drawing: templates and catalogues together. Whatever a person wrote is escaped by Jinja and cannot turn the text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from conversations.toolkit.cards import as_table, fits_a_chart
from conversations.toolkit.formatting import city_text
from conversations.toolkit.words import Day, Fact, Language, Phrase, Text, Verbatim
from handlers.platform import Words

# Overrides and embeddings reach past the words they stand in; isolates only matter where no <bdi> closes them.
_OVERRIDES = dict.fromkeys(range(0x202A, 0x202F))
_ISOLATES = dict.fromkeys(range(0x2066, 0x206A))
_CONTROLS = dict.fromkeys(code for code in range(0x20) if chr(code) not in "\t\n")
_ANYWHERE = {**_OVERRIDES, **_CONTROLS}
_IN_WORDS = {**_ANYWHERE, **_ISOLATES}
_DOT = "\u00a0· "
"""It ends a line and begins none."""
_WHOLE, _LONGEST_WHOLE = Markup('<span class="whole">{}</span>'), 24


@dataclass(frozen=True)
class Manner:
    """For whom something is drawn: the language, and the zone in which moments are told."""

    language: Language = "en"
    zone: str = "UTC"


@dataclass(frozen=True)
class Drawing:
    """Draws templates. `assets` is the address under which the static files are served."""

    words: Words
    assets: str
    templates: Environment = field(init=False)

    def __post_init__(self) -> None:
        """Load the templates that ship with the page."""
        folder = Path(__file__).with_name("templates")
        templates = Environment(
            loader=FileSystemLoader(folder),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        templates.globals.update(fits_a_chart=fits_a_chart, as_table=as_table)
        templates.filters["whole"] = whole
        object.__setattr__(self, "templates", templates)

    def draw(self, template: str, manner: Manner, **facts: object) -> str:
        """A template as HTML, in a language and a zone."""
        return self.templates.get_template(template).render(
            **facts,
            pen=Pen(self.words, manner),
            language=manner.language,
            assets=self.assets,
        )

    def say(self, id_: str, manner: Manner, facts: Mapping[str, Fact] | None = None) -> str:
        """One of the page's own sentences as plain text."""
        return self.words.text(Phrase(f"page.{id_}", facts or {}), manner.language, manner.zone)


@dataclass(frozen=True)
class Pen:
    """What templates call, bound to one manner."""

    words: Words
    manner: Manner

    def say(self, id_: str, **facts: Fact) -> str:
        """A sentence of the page itself."""
        return self.text(Phrase(f"page.{id_}", facts))

    def text(self, text: Text) -> str:
        """Any text; what a person wrote comes isolated, so that no script direction spills over."""
        plain = self.words.text(text, self.manner.language, self.manner.zone)
        if isinstance(text, Verbatim):
            return Markup('<bdi class="verbatim">{}</bdi>').format(plain.translate(_IN_WORDS))
        return plain.translate(_ANYWHERE).replace(" · ", _DOT)

    def plain(self, text: Text) -> str:
        """Any text for an attribute, where no markup can stand."""
        return self.words.text(text, self.manner.language, self.manner.zone).translate(_IN_WORDS)

    def own(self, words: str) -> str:
        """A person's own words."""
        return self.text(Verbatim(words))

    def day(self, at: datetime) -> str:
        """The local day of a moment."""
        return self.text(Day(self._local(at).date()))

    def place(self, zone: str) -> str:
        """The city after which a time zone is called."""
        return city_text(zone, self.manner.language)

    def clock(self, at: datetime) -> str:
        """The local time of a moment, as on a clock."""
        return f"{self._local(at):%H:%M}"

    def _local(self, at: datetime) -> datetime:
        return at.astimezone(ZoneInfo(self.manner.zone))


def whole(text: str) -> str:
    """A text whose compounds ("one-on-one") no line tears apart; what a person wrote stays as it is."""
    if isinstance(text, Markup):
        return text
    return Markup(" ").join(_WHOLE.format(word) if _is_compound(word) else word for word in text.split(" "))


def _is_compound(word: str) -> bool:
    return len(word) <= _LONGEST_WHOLE and "-" in word.strip("-")


def initials(name: str) -> str:
    """What stands in a person's round mark: two letters, or the last two characters of a Chinese name."""
    words = name.split()
    if not words:
        return ""
    if not words[0].isascii() and len(words) == 1:
        return words[0][-2:]
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()
