"""Module names to files: the part of TypeScript's resolution that needs no disk."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Container

# `./x` may be `x.ts` beside `x/index.ts`: the file comes first, as in TypeScript.
_ENDINGS = (
    *(".ts", ".d.ts", ".mts", ".d.mts", ".cts", ".d.cts", ".tsx"),
    *("/index.ts", "/index.d.ts", "/index.d.mts", "/index.d.cts"),
)
# `./x.js` and `./x.ts` may both be `x.d.ts`.
_EXTENSION = re.compile(r"\.([mc]?)[jt]sx?$")


def resolve_module(
    module: str, importer: str, files: Container[str], package: str = ""
) -> str | None:
    """The file ``module`` means when ``importer`` imports it, None when it is not in ``files``.

    ``package`` is the name of the package being read: it may import itself by name.
    """
    if module.startswith("."):
        base = posixpath.normpath(posixpath.join(posixpath.dirname(importer), module))
    elif package and (module == package or module.startswith(package + "/")):
        base = module[len(package) + 1 :] or "index"
    else:
        return None
    if base.startswith(".."):
        return None
    bases = [base] if base != "." else ["index"]
    candidates = [base] if base in files and base.endswith("ts") else []
    extension = _EXTENSION.search(base)
    if extension is not None:
        stripped, letter = base[: extension.start()], extension[1]
        # `./x.mjs` is `x.d.mts`, also where there is an `x.d.ts`.
        candidates += [f"{stripped}.{letter}ts", f"{stripped}.d.{letter}ts"]
        candidates += [stripped + ending for ending in _ENDINGS]
    candidates += [b + ending for b in bases for ending in _ENDINGS]
    return next((path for path in candidates if path in files), None)
