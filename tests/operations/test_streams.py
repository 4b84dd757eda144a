"""What streams are made of: lines or events, the flag that decides, events passed over."""

from __future__ import annotations

import pytest

from operations.acme import package_of

STREAMING = """
export class Stream {
  static fromSSEResponse(response) {
    async function* iterator() {
      for await (const sse of messages(response)) {
        if (TEST) { continue; }
        if (sse.event === 'error') { throw new Error(); }
        if (sse.event === 'data') { yield JSON.parse(sse.data); }
      }
    }
    return iterator;
  }
}
"""
TESTS = {
    "sse.event === 'ping'": ("ping",),
    "sse.event === 'ping' || sse.event == 'pong'": ("ping", "pong"),
    "sse.event === null": (),
    "other === 'ping'": (),
}
GET = "run() { return this._client.get('/a'); }"
FLAGGED = """
  run(body: ThingParams, options?: RequestOptions): APIPromise<Thing> | APIPromise<Stream<Thing>> {
    return this._client.post('/a', { body, ...options, stream: body.streaming ?? false });
  }
"""
LINES = """
  run(options?: RequestOptions): APIPromise<JSONLDecoder<Thing>> {
    return this._client.post('/a', { ...options, stream: true, __binaryResponse: true });
  }
"""


@pytest.mark.parametrize("test", TESTS)
def test_events_that_upstream_passes_over(test: str) -> None:
    package, _ = package_of(GET, streaming=STREAMING.replace("TEST", test))

    assert package.client is not None
    assert package.client.skipped_events == TESTS[test]


def test_the_flag_may_have_another_name() -> None:
    package, _ = package_of(FLAGGED)

    run = next(o for o in package.operations if o.accessor == "things.run")
    assert (run.streams, run.stream_flag, run.stream_format) == ("body", "streaming", "events")


def test_lines_of_json() -> None:
    decoder = "export class JSONLDecoder<T> { controller: AbortController; }"
    package, _ = package_of(LINES, more=decoder)

    run = next(o for o in package.operations if o.accessor == "things.run")
    assert (run.streams, run.stream_format, run.binary) == ("always", "lines", False)
