"""All of it."""

from __future__ import annotations

from .batch import submit
from .chat import ask
from .search import names
from .settings import make_client
from .threads import show, start
from .tools import look


def main() -> None:
    client = make_client()
    print(ask(client, "why?"), look(client, "now"), list(names(client)))
    print(submit(client, b"{}").id, start(client, "asst_1"), show(client, "t", "m"))
