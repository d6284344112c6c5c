"""Every setting, named and explained once. From the environment, a `.env` file or a folder of secrets."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Self, get_args
from urllib.parse import urlsplit
from uuid import UUID

from pydantic import (
    Field,
    HttpUrl,
    IPvAnyNetwork,
    SecretStr,
    TypeAdapter,
    ValidationError,
    field_validator,
    model_validator,
)
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from handlers.teams.clouds import CloudName

PREFIX = "RAPPORT_"
SHORTEST_SECRET = 32
SECRETS_FOLDER = Path("/run/secrets/rapport")


class BadSettings(Exception):
    """A setting is missing or wrong; the text names it and how to mend it, and never a secret."""


def _together(platform: str, **wanted: object) -> None:
    missing = " and ".join(f"RAPPORT_{name.upper()}" for name, value in wanted.items() if not value)
    if missing:
        raise ValueError(f"{missing}: missing in .env; {platform} needs all of its settings")


class Settings(BaseSettings):
    """All settings; each is read from RAPPORT_<NAME>."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=".env", extra="forbid", frozen=True, env_ignore_empty=True
    )

    database_url: str = Field(
        "sqlite:///var/rapport.db",
        description="SQLAlchemy URL: sqlite:///path or postgresql+psycopg://user:password@host/name.",
    )
    secret_key: SecretStr | None = Field(
        None, description="32 characters or more; the master key is derived from it. Keep it apart from the backup."
    )
    older_secret_keys: Annotated[tuple[SecretStr, ...], NoDecode] = Field(
        (),
        description="The key used before, or a list in JSON; after a start of `run` as the only server they can go.",
    )
    base_url: HttpUrl | None = Field(None, description="Where people reach the page; for links.")
    host: str = Field("127.0.0.1", description="The address to listen on; loopback unless said otherwise.")
    port: int = Field(8080, ge=1, le=65535, description="The port to listen on.")
    trusted_proxies: Annotated[tuple[IPvAnyNetwork, ...], NoDecode] = Field(
        (), description="Addresses or networks of proxies in front, with commas between; their X-Forwarded-For counts."
    )
    content_dir: Path | None = Field(None, description="A company's own words, scripts, calendars and indicators.")
    demo: bool = Field(False, description="The demonstration company, its tools, and nothing else.")
    test_list: Annotated[tuple[str, ...], NoDecode] = Field(
        (), description="E-mail addresses or ids, with commas between: while set, nobody else hears from Rapport."
    )
    metrics_token: SecretStr | None = Field(None, description="Bearer token for /metrics off loopback.")
    slack_bot_token: SecretStr | None = Field(None, description="The bot token of the Slack app, xoxb-...")
    slack_signing_secret: SecretStr | None = Field(None, description="The signing secret of the Slack app, for HTTP.")
    slack_app_token: SecretStr | None = Field(None, description="xapp-...: Socket Mode instead of HTTP.")
    slack_api_url: HttpUrl = Field(
        HttpUrl("https://slack.com/api/"), description="Slack's Web API; GovSlack's differs."
    )
    teams_app_id: str | None = Field(None, description="The id of the Teams app's bot registration.")
    teams_app_password: SecretStr | None = Field(None, description="Its client secret.")
    teams_tenant_id: str | None = Field(None, description="The Entra tenant whose people the bot serves.")
    teams_website_url: HttpUrl | None = Field(None, description="Who runs the bot and whom to ask; shown with the app.")
    teams_privacy_url: HttpUrl | None = Field(None, description="What the company says on privacy; shown likewise.")
    teams_terms_url: HttpUrl | None = Field(None, description="On what terms people use it; shown likewise.")
    teams_cloud: CloudName = Field("public", description="Microsoft's cloud: public, gcc-high, dod or china.")

    @field_validator("older_secret_keys", mode="before")
    @classmethod
    def _one_or_several(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        return TypeAdapter(list[str]).validate_json(value) if value.startswith("[") else (value,)

    @field_validator("base_url", mode="before")
    @classmethod
    def _an_address(cls, value: object) -> object:
        """What the platforms' manifests repeat: https, a host, at most a path."""
        if isinstance(value, str):
            parts = urlsplit(value)
            if parts.scheme not in ("https", "http") or not parts.hostname:
                raise ValueError("an address that begins with https://, such as https://rapport.example.com")
            if parts.username or parts.password or parts.query or parts.fragment:
                raise ValueError("only https://, the host and at most a path; no user, password, ? or #")
            if parts.path.rstrip("/").endswith(("/slack/events", "/api/messages")):
                raise ValueError("without /slack/events or /api/messages at its end; Rapport adds them by itself")
        return value

    @field_validator("host")
    @classmethod
    def _no_address(cls, value: str) -> str:
        if "/" in value:
            raise ValueError("an address to listen on, such as 0.0.0.0; where people reach it is RAPPORT_BASE_URL")
        return value

    @field_validator("teams_cloud", mode="before")
    @classmethod
    def _a_cloud(cls, value: object) -> object:
        if value not in get_args(CloudName):
            raise ValueError(f"one of {', '.join(get_args(CloudName))}; GCC without “High” is public")
        return value

    @field_validator("test_list", mode="before")
    @classmethod
    def _names_somebody(cls, value: object) -> object:
        """A list of nobody would be no list, and everybody written to."""
        if not isinstance(value, str):
            return value
        given = tuple(dict.fromkeys(part.strip() for part in value.split(",") if part.strip()))
        if not given:
            raise ValueError("e-mail addresses or ids, commas between; leave it out to write to everybody")
        return given

    @field_validator("trusted_proxies", mode="before")
    @classmethod
    def _between_commas(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        given = [part.strip() for part in value.split(",") if part.strip()]
        try:
            return [TypeAdapter(IPvAnyNetwork).validate_python(part) for part in given]
        except ValidationError:
            raise ValueError("addresses or networks such as 10.0.0.7 or 10.0.0.0/8, commas between; no names") from None

    @field_validator("secret_key")
    @classmethod
    def _long_enough(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and len(value.get_secret_value()) < SHORTEST_SECRET:
            raise ValueError(f"at least {SHORTEST_SECRET} characters, such as `openssl rand -base64 48` prints")
        return value

    @field_validator("slack_bot_token", "slack_signing_secret", "slack_app_token", "teams_app_password")
    @classmethod
    def _no_placeholder(cls, value: SecretStr | None) -> SecretStr | None:
        """Our pages write dots where a secret stands, and no secret has them."""
        if value is not None and value.get_secret_value().endswith(("...", "…")):
            raise ValueError("these dots stand for a secret; put the real one in their place")
        return value

    @field_validator("slack_signing_secret")
    @classmethod
    def _no_token(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and value.get_secret_value().startswith(("xox", "xapp-", "xwfp-")):
            raise ValueError("is a token; copy the Signing Secret from Basic Information on Slack's page of the app")
        return value

    @field_validator("slack_bot_token")
    @classmethod
    def _of_the_bot(cls, value: SecretStr | None) -> SecretStr | None:
        """Slack shows several tokens, which are easily swapped."""
        if value is not None and not value.get_secret_value().startswith("xoxb-"):
            raise ValueError(
                "has to begin with xoxb-; copy the Bot User OAuth Token from Install App on Slack's page of the app"
            )
        return value

    @field_validator("slack_app_token")
    @classmethod
    def _of_the_app(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not value.get_secret_value().startswith("xapp-"):
            raise ValueError(
                "has to begin with xapp-; copy the App-Level Token from Basic Information on Slack's page of the app"
            )
        return value

    @field_validator("teams_app_id", "teams_tenant_id")
    @classmethod
    def _as_microsoft_writes_it(cls, value: str | None) -> str | None:
        """Tokens and activities are compared with it to the letter."""
        try:
            return value and str(UUID(value))
        except ValueError:
            raise ValueError("a GUID, 8-4-4-4-12 hexadecimal digits, as Microsoft Entra shows it") from None

    @field_validator("database_url")
    @classmethod
    def _known_driver(cls, value: str) -> str:
        if value.startswith("postgresql://"):
            return value.replace("postgresql://", "postgresql+psycopg://", 1)
        if not value.startswith(("sqlite:///", "postgresql+psycopg://")):
            raise ValueError("sqlite:///path or postgresql://user:password@host/name")
        return value

    @model_validator(mode="after")
    def _plays_its_whole_company(self) -> Self:
        if self.demo and self.test_list:
            raise ValueError("RAPPORT_TEST_LIST: the demonstration plays its whole company; take the list out")
        return self

    @model_validator(mode="after")
    def _whole_platforms(self) -> Self:
        """A platform is there with all it needs, or not at all (safety.md 5)."""
        if self.slack_app_token or self.slack_signing_secret or self.slack_bot_token:
            _together("Slack", slack_bot_token=self.slack_bot_token)
            if not self.slack_app_token and not self.slack_signing_secret:
                raise ValueError(
                    "RAPPORT_SLACK_SIGNING_SECRET: missing in .env; Slack needs it over https, "
                    "or RAPPORT_SLACK_APP_TOKEN in its place (Socket Mode)"
                )
        if self.teams_app_id or self.teams_app_password or self.teams_tenant_id:
            _together(
                "Teams",
                teams_app_id=self.teams_app_id,
                teams_app_password=self.teams_app_password,
                teams_tenant_id=self.teams_tenant_id,
            )
        return self

    @property
    def address(self) -> str:
        """The page's address for people, without a slash at its end; the demonstration's is on this machine."""
        given = None if self.demo else self.base_url
        return str(given).rstrip("/") if given else f"http://{self.host}:{self.port}"

    @property
    def has_page(self) -> bool:
        """Whether links to the page can be sent to people: what signs somebody in goes over https and nothing else."""
        return self.address.startswith("https://")

    @property
    def has_chats(self) -> bool:
        """Whether a chat platform's credentials are set."""
        return bool(self.slack_bot_token or self.teams_app_id)


def read_settings(**given: Any) -> Settings:
    """Read all settings; what is given wins. Raises BadSettings."""
    secrets = SECRETS_FOLDER if SECRETS_FOLDER.is_dir() else None
    chosen = {name: value for name, value in given.items() if value is not None}
    try:
        return Settings(_secrets_dir=secrets, **chosen)
    except ValidationError as error:
        raise BadSettings("\n".join(map(_told, error.errors()))) from None


def _told(fault: Mapping[str, object]) -> str:
    """A fault with its setting, named as one writes it; a name that is none, with the likeliest that is one."""
    loc = fault["loc"]
    name = ".".join(map(str, loc if isinstance(loc, tuple) else ())).upper()
    if fault["type"] != "extra_forbidden":
        return f"{PREFIX}{name}: {_own_words(fault)}" if name else _own_words(fault)
    bare = name.removeprefix(PREFIX)
    near = get_close_matches(bare, [each.upper() for each in Settings.model_fields], 1)
    likely = "".join(f"; the nearest is {PREFIX}{each}" for each in near)
    return str(ValueError(f"{PREFIX}{bare}: there is no such setting{likely}"))


def _own_words(fault: Mapping[str, object]) -> str:
    """What our validators say, without what pydantic puts before it."""
    context = fault.get("ctx")
    ours = context.get("error") if fault["type"] == "value_error" and isinstance(context, Mapping) else None
    return str(ours or fault["msg"])
