"""What the database refuses about the journal: changing it, and taking from it what is not past its time.

Both databases refuse UPDATE and DELETE. REPLACE, which SQLite alone has, deletes without firing the triggers of a
deletion: an insert that would meet an entry is refused there. TRUNCATE, which PostgreSQL alone has, is refused as a
statement. Whoever owns the database can drop the triggers: `verify_journal` then finds what was done.
"""

from config.guards import AnyGuard, Guard, NeverEmptied, SqliteOnly

LEAST_DAYS_KEPT = 365
"""No setting goes below this: the database keeps it."""


def never_changed(table: str) -> tuple[AnyGuard, ...]:
    """Rows that come and stay as they are."""
    return (
        Guard(table, f"{table}_never_changes", ("UPDATE",), "TRUE", f"{table}_never_changes"),
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

GUARDS: tuple[AnyGuard, ...] = (
    *never_changed("journal_entry"),
    never_deleted(
        "journal_entry",
        unless=PAST_ITS_TIME.format(limit=f"datetime('now', '-{LEAST_DAYS_KEPT} days')"),
        unless_postgresql=PAST_ITS_TIME.format(limit=f"now() - interval '{LEAST_DAYS_KEPT} days'"),
    ),
    *never_changed("journal_seal"),
    never_deleted("journal_seal"),
    *never_changed("journal_pruning"),
    never_deleted("journal_pruning"),
)
