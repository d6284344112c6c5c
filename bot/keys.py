"""The master key: a setting, or the demonstration's own file; and whether it is the one the database was made with."""

from __future__ import annotations

import secrets
from pathlib import Path

from bot.settings import BadSettings, Settings
from storage import schema
from storage.crypto import KeyRing, UnknownMasterKey
from storage.engines import file_of


def keys_of(settings: Settings) -> KeyRing:
    """The keys to open the database with. Raises BadSettings if there is none."""
    return KeyRing(_secret(settings), *(key.get_secret_value() for key in settings.older_secret_keys))


def refuse_other_keys(settings: Settings, ring: KeyRing) -> None:
    """Raise BadSettings if what is sealed in the migrated database cannot be opened with these keys."""
    try:
        schema.check_key(settings.database_url, ring)
    except UnknownMasterKey:
        file = _own_database(settings)
        raise BadSettings(
            f"{_beside(file) if file else 'RAPPORT_SECRET_KEY'}: not the key that this database was made with; put "
            "that one back, or name it in RAPPORT_OLDER_SECRET_KEYS if you are changing keys"
        ) from None


def _secret(settings: Settings) -> str:
    file = _own_database(settings)
    if file:
        return _kept_secret(file, settings)
    if settings.secret_key:
        return settings.secret_key.get_secret_value()
    raise BadSettings("RAPPORT_SECRET_KEY: missing; 32 characters or more, such as `openssl rand -base64 48` prints")


def _own_database(settings: Settings) -> Path | None:
    """The demonstration's file: it keeps its own key beside it, whatever the settings of the real company say."""
    return file_of(settings.database_url) if settings.demo else None


def _kept_secret(file: Path, settings: Settings) -> str:
    kept = _beside(file)
    if not kept.exists():
        if file.exists():
            if settings.secret_key:  # A demonstration may have been made with it; whether it fits is asked next.
                return settings.secret_key.get_secret_value()
            raise BadSettings(
                f"{kept}: missing, and {file} cannot be read without it; put it back, or delete {file}* to begin anew"
            )
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(48))
    return kept.read_text()


def _beside(file: Path) -> Path:
    return file.with_suffix(".key")
