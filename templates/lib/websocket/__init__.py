"""WebSocket connections: typed events both ways, over the `websockets` library.

    with client.realtime.connect(model="...") as connection:
        connection.session.update(session={"type": "realtime"})
        for event in connection:
            ...

Events are sent as models, as mappings, or by name: `connection.response.create(...)` sends an
event of the type `response.create`. Iterating ends when the server closes the connection
normally. With `on_reconnecting` a connection that broke is opened again, with growing pauses.

`core` is what both flavours do, as procedures; `connection` and `manager` are the flavours.
"""

from __future__ import annotations

from .connection import AsyncConnection as AsyncConnection
from .connection import Connection as Connection
from .errors import WebSocketConnectionClosedError as WebSocketConnectionClosedError
from .errors import WebSocketQueueFullError as WebSocketQueueFullError
from .manager import AsyncConnectionManager as AsyncConnectionManager
from .manager import ConnectionManager as ConnectionManager
from .manager import connect as connect
from .options import OnReconnecting as OnReconnecting
from .options import ReconnectingEvent as ReconnectingEvent
from .options import ReconnectingOverrides as ReconnectingOverrides
from .options import Target as Target
