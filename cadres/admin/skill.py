"""The catalogue of skills."""

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cadres.models import Skill, SkillAlias, SkillCategory
from config.admin import ScopedAdmin, ScopedInline
from config.spreadsheets.admin import SheetImportMixin


@admin.register(SkillCategory)
class SkillCategoryAdmin(ScopedAdmin):
    list_display = ("name", "name_en", "position")
    ordering = ("position", "id")
    search_fields = ("name", "name_en")
    fieldsets = ((None, {"fields": ("name", "name_en", "position")}),)


class AliasInline(ScopedInline):
    model = SkillAlias
    fields = ("alias",)


@admin.register(Skill)
class SkillAdmin(SheetImportMixin, ScopedAdmin):
    import_kind = "skills"
    list_display = ("code", "name", "name_en", "category")
    list_display_links = ("code", "name")
    list_select_related = ("category",)
    list_filter = ("category",)
    search_fields = ("name", "code")
    search_help_text = _("Name, another wording, pinyin or code")
    ordering = ("code",)
    inlines = (AliasInline,)
    fieldsets = (
        (None, {"fields": ("code", "name", "name_en", "category")}),
        (_("Where it comes from"), {"fields": ("basis",)}),
    )

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        word = search_term.strip()
        if not word:
            return queryset, False
        aliases = SkillAlias.objects.filter(alias__contains=word).values("skill")
        found = (
            Q(name__contains=word) | Q(pk__in=aliases) | Q(pinyin__startswith=word.replace(" ", "").lower())
        )
        return queryset.filter(found | Q(code__istartswith=word)), False


@admin.register(SkillAlias)
class SkillAliasAdmin(ScopedAdmin):
    list_display = ("alias", "skill")
    list_select_related = ("skill",)
    search_fields = ("alias", "skill__name")
    ordering = ("alias",)
    autocomplete_fields = ("skill",)
    fieldsets = ((None, {"fields": ("alias", "skill")}),)
