"""What the runners of tools share: one run at a time, what to send on, and who watches."""

from __future__ import annotations

import inspect
import threading
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from time import monotonic
from typing import Any, Literal, TypeAlias, TypedDict

from .._runtime.encoding import encode
from .._runtime.errors import BaseError
from .._runtime.value_kinds import is_mapping, is_object
from .raw import text_at

_LOCAL = ("created_by", "parsed", "parsed_arguments")
_COMPUTER = ("computer", "computer_use", "computer_use_preview")
_REFUSED = ("stream", "background", "conversation", "previous_response_id")


class CloseStatus(TypedDict):
    """What `close` of a runner says: whether something still runs."""

    status: Literal["closed", "draining"]


class ToolDiagnostic(TypedDict):
    """One thing a runner did; it never holds arguments, results or texts of errors."""

    api: str
    stage: str
    reason: str
    call_id: str | None
    member: str | None
    duration_ms: float


ToolDiagnosticObserver: TypeAlias = Callable[[ToolDiagnostic], None]


class Lifecycle:
    """Lets one run in at a time, and none after `close`."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._lock = threading.Lock()
        self._runs = self._closed = False

    @contextmanager
    def running(self) -> Generator[None, None, None]:
        """A run; an error where another is going on, or after `close`."""
        with self._lock:
            if self._closed or self._runs:
                raise BaseError(f"{self._name} is {'closed' if self._closed else 'busy'}")
            self._runs = True
        try:
            yield
        finally:
            with self._lock:
                self._runs = False

    def close(self) -> CloseStatus:
        """Let no further run in; what runs goes on."""
        with self._lock:
            self._closed = True
            return {"status": "draining" if self._runs else "closed"}


@contextmanager
def observed(
    observer: ToolDiagnosticObserver | None, api: str, stage: str, call_id: str, member: str
) -> Generator[None, None, None]:
    """Tell `observer` how what is done within went; its own errors change nothing."""
    start, reason = monotonic(), "completed"
    try:
        yield
    except BaseException:
        reason = "refused" if stage == "approval" else "driver_failed"
        raise
    finally:
        if observer is not None:
            row: ToolDiagnostic = {
                "api": api,
                "stage": stage,
                "reason": reason,
                "call_id": call_id,
                "member": member,
                "duration_ms": (monotonic() - start) * 1000,
            }
            try:
                observer(row)
            except Exception:  # noqa: BLE001, S110: who watches does not steer
                pass


def plain(function: Any, *arguments: Any) -> Any:
    """What a function gives at once; TypeError for one that has to be awaited."""
    value = function(*arguments)
    if inspect.isawaitable(value):
        getattr(value, "close", lambda: None)()
        raise TypeError("a coroutine function needs the async runner")
    return value


async def awaited(function: Any, *arguments: Any) -> Any:
    """What a function gives, awaited where it has to be."""
    value = function(*arguments)
    return await value if inspect.isawaitable(value) else value


def opened(params: Any) -> tuple[dict[str, Any], list[Any]]:
    """The arguments of the first request, and its input as a list to which more is added."""
    request: dict[str, Any] = {**params} if is_mapping(params) else encode(params)
    wrong = [name for name in _REFUSED if request.get(name)]
    if wrong:
        raise ValueError(f"A runner keeps the history itself: leave out {', '.join(wrong)}")
    given: Any = request.pop("input", None) or []
    if isinstance(given, str):
        given = [{"type": "message", "role": "user", "content": given}]
    include = list(request.get("include") or [])
    if request.get("store") is False and "reasoning.encrypted_content" not in include:
        request["include"] = [*include, "reasoning.encrypted_content"]
    return request, list(given)


def replayed(items: Iterable[Any]) -> list[dict[str, Any]]:
    """The output of a response as the input of the next request."""
    rows: list[dict[str, Any]] = [encode(item) for item in items]
    return [{k: v for k, v in row.items() if k not in _LOCAL} for row in rows]


def freed(choice: Any) -> Any:
    """The `tool_choice` of later requests: a tool that had to be used may be left now."""
    raw: Any = encode(choice) if is_mapping(choice) else choice
    if raw == "required":
        return "auto"
    if is_object(raw):
        kind = text_at(raw, "type")
        if kind in _COMPUTER:
            return "auto"
        if kind == "allowed_tools" and raw.get("mode") == "required":
            return {**raw, "mode": "auto"}
    return choice
