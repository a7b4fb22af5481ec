"""A register of its own, to see one live through a migration: two programs, v1 and v2.

Each says what a toy is on its day, and knows nothing of the other or of our own nouns.
"""
