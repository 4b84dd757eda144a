"""Responses with parsed text and parsed arguments of function calls."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from .._runtime.encode import encode
from .._runtime.model import Model
from .._runtime.omit import Omit, omit
from .raw import list_at, model_of, pairs, text_at
from .structured import is_output_type, json_schema, parse_text, type_name
from .tools import InputTools

if TYPE_CHECKING:
    from ..types.responses import ParsedResponse

_LOCAL = frozenset({"parsed", "parsed_arguments", "output_parsed"})


class ResponseParsing:
    """What of a response is to be parsed."""

    def __init__(self, text_format: Any = omit, tools: Any = omit) -> None:
        self.format = text_format if is_output_type(text_format) else None
        self.tools = InputTools(tools)

    def text(self, text: str) -> Any:
        """The parsed text of a part; None where none is asked for."""
        return None if self.format is None or not text else parse_text(text, self.format)


def text_param(text: Any, text_format: Any) -> Any:
    """The `text` of a request, with the schema of `text_format` in it."""
    if isinstance(text_format, Omit) or text_format is None:
        return text
    if not is_output_type(text_format):
        raise TypeError("`text_format` must be a type; write formats out in `text`")
    given: Any = {} if isinstance(text, Omit) or text is None else encode(text)
    if isinstance(given, Mapping) and "format" in given:
        raise TypeError("`text_format` and `text.format` cannot be given together")
    schema = {
        "type": "json_schema",
        "strict": True,
        "name": type_name(text_format),
        "schema": json_schema(text_format),
    }
    return {**given, "format": schema}


def parsed_response(
    data: dict[str, Any], parsing: ResponseParsing
) -> ParsedResponse[Any]:
    """The response that `data` says, parsed where it is complete.

    Raises `OutputParseError` (pydantic's error for its models) where it is not what was asked.
    """
    from ..types.responses import ParsedResponse

    response: ParsedResponse[Any] = model_of(ParsedResponse, data)
    if data.get("status", "completed") != "completed":
        return response
    _mark(response)
    found: list[Any] = []
    for item, raw in pairs(response.output, list_at(data, "output")):
        if raw.get("type") == "message":
            for part, raw_part in pairs(item.content, list_at(raw, "content")):
                if raw_part.get("type") == "output_text":
                    _mark(part)
                    part.parsed = parsing.text(text_at(raw_part, "text"))
                    found.append(part.parsed)
        elif raw.get("type") == "function_call":
            _mark(item)
            item.parsed_arguments = parsing.tools.parse(
                text_at(raw, "name"), text_at(raw, "arguments")
            )
    response.output_parsed = next((v for v in found if v is not None), None)
    return response


def _mark(model: Model) -> None:
    # What was parsed is the caller's: it did not arrive, and is not sent.
    type(model)._local = _LOCAL  # pyright: ignore[reportPrivateUsage]
