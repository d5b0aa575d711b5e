"""Pinyin for stored search and sort columns; the same on every database."""

from __future__ import annotations

import os
from functools import cache, lru_cache
from types import ModuleType
from typing import Any

# Characters read differently as a surname than elsewhere; pypinyin reads single characters by frequency.
SURNAMES = {
    "单": "shan", "曾": "zeng", "仇": "qiu", "解": "xie", "查": "zha", "区": "ou", "任": "ren", "盖": "ge",
    "朴": "piao", "尉": "wei", "宓": "mi", "缪": "miao", "翟": "zhai", "乐": "yue", "华": "hua", "覃": "qin",
    "卜": "bu", "秘": "bi", "冼": "xian", "员": "yun", "繁": "po", "黑": "he", "折": "she", "瞿": "qu",
    "佴": "nai", "郇": "xun", "洗": "xian", "燕": "yan", "种": "chong", "重": "chong", "逄": "pang",
    "尉迟": "yu chi", "万俟": "mo qi", "澹台": "tan tai", "长孙": "zhang sun",
}  # fmt: skip


# Words of the catalogue of skills whose characters are read otherwise alone.
WORDS = {"调解": ("tiáo", "jiě"), "厚朴": ("hòu", "pò"), "白术": ("bái", "zhú")}


@cache
def reader() -> ModuleType:
    """pypinyin, without its dictionary of phrases: that takes 45 MB, and names are no phrases."""
    os.environ["PYPINYIN_NO_PHRASES"] = "true"
    import pypinyin

    pypinyin.load_phrases_dict({word: [[one] for one in spoken] for word, spoken in WORDS.items()})
    return pypinyin


def syllables(text: str, style: str, **options: Any) -> list[str]:
    """The text read aloud; `style` is one of pypinyin's."""
    found: list[str] = reader().lazy_pinyin(text, style=reader().Style[style], **options)
    return found


@lru_cache(maxsize=4096)
def pinyin(text: str) -> str:
    """Syllables without tones, run together in lower case: '洪江市' → 'hongjiangshi'."""
    return "".join(syllables(text, "NORMAL")).lower().replace(" ", "")


@lru_cache(maxsize=4096)
def initials(text: str) -> str:
    """The first letter of each syllable: '洪江市' → 'hjs'."""
    return "".join(syllables(text, "FIRST_LETTER")).lower().replace(" ", "")


@lru_cache(maxsize=4096)
def name_pinyin(name: str) -> tuple[str, str]:
    """A person's name as (syllables, initials), with the surname read as a surname: '单雄' → ('shanxiong', 'sx')."""
    for length in (2, 1):
        reading = SURNAMES.get(name[:length])
        if reading:
            rest = name[length:]
            first = "".join(syllable[0] for syllable in reading.split())
            return reading.replace(" ", "") + pinyin(rest), first + initials(rest)
    return pinyin(name), initials(name)


# Characters that place names read otherwise than running text.
PLACES = {
    "长": "chang", "曾": "zeng", "仇": "qiu", "覃": "qin", "堡": "bao", "杉": "shan", "柏": "bai", "咀": "zui",
    "单": "shan", "都": "du", "佛": "fo", "解": "xie", "重": "chong", "么": "yao", "什": "shi", "枞": "cong",
}  # fmt: skip
PLACE_WORDS = {"解放": ("jie", "fang"), "成长": ("cheng", "zhang")}


def place_syllables(name: str) -> list[str]:
    """The syllables of a place name, one a character, ü kept: '长田湾' → ['chang', 'tian', 'wan']."""
    spoken = syllables(name, "NORMAL", v_to_u=True, errors=list)
    read = [PLACES.get(character, syllable) for character, syllable in zip(name, spoken, strict=True)]
    for word, reading in PLACE_WORDS.items():
        if (start := name.find(word)) >= 0:
            read[start : start + len(word)] = reading
    return read


@lru_cache(maxsize=4096)
def place_pinyin(name: str) -> str:
    """A place name for search and sorting, as typed on a keyboard: '长田湾乡' → 'changtianwanxiang', ü as v."""
    return "".join(place_syllables(name)).lower().replace("ü", "v").replace(" ", "")
