"""Witnesses: values that show a breaking change on the wire.

For what the caller sends, a value the older release takes and the newer one does not; for what
the caller reads, a value the newer release gives and the older one does not know. Values are made
and judged from the model alone, without the engine, so they check it. For params and for source
there are programs too: Python that a type checker accepts with the older generated package and
refuses with the newer one.
"""

from tsbind.diff.witness.attach import with_witnesses

__all__ = ["with_witnesses"]
