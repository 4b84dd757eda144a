"""What every generated module rests on; the same for every upstream.

The types part (standard library only): `omit`, `encoding`, `model` (with its `model_fields` and
`construction`), `wire`, `union`, `references`, `strict_checks`, `hints`, `lazy_exports`, `files`,
`decode_error`; `pydantic_compat` and `model_dump` (a model under the names of pydantic models).
It never imports the client part.

The client part (httpx2, imported when the first request is sent), each file using those before:
`errors`, `config`, `endpoint`; `paths`, `query`, `headers`, `jsontext` (checks and encodings);
`call` and `required_arguments` (a request as the caller means it), `request_builder` (a call
joined with the client's defaults), `multipart`; `retries`, `redirects`, `exchange` (the one logic
of sending); `sse`, `streams`, `parsing`, `pages`, `responses`, `binary`; `base_client` and its
flavours `sync_client` and `async_client`; `resource`, `root`, `raw_views`, `verbs`, `async_verbs`,
`casts`; `module_client` (the package itself as a client).

What a new client needs sets `TYPE_CHECKING = False` itself, and type checkers take it for the name
in `typing`: to import that takes as long as all of it.
"""
