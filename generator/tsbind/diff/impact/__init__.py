"""What an upgrade means for one code base.

Takes two models and paths of Python code; gives the errors a type checker finds against the newer
generated package and not against the older one, each with the change that explains it. The code
is read by the type checker and never run. Depends on `tsbind.generate` and on the engine beside.
"""

from tsbind.diff.impact.assessment import Impact, assess

__all__ = ["Impact", "assess"]
