"""What is compared in the bench of imports: three comparisons, each of several modes on one file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from import_export.resources import ModelResource

from assessments.bench import imports_stock as stock
from assessments.bench.imports_floor import write_roster
from assessments.bench.imports_floor_again import changed_rows
from assessments.bench.imports_floor_visits import write_visits
from assessments.bench.imports_ours import carried_out, confirmed, previewed, shown

Step = Callable[[Path], object]
BATCH_AND_JOURNAL = ("spreadsheets_batch", "journal_entry")
ROSTER_TABLES = (
    "cadres_cadre", "cadres_post", "villages_villagepairing", "cadres_learninggoal", *BATCH_AND_JOURNAL,
    "cadres_numberrange",
)  # fmt: skip
IN_BULK, BY_DEFAULT = "django-import-export, `use_bulk`, no diff", "django-import-export, its defaults"
VISIT_TABLES = ("villages_visit", *BATCH_AND_JOURNAL)


@dataclass(frozen=True, slots=True)
class Mode:
    """A way of importing a file: the tables it writes and its steps, each the work of a process of its own."""

    title: str
    writes: tuple[str, ...]
    steps: Mapping[str, Step]
    """Name of a step (preview or apply) → what it does with the file."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Modes on the same file, each beginning with the same database. One of them is the floor of the others."""

    title: str
    modes: Mapping[str, Mode]


def ours_by_admin(kind: str, writes: tuple[str, ...]) -> Mode:
    steps: dict[str, Step] = {"preview": shown(kind), "apply": confirmed}
    return Mode("ours, as the admin does it", writes, steps)


def ours_by_command(kind: str, writes: tuple[str, ...]) -> Mode:
    steps = {"preview": previewed(kind), "apply": carried_out(kind)}
    return Mode("ours, as `import_sheet` does it", writes, steps)


def package(title: str, resource: type[ModelResource]) -> Mode:
    """django-import-export by itself."""
    steps: dict[str, Step] = {
        "preview": partial(stock.tried, resource),
        "apply": partial(stock.imported, resource),
    }
    return Mode(title, (resource._meta.model._meta.db_table, "django_admin_log"), steps)


COMPARISONS = {
    "roster": Comparison(
        "A roster of {rows:,} new cadres, 18 columns",
        {
            "floor": Mode("floor: read, normalise, bulk write", ROSTER_TABLES, {"apply": write_roster}),
            "admin": ours_by_admin("cadres", ROSTER_TABLES),
            "command": ours_by_command("cadres", ROSTER_TABLES),
            "bulk": package(IN_BULK, stock.BulkResource),
            "stock": package(BY_DEFAULT, stock.PlainResource),
        },
    ),
    "again": Comparison(
        "The roster again, 1 % of its {rows:,} rows changed",
        {
            "floor": Mode("floor: read, normalise, compare", (), {"preview": changed_rows}),
            "admin": ours_by_admin("cadres", ("cadres_cadre", *BATCH_AND_JOURNAL)),
            "command": ours_by_command("cadres", ("cadres_cadre", *BATCH_AND_JOURNAL)),
            "bulk": package(IN_BULK, stock.KnownBulkResource),
            "stock": package(BY_DEFAULT, stock.KnownResource),
        },
    ),
    "visits": Comparison(
        "{rows:,} visits, 13 columns",
        {
            "floor": Mode("floor: read, normalise, bulk write", VISIT_TABLES, {"apply": write_visits}),
            "admin": ours_by_admin("visits", VISIT_TABLES),
            "command": ours_by_command("visits", VISIT_TABLES),
            "bulk": package(IN_BULK, stock.VisitBulkResource),
        },
    ),
}
