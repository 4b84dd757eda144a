"""A class that moved, among all the names of a folder."""

# ruff: noqa: F403, F405

from demo.types import *


def first(x: Moved) -> object:  # expect: type_renamed Relocated
    return x
