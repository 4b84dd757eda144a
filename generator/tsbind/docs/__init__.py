"""Reference pages of a generated package, and the site they make.

Takes a resolved `tsbind.model.declarations.Package`; `plan_book` decides pages, links, badges and
examples as plain values, `markdown_files` and `site_files` lay them out as ``dict[path, text]``.
Depends on `model`, `python` (spellings), `render` (where templates are) and `diff` (history);
only `cli` depends on it.
"""
