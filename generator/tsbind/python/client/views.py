"""The types of ``with_raw_response`` and ``with_streaming_response``."""

from __future__ import annotations

from tsbind.python.client.plan import ViewPlan
from tsbind.python.methods.flavours import Flavoured
from tsbind.python.spelling.import_table import ImportTable

VIEWS = (
    ("WithRawResponse", "with_raw_response", "raw"),
    ("WithStreamingResponse", "with_streaming_response", "streamed"),
)
"""Suffix of the class, the attribute it is the type of, the runtime function of a method."""


def view_plans(table: ImportTable) -> tuple[ViewPlan, ...]:
    """The two views of a class in the module of ``table``."""
    return tuple(
        ViewPlan(
            suffix,
            attribute,
            Flavoured(
                table.runtime("raw_views", wrapper), table.runtime("raw_views", f"async_{wrapper}")
            ),
        )
        for suffix, attribute, wrapper in VIEWS
    )
