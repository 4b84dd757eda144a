"""All helpers there is a template for."""

from __future__ import annotations

from tsbind.python.helpers.entry import Helper, Own, Variant

_OMITTED = "omit"
_POLL = Own(
    "poll_interval_ms",
    "int",
    _OMITTED,
    "Milliseconds between two requests; without it the server's own interval counts.",
)
_WAIT = Own(
    "max_wait_seconds",
    "float",
    _OMITTED,
    "Seconds after which `PollTimeoutError` is raised; without it there is no limit.",
)
_FILE = Own("file", "{FileTypes}", doc="The file to upload.")
_HANDLER_DOC = "An event handler of your own; its hooks are called for each event."
_HANDLERS = (
    Variant(
        (Own("event_handler", "None", "None"),),
        "{~AssistantStreamManager}[{~AssistantEventHandler}]",
    ),
    Variant(
        (Own("event_handler", "{~AssistantEventHandlerT}"),),
        "{~AssistantStreamManager}[{~AssistantEventHandlerT}]",
    ),
)
_RUN_ERRORS = (
    "lib.streaming.assistants:AssistantEventHandler",
    "lib.streaming.assistants:AsyncAssistantEventHandler",
)
_PARSE_ERRORS = (
    "lib.parse_errors:LengthFinishReasonError",
    "lib.parse_errors:ContentFilterFinishReasonError",
    "lib.parse_errors:OutputParseError",
    "lib.tools:function_tool",
    "lib.tools:pydantic_function_tool",
)
_VECTOR_STORES = ("beta.vectorStores", "vectorStores")


def _at(owners: tuple[str, ...], method: str) -> tuple[str, ...]:
    return tuple(f"{owner}.{method}" for owner in owners)


def _streamed(accessor: str, base: str, name: str) -> Helper:
    return Helper(
        (accessor,),
        base,
        "assistants.stream",
        target=f"self.{_snake(base)}",
        own=(Own("event_handler", "{~AssistantEventHandlerT} | None", "None", _HANDLER_DOC),),
        returns=(
            "{~AssistantStreamManager}[{~AssistantEventHandler}]"
            " | {~AssistantStreamManager}[{~AssistantEventHandlerT}]"
        ),
        variants=_HANDLERS,
        constants=(f'"{name}"',),
        awaited=False,
        exports=_RUN_ERRORS,
    )


def _snake(name: str) -> str:
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in name)


_RUNS = "beta.threads.runs"
_ASSISTANTS = (
    Helper(
        ("beta.threads.createAndRunPoll",),
        "createAndRun",
        "assistants.create_thread_and_poll",
        own=(_POLL,),
    ),
    Helper((f"{_RUNS}.createAndPoll",), "create", "assistants.create_and_poll", own=(_POLL,)),
    Helper((f"{_RUNS}.poll",), "retrieve", "assistants.poll_run", own=(_POLL,), whole=False),
    Helper(
        (f"{_RUNS}.submitToolOutputsAndPoll",),
        "submitToolOutputs",
        "assistants.submit_and_poll",
        own=(_POLL,),
    ),
    _streamed("beta.threads.createAndRunStream", "createAndRun", "threads.create_and_run_stream"),
    _streamed(f"{_RUNS}.stream", "create", "threads.runs.stream"),
    _streamed(f"{_RUNS}.createAndStream", "create", "threads.runs.create_and_stream"),
    _streamed(
        f"{_RUNS}.submitToolOutputsStream",
        "submitToolOutputs",
        "threads.runs.submit_tool_outputs_stream",
    ),
)

