"""What the database refuses about the journal: changing it, and taking from it what is not past its time. Emptying the
entries of a record whose personal data are erased, as stated beforehand, is the one change there is.

Both databases refuse UPDATE and DELETE. REPLACE, which SQLite alone has, deletes without firing the triggers of a
deletion: an insert that would meet an entry is refused there. TRUNCATE, which PostgreSQL alone has, is refused as a
statement. Whoever owns the database can drop the triggers: `verify_journal` then finds what was done.
"""

from collections.abc import Iterable

from config.guards import AnyGuard, Guard, NeverEmptied, SqliteOnly

LEAST_DAYS_KEPT = 365
"""No setting goes below this: the database keeps it."""


def never_changed(table: str, unless: str = "FALSE", unless_postgresql: str = "") -> tuple[AnyGuard, ...]:
    """Rows that come and stay as they are, but for one change, a condition over OLD and NEW."""
    return (
        Guard(
            table,
            f"{table}_never_changes",
            ("UPDATE",),
            f"NOT ({unless})",
            f"{table}_never_changes",
            refuse_if_postgresql=f"NOT ({unless_postgresql or unless})",
        ),
        SqliteOnly(
            Guard(
                table,
                f"{table}_is_never_replaced",
                ("INSERT",),
                f"EXISTS (SELECT 1 FROM {table} AS other WHERE other.id = NEW.id)",
                f"{table}_is_never_replaced",
            )
        ),
        NeverEmptied(table),
    )


def only_change(columns: Iterable[str], condition: str) -> dict[str, str]:
    """The one change that rows allow: these columns stay as they are, and the condition holds."""

    def said(same: str) -> str:
        return " AND ".join([*(f"OLD.{name} {same} NEW.{name}" for name in columns), condition])

    return {"unless": said("IS"), "unless_postgresql": said("IS NOT DISTINCT FROM")}


def never_deleted(table: str, unless: str = "FALSE", unless_postgresql: str = "") -> Guard:
    """Rows that go only under a condition over OLD."""
    return Guard(
        table,
        f"{table}_stays",
        ("DELETE",),
        f"NOT ({unless})",
        f"{table}_stays",
        refuse_if_postgresql=f"NOT ({unless_postgresql or unless})",
    )


PAST_ITS_TIME = """
    OLD.at < {limit} AND EXISTS (
        SELECT 1 FROM journal_pruning AS pruning JOIN journal_seal AS seal ON seal.id = pruning.up_to_id
        WHERE seal.last_id >= OLD.id)
"""

EMPTIED = only_change(
    ("id", "at", "by_id", "verb", "model", "object_id", "division_code", "batch_id", "address"),
    """
    OLD.erasure_id IS NULL AND NEW.before IS NULL AND NEW.after IS NULL AND NEW.reason = '' AND EXISTS (
        SELECT 1 FROM journal_erasedrecord AS record
        WHERE record.erasure_id = NEW.erasure_id AND record.model = OLD.model AND record.object_id = OLD.object_id)
    """,
)
"""An entry loses what was before and after, and the reason, once its record is stated as erased."""

FORGOTTEN = """
    OLD.digest <> '' AND NEW.digest = '' AND NEW.salt = '' AND EXISTS (
        SELECT 1 FROM journal_resealing AS later WHERE {later})
"""
"""A digest over what was erased goes once another one has taken its place."""

GUARDS: tuple[AnyGuard, ...] = (
    *never_changed("journal_entry", **EMPTIED),
    never_deleted(
        "journal_entry",
        unless=PAST_ITS_TIME.format(limit=f"datetime('now', '-{LEAST_DAYS_KEPT} days')"),
        unless_postgresql=PAST_ITS_TIME.format(limit=f"now() - interval '{LEAST_DAYS_KEPT} days'"),
    ),
    *never_changed(
        "journal_seal",
        **only_change(
            ("id", "number", "made_at", "spans", "last_id", "entries", "latest_at", "key_version", "mac"),
            FORGOTTEN.format(later="later.seal_id = OLD.id"),
        ),
    ),
    never_deleted("journal_seal"),
    *never_changed("journal_pruning"),
    never_deleted("journal_pruning"),
    *never_changed("journal_erasure"),
    never_deleted("journal_erasure"),
    *never_changed("journal_erasedrecord"),
    never_deleted("journal_erasedrecord"),
    *never_changed(
        "journal_resealing",
        **only_change(
            ("id", "seal_id", "erasure_id", "key_version", "mac"),
            FORGOTTEN.format(later="later.seal_id = OLD.seal_id AND later.id > OLD.id"),
        ),
    ),
    never_deleted("journal_resealing"),
)
