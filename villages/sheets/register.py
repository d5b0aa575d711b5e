"""The kinds of sheet of this floor, made known to the admin lists and the command."""

from config.spreadsheets.kinds import register
from villages.sheets import roster

for kind in (roster.KIND,):
    register(kind)
