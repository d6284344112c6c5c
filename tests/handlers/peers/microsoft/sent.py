"""What a bot may send: the rules for a message, beside those for a card."""

from typing import Any

from tests.handlers.peers.microsoft.cards import BUDGET, faults_of
from tests.handlers.peers.microsoft.chats import ADAPTIVE
from tests.handlers.peers.microsoft.refusals import refused

Json = dict[str, Any]

TYPES = ("message", "typing")
FORMATS = ("plain", "markdown", "xml")
LAYOUTS = ("list", "carousel")
CARDS = {"hero", "thumbnail", "signin", "receipt", "list"}
KNOWN = {ADAPTIVE} | {f"application/vnd.microsoft.card.{each}" for each in CARDS}
MOST_IN_CAROUSEL = 10


def check(raw: bytes, activity: Any, *, reads_cards: bool = True) -> None:
    """Refuse what Teams refuses: 413 over the size, 400 for whatever it cannot read or show."""
    if len(raw) > BUDGET:
        raise refused("MessageSizeTooBig")
    if not isinstance(activity, dict):
        raise refused("BadSyntax", "Invalid activity")
    faults = [*_shape(activity), *_mentions(activity)]
    attachments = activity.get("attachments") or []
    if len(attachments) > MOST_IN_CAROUSEL:
        faults.append(f"{len(attachments)} attachments are more than {MOST_IN_CAROUSEL}")
    faults += [fault for each in attachments for fault in _attachment(each, reads_cards)]
    if faults:
        raise refused("BadArgument", "; ".join(faults))


def _shape(activity: Json) -> list[str]:
    checks = (
        (activity.get("type") in TYPES, "a bot sends only " + " and ".join(TYPES)),
        (activity.get("textFormat") in (None, *FORMATS), "unknown textFormat"),
        (activity.get("attachmentLayout") in (None, *LAYOUTS), "unknown attachmentLayout"),
        (isinstance(activity.get("text"), str | None), "text is no string"),
        (isinstance(activity.get("summary"), str | None), "summary is no string"),
        (activity.get("type") != "message" or activity.get("text") or activity.get("attachments"), "nothing to show"),
    )
    return [says for holds, says in checks if not holds]


def _mentions(activity: Json) -> list[str]:
    """A mention is a pair: the words in the text and the entity that says who is meant."""
    entities = [each for each in activity.get("entities") or [] if each.get("type") == "mention"]
    said = str(activity.get("text") or "")
    return ["a mention is not in the text" for each in entities if not each.get("text") or each["text"] not in said]


def _attachment(attachment: Any, reads_cards: bool) -> list[str]:
    kind = attachment.get("contentType") if isinstance(attachment, dict) else None
    if kind not in KNOWN and not str(kind).startswith("image/"):
        return [f"unknown attachment: {kind}"]
    return faults_of(attachment.get("content")) if kind == ADAPTIVE and reads_cards else []
