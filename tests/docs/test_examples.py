"""Every example on every page: the Python runs, the JSON is what the types say."""

from __future__ import annotations

import contextlib
import importlib
import io
import json
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from client.recorder import Answer, Recorder
from support.emitted import imported
from tsbind.docs.book import book_of
from tsbind.docs.context import Context, context
from tsbind.docs.pages import Book, Code
from tsbind.docs.samples import CannotSample, json_text
from tsbind.generate import emit
from tsbind.model.operations import Operation
from tsbind.resolve import resolve
from tsbind.sources import SourceTree

pytestmark = [pytest.mark.registry]
VERSIONS = ("4.52.0", "7.57.0")


class Release:
    """The reference of a release whose package can be imported."""

    def __init__(self, made: Context, book: Book) -> None:
        self.made = made
        self.book = book
        self.operations = {o.accessor: o for o in made.package.operations}


@pytest.fixture(scope="module", params=VERSIONS)
def documented(
    request: pytest.FixtureRequest,
    openai_tree: Callable[[str], SourceTree],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Release]:
    model, _ = resolve(openai_tree(request.param))
    name = f"documented_{request.param.replace('.', '_')}"
    folder: Path = tmp_path_factory.mktemp("documented")
    made = context(model, name)
    with imported(emit(model).files, folder, name):
        yield Release(made, book_of(made))


class Server(Recorder):
    """Gives the first answer of a list once, and the last one from then on."""

    @property
    def answer(self) -> Answer:
        return self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]

    @answer.setter
    def answer(self, value: Answer | list[Answer]) -> None:
        self._answers = value if isinstance(value, list) else [value]


def test_every_python_example_runs(documented: Release, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "secret")
    monkeypatch.setenv("OPENAI_ADMIN_KEY", "secret")
    ran = 0
    without: list[str] = []
    wrong: dict[str, str] = {}
    with Server() as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        for page in documented.book.pages:
            for section in page.operations:
                operation = documented.operations.get(section.accessor)
                if operation is None or operation.kind != "endpoint":
                    continue
                if not section.examples:
                    without.append(section.accessor)
                for example in section.examples:
                    server.answer = answer(documented.made, operation, example)
                    server.request = None
                    ran += 1
                    try:
                        run(example.text)
                        assert server.request is not None, "nothing was sent"
                        assert server.request.method == operation.verb.upper()
                    except Exception as error:
                        wrong[f"{section.accessor}: {example.title}"] = repr(error)
    assert wrong == {}
    assert without == []
    assert ran > 100


def run(text: str) -> None:
    names: dict[str, object] = {"__name__": "__main__"}
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore", DeprecationWarning)
        exec(compile(text, "example.py", "exec"), names)
    close = getattr(names.get("client"), "close", None)
    if close is not None:
        close()


def answer(made: Context, operation: Operation, example: Code) -> Answer | list[Answer]:
    if "treaming" in example.title and operation.event is not None:
        event = json_text(made.samples.value(operation.event))
        return Answer(
            f"data: {json.dumps(json.loads(event))}\n\ndata: [DONE]\n\n".encode(),
            "text/event-stream",
        )
    if operation.binary:
        return Answer(b"binary", "application/octet-stream")
    if operation.page is not None:
        return _page(made, operation)
    signatures = operation.signatures
    if operation.accessor == "embeddings.create":
        # Its first overload is for callers who ask for base64; the example does not.
        signatures = signatures[::-1]
    for signature in signatures:
        with contextlib.suppress(CannotSample):
            value = made.samples.value(signature.returns)
            return Answer(
                json_text({operation.unwrap: value} if operation.unwrap else value).encode()
            )
    return Answer(b"{}")


def _page(made: Context, operation: Operation) -> list[Answer]:
    """One page with an item, then pages without."""
    page = next(p for p in made.package.pages if p.id == operation.page)
    assert operation.page_item is not None
    item = made.samples.value(operation.page_item)
    return [Answer(json_text(_nested(page.items, items)).encode()) for items in ([item], [])]


def _nested(path: str, value: object) -> object:
    for name in reversed(path.split(".")):
        value = {name: value}
    return value


def test_every_json_example_is_what_its_class_says(documented: Release) -> None:
    wrong: dict[str, str] = {}
    checked = 0
    for page in documented.book.pages:
        for section in page.types:
            if section.kind != "class" or not section.example:
                continue
            place = documented.made.plan.places[section.id]
            module = importlib.import_module(f"{documented.book.package}.{'.'.join(place.module)}")
            checked += 1
            try:
                made = getattr(module, section.name).from_dict(
                    json.loads(section.example), strict=True
                )
                assert made.to_dict() == json.loads(section.example)
            except Exception as error:
                wrong[section.id] = repr(error)
    assert wrong == {}
    assert checked > 200


def test_every_import_line_runs(documented: Release) -> None:
    for page in documented.book.pages:
        for section in page.types:
            names: dict[str, object] = {}
            exec(section.import_line, names)
            assert section.kind == "page" or section.name in names
