"""From a plan to files: ``dict[path, text]``.

Takes the plans of `tsbind.python` and the templates, gives text that black leaves alone. Depends
on `python` and `model`; nothing but `generate` depends on it.
"""
