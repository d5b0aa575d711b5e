"""Cells normalised without knowledge of a domain."""

import unicodedata
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.spreadsheets.cells import (
    PartialDate,
    close_text,
    date_of_text,
    digits_of,
    free_text,
    full_date,
    joined_words,
    plain_text,
    yes_or_no,
)
from config.spreadsheets.types import Cell


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        ("  a  b\r\n", "a b"),
        ("１２３ＡＢ", "123AB"),
        ("陈\u200b林\ufeff", "陈林"),
        ("\u202e陈林\u0007", "陈林"),
        ("龙𬭎", "龙𬭎"),
        (14151301590.0, "14151301590"),
        (1984.12, "1984.12"),
        (date(2011, 9, 15), "2011-09-15"),
    ],
)
def test_plain_text_has_nothing_that_cannot_be_seen(cell: Cell, text: str) -> None:
    assert plain_text(cell) == text


@pytest.mark.parametrize(
    ("cell", "text"), [("陈　林", "陈林"), ("石  海 杰", "石海杰"), ("Li Wei", "Li Wei")]
)
def test_blanks_go_between_chinese_characters_only(cell: Cell, text: str) -> None:
    assert joined_words(cell) == text


@pytest.mark.parametrize(
    ("cell", "digits"),
    [
        ("14151301590.0", "14151301590"),
        ("４３１２０２", "431202"),
        (431202.0, "431202"),
        ("1.5", None),
        (None, None),
    ],
)
def test_whole_numbers_are_their_digits(cell: Cell, digits: str | None) -> None:
    assert digits_of(cell) == digits


@pytest.mark.parametrize(
    ("cell", "answer"),
    [
        ("是", True),
        ("√", True),
        (1.0, True),
        (True, True),
        ("否", False),
        ("0", False),
        ("", None),
        ("也许", None),
    ],
)
def test_yes_and_no(cell: Cell, answer: bool | None) -> None:
    assert yes_or_no(cell) is answer


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("1985.03", "1985-03"),
        ("1985.3", "1985-03"),
        ("1985年3月", "1985-03"),
        ("1985年3月12日", "1985-03-12"),
        ("1985／3／1", "1985-03-01"),
        ("１９７９年５月", "1979-05"),
        ("198503", "1985-03"),
        ("19850312", "1985-03-12"),
        ("1985-03-12 00:00:00", "1985-03-12"),
        ("1976.01\n（35岁）", "1976-01"),
        ("一九七七年三月", "1977-03"),
        ("一九七七年十月", "1977-10"),
        ("一九七七年十二月二十五日", "1977-12-25"),
        ("二〇一一年九月三十日", "2011-09-30"),
        ("二○一一年九月二十日", "2011-09-20"),
        ("1985", "1985"),
        ("40770", "2011-08-15"),
    ],
)
def test_dates_keep_the_precision_they_were_given(text: str, shown: str) -> None:
    assert str(date_of_text(text)) == shown


def test_a_year_of_two_digits_stays_one() -> None:
    assert date_of_text("74.10") == PartialDate(74, 10)


@pytest.mark.parametrize("text", ["", "不详", "1985.13", "1985-02-30", "35岁", "19851301", "1885.03"])
def test_what_is_no_date_is_none(text: str) -> None:
    assert date_of_text(text) is None


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        (date(2011, 8, 23), date(2011, 8, 23)),
        (datetime(2011, 8, 23, 9, 5), date(2011, 8, 23)),
        (40770.0, date(2011, 8, 15)),
        (20110823, date(2011, 8, 23)),
        ("2011年8月23日", date(2011, 8, 23)),
        ("2011.08", None),
        (True, None),
        (None, None),
    ],
)
def test_full_dates_have_a_day(cell: Cell, day: date | None) -> None:
    assert full_date(cell) == day


def test_serial_numbers_of_1904_count_from_1904() -> None:
    assert full_date(39308, year_1904=True) == date(2011, 8, 15)


SIGNS = st.sampled_from("ab1 .\t\n\u3000\xa0\u200b\u202eＡ１①㈱测试\ue000\U0001f600é")
TEXTS = st.text(SIGNS | st.characters(), max_size=60)


def seen(text: str) -> str:
    """What can be seen of a text, character by character."""
    kept = [c for c in text if c.isspace() or unicodedata.category(c) not in ("Cc", "Cf", "Cs")]
    return " ".join("".join(kept).split())


@given(TEXTS)
def test_texts_come_out_as_they_do_character_by_character(text: str) -> None:
    plain = seen(unicodedata.normalize("NFKC", text))
    assert plain_text(text) == plain_text(text) == plain
    assert close_text(text) == "".join(plain.split())
    if not text.startswith("'"):
        assert free_text(text) == seen(text)
