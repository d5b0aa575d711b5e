"""The demonstration: its drawing is fixed, uneven and possible; its accounts exist with DEBUG on only."""

import datetime
from collections import Counter
from statistics import mean

import pytest
from django.contrib.auth import get_user
from django.core.management import CommandError, call_command

from assessments.demo import AS_OF, COUNTY, MONTHS, TOWNSHIP, clamp, dice, sentences
from assessments.demo.accounts import open_accounts
from assessments.demo.ballots import opinions_of, poll_of
from assessments.demo.classes import class_of
from assessments.demo.diary import PURPOSES, Keeper, Temper, month_of_keeper, month_of_township, temper_of
from assessments.demo.homes import friends_of, homes_of
from assessments.demo.people import mastery_of
from assessments.demo.reviewing import drive_of, grade_of
from assessments.demo.rules import adopt_schemes
from assessments.models import Poll, Scheme
from assessments.scoring.weights import weight_sums
from cadres.models import Assignment, Role, SkillCategory, Staff
from cadres.tests.factories import place, serving_cadre
from config.millionths import ONE
from villages.models import HouseholdCategory, Visit

COUNTS_OF_VISITS = {"visit_days", "stay_days", "shared_work_days", "priority_households"}
VILLAGES = [1, 2, 3]


def keeper(number, **values):
    return Keeper(f"{number:08d}", number, 1, paired=(11, 12, 13), others=(14, 15), **values)


def month(code="431226101", of="2011-10", people=60):
    return list(month_of_township(code, of, [keeper(n) for n in range(people)], VILLAGES))


def test_the_same_township_and_month_give_the_same_diaries():
    assert month() == month()


def test_another_township_and_another_month_give_other_diaries():
    assert month() != month("431226102")
    assert len(month()) != len(month(of="2011-12"))


def test_a_diary_does_not_depend_on_who_else_keeps_one():
    temper = temper_of("431226101")
    alone = list(month_of_keeper(keeper(7), "2011-11", temper, VILLAGES))
    assert alone == [entry for entry in month(of="2011-11") if entry.cadre_id == 7]


@pytest.mark.parametrize("of", MONTHS)
def test_nobody_visits_a_household_or_a_village_as_a_whole_twice_a_day(of):
    entries = month(of=of)
    keys = Counter((e.cadre_id, e.household_id or -e.village_id, e.visited_on) for e in entries)
    assert max(keys.values()) == 1


@pytest.mark.parametrize("of", MONTHS)
def test_visits_lie_inside_the_month_and_households_in_the_own_village(of):
    for entry in month(of=of):
        assert entry.visited_on.isoformat().startswith(of)
        assert entry.village_id == 1 or entry.household_id is None


def test_every_entry_says_what_was_done_for_a_purpose_that_exists():
    assert set(PURPOSES) == set(Visit.Purpose.values)
    assert all(entry.done.endswith("。") and entry.purpose in PURPOSES for entry in month())


def test_townships_differ_and_people_differ():
    days = {
        code: Counter((e.cadre_id, e.visited_on) for e in month(code)).total() / 60
        for code in (f"4312261{n:02d}" for n in range(20))
    }
    assert max(days.values()) - min(days.values()) > 3
    of_one = Counter(e.cadre_id for e in month())
    assert max(of_one.values()) > 2 * min(of_one.values())


def test_the_holiday_and_the_sundays_are_quiet():
    of_day = Counter(entry.visited_on for entry in month(people=300))
    week = mean(of_day[datetime.date(2011, 10, day)] for day in (1, 2, 3, 4, 5, 6, 7))
    working = mean(of_day[datetime.date(2011, 10, day)] for day in (17, 18, 19, 20, 21))
    sundays = mean(of_day[datetime.date(2011, 10, day)] for day in (9, 16, 23, 30))
    assert week < working / 2
    assert sundays < working / 1.5


def test_a_month_has_about_ten_days_of_visits_a_cadre():
    days = [
        len({(e.cadre_id, e.visited_on) for e in month(f"4312{n:05d}", of)}) / 60
        for n in range(60)
        for of in MONTHS
    ]
    assert 9.5 < mean(days) < 11.5


def test_a_cadre_without_households_visits_the_village():
    alone = Keeper("00000001", 1, 1, paired=(), others=())
    entries = list(month_of_keeper(alone, "2011-10", Temper(1.0, 0.9, 0.2), [1]))
    assert entries
    assert {(entry.household_id, entry.skill_id) for entry in entries} == {(None, None)}


def test_teaching_is_told_in_the_words_of_the_skill():
    told = sentences.deeds_of("teaching", "水产养殖", "网箱养鱼")
    assert any("网箱" in text for text in told)
    assert sentences.deeds_of("teaching", "新的类别", "什么") == sentences.deeds_of("teaching", "", "什么")


def told_alike(code, of):
    """How often the commonest text of a township's month was written, and by how many."""
    entries = month(code, of)
    text, times = Counter(entry.done for entry in entries).most_common(1)[0]
    return times, len({entry.cadre_id for entry in entries if entry.done == text})


def test_in_most_townships_everybody_writes_in_their_own_words_and_in_a_few_somebody_copies():
    alike = [told_alike(f"43122{n:04d}", "2011-10") for n in range(286)]
    copying = [(times, people) for times, people in alike if times >= 3]
    assert 0 < len(copying) <= 8
    assert {min(people, 2) for _times, people in copying} == {1, 2}


