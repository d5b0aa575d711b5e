"""A snapshot sees one state of the data, whatever others write meanwhile."""

import threading

import pytest
from django.db import IntegrityError, connection, transaction

from cadres.models import Division
from config.transactions import one_snapshot


def in_another_connection(work):
    def run():
        try:
            work()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(
    "sqlite" in connection.vendor, reason="On SQLite the snapshot holds the write lock itself."
)
def test_what_another_connection_writes_meanwhile_is_not_seen():
    with one_snapshot():
        assert not Division.objects.exists()
        in_another_connection(lambda: Division.objects.create(code="43", name="湖南省", level="province"))
        assert not Division.objects.exists()
    assert Division.objects.exists()


@pytest.mark.django_db
def test_inside_another_transaction_it_joins_that_one():
    Division.objects.create(code="43", name="湖南省", level="province")
    with one_snapshot():
        assert Division.objects.exists()


@pytest.mark.django_db
def test_what_fails_inside_is_undone_as_a_whole():
    with pytest.raises(IntegrityError), one_snapshot():
        Division.objects.create(code="43", name="湖南省", level="province")
        with transaction.atomic():
            Division.objects.create(code="43", name="湖南省", level="province")
    assert not Division.objects.exists()
