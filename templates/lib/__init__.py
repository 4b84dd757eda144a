"""Helpers over the endpoints: streams with snapshots, parsing, polling, uploads, webhooks, sockets.

Hand-written for the API whose client this is; they call the public methods of the resources and
know nothing of how those work. `steps` is how one procedure serves both flavours of the client,
`accumulate` how deltas become snapshots.
"""
