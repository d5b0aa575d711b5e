"""A world in which every record stands once in each of five townships, and every text says of which place it is.

Names of those whom a record of another place rightly names (who is paired with our village, whose household our cadre
visited) are plain; everything else about them bears the word of their place.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.db import Error, connection, models, transaction

from assessments.models import (
    Adjustment,
    Edition,
    EditionSupplement,
    FrozenInputs,
    GradeRule,
    Indicator,
    ReportingDuty,
    Scheme,
    ScoreRun,
)
from assessments.tests.factories import AdjustmentFactory, EditionFactory, ReportingDutyFactory
from assessments.tests.matrix.signs import (
    ABROAD,
    PLAIN_PLACES,
    known_names,
    word,
)
from cadres.models import (
    Assignment,
    Cadre,
    Division,
    DivisionChange,
    RequiredSkill,
    Role,
    Staff,
    TransferRequest,
)
from cadres.tests.factories import (
    TransferRequestFactory,
    cadre_at,
    clerk,
    place,
)
from config.jobs.models import Job
from config.journal.models import Entry
from config.jurisdiction import own_models
from config.spreadsheets.models import Batch
from config.testing import county, factory_for, town
from config.tests.test_registry import SHOWN_TO_EVERYBODY, SHOWN_TO_NOBODY

EVERYWHERE, NOWHERE = SHOWN_TO_EVERYBODY, SHOWN_TO_NOBODY
OF_THE_OFFICE = {
    Scheme,
    Indicator,
    GradeRule,
    ScoreRun,
    Edition,
    EditionSupplement,
    FrozenInputs,
    DivisionChange,
    RequiredSkill,
    ReportingDuty,
    Batch,
    Job,
}
"""What lies at the county, or at whoever keeps the scheme; all else lies in the township."""
MODELS = tuple(model for model in own_models() if model not in EVERYWHERE | NOWHERE)

NOT_A_TEXT = {"password", "key", "kind"}
"""Columns of text that say nothing of anybody, and that pages need as they are."""


@dataclass
class World:
    records: dict[type[models.Model], dict[str, Any]] = field(default_factory=dict)
    """Of each model, by the code of the place where it lies, one record."""
    linked: list[Any] = field(default_factory=list)
    """Records that lie at one place and name what lies at another."""

    def lying(self, model: type[models.Model], codes: tuple[str, ...], inside: bool) -> list[Any]:
        """Records of a model that lie inside, or outside, of these divisions."""
        found = self.records[model].items()
        return [obj for code, obj in found if any(code.startswith(own) for own in codes) is inside]


def fill(world: World, code: str) -> None:
    """One record of each model in a township; what its county's office keeps, once a county."""
    place(code)
    for model in MODELS:
        at = code[:6] if model in OF_THE_OFFICE else code
        if at not in world.records.setdefault(model, {}):
            world.records[model][at] = make(model, world)


def make(model: type[models.Model], world: World) -> Any:
    """The record of a model in the township in which the factories work."""
    told = {"told": word(town())}
    stranger = world.records.get(Staff, {}).get(ABROAD)
    made = {
        Division: lambda: place(town()),
        Cadre: lambda: cadre_at(town()),
        Staff: lambda: clerk(Role.TOWNSHIP_CLERK, town()),
        Assignment: lambda: clerk(Role.TOWNSHIP_CLERK, town()).assignments.get(),
        FrozenInputs: lambda: EditionFactory().inputs,
        ReportingDuty: duties,
        Adjustment: lambda: AdjustmentFactory(settled=False),
        Entry: partial(factory_for(Entry).create, before=told, after=told, by=stranger),
        TransferRequest: lambda: TransferRequestFactory(to_division=place(f"{town()[:6]}198")),
    }
    return made.get(model, factory_for(model).create)()


def duties() -> ReportingDuty:
    """The county asks for everything, always; the duty of study reports."""
    standing = ReportingDuty.objects.filter(division=place(county()))
    for kind in ReportingDuty.Kind:
        if not standing.filter(kind=kind).exists():
            ReportingDutyFactory(kind=kind, valid_from=None, valid_to=None)
    return standing.get(kind=ReportingDuty.Kind.STUDY_REPORT)


def marks() -> dict[type[models.Model], int]:
    """The last key of every model, all in one query."""
    found = list(own_models())
    quote = connection.ops.quote_name
    asked = [
        f"(SELECT MAX({quote(model._meta.pk.column)}) FROM {quote(model._meta.db_table)})" for model in found
    ]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(asked)}")
        return {model: last or 0 for model, last in zip(found, cursor.fetchone(), strict=True)}


def sign(known: dict[type[models.Model], int], code: str, office: str) -> None:
    """Lets every text of the rows that came since bear the word of their place."""
    for model, last in marks().items():
        if model in EVERYWHERE or last == known[model]:
            continue
        bears = word(office if model in OF_THE_OFFICE else code)
        for obj in model._base_manager.filter(pk__gt=known[model]):
            if not (model is Division and obj.code in PLAIN_PLACES):
                sign_one(obj, bears)
    if office in PLAIN_PLACES:
        known_names(*Scheme.objects.filter(division__code=office))
        known_names(*Indicator.objects.filter(scheme__division__code=office))


def sign_one(obj: models.Model, bears: str) -> None:
    texts = {column: text_for(obj, column, bears) for column in obj._meta.concrete_fields if is_text(column)}
    apart = KEPT_TO_A_FORM & texts.keys()
    if not written(obj, {column: text for column, text in texts.items() if column not in apart}):
        apart = texts.keys()
    KEPT_TO_A_FORM.update(column for column in apart if not written(obj, {column: texts[column]}))


KEPT_TO_A_FORM: set[Any] = set()
"""Columns whose text the database has refused, such as a month; each of them is written by itself."""


def is_text(column: Any) -> bool:
    is_free = isinstance(column, (models.CharField, models.TextField)) and not column.flatchoices
    return is_free and column.name not in NOT_A_TEXT and not column.name.endswith(("code", "sha256"))


def text_for(obj: models.Model, column: Any, bears: str) -> str:
    return f"{bears}{obj.pk if column.unique else column.name}"[: column.max_length]


def written(obj: models.Model, texts: dict[Any, str]) -> bool:
    """Writes these columns past all verbs; whether the database took them."""
    values = {column.name: text for column, text in texts.items()}
    try:
        with transaction.atomic():
            type(obj)._base_manager.filter(pk=obj.pk).update(**values)
    except Error:
        return False
    for name, text in values.items():
        setattr(obj, name, text)
    return True
