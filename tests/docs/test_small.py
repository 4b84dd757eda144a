"""The reference of a small package: golden pages, the terminal, versions, the guides."""

from __future__ import annotations

import difflib
import html
import importlib.util
import os
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from markdown_it import MarkdownIt

from diff.builders import client
from tsbind.cli import main
from tsbind.diff import compare
from tsbind.docs.context.pages import Book
from tsbind.docs.output.guide import Changes, Guide, guide_html, read_guides
from tsbind.docs.output.markdown import markdown_files
from tsbind.docs.output.site import site_files
from tsbind.docs.output.terminal import shown
from tsbind.docs.reference.book import plan_book
from tsbind.docs.reference.types import default_in
from tsbind.docs.releases.sites import Choices, release_books, release_sites
from tsbind.model.codec import to_json
from tsbind.model.declarations import Package
from tsbind.problems import TsbindError, UsageError

GOLDEN = Path(__file__).parent / "golden"
ROOT = Path(__file__).resolve().parents[2]
METHODS = """
  /** Make a thing. <b>Not bold</b>. */
  create(body: ThingParams, options?: RequestOptions): APIPromise<Thing> {
    return this._client.post('/things', { body, ...options });
  }
  /** @deprecated use `create` */
  retrieve(thingID: string, options?: RequestOptions): APIPromise<Thing> {
    return this._client.get(`/things/${thingID}`, options);
  }
"""
TYPES = """
/** A thing, with {{ braces }} and [a link](javascript:alert(1)). */
export interface Thing {
  id: string;
  /** How many. Defaults to `3`. */
  maxCount?: number | null;
  /** @deprecated gone soon */
  old?: 'a' | 'b';
  part: Thing.Text | Thing.Image;
}
export namespace Thing {
  export interface Text { type: 'text'; text: string; }
  export interface Image { type: 'image'; image_url?: string; }
}
export interface ThingParams {
  /** The name. */
  name: string;
  part?: Thing.Text | null;
  tags?: string[];
}
"""


def small(version: str = "1.0.0", types: str = TYPES) -> Package:
    return client(METHODS, types, version)


@pytest.mark.parametrize(
    "path",
    ["resources/things.md", "types/thing.md", "types/thing_params.md", "index.md", "client.md"],
)
def test_golden_markdown(path: str) -> None:
    check(path, markdown_files(plan_book(small(), "demo"))[path])


@pytest.mark.parametrize("path", ["resources/things.html", "types/thing.html"])
def test_golden_html(path: str) -> None:
    check(path, site_files(plan_book(small(), "demo"))[path])


def check(path: str, text: str) -> None:
    file = GOLDEN / path
    if os.environ.get("TSBIND_ACCEPT"):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    golden = file.read_text("utf-8").splitlines() if file.is_file() else []
    lines = difflib.unified_diff(golden, text.splitlines(), "golden", "made", lineterm="")
    difference = "\n".join(lines)
    assert not difference, f"{difference}\nTSBIND_ACCEPT=1 takes the new text over"


@pytest.mark.parametrize(
    ("doc", "default"),
    [
        ("How many. Defaults to `3`.", "3"),
        ("The default is `a b`, which is small.", "a b"),
        ("How hot.\n\nDefaults to 0.7", "0.7"),
        ("Defaults to the value of the project.", ""),
        ("By default nothing.", ""),
    ],
)
def test_a_default_is_read_from_the_text(doc: str, default: str) -> None:
    assert default_in(doc) == default


def test_twice_the_same() -> None:
    one, other = (site_files(plan_book(small(), "demo")) for _ in range(2))
    assert one == other


TEMPLATES = sorted(
    file.relative_to(ROOT / "templates").as_posix()
    for file in (ROOT / "templates" / "docs").rglob("*.j2")
    if file.parent.name != "examples"
)


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_template_is_used_and_named_when_wrong(name: str, tmp_path: Path) -> None:
    own = tmp_path / name
    own.parent.mkdir(parents=True)
    own.write_text("{{ no_such_value }}", "utf-8")
    book = plan_book(small(), "demo")
    with pytest.raises(TsbindError, match=r"template docs/.*no_such_value"):
        everything(book, tmp_path)


def everything(book: Book, overrides: Path) -> None:
    changes = Changes("changes", "Changes", "# Changes", compare(small(), small("1.1.0")))
    site_files(book, guides=(Guide("guide/x", "X", "# X"), changes), overrides=overrides)
    markdown_files(book, overrides)


