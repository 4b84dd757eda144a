"""From files to the resolved model: names bound, generics applied, utility types evaluated.

Takes a `tsbind.sources.SourceTree`, gives a `tsbind.model.declarations.Package` and the problems
met. Uses `tsbind.syntax` and `tsbind.model`.

`symbols` and `scope` bind names, `bind` turns types as written into types of the model,
`evaluate` (with `operators`, `keys`, `intersect`, `conditional`) works them out, `package` puts
the declarations together.
"""

from tsbind.resolve.resolution import Resolution, resolve
from tsbind.syntax import share_files

__all__ = ["Resolution", "resolve", "share_files"]
