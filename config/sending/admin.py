"""The forms that were sent, in the admin: no role may see them."""

from django.contrib import admin

from config.admin import ReadOnlyAdmin
from config.sending.models import Sent


@admin.register(Sent)
class SentAdmin(ReadOnlyAdmin):
    list_display = ("sent_at", "by", "url")
    list_select_related = ("by",)
    fieldsets = ((None, {"fields": ("by", "sent_at", "url")}),)
