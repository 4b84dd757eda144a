"""A union with one member more."""

from demo import Demo
from demo.types import TextBlock


def text(client: Demo) -> str:
    content = client.things.retrieve("1").content
    if isinstance(content, TextBlock):
        return content.text
    return content.url  # expect: union_member_added Thing.content
