"""The Python plan of the client: resources, methods, pages, the root client, exports.

Takes a `tsbind.model.declarations.Package` with operations and the `tsbind.python.plan.TypesPlan`
made from it; gives a `tsbind.python.client.plan.ClientPlan`, every string in it finished Python.
`shapes` and `arguments` turn the parameters of an operation into keyword arguments, `overloads`
its signatures into overloads, `methods` and `endpoint` into text; `resources` puts modules
together. Depends on `tsbind.python` and `model`; `render` depends on it.
"""
