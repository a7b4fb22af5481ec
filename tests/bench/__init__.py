"""Measurements of what docs/ promises: each is a module with a `run()` that prints what it saw."""
