"""What every generated module rests on; the same for every upstream.

The types part (standard library only): `omit`, `encode`, `model` (with its `plan` and
`construction`), `wire`, `union`, `references`, `strict`, `hints`, `lazy`, `files`, `decode_error`;
`familiar` and `dump` (a model under the names that programs for other clients use). It never imports the client part.

The client part (httpx2, imported when the first request is sent), each file using those before:
`errors`, `config`, `endpoint`; `paths`, `query`, `headers`, `jsontext` (checks and encodings);
`call` and `required` (a request as the caller means it), `outgoing` (joined with the client's defaults),
`multipart`; `retries`, `redirects`, `exchange` (the one logic of sending); `sse`, `streams`,
`parsing`, `pages`, `responses`, `binary`; `base_client` and its halves `sync_client` and
`async_client`; `resource`, `root`, `raw`, `verbs`, `async_verbs`, `casts`; `module_client` (the
package itself as a client).
"""
