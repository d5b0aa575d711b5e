"""The visit diary: a list of any length, and the form of an entry."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cadres.admin.search import HELP, people
from cadres.models import Cadre, Division, Post
from config.admin import ScopedAdmin
from config.admin_forms import FactForm
from config.admin_lists import usable
from config.admin_verbs import void_verb
from config.spreadsheets.admin import SheetImportMixin
from villages import actions
from villages.admin.keyset import KeysetChangeList, find_page
from villages.admin.visit_filters import FILTERS, ConditionFilter, MonthFilter
from villages.models import Visit

PEOPLE = 50
"""So many people are looked for at once."""
FEW_PLACES = 40
"""Up to so many places are walked one by one; more are walked together, by date."""


class VisitForm(FactForm):
    def rules(self) -> None:
        problems = actions.place(self.instance, self.request.user)
        if problems:
            raise ValidationError(problems)


@admin.register(Visit)
class VisitAdmin(SheetImportMixin, ScopedAdmin):
    import_kind = "visits"
    form = VisitForm
    list_display = (
        "visited_on", "cadre", "place", "village", "household", "purpose", "what", "features", "outside",
    )  # fmt: skip
    list_display_links = ("visited_on", "cadre")
    list_select_related = ("cadre", "division", "village", "household")
    list_filter = FILTERS
    search_fields = ("cadre__name",)
    search_help_text = HELP
    sortable_by = ()
    autocomplete_fields = ("cadre", "village", "household", "skill")
    radio_fields = {"purpose": admin.HORIZONTAL}
    verbs = (void_verb(),)
    fieldsets = (
        (None, {"fields": ("cadre", "visited_on", "village", "household")}),
        (_("What was done"), {"fields": ("purpose", "done", "skill", "suggestions")}),
        (_("How"), {"fields": ("stayed", "shared_work", "signed")}),
    )

    class Media:
        js = ("admin/js/jquery.init.js", "yiji/households.js")

    # The list.

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[KeysetChangeList]:
        return KeysetChangeList

    def walks(self, request: HttpRequest, cl: KeysetChangeList) -> tuple[QuerySet, list[Q], Q]:
        """What the list asks for: rows, the walks that make them up, and what each row is looked at for."""
        rows, matches = Visit.objects.all(), Q()
        for spec in cl.filter_specs:
            if isinstance(spec, MonthFilter):
                rows = rows.filter(spec.condition())
            elif isinstance(spec, ConditionFilter):
                matches &= spec.condition()
        places = self.places(request, cl.params.get("place", ""))
        narrow = self._narrow_walks(request, cl)
        if narrow is not None:
            return rows, narrow, matches if places is None else matches & Q(division__in=places)
        if places is None:
            return rows, [Q()], matches
        keys = list(places.values_list("pk", flat=True))
        if len(keys) <= FEW_PLACES:
            return rows, [Q(division=key) for key in keys], matches
        return rows, [Q()], matches & Q(division__in=keys)

    def _narrow_walks(self, request: HttpRequest, cl: KeysetChangeList) -> list[Q] | None:
        """Walks of single people, villages or households, where the list is asked for these; else None."""
        for name in ("cadre", "household", "village"):
            key = cl.params.get(name, "")
            if key:
                return [Q(**{name: key})] if usable(key) else []
        if cl.query.strip():
            return [Q(cadre=key) for key in self.people(request, cl.query)]
        return None

    def places(self, request: HttpRequest, code: str = "") -> QuerySet | None:
        """The divisions whose diaries are asked for; None: all there are."""
        if request.user.scope.everything and not code:
            return None
        found = Division.objects.visible_to(request.user).order_by()
        if code:
            found = found.inside(code) if usable(code) else found.none()
        return found

    def people(self, request: HttpRequest, term: str) -> list[int]:
        """The cadres that a search means, of those who serve or have served in the jurisdiction."""
        posts = Post.objects.visible_to(request.user).filter(cadre=OuterRef("pk"))
        found = Cadre.objects.filter(people(term)).filter(Exists(posts)).order_by("pinyin", "pk")
        keys = list(found.values_list("pk", flat=True)[: PEOPLE + 1])
        if len(keys) > PEOPLE and not hasattr(request, "_too_many"):
            request._too_many = True
            text = gettext(
                "More than %(count)d people match; the entries of the first are shown. Write more of the name."
            )
            messages.warning(request, text % {"count": PEOPLE})
        return keys[:PEOPLE]

    def newest_day(self, request: HttpRequest) -> datetime.date | None:
        """The day of the newest entry in the jurisdiction, for the choice of months."""
        places = self.places(request)
        keys = None if places is None else list(places.values_list("pk", flat=True)[: FEW_PLACES + 1])
        walks = [Q()] if keys is None or len(keys) > FEW_PLACES else [Q(division=key) for key in keys]
        page = find_page(Visit.objects.all(), walks, Q(), 1, None, False)
        return Visit.objects.filter(pk__in=page.keys).values_list("visited_on", flat=True).first()

    def rows_of_page(self, request: HttpRequest, keys: list[int]) -> list[Visit]:
        rows = self.get_queryset(request).filter(pk__in=keys).with_outside_pairing()
        return list(rows.select_related(*self.list_select_related).order_by("-visited_on", "-pk"))

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        if not search_term.strip():
            return queryset, False
        return queryset.filter(cadre__in=self.people(request, search_term)), False

    @admin.display(description=_("kept at"))
    def place(self, visit: Visit) -> str:
        return str(visit.division)

    @admin.display(description=_("what was done"))
    def what(self, visit: Visit) -> str:
        return visit.done if len(visit.done) <= 24 else visit.done[:23] + "…"

    @admin.display(description=_("entry"), empty_value="")
    def features(self, visit: Visit) -> str:
        """What the entry says beside the visit itself, and whether it is void."""
        said = (
            (visit.is_void, gettext("void")),
            (visit.stayed, gettext("stayed")),
            (visit.shared_work, gettext("worked")),
            (visit.signed, gettext("signed")),
        )
        return " · ".join(word for holds, word in said if holds)

    @admin.display(description=_("outside pairing"), empty_value="")
    def outside(self, visit: Visit) -> str:
        """Flagged where the cadre was paired with neither the village nor the household on the day."""
        return gettext("outside") if visit.outside_pairing else ""

    # The form.

    def get_readonly_fields(self, request: HttpRequest, obj: Visit | None = None) -> Any:
        return (*super().get_readonly_fields(request, obj), *(("division",) if obj else ()))

    def get_fieldsets(self, request: HttpRequest, obj: Visit | None = None) -> Any:
        found = super().get_fieldsets(request, obj)
        return [(_("Diary"), {"fields": ("division",)}), *found] if obj else found

    def save_model(self, request: HttpRequest, obj: Visit, form: Any, change: bool) -> None:
        actions.save_visit(visit=obj, by=request.user)

    def response_add(self, request: HttpRequest, obj: Visit, post_url_continue: Any = None) -> HttpResponse:
        """“Save and add another” goes on with the same cadre and village: a diary book is entered page by page."""
        response = super().response_add(request, obj, post_url_continue)
        if "_addanother" in request.POST:
            same = urlencode({"cadre": obj.cadre_id, "village": obj.village_id, "purpose": obj.purpose})
            return HttpResponseRedirect(f"{reverse('admin:villages_visit_add')}?{same}")
        return response
