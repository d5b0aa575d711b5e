"""What each role may do with each kind of record of its own place, as its pages show it: docs/roles.md in a table."""

import pytest
from django.contrib import admin

from assessments.tests.matrix.channels import own, page
from assessments.tests.matrix.world import EVERYWHERE, NOWHERE
from config.jurisdiction import own_models

pytestmark = pytest.mark.django_db

ROLES = (
    "city_administrator", "city_editor", "county_administrator", "county_editor", "township_clerk",
    "inspector", "approver", "auditor",
)  # fmt: skip
MAY = """
cadres.division              racix racix rx    rx    rx    r     r     r
cadres.divisionchange        racx  racx  rx    rx    rx    r     r     r
cadres.numberrange           -     -     -     -     -     -     -     -
cadres.cadre                 racix racix racix racix racix r     r     r
cadres.post                  racix racix racix racix racix r     r     r
cadres.skillcategory         racx  racx  rx    rx    rx    r     r     r
cadres.skill                 racix racix rx    rx    rx    r     r     r
cadres.skillalias            racx  racx  rx    rx    rx    r     r     r
cadres.requiredskill         racx  racx  racx  racx  rx    r     r     r
cadres.townshipclass         racx  racx  racx  racx  rx    r     r     r
cadres.learninggoal          racx  racx  racx  racx  racx  r     r     r
cadres.mastery               racix racix racix racix racix r     r     r
cadres.staff                 racx  -     racx  -     -     -     -     r
cadres.assignment            racx  -     racx  -     -     -     -     r
cadres.transferrequest       rx    rx    rx    rx    rx    r     r     r
villages.village             racix racix rx    rx    rx    r     r     r
villages.household           racix racix racix racix racix r     r     r
villages.householdcategory   racx  racx  racx  racx  racx  r     r     r
villages.villagepairing      rcix  rcix  rcix  rcix  rcix  r     r     r
villages.householdpairing    racx  racx  racx  racx  racx  r     r     r
villages.visit               racix racix racix racix racix r     r     r
villages.diarysubmission     rcx   rcx   rcx   rcx   rcx   r     r     r
assessments.period           racx  racx  rx    rx    rx    r     r     r
assessments.adjustment       racix racix racix racix rx    r     r     r
assessments.scheme           racx  racx  racx  racx  rx    r     r     r
assessments.indicator        racx  racx  racx  racx  rx    r     r     r
assessments.scorerun         rx    rx    rx    rx    rx    r     r     r
assessments.score            rx    rx    rx    rx    rx    r     r     r
assessments.scoreitem        rx    rx    rx    rx    rx    r     r     r
assessments.frozeninputs     rx    rx    rx    rx    rx    r     r     r
assessments.editionsupplement rx   rx    rx    rx    rx    r     r     r
assessments.edition          rx    rx    rx    rx    rx    r     r     r
assessments.anomaly          rx    rx    rx    rx    rx    r     r     r
assessments.studyreport      racix racix racix racix racix r     r     r
assessments.studiedskill     rcx   rcx   rcx   rcx   rcx   r     r     r
assessments.reportingduty    racx  racx  racx  racx  rx    r     r     r
assessments.report           racx  racx  racx  racx  racx  r     r     r
assessments.superiortie      racx  racx  racx  racx  rx    r     r     r
assessments.review           racix racix racix racix racix r     r     r
assessments.poll             racx  racx  racx  racx  racx  r     r     r
assessments.pollresult       rcix  rcix  rcix  rcix  rcix  r     r     r
assessments.objection        rx    rx    rx    rx    -     -     r     r
assessments.publicattempt    -     -     -     -     -     -     -     -
assessments.workinglink      rx    rx    rx    rx    rx    -     -     r
assessments.graderule        racx  racx  racx  racx  rx    r     r     r
assessments.programmegrade   rx    rx    rx    rx    rx    r     r     r
assessments.yearlygrade      rx    rx    rx    rx    rx    r     r     r
assessments.award            racx  racx  racx  racx  rx    r     r     r
assessments.talk             racx  racx  racx  racx  -     -     -     r
assessments.commendation     racx  racx  racx  racx  rx    r     r     r
spreadsheets.batch           rx    rx    rx    rx    rx    -     -     r
jobs.job                     rx    rx    rx    rx    rx    -     -     r
jobs.worker                  -     -     -     -     -     -     -     -
journal.entry                rx    -     rx    -     -     -     -     rx
journal.seal                 -     -     -     -     -     -     -     -
journal.pruning              -     -     -     -     -     -     -     -
journal.erasure              -     -     -     -     -     -     -     -
journal.erasedrecord         -     -     -     -     -     -     -     -
journal.resealing            -     -     -     -     -     -     -     -
sending.sent                 -     -     -     -     -     -     -     -
"""
"""r: reads the list. a: has a form for a new one. c: has a form to change one. i: imports. x: exports. -: nothing."""


def table():
    rows = (line.split() for line in MAY.strip().splitlines())
    return {label: dict(zip(ROLES, cells, strict=True)) for label, *cells in rows}


def opens(office, address):
    return office.get(address).status_code == 200


OFFERED = {"a": "add", "i": "import", "x": "export"}


def may(office, model):
    """What the list of a kind of record offers this account, in the letters of the table: what it does not offer does
    not open."""
    opened = office.get(page(model, "changelist"))
    offers = opened.context if opened.status_code == 200 else {}
    found = {"r": bool(offers), "c": can_change(office, model)}
    for letter, name in OFFERED.items():
        there = letter != "i" or hasattr(admin.site._registry[model], "import_view")
        offered = bool(offers.get(f"has_{name}_permission"))
        found[letter] = there and (offered or opens(office, page(model, name)))
    return "".join(letter for letter in "racix" if found[letter]) or "-"


def can_change(office, model):
    if model in NOWHERE:
        return False
    records = [model._default_manager.first()] if model in EVERYWHERE else own(office, model)
    pages = [office.get(page(model, "change", record.pk)) for record in records[-1:]]
    return any(found.status_code == 200 and found.context["has_change_permission"] for found in pages)


@pytest.mark.parametrize("role", ROLES)
def test_a_role_may_do_what_is_written_and_nothing_else(role, office_of):
    office = office_of(role)
    found = {model._meta.label_lower: may(office, model) for model in own_models()}
    assert found == {label: cells[role] for label, cells in table().items()}
