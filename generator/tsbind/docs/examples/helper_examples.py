"""Examples of helpers, written by hand: the folder ``examples`` of a pack, one file for each.

A file is called as the method is in Python, without the resource's ``beta.``.
"""

from __future__ import annotations

from tsbind.docs.context.context import Context
from tsbind.docs.context.environment import render_docs
from tsbind.docs.context.pages import Code

_SUFFIX = ".py.j2"


def written_example(context: Context, accessor: str) -> Code | None:
    """The example of the helper at ``accessor`` (Python's spelling), or None."""
    client, pack = context.package.client, context.pack
    for name in (accessor, accessor.removeprefix("beta.")):
        path = f"examples/{name}{_SUFFIX}"
        if client is None or not pack.has(path):
            continue
        values = {"package": context.import_name, "client": client.name, "accessor": accessor}
        text = render_docs(f"packs/{pack.name}/{path}", pack.overrides, **values)
        return Code("Python", "python", text)
    return None
