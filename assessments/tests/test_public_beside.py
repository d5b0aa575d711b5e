"""What a visitor reads beside a rank: its range, who is alike, the ten strongest, the funnel, the fastest rising."""

import re

import pytest

from assessments.public.beside import alike_in_words
from assessments.public.funnels import BOTTOM, TOP, marks, picture_of
from assessments.public.lines import lines_of
from assessments.tests import public
from assessments.tests.beside_cast import FUNNEL, PLACES, RISING, ROBUST

pytestmark = pytest.mark.django_db

TABLE = "/en/tables/townships/2011-10/"


def text_of(page):
    """What is read of a page: without tags, blanks as one."""
    return " ".join(re.sub(r"<[^>]*>", " ", page.text).split())


def edition(**beside):
    return public.edition(beside={"places": PLACES} | beside)


def test_a_table_shows_the_range_beside_the_rank_with_a_picture_that_is_not_read_aloud(client):
    edition()
    page = client.get(TABLE)
    assert "Rank range" in page.text
    assert re.search(
        r'<td class="number">2</td><td class="number">1–3<svg class="range"[^>]*aria-hidden="true"', page.text
    )
    assert '<td class="number">2<svg' in page.text


def test_the_picture_of_a_range_starts_ends_and_has_its_dot_where_the_ranks_are(client):
    beside = {line.code: line.beside for line in lines_of(edition())}
    assert beside["431226101"].bar == (0, 100, 49)
    assert beside["431226102"].bar == (33, 33, 49)


def test_a_table_from_before_there_were_ranges_has_no_column_for_them(client):
    public.edition()
    page = client.get(TABLE)
    assert page.status_code == 200
    assert "Rank range" not in page.text
    assert "How sure" not in page.text


def test_a_place_is_told_from_which_others_it_cannot_be_told_apart(client):
    edition()
    assert "Rank range 1–3" in text_of(client.get("/en/places/431226101/"))
    assert "It cannot be told apart from places 1–2." in text_of(client.get("/en/places/431226101/"))
    assert "It can be told apart from every other place." in text_of(client.get("/en/places/431226102/"))
    assert "与第1–2名的差别不足以分出高下。" in text_of(client.get("/places/431226101/"))


def test_many_runs_of_ranks_are_told_by_where_they_begin_and_end():
    told = alike_in_words([[2, 4], [6, 9], [12, 12]])
    assert "2–12" in told and "6–9" not in told


def test_a_place_has_its_rank_among_its_like_beside_the_rank_of_the_table(client):
    edition()
    assert "Among places of its class (mountain township) it ranks 1 of 2." in text_of(
        client.get("/en/places/431226101/")
    )
    assert "1 / 2 mountain township" in text_of(client.get(TABLE))


def test_the_seed_and_the_model_are_public(client):
    edition()
    assert "Model another-period-1, seed 1." in text_of(client.get(TABLE))


def eleven(**last):
    rows = [public.row(f"4312261{n:02d}", n) for n in range(1, 13)]
    return [*rows[:10], rows[10] | last, rows[11]]


def test_the_ten_strongest_are_marked_and_who_shares_place_ten_too(client):
    public.edition(rows=eleven(rank=10), beside={})
    page = client.get(TABLE)
    assert page.text.count('<tr class="strongest">') == 11
    assert "Place ten is shared, so 11 places are marked as the strongest." in page.text


def test_without_a_tie_ten_are_marked_and_nothing_is_said(client):
    public.edition(rows=eleven(), beside={})
    page = client.get(TABLE)
    assert page.text.count('<tr class="strongest">') == 10
    assert "is shared" not in page.text


def test_a_table_of_ten_or_fewer_marks_nobody(client):
    edition()
    assert 'class="strongest"' not in client.get(TABLE).text


def test_a_table_says_how_far_the_ten_strongest_depend_on_the_weights(client):
    edition(robustness=ROBUST)
    text = text_of(client.get(TABLE))
    assert (
        "Of the 10 strongest places at least 8 stay so whichever weight is changed, and in the median 9."
        in text
    )
    assert "Days −20 % Gaocun Town" in text
    assert "Signed" not in text


