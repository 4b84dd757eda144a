"""A small package after the manner of a generated one, over the rendered runtime."""

from __future__ import annotations

from ._runtime.lazy_exports import exports

TYPE_CHECKING = False

if TYPE_CHECKING:
    from ._client import Acme as Acme
    from ._client import AsyncAcme as AsyncAcme

__getattr__, __dir__ = exports(__name__, {"Acme": "._client", "AsyncAcme": "._client"})
