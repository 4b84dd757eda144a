"""Narrows a report to what a user cares about: selections, sides, ignore files."""