_FILES = tuple(f"{owner}.files." for owner in _VECTOR_STORES)
_BATCHES = tuple(f"{owner}.fileBatches." for owner in _VECTOR_STORES)
_UPLOADS = (
    Helper(
        ("files.waitForProcessing",),
        "retrieve",
        "files.wait_for_processing",
        own=(
            Own("id", "str", doc="The id of the file.", positional=True),
            Own("poll_interval", "float", "5.0", "Seconds between two requests."),
            Own(
                "max_wait_seconds",
                "float",
                "30 * 60",
                "Seconds after which `PollTimeoutError` is raised.",
            ),
        ),
        given=False,
    ),
    Helper(
        tuple(f"{owner}createAndPoll" for owner in _FILES),
        "create",
        "vector_stores.create_and_poll",
        own=(_POLL, _WAIT),
        positional="file_id",
        whole=False,
    ),
    Helper(
        tuple(f"{owner}poll" for owner in _FILES),
        "retrieve",
        "vector_stores.poll_file",
        own=(_POLL, _WAIT),
        whole=False,
    ),
    Helper(
        tuple(f"{owner}upload" for owner in _FILES),
        "create",
        "vector_stores.upload",
        own=(_FILE,),
        drop=frozenset({"file_id"}),
        positional="",
        whole=False,
    ),
    Helper(
        tuple(f"{owner}uploadAndPoll" for owner in _FILES),
        "create",
        "vector_stores.upload_and_poll",
        own=(_FILE, _POLL, _WAIT),
        drop=frozenset({"file_id"}),
        positional="",
        whole=False,
    ),
    Helper(
        tuple(f"{owner}createAndPoll" for owner in _BATCHES),
        "create",
        "vector_stores.create_and_poll",
        own=(_POLL, _WAIT),
        whole=False,
    ),
    Helper(
        tuple(f"{owner}poll" for owner in _BATCHES),
        "retrieve",
        "vector_stores.poll_file",
        own=(_POLL, _WAIT),
        whole=False,
    ),
    Helper(
        tuple(f"{owner}uploadAndPoll" for owner in _BATCHES),
        "create",
        "vector_stores.upload_batch",
        own=(
            Own("files", "{Iterable}[{FileTypes}]", doc="The files to upload."),
            Own("file_ids", "{Iterable}[str]", "()", "Files that are there already."),
            Own("max_concurrency", "int", "5", "How many files are uploaded at a time."),
            _POLL,
        ),
        drop=frozenset({"file_ids", "files"}),
        whole=False,
    ),
)

_CHAT = ("beta.chat.completions", "chat.completions")
_FORMAT_DOC = (
    "A type to parse into (dataclass, TypedDict, pydantic model), or a response format"
    " written out."
)
_TOOLS_DOC = "Python functions that answer calls of the model, and tools written out."
_COMPLETIONS = (
    Helper(
        _at(_CHAT, "parse"),
        "/chat.completions.create",
        "chat.parse",
        target="self._client.chat.completions",
        own=(
            Own("response_format", "type[{OutputT}] | {@response_format}", _OMITTED, _FORMAT_DOC),
        ),
        drop=frozenset({"stream", "response_format"}),
        returns="{ParsedChatCompletion}[{OutputT}]",
        whole=False,
        needs=("ParsedChatCompletion",),
        exports=_PARSE_ERRORS,
    ),
    Helper(
        _at(_CHAT, "stream"),
        "/chat.completions.create",
        "chat.stream",
        target="self._client.chat.completions",
        own=(
            Own("response_format", "type[{OutputT}] | {@response_format}", _OMITTED, _FORMAT_DOC),
        ),
        drop=frozenset({"stream", "response_format"}),
        returns="{~ChatCompletionStreamManager}[{OutputT}]",
        awaited=False,
        whole=False,
        exports=_PARSE_ERRORS,
    ),
    Helper(
        _at(_CHAT, "runTools"),
        "/chat.completions.create",
        "tool_loop.run_tools",
        target="self._client.chat.completions",
        own=(
            Own("tools", "{Iterable}[{Callable}[..., {Any}] | {@tools[]}]", None, _TOOLS_DOC),
            Own("max_chat_completions", "int", "10", "How many turns there are at most."),
        ),
        drop=frozenset({"stream", "tools"}),
        returns="{~ToolRun}",
        awaited=False,
        whole=False,
    ),
)

_RESPONSES = (
    Helper(
        ("responses.parse",),
        "create",
        "responses.parse",
        own=(
            Own("text_format", "type[{OutputT}]", _OMITTED, "The type to parse into."),
            Own(
                "parse_as",
                "type[{OutputT}]",
                _OMITTED,
                "A type to parse into whose schema is not sent.",
            ),
        ),
        returns="{ParsedResponse}[{OutputT}]",
        whole=False,
        needs=("ParsedResponse",),
        exports=_PARSE_ERRORS,
    ),
    Helper(
        ("responses.stream",),
        "create",
        "responses.stream",
        own=(
            Own("text_format", "type[{OutputT}]", _OMITTED, "The type to parse into."),
            Own("response_id", "str", _OMITTED, "The response to follow, in place of a new one."),
            Own(
                "starting_after",
                "int",
                _OMITTED,
                "With `response_id`: the number of the last event already seen.",
            ),
        ),
        returns="{~ResponseStreamManager}[{OutputT}]",
        awaited=False,
        whole=False,
        needs=("ParsedResponse",),
        exports=_PARSE_ERRORS,
    ),
)

