"""Pages of methods: short signatures, types a caller may give, one page a method where many are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from support.trees import tree
from tsbind.docs.context.pages import Book, OperationSection
from tsbind.docs.output.guide import Guide
from tsbind.docs.output.menu import Places, menu
from tsbind.docs.output.site import site_files
from tsbind.docs.reference.book import plan_book
from tsbind.docs.reference.home import resource_tree
from tsbind.pipeline import read
from tsbind.source import Source

METHODS = """
  /** Make one. */
  create(body: ThingCreateParams, options?: RequestOptions): APIPromise<Thing> {
    return this._client.post('/things', { body, ...options });
  }
  list(options?: RequestOptions): APIPromise<Thing> {
    return this._client.get('/things', options);
  }
  retrieve(id: string, options?: RequestOptions): APIPromise<Thing> {
    return this._client.get(path`/things/${id}`, options);
  }
  delete(id: string, options?: RequestOptions): APIPromise<Thing> {
    return this._client.delete(path`/things/${id}`, options);
  }
"""
ONE_MORE = """
  cancel(id: string, options?: RequestOptions): APIPromise<Thing> {
    return this._client.post(path`/things/${id}/cancel`, options);
  }
"""
TYPES = """
export interface Thing { id: string; part?: Part }
export interface Part { name: string }
export interface ThingCreateParams {
  first?: boolean; name: string; kind: 'a' | 'b'; part?: Part; note?: string | null; size?: number;
}
"""


def book(methods: str = METHODS, types: str = TYPES) -> Book:
    files = {
        "index.ts": """
import { Things } from './resources/things';
export class Demo extends APIClient { things: Things = new Things(this); }
export class APIClient {
  constructor(options) {}
  get(path, opts) {} post(path, opts) {} delete(path, opts) {}
}
""",
        "resources/things.ts": f"""
import {{ APIResource }} from '../resource';
export class Things extends APIResource {{ {methods} }}
{types}
""",
        "resource.ts": """
export class APIResource { _client: Demo; constructor(client: Demo) { this._client = client; } }
""",
    }
    return plan_book(read(tree(files)).package, "demo")


def sections(made: Book) -> dict[str, OperationSection]:
    return {section.name: section for page in made.pages for section in page.operations}


def text(pieces: tuple[tuple[str, object], ...]) -> str:
    return "".join(part for part, _ in pieces)


@pytest.mark.parametrize(
    ("name", "short"),
    [
        (
            "create",
            'client.things.create(name: str, kind: Literal["a", "b"], ...) -> Thing',
        ),
        ("retrieve", "client.things.retrieve(id: str) -> Thing"),
        ("list", "client.things.list() -> Thing"),
    ],
)
def test_short_signatures_have_what_must_be_given(name: str, short: str) -> None:
    assert text(sections(book())[name].short) == short


def test_a_long_signature_has_a_line_for_each_parameter() -> None:
    many = METHODS.replace("create(body", "createWithAVeryLongNameThatFillsTheLine(body")
    found = sections(book(many))["create_with_a_very_long_name_that_fills_the_line"]
    head, *lines, last = text(found.short).splitlines()
    assert head.endswith("(")
    assert lines == ["    name: str,", '    kind: Literal["a", "b"],', "    ...,"]
    assert last == ") -> Thing"


def test_parameters_have_the_types_a_caller_may_give() -> None:
    ((_, rows),) = sections(book())["create"].rows
    types = {row.name: text(row.type) for row in rows}
    assert list(types) == ["name", "kind", "first", "part", "note", "size"]
    assert types == {
        "first": "bool",
        "name": "str",
        "kind": 'Literal["a", "b"]',
        "part": "Part",
        "note": "str | None",
        "size": "float",
    } | {"size": types["size"]}


def test_fields_of_params_do_not_take_null_unless_upstream_does() -> None:
    types = {t.name: t for page in book().pages for t in page.types}
    params = {row.name: text(row.type) for row in types["ThingCreateParams"].rows}
    assert (params["part"], params["note"]) == ("Part", "str | None")
    response = {row.name: text(row.type) for row in types["Thing"].rows}
    assert response["part"] == "Part | None"


def test_a_few_methods_are_on_one_page_and_many_have_one_each() -> None:
    few, many = book(), book(METHODS + ONE_MORE)
    assert {page.path for page in few.pages if page.operations} >= {"resources/things"}
    pages = {page.path: page for page in many.pages}
    assert [s.name for s in pages["resources/things.cancel"].operations] == ["cancel"]
    ((heading, links),) = pages["resources/things"].lists
    assert heading == "Methods"
    assert links[0].about == "POST /things · Make one."
    assert [link.target.page for link in links] == [
        f"resources/things.{name}" for name in ("create", "list", "retrieve", "delete", "cancel")
    ]
    assert "resources/things.cancel" not in str(pages["resources/index"].lists)


def test_the_menu_of_a_page_of_a_method_is_that_of_its_resource() -> None:
    many = book(METHODS + ONE_MORE)
    assert resource_tree(many) == [("resources/things", "resources/things")]
    places = Places(resources=tuple(resource_tree(many)))
    ((_, (entry,)),) = menu(places, "resources/things.cancel")
    assert (entry.text, entry.href, entry.current) == ("things", "things.html", True)


def test_the_page_of_a_method_folds_the_whole_signature() -> None:
    html = site_files(book(METHODS + ONE_MORE))["resources/things.create.html"]
    assert "<summary>Whole signature, 2 overloads</summary>" in html
    assert '<a href="things.html">things</a> /' in html
    assert "client.things.create</code></a></h1>" in html
    plain = site_files(book(METHODS + ONE_MORE))["resources/things.retrieve.html"]
    assert "Whole signature" not in plain


def test_the_first_page_begins_with_a_call() -> None:
    (home,) = (page for page in book().pages if page.path == "index")
    install, call = home.start
    assert install.text == "$ pip install httpx2"
    assert "client.things.create(" in call.text
    compile(call.text, call.title, "exec")
    html = site_files(book(), guides=(Guide("guide/one", "One", "# One"),))["index.html"]
    assert '<a href="guide/one.html">One</a>' in html.partition("<main")[2]


def test_params_have_python_beside_what_is_sent() -> None:
    types = {t.name: t for page in book().pages for t in page.types}
    made = types["ThingCreateParams"].construction
    assert made.startswith("from demo.types import ThingCreateParams\n")
    assert made.endswith('ThingCreateParams(name="name", kind="a")\n')
    assert types["Thing"].construction == ""


def test_nested_types_come_first_with_what_they_are() -> None:
    files = {"index.ts": """
