"""Headings over rows: which of them stand over a row, and what each reads like."""

import pytest

from config.spreadsheets.headings import Groups, heading_of


def over(*headings: str) -> list[str]:
    """The headings in force after these."""
    groups = Groups()
    for heading in headings:
        groups.enter(heading)
    return [heading.text for heading in groups.headings]


@pytest.mark.parametrize(
    ("words", "reads"),
    [
        ("岩门镇", "township"),
        ("一、岩门镇（9人）", "township"),
        ("2.沅陵街道办事处", "township"),
        ("麻阳县", "county"),
        ("三、县农业局", "county"),
        ("县直单位", "county"),
        ("单位：县人民医院", "county"),
        ("（一）领导班子", "group"),
        ("农技站", "group"),
        ("兴隆社区", "group"),
        ("东片区", "group"),
        ("2011年9月", "group"),
        ("双溪", ""),
        ("二、石羊哨", ""),
    ],
)
def test_a_heading_reads_by_its_words(words: str, reads: str) -> None:
    assert heading_of(words).reads == reads


def test_the_next_of_a_series_ends_the_one_before_whatever_the_two_name() -> None:
    assert over("一、岩门镇", "（一）领导班子", "二、石羊哨") == ["二、石羊哨"]
    assert over("一、岩门镇", "二、石羊哨", "（一）领导班子", "（二）农技站") == [
        "二、石羊哨",
        "（二）农技站",
    ]
    assert over("一、岩门镇", "三、县农业局") == ["三、县农业局"]


def test_a_township_ends_another_one_however_the_two_are_numbered() -> None:
    assert over("一、岩门镇", "（一）领导班子", "2.兰里镇") == ["2.兰里镇"]
    assert over("麻阳县", "岩门镇", "领导班子", "兰里镇") == ["麻阳县", "兰里镇"]


def test_a_county_and_its_offices_end_everything() -> None:
    assert over("岩门镇", "领导班子", "县农业局") == ["县农业局"]


def test_a_series_that_begins_inside_a_township_does_not_end_it() -> None:
    assert over("一、岩门镇", "一、领导班子", "二、一般干部") == ["一、岩门镇", "二、一般干部"]


def test_words_that_may_name_a_township_stay_until_a_place_follows() -> None:
    assert over("岩门镇", "双溪", "农技站", "财政所") == ["岩门镇", "双溪", "财政所"]
    assert over("岩门镇", "农技站", "双溪", "（一）领导班子") == ["岩门镇", "双溪", "（一）领导班子"]
    assert over("岩门镇", "双溪", "兰里镇") == ["兰里镇"]