def test_own_templates(tmp_path: Path) -> None:
    own = tmp_path / "docs" / "html" / "type.html.j2"
    own.parent.mkdir(parents=True)
    own.write_text("<p>mine: {{ item.name }} {{ item.doc }}</p>", "utf-8")
    page = site_files(plan_book(small(), "demo"), overrides=tmp_path)["types/thing.html"]
    assert "<p>mine: Thing A thing" in page


def test_shown_in_the_terminal(tmp_path: Path) -> None:
    model = tmp_path / "model.json"
    model.write_text(to_json(small()), "utf-8")
    result = CliRunner().invoke(main, ["show", str(model), "Thing"])
    assert result.exit_code == 0, result.output
    text = " ".join(result.output.split())
    for part in ("max_count int | None", "may be absent", "maxCount", "default 3", "import Thing"):
        assert part in text
    assert "ThingText" in text or "Text" in text
    assert "\x1b" not in result.output
    method = CliRunner().invoke(main, ["show", str(model), "things.create"])
    assert "POST /things" in method.output
    assert "<b>Not bold</b>" in method.output


def test_what_cannot_be_shown() -> None:
    with pytest.raises(UsageError, match="names nothing"):
        shown(small(), "Thingy", "demo")
    with pytest.raises(UsageError, match="is no data"):
        shown(small(), "Things", "demo")


def test_a_resource_is_shown_with_all_its_methods() -> None:
    text = shown(small(), "things", "demo")
    assert "POST /things" in text
    assert "GET /things/{thing_id}" in text


def test_hostile_text_stays_text() -> None:
    """Names, literals, keys, docs, examples: no tag of upstream's in any page."""
    evil = "</code></pre><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7*7 }}"
    types = f"""
/** {evil} */
export interface Thing {{
  '{evil}': '{evil}';
  /** {evil} `{evil}` Defaults to `{evil}`. @deprecated {evil} */
  plain?: Record<string, '{evil}'> | `a${{string}}{evil}`;
}}
export interface ThingParams {{ name: '{evil}' }}
"""
    methods = METHODS.replace("Make a thing.", f"{evil}\n * @example\n * ```ts\n * {evil}\n * ```")
    files = site_files(plan_book(client(methods, types), "demo"))
    assert "alert(1)" in files["types/thing.html"]
    for path, text in files.items():
        if path.endswith(".html"):
            assert text.count("<script") == (2 if path == "404.html" else 1), path
            assert "<img" not in text, path
            assert "49" not in text, path
    for path, text in markdown_files(plan_book(client(methods, types), "demo")).items():
        html = MarkdownIt("commonmark", {"html": True}).render(text)
        assert "<script" not in html, path
        assert "<img" not in html, path


def test_versions_side_by_side() -> None:
    later = TYPES.replace("id: string;", "id: string;\n  added?: string;").replace(
        "export interface ThingParams",
        "export interface Fresh { a: Thing; }\nexport interface ThingParams",
    )
    packages = [small(), small("1.1.0", later)]
    files = release_sites(release_books(packages, "demo"), packages, Choices())
    assert "1.1.0/index.html" in files["index.html"]
    page = files["1.1.0/types/thing.html"]
    assert "since 1.1.0" in page
    assert 'href="../../1.0.0/types/thing.html"' in page
    assert 'href="../../1.0.0/index.html"' in files["1.1.0/types/fresh.html"]
    assert "Fresh" in files["1.1.0/changes.html"]
    assert '<a href="changes.html">Changes in 1.1.0</a>: 2 info' in files["1.1.0/index.html"]
    assert 'class="news"' not in files["1.0.0/index.html"]
    assert "1.0.0/changes.html" not in files
    for path, text in files.items():
        for link in re.findall(r'href="([^"#:]+)', text) if path.endswith(".html") else ():
            there = os.path.normpath(os.path.join(os.path.dirname(path), link))
            assert there in files, (path, link)


MOVED = """
  get(a: string, b: string, o?: RequestOptions): APIPromise<Thing> {
    return this._client.get(`/things/${a}/${b}`, o);
  }
"""
MOVED_TO_PARAMS = """
  get(b: string, params: ThingGetParams, o?: RequestOptions): APIPromise<Thing> {
    const { a } = params;
    return this._client.get(`/things/${a}/${b}`, o);
  }
"""