export interface Thing { id: string; inner: Thing.Inner }
export namespace Thing {
  /** One part. */
  export interface Inner { a: string }
}
"""}
    html = site_files(plan_book(read(tree(files)).package, "demo"))["types/thing.html"]
    assert html.index("Nested types") < html.index("<h3>Fields")
    assert '<a href="#Inner"><code>Inner</code></a> <span class="path">One part.' in html


PARAMS = """
export interface Thing { id: string }
export interface Leaf { deep: string }
export interface Inner { leaf: Leaf; back?: Outer }
export interface Outer { text: string; inner?: Inner; mode: 'a' | 'b' }
export type Outers = Array<Outer> | Outer | null;
export interface Other { other: string }
export interface Loop { again?: Array<Loop> }
export interface ThingCreateParams {
  one?: Outer; list: Outers; either?: Outer | Other; loop?: Loop; plain: string;
}
"""


def test_objects_among_the_parameters_unfold_two_levels_deep() -> None:
    ((_, rows),) = sections(book(types=PARAMS))["create"].rows
    by_name = {row.name: row for row in rows}
    assert [row.name for row in by_name["list"].fields] == ["text", "mode", "inner"]
    assert by_name["one"].fields[0].anchor == "create.one.text"
    (inner,) = (row for row in by_name["one"].fields if row.name == "inner")
    assert [(row.name, row.fields) for row in inner.fields] == [("leaf", ()), ("back", ())]
    assert [row.name for row in by_name["loop"].fields] == ["again"]
    assert by_name["loop"].fields[0].fields == ()
    assert by_name["either"].fields == by_name["plain"].fields == ()


def test_the_page_of_a_method_folds_the_fields_of_its_parameters() -> None:
    files = site_files(book(types=PARAMS))
    page = files["resources/things.html"]
    assert page.count("<summary>Fields of <code>inner</code></summary>") == 2
    assert page.count('id="create.one.inner.leaf"') == 1


@pytest.mark.parametrize(("root", "linked"), [("src", True), ("", False)])
def test_upstream_places_lead_to_the_sources_of_the_release(root: str, linked: bool) -> None:
    files = {"a b.ts": "/** One. */\nexport interface One { text: string }\n"}
    source = Source(
        "demo", "1.2.0", root=root, repository="https://github.com/acme/demo/blob/v1.2.0/"
    )
    package = read(replace(tree(files), source=source)).package
    (page,) = (
        text for path, text in site_files(plan_book(package, "demo")).items() if 'id="One"' in text
    )
    url = "https://github.com/acme/demo/blob/v1.2.0/src/a%20b.ts#L2"
    assert (
        f'<a href="{url}" rel="noopener nofollow"><code>a b.ts:2:8</code></a>' in page
    ) is linked
    assert ("github.com" in page) is linked
