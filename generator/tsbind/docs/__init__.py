"""The reference of a generated package: Markdown, a static site, text for a terminal.

Takes a resolved `tsbind.model.declarations.Package`. `context` works out what every page needs,
`examples` makes examples of calls, `reference` plans the pages as plain values, `output` lays
them out as ``dict[path, text]``, and `releases` puts the sites of several releases side by side.
"""
