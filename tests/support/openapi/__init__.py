"""The model of a release as OpenAPI 3.1: what a mock server that nobody here wrote can serve.

Takes a `tsbind.model.declarations.Package`, gives documents (see `documents`); depends on the
model and on the plan's reading of parameter types, never on what is generated.
"""
