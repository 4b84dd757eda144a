"""Upstream's examples in TypeScript as Python: what is known is put in Python, else nothing is."""

from __future__ import annotations

import black
import pytest
from hypothesis import given
from hypothesis import strategies as st

from diff.builders import client
from tsbind.docs.context.context import context
from tsbind.docs.context.methods import python_call
from tsbind.docs.context.pages import Book, OperationSection
from tsbind.docs.examples.translate import code_in, translated
from tsbind.docs.reference.book import plan_book
from tsbind.model.declarations import Package
from tsbind.syntax import parse_snippet

TYPES = """
export interface Thing { id: string; partList: string[] }
export interface ThingParams {
  name: string; maxCount?: number; part?: Record<string, unknown>; tags?: string[];
  file?: unknown; class?: boolean;
}
"""
METHODS = """
  create(body: ThingParams, options?: RequestOptions): APIPromise<Thing> {
    return this._client.post('/things', { body, ...options });
  }
  retrieve(thingID: string, options?: RequestOptions): APIPromise<Thing> {
    return this._client.get(`/things/${thingID}`, options);
  }
"""


def package(example: str = "", of: str = "  create(") -> Package:
    """A package whose method has an example."""
    doc = "".join(f"   * {line}\n" for line in example.splitlines())
    written = f"  /**\n   * Make one.\n   *\n   * @example\n{doc}   */\n{of}" if example else of
    return client(METHODS.replace(of, written), TYPES)


def python(code: str) -> list[str]:
    """The statements of ``code`` in Python, between the frame's; empty where there are none."""
    made = context(package(), "demo")
    found = translated(made, python_call(made, made.operations["things.create"]), code)
    if not found:
        return []
    for example in found:
        compile(example.text, "example", "exec")
        with pytest.raises(black.NothingChanged):
            black.format_file_contents(example.text, fast=True, mode=black.Mode())
    return found[0].text.partition("client = Demo()\n\n")[2].splitlines()


CASES = [
    ("await client.things.retrieve('a');", ['client.things.retrieve("a")']),
    ("client.things.retrieve(`a`)", ['client.things.retrieve("a")']),
    (
        "const myThing = await client.things.create({ name: 'x', maxCount: -1.5 });",
        ['my_thing = client.things.create(name="x", max_count=-1.5)'],
    ),
    (
        "const t = client.things.create({ name: 'x', part: { aB: { c: [1, null, true] } } });",
        ['t = client.things.create(name="x", part={"aB": {"c": [1, None, True]}})'],
    ),
    (
        "const a = await client.things.create({ name: 'x' } as ThingParams);\n"
        "console.log(a.partList[0], `id ${a.id}!`);",
        ['a = client.things.create(name="x")', 'print(a.part_list[0], f"id {a.id}!")'],
    ),
    (
        "import x from 'y';\nawait client.things.retrieve('a');",
        [],
    ),
    (
        "const client = new Demo();\nawait client.things.create({ class: true, name: '' });",
        ['client.things.create(class_=True, name="")'],
    ),
    (
        "const a = await client.things.retrieve('a');\nfor (const part of a.partList) { /* x */ }",
        ['a = client.things.retrieve("a")', "for part in a.part_list:", "    print(part)"],
    ),
    (
        "const a = await client.things.retrieve('a');\n"
        "for await (const part of a.partList) { await client.things.retrieve(part.id) }",
        [
            'a = client.things.retrieve("a")',
            "for part in a.part_list:",
            "    client.things.retrieve(part.id)",
        ],
    ),
    (
        "await client.things.create({ name: 'x', file: fs.createReadStream('a b.png') });",
        ['client.things.create(name="x", file=Path("a b.png"))'],
    ),
    (
        "const a = await client.things.retrieve('a');\nconst blob = await a.blob();",
        ['a = client.things.retrieve("a")', "blob = a.read()"],
    ),
]


@pytest.mark.parametrize(("code", "lines"), CASES, ids=range(len(CASES)))
def test_what_is_known(code: str, lines: list[str]) -> None:
    assert python(code) == lines


