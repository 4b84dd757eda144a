"""Methods that only the generated client has: they come and go with what they call."""

from __future__ import annotations

from tsbind.diff.comparing.context import Context
from tsbind.diff.comparing.endpoints import method_place, spell_method


def compare_pack_methods(context: Context) -> None:
    """Collect methods of the pack that came or went; of those upstream has, others tell."""
    sides = (context.old, context.new)
    upstream = [{o.accessor for o in side.index.package.operations} for side in sides]
    before, after = (side.python.pack_methods() for side in sides)
    for accessor in sorted(before.keys() - after.keys() - upstream[1]):
        method = before[accessor]
        spelling = spell_method(context.old, method)
        context.collector.add("method_removed", method_place(method, None), old=spelling)
    for accessor in sorted(after.keys() - before.keys() - upstream[0]):
        method = after[accessor]
        spelling = spell_method(context.new, method)
        context.collector.add("method_added", method_place(None, method), new=spelling)
