"""manage.py take_away_second_factor NAME: for the only administrator, whom nobody else can help."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from cadres.models import Staff
from cadres.second_factor import take_away


class Command(BaseCommand):
    help = "Takes away the second factor of an account whose telephone and recovery codes are lost."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")

    def handle(self, *args: Any, username: str, **options: Any) -> None:
        staff = Staff.objects.filter(username=username).first()
        if staff is None:
            raise CommandError(_("There is no account “%(name)s”.") % {"name": username})
        take_away(staff=staff, by=None)
        self.stdout.write(_("“%(name)s” signs in with the password alone now.") % {"name": username})