@pytest.mark.parametrize(("reader", "breaks"), [("python", False), ("typescript", True)])
def test_the_reader_decides_what_the_changes_are_worth(reader: str, breaks: bool) -> None:
    thing = "export interface Thing { id: string } export interface OtherParams { a: string }"
    params = f"{thing} export interface ThingGetParams {{ a: string }}"
    packages = [client(MOVED, thing), client(MOVED_TO_PARAMS, params, "2.0.0")]
    choices = Choices(reader=reader)
    files = release_sites(release_books(packages, "demo"), packages, choices)
    assert ('data-severity="breaking"' in files["2.0.0/changes.html"]) is breaks


@pytest.mark.parametrize(("style", "page"), [("site", "index.html"), ("markdown", "index.md")])
def test_the_first_page_says_what_could_not_be_read(tmp_path: Path, style: str, page: str) -> None:
    source = tmp_path / "sdk"
    source.mkdir()
    (source / "a.ts").write_text("export interface A { a: string }\nexport interface B { b: }")
    out = tmp_path / "out"
    result = CliRunner().invoke(main, ["docs", str(source), "--out", str(out), "--format", style])
    assert result.exit_code == 0, result.output
    text = (out / page).read_text(encoding="utf-8")
    assert "Could not be read" in text
    assert "a.ts:2" in html.unescape(text)
    assert str(tmp_path) not in html.unescape(text)


def test_docs_command(tmp_path: Path) -> None:
    model = tmp_path / "model.json"
    model.write_text(to_json(small()), "utf-8")
    out = tmp_path / "out"
    for _ in range(2):
        result = CliRunner().invoke(
            main, ["docs", str(model), "--out", str(out), "--package", "my"]
        )
        assert result.exit_code == 0, result.output
    assert "</i> my.types <i" in (out / "types" / "thing.html").read_text("utf-8")
    markdown = CliRunner().invoke(
        main, ["docs", str(model), "--out", str(tmp_path / "md"), "--format", "markdown"]
    )
    assert markdown.exit_code == 0, markdown.output
    assert (tmp_path / "md" / "types" / "thing.md").is_file()


def test_generate_with_docs(tmp_path: Path) -> None:
    source = tmp_path / "shapes.ts"
    source.write_text("/** Round. */\nexport interface Circle { radius: number }", "utf-8")
    out, docs = tmp_path / "shapes", tmp_path / "pages"
    for _ in range(2):
        result = CliRunner().invoke(
            main, ["generate", str(source), "--out", str(out), "--docs", str(docs)]
        )
        assert result.exit_code == 0, result.output
    page = (docs / "types" / "circle.md").read_text("utf-8")
    assert "Round." in page
    assert "from shapes.types import Circle" in page


def test_sources_of_different_packages(tmp_path: Path) -> None:
    other = tmp_path / "other.ts"
    other.write_text("export interface A { a: string }", "utf-8")
    model = tmp_path / "model.json"
    model.write_text(to_json(small()), "utf-8")
    out = str(tmp_path / "out")
    result = CliRunner().invoke(main, ["docs", str(model), str(other), "--out", out])
    assert result.exit_code == 2
    assert "different packages" in result.output


def test_pages_made_from_the_code_are_true() -> None:
    file = ROOT / "scripts" / "reference_pages.py"
    spec = importlib.util.spec_from_file_location("reference_pages", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for name, text in module.pages().items():
        written = (ROOT / "docs" / name).read_text("utf-8")
        assert written == text, "python scripts/reference_pages.py"


def test_guides() -> None:
    pages, data = read_guides(ROOT / "docs")
    assert pages[0].path == "guide/quick-start"
    assert all(page.title for page in pages)
    assert all(path.startswith("guide/") for path in data)
    html = guide_html(
        Guide(
            "guide/x",
            "X",
            "<!-- order: 4 -->\n\n# A\n\n<script>x</script> [b](y.md#z) [c](javascript:x)\n\n"
            "<!-- figures a-b -->\nIt is <!-- figure a 0 1 -->7<!-- end -->.\n<!-- end -->\n",
        )
    )
    assert "It is 7." in html
    assert "!--" not in html
    assert "<script>" not in html
    assert 'href="y.html#z"' in html
    assert 'id="a"' in html
    assert 'href="javascript' not in html