@pytest.mark.parametrize(
    "code",
    [
        "",
        "// only words",
        "const x = 1;",
        "console.log('nothing is sent');",
        "await client.things.nothing('a');",
        "await client.nothing.create({ name: 'x' });",
        "await client.things.create({ name: 'x', unknown: 1 });",
        "await client.things.create({ name: 'x', ...more });",
        "await client.things.create({ name: 'x', [key]: 1 });",
        "await client.things.create({ name: 'x', name: 'y' });",
        "await client.things.create({ name: other });",
        "await client.things.create({ name: f() });",
        "await client.things.create({ name: 'x' }, { timeout: 1 }, 3);",
        "await client.things.create({ name: 1e999 });",
        "await client.things.create({ name: tag`x` });",
        "if (x) { await client.things.retrieve('a'); }",
        "await client.things.retrieve('a'); }",
        "const { id } = await client.things.retrieve('a');",
        "for (const [a, b] of x) { await client.things.retrieve('a'); }",
        "for (const a in x) { await client.things.retrieve('a'); }",
        "const print = await client.things.retrieve('a');",
        "const client = await client.things.retrieve('a');",
        "await client['things'].retrieve('a');",
        "await client?.things.retrieve('a');",
        "const a = await client.things.retrieve('a'); a?.id;",
        "await client.things.retrieve(new Date());",
        "await client.things.retrieve(() => 'a');",
        "for (const a of client.things.retrieve('a')) {" * 3000 + "}" * 3000,
        "await client.things.retrieve(" + "[" * 5000 + "]" * 5000 + ");",
    ],
)
def test_what_is_not_known_is_left(code: str) -> None:
    assert python(code) == []


@given(st.text("abc.(){}[]'`\"\\,;:=>$ \n/*+-1#\u2028é", max_size=60))
def test_nothing_breaks_it(text: str) -> None:
    python(f"const a = await client.things.retrieve('{text}');")
    python(f"await client.things.create({{ name: {text} }});")
    parse_snippet(text)


@given(st.text(max_size=40))
def test_text_stays_text(text: str) -> None:
    """A string of upstream's is that string, whatever is in it."""
    escaped = "".join(f"\\u{{{ord(c):x}}}" for c in text)
    lines = python(f"await client.things.retrieve('{escaped}');")
    got: list[str] = []

    class Things:
        retrieve = staticmethod(got.append)

    class Client:
        things = Things

    exec("\n".join(lines), {"client": Client})
    assert got == [text]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("```ts\nf();\n```", "f();\n"),
        ("  ```\nf();\n```\n", "f();\n"),
        ("f();", "f();"),
        ("```ts\nf();\n```\n```ts\ng();\n```", ""),
        ("Words\n```ts\nf();\n```", ""),
        ("```python\nf()\n```", ""),
    ],
)
def test_code_in(text: str, code: str) -> None:
    assert code_in(text) == code


def book_with(example: str) -> Book:
    return plan_book(package(example), "demo")


def section_of(book: Book) -> OperationSection:
    found = (o for page in book.pages for o in page.operations)
    return next(o for o in found if o.accessor == "things.create")


def test_a_translated_example_takes_the_place_of_the_made_one() -> None:
    book = book_with("```ts\nawait client.things.create({ name: 'theirs' });\n```")
    section = section_of(book)
    assert [(e.title, e.upstream) for e in section.examples] == [("Python", True), ("Async", True)]
    assert all("theirs" in e.text for e in section.examples)
    assert section.upstream_examples == ()
    assert book.upstream_examples == (1, 0)


def test_what_is_left_is_shown_in_typescript() -> None:
    book = book_with("```ts\nawait client.things.create(theirs);\n```")
    section = section_of(book)
    assert [(e.title, e.upstream) for e in section.examples] == [
        ("Python", False),
        ("Async", False),
    ]
    assert "theirs" in section.upstream_examples[0]
    assert book.upstream_examples == (0, 1)
