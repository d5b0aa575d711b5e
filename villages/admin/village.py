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
from config.admin_lists import ErasedFilter, InForceFilter, linked, usable
from config.admin_verbs import end_verb, void_verb
from config.journal import actions as journal
from config.spreadsheets.admin import SheetImportMixin
from villages.models import Household, HouseholdCategory, HouseholdPairing, Village, VillagePairing
from villages.querysets import SEE_SENSITIVE, SENSITIVE


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

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        reads = request.user.has_perm(SEE_SENSITIVE)
        return [one for one in HouseholdCategory.Category.choices if reads or one[0] not in SENSITIVE]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() not in dict(self.lookup_choices):
            return queryset
        return self.having(queryset)

    def having(self, queryset: QuerySet) -> QuerySet:
        """The rows of a list that have the chosen category."""
        today = timezone.localdate()
        found = HouseholdCategory.objects.in_force(today).filter(
            household=OuterRef("pk"), category=self.value()
        )
        return queryset.filter(Exists(found))


class CategoryOfRowFilter(CategoryFilter):
    """Categories by which one they are."""

    def having(self, queryset: QuerySet) -> QuerySet:
        return queryset.filter(category=self.value())


class SensitiveListMixin:
    """A list that can be asked for the households in hardship or dispute: that it was is recorded, as a look."""

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        self._note_what_is_asked(request)
        return super().changelist_view(request, extra_context)  # type: ignore[misc]

    def export_action(self, request: HttpRequest) -> Any:
        self._note_what_is_asked(request)
        return super().export_action(request)  # type: ignore[misc]

    def _note_what_is_asked(self, request: HttpRequest) -> None:
        asked = request.GET.get(CategoryFilter.parameter_name)
        if asked in SENSITIVE and request.user.has_perm(SEE_SENSITIVE):
            journal.record_about_list(
                verb="look", model=HouseholdCategory, by=request.user, told={"category": asked}
            )


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
class HouseholdAdmin(SheetImportMixin, SensitiveListMixin, ScopedAdmin):
    import_kind = "households"
    list_display = ("number", "head_name", "village", "township", "categories_held")
    list_display_links = ("number", "head_name")
    list_select_related = ("village__township",)
    list_filter = (place_filter("village__township__code"), CategoryFilter, ErasedFilter, linked("village"))
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
        return ", ".join(dict.fromkeys(one.masked() for one in household.current_categories))

    def tells(self, request: HttpRequest, household: Household) -> bool:
        """Its page shows the categories, those of hardship and dispute among them."""
        found = household.categories.visible_to(request.user).standing()
        return found.filter(category__in=SENSITIVE).exists()


@admin.register(HouseholdCategory)
class HouseholdCategoryAdmin(SensitiveListMixin, ScopedAdmin):
    list_display = ("household", "village", "category_masked", "valid_from", "valid_to")
    list_select_related = ("household__village",)
    list_filter = (
        InForceFilter, CategoryOfRowFilter, place_filter("household__village__township__code"), linked("household"),
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

    @admin.display(description=_("category"))
    def category_masked(self, category: HouseholdCategory) -> str:
        return category.masked()

    def tells(self, request: HttpRequest, category: HouseholdCategory) -> bool:
        return category.is_sensitive
