"""The demonstration step by step. Each step knows whether it is done and is one transaction: killed half-way, it
is done again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from django.core.management import call_command
from django.utils.translation import gettext as _

from assessments.demo import (
    AS_OF,
    HALF,
    MONTHS,
    accounts,
    ballots,
    books,
    classes,
    judging,
    people,
    reviewing,
    rules,
    studies,
)
from assessments.demo.batches import is_done
from cadres.models import Cadre, Skill
from config.spreadsheets.models import Batch
from villages.models import Village

ROSTER = Path(__file__).resolve().parents[2] / "villages" / "data" / "demo" / "roster_15000.xlsx"


@dataclass(frozen=True)
class Step:
    """A piece of the demonstration: what it is called, whether it is done, and how to do it.

    `do` returns how many records it made, or None where its own counts say more.
    """

    name: str
    is_done: Callable[[], bool]
    do: Callable[[], int | None]


def load(command: str) -> None:
    """One of the loading commands, without its own words."""
    call_command(command, stdout=NullOutput())


class NullOutput:
    """Swallows what a command prints."""

    def write(self, text: str) -> int:
        return len(text)

    def flush(self) -> None:
        pass


def roster_stands() -> bool:
    """Whether the demo roster has been imported."""
    return Batch.objects.filter(kind="cadres", file_name=ROSTER.name).exists()


def import_roster() -> int:
    """Imports the roster as a clerk would; how many cadres there are then."""
    call_command("import_sheet", "cadres", str(ROSTER), as_of=AS_OF, apply=True, stdout=NullOutput())
    return Cadre.objects.count()


def foreign_data() -> bool:
    """Whether the database holds cadres that are not the demonstration's."""
    return Cadre.objects.exists() and not roster_stands()


def steps() -> Iterator[Step]:
    """All steps after the tables have been made, in order."""
    yield Step(_("divisions and villages"), Village.objects.exists, partial(load, "load_divisions"))
    yield Step(_("skills"), Skill.objects.exists, partial(load, "load_skills"))
    yield Step(_("roster of 15,000 cadres"), roster_stands, import_roster)
    yield Step(_("classes of townships"), partial(is_done, classes.CLASSES), classes.make_classes)
    yield Step(_("accounts"), accounts.accounts_stand, accounts.open_accounts)
    yield Step(_("households"), partial(is_done, people.HOMES), people.make_homes)
    yield Step(_("pairings with households"), partial(is_done, people.FRIENDS), people.make_friends)
    yield Step(_("masteries"), partial(is_done, people.MASTERIES), people.make_masteries)
    for month in MONTHS:
        yield Step(
            _("visit diaries of %(month)s") % {"month": month},
            partial(is_done, books.step_of(month)),
            partial(books.keep_diaries, month),
        )
    yield Step(_("study reports"), partial(is_done, studies.STUDIES), studies.hand_in_studies)
    yield Step(_("schemes"), rules.schemes_stand, rules.adopt_schemes)
    yield Step(_("half-year reviews"), partial(is_done, reviewing.REVIEWS), reviewing.review_everybody)
    yield Step(_("evaluations by residents"), partial(is_done, ballots.BALLOTS), ballots.hold_polls)
    for month in MONTHS:
        yield Step(
            _("scores and tables of %(month)s") % {"month": month},
            partial(judging.is_published, month),
            partial(judging.publish_month, month),
        )
    yield Step(
        _("scores and tables of %(month)s") % {"month": HALF}, judging.half_is_published, judging.publish_half
    )
