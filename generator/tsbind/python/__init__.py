"""The Python plan: every spelling decided before a template sees it.

Takes a resolved `tsbind.model.declarations.Package`, gives a `tsbind.python.types.plan.TypesPlan`:
modules, names, annotations, literals, docstrings and wire specs, as expressions that carry the
imports they need. `render` writes and lays them out.
"""
