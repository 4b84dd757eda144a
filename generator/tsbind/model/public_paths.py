"""Public paths: where you find a declaration in the generated package.

The folder is the resource's parent, as in the generated `types` package, so a file that becomes a
folder (`chat/completions.ts` -> `chat/completions/completions.ts`) leaves the path as it is.
"""

from __future__ import annotations

import re

RESOURCES = "resources/"
_EXTENSION = re.compile(r"(\.d)?\.[cm]?tsx?$")


def split_id(declaration: str) -> tuple[str, str]:
    """File and qualified name of a declaration id."""
    file, _, name = declaration.partition("#")
    return file, name


def folder(file: str) -> str:
    """The public folder of a source file: ``beta`` for ``resources/beta/threads/threads.ts``."""
    parts = _EXTENSION.sub("", file).split("/")
    if len(parts) > 1 and parts[-1] == "index":
        parts.pop()
    if len(parts) > 1 and parts[-1] == parts[-2]:
        parts.pop()
    if parts[0] != "resources":
        return "/".join(parts)
    if parts[1:] == ["shared"]:
        return "shared"
    return "/".join(parts[1:-1])


def index_folder(file: str) -> str:
    """The public folder an ``index.ts`` (or a file standing for one) exports into."""
    parts = _EXTENSION.sub("", file).split("/")
    if parts[-1] == "index":
        parts.pop()
        return "/".join(parts[1:] if parts[:1] == ["resources"] else parts)
    return folder(file)


def public_path(declaration: str) -> str:
    """Folder and qualified name: ``beta/threads/Run``, ``chat/ChatCompletion.Choice``."""
    file, name = split_id(declaration)
    where = folder(file)
    return f"{where}/{name}" if where else name


def file_path(declaration: str) -> str:
    """File and qualified name: ``realtime/realtime/Session``."""
    file, name = split_id(declaration)
    return f"{_EXTENSION.sub('', file).removeprefix(RESOURCES)}/{name}"
