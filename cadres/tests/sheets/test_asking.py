"""What is asked about places: each unclear one once, with the rows that wait for it, and what its answer does."""

import datetime

import pytest

from cadres.sheets.asking import place_questions
from cadres.sheets.columns import ABOUT, PRIVATE, WHO
from cadres.sheets.people import People
from cadres.sheets.rows import Catalogue, read_who
from cadres.tests.factories import place
from config.jurisdiction import EVERYTHING
from config.spreadsheets.kinds import Context
from config.spreadsheets.planning import drafts_of
from config.spreadsheets.questions import PLACE
from config.spreadsheets.tables import find_tables
from config.spreadsheets.types import Kind, Sheet, Workbook

LAYOUT = Kind(name="people", columns=(*WHO, *ABOUT), private=PRIVATE)
HEADER = ("姓名", "性别", "职务", "学历")
WITH_TOWNSHIP = (*HEADER, "乡镇")
CHEN, ZHANG = ("陈林", "男", "科员", "大专"), ("张刚", "男", "科员", "本科")


@pytest.fixture(autouse=True)
def places(db):
    """Two counties of which each has a township called 和平乡."""
    for code, name in (
        ("431226", "麻阳苗族自治县"), ("431227", "新晃侗族自治县"),
        ("431226101", "高村镇"), ("431226201", "和平乡"), ("431227201", "和平乡"),
    ):  # fmt: skip
        place(code, name)


def drafts_and_catalogue(*sheets, **answers):
    """The drafts of a workbook of these sheets (name, rows), and what they were read by."""
    day = datetime.date(2011, 9, 15)
    catalogue = Catalogue(Context(as_of=day, scope=EVERYTHING, places=answers, wholes=answers))
    book = Workbook("xlsx", tuple(Sheet(name, [tuple(row) for row in rows]) for name, rows in sheets))
    people = People(EVERYTHING)
    drafts = drafts_of(find_tables(book, LAYOUT), lambda draft: read_who(draft, catalogue, people))
    return drafts, catalogue


def asked(*sheets, **answers):
    return place_questions(*drafts_and_catalogue(*sheets, **answers))


def townships(*sheets, **answers):
    drafts, _catalogue = drafts_and_catalogue(*sheets, **answers)
    return [draft.record["township_code"] for draft in drafts]


def test_a_sheet_whose_name_is_no_township_is_asked_about_once_for_all_its_rows():
    (question,) = asked(("东片", [HEADER, CHEN, ZHANG]))
    assert (question.kind, question.words, question.sheet) == (PLACE, "东片", "东片")
    assert (question.row, question.rows) == (2, 2)


def test_each_sheet_that_does_not_tell_is_a_question_of_its_own():
    questions = asked(("东片", [HEADER, CHEN]), ("高村镇", [HEADER, ZHANG]), ("西片", [HEADER, ZHANG]))
    assert [question.words for question in questions] == ["东片", "西片"]


def test_a_sheet_without_a_name_of_its_own_is_asked_about_by_its_title():
    (question,) = asked(("Sheet1", [("东片干部花名册",), HEADER, CHEN]))
    assert question.words == "东片干部花名册"


def test_a_file_without_any_words_is_asked_about_as_a_whole():
    (question,) = asked((None, [HEADER, CHEN]))
    assert question.words == ""


def test_the_nearest_heading_that_reads_like_a_township_is_asked_about():
    (question,) = asked(("花名册", [HEADER, ("东山镇",), CHEN, ZHANG, ("高村镇",), CHEN]))
    assert (question.words, question.row, question.rows) == ("东山镇", 3, 2)


def test_a_name_that_two_townships_have_is_asked_about_with_both():
    rows = [WITH_TOWNSHIP, (*CHEN, "和平乡"), (*ZHANG, "和平乡"), (*ZHANG, "高村镇")]
    (question,) = asked(("花名册", rows))
    assert (question.words, question.rows) == ("和平乡", 2)
    assert sorted(question.candidates) == ["431226201", "431227201"]


@pytest.mark.parametrize("cell", [None, "东山镇"])
def test_a_single_cell_that_is_empty_or_wrong_is_no_question(cell):
    drafts, catalogue = drafts_and_catalogue(("高村", [WITH_TOWNSHIP, (*CHEN, "高村镇"), (*ZHANG, cell)]))
    assert [draft.refused for draft in drafts] == [False, True]
    assert place_questions(drafts, catalogue) == ()


@pytest.mark.parametrize(
    "sheet",
    [
        ("东片", [HEADER, CHEN]),
        ("东 片", [HEADER, CHEN]),
        ("Sheet1", [("东片干部花名册",), HEADER, CHEN]),
        ("Sheet1", [HEADER, CHEN]),
        (None, [HEADER, CHEN]),
        ("花名册", [HEADER, ("一、东山镇（1人）",), CHEN]),
        ("花名册", [WITH_TOWNSHIP, ("东山镇",), CHEN]),
        ("花名册", [WITH_TOWNSHIP, (*CHEN, "和平乡")]),
        ("花名册", [WITH_TOWNSHIP, (*CHEN, "和 平 乡")]),
        ("和平乡", [HEADER, CHEN]),
    ],
)
def test_the_answer_under_the_words_of_the_question_settles_its_rows(sheet):
    (question,) = asked(sheet)
    assert asked(sheet, **{question.words: "431226201"}) == ()
    assert townships(sheet, **{question.words: "431226201"}) == ["431226201"]


def test_a_county_is_an_answer_that_settles_which_of_two_townships_is_meant():
    sheet = ("花名册", [WITH_TOWNSHIP, (*CHEN, "和平乡")])
    assert townships(sheet, 和平乡="431227") == ["431227201"]


@pytest.mark.parametrize("sheet", ["花名册", "高村镇"])
@pytest.mark.parametrize("words", ["二、县农业局", "二、东溪"])
def test_people_under_a_heading_that_may_be_a_place_never_fall_to_another_township(sheet, words):
    rows = [HEADER, ("一、高村镇",), ("（一）领导班子",), CHEN, (words,), ("（一）领导班子",), ZHANG]
    assert townships((sheet, rows)) == ["431226101", None]
    (question,) = asked((sheet, rows))
    assert (question.words, question.rows) == (words, 1)


def test_a_township_alone_among_the_names_heads_the_rows_under_it():
    place("431226103", "岩门镇")
    drafts, _catalogue = drafts_and_catalogue(("花名册", [HEADER, ("岩门",), CHEN, ("东溪镇",), ZHANG]))
    reasons = [[problem.code for problem in draft.problems] for draft in drafts]
    assert reasons == [["NAME_IS_PLACE"], [], ["TOWNSHIP_UNKNOWN"]]
    assert [draft.record["township_code"] for draft in drafts[1:]] == ["431226103", None]


def test_an_answer_about_a_sheet_does_not_touch_the_headings_in_it():
    sheet = ("东片", [HEADER, CHEN, ("高村镇",), ZHANG])
    assert townships(sheet, 东片="431227201") == ["431227201", "431226101"]
