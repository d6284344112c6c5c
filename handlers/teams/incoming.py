"""What Teams sends becomes an Incoming here, and the activity dies here."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import Annotated, Literal, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    JsonValue,
    StringConstraints,
    ValidationError,
)

from conversations.toolkit.forms import MAX_TEXT
from conversations.toolkit.words import Language
from handlers.mentions import mention, without_names
from handlers.platform import Clicking, Commanding, Identity, Incoming, Saying, Submitting
from handlers.teams.forms import MAX_FIELDS, values_in

PERSONAL = "personal"
MEMBER = "user"
"""The only role in a tenant's directory that is served: no guests, no anonymous, no bots."""

_BOT = "28:"
_CONTROLS = dict.fromkeys(code for code in (*range(0x20), 0x7F) if chr(code) not in "\t\n")
_COMMAND = re.compile(r"/\s*(\S.*)", re.DOTALL)


class Unreadable(Exception):
    """The request makes no sense."""


class TooLong(Exception):
    """More was written than a message may hold."""


def tidy(text: str) -> str:
    """One kind of line end, and no control characters: PostgreSQL takes no NUL, and nobody means them."""
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_CONTROLS)


Id = Annotated[str, StringConstraints(min_length=1, max_length=400, pattern=r"^[^\x00-\x1f\x7f]+$")]
Name = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f\x7f]+$")]
Value = Annotated[str, StringConstraints(max_length=2000)]
"""A button's own value: it comes back exactly as it went, or it is no button's."""

Sought = Annotated[str, StringConstraints(max_length=200), AfterValidator(tidy)]


class _Sent(BaseModel):
    model_config = ConfigDict(strict=True, extra="ignore", frozen=True)


class _Account(_Sent):
    id: Id
    aad_object_id: Id | None = Field(None, alias="aadObjectId")
    role: str | None = None


class _Conversation(_Sent):
    id: Id
    tenant_id: Id | None = Field(None, alias="tenantId")
    kind: str | None = Field(None, alias="conversationType")


class _Tenant(_Sent):
    id: Id


class _ChannelData(_Sent):
    tenant: _Tenant | None = None


class _Entity(_Sent):
    type: str = ""  # Microsoft sends kinds that nobody here knows; none of them stops a message
    text: str | None = None
    mentioned: _Account | None = None


def _readable(entities: object) -> object:
    """Those that say who is mentioned as we know it: one of another shape stops no message."""
    return [each for each in entities if _is_readable(each)] if isinstance(entities, list) else entities


def _is_readable(entity: object) -> bool:
    try:
        _Entity.model_validate(entity)
    except ValidationError:
        return False
    return True


class Activity(_Sent):
    """One activity, as far as anybody here looks at it."""

    type: Id
    id: Id
    timestamp: JsonValue = None
    name: str | None = None
    action: str | None = None
    locale: str | None = None
    text: str | None = None
    value: JsonValue = None
    channel: Literal["msteams"] = Field(alias="channelId")
    service: Id = Field(alias="serviceUrl")
    sender: _Account = Field(alias="from")
    recipient: _Account
    conversation: _Conversation
    channel_data: _ChannelData | None = Field(None, alias="channelData")
    entities: Annotated[list[_Entity] | None, Field(max_length=200), BeforeValidator(_readable)] = None
    members_added: Annotated[list[_Account], Field(max_length=1000)] | None = Field(None, alias="membersAdded")
    members_removed: Annotated[list[_Account], Field(max_length=1000)] | None = Field(None, alias="membersRemoved")

    @property
    def is_personal(self) -> bool:
        """Whether nobody but the person and the bot can see it."""
        return self.conversation.kind == PERSONAL

    @property
    def language(self) -> Language:
        """The language of the sender's Teams; what they chose with us is known only to the turn."""
        return "zh-CN" if (self.locale or "").lower().startswith("zh") else "en"

    def is_from(self, tenant: str) -> bool:
        """Whether a person sent it, and all that it says of tenants is this one (safety 7, 15)."""
        named = {self.conversation.tenant_id}
        if self.channel_data and self.channel_data.tenant:
            named.add(self.channel_data.tenant.id)
        is_person = self.sender.aad_object_id is not None and not self.sender.id.startswith(_BOT)
        return named - {None} == {tenant} and is_person and self.sender.role in (None, MEMBER)

    def sender_in(self, tenant: str) -> Identity:
        """Who sent it."""
        return Identity("teams", tenant, self.sender.aad_object_id or "")


class _Pressed(_Sent):
    """What our buttons carry."""

    delivery: Name
    button: Name
    value: Value = ""


class Asked(_Sent):
    """What a button carries that opens a form; without `button` it stood on a form's own card, which nobody tapped."""

    delivery: Name
    form: Name
    button: Name | None = None
    value: Value = ""
    language: Language = "en"


