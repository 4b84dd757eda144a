"""The Python plan of the client: resources, methods, pages, the root client, exports.

Takes a `tsbind.model.declarations.Package` with operations and the plan of its types; gives a
`tsbind.python.client.plan.ClientPlan`, one plan for both flavours of the client. `shapes` and
`arguments` turn the parameters of an operation into keyword arguments, `overloads` its signatures
into overloads, `methods` and `endpoint` into plans; `resources` puts modules together.
"""
