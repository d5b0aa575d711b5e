"""Villages and households."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cadres.admin.columns import full_name
from cadres.admin.filters import place_filter
from cadres.admin.search import PlaceSearch
from config.admin import ListedInline, ScopedAdmin, ScopedInline
from config.admin_lists import InForceFilter, linked, usable
from config.admin_verbs import end_verb, void_verb
from config.spreadsheets.admin import SheetImportMixin
from villages.models import Household, HouseholdCategory, HouseholdPairing, Village, VillagePairing


class VillagePairingInline(ListedInline):
    model = VillagePairing
    fields = ("cadre", "primary", "valid_from", "valid_to")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).open_ended().select_related("cadre")


@admin.register(Village)
class VillageAdmin(SheetImportMixin, PlaceSearch, ScopedAdmin):
    import_kind = "villages"
    list_display = ("name", "code", "township", "name_en")
    list_select_related = ("township",)
    list_filter = (place_filter("township__code"),)
    ordering = ("code",)
    autocomplete_fields = ("township",)
    inlines = (VillagePairingInline,)
    fieldsets = ((None, {"fields": ("code", "name", "name_en", "township")}),)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("township__parent")

    def choice_label(self, village: Village) -> str:
        return f"{full_name(village.township)} {village}"


class CategoryFilter(admin.SimpleListFilter):
    """Households by a category that holds today."""

    title = _("category")
    parameter_name = "category"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return HouseholdCategory.Category.choices

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if not self.value():
            return queryset
        today = timezone.localdate()
        found = HouseholdCategory.objects.in_force(today).filter(
            household=OuterRef("pk"), category=self.value()
        )
        return queryset.filter(Exists(found))


class CategoryInline(ScopedInline):
    model = HouseholdCategory
    fields = ("category", "valid_from", "valid_to")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).standing()


class HouseholdPairingInline(ListedInline):
    model = HouseholdPairing
    fields = ("cadre", "valid_from", "valid_to")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).open_ended().select_related("cadre")


@admin.register(Household)
class HouseholdAdmin(SheetImportMixin, ScopedAdmin):
    import_kind = "households"
    list_display = ("number", "head_name", "village", "township", "categories_held")
    list_display_links = ("number", "head_name")
    list_select_related = ("village__township",)
    list_filter = (place_filter("village__township__code"), CategoryFilter, linked("village"))
    search_fields = ("head_name",)
    search_help_text = _("Household number, head of household or village")
    ordering = ("village_id", "number")
    autocomplete_fields = ("village",)
    inlines = (CategoryInline, HouseholdPairingInline)
    fieldsets = ((None, {"fields": ("village", "number", "head_name")}),)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        current = HouseholdCategory.objects.in_force(timezone.localdate()).order_by("category")
        held = Prefetch("categories", current, to_attr="current_categories")
        return super().get_queryset(request).select_related("village__township").prefetch_related(held)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        """In the form of a visit the village chosen there narrows the households offered."""
        village = request.GET.get("of_village", "")
        if usable(village):
            queryset = queryset.filter(village=village)
        word = search_term.strip()
        if word:
            villages = Village.objects.visible_to(request.user).filter(name__startswith=word)
            found = Q(number__startswith=word) | Q(head_name__startswith=word) | Q(village__in=villages)
            queryset = queryset.filter(found)
        return queryset, False

    def choice_label(self, household: Household) -> str:
        return f"{household.village} {household}"

    @admin.display(description=_("township"))
    def township(self, household: Household) -> str:
        return str(household.village.township)

    @admin.display(description=_("categories"), empty_value="–")
    def categories_held(self, household: Household) -> str:
        return ", ".join(str(one.get_category_display()) for one in household.current_categories)


@admin.register(HouseholdCategory)
class HouseholdCategoryAdmin(ScopedAdmin):
    list_display = ("household", "village", "category", "valid_from", "valid_to")
    list_select_related = ("household__village",)
    list_filter = (
        InForceFilter, "category", place_filter("household__village__township__code"), linked("household"),
    )  # fmt: skip
    search_fields = ("household__head_name", "household__number", "household__village__name")
    ordering = ("-id",)
    autocomplete_fields = ("household",)
    verbs = (end_verb(), void_verb())
    fieldsets = (
        (None, {"fields": ("household", "category")}),
        (_("Time"), {"fields": ("valid_from", "valid_to")}),
    )

    @admin.display(description=_("village"))
    def village(self, category: HouseholdCategory) -> str:
        return str(category.household.village)
