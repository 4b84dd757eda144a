"""What parameters and declarations bind: a name, or the picks of an object pattern."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tsbind.values import value_class

if TYPE_CHECKING:
    from tsbind.syntax.expressions.operands import Expression


@value_class(frozen=True, slots=True)
class Pick:
    """One property taken out by a destructuring pattern: ``property: local = default``."""

    property: str
    local: str
    default: Expression | None = None


@value_class(frozen=True, slots=True)
class Binding:
    """What a parameter or a declaration binds: one name, or an object pattern.

    ``name`` is empty for a pattern; ``picks`` and ``rest`` are those of
    ``{ a, b: c = 1, ...rest }``. A pattern there is no rule for (array, nested) has neither.
    """

    name: str = ""
    picks: tuple[Pick, ...] = ()
    rest: str | None = None


NO_BINDING = Binding()