def test_a_table_says_so_where_all_stay(client):
    edition(robustness={"of": 10, "least": 10, "median": 10, "changes": []})
    assert "All 10 strongest places stay so whichever weight is changed." in text_of(client.get(TABLE))


def test_the_funnel_shows_each_place_in_a_picture_and_in_a_table(client):
    edition(funnel=FUNNEL)
    page = client.get(TABLE + "funnel/")
    assert page.text.count("<circle") == 3
    assert page.text.count("<polyline") == 4
    assert '<svg class="funnel"' in page.text and 'role="img" aria-labelledby="funnel-title"' in page.text
    # 91.5 is 11.5 above the mean; two standard errors of 61 cadres are 2 × 20 ÷ √61 = 5.12, three are 7.68.
    assert "Zhijiang Town 91.50 61 above three standard errors" in text_of(page)
    assert "3 of 3 places lie outside of two standard errors" in text_of(page)


def test_the_funnel_has_every_place_and_every_limit_inside_the_picture():
    picture = picture_of(lines_of(edition(funnel=FUNNEL)), FUNNEL)
    heights = [dot.y for dot in picture.dots]
    for limit in picture.limits:
        heights += [int(pair.split(",")[1]) for pair in f"{limit.upper} {limit.lower}".split()]
    assert TOP <= min(heights) < max(heights) <= BOTTOM


def test_marks_of_an_axis_are_round_and_few():
    assert list(marks(60, 100)) == [60, 65, 70, 75, 80, 85, 90, 95, 100]
    assert list(marks(0, 73)) == [0, 10, 20, 30, 40, 50, 60, 70]


def test_a_table_without_a_funnel_says_so(client):
    public.edition()
    assert "There is no such picture of this table" in client.get(TABLE + "funnel/").text


def test_the_fastest_rising_are_shown_with_where_they_began_and_how_sure_it_is(client):
    edition(rising=RISING)
    text = text_of(client.get(TABLE + "rising/"))
    assert "1 top ten Gaocun Town Mayang Mayang +3.21 +2.21 to +4.21 50.00 53.21 40 → 42" in text
    assert "+0.50 – 50.00" in text
    assert "Since September 2011" in text


def test_who_did_not_rise_is_counted_and_not_listed(client):
    edition(rising=RISING)
    page = client.get(TABLE + "rising/")
    assert "2 of 3 places compared have risen" in text_of(page)
    assert "1 place compared did not rise." in page.text
    assert "0.40" not in page.text


def test_regression_to_the_mean_and_the_ceiling_are_told(client):
    edition(rising=RISING)
    text = text_of(client.get(TABLE + "rising/"))
    assert "Of the 3 fastest, 1 began in the lowest quarter" in text
    assert "could not have risen as fast as the tenth: Zhijiang Town" in text
    assert "a place at 98 cannot rise by 5" in text


def test_who_is_not_compared_is_named_with_the_reason(client):
    edition(rising=RISING)
    assert "Jiangkouxu Town : has no rank now" in text_of(client.get(TABLE + "rising/"))


def test_tables_of_different_versions_of_a_scheme_are_not_compared_and_it_is_said_why(client):
    edition(rising=RISING)
    text = text_of(client.get(TABLE + "rising/"))
    assert "Not compared: the scheme had another version then. What earns points has changed." in text


def test_a_table_without_an_earlier_one_says_so(client):
    edition()
    assert "no earlier one had been published" in client.get(TABLE + "rising/").text


@pytest.mark.parametrize("page", ["", "funnel/", "rising/"])
def test_a_page_beside_a_revision_leads_to_that_revision(client, page):
    edition(funnel=FUNNEL, rising=RISING)
    answer = client.get(TABLE + "r1/" + page)
    assert answer.status_code == 200
    expected = TABLE + ("r1/" if page else "r1/funnel/")
    assert f'href="{expected}"' in answer.text


@pytest.mark.parametrize(("page", "most"), [("", 2), ("funnel/", 1), ("rising/", 2)])
def test_pages_with_ranges_take_few_queries(client, page, most, django_assert_max_num_queries):
    edition(funnel=FUNNEL, rising=RISING, robustness=ROBUST)
    with django_assert_max_num_queries(most):
        client.get(TABLE + page)
