"""Microsoft Teams: cards, dialogs and messages of one tenant over the Bot Framework's protocol."""
