"""Examples of helpers, written by hand: ``templates/docs/examples``, one file for each.

A file is called as the method is in Python, without the resource's ``beta.``.
"""

from __future__ import annotations

from tsbind.docs.context.context import Context
from tsbind.docs.context.environment import render_docs
from tsbind.docs.context.pages import Code
from tsbind.render.environment import templates_root

_FOLDER = "examples"
_SUFFIX = ".py.j2"


def written_example(context: Context, accessor: str) -> Code | None:
    """The example of the helper at ``accessor`` (Python's spelling), or None."""
    client, folder = context.package.client, templates_root() / "docs" / _FOLDER
    for name in (accessor, accessor.removeprefix("beta.")):
        if client is None or not (folder / f"{name}{_SUFFIX}").is_file():
            continue
        values = {"package": context.import_name, "client": client.name, "accessor": accessor}
        text = render_docs(f"{_FOLDER}/{name}{_SUFFIX}", None, **values)
        return Code("Python", "python", text)
    return None
