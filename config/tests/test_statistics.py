"""SQLite chooses by what it was told of its tables, so it is told."""

import pytest
from django.db import connection

from cadres.models import Division
from config.statistics import refresh_statistics


@pytest.mark.django_db
def test_after_a_refresh_sqlite_knows_how_many_rows_a_table_has(gaocun, jinhe):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL counts its tables by itself.")
    refresh_statistics()
    with connection.cursor() as cursor:
        cursor.execute("SELECT stat FROM sqlite_stat1 WHERE tbl = 'cadres_division'")
        counted = {int(row[0].split()[0]) for row in cursor.fetchall()}
    assert counted == {Division.objects.count()}
