"""What Slack and Teams would be sent for a card or a form: implements the port Elsewhere, for the demonstration."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from conversations.toolkit.cards import Card
from conversations.toolkit.conversation import Json
from conversations.toolkit.words import Language
from handlers.platform import OpenedForm, PlatformName, Words
from handlers.slack import cards as slack_cards
from handlers.slack import forms as slack_forms
from handlers.slack.texts import Pen as SlackPen
from handlers.teams import forms as teams_forms
from handlers.teams.cards import Drawn
from handlers.teams.elements import Pen as TeamsPen


@dataclass(frozen=True)
class OnOtherPlatforms:
    """Draws as the platforms themselves do. `page` is where people reach the page."""

    words: Words
    page: str

    def card(self, card: Card, delivery: str, language: Language, zone: str) -> Mapping[PlatformName, Json]:
        """A card, by platform: `text` and `blocks` for Slack, an activity for Teams."""
        slack = slack_cards.Drawing(SlackPen(self.words, language, zone), self.page)
        teams = Drawn(TeamsPen(self.words, language, zone), delivery, self.page)
        return {
            "slack": {"text": slack.preview(card), "blocks": slack.message(card, delivery)},
            "teams": teams.message(card),
        }

    def form(self, opened: OpenedForm, language: Language, zone: str) -> Mapping[PlatformName, Json]:
        """A form, by platform: a modal's view for Slack, a dialog's card for Teams."""
        return {
            "slack": slack_forms.modal(SlackPen(self.words, language, zone), opened),
            "teams": teams_forms.dialog(TeamsPen(self.words, language, zone), opened),
        }
