"""Page classes: their fields, where the items are, and how the next page is asked for."""
