"""Finding people by name, pinyin, initials or number, the same in every list that shows people."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cadres.models import Cadre

HELP = _("Name, pinyin (zhangsan), initials (zs) or number")


def people(term: str) -> Q:
    """The condition on Cadre for what somebody typed: a number, pinyin or initials in Latin letters, or a name."""
    word = "".join(term.split()).lower()
    if word.isascii():
        if word.isdigit():
            return Q(number__startswith=word)
        return Q(pinyin__startswith=word) | Q(initials__startswith=word)
    return Q(name__contains=word)


class PersonSearch:
    """For the admin of a model with a `cadre`: searches people, and whatever `also_search` names."""

    search_fields = ("cadre__name",)
    search_help_text = HELP
    also_search: tuple[str, ...] = ()

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        term = search_term.strip()
        if not term:
            return queryset, False
        found = Q(cadre__in=Cadre.objects.filter(people(term)))
        for lookup in self.also_search:
            found |= Q(**{lookup: term})
        return queryset.filter(found), False


class PlaceSearch:
    """For the admin of a place: searches by code, name and pinyin."""

    search_fields = ("name",)
    search_help_text = _("Name, pinyin or code")

    def get_search_results(self, request: Any, queryset: QuerySet, search_term: str) -> tuple[QuerySet, bool]:
        word = "".join(search_term.split()).lower()
        if not word:
            return queryset, False
        if not word.isascii():
            return queryset.filter(name__contains=word), False
        lookup = "code__startswith" if word.isdigit() else "pinyin__startswith"
        return queryset.filter(**{lookup: word}), False
