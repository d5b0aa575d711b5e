"""How SQLite is opened: safe journal mode, write locks taken at the start, patience when it is busy."""

import sqlite3
from typing import Any

Version = tuple[int, int, int]


def wal_is_safe(version: Version) -> bool:
    """Whether this SQLite holds the fix of the WAL-reset bug, which could corrupt a database in WAL mode.

    Fixed in 3.51.3 and backported to 3.50.7 and 3.44.6 (https://sqlite.org/wal.html#walresetbug).
    """
    return version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51, 0) or (3, 44, 6) <= version < (3, 45, 0)


def sqlite_options(version: Version = sqlite3.sqlite_version_info) -> dict[str, Any]:
    """The OPTIONS of Django's SQLite backend.

    IMMEDIATE transactions take the write lock at BEGIN: a transaction that reads first and writes later can
    then never fail half-way with "database is locked". Without a safe WAL the rollback journal stays.
    """
    journal = (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;"
        if wal_is_safe(version)
        else "PRAGMA journal_mode=TRUNCATE;PRAGMA synchronous=FULL;"
    )
    return {
        "transaction_mode": "IMMEDIATE",
        "timeout": 30,
        "init_command": journal + "PRAGMA cache_size=-65536;PRAGMA temp_store=MEMORY;",
    }
