"""A class that moved, by way of its module and of the folder."""

import demo.types as t
import demo.types.moved as m  # expect: type_renamed Relocated
from demo import Demo, types


def first(x: m.Moved) -> object:
    return x


def second(x: t.Moved) -> object:  # expect: type_renamed Relocated
    return x


def third(x: "types.Moved") -> object:  # expect: type_renamed Relocated
    return Demo().things.retrieve("1") or x
