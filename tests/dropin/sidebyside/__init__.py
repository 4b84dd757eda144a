"""The official Python client and a generated one, called alike and compared.

`making` makes `calls.Call`s of every endpoint from the model; `observing` makes a call with a
client and keeps what the server saw and what came back (as `portrait` shows it); `comparing`
says where two observations differ; `known` takes away what ``known.toml`` explains. Only
`making` knows tsbind: the others run where nothing but a client is installed.
"""
