"""django-import-export by itself: a plain resource on Cadre with six fields, as its own admin runs it.

It reads the file with openpyxl, tries all rows in a transaction that is rolled back, with the difference of every row
as HTML; once confirmed it reads the file again and imports it. Left out is the page that shows the differences.
"""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django.contrib.admin import AdminSite, ModelAdmin
from import_export.admin import ImportMixin
from import_export.fields import Field
from import_export.formats.base_formats import XLSX
from import_export.instance_loaders import CachedInstanceLoader
from import_export.resources import ModelResource
from import_export.results import Result

from cadres.models import Cadre, Staff
from cadres.numbers import FIRST
from cadres.pinyin import name_pinyin


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
    PlainAdmin(Cadre, AdminSite()).generate_log_entries(result, request)
    return result


def run(resource: type[ModelResource], path: Path, **options: Any) -> Result:
    """Reads the file and imports it."""
    dataset = XLSX().create_dataset(path.read_bytes())
    result = resource().import_data(dataset, file_name=path.name, user=somebody(), **options)
    if result.has_errors() or result.has_validation_errors():
        raise RowsFailed(str(result.row_errors()[:3]))
    return result


def somebody() -> Staff:
    """The account under which the admin's log is written."""
    return Staff.objects.get_or_create(username="bench", defaults={"name": "bench"})[0]