class _Execute(_Sent):
    type: Literal["Action.Execute"]
    data: _Pressed


class _Invoked(_Sent):
    action: _Execute


class _Fetched(_Sent):
    data: Asked


class _Submitted(_Sent):
    data: dict[str, JsonValue]


class Sent(_Sent):
    """What a dialog carries beside its fields."""

    delivery: Name
    form: Name
    version: Annotated[int, Field(ge=0, lt=2**53)] | None = None
    texts: Annotated[list[Name], Field(max_length=MAX_FIELDS)] = Field(default_factory=list)


class _Query(_Sent):
    text: Sought = Field("", alias="queryText")
    dataset: Id


M = TypeVar("M", bound=BaseModel)


def read(body: bytes) -> Activity:
    """The activity in a body. Raises Unreadable for anything else, however deep or odd."""
    try:
        return Activity.model_validate_json(body)
    except (ValidationError, ValueError):
        raise Unreadable from None


def said(activity: Activity, tenant: str) -> Incoming | None:
    """What somebody wrote, or a tap where Teams sends taps as messages; None for a picture without a word. Raises
    Unreadable or TooLong.
    """
    if activity.value is not None:
        pressed = _as(_Pressed, activity.value)
        return _incoming(activity, tenant, Clicking(pressed.delivery, pressed.button, pressed.value))
    text = _without_mentions(tidy(activity.text or ""), activity).strip()
    if not text:
        return None
    if len(without_names(text)) > MAX_TEXT:
        raise TooLong
    command = _COMMAND.fullmatch(text)
    what = Commanding(command[1], activity.is_personal) if command else Saying(text, activity.is_personal)
    return _incoming(activity, tenant, what)


def tapped(activity: Activity, tenant: str) -> Incoming:
    """A tap on a card that is replaced in its place by the answer."""
    pressed = _as(_Invoked, activity.value).action.data
    return _incoming(activity, tenant, Clicking(pressed.delivery, pressed.button, pressed.value, replaces=True))


def asked(activity: Activity) -> Asked:
    """The form that somebody wants to open."""
    return _as(_Fetched, activity.value).data


def opening(activity: Activity, wanted: Asked, tenant: str) -> Incoming:
    """The tap that opens a form."""
    return _incoming(activity, tenant, Clicking(wanted.delivery, wanted.button or "", wanted.value))


def submitted(activity: Activity, tenant: str) -> Incoming:
    """A form that was sent."""
    data = _as(_Submitted, activity.value).data
    sent = _as(Sent, data)
    try:
        values = {name: tuple(map(tidy, texts)) for name, texts in values_in(data).items()}
    except ValueError:
        raise Unreadable from None
    return _incoming(activity, tenant, Submitting(sent.delivery, sent.form, values, sent.version))


def written(activity: Activity) -> list[str]:
    """All that was written by hand into a form that was sent: what was chosen means nothing without it."""
    data = _as(_Submitted, activity.value).data
    values = values_in(data)
    return [tidy(text) for name in _as(Sent, data).texts for text in values.get(name, ())]


def sought(activity: Activity) -> tuple[str, str]:
    """What somebody types into a field that looks things up, and the field's own address."""
    query = _as(_Query, activity.value)
    return query.text, query.dataset


def chat_of(activity: Activity) -> Mapping[str, str]:
    """What is needed to write to the sender later."""
    return {
        "user": activity.sender.id,
        "conversation": activity.conversation.id,
        "service": activity.service,
    }


def _as(model: type[M], value: object) -> M:
    try:
        return model.model_validate(value)
    except (ValidationError, ValueError):
        raise Unreadable from None


def _without_mentions(text: str, activity: Activity) -> str:
    """The text without the mention of ourselves; of other people their names stay, marked where Teams says who it is.

    Only what the activity lists as a mention is one: `<at>` in somebody's own words is text.
    """
    for entity in activity.entities or ():
        if entity.type == "mention" and entity.text:
            text = text.replace(entity.text, _said_of(entity.mentioned, entity.text, activity.recipient), 1)
    return text


def _said_of(mentioned: _Account | None, text: str, us: _Account) -> str:
    name = text.removeprefix("<at>").removesuffix("</at>")
    if mentioned is None:
        return name
    user = mentioned.aad_object_id
    return "" if mentioned.id == us.id else mention(user, name) if user else name


def _incoming(activity: Activity, tenant: str, what: Clicking | Saying | Commanding | Submitting) -> Incoming:
    """Teams repeats an activity with the same id; the key holds whose it is, so that nobody spends another's."""
    parts = (tenant, activity.sender.aad_object_id or "", activity.conversation.id, activity.type, activity.id)
    digest = hashlib.sha256("\0".join(parts).encode()).hexdigest()
    return Incoming(key=f"teams:{digest}", who=activity.sender_in(tenant), what=what)
