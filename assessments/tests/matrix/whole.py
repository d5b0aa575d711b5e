"""The world as a whole: every place filled, tied to the others, and written by strangers."""

from __future__ import annotations

from typing import Any

from django.db import Error, models, transaction

from assessments.models import Edition, Scheme, ScoreRun
from assessments.tests.matrix.links import link
from assessments.tests.matrix.signs import ABROAD, BORDER, HOME, OTHER, SIBLING
from assessments.tests.matrix.world import EVERYWHERE, NOWHERE, World, fill, make, marks, sign
from cadres.models import Staff
from config.journal.models import Entry
from config.jurisdiction import own_models
from config.spreadsheets.models import Batch
from config.testing import factory_for, made_in


def make_world() -> World:
    world = World()
    for code in (ABROAD, OTHER, BORDER, SIBLING, HOME):
        with made_in(code, seat=code[:6]):
            known = marks()
            fill(world, code)
            sign(known, code, code[:6])
    with made_in(HOME, seat="4312"):
        known = marks()
        for model in (Scheme, Edition, ScoreRun):
            world.records[model]["4312"] = make(model, world)
        sign(known, HOME, "4312")
    for code in (OTHER, ABROAD):
        link(world, HOME, code)
        link(world, code, HOME)
    for model in NOWHERE:
        known = marks()
        world.records[model] = {"": factory_for(model).create()}
        sign(known, "", "")
    for model in EVERYWHERE:
        model._default_manager.first() or factory_for(model).create()
    written_by_strangers(world)
    return world


def open_to_change(model: type[models.Model]) -> Any:
    """The records of a model but the tables on notice, which nobody changes."""
    found = model._base_manager.all()
    return found.filter(state="draft") if model is Edition else found


WRITERS = ("recorded_by", "made_by", "prepared_by", "proposed_by", "decided_by", "by", "batch")


def written_by_strangers(world: World) -> None:
    """Whatever lies in the home city was entered, computed and prepared by an account, and a batch, of another city."""
    stranger, batch = world.records[Staff][ABROAD], world.records[Batch]["431302"]
    for model in own_models():
        columns = [c for c in model._meta.concrete_fields if c.remote_field and c.name in WRITERS]
        for column in columns:
            value = batch if column.name == "batch" else stranger
            try:
                with transaction.atomic():
                    open_to_change(model).exclude(pk=value.pk).update(**{column.name: value})
            except Error:
                assert model is Entry
