"""Two packages made ready for comparison: read, indexed, normal forms, matched, directions."""
