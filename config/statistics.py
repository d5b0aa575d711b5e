"""What the database knows of its tables when it chooses how to read them."""

from django.db import connection

ROWS_LOOKED_AT = 1000
"""So many rows of an index are enough to tell; a second at most, on a table of any size."""


def refresh_statistics() -> None:
    """Lets SQLite count its tables again, without which it may read a table of visits in the slowest order.

    PostgreSQL does so by itself (autovacuum).
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA analysis_limit={ROWS_LOOKED_AT}")
            cursor.execute("ANALYZE")
