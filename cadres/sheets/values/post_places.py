"""The place that the title of a post names: 锦和镇党委委员, 锦和副镇长, 芷江县林业局干部."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from cadres.sheets.values.place_names import NO_TOWNSHIP, OF_TOWNSHIP, STATIONS, stem_of
from cadres.sheets.values.post import OTHER_BRACKETS
from cadres.sheets.values.within import Within, refused
from cadres.sheets.values.words import OF_POSTS, heads, is_common, without_first_words
from config.spreadsheets.types import NOTHING, Value

if TYPE_CHECKING:
    from cadres.sheets.values.places import PlaceIndex

LONGEST_POST = 50
PARTS = re.compile(r"[、,，;；/]|兼任?(?!职)")
LONGEST_STEM = 4
"""Characters of a township's name without suffix and ethnic qualifier, of nearly all."""
HEAD = re.compile("副?([镇乡])长")
"""Before it stands the township, if anything does: 锦和副镇长."""
BODY = re.compile(rf"党委|党工委|人大|纪委|纪工委|武装部|人武部|(?:{STATIONS})+(?:所|站)")
"""What a township has, and no village; before it stands the township."""
NOT_OF_NAME = re.compile("[长村土贤级域区]")
"""After 镇 or 乡 it makes another word of that: 副乡长, 美丽乡村办."""
NO_PLACE = re.compile("(?:[村厂场社会校院局司]|社区)$")
"""A village, a company: no township, though a post may follow."""
UNKNOWN = refused("TOWNSHIP_UNKNOWN")


class PostPlaces:
    """The places that titles of posts name. Its answers are kept."""

    def __init__(self, places: PlaceIndex) -> None:
        self.places = places
        self._answers: dict[tuple[str, Within], Value] = {}

    def of_post(self, post: str, within: Within = ()) -> Value:
        """The township that the first part of a title names that names any; NOTHING if none does.

        Reasons: TOWNSHIP_OUTSIDE_COUNTY (of another county too), TOWNSHIP_UNKNOWN, TOWNSHIP_ABOLISHED,
        TOWNSHIP_AMBIGUOUS.
        """
        key = (post, within)
        if key not in self._answers:
            parts = PARTS.split(OTHER_BRACKETS.sub("", post[:LONGEST_POST]))
            found = (self.of_part(part, within) for part in parts if len(part) > 1)
            first = next((value for value in found if value), None)
            self._answers[key] = first or self.places.in_another_county(post, within) or NOTHING
        return self._answers[key]

    def of_part(self, part: str, within: Within) -> Value | None:
        """The township that one part of a title begins with."""
        places = self.places
        if OF_TOWNSHIP.match(part) and (found := places.named_at_start(part, within)):
            return found
        if found := places.in_another_county(part, within):
            return found
        tail = places.path.sub("", part)
        return self.by_full_name(tail, within) or self.by_short_name(tail, within)

    def by_full_name(self, part: str, within: Within) -> Value | None:
        """By a name with its suffix that is written differently, an earlier one, or one that is not known."""
        found = OF_TOWNSHIP.match(part)
        if found is None or NO_TOWNSHIP.search(found[0]) or NOT_OF_NAME.match(part, found.end()):
            return None
        stem = stem_of(found[0])
        if len(stem) < 2 or without_first_words(stem, OF_POSTS) != stem:
            return None
        return self.places.named_in(found[0], within) or UNKNOWN

    def by_short_name(self, part: str, within: Within) -> Value | None:
        """By a name without its suffix before a post of a township; of what is no name that is known, and no word about
        posts, it must be said that it is not."""
        for head in self.heads_of(part):
            if (found := self.called(head, part, within)) is not None:
                return found
        before = [found for pattern in (HEAD, BODY) if (found := pattern.search(part))]
        if not before:
            return None
        head = part[: min(found.start() for found in before)]
        if is_common(head, OF_POSTS) or without_first_words(head, OF_POSTS) != head:
            return None
        bare = stem_of(next((place for place in heads(head, OF_POSTS) if len(place) > 1), ""))
        return UNKNOWN if 2 <= len(bare) <= LONGEST_STEM and not NO_PLACE.search(bare) else None

    def heads_of(self, part: str) -> Iterator[str]:
        """What may be the short name of a place at the start of a part, the longest first."""
        for head in reversed(heads(part, OF_POSTS)):
            if 1 < len(head) < len(part) and not is_common(head, OF_POSTS):
                yield head

    def called(self, head: str, part: str, within: Within) -> Value | None:
        """The township with this short name; of two, the one that the post names: a 镇长 is no 乡's. What is also a
        county's is the township's only before such a post."""
        post = HEAD.match(part, len(head))
        if head in self.places.by_county_name and post is None:
            return None
        if post and (found := self.places.township_named(head + post[1], within)).value:
            return found
        found = self.places.township_named(head, within)
        return None if "TOWNSHIP_UNKNOWN" in found.reasons else found
