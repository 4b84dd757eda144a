"""Imports and exports, one value per name."""

from __future__ import annotations

from tsbind.position import Position
from tsbind.values import value_class

NO_NAME = ""
"""What an empty export list names."""


@value_class(frozen=True, slots=True)
class ImportDeclaration:
    """One name brought in from a module.

    ``imported`` is the name over there: ``*`` for ``import * as X``, ``default`` for
    ``import X from``, ``=`` for ``import X = require('y')``.
    """

    local: str
    imported: str
    module: str
    position: Position


@value_class(frozen=True, slots=True)
class ImportAliasDeclaration:
    """``export import X = Y.Z``."""

    local: str
    path: tuple[str, ...]
    position: Position
    exported: bool


@value_class(frozen=True, slots=True)
class ExportDeclaration:
    """One name of ``export { local as name } from 'module'``.

    ``local`` and ``name`` are ``*`` for ``export * from``; ``local`` is ``*`` and ``name`` set for
    ``export * as name from``; ``name`` is ``=`` for ``export = local``, ``default`` for
    ``export default local``; both are empty for ``export {}``.
    """

    name: str
    local: str
    module: str | None
    position: Position
