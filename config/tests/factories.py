import datetime

import factory
from factory.django import DjangoModelFactory

from config.jobs.models import Job, Worker
from config.journal.models import Entry, ErasedRecord, Erasure, Pruning, Resealing, Seal
from config.sending.models import Sent
from config.spreadsheets.models import Batch
from config.testing import county, town


class BatchFactory(DjangoModelFactory):
    class Meta:
        model = Batch

    kind = "cadres"
    file_name = factory.Sequence(lambda n: f"roster-{n}.xlsx")
    file_sha256 = factory.Sequence(lambda n: f"{n:064x}")
    as_of = datetime.date(2011, 9, 15)
    division_code = factory.LazyFunction(county)


class EntryFactory(DjangoModelFactory):
    class Meta:
        model = Entry

    verb = "change"
    model = "cadres.cadre"
    object_id = factory.Sequence(lambda n: n + 1)
    division_code = factory.LazyFunction(town)
    before = {"phone": "1"}
    after = {"phone": "2"}


class JobFactory(DjangoModelFactory):
    class Meta:
        model = Job

    name = "spreadsheets.plan"
    division_code = factory.LazyFunction(county)


class WorkerFactory(DjangoModelFactory):
    class Meta:
        model = Worker

    name = factory.Sequence(lambda n: f"server:{n}:abc")


class SentFactory(DjangoModelFactory):
    class Meta:
        model = Sent

    # By its dotted name: the accounts stand on a higher floor.
    by = factory.SubFactory("cadres.tests.factories.StaffFactory")
    key = factory.Sequence(lambda n: f"{n:064x}")
    url = "/admin/"


class SealFactory(DjangoModelFactory):
    class Meta:
        model = Seal

    number = factory.Sequence(lambda n: n + 1)
    spans = [[1, 1]]
    last_id = 1
    entries = 1
    latest_at = datetime.datetime(2011, 9, 15, tzinfo=datetime.UTC)
    digest = "0" * 64
    key_version = 1
    mac = "0" * 64


class PruningFactory(DjangoModelFactory):
    class Meta:
        model = Pruning

    up_to = factory.SubFactory(SealFactory)


class ErasureFactory(DjangoModelFactory):
    class Meta:
        model = Erasure

    up_to = datetime.date(2011, 9, 15)


class ErasedRecordFactory(DjangoModelFactory):
    class Meta:
        model = ErasedRecord

    erasure = factory.SubFactory(ErasureFactory)
    model = "cadres.cadre"
    object_id = factory.Sequence(lambda n: n + 1)


class ResealingFactory(DjangoModelFactory):
    class Meta:
        model = Resealing

    seal = factory.SubFactory(SealFactory)
    erasure = factory.SubFactory(ErasureFactory)
    digest = "0" * 64
    key_version = 1
    mac = "0" * 64
