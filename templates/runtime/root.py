"""Bases of the operations that a root client has itself.

The client inherits from a class derived from one of these and is its own client:

    class LithicOperations(SyncRoot):
        def api_status(self, *, extra_headers=None, ...) -> APIStatus:
            return self._call(_API_STATUS, {}, {}, None, (extra_headers, ...))

    class Lithic(SyncAPIClient, LithicOperations): ...
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .resource import AsyncAPIResource, SyncAPIResource


class SyncRoot(SyncAPIResource):
    """Base of the operations of a sync client."""

    if not TYPE_CHECKING:

        @property
        def _client(self) -> Any:
            return self


class AsyncRoot(AsyncAPIResource):
    """Base of the operations of an async client."""

    if not TYPE_CHECKING:

        @property
        def _client(self) -> Any:
            return self
