"""What each method of a resource class sends and gives back, read from its body.

Takes a resolved package and the parsed bodies of its classes; gives the operations, page classes,
connections and the root client of the model. Names and types are looked up in `tsbind.resolve`.
What cannot be read from a body becomes a `Problem` with its position.

`read` walks from the root client through its resources. For each method, `methods` reads the
signature, `evaluation` follows values through the body, `requests` reads the request, `operation`
joins them. `pages`, `sockets` and `client` read the classes that are not resources.
"""
