"""How the generated Python spells what changed."""
