"""Changes between two releases: takes two `Package` models, gives a `Report`.

Types are compared by what they mean (order, aliases and qualifiers do not count), names as a
second layer. The room depends on `tsbind.model` and, for spelling, on `tsbind.python`; the
formats depend on the report only. Inside it: catalogue and change are values; index, canonical,
matching and reach prepare a package; types, objects, operations and prose find changes; engine
joins them.
"""

from tsbind.diff.change import Change, Group, Report
from tsbind.diff.engine import compare

__all__ = ["Change", "Group", "Report", "compare"]
