"""manage.py new_first_password NAME: for the only administrator, whom nobody else can help."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from cadres.first_passwords import give
from cadres.models import Staff


class Command(BaseCommand):
    help = "Makes a first password for an account, valid for 24 hours, and prints it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")

    def handle(self, *args: Any, username: str, **options: Any) -> None:
        staff = Staff.objects.filter(username=username).first()
        if staff is None:
            raise CommandError(_("There is no account “%(name)s”.") % {"name": username})
        self.stdout.write(give(staff=staff, by=None))
