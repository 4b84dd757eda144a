"""A program that walks from what a method gives, or a declared value, to a field deep inside."""

from __future__ import annotations

from tsbind.diff.changes.change import Change
from tsbind.diff.changes.member import Step, Way, way
from tsbind.diff.witness.pair import Pair
from tsbind.diff.witness.program import Program, none
from tsbind.diff.witness.release import Release
from tsbind.model.spelling import literal_text
from tsbind.model.types import Literal, Type
from tsbind.python.names import assign

_NO_WAY = "the generated package has no way to the field"


def walked(pair: Pair, change: Change, side: str) -> Program:
    """Reads the field at the end of the way of ``change``, as it is in the older release."""
    found = way(change.member)
    before, _ = pair.roots(change)
    if change.place not in pair.methods or found.root not in {"", "()", "item"}:
        return none(change, side, _NO_WAY)
    body = _Walk(pair.old).to(before, found)
    texts: list[str] = []
    for caller, operation in zip(
        (pair.old_calls, pair.new_calls), pair.methods[change.place], strict=True
    ):
        call = caller.call(operation)
        start = f"next(iter({call}))" if found.root == "item" else call
        head = f"{pair.client()}def use(client: Client) -> object:\n    v0 = {start}\n"
        texts.append(f"{head}{body}    return None\n" if call and body else "")
    return Program(change, side, *texts) if all(texts) else none(change, side, _NO_WAY)


class _Walk:
    """Writes the lines of one walk."""

    def __init__(self, release: Release) -> None:
        self.release = release
        self.lines: list[str] = []
        self.number, self.depth = 0, 1

    def to(self, roots: list[Type], found: Way) -> str:
        """The lines below the first variable; empty where a step has no spelling."""
        for index, step in enumerate(found.steps[:-1]):
            before = Way("", (*found.steps[:index], Step("name", "")))
            if not self._step(step, self.release.inside(roots, before)):
                return ""
        self._line(f"return v{self.number}.{_attribute(found.steps[-1].text)}")
        return "".join(self.lines)

    def _line(self, text: str) -> None:
        self.lines.append(f"{'    ' * self.depth}{text}\n")

    def _step(self, step: Step, types: list[Type]) -> bool:
        if step.kind == "label":
            return self._label(step.text, types)
        old, self.number = self.number, self.number + 1
        if step.kind == "name":
            self._line(f"v{self.number} = v{old}.{_attribute(step.text)}")
            self._line(f"if v{self.number} is None:")
            self._line("    return None")
            return True
        values = ".values()" if step.kind == "value" else ""
        self._line(f"for v{self.number} in v{old}{values}:")
        self.depth += 1
        return True

    def _label(self, text: str, types: list[Type]) -> bool:
        """Goes on where the discriminator has the value."""
        for type_ in types:
            for leaf in self.release.index.alternatives(type_):
                members = self.release.index.fields(leaf)
                for field in members[0] if members else ():
                    tag = field.type
                    if isinstance(tag, Literal) and literal_text(tag.value) == text:
                        name = _attribute(field.name)
                        self._line(f"if v{self.number}.{name} == {tag.value!r}:")
                        self.depth += 1
                        return True
        return False


def _attribute(name: str) -> str:
    return str(assign([name])[name])
