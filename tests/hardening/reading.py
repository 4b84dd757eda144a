"""What a person, a browser or a CI runner would make of text that was printed or written."""

from __future__ import annotations

import re
from html.parser import HTMLParser

STEERS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
"""Characters that move a cursor, colour a terminal, end a line or turn the direction of reading."""

_COMMANDS = (re.compile(r"^\s*::", re.MULTILINE), re.compile(r"##\w*\["))


def steering(text: str) -> list[str]:
    """The characters in ``text`` that would steer a terminal, with what stands around them."""
    return [ascii(text[max(0, m.start() - 40) : m.end() + 20]) for m in STEERS.finditer(text)][:3]


def commands(text: str) -> list[str]:
    """What a CI runner would take for a command."""
    found = [m for pattern in _COMMANDS for m in pattern.finditer(text)]
    return [ascii(text[m.start() : m.end() + 40]) for m in found][:3]


class Page(HTMLParser):
    """The tags, attributes and text of a page."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.handlers: list[str] = []
        self.links: list[str] = []
        self.scripts = 0
        self._shown: list[str] = []
        self._hidden = 0
        self.feed(html)
        self.close()
        self.shown = "".join(self._shown)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.scripts += tag == "script"
        self._hidden += tag in ("script", "style")
        self.handlers += [name for name, _ in attrs if name.startswith("on")]
        self.links += [value or "" for name, value in attrs if name in ("href", "src", "action")]

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self._shown.append(data)

    def handle_comment(self, data: str) -> None:
        self.tags.add("<!--")

    @property
    def foreign_links(self) -> list[str]:
        """Links with a scheme that is not of the web."""
        schemes = re.compile(r"\s*(?!https?:|data:,$)[a-z][\w+.-]*:", re.IGNORECASE)
        return [link for link in self.links if schemes.match(link)]


def words(text: str) -> str:
    """``text`` without what layout and escaping of Markdown add: letters and digits only."""
    return re.sub(r"[\W_]+", "", text)
