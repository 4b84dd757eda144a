"""From the bytes of a file to declarations as written.

Takes paths and bytes, gives `SourceFile` values (`nodes`, `expressions`). tree-sitter is used in
this room only. Depends on `tsbind.position`.
"""

from tsbind.syntax.nodes import SourceFile
from tsbind.syntax.parser import parse_file, parse_snippet, share_files

__all__ = ["SourceFile", "parse_file", "parse_snippet", "share_files"]
