"""The township of five cadres of docs/scoring.md: what was recorded goes in, the numbers of the page come out."""

import datetime

import pytest

from assessments.actions import adopt_scheme, open_period, prepare_edition, score
from assessments.models import Score
from assessments.scoring.ranks import ranked
from assessments.scoring.totals import weighted_mean
from assessments.tests.factories import AdjustmentFactory, IndicatorFactory, SchemeFactory
from assessments.tests.page import millionths, table
from cadres.models import Cadre
from cadres.tests.factories import CadreFactory, MasteryFactory, PostFactory, place
from villages.tests.factories import (
    DiarySubmissionFactory,
    HouseholdFactory,
    HouseholdPairingFactory,
    VillageFactory,
    VisitFactory,
)

RULES = table("indicator", "section", "measure", "target", "points", "curve")
RECORDED = table(
    "cadre", "township", "from", "until", "skills", "visits", "on days", "signed", "households", "bonus"
)
POINTS = table(
    "cadre", "township", "days", *(rule["indicator"] for rule in RULES), "bonus", "total"
)  # fmt: skip
CADRES = table("cadre", "score", "rank")
PLACES = table("place", "sum of total × days", "days", "score", "shown", "cadres", "rank")
UNRANKED = table("place", "reason")
SECTIONS = table("learning", "contact", "helping", "adjustment", "score")

CODES = {"高村镇": "431226101", "锦和镇": "431226102", "岩门镇": "431226103", "兰里镇": "431226104"}
SILENT = "岩门镇"
FEWEST = 5
FIRST = datetime.date(2011, 10, 1)


def day_or_none(text):
    return datetime.date.fromisoformat(text) if text else None


def record_visits(cadre, town, first, row):
    """So many visits on so many days, beginning on the first; those to spare fall on the first days again."""
    village = VillageFactory(code=f"{town.code}201")
    days = int(row["on days"])
    for n in range(int(row["visits"])):
        VisitFactory(
            cadre=cadre,
            division=town,
            village=village,
            household=HouseholdFactory(village=village),
            visited_on=first + datetime.timedelta(days=n % days),
            signed=n < int(row["signed"]),
        )


def record(row):
    """Puts one line of the page into the database."""
    town = place(CODES[row["township"]], row["township"])
    cadre = Cadre.objects.filter(name=row["cadre"]).first() or CadreFactory(name=row["cadre"])
    starts_on, ends_on = day_or_none(row["from"]), day_or_none(row["until"])
    PostFactory(cadre=cadre, division=town, valid_from=starts_on, valid_to=ends_on)
    for _ in range(int(row["skills"]) - cadre.masteries.count()):
        MasteryFactory(cadre=cadre)
    village = VillageFactory(code=f"{town.code}202")
    for _ in range(int(row["households"])):
        household = HouseholdFactory(village=village)
        HouseholdPairingFactory(cadre=cadre, household=household, valid_from=starts_on, valid_to=ends_on)
    record_visits(cadre, town, starts_on or FIRST, row)
    if row["bonus"] != "0":
        period = open_period(code="2011-10", by=None)
        AdjustmentFactory(cadre=cadre, period=period, points=millionths(row["bonus"]))


@pytest.fixture
def run(city, mayang):
    for name, code in CODES.items():
        town = place(code, name)
        if name != SILENT:
            DiarySubmissionFactory(division=town, month="2011-10")
    for row in RECORDED:
        record(row)
    scheme = SchemeFactory(division=city, year=2011, rank_minimum=FEWEST)
    for position, rule in enumerate(RULES):
        IndicatorFactory(
            scheme=scheme,
            position=position,
            section=rule["section"],
            name=rule["indicator"],
            measure=rule["measure"],
            target=millionths(rule["target"]),
            points=millionths(rule["points"]),
            curve=rule["curve"],
        )
    adopt_scheme(scheme=scheme, by=None)
    return score(period=open_period(code="2011-10", by=None), division=city, by=None)


def score_of(run, row):
    return Score.objects.get(run=run, cadre__name=row["cadre"], division__name=row["township"])


def test_every_point_is_that_of_the_page(run):
    for row in POINTS:
        found = score_of(run, row)
        points = {item.indicator.name: item.points for item in found.items.all()}
        assert points == {rule["indicator"]: millionths(row[rule["indicator"]]) for rule in RULES}
        assert (found.days, found.adjustment) == (int(row["days"]), millionths(row["bonus"]))
        assert found.total == millionths(row["total"])


def test_a_cadre_s_score_weighs_the_segments_by_days_and_a_tie_shares_a_rank(run):
    scores = {}
    for row in CADRES:
        segments = Score.objects.filter(run=run, cadre__name=row["cadre"]).values_list("total", "days")
        scores[row["cadre"]] = weighted_mean(segments)
    assert scores == {row["cadre"]: millionths(row["score"]) for row in CADRES}
    assert {code: rank for rank, code in ranked(scores)} == {row["cadre"]: int(row["rank"]) for row in CADRES}


def test_the_cadre_without_a_diary_is_missing_and_not_zero(run):
    found = Score.objects.get(run=run, division__name=SILENT)
    assert (found.status, found.total, found.items.count()) == ("missing", None, 0)


@pytest.mark.parametrize("kind", ["townships", "counties"])
def test_the_table_is_that_of_the_page(run, kind):
    edition = prepare_edition(run=run, kind=kind, by=None)
    names = [name for name in CODES if kind == "townships"] or ["麻阳苗族自治县"]
    assert [(r["name"], r["score_millionths"], r["score"], r["n"], r["rank"]) for r in edition.rows] == [
        (row["place"], millionths(row["score"]), row["shown"], int(row["cadres"]), int(row["rank"]))
        for row in PLACES
        if row["place"] in names and row["rank"]
    ]
    assert [(r["name"], r["score"], r["n"]) for r in edition.unranked if "score" in r] == [
        (row["place"], row["shown"], int(row["cadres"]))
        for row in PLACES
        if row["place"] in names and not row["rank"] and row["shown"]
    ]
    assert {r["name"]: r["reason"] for r in edition.unranked} == {
        row["place"]: row["reason"] for row in UNRANKED if row["place"] in names
    }


def test_sums_and_days_of_the_places_are_those_of_the_page(run):
    for row in PLACES:
        scores = Score.objects.filter(run=run).measured()
        inside = scores.filter(division__name=row["place"]) or scores.filter(
            division__parent__name=row["place"]
        )
        assert sum(s.total * s.days for s in inside) == millionths(row["sum of total × days"])
        assert sum(s.days for s in inside) == int(row["days"])


def test_a_county_is_not_the_mean_of_its_townships(run):
    county = prepare_edition(run=run, kind="counties", by=None).rows[0]
    towns = [millionths(row["score"]) for row in PLACES if row["place"] in CODES]
    assert county["score_millionths"] != sum(towns) // len(towns)
    assert county["missing"] == 1


def test_the_sections_of_a_township_add_up_to_its_score_as_shown(run):
    row = prepare_edition(run=run, kind="townships", by=None).rows[0]
    shown = row["sections"] | {"adjustment": row["adjustment"], "score": row["score"]}
    assert shown == SECTIONS[0]
    parts = sum(millionths(text) for name, text in shown.items() if name != "score")
    assert parts == millionths(row["score"])
