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
    def prose(self) -> str:
        """The text with what the tags say for a reader: descriptions, defaults, examples."""
        return prose_of(self.text, self.tags)

    @property
    def other_tags(self) -> tuple[tuple[str, str], ...]:
        """The tags less ``@deprecated``."""
        return tuple([tag for tag in self.tags if tag[0] != "deprecated"])

    @property
    def examples(self) -> tuple[str, ...]:
        """The text of each ``@example``."""
        return tuple(text for name, text in self.tags if name == "example")


_PROSE = {
    "description": "{}",
    "desc": "{}",
    "summary": "{}",
    "remarks": "{}",
    "default": "Defaults to {}",
    "defaultvalue": "Defaults to {}",
    "example": "Example: {}",
    "see": "See {}",
    "throws": "Throws {}",
    "returns": "Returns {}",
    "since": "Since {}",
}


def prose_of(text: str, tags: tuple[tuple[str, str], ...]) -> str:
    """A text followed by the tags that are prose, each a paragraph of its own."""
    parts = [text] if text else []
    for name, value in tags:
        form = _PROSE.get(name.lower())
        if form is not None and value and value != text:
            parts.append(form.format(value))
    return "\n\n".join(parts)


NO_DOC = Doc()