def test_in_the_last_month_somebody_copies_in_the_township_of_the_demo_account():
    assert told_alike(TOWNSHIP, MONTHS[-1])[0] >= 3


def test_an_entry_that_is_copied_is_still_an_entry_of_its_own_day_and_household():
    entries = month(TOWNSHIP, MONTHS[-1])
    keys = Counter((e.cadre_id, e.household_id or -e.village_id, e.visited_on) for e in entries)
    assert max(keys.values()) == 1


def test_who_does_much_is_graded_better_and_residents_are_more_satisfied():
    by_drive = sorted((f"{number:08d}" for number in range(400)), key=drive_of)
    order = ["poor", "fair", "fairly_good", "good"]
    grades = [order.index(grade_of(number)) for number in by_drive]
    assert grades == sorted(grades)
    assert set(grades) == {0, 1, 2, 3}
    opinions = [opinions_of(Poll.Kind.SATISFACTION, number, 80) for number in by_drive]
    assert all(sum(one.values()) == 80 and min(one.values()) >= 0 for one in opinions)
    very = [one["very_satisfied"] for one in opinions]
    assert mean(very[:100]) + 10 < mean(very[-100:])


def test_few_polls_have_a_small_return():
    polls = [Poll(**poll_of(Poll.Kind.SATISFACTION, f"4312{number:05d}")) for number in range(300)]
    assert all(poll.valid <= poll.returned <= poll.handed_out <= poll.list_size for poll in polls)
    assert 0 < sum(poll.is_small for poll in polls) < 30


@pytest.mark.django_db
def test_there_are_words_for_every_category_of_skills():
    call_command("load_skills", verbosity=0)
    assert set(SkillCategory.objects.values_list("name", flat=True)) <= set(sentences.TEACHING)


def test_households_are_numbered_and_their_categories_exist():
    homes = homes_of("431226101201")
    assert homes == homes_of("431226101201")
    assert [home.number for home in homes][:2] == ["001", "002"]
    assert 7 <= len(homes) <= 12
    drawn = {name for n in range(40) for home in homes_of(str(n)) for name in home.categories}
    assert drawn == set(HouseholdCategory.Category.values)


def test_friends_are_different_households_of_the_village():
    for number in range(200):
        friends = friends_of(f"{number:08d}", 7)
        assert len(set(friends)) == len(friends) >= 2
        assert set(friends) <= set(range(7))
    assert friends_of("00000001", 1) == [0]


def test_most_but_not_all_skills_are_verified_and_later_in_some_townships():
    drawn = [mastery_of(f"{number:08d}", f"4312{number % 50:05d}") for number in range(1_000)]
    assert 0.84 < sum(one is not None for one in drawn) / 1_000 < 0.91
    days = [one["verified_on"] for one in drawn if one]
    assert AS_OF <= min(days) < max(days) <= datetime.date(2011, 12, 31)


@pytest.fixture
def demo_places(db):
    return [place("4312", "怀化市"), place("431226", "麻阳苗族自治县"), place("431226106", "高村镇")]


def test_streets_are_streets_and_most_other_townships_lie_in_the_mountains():
    assert class_of("431202001", "城中街道") == "street"
    drawn = Counter(class_of(f"4312{number:05d}", "某乡") for number in range(1_000))
    assert set(drawn) == {"near_town", "mountain", "resettlement"}
    assert drawn["mountain"] > drawn["near_town"] > drawn["resettlement"] > 30


def test_the_schemes_of_city_and_county_give_counts_of_visits_at_most_30_points(demo_places):
    adopt_schemes()
    for scheme in Scheme.objects.adopted():
        of_visits = scheme.indicators.filter(measure__in=COUNTS_OF_VISITS)
        assert max(weight_sums(of_visits).values()) <= 30 * ONE
    assert {scheme.division.code for scheme in Scheme.objects.adopted()} == {"4312", COUNTY}


def test_the_four_accounts_can_sign_in_and_hold_one_role_each(demo_places, client, settings):
    settings.DEBUG = True
    open_accounts()
    client.post("/admin/login/", {"username": "township", "password": "terraces-of-2011"})
    assert get_user(client).username == "township"
    roles = Assignment.objects.values_list("staff__username", "role", "division__code")
    assert set(roles) == {
        ("city", Role.CITY_ADMINISTRATOR, "4312"),
        ("county", Role.COUNTY_ADMINISTRATOR, "431226"),
        ("township", Role.TOWNSHIP_CLERK, "431226106"),
        ("approver", Role.APPROVER, "4312"),
    }


@pytest.mark.django_db
def test_without_debug_the_demonstration_is_refused(settings):
    settings.DEBUG = False
    with pytest.raises(CommandError, match="DEBUG"):
        call_command("demo")
    assert not Staff.objects.exists()


@pytest.mark.django_db
def test_a_database_with_other_cadres_is_left_alone(settings):
    settings.DEBUG = True
    serving_cadre()
    with pytest.raises(CommandError):
        call_command("demo")
    assert not Staff.objects.filter(username="city").exists()


def test_dice_are_the_same_on_every_machine():
    assert [dice("a", 1).randrange(1_000), dice("a", 2).randrange(1_000)] == [708, 517]
    assert [clamp(3, 0, 2), clamp(-1, 0, 2), clamp(1, 0, 2)] == [2, 0, 1]
