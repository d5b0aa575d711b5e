"""Names that are written with another character of the same sound."""

from functools import lru_cache


@lru_cache(maxsize=20_000)
def differ_by_one_homophone(one: str, other: str) -> bool:
    """Whether two names are the same but for one character that reads the same, tones aside."""
    if len(one) != len(other) or len(one) < 3:
        return False
    pairs = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    return len(pairs) == 1 and not readings(pairs[0][0]).isdisjoint(readings(pairs[0][1]))


def readings(character: str) -> set[str]:
    """How a character can be read, without tones."""
    from pypinyin import Style, pinyin

    return set(pinyin(character, style=Style.NORMAL, heteronym=True)[0])
