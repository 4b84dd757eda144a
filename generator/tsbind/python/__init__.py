"""The Python plan: every spelling decided before a template sees it.

Takes a resolved `tsbind.model.declarations.Package`, gives a `tsbind.python.plan.TypesPlan`:
modules, names, annotations, literals, docstrings and wire specs as finished text, laid out the
way black leaves it. Depends on `model` and `problems`; `render` depends on it.
"""
