"""Documentation comments."""

from __future__ import annotations

from tsbind.values import value_class


@value_class(frozen=True, slots=True)
class Doc:
    """A ``/** */`` block: its text, and its tags in order (name and text)."""

    text: str = ""
    tags: tuple[tuple[str, str], ...] = ()

    @property
    def deprecated(self) -> str | None:
        """The text of ``@deprecated`` (perhaps empty), or None where there is no such tag."""
        return next((text for name, text in self.tags if name == "deprecated"), None)

    @property
    def other_tags(self) -> tuple[tuple[str, str], ...]:
        """The tags less ``@deprecated``."""
        return tuple([tag for tag in self.tags if tag[0] != "deprecated"])

    @property
    def examples(self) -> tuple[str, ...]:
        """The text of each ``@example``."""
        return tuple(text for name, text in self.tags if name == "example")


NO_DOC = Doc()
