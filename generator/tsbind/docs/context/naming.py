"""The name a package is imported by, where nobody chose one."""

from __future__ import annotations

from tsbind.python.names import attribute_name


def import_name(upstream: str) -> str:
    """``sdk`` is ``sdk_bindings``, ``@scope/sdk`` is ``scope_sdk_bindings``."""
    return f"{attribute_name(upstream.lstrip('@') or 'package')}_bindings"
