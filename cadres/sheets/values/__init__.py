"""Cells of people's sheets -> values: one small function each, without a database, usable by every kind of sheet."""
