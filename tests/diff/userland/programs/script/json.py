"""Called as a module of the standard library."""

from demo import Demo

print(Demo().things.retrieve("1").size)  # expect: field_removed Thing.size
