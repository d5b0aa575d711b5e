"""The kinds of sheet of this floor and the sentences of their codes, made known to the admin lists and the command."""

from cadres.sheets import divisions, skills, transfers
from cadres.sheets.sentences import SENTENCES
from config.spreadsheets.kinds import register
from config.spreadsheets.sentences import teach

for kind in (divisions.KIND, skills.KIND, transfers.KIND):
    register(kind)
teach(SENTENCES)
