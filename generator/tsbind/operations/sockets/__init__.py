"""WebSocket connections: the classes that open them, their events and their paths."""
