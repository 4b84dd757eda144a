"""Messages that wait for a connection."""

from __future__ import annotations


class Unsent:
    """Messages that wait for the connection to be opened, or opened again."""

    def __init__(self, most: int) -> None:
        self._messages: list[str | bytes] = []
        self._size = 0
        self._most = most

    def add(self, data: str | bytes) -> bool:
        """Keep `data`; False when there is no room. Alone it may be of any size."""
        size = len(data.encode() if isinstance(data, str) else data)
        if self._messages and self._size + size > self._most:
            return False
        self._size += size
        self._messages.append(data)
        return True

    def keep(self, messages: list[str | bytes]) -> None:
        """Take back what could not be sent after all, before what came since."""
        later, self._messages, self._size = self.take(), [], 0
        for data in (*messages, *later):
            self._messages.append(data)
            self._size += len(data.encode() if isinstance(data, str) else data)

    def take(self) -> list[str | bytes]:
        """All of them; none is left."""
        messages, self._messages, self._size = self._messages, [], 0
        return messages