_PAYLOAD = (
    Own("payload", "str | bytes", doc="The body of the request, as it came.", positional=True),
    Own("headers", "{Mapping}[str, str]", doc="Its headers.", positional=True),
    Own("secret", "str | None", "None", "The secret; without it the client's counts."),
)
_SIGNATURE_ERROR = ("lib.webhooks:InvalidWebhookSignatureError",)
_WEBHOOKS = (
    Helper(
        ("webhooks.unwrap",),
        "",
        "webhooks.unwrap",
        own=_PAYLOAD,
        given=False,
        constants=("{wire}",),
        awaited=False,
        exports=_SIGNATURE_ERROR,
    ),
    Helper(
        ("webhooks.verifySignature",),
        "",
        "webhooks.verify_signature",
        own=(
            *_PAYLOAD,
            Own("tolerance", "int", "300", "Seconds the timestamp may be away from now."),
        ),
        given=False,
        returns="None",
        awaited=False,
        exports=_SIGNATURE_ERROR,
    ),
)

_EMBEDDINGS = Helper(
    ("embeddings.create",),
    "create",
    "embeddings.create",
    constants=("_CREATE",),
    replaces=True,
)

_CONNECTION = (
    Own("extra_query", "{Mapping}[str, object] | None", "None", "Further query parameters."),
    Own("extra_headers", "{Mapping}[str, str] | None", "None", "Further headers."),
    Own(
        "websocket_connection_options",
        "{Mapping}[str, {Any}] | None",
        "None",
        "Options of the `websockets` library's `connect`.",
    ),
    Own(
        "on_reconnecting",
        "{OnReconnecting} | None",
        "None",
        "Called before a connection that broke is opened again; without it none is.",
    ),
    Own("max_retries", "int", "5", "How often it is tried."),
    Own("initial_delay", "float", "0.5", "Seconds before the first try; each waits longer."),
    Own("max_delay", "float", "8.0", "The most seconds between two tries."),
)
_MODEL = Own("model", "str", "omit", "The model to talk to.")


def _connected(accessor: str, path: str, server: str, client: str, *query: Own) -> Helper:
    names = [id_.rpartition("#")[2] for id_ in (server, client)]
    return Helper(
        (f"{accessor}.connect",),
        "",
        "websocket.connect",
        own=(*query, *_CONNECTION),
        given=False,
        returns=f"{{~ConnectionManager}}[{{{names[0]}}}, {{{names[1]}}}]",
        constants=(f'"{path}"', f"{{wire:{names[0]}}}", f"{{wire:{names[1]}}}"),
        collected=True,
        awaited=False,
        needs=(server, client),
        upstream=False,
        doc="Open a WebSocket connection; it needs the `websockets` package.",
        exports=("lib.websocket:WebSocketConnectionClosedError",),
    )


_CALL = Own("call_id", "str", "omit", "The call to join.")
_SOCKETS = (
    _connected(
        "realtime",
        "/realtime",
        "resources/realtime/realtime.ts#RealtimeServerEvent",
        "resources/realtime/realtime.ts#RealtimeClientEvent",
        _MODEL,
        _CALL,
    ),
    _connected(
        "beta.realtime",
        "/realtime",
        "resources/beta/realtime/realtime.ts#RealtimeServerEvent",
        "resources/beta/realtime/realtime.ts#RealtimeClientEvent",
        _MODEL,
    ),
    _connected(
        "realtime.translations",
        "/realtime/translations",
        "resources/realtime/realtime.ts#RealtimeTranslationServerEvent",
        "resources/realtime/realtime.ts#RealtimeTranslationClientEvent",
        _MODEL,
    ),
    _connected(
        "responses",
        "/responses",
        "resources/responses/responses.ts#ResponsesServerEvent",
        "resources/responses/responses.ts#ResponsesClientEvent",
    ),
    _connected(
        "beta.responses",
        "/responses?beta=true",
        "resources/beta/responses/responses.ts#BetaResponsesServerEvent",
        "resources/beta/responses/responses.ts#BetaResponsesClientEvent",
    ),
    _connected(
        "live",
        "/live",
        "resources/live/live.ts#ServerEvent",
        "resources/live/live.ts#ClientEvent",
    ),
)

CATALOGUE: tuple[Helper, ...] = (
    *_ASSISTANTS,
    *_UPLOADS,
    *_COMPLETIONS,
    *_RESPONSES,
    *_WEBHOOKS,
    *_SOCKETS,
    _EMBEDDINGS,
)
