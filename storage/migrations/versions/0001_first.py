"""The first schema: the address book, records, running conversations, the ledger, the page.

Revision: 0001.
"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def _refuse_sqlite(table: str, what: str, when: str = "") -> str:
    name = f"{table}_refuses_{what.split()[0].lower()}{'_body' if when else ''}"
    return (
        f"CREATE TRIGGER {name} BEFORE {what} ON {table} FOR EACH ROW {when} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    )


def _refuse_postgresql(table: str, what: str, when: str = "") -> str:
    name = f"{table}_refuses_{what.split()[0].lower()}{'_body' if when else ''}"
    return f"CREATE TRIGGER {name} BEFORE {what} ON {table} FOR EACH ROW {when} EXECUTE FUNCTION append_only()"


_SHELL = (
    "UPDATE OF seq, id, kind, version, subject, author, period, at, recorded_at, audience, helper, manager_then, "
    "citable, hash"
)
_REFUSED = (
    ("audit", "UPDATE", ""),
    ("audit", "DELETE", ""),
    ("seal", "UPDATE", ""),
    ("seal", "DELETE", ""),
    ("entry", _SHELL, ""),
    ("entry", "UPDATE OF body", "WHEN (NEW.body IS NOT NULL)"),
    ("entry", "DELETE", ""),
)

APPEND_ONLY: dict[str, tuple[str, ...]] = {
    "sqlite": tuple(_refuse_sqlite(*refused) for refused in _REFUSED),
    "postgresql": (
        "CREATE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$",
        *(_refuse_postgresql(*refused) for refused in _REFUSED),
        *(
            f"CREATE TRIGGER {table}_refuses_truncate BEFORE TRUNCATE ON {table} EXECUTE FUNCTION append_only()"
            for table in ("audit", "seal", "entry")
        ),
    ),
}


def upgrade() -> None:
    op.create_table(
        "absence",
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("entry", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_absence"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_absence_person", "absence", ["person", "last"], unique=False)
    op.create_table(
        "adoption",
        sa.Column("department", sa.String(), nullable=False),
        sa.Column("indicator", sa.String(), nullable=False),
        sa.Column("adopted_at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("department", "indicator", name="pk_adoption"),
    )
    op.create_table(
        "agenda_item",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("manager", sa.String(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("entry", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("week", sa.String(), nullable=False),
        sa.Column("added_at", UTCDateTime(), nullable=False),
        sa.Column("first_at", UTCDateTime(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("settled_at", UTCDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("helper", sa.String(), nullable=False),
        sa.Column("manager_then", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_agenda_item"),
    )
    op.create_index("ix_agenda_item_person", "agenda_item", ["person", "manager", "status"], unique=False)
    op.create_table(
        "audit",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("facts", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_audit"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_audit_subject", "audit", ["subject", "seq"], unique=False)
    op.create_table(
        "blocker",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("raiser", sa.String(), nullable=False),
        sa.Column("entry", sa.String(), nullable=False),
        sa.Column("week", sa.String(), nullable=False),
        sa.Column("raised_at", UTCDateTime(), nullable=False),
        sa.Column("helper_kind", sa.String(), nullable=False),
        sa.Column("helper", sa.String(), nullable=False),
        sa.Column("needed_by", sa.Date(), nullable=True),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("taken_by", sa.String(), nullable=False),
        sa.Column("taken_until", sa.Date(), nullable=True),
        sa.Column("answered_at", UTCDateTime(), nullable=True),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("manager_then", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_blocker"),
    )
    op.create_index("ix_blocker_entry", "blocker", ["entry"], unique=False)
    op.create_index("ix_blocker_helper", "blocker", ["helper", "status"], unique=False)
    op.create_index("ix_blocker_raiser", "blocker", ["raiser", "status"], unique=False)
    op.create_index("ix_blocker_taken_by", "blocker", ["taken_by", "status"], unique=False)
    op.create_table(
        "burden",
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("month", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("department", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("person", "month", "what", name="pk_burden"),
    )
    op.create_table(
        "talk_tally",
        sa.Column("quarter", sa.String(), nullable=False),
        sa.Column("department", sa.String(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("useful", sa.Integer(), nullable=False),
        sa.Column("respectful", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("quarter", "department", name="pk_talk_tally"),
    )
    op.create_table(
        "checkin",
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("week", sa.String(), nullable=False),
        sa.Column("entry", sa.String(), nullable=False),
        sa.Column("answered_at", UTCDateTime(), nullable=False),
        sa.Column("quick", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("person", "week", name="pk_checkin"),
    )
    op.create_table(
        "goal",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("entry", sa.String(), nullable=False),
        sa.Column("set_at", UTCDateTime(), nullable=False),
        sa.Column("touched_at", UTCDateTime(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content_version", sa.Integer(), nullable=False),
        sa.Column("agreed_version", sa.Integer(), nullable=False),
        sa.Column("agreed_entry", sa.String(), nullable=False),
        sa.Column("confirmed", sa.String(), nullable=False),
        sa.Column("pace", sa.String(), nullable=True),
        sa.Column("moved_entry", sa.String(), nullable=False),
        sa.Column("values_entries", sa.String(), nullable=False),
        sa.Column("closed_at", UTCDateTime(), nullable=True),
        sa.Column("parent", sa.String(), nullable=False),
        sa.Column("team", sa.String(), nullable=False),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("helper", sa.String(), nullable=False),
        sa.Column("manager_then", sa.String(), nullable=False),
        sa.Column("subjects", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_goal"),
    )
    op.create_index("ix_goal_owner", "goal", ["owner", "state"], unique=False)
    op.create_index("ix_goal_parent", "goal", ["parent"], unique=False)
    op.create_index("ix_goal_state", "goal", ["state", "touched_at"], unique=False)
    op.create_table(
        "data_key",
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("master", sa.String(), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("person", name="pk_data_key"),
    )
    op.create_table(
        "delegation",
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("lead", sa.String(), nullable=False),
        sa.Column("manager", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("person", name="pk_delegation"),
    )
    op.create_index("ix_delegation_lead", "delegation", ["lead"], unique=False)
    op.create_table(
        "delivery",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("conversation", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("slot", sa.String(), nullable=False),
        sa.Column("standing", sa.Boolean(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("card", sa.LargeBinary(), nullable=True),
        sa.Column("asks", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("prompt", sa.Boolean(), nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("fresh", sa.Boolean(), nullable=False),
        sa.Column("asked_for", sa.Boolean(), nullable=False),
        sa.Column("place", sa.BigInteger(), nullable=False),
        sa.Column("counts_as", sa.String(), nullable=False),
        sa.Column("questions", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("not_before", UTCDateTime(), nullable=True),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("claimed_at", UTCDateTime(), nullable=True),
        sa.Column("sent_at", UTCDateTime(), nullable=True),
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("tenant", sa.String(), nullable=False),
        sa.Column("chat", sa.String(), nullable=False),
        sa.Column("message", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_delivery"),
        sa.UniqueConstraint("id", name="uq_delivery_id"),
        sa.UniqueConstraint("key", name="uq_delivery_key"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_delivery_asking",
        "delivery",
        ["recipient", "seq"],
        unique=False,
        sqlite_where=sa.text("asks <> ''"),
        postgresql_where=sa.text("asks <> ''"),
    )
    op.create_index(
        "ix_delivery_counted",
        "delivery",
        ["recipient", "day"],
        unique=False,
        sqlite_where=sa.text("counts_as <> ''"),
        postgresql_where=sa.text("counts_as <> ''"),
    )
    op.create_index(
        "ix_delivery_open",
        "delivery",
        ["status", "seq"],
        unique=False,
        sqlite_where=sa.text("status IN ('pending', 'sending')"),
        postgresql_where=sa.text("status IN ('pending', 'sending')"),
    )
    op.create_index(
        "ix_delivery_queue",
        "delivery",
        ["recipient", "seq"],
        unique=False,
        sqlite_where=sa.text("status IN ('pending', 'sending')"),
        postgresql_where=sa.text("status IN ('pending', 'sending')"),
    )
    op.create_index(
        "ix_delivery_slot", "delivery", ["owner", "conversation", "topic", "recipient", "slot"], unique=False
    )
    op.create_table(
        "department",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("name_zh", sa.String(), nullable=False),
        sa.Column("parent", sa.String(), nullable=False),
        sa.Column("head", sa.String(), nullable=False),
        sa.Column("opened_at", UTCDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_department"),
    )
    op.create_table(
        "due",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("conversation", sa.String(), nullable=False),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("timer", sa.String(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("not_before", UTCDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("key", name="pk_due"),
    )
    op.create_index("ix_due_owner", "due", ["owner", "conversation", "topic"], unique=False)
    op.create_index(
        "ix_due_waiting",
        "due",
        ["at"],
        unique=False,
        sqlite_where=sa.text("status = 'waiting'"),
        postgresql_where=sa.text("status = 'waiting'"),
    )
    op.create_table(
        "entry",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("helper", sa.String(), nullable=False),
        sa.Column("manager_then", sa.String(), nullable=False),
        sa.Column("citable", sa.Boolean(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("seq", name="pk_entry"),
        sa.UniqueConstraint("id", name="uq_entry_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_entry_subject_period", "entry", ["subject", "period", "kind"], unique=False)
    op.create_index("ix_entry_subject_at", "entry", ["subject", "at"], unique=False)
    op.create_index("ix_entry_author_at", "entry", ["author", "at"], unique=False)
    op.create_table(
        "feed",
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("message", sa.String(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("delivery", sa.String(), nullable=False),
        sa.Column("card", sa.LargeBinary(), nullable=True),
        sa.Column("said", sa.LargeBinary(), nullable=True),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("person", "message", name="pk_feed"),
        sa.UniqueConstraint("person", "seq", name="uq_feed_person_seq"),
    )
    op.create_index("ix_feed_person_place", "feed", ["person", "place"], unique=False)
    op.create_table(
        "header_map",
        sa.Column("importer", sa.String(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("columns", sa.String(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("importer", "fingerprint", name="pk_header_map"),
    )
    op.create_table(
        "identity",
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("tenant", sa.String(), nullable=False),
        sa.Column("user", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("how", sa.String(), nullable=False),
        sa.Column("linked_at", UTCDateTime(), nullable=False),
        sa.Column("seen_at", UTCDateTime(), nullable=True),
        sa.Column("unreachable", sa.String(), nullable=False),
        sa.Column("chat", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("platform", "tenant", "user", name="pk_identity"),
    )
    op.create_index("ix_identity_person", "identity", ["person"], unique=False)
    op.create_table(
        "identity_conflict",
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("tenant", sa.String(), nullable=False),
        sa.Column("user", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("noticed_at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("platform", "tenant", "user", "person", name="pk_identity_conflict"),
    )
    op.create_table(
        "inbox",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("answer", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("key", name="pk_inbox"),
    )
    op.create_index("ix_inbox_at", "inbox", ["at"], unique=False)
    op.create_table(
        "once",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_once"),
    )
    op.create_table(
        "one_on_one",
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("manager", sa.String(), nullable=False),
        sa.Column("every", sa.String(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("at", sa.Time(), nullable=True),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("starts", sa.Date(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("next_at", UTCDateTime(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("note_entry", sa.String(), nullable=False),
        sa.Column("note_version", sa.Integer(), nullable=False),
        sa.Column("last_note_entry", sa.String(), nullable=False),
        sa.Column("last_noted_at", UTCDateTime(), nullable=True),
        sa.Column("held_at", UTCDateTime(), nullable=True),
        sa.Column("skipped_at", UTCDateTime(), nullable=True),
        sa.Column("skipped_number", sa.Integer(), nullable=False),
        sa.Column("skipped_sequence", sa.Integer(), nullable=False),
        sa.Column("ended_at", UTCDateTime(), nullable=True),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("helper", sa.String(), nullable=False),
        sa.Column("manager_then", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("person", "manager", name="pk_one_on_one"),
    )
    op.create_index("ix_one_on_one_manager", "one_on_one", ["manager"], unique=False)
    op.create_table(
        "one_on_one_action",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("manager", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("entry", sa.String(), nullable=False),
        sa.Column("by", sa.Date(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("agreed_at", UTCDateTime(), nullable=False),
        sa.Column("settled_at", UTCDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("helper", sa.String(), nullable=False),
        sa.Column("manager_then", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_one_on_one_action"),
    )
    op.create_index("ix_one_on_one_action_person", "one_on_one_action", ["person", "manager", "status"], unique=False)
    op.create_index("ix_one_on_one_action_owner", "one_on_one_action", ["owner", "status"], unique=False)
    op.create_table(
        "organisation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.Column("clock_ahead", sa.Float(), nullable=False),
        sa.Column("begun_at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_organisation"),
    )
    op.create_table(
        "pause",
        sa.Column("entry", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("began", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("ended", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("entry", name="pk_pause"),
    )
    op.create_index("ix_pause_person", "pause", ["person", "began"], unique=False)
    op.create_table(
        "person",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("department", sa.String(), nullable=False),
        sa.Column("manager", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("start_date", sa.Date(), nullable=True),
        sa.Column("leaving_date", sa.Date(), nullable=True),
        sa.Column("notice_from", sa.Date(), nullable=True),
        sa.Column("weekly_hours", sa.Float(), nullable=False),
        sa.Column("working_days", sa.String(), nullable=False),
        sa.Column("roles", sa.String(), nullable=False),
        sa.Column("slot_day", sa.Integer(), nullable=True),
        sa.Column("slot_time", sa.Time(), nullable=False),
        sa.Column("quiet_from", sa.Time(), nullable=False),
        sa.Column("quiet_to", sa.Time(), nullable=False),
        sa.Column("every_weeks", sa.Integer(), nullable=False),
        sa.Column("digest_day", sa.Integer(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
        sa.UniqueConstraint("email", name="uq_person_email"),
    )
    op.create_index("ix_person_department", "person", ["department"], unique=False)
    op.create_index("ix_person_manager", "person", ["manager"], unique=False)
    op.create_table(
        "preference",
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=True),
        sa.Column("slot_day", sa.Integer(), nullable=True),
        sa.Column("slot_time", sa.Time(), nullable=True),
        sa.Column("quiet_from", sa.Time(), nullable=True),
        sa.Column("quiet_to", sa.Time(), nullable=True),
        sa.Column("every_weeks", sa.Integer(), nullable=True),
        sa.Column("digest_day", sa.Integer(), nullable=True),
        sa.Column("channel", sa.String(), nullable=True),
        sa.Column("paused_until", sa.Date(), nullable=True),
        sa.Column("welcomed_at", UTCDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("person", name="pk_preference"),
    )
    op.create_table(
        "prompted",
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("week", sa.String(), nullable=False),
        sa.Column("prompted_at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("person", "week", name="pk_prompted"),
    )
    op.create_table(
        "rate",
        sa.Column("bucket", sa.String(), nullable=False),
        sa.Column("arrival", sa.Float(), nullable=False),
        sa.Column("held_until", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("bucket", name="pk_rate"),
    )
    op.create_table(
        "replica",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("seen_at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_replica"),
    )
    op.create_table(
        "running",
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("conversation", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.Column("state", sa.LargeBinary(), nullable=False),
        sa.Column("saved_at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("owner", "conversation", "key", name="pk_running"),
    )
    op.create_table(
        "seal",
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("number", name="pk_seal"),
        sa.UniqueConstraint("what", "seq", name="uq_seal_what_seq"),
    )
    op.create_table(
        "session",
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("begun_at", UTCDateTime(), nullable=False),
        sa.Column("seen_at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("hash", name="pk_session"),
    )
    op.create_index("ix_session_person", "session", ["person"], unique=False)
    op.create_table(
        "sign_in_link",
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("expires_at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("hash", name="pk_sign_in_link"),
    )
    op.create_index("ix_sign_in_link_person", "sign_in_link", ["person"], unique=False)
    for statement in APPEND_ONLY[op.get_context().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    for table in (
        "sign_in_link",
        "session",
        "seal",
        "running",
        "replica",
        "rate",
        "prompted",
        "preference",
        "person",
        "pause",
        "organisation",
        "one_on_one_action",
        "one_on_one",
        "once",
        "inbox",
        "identity_conflict",
        "identity",
        "header_map",
        "feed",
        "entry",
        "due",
        "department",
        "delivery",
        "delegation",
        "goal",
        "data_key",
        "checkin",
        "talk_tally",
        "burden",
        "blocker",
        "audit",
        "agenda_item",
        "adoption",
        "absence",
    ):
        op.drop_table(table)
    if op.get_context().dialect.name == "postgresql":
        op.execute("DROP FUNCTION append_only()")
