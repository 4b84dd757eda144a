"""What the search of the site finds first: the finder and the index under node."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from docs.conftest import NEWEST, Release

pytestmark = [
    pytest.mark.registry,
    pytest.mark.node,
    pytest.mark.skipif(shutil.which("node") is None, reason="needs node"),
]

EXPECTED = {
    # Parts of names, in any spelling.
    "frequency penalty": "resources/(chat/)?completions(.create)?#create.frequency_penalty",
    "max tokens": "resources/(chat/)?completions(.create)?#create.max_tokens",
    "max_tokens": "resources/(chat/)?completions(.create)?#create.max_tokens",
    "maxCompletionTokens": "resources/.*#create.max_completion_tokens",
    "previous response id": "resources/responses.create#create.previous_response_id",
    "tool choice": "resources/responses.create#create.tool_choice",
    "system fingerprint": "types/(chat/chat_)?completion#.*Completion.system_fingerprint",
    "truncation_strategy": "resources/beta/threads.*truncation_strategy",
    "TruncationStrategy": "types/.*#TruncationStrategy",
    "json schema": "types/shared/response_format_json_schema#JSONSchema",
    # Methods, as they are called in Python and in TypeScript.
    "chat.completions.create": "resources/chat/completions.create#create",
    "chat completions create": "resources/chat/completions.create#create",
    "client.files.create": "resources/files.create#create",
    "responses.create": "resources/responses.create#create",
    "createAndRun": "resources/beta/threads.create_and_run#create_and_run",
    "retrieveContent": "resources/files.retrieve_content#retrieve_content",
    "retrieve_content": "resources/files.retrieve_content#retrieve_content",
    "vector stores search": "resources/vector_stores.search#search",
    "realtime connect": "resources/realtime#connect",
    "fine tuning jobs": "resources/fine_tuning/jobs.create#create",
    "batches": "resources/batches#create",
    "create": "resources/.*#create",
    # Paths, with and without their verb.
    "/chat/completions": "resources/chat/completions.create#create",
    "/vector_stores/{vector_store_id}/files": "resources/vector_stores/files.create#create",
    "/threads/runs": "resources/beta/threads.create_and_run#create_and_run",
    "POST /embeddings": "resources/embeddings#create",
    "delete /files/{file_id}": "resources/files.delete#delete",
    # Classes, those of the client and of errors among them.
    "OpenAI": "client#OpenAI",
    "AsyncOpenAI": "client#OpenAI",
    "RateLimitError": "errors#RateLimitError",
    "APITimeoutError": "errors#APITimeoutError",
    "http_client": "client#OpenAI.http_client",
    "ChatCompletion": "types/chat/chat_completion#ChatCompletion",
    "chat completion": "types/chat/chat_completion#ChatCompletion",
    "ChatCompletionMessageParam": ".*chat_completion_message_param#ChatCompletionMessageParam",
    "ThreadCreateParams": "types/beta/thread_create_params#ThreadCreateParams",
    "VectorStore": "types/vector_store#VectorStore",
    # Events, and what else tells members of a union.
    "thread.message.delta": ".*_stream_event#ThreadMessageDelta",
    "response.output_text.delta": ".*response_text_delta_event.*#ResponseTextDeltaEvent",
    # Typos: a letter left out, changed, two swapped, two of them.
    "InternalServerErorr": "errors#InternalServerError",
    "system fingerprnt": "types/(chat/chat_)?completion#.*system_fingerprint",
    "chat completoins creat": "resources/chat/completions.create#create",
    "moderatoin": "resources/.*#create.moderation",
    "temprature": "resources/.*#create.temperature",
    # Words of the texts.
    "nucleus": "resources/.*#create",
    "transcribe": "resources/audio/transcriptions#create",
}
ASKED = {
    # What a resource is about, as one says it.
    "embedding": "resources/embeddings#create",
    "embeding": "types/embedding#Embedding",
    "batch": "resources/batches#create",
    "webhook": "resources/webhooks.*",
    "speech": "resources/audio/speech#create",
    "text to speech": "resources/audio/speech#create",
    "fine tune": "resources/fine_tuning/jobs.create#create",
    "chat": "resources/chat/completions.create#create",
    "completions": "resources/completions#create",
    "images": "resources/images#.*",
    "files": "resources/files.create#create",
    "file": "resources/files.create#create.file",
    "model": "resources/.*#create.model",
    "models": "resources/models#.*",
    "client secrets": "resources/realtime/client_secrets#create",
    "realtime": "resources/realtime#connect",
    # Verbs with what they are about, in any order and form.
    "list models": "resources/models#list",
    "delete thread": "resources/beta/threads.delete#delete",
    "image edit": "resources/images#edit",
    "generate image": "resources/images#generate",
    "createEmbeddings": "resources/embeddings#create",
    "upload and poll": ".*#upload_and_poll",
    "run tools": "resources/chat/completions.run_tools#run_tools",
    "parse": ".*#parse",
    "unwrap": "resources/webhooks.unwrap#unwrap",
    "event handler": ".*#stream.event_handler",
    # What the client takes, and errors by what they are about.
    "async client": "client#OpenAI",
    "client": "client#OpenAI",
    "retry": "client#OpenAI.max_retries",
    "max_retries": "client#OpenAI.max_retries",
    "timeout": "client#OpenAI.timeout",
    "api key": "client#OpenAI.api_key",
    "base url": "client#OpenAI.base_url",
    "organisation": "client#OpenAI.organization",
    "rate limit": "errors#RateLimitError",
    "not found": "errors#NotFoundError",
    "errors": "errors#Errors",
    "pagination": "pagination#Pagination",
    # Values, names in the guides, headings of guides.
    "content_filter": ".*ContentFilterFinishReasonError|types/.*hoice",
    "flex": "resources/responses.create#create",
    "with_raw_response": "guide/.*",
    "the lock": "guide/updating#The lock",
    "configuration": "guide/configuration#Configuration",
    "vendor a part": "guide/quick-start#Vendor a part",
    # Fields, with a typo and without; any form of a word.
    "stop": "resources/(chat/)?completions(.create)?#create.stop",
    "reasoning effort": "types/shared/reasoning_effort#ReasoningEffort",
    "function calling": "resources/chat/completions.create#create.function_call",
    "propmt": "resources/.*#create.prompt",
    "responces create": "resources/responses.create#create",
    "vektor store": "types/vector_store#VectorStore",
}
SCRIPT = """
const { readFileSync } = require("fs");
const { runInThisContext } = require("vm");
let data = null;
globalThis.tsbindSearch = (given) => { data = given; };
const [site, queries] = process.argv.slice(2);
for (const name of ["finder", "search"]) {
  runInThisContext(readFileSync(`${site}/assets/${name}.js`, "utf8"));
}
const find = globalThis.tsbindFinder(data);
const place = ({ entry, field }) => `${entry.page}#${entry.name}${field ? "." + field : ""}`;
const found = JSON.parse(queries).map((query) => [query, find(query).map(place)]);
console.log(JSON.stringify(Object.fromEntries(found)));
"""

Search = Callable[..., dict[str, list[str]]]


@pytest.fixture(scope="module")
def search(newest_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Search:
    script = tmp_path_factory.mktemp("search") / "run.cjs"
    script.write_text(SCRIPT)

    def run(*queries: str) -> dict[str, list[str]]:
        command = ["node", script, newest_site, json.dumps(queries)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        found: dict[str, list[str]] = json.loads(done.stdout)
        return found

    return run


@pytest.mark.parametrize("expected", [EXPECTED, ASKED], ids=["names", "words"])
def test_first_hits(search: Search, expected: dict[str, str]) -> None:
    found = search(*expected)
    first = {query: (hits or ["nothing"])[0] for query, hits in found.items()}
    wrong = {q: first[q] for q, place in expected.items() if not re.fullmatch(place, first[q])}
    assert wrong == {}
    assert len(expected) >= 40


def test_a_path_is_led_by_its_create(search: Search) -> None:
    (hits,) = search("/chat/completions").values()
    assert hits[:2] == [f"resources/chat/completions.{m}#{m}" for m in ("create", "list")]


def test_what_is_nothing_finds_nothing(search: Search) -> None:
    assert not any(search("", "   ", "/", "zzzzqqqq", "'\"<>").values())


def test_the_index_is_small(release_of: Callable[[str], Release]) -> None:
    site: Mapping[str, str] = release_of(NEWEST).site
    assert sum(len(site[f"assets/{name}.js"].encode()) for name in ("finder", "search")) < 1_000_000
