"""The kinds of sheet of this floor and the sentences of their codes, made known to the admin lists and the command."""

from config.spreadsheets.kinds import register
from config.spreadsheets.sentences import teach
from villages.sheets import households, mastery, pairings, roster, villages, visits
from villages.sheets.sentences import SENTENCES

for kind in (roster.KIND, pairings.KIND, visits.KIND, households.KIND, mastery.KIND, villages.KIND):
    register(kind)
teach(SENTENCES)
