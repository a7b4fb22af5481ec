"""Reads what people type into forms and addresses; shows it again with a sentence where wrong."""
