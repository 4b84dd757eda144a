"""From a plan to files: ``dict[path, text]``.

Takes the plans of `tsbind.python` and the templates; the formatters lay out what the templates
write. Depends on `python` and `model`.
"""
