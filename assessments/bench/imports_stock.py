"""django-import-export by itself: plain resources on Cadre, with six fields, and on Visit, as its own admin runs them.

It reads the file with openpyxl, tries all rows in a transaction that is rolled back, with the difference of every row
as HTML; once confirmed it reads the file again and imports it. Left out is the page that shows the differences.
"""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django.contrib.admin import AdminSite, ModelAdmin
from django.db.models import Model
from django.utils.functional import cached_property
from import_export.admin import ImportMixin
from import_export.fields import Field
from import_export.formats.base_formats import XLSX
from import_export.instance_loaders import CachedInstanceLoader
from import_export.resources import ModelResource
from import_export.results import Result
from import_export.widgets import CharWidget, DateWidget, Widget

from cadres.models import Cadre, Division, Skill, Staff
from cadres.numbers import FIRST
from cadres.pinyin import name_pinyin
from villages.models import Household, Village, Visit
from villages.sheets.resources import PURPOSE_WORDS


class PlainResource(ModelResource):
    """The six fields. It recognises nobody, so that every row is a new cadre."""

    name = Field("name", "姓名")
    gender = Field("gender", "性别")
    ethnicity = Field("ethnicity", "民族")
    birth = Field("birth", "出生年月")
    phone = Field("phone", "手机号码")
    education = Field("education", "学历")

    class Meta:
        model = Cadre
        fields = ("id", "name", "gender", "ethnicity", "birth", "phone", "education")

    def before_save_instance(self, instance: Cadre, row: Any, **kwargs: Any) -> None:
        # A cadre must have a number; the running one of the file costs nothing.
        instance.number = str(FIRST + int(row["序号"]))


class BulkResource(PlainResource):
    """The same in bulk: no differences, instances looked up at once. None of the six fields is a foreign key."""

    class Meta(PlainResource.Meta):
        use_bulk = True
        skip_diff = True
        instance_loader_class = CachedInstanceLoader

    def before_save_instance(self, instance: Cadre, row: Any, **kwargs: Any) -> None:
        super().before_save_instance(instance, row, **kwargs)
        # What Cadre.save does, which is not called in bulk.
        instance.pinyin, instance.initials = name_pinyin(instance.name)


class NumberWidget(Widget):
    """The number that the roster's import gave to a row: cadres were numbered in its order."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> str:
        return str(FIRST + int(value))


class KnownResource(PlainResource):
    """The six fields of cadres who are recorded, recognised by their number. Every row is written again, which is the
    package's default."""

    number = Field("number", "序号", NumberWidget())

    class Meta(PlainResource.Meta):
        fields = ("number", *PlainResource.Meta.fields[1:])
        import_id_fields = ("number",)

    def before_save_instance(self, instance: Cadre, row: Any, **kwargs: Any) -> None:
        instance.pinyin, instance.initials = name_pinyin(instance.name)


class KnownBulkResource(KnownResource):
    """The same in bulk."""

    class Meta(KnownResource.Meta):
        use_bulk = True
        skip_diff = True
        instance_loader_class = CachedInstanceLoader


class KeyWidget(Widget):
    """The key of the row that a code or a number names, all of them looked up at once."""

    def __init__(self, model: type[Model], name: str) -> None:
        super().__init__()
        self.model, self.name = model, name

    @cached_property
    def keys(self) -> dict[str, int]:
        return dict(self.model._default_manager.order_by().values_list(self.name, "pk"))

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> int | None:
        return self.keys[str(value)] if value else None


class HouseholdWidget(Widget):
    """The key of a household, which its number names in its village."""

    @cached_property
    def keys(self) -> dict[tuple[str, str], int]:
        rows = Household.objects.order_by().values_list("village__code", "number", "pk")
        return {(village, number): pk for village, number, pk in rows}

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> int | None:
        return self.keys[str(row["村代码"]), str(value)] if value else None


class WordWidget(Widget):
    """The value that a word of the sheet stands for."""

    def __init__(self, values: dict[str, Any]) -> None:
        super().__init__()
        self.values = values

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        return self.values[value]


YES_OR_NO = {"是": True, "否": False}


class VisitBulkResource(ModelResource):
    """A diary in bulk: no differences, foreign keys looked up at once. It recognises nothing: every row is new."""

    cadre = Field("cadre_id", "干部编号", KeyWidget(Cadre, "number"))
    division = Field("division_id", "乡镇代码", KeyWidget(Division, "code"))
    village = Field("village_id", "村代码", KeyWidget(Village, "code"))
    household = Field("household_id", "户号", HouseholdWidget())
    skill = Field("skill_id", "技能代码", KeyWidget(Skill, "code"))
    visited_on = Field("visited_on", "日期", DateWidget())
    purpose = Field("purpose", "事由", WordWidget({word: code for code, word in PURPOSE_WORDS.items()}))
    done = Field("done", "内容")
    stayed = Field("stayed", "住宿", WordWidget(YES_OR_NO))
    shared_work = Field("shared_work", "劳动", WordWidget(YES_OR_NO))
    suggestions = Field("suggestions", "意见建议", CharWidget())
    signed = Field("signed", "签字", WordWidget(YES_OR_NO))

    class Meta:
        model = Visit
        fields = (
            "id", "cadre", "division", "village", "household", "skill", "visited_on", "purpose", "done", "stayed",
            "shared_work", "suggestions", "signed",
        )  # fmt: skip
        use_bulk = True
        skip_diff = True
        instance_loader_class = CachedInstanceLoader


class PlainAdmin(ImportMixin, ModelAdmin):
    """The admin of the package with all its defaults."""


class RowsFailed(RuntimeError):
    """A file of the bench is meant to come in whole."""


def tried(resource: type[ModelResource], path: Path) -> Result:
    """The first step: everything is imported and rolled back."""
    return run(resource, path, dry_run=True, raise_errors=False)


def imported(resource: type[ModelResource], path: Path) -> Result:
    """The second step: everything is imported, and each row is entered in the admin's log."""
    result = run(
        resource,
        path,
        dry_run=False,
        raise_errors=True,
        rollback_on_validation_errors=True,
        retain_instance_in_row_result=True,
    )
    request = SimpleNamespace(user=somebody())
    PlainAdmin(resource._meta.model, AdminSite()).generate_log_entries(result, request)
    return result


def run(resource: type[ModelResource], path: Path, **options: Any) -> Result:
    """Reads the file and imports it."""
    dataset = XLSX().create_dataset(path.read_bytes())
    result = resource().import_data(dataset, file_name=path.name, user=somebody(), **options)
    if result.has_errors() or result.has_validation_errors():
        errors = [error.error for error in result.base_errors] or result.row_errors() or result.invalid_rows
        raise RowsFailed(str(errors[:3]))
    return result


def somebody() -> Staff:
    """The account under which the admin's log is written."""
    return Staff.objects.get_or_create(username="bench", defaults={"name": "bench"})[0]
