"""Narrows a report to what a user cares about: selections, sides, ignore files."""

PYTHON, TYPESCRIPT = "python", "typescript"
READERS = (PYTHON, TYPESCRIPT)
"""Whose programs a report can be about; the first is the default."""
