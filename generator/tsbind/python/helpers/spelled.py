"""Types of helpers: Python with the names to import in braces."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from tsbind.model import types as t
from tsbind.python.client.arguments import Argument, flattened
from tsbind.python.client.scope import ClientScope
from tsbind.python.layout import flat
from tsbind.python.names import PythonName
from tsbind.python.spelling import GIVE, Spelling

_NAME = re.compile(r"\{([~@]?)(\w+)((?:\[\])?)\}")

_LIB: dict[str, tuple[str, ...]] = {
    "AssistantEventHandler": ("streaming", "assistants"),
    "AssistantEventHandlerT": ("streaming", "assistants"),
    "AssistantStreamManager": ("streaming", "assistants"),
    "ChatCompletionStreamManager": ("streaming", "chat"),
    "ResponseStreamManager": ("streaming", "responses"),
    "ConnectionManager": ("websocket",),
    "OnReconnecting": ("websocket",),
    "ToolRun": ("tool_loop",),
    "OutputT": ("output_type",),
}
"""Names of the helpers' own modules, without the prefix of the half."""
_RUNTIME = {"FileTypes": "files", "Omit": "omit"}
_COLLECTIONS = ("Callable", "Iterable", "Mapping")


@dataclass(frozen=True, slots=True)
class Spelled:
    """Spells the types of one helper in one module."""

    spelling: Spelling
    arguments: dict[str, Argument]
    """The parameters of the endpoint, by wire name: ``{@name}`` is the type of one."""
    ids: dict[str, str]
    """Declarations by name."""

    @property
    def scope(self) -> ClientScope:
        """The names of the module."""
        scope = self.spelling.scope
        assert isinstance(scope, ClientScope)
        return scope

    def code(self, text: str, *, asynchronous: bool) -> str:
        """``text`` with every name spelled, and imported."""

        def name(match: re.Match[str]) -> str:
            mark, word, item = match.groups()
            if mark == "@":
                return self._argument(word, item=bool(item))
            return self._name(word, "Async" if mark and asynchronous else "")

        return _NAME.sub(name, text)

    def _name(self, word: str, half: str) -> str:
        if word in _LIB:
            module = (PythonName("lib"), *(PythonName(part) for part in _LIB[word]))
            return self.scope.resource(module, f"{half}{word}")
        if word in _RUNTIME:
            return self.scope.use_runtime(_RUNTIME[word], word)
        if word in _COLLECTIONS:
            return self.scope.use_collections(word)
        if word in self.ids:
            return self.scope.declaration(self.ids[word])
        return self.scope.use_typing(word)

    def _argument(self, wire: str, *, item: bool) -> str:
        argument = self.arguments[wire]
        members = [m for m in flattened(argument.type) if m not in (t.NULL, t.UNDEFINED)]
        if item:
            members = [m.item if isinstance(m, t.Array) else m for m in members]
        codes = [flat(self.spelling.annotation(m, GIVE)) for m in members]
        return " | ".join(dict.fromkeys(codes))


Spell = Callable[[str], str]
