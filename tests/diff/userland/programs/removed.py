"""A name that is not there any more."""

from demo.types import Removed  # expect: type_removed Removed

VALUE = Removed(value="x")
