"""English names of Chinese places: the name proper in pinyin, the generic part translated.

The spelling follows the usual one of Chinese place names: one word without tones, an apostrophe before a syllable that
begins with a vowel (Ma'an), ü kept; a name of one syllable keeps its generic part (覃村 → Qincun Village).
"""

from __future__ import annotations

import re

from cadres.pinyin import place_syllables

PEOPLES = {
    "苗族": "Miao", "侗族": "Dong", "瑶族": "Yao", "土家族": "Tujia", "白族": "Bai", "回族": "Hui", "维吾尔族": "Uygur",
    "壮族": "Zhuang", "满族": "Manchu", "布依族": "Bouyei", "彝族": "Yi", "水族": "Sui", "藏族": "Tibetan",
}  # fmt: skip
_PEOPLE = "|".join(PEOPLES)

# The longest ending comes first. "{}" stands for the peoples named before it.
GENERICS = (
    ("自治县", "{} Autonomous County"),
    ("自治州", "{} Autonomous Prefecture"),
    ("民族乡", "Ethnic Township"),
    ("虚拟生活区", "Residential Area (virtual)"),
    ("生活区", "Residential Area"),
    ("旅游度假区", "Tourist Resort"),
    ("工业园区", "Industrial Park"),
    ("工业园", "Industrial Park"),
    ("管理区", "Administrative District"),
    ("街道", "Subdistrict"),
    ("社区", "Community"),
    ("林场", "Forest Farm"),
    ("农场", "Farm"),
    ("省", "Province"),
    ("市", "City"),
    ("县", "County"),
    ("区", "District"),
    ("镇", "Town"),
    ("乡", "Township"),
    ("村", "Village"),
)
# A place is sometimes named with the unit above it in front: 通道县地连林场, 怀化市洪江管理区.
_UNIT_ABOVE = re.compile(r"^[^市县]{2,4}[市县](?=.{2,}(?:管理区|林场|农场)$)")
_CARRIES_A_GENERIC = ("林场", "农场", "工业园区", "工业园")


def english_name(name: str) -> str:
    """The English name of a place: 麻阳苗族自治县 → Mayang Miao Autonomous County; unknown endings stay pinyin."""
    name = _UNIT_ABOVE.sub("", name.strip())
    for ending, english in GENERICS:
        if name.endswith(ending) and len(name) > len(ending):
            return _with_generic(name.removesuffix(ending), ending, english)
    return _word(name)


def proper_name(name: str) -> str:
    """The name of a place without what it is: 麻阳苗族自治县 → 麻阳; a name of one character stays as it is."""
    for ending, _english in GENERICS:
        stem = _split_peoples(name.removesuffix(ending))[0]
        if name.endswith(ending) and len(stem) > 1:
            return stem
    return name


def _with_generic(stem: str, ending: str, english: str) -> str:
    stem, peoples = _split_peoples(stem)
    if ending == "乡" and peoples:
        english = "{} Ethnic Township"
    elif peoples and "{}" not in english:
        stem, peoples = stem + "".join(peoples), []
    if stem.endswith(_CARRIES_A_GENERIC):
        proper = english_name(stem)
    else:
        proper = _word(stem if len(stem) > 1 or ending in ("省", "市") else stem + ending)
    generic = english.format(" and ".join(PEOPLES[people] for people in peoples)).strip()
    return f"{proper} {generic}"


def _split_peoples(stem: str) -> tuple[str, list[str]]:
    """The peoples at the end of a stem, in order: 靖州苗族侗族 → 靖州, [苗族, 侗族]."""
    match = re.fullmatch(rf"(.+?)((?:{_PEOPLE})*)", stem)
    if not match:
        return stem, []
    return match[1], re.findall(_PEOPLE, match[2])


def _word(text: str) -> str:
    """The pinyin of a name proper as one capitalised word."""
    syllables = place_syllables(text)
    joined = "".join(
        f"'{syllable}" if position and syllable[:1] in ("a", "e", "o") else syllable
        for position, syllable in enumerate(syllables)
    )
    return joined[:1].upper() + joined[1:]
