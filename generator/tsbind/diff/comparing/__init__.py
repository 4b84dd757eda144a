"""Finds changes: declarations, types, objects, methods, the client, documentation."""
